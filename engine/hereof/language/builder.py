"""Builds the model while the parser reduces its rules: no tree is made in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve
from lark import Token, Transformer

from hereof.diagnostics import Span, error
from hereof.language.effects import EffectBuilder
from hereof.language.formulas import MeaningBuilder
from hereof.language.headers import HeaderBuilder
from hereof.language.operations import OperationBuilder
from hereof.language.paragraphs import ParagraphBody
from hereof.language.pieces import Item, Items, bare_class, twice
from hereof.language.values import quoted_text, text_of
from hereof.model import instrument as i
from hereof.model import operation as o
from hereof.model.names import Ref
from hereof.model.words import Ignored, Quotation, Reason, Reviewed, Words, WordsKind

if TYPE_CHECKING:
    from hereof.model.effectivity import Effectivity
    from hereof.model.formula import Amount


class Builder(
    HeaderBuilder, EffectBuilder, OperationBuilder, MeaningBuilder, Transformer[Token, Any]
):
    """One method a rule of the grammar. Set `source`, `findings` and `start` before a parse."""

    # ---- lines of a paragraph or definition

    def within(self, items: Items) -> Item:
        """Where the words stand: a Section, or the term edited."""
        item = items[0]
        reason = items[1] if len(items) > 1 else None
        if isinstance(item, Token):
            return Item("section", (text_of(item), self.span(item)), reason)
        return Item("term", item, reason)

    def means(self, items: Items) -> Item:
        """What a term means."""
        word, meaning = items
        place = self.span(word)
        return Item("means", evolve(meaning, span=place), place)

    def given(self, items: Items) -> Item:
        """The same, for data."""
        return Item("means", items[0])

    def reads(self, items: Items) -> Item:
        """The words that must result."""
        token = items[0]
        text = quoted_text(token) if token.type == "QUOTE" else text_of(token)
        return Item("reads", text, self.span(token))

    def classes(self, items: Items) -> Item:
        """The list of Classes."""
        self._each_once(items)
        names = tuple(bare_class(x[0]) for x in items if isinstance(x, tuple))
        reasons = tuple(x for x in items if isinstance(x, Reason))
        quotations = tuple(x for x in items if isinstance(x, Quotation))
        section = next(
            (x.value[0] for x in items if isinstance(x, Item) and x.kind == "section"), ""
        )
        because = reasons[0] if reasons else None
        kind = WordsKind.NOT_ON_FILE if because else WordsKind.QUOTED
        words = Words(kind, quotations[0] if quotations else None, None, because, self.start)
        operation = o.SetClasses(names, words, self.start)
        return Item(
            "paragraph",
            evolve(
                _own(section, None, operation, quotations, reasons, self.start),
                ignored=_ignored(items),
                reviewed=_reviewed(items),
            ),
        )

    def definition(self, items: Items) -> Item:
        """A definition of the agreement itself."""
        _, (subject, span), *lines = items
        words, quotations = self._definition_words(subject, span, lines)
        self._each_once(lines)
        said = {line.kind: line.value for line in lines if isinstance(line, Item)}
        section = said["section"][0] if "section" in said else ""
        where = next((x.extra for x in lines if isinstance(x, Item) and x.kind == "section"), None)
        define = o.Define(subject, words, said.get("means"), span)
        reasons = tuple(line for line in lines if isinstance(line, Reason))
        own = _own(section, said.get("effective"), define, quotations, reasons, span)
        return Item(
            "paragraph",
            evolve(
                own,
                where_because=where,
                ignored=_ignored(lines),
                reviewed=_reviewed(lines),
            ),
        )

    def _each_once(self, lines: Items) -> None:
        """Report a line of a block that is said again: only one of the two would count."""
        first: dict[str, Span] = {}
        for line in lines:
            if isinstance(line, Item) and line.kind in _ONCE:
                span = _span_of(line)
                if line.kind in first:
                    self.findings.append(twice(_ONCE[line.kind], first[line.kind], span))
                first.setdefault(line.kind, span)

    def _definition_words(
        self, subject: str, span: Span, lines: Items
    ) -> tuple[Words, tuple[Quotation, ...]]:
        stated = [line for line in lines if isinstance(line, Words)]
        quotations = [line for line in lines if isinstance(line, Quotation)]
        because = next((line for line in lines if isinstance(line, Reason)), None)
        if len(stated) > 1:
            self.findings.append(twice("words", stated[0].span, stated[1].span))
        if stated:
            construed = quotations.pop(0).text if quotations and because else None
            return evolve(stated[0], because=because, construed=construed), tuple(quotations)
        if quotations:
            first = quotations.pop(0)
            return Words(WordsKind.QUOTED, first, None, because, first.span), tuple(quotations)
        self.findings.append(
            error(
                "words-missing",
                f"the definition of `{subject}` has no words",
                span,
                help="quote them with `>`, or write `words not on file`",
            )
        )
        return Words(WordsKind.NOT_ON_FILE, None, None, because, span), ()

    def paragraph(self, items: Items) -> Item:
        """A numbered paragraph."""
        number, *lines = items[1:]
        body = ParagraphBody(self, self.span(number))
        no_operation = False
        for line in lines:
            if isinstance(line, Token):
                no_operation = True
            else:
                body.take(line)
        return Item("paragraph", body.finish(str(number), no_operation=no_operation))

    # ---- examples

    def on(self, items: Items) -> Item:
        """The date asked about, or the month of a Distribution Date."""
        token = items[0]
        value = self.month(token) if token.type == "MONTH" else self.day(token)
        return Item("on", value, self.span(token))

    def known_on(self, items: Items) -> Item:
        """The date of knowledge."""
        return Item("known_on", self.day(items[0]), self.span(items[0]))

    def data(self, items: Items) -> Item:
        """A datum."""
        return Item("data", (items[0], items[1]))

    def negative(self, items: Items) -> Amount:
        """An amount below zero."""
        amount: Amount = items[1]
        return evolve(amount, value=-amount.value, text=f"-{amount.text}", span=self.across(items))

    def is_met(self, _items: Items) -> bool:
        """That a test is met."""
        return True

    def is_not_met(self, _items: Items) -> bool:
        """That a test is not met."""
        return False

    def expect(self, items: Items) -> Item:
        """An expectation."""
        (subject, span), item = items
        kind = i.Expected.READS if item.kind == "reads" else item.kind
        return Item("expect", i.Expectation(subject, kind, item.value, span))

    def governed(self, items: Items) -> Item:
        """What governs."""
        item = items[0]
        ref = item if isinstance(item, Ref) else Ref(str(item), "", self.span(item))
        return Item(i.Expected.GOVERNED, ref)

    def outcome(self, items: Items) -> Item:
        """A named outcome."""
        return Item(i.Expected.OUTCOME, " ".join(items[0].split()))

    def falls_on(self, items: Items) -> Item:
        """The date of a series in the month asked about."""
        return Item(i.Expected.FALLS_ON, self.day(items[0]))

    def names(self, items: Items) -> Item:
        """The Classes that words name."""
        names = tuple(bare_class(x[0]) for x in items)
        return Item(i.Expected.NAMES, names)

    def pending(self, items: Items) -> Item:
        """A paragraph whose condition is not shown to be met."""
        return Item(i.Expected.PENDING, items[0])

    def value(self, items: Items) -> Item:
        """A value."""
        return Item(i.Expected.VALUE, items[0])

    def example(self, items: Items) -> Item:
        """An example."""
        _, title, *lines = items
        self._each_once(lines)
        said = {line.kind: line.value for line in lines}
        return Item(
            "example",
            i.Example(
                text_of(title),
                said.get("on"),
                said.get("known_on"),
                tuple(line.value for line in lines if line.kind == "data"),
                tuple(line.value for line in lines if line.kind == "expect"),
                self.span(title),
            ),
        )


_ONCE: Final = {
    "section": "in",
    "effective": "effective",
    "means": "means",
    "on": "on",
    "known_on": "as known on",
}
"""Lines that a definition or an example may have once, and how they begin."""


def _span_of(line: Item) -> Span:
    span: Span = line.value[1] if line.kind == "section" else line.extra or line.value.span
    return span


def _ignored(lines: Items) -> tuple[Ignored, ...]:
    return tuple(x.value for x in lines if isinstance(x, Item) and x.kind == "ignored")


def _reviewed(lines: Items) -> tuple[Reviewed, ...]:
    return tuple(x.value for x in lines if isinstance(x, Item) and x.kind == "reviewed")


def _own(
    section: str,
    effectivity: Effectivity | None,
    operation: o.Define | o.SetClasses,
    quotations: tuple[Quotation, ...],
    reasons: tuple[Reason, ...],
    span: Span,
) -> i.Paragraph:
    """Give what an agreement itself provides: a paragraph without a number."""
    return i.Paragraph(
        number="",
        no_operation=False,
        section=section,
        effectivity=effectivity,
        never=None,
        operations=(operation,),
        quotations=quotations,
        because=reasons,
        span=span,
    )
