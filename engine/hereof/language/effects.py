"""Builds effectivities: from when, and until when."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve
from lark import Token

from hereof.diagnostics import Diagnostic, Span, error
from hereof.language.pieces import Item, Items, Pieces, twice
from hereof.language.values import text_of
from hereof.model import effectivity as e
from hereof.model.words import Reason

_CALLED: Final = {"met": "met", "shown": "shown", "since": "then as of"}


class EffectBuilder(Pieces):
    """The part of the model builder that makes effectivities."""

    # ---- effectivity

    def date_hereof(self, items: Items) -> e.DateHereof:
        """As of the date hereof."""
        start = items[0].start_pos or 0
        end = self.source.text.find("hereof", start) + len("hereof")
        return e.DateHereof(span=Span(self.source, start, end))

    def on_date(self, items: Items) -> e.OnDate:
        """On a date."""
        return e.OnDate(self.day(items[0]), span=self.span(items[0]))

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
        return Item("met", self.day(items[-1]), span=self.span(items[-1]))

    def shown(self, items: Items) -> Item:
        """The day on which it was shown, and by what document."""
        document = text_of(items[1]) if len(items) > 1 else None
        return Item("shown", self.day(items[0]), document, self.span(items[0]))

    def since(self, items: Items) -> Item:
        """The earlier date from which the operation is then effective."""
        return Item("since", self.day(items[1]), span=self.span(items[1]))

    def until(self, items: Items) -> Item:
        """The moment from which a paragraph is effective no more."""
        moment = self.on_date(items) if isinstance(items[0], Token) else items[0]
        return Item("until", moment, span=moment.span)

    def through(self, items: Items) -> Item:
        """The last day on which a paragraph is effective."""
        return Item("through", self.day(items[0]), span=self.span(items[0]))

    def moment_part(self, items: Items) -> tuple[e.Moment, Reason | None]:
        """A moment among several, with the reason behind it."""
        moment, *tails = items
        return self._with_condition(moment, _told(tails)), self._one_reason(tails)

    def later(self, items: Items) -> e.Later:
        """The later of several moments."""
        return e.Later(*_parts(items))

    def earlier(self, items: Items) -> e.Earlier:
        """The earlier of several moments."""
        return e.Earlier(*_parts(items))

    def _with_condition(self, moment: e.Moment, tails: Items) -> e.Moment:
        said = {t.kind: t for t in tails if isinstance(t, Item)}
        known = {"met", "shown", "since"} & said.keys()
        pending = any(isinstance(t, Token) for t in tails)
        if not isinstance(moment, e.Condition):
            if tails:
                self.findings.append(self._no_condition(tails[0]))
            return moment
        for kind in known:
            first, *others = [t for t in tails if isinstance(t, Item) and t.kind == kind]
            if others:
                places = (first.span or self.start, others[0].span or self.start)
                self.findings.append(twice(_CALLED[kind], *places))
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

    def _no_condition(self, tail: Item | Token) -> Diagnostic:
        place = tail.span if isinstance(tail, Item) else self.span(tail)
        return error(
            "condition-unclear",
            "`met`, `shown`, `then as of` and `not yet met` belong to a condition, and there is "
            "none before them",
            place or self.start,
            help='write `effective when "..."` first',
        )

    def _one_reason(self, tails: Items) -> Reason | None:
        """Give the reason behind a moment, which has no more than one."""
        found = [t for t in tails if isinstance(t, Reason)]
        if len(found) > 1:
            self.findings.append(twice("construed because", found[0].span, found[1].span))
        return found[0] if found else None

    def effective(self, items: Items) -> Item:
        """From when, and until when: what follows a moment is said of that moment."""
        word, *said = items
        cut = next((n for n, t in enumerate(said) if _is_ending(t)), len(said))
        start, tails = (said[0], said[1:cut]) if cut else (e.DateHereof(), [])
        ending, after = (said[cut], said[cut + 1 :]) if cut < len(said) else (None, [])
        end_tails = [t for t in after if not _is_ending(t)]
        end = ending.value if ending and ending.kind == "until" else None
        if isinstance(end, e.Condition):
            end = self._with_condition(end, _told(end_tails))
        else:  # what is said of a condition may stand behind the end as well
            tails = [*tails, *_told(end_tails)]
        if len(end_tails) < len(after):
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
                self._with_condition(start, _told(tails)),
                end,
                ending.value if ending and ending.kind == "through" else None,
                self._one_reason(tails),
                self.span(word),
                end_because=self._one_reason(end_tails),
                start_said=bool(cut),
                end_span=ending.span if ending else None,
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


def _parts(items: Items) -> tuple[tuple[e.Moment, ...], tuple[Reason | None, ...]]:
    """Give moments with the reasons behind them, none where there is none."""
    because = tuple(reason for _, reason in items)
    return tuple(moment for moment, _ in items), because if any(because) else ()


def _is_ending(item: Any) -> bool:  # noqa: ANN401
    return isinstance(item, Item) and item.kind in ("until", "through")


def _told(tails: Items) -> Items:
    """Give what is said of a condition."""
    return [t for t in tails if not isinstance(t, Reason)]
