"""Builds the header of a rule file: the instrument, its dates, parties and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve
from lark import Token

from hereof.diagnostics import error
from hereof.language.pieces import Item, Items, Pieces, self_order, twice
from hereof.language.values import text_of
from hereof.model import instrument as i
from hereof.model.words import Quotation, Reason

if TYPE_CHECKING:
    from hereof.diagnostics import Diagnostic, Span


class HeaderBuilder(Pieces):
    """The part of the model builder that makes headers."""

    # ---- the header

    def title(self, items: Items) -> Item:
        """The title."""
        return self._text_fact("title", items)

    def authority(self, items: Items) -> Item:
        """The provision under which the instrument is made."""
        return self._text_fact("authority", items)

    def convention(self, items: Items) -> Item:
        """How words are read that usage leaves open."""
        return self._text_fact("convention", items)

    def _text_fact(self, kind: str, items: Items) -> Item:
        reason = items[1] if len(items) > 1 else None
        return Item(kind, i.TextFact(reason, (), self.span(items[0]), value=text_of(items[0])))

    def dated(self, items: Items) -> Item:
        """The date that the instrument bears."""
        return self._date_fact("dated", items)

    def executed(self, items: Items) -> Item:
        """The day on which it was executed."""
        return self._date_fact("executed", items)

    def _date_fact(self, kind: str, items: Items) -> Item:
        reason = items[1] if len(items) > 1 else None
        value = self.day(items[0])
        return Item(kind, i.DateFact(reason, (), self.span(items[0]), value=value))

    def not_executed(self, items: Items) -> Item:
        """The statement that it is not executed."""
        reason = items[1] if len(items) > 1 else None
        return Item("executed", i.DateFact(reason, (), self.span(items[0]), value=None))

    def document(self, items: Items) -> Item:
        """The document."""
        return self._document("document", items[0])

    def no_document(self, _items: Items) -> Item:
        """The statement that the document is not on file."""
        return Item("document", i.DocumentFact(None, (), self.start, path=""))

    def known_from(self, items: Items) -> Item:
        """The document from which an instrument not on file is known."""
        return self._document("known_from", items[0])

    def _document(self, kind: str, token: Token) -> Item:
        return Item(kind, i.DocumentFact(None, (), self.span(token), path=text_of(token)))

    def party(self, items: Items) -> Item:
        """A party and its role."""
        reason = items[2] if len(items) > 2 else None  # noqa: PLR2004
        name = text_of(items[0])
        return Item("party", i.Party(reason, (), self.span(items[0]), name=name, role=items[1][0]))

    def requires(self, items: Items) -> Item:
        """The roles whose signatures are required."""
        reason = next((x for x in items if isinstance(x, Reason)), None)
        roles, places = zip(*(x for x in items if isinstance(x, tuple)), strict=True)
        return Item("requires", i.Requirement(reason, (), places[0], roles=roles, places=places))

    def signed(self, items: Items) -> Item:
        """A signature."""
        reason = next((x for x in items if isinstance(x, Reason)), None)
        names = [x[0] for x in items if isinstance(x, tuple)]
        days = [self.day(x) for x in items[1:] if isinstance(x, Token)]
        return Item(
            "signature",
            i.Signature(
                reason,
                (),
                self.span(items[0]),
                signatory=text_of(items[0]),
                capacity=names[0] if len(names) > 1 else "",
                role=names[-1],
                day=days[0] if days else None,
            ),
        )

    def unsigned(self, items: Items) -> Item:
        """A signature that is missing."""
        (role, span), *rest = items
        reason = rest[0] if rest else None
        return Item("signature", i.Signature(reason, (), span, signatory="", role=role))

    def incorporates(self, items: Items) -> Item:
        """The definitions of another agreement."""
        reason = next((x for x in items if isinstance(x, Reason)), None)
        days = [self.day(x) for x in items if isinstance(x, Token) and x.type == "DATE"]
        return Item(
            "incorporation",
            i.Incorporation(
                reason,
                (),
                self.span(items[0]),
                agreement=str(items[0]),
                as_of=days[0] if days else None,
            ),
        )

    def header_relation(self, items: Items) -> Item:
        """What the whole instrument follows or prevails over."""
        reason = items[2] if len(items) > 2 else None  # noqa: PLR2004
        order = self_order(items)
        return Item("order", i.OrderFact(reason, (), order.span, value=order))

    def instrument(self, items: Items) -> Item:
        """The header, each quotation with the line above it."""
        kind, identity, *lines = items
        facts: dict[str, list[Any]] = {}
        last: list[Any] = []
        for line in lines:
            if isinstance(line, Quotation):
                self._attach(last, line)
                continue
            last = facts.setdefault(line.kind, [])
            last.append(line.value)
        return Item("header", self._header(str(kind), identity, facts))

    def _attach(self, last: list[Any], quotation: Quotation) -> None:
        if last and isinstance(last[-1], i.Fact):
            last[-1] = evolve(last[-1], quotations=(*last[-1].quotations, quotation))
            return
        self.findings.append(
            error(
                "quotation-for-nothing",
                "a quotation in the header stands under no line that it could show",
                quotation.span,
                help="put it under the line that it is evidence of, such as `dated`",
            )
        )

    def _header(self, kind: str, identity: Token, facts: dict[str, list[Any]]) -> i.Instrument:
        single: dict[str, Any] = {}
        for name in ("title", "dated", "executed", "document", "known_from", "authority"):
            found = facts.get(name, [])
            single[name] = found[0] if found else None
            if len(found) > 1:
                self.findings.append(twice(name, found[0].span, found[1].span))
        if kind != i.Kind.AGREEMENT.value:
            self.findings += [_misplaced(fact.span) for fact in facts.get("convention", [])]
        return i.Instrument(
            i.Kind(kind),
            str(identity),
            parties=tuple(facts.get("party", [])),
            requirements=tuple(facts.get("requires", [])),
            signatures=tuple(facts.get("signature", [])),
            incorporations=tuple(facts.get("incorporation", [])),
            orders=tuple(facts.get("order", [])),
            span=self.span(identity),
            conventions=tuple(facts.get("convention", [])),
            ignored=tuple(facts.get("ignored", [])),
            **single,
        )


def _misplaced(place: Span) -> Diagnostic:
    """Refuse a convention in an instrument that is no agreement: it would have no effect."""
    return error(
        "convention-misplaced",
        "a convention stands in the header of an instrument that changes an agreement, and "
        "has no effect there",
        place,
        help="declare it in the header of the agreement's own rule file; where this instrument "
        "changes how words are read, say what each term `means` under the paragraph that does so",
    )
