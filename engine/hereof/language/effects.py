"""Builds effectivities: from when, and until when."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from lark import Token

from hereof.diagnostics import Diagnostic, error
from hereof.language.pieces import Item, Items, Pieces
from hereof.language.values import text_of
from hereof.model import effectivity as e
from hereof.model.words import Reason


class EffectBuilder(Pieces):
    """The part of the model builder that makes effectivities."""

    # ---- effectivity

    def date_hereof(self, _items: Items) -> e.DateHereof:
        """As of the date hereof."""
        return e.DateHereof()

    def on_date(self, items: Items) -> e.OnDate:
        """On a date."""
        return e.OnDate(self.day(items[0]))

    def from_series(self, items: Items) -> e.FromSeries:
        """From the date of a series in a month."""
        (term, span), month = items
        return e.FromSeries(term, self.month(month), span)

    def as_of_term(self, items: Items) -> e.AsOfTerm:
        """As of a date that is a defined term."""
        term, span = items[1]
        return e.AsOfTerm(term, span)

    def condition(self, items: Items) -> e.Condition:
        """When a condition is met; what is known of it follows."""
        return e.Condition(text_of(items[0]), None, None, None, None, self.span(items[0]))

    def met(self, items: Items) -> Item:
        """The day on which a condition was met."""
        return Item("met", self.day(items[-1]))

    def shown(self, items: Items) -> Item:
        """The day on which it was shown, and by what document."""
        document = text_of(items[1]) if len(items) > 1 else None
        return Item("shown", self.day(items[0]), document)

    def since(self, items: Items) -> Item:
        """The earlier date from which the operation is then effective."""
        return Item("since", self.day(items[1]))

    def until(self, items: Items) -> Item:
        """The moment from which a paragraph is effective no more."""
        moment = items[0]
        return Item("until", e.OnDate(self.day(moment)) if isinstance(moment, Token) else moment)

    def through(self, items: Items) -> Item:
        """The last day on which a paragraph is effective."""
        return Item("through", self.day(items[0]))

    def moment_part(self, items: Items) -> e.Moment:
        """A moment among several."""
        return self._with_condition(items[0], items[1:])

    def later(self, items: Items) -> e.Later:
        """The later of several moments."""
        return e.Later(tuple(items))

    def earlier(self, items: Items) -> e.Earlier:
        """The earlier of several moments."""
        return e.Earlier(tuple(items))

    def _with_condition(self, moment: e.Moment, tails: Items) -> e.Moment:
        said = {t.kind: t for t in tails if isinstance(t, Item)}
        known = {"met", "shown", "since"} & said.keys()
        pending = any(isinstance(t, Token) for t in tails)
        if not isinstance(moment, e.Condition):
            if known or pending:
                self.findings.append(self._no_condition())
            return moment
        if (pending and known - {"since"}) or ("shown" in said and "met" not in said):
            self.findings.append(
                error(
                    "condition-unclear",
                    "the condition is said to be both met and not yet met"
                    if pending
                    else "a condition is said to be shown but not on what day it was met",
                    moment.span,
                    help="write `not yet met`, or `met` with a date and, if later, `shown`",
                )
            )
        if "met" not in said:
            since = said["since"].value if "since" in said else None
            return evolve(moment, since=since)
        shown = said.get("shown", said["met"])
        return evolve(
            moment,
            met=said["met"].value,
            shown=shown.value,
            document=shown.extra,
            since=said["since"].value if "since" in said else None,
        )

    def _no_condition(self) -> Diagnostic:
        return error(
            "condition-unclear",
            "`met`, `shown` and `not yet met` belong to a condition, and there is none",
            self.start,
            help='write `effective when "..."` first',
        )

    def effective(self, items: Items) -> Item:
        """From when, and until when."""
        word, moment, *tails = items
        cut = next((n for n, t in enumerate(tails) if _ends_on_condition(t)), len(tails))
        moment = self._with_condition(moment, _told(tails[:cut]))
        if cut < len(tails):
            end = self._with_condition(tails[cut].value, _told(tails[cut + 1 :]))
            tails[cut] = evolve(tails[cut], value=end)
        endings = {t.kind: t.value for t in tails if _ending(t)}
        reason = next((t for t in tails if isinstance(t, Reason)), None)
        if len(endings) > 1:
            self.findings.append(
                error(
                    "until-and-through",
                    "an effectivity has one end, `until` or `through`",
                    self.span(word),
                    help="`until` leaves its day out, `through` takes it in",
                )
            )
        return Item(
            "effective",
            e.Effectivity(
                moment, endings.get("until"), endings.get("through"), reason, self.span(word)
            ),
        )

    def never(self, items: Items) -> Item:
        """The statement that a paragraph never took effect."""
        word, known, *shown, because = items
        document = text_of(shown[0]) if shown else None
        return Item(
            "never",
            e.NeverTookEffect(
                self.day(known), text_of(because), self.span(word), document=document
            ),
        )


def _ending(item: Any) -> bool:  # noqa: ANN401
    return isinstance(item, Item) and item.kind in ("until", "through")


def _ends_on_condition(item: Any) -> bool:  # noqa: ANN401
    """Tell whether what is said after an item is said of the condition that it ends on."""
    return _ending(item) and isinstance(item.value, e.Condition)


def _told(tails: Items) -> Items:
    """Give what is said of a condition."""
    return [t for t in tails if not isinstance(t, Reason) and not _ending(t)]
