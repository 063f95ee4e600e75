"""Builds the model while the parser reduces its rules: no tree is made in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, frozen
from lark import Token, Transformer

from hereof.diagnostics import Diagnostic, Source, Span, error
from hereof.language.formulas import MeaningBuilder
from hereof.language.values import (
    date_of,
    lines_of,
    month_of,
    occurrences_of,
    quoted_text,
    text_of,
)
from hereof.model import effectivity as e
from hereof.model import instrument as i
from hereof.model import operation as o
from hereof.model.names import CLASSES, Ref
from hereof.model.words import Quotation, Reason, Words, WordsKind

if TYPE_CHECKING:
    from datetime import date

    from hereof.model.meaning import Meaning

Items: TypeAlias = list[Any]
Named: TypeAlias = tuple[str, Span]


@frozen
class _Item:
    """A line of a block that is no operation: its kind and what it says."""

    kind: str
    value: Any
    extra: Any = None


class Builder(Transformer[Token, Any], MeaningBuilder):  # type: ignore[misc]
    """One method a rule of the grammar. Set `source` and `findings` before a parse."""

    source: Source
    findings: list[Diagnostic]
    start: Span

    # ---- places and dates

    def span(self, token: Token) -> Span:
        """Give a token's place in the file."""
        start = token.start_pos or 0
        return Span(self.source, start, start + len(token))

    def here(self) -> Span:
        """Give the place of the block being read."""
        return self.start

    def day(self, token: Token) -> date:
        """Give a token's date; a day that is in no calendar is a finding."""
        from datetime import date  # noqa: PLC0415 - the placeholder below

        value = date_of(token)
        if value is not None:
            return value
        self.findings.append(
            error(
                "no-such-date",
                f"there is no day `{token}`",
                self.span(token),
                help="write year-month-day, such as 2003-10-21",
            )
        )
        return date.min

    # ---- shared pieces

    def because(self, items: Items) -> Reason:
        """The reason for what is construed."""
        return self._reason(items[0])

    def construed_tail(self, items: Items) -> Reason:
        """The same, within an effectivity."""
        return self._reason(items[0])

    def construed(self, items: Items) -> Reason:
        """The same, on a line of its own."""
        return self._reason(items[0])

    def _reason(self, token: Token) -> Reason:
        return Reason(text_of(token), self.span(token))

    def quoted(self, items: Items) -> Quotation:
        """Quoted lines."""
        lines = lines_of(items[1]) if len(items) > 1 else None
        return Quotation(quoted_text(items[0]), lines, self.span(items[0]))

    def quoted_words(self, items: Items) -> Quotation:
        """Quoted lines of a definition."""
        quotation: Quotation = items[0]
        return quotation

    def subject(self, items: Items) -> Named:
        """A subject with its place."""
        return text_of(items[0]), self.span(items[0])

    subject_term = bare_subject = name = class_name = expected = subject

    def ref(self, items: Items) -> Ref:
        """An instrument or paragraph."""
        return Ref(str(items[0]), str(items[1]) if len(items) > 1 else "", self.span(items[0]))

    def side(self, items: Items) -> o.Side:
        """Before or after."""
        return o.Side.BEFORE if items[0].type == "BEFORE" else o.Side.AFTER

    def count(self, items: Items) -> o.Occurrences:
        """How often, or which."""
        return occurrences_of(items)

    def phrase(self, items: Items) -> Named:
        """A phrase: in quotation marks, or quoted lines."""
        item = items[0]
        if isinstance(item, Quotation):
            return item.text, item.span
        return text_of(item), self.span(item)

    def words(self, items: Items) -> Words:
        """The statement that words are not on file, or reserved."""
        kind = WordsKind.RESERVED if items[0].type == "RESERVED" else WordsKind.NOT_ON_FILE
        return Words(kind, None, None, None, self.span(items[0]))

    def new_words(self, items: Items) -> Words:
        """New words: quoted, or a statement about them."""
        item = items[0]
        if isinstance(item, Words):
            return item
        return Words(WordsKind.QUOTED, item, None, None, item.span)

    # ---- the header

    def title(self, items: Items) -> _Item:
        """The title."""
        return self._text_fact("title", items)

    def authority(self, items: Items) -> _Item:
        """The provision under which the instrument is made."""
        return self._text_fact("authority", items)

    def _text_fact(self, kind: str, items: Items) -> _Item:
        reason = items[1] if len(items) > 1 else None
        return _Item(kind, i.TextFact(reason, (), self.span(items[0]), value=text_of(items[0])))

    def dated(self, items: Items) -> _Item:
        """The date that the instrument bears."""
        return self._date_fact("dated", items)

    def executed(self, items: Items) -> _Item:
        """The day on which it was executed."""
        return self._date_fact("executed", items)

    def _date_fact(self, kind: str, items: Items) -> _Item:
        reason = items[1] if len(items) > 1 else None
        value = self.day(items[0])
        return _Item(kind, i.DateFact(reason, (), self.span(items[0]), value=value))

    def not_executed(self, items: Items) -> _Item:
        """The statement that it is not executed."""
        reason = items[1] if len(items) > 1 else None
        return _Item("executed", i.DateFact(reason, (), self.span(items[0]), value=None))

    def document(self, items: Items) -> _Item:
        """The document."""
        return self._document("document", items[0])

    def no_document(self, _items: Items) -> _Item:
        """The statement that the document is not on file."""
        return _Item("document", i.DocumentFact(None, (), self.start, path=""))

    def known_from(self, items: Items) -> _Item:
        """The document from which an instrument not on file is known."""
        return self._document("known_from", items[0])

    def _document(self, kind: str, token: Token) -> _Item:
        return _Item(kind, i.DocumentFact(None, (), self.span(token), path=text_of(token)))

    def party(self, items: Items) -> _Item:
        """A party and its role."""
        reason = items[2] if len(items) > 2 else None  # noqa: PLR2004
        name = text_of(items[0])
        return _Item("party", i.Party(reason, (), self.span(items[0]), name=name, role=items[1][0]))

    def requires(self, items: Items) -> _Item:
        """The roles whose signatures are required."""
        return _Item("requires", tuple(x[0] for x in items if isinstance(x, tuple)))

    def signed(self, items: Items) -> _Item:
        """A signature."""
        reason = next((x for x in items if isinstance(x, Reason)), None)
        names = [x[0] for x in items if isinstance(x, tuple)]
        days = [self.day(x) for x in items[1:] if isinstance(x, Token)]
        return _Item(
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

    def unsigned(self, items: Items) -> _Item:
        """A signature that is missing."""
        (role, span), *rest = items
        reason = rest[0] if rest else None
        return _Item("signature", i.Signature(reason, (), span, signatory="", role=role))

    def incorporates(self, items: Items) -> _Item:
        """The definitions of another agreement."""
        reason = next((x for x in items if isinstance(x, Reason)), None)
        days = [self.day(x) for x in items if isinstance(x, Token) and x.type == "DATE"]
        return _Item(
            "incorporation",
            i.Incorporation(
                reason,
                (),
                self.span(items[0]),
                agreement=str(items[0]),
                as_of=days[0] if days else None,
            ),
        )

    def header_relation(self, items: Items) -> _Item:
        """What the whole instrument follows or prevails over."""
        return _Item("order", self.self_relation(items))

    def instrument(self, items: Items) -> _Item:
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
        return _Item("header", self._header(str(kind), identity, facts))

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
                self.findings.append(_twice(name, found[0].span, found[1].span))
        return i.Instrument(
            i.Kind(kind),
            str(identity),
            parties=tuple(facts.get("party", [])),
            requires=tuple(role for roles in facts.get("requires", []) for role in roles),
            signatures=tuple(facts.get("signature", [])),
            incorporations=tuple(facts.get("incorporation", [])),
            orders=tuple(facts.get("order", [])),
            span=self.span(identity),
            **single,
        )

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
        return e.FromSeries(term, month_of(month), span)

    def as_of_term(self, items: Items) -> e.AsOfTerm:
        """As of a date that is a defined term."""
        term, span = items[1]
        return e.AsOfTerm(term, span)

    def condition(self, items: Items) -> e.Condition:
        """When a condition is met; what is known of it follows."""
        return e.Condition(text_of(items[0]), None, None, None, None, self.span(items[0]))

    def met(self, items: Items) -> _Item:
        """The day on which a condition was met."""
        return _Item("met", self.day(items[1]))

    def shown(self, items: Items) -> _Item:
        """The day on which it was shown, and by what document."""
        document = text_of(items[1]) if len(items) > 1 else None
        return _Item("shown", self.day(items[0]), document)

    def since(self, items: Items) -> _Item:
        """The earlier date from which the operation is then effective."""
        return _Item("since", self.day(items[1]))

    def until(self, items: Items) -> _Item:
        """The moment from which a paragraph is effective no more."""
        moment = items[0]
        return _Item("until", e.OnDate(self.day(moment)) if isinstance(moment, Token) else moment)

    def through(self, items: Items) -> _Item:
        """The last day on which a paragraph is effective."""
        return _Item("through", self.day(items[0]))

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
        said = {t.kind: t for t in tails if isinstance(t, _Item)}
        known = {"met", "shown", "since"} & said.keys()
        pending = any(isinstance(t, Token) for t in tails)
        if not isinstance(moment, e.Condition):
            if known or pending:
                self.findings.append(self._no_condition())
            return moment
        if (pending and known) or ("shown" in said and "met" not in said):
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

    def effective(self, items: Items) -> _Item:
        """From when, and until when."""
        word, moment, *tails = items
        moment = self._with_condition(
            moment, [t for t in tails if not isinstance(t, Reason) and not _ending(t)]
        )
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
        return _Item(
            "effective",
            e.Effectivity(
                moment, endings.get("until"), endings.get("through"), reason, self.span(word)
            ),
        )

    def never(self, items: Items) -> _Item:
        """The statement that a paragraph never took effect."""
        word, known, because = items
        return _Item("never", e.NeverTookEffect(self.day(known), text_of(because), self.span(word)))

    # ---- operations

    def define(self, items: Items) -> o.Define:
        """Define a term."""
        _, (subject, span), words = items
        return o.Define(subject, words, None, span)

    def replace(self, items: Items) -> o.Replace:
        """Replace a definition."""
        _, (subject, span), words = items
        return o.Replace(subject, words, None, span)

    def delete(self, items: Items) -> o.Delete:
        """Delete a definition."""
        subject, span = items[1]
        return o.Delete(subject, span)

    def replace_phrase(self, items: Items) -> o.ReplacePhrase:
        """Replace a phrase."""
        _, (old, span), (new, _), *count = items
        return o.ReplacePhrase("", old, new, count[0] if count else o.ONCE, None, None, span)

    def delete_phrase(self, items: Items) -> o.ReplacePhrase:
        """Delete a phrase."""
        _, (old, span), *count = items
        return o.ReplacePhrase("", old, "", count[0] if count else o.ONCE, None, None, span)

    def insert_phrase(self, items: Items) -> o.InsertPhrase:
        """Insert a phrase at an anchor."""
        _, (new, span), side, (anchor, _), *count = items
        occurrences = count[0] if count else o.ONCE
        return o.InsertPhrase("", new, side, anchor, occurrences, None, None, span)

    def replace_clause(self, items: Items) -> o.AmendClause:
        """Replace a clause."""
        return self._clause(items[1], items[2], None, None)

    def delete_clause(self, items: Items) -> o.AmendClause:
        """Delete a clause."""
        return self._clause(items[1], None, None, None)

    def insert_clause(self, items: Items) -> o.AmendClause:
        """Insert a clause beside another."""
        return self._clause(items[1], items[4], items[2], _clause_letters(items[3]))

    def _clause(
        self, clause: Token, words: Quotation | None, side: o.Side | None, anchor: str | None
    ) -> o.AmendClause:
        letters = _clause_letters(clause)
        return o.AmendClause("", letters, words, side, anchor, None, None, self.span(clause))

    def throughout(self, items: Items) -> o.ReplaceThroughout:
        """Replace a phrase throughout the agreement."""
        return o.ReplaceThroughout(items[1][0], items[2][0], self.span(items[0]))

    def the_agreement(self, _items: Items) -> str:
        """The whole agreement."""
        return ""

    def restate(self, items: Items) -> o.Restate:
        """Restate a Section or the agreement."""
        return o.Restate(text_of(items[1]) if items[1] else "", (), (), self.span(items[0]))

    def restated_term(self, items: Items) -> _Item:
        """A definition of the restated text."""
        (subject, span), words = items
        return _Item("restated", o.Define(subject, words, None, span))

    def surviving(self, items: Items) -> _Item:
        """Terms that survive a restatement."""
        return _Item("surviving", tuple(items))

    def suspend(self, items: Items) -> o.Suspend:
        """Suspend or waive a term."""
        word, (subject, span), *treated = items
        treatment = treated[0] if treated else "no answer"
        return o.Suspend(subject, word.type == "WAIVE", treatment, span)

    def treatment(self, items: Items) -> str:
        """What those who depend on a suspended term get."""
        return text_of(items[0])

    def rescind(self, items: Items) -> o.Rescind:
        """Rescind."""
        return o.Rescind(items[1], items[1].span)

    def revive(self, items: Items) -> o.Revive:
        """Revive."""
        return o.Revive(items[1], items[1].span)

    def correct_words(self, items: Items) -> o.Correct:
        """Correct new words as a whole."""
        return o.Correct(items[1], items[2], "", "", items[1].span)

    def correct_phrase(self, items: Items) -> o.Correct:
        """Correct a slip in new words."""
        return o.Correct(items[1], None, items[2][0], items[3][0], items[1].span)

    def never_took_effect(self, items: Items) -> o.DeclareVoid:
        """Say that something never took effect."""
        return o.DeclareVoid(items[0], items[0].span)

    def relation(self, items: Items) -> o.Order:
        """One instrument or paragraph follows another, or prevails over it."""
        later, word, earlier = items
        return o.Order(later, earlier, word.type == "PREVAILS", earlier.span)

    def self_relation(self, items: Items) -> o.Order:
        """This paragraph follows another, or prevails over it."""
        word, earlier = items
        return o.Order(None, earlier, word.type == "PREVAILS", earlier.span)

    def add_class(self, items: Items) -> o.AddClass:
        """Add a Class."""
        (name, span), side, (anchor, _) = items
        return o.AddClass(_bare_class(name), side, _bare_class(anchor), span)

    def remove_class(self, items: Items) -> o.RemoveClass:
        """Remove a Class."""
        name, span = items[0]
        return o.RemoveClass(_bare_class(name), span)

    # ---- lines of a paragraph or definition

    def within(self, items: Items) -> _Item:
        """Where the words stand: a Section, or the term edited."""
        item = items[0]
        reason = items[1] if len(items) > 1 else None
        if isinstance(item, Token):
            return _Item("section", (text_of(item), self.span(item)), reason)
        return _Item("term", item, reason)

    def means(self, items: Items) -> _Item:
        """What a term means."""
        return _Item("means", items[0])

    def given(self, items: Items) -> _Item:
        """The same, for data."""
        return _Item("means", items[0])

    def reads(self, items: Items) -> _Item:
        """The words that must result."""
        token = items[0]
        text = quoted_text(token) if token.type == "QUOTE" else text_of(token)
        return _Item("reads", text, self.span(token))

    def classes(self, items: Items) -> _Item:
        """The list of Classes."""
        names = tuple(_bare_class(x[0]) for x in items if isinstance(x, tuple))
        reasons = tuple(x for x in items if isinstance(x, Reason))
        quotations = tuple(x for x in items if isinstance(x, Quotation))
        section = next((x.value[0] for x in items if isinstance(x, _Item)), "")
        because = reasons[0] if reasons else None
        kind = WordsKind.NOT_ON_FILE if because else WordsKind.QUOTED
        words = Words(kind, quotations[0] if quotations else None, None, because, self.start)
        operation = o.SetClasses(names, words, self.start)
        return _Item(
            "paragraph",
            i.Paragraph(
                "", False, section, None, None, (operation,), quotations, reasons, self.start
            ),
        )

    def definition(self, items: Items) -> _Item:
        """A definition of the agreement itself."""
        _, (subject, span), *lines = items
        words, quotations = self._definition_words(subject, span, lines)
        said = {line.kind: line.value for line in lines if isinstance(line, _Item)}
        section = said["section"][0] if "section" in said else ""
        define = o.Define(subject, words, said.get("means"), span)
        reasons = tuple(line for line in lines if isinstance(line, Reason))
        return _Item(
            "paragraph",
            i.Paragraph(
                "",
                False,
                section,
                said.get("effective"),
                None,
                (define,),
                quotations,
                reasons,
                span,
            ),
        )

    def _definition_words(
        self, subject: str, span: Span, lines: Items
    ) -> tuple[Words, tuple[Quotation, ...]]:
        stated = [line for line in lines if isinstance(line, Words)]
        quotations = [line for line in lines if isinstance(line, Quotation)]
        because = next((line for line in lines if isinstance(line, Reason)), None)
        if len(stated) > 1:
            self.findings.append(_twice("words", stated[0].span, stated[1].span))
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

    def paragraph(self, items: Items) -> _Item:
        """A numbered paragraph."""
        number, *lines = items[1:]
        body = _ParagraphBody(self, self.span(number))
        no_operation = False
        for line in lines:
            if isinstance(line, Token):
                no_operation = True
            else:
                body.take(line)
        return _Item("paragraph", body.finish(str(number), no_operation=no_operation))

    # ---- examples

    def on(self, items: Items) -> _Item:
        """The date asked about, or the month of a Distribution Date."""
        token = items[0]
        return _Item("on", month_of(token) if token.type == "MONTH" else self.day(token))

    def known_on(self, items: Items) -> _Item:
        """The date of knowledge."""
        return _Item("known_on", self.day(items[0]))

    def data(self, items: Items) -> _Item:
        """A datum."""
        return _Item("data", (items[0], items[1]))

    def expect(self, items: Items) -> _Item:
        """An expectation."""
        (subject, span), item = items
        kind = i.Expected.READS if item.kind == "reads" else item.kind
        return _Item("expect", i.Expectation(subject, kind, item.value, span))

    def governed(self, items: Items) -> _Item:
        """What governs."""
        item = items[0]
        ref = item if isinstance(item, Ref) else Ref(str(item), "", self.span(item))
        return _Item(i.Expected.GOVERNED, ref)  # type: ignore[arg-type]

    def outcome(self, items: Items) -> _Item:
        """A named outcome."""
        return _Item(i.Expected.OUTCOME, " ".join(items[0].split()))  # type: ignore[arg-type]

    def falls_on(self, items: Items) -> _Item:
        """The date of a series in the month asked about."""
        return _Item(i.Expected.FALLS_ON, self.day(items[0]))  # type: ignore[arg-type]

    def names(self, items: Items) -> _Item:
        """The Classes that words name."""
        names = tuple(_bare_class(x[0]) for x in items)
        return _Item(i.Expected.NAMES, names)  # type: ignore[arg-type]

    def pending(self, items: Items) -> _Item:
        """A paragraph whose condition is not shown to be met."""
        return _Item(i.Expected.PENDING, items[0])  # type: ignore[arg-type]

    def value(self, items: Items) -> _Item:
        """A value."""
        return _Item(i.Expected.VALUE, items[0])  # type: ignore[arg-type]

    def example(self, items: Items) -> _Item:
        """An example."""
        _, title, *lines = items
        said = {line.kind: line.value for line in lines}
        return _Item(
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


class _ParagraphBody:
    """Collects the lines of a paragraph; an edit works on the last term or Section named."""

    def __init__(self, builder: Builder, span: Span) -> None:
        self.builder = builder
        self.span = span
        self.section = ""
        self.subject = ""
        self.effectivity: e.Effectivity | None = None
        self.never: e.NeverTookEffect | None = None
        self.operations: list[Any] = []
        self.quotations: list[Quotation] = []
        self.because: list[Reason] = []

    def take(self, line: Any) -> None:  # noqa: ANN401
        """Take one line."""
        if isinstance(line, Quotation):
            self.quotations.append(line)
        elif isinstance(line, Reason):
            self.because.append(line)
        elif isinstance(line, _Item):
            self._item(line)
        else:
            self._operation(line)

    def _item(self, line: _Item) -> None:
        if line.extra is not None and isinstance(line.extra, Reason):
            self.because.append(line.extra)
        if line.kind == "section":
            self.section = self.subject = line.value[0]
        elif line.kind == "term":
            self.subject = line.value[0]
        elif line.kind == "effective":
            if self.effectivity is not None:
                self._finding(_twice("effective", self.effectivity.span, line.value.span))
            self.effectivity = line.value
        elif line.kind == "never":
            self.never = line.value
        elif line.kind == "means":
            self._change(line.kind, meaning=line.value)
        elif line.kind == "reads":
            self._change(line.kind, result=line.value)
        else:
            self._restated(line)

    def _operation(self, operation: Any) -> None:  # noqa: ANN401
        if isinstance(operation, o.ReplacePhrase | o.InsertPhrase | o.AmendClause):
            if not self.subject:
                self._finding(
                    error(
                        "edit-of-what",
                        "an edit does not say which definition it changes",
                        operation.span,
                        help="write `in`, the term, then the edit; to replace or delete a whole "
                        'definition with a quoted name write `definition of "..."`',
                    )
                )
            operation = evolve(operation, subject=self.subject)
        self.operations.append(operation)

    def _change(self, kind: str, **change: Meaning | str) -> None:
        last = self.operations[-1] if self.operations else None
        if isinstance(last, o.Restate) and last.definitions and "meaning" in change:
            definitions = (*last.definitions[:-1], evolve(last.definitions[-1], **change))  # type: ignore[arg-type]
            self.operations[-1] = evolve(last, definitions=definitions)
            return
        takers = (o.ReplacePhrase, o.InsertPhrase, o.AmendClause)
        if isinstance(last, takers) or (
            "meaning" in change and isinstance(last, o.Define | o.Replace)
        ):
            self.operations[-1] = evolve(last, **change)  # type: ignore[type-var]
            return
        self._finding(
            error(
                "line-for-nothing",
                f"`{kind}` follows no operation that it could belong to",
                self.span,
                help=f"put `{kind}` after the operation whose words it speaks of",
            )
        )

    def _restated(self, line: _Item) -> None:
        last = self.operations[-1] if self.operations else None
        if not isinstance(last, o.Restate):
            self._finding(
                error(
                    "line-for-nothing",
                    "`with` and `surviving` belong to a restatement, and there is none above",
                    self.span,
                    help="write `restate the agreement` or `restate Section ...` first",
                )
            )
        elif line.kind == "restated":
            definitions = (*last.definitions, line.value)
            self.operations[-1] = evolve(last, definitions=definitions)
        else:
            surviving = (*last.surviving, *(name for name, _ in line.value))
            self.operations[-1] = evolve(last, surviving=surviving)

    def _finding(self, finding: Diagnostic) -> None:
        self.builder.findings.append(finding)

    def finish(self, number: str, *, no_operation: bool) -> i.Paragraph:
        """Make the paragraph."""
        if no_operation and self.operations:
            self._finding(
                error(
                    "no-operation-operates",
                    f"paragraph {number} is said to be no operation but has one",
                    self.span,
                    help="leave out `no operation`, or the operation",
                )
            )
        elif not no_operation and not self.operations:
            self._finding(
                error(
                    "paragraph-empty",
                    f"paragraph {number} does nothing",
                    self.span,
                    help="encode what it orders, or write `no operation` after its number",
                )
            )
        return i.Paragraph(
            number,
            no_operation,
            self.section,
            self.effectivity,
            self.never,
            tuple(self.operations),
            tuple(self.quotations),
            tuple(self.because),
            self.span,
        )


def _ending(item: Any) -> bool:  # noqa: ANN401
    return isinstance(item, _Item) and item.kind in ("until", "through")


def _clause_letters(token: Token) -> str:
    return "".join(str(token).split()).removeprefix("clause")


def _bare_class(name: str) -> str:
    return name.removeprefix("Class ")


def _twice(name: str, first: Span, second: Span) -> Diagnostic:
    from hereof.diagnostics import Label  # noqa: PLC0415 - only where there is a mistake

    return error(
        "said-twice",
        f"`{name}` is said twice",
        Label(second, "said again here"),
        Label(first, "said first here"),
        help="leave one",
    )


__all__ = ["CLASSES", "Builder"]
