"""Random rule bases: few terms, few words, close dates, so that much of it collides."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs
from attrs import frozen
from hypothesis import strategies as st

from hereof.calendar import Month
from hereof.diagnostics import Source, Span
from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.model.formula import Day
from hereof.model.instrument import (
    DateFact,
    Incorporation,
    Instrument,
    Kind,
    OrderFact,
    Paragraph,
    Requirement,
    RuleFile,
    Signature,
)
from hereof.model.meaning import (
    BusinessDayRule,
    CalendarRule,
    Closure,
    DayKind,
    Formula,
    Meaning,
    RollKind,
)
from hereof.model.names import Ref
from hereof.model.words import Quotation, Reason, Words, WordsKind

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = Source("random.hereof", "")
SPAN = Span(SOURCE, 0, 0)
FIRST = date(2004, 9, 1)
WINDOW = 60
DISTRIBUTION, CLOSING = "Distribution Date", "Closing Date"
DETERMINATION, BUSINESS_DAY = "Determination Date", "Business Day"
TERMS = ("Alpha", "Beta", "Gamma")
SECTIONS = {"Alpha": "Section 1.01", "Beta": "Section 1.01", "Gamma": "Section 1.02"}
CLASSES = ("A-1", "A-2", "A-3", "A-4")
PIECES = ("red", "blue", "5", "5.5%", "$5", "red,")
CLAUSED = (
    "each of (a) red, (b) blue and (c) 5.",
    "(a) red (i) blue, (ii) 5 or (iii) red; (b) blue.",
)
LETTERS = ("(a)", "(b)", "(c)", "(d)", "(a)(ii)", "(a)(iv)")

T = TypeVar("T")


@frozen(eq=False)
class Base:
    """A random rule base.

    Attributes:
        files: The rule files of the agreement `x`.
        standard: Those of the agreement `std` that it incorporates, or none.
    """

    files: tuple[RuleFile, ...]
    standard: tuple[RuleFile, ...]

    def __repr__(self) -> str:
        lines: list[str] = []
        for rules in (*self.standard, *self.files):
            header = rules.instrument
            assert header is not None
            assert header.dated is not None
            executed = header.executed.value if header.executed else "as signed"
            lines.append(f"{header.id}: dated {header.dated.value}, executed {executed}")
            lines += [f"  {s}" for s in header.signatures]
            lines += [f"  {s}" for s in (*header.orders, *header.incorporations)]
            for p in rules.paragraphs:
                lines.append(f"  {p.number or '-'} [{p.section}] {p.effectivity} {p.never or ''}")
                lines += [f"      {operation}" for operation in p.operations]
        return "\n".join(lines)


def days(least: int = -4, most: int = WINDOW) -> st.SearchStrategy[date]:
    """Give days of the window, the early ones more often."""
    return st.integers(least, most).map(lambda n: FIRST + timedelta(days=n))


def seldom(strategy: st.SearchStrategy[T], one_in: int = 4) -> st.SearchStrategy[T | None]:
    """Give something now and then, and nothing otherwise."""
    return st.integers(0, one_in - 1).flatmap(lambda n: strategy if n == one_in - 1 else st.none())


# ------------------------------------------------------------------ words

plain_texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join)
texts = st.one_of(plain_texts, plain_texts, st.sampled_from(CLAUSED))
phrases = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(("red blue", "blue red", " red", "5.", "%", ", ", "red, (b)", "(b)")),
)
occurrences = st.one_of(
    st.just(o.ONCE),
    st.just(o.ONCE),
    st.builds(o.Occurrences, exactly=st.integers(1, 3), pick=st.none()),
    st.builds(o.Occurrences, exactly=st.none(), pick=st.sampled_from((1, 2, -1, -2))),
    st.just(o.Occurrences(exactly=None, pick=None)),
)


def quoted(text: str) -> Quotation:
    """Give a quotation."""
    return Quotation(text, None, SPAN)


def on_file(text: str) -> Words:
    """Give words on file."""
    return Words(WordsKind.QUOTED, quoted(text), None, None, SPAN)


REASON = Reason("taken to be so", SPAN)
words = st.one_of(
    texts.map(on_file),
    texts.map(on_file),
    texts.map(on_file),
    st.builds(
        Words,
        st.just(WordsKind.NOT_ON_FILE),
        st.none(),
        st.one_of(st.none(), plain_texts),
        st.sampled_from((None, REASON)),
        st.just(SPAN),
    ),
    st.just(Words(WordsKind.RESERVED, None, None, None, SPAN)),
)


# ------------------------------------------------------------------ when

months = st.sampled_from((Month(2004, 9), Month(2004, 10), Month(2004, 11)))
conditions = st.builds(
    lambda met, lag, since: e.Condition(
        "the Rating Agencies confirm",
        met,
        met + timedelta(days=lag) if met is not None and lag else None,
        None,
        since,
        SPAN,
    ),
    seldom(days(), 5).flatmap(lambda none: st.none() if none else days()),
    st.sampled_from((0, 0, 2, 9)),
    seldom(days(), 3),
)
leaves = st.one_of(
    st.just(e.DateHereof()),
    days().map(e.OnDate),
    days().map(e.OnDate),
    conditions,
    months.map(lambda month: e.FromSeries(DISTRIBUTION, month, SPAN)),
    st.just(e.AsOfTerm(CLOSING, SPAN)),
)
pairs = st.lists(leaves, min_size=2, max_size=2).map(tuple)
moments = st.one_of(leaves, leaves, pairs.map(e.Later), pairs.map(e.Earlier))


@st.composite
def effectivities(draw: st.DrawFn) -> e.Effectivity | None:
    """Give when a paragraph is effective."""
    if draw(st.integers(0, 3)) == 0:
        return None
    start = draw(moments)
    end = draw(st.integers(0, 7))
    until = draw(st.one_of(days(10).map(e.OnDate), leaves)) if end == 0 else None
    through = draw(days(10)) if end == 1 else None
    return e.Effectivity(start, until, through, None, SPAN)


# ------------------------------------------------------------------ what

results = st.one_of(st.none(), st.none(), st.none(), texts)
terms = st.sampled_from(("Alpha", "Alpha", "Alpha", "Beta", "Gamma"))
none = st.none()
at_span = st.just(SPAN)
sides = st.sampled_from(o.Side)
class_names = st.sampled_from(CLASSES)
rules = st.builds(
    CalendarRule,
    st.just(DayKind.DAY_OF_MONTH),
    st.sampled_from((15, 25)),
    st.sampled_from((RollKind.NEXT, RollKind.PRECEDING, RollKind.NONE)),
    st.just(""),
    st.just(""),
    none,
    none,
    at_span,
)


def closing_on(day: date) -> Formula:
    """Give the meaning of a term that is a date."""
    return Formula(Day(day), SPAN)


def defining(subject: str, words: Words, meaning: Meaning | None = None) -> o.Define:
    """Give a definition."""
    return o.Define(subject, words, meaning, SPAN)


@st.composite
def restatements(draw: st.DrawFn) -> o.Restate:
    """Give a restatement of a Section or of the agreement."""
    section = draw(st.sampled_from(("", "Section 1.01", "Section 1.02")))
    own = [term for term in TERMS if not section or SECTIONS[term] == section]
    held = draw(st.lists(st.sampled_from(own), unique=True))
    surviving = draw(st.lists(st.sampled_from(own), unique=True, max_size=1))
    definitions = tuple(defining(term, draw(words)) for term in held)
    return o.Restate(section, definitions, tuple(t for t in surviving if t not in held), SPAN)


wholes = st.one_of(
    st.builds(o.Replace, terms, words, none, at_span),
    st.builds(o.Replace, terms, words, none, at_span),
    st.builds(o.Define, terms, words, none, at_span),
    st.builds(o.Delete, terms, at_span),
)
edits = st.one_of(
    st.builds(
        o.ReplacePhrase,
        terms,
        phrases,
        st.one_of(phrases, st.just("")),
        occurrences,
        results,
        none,
        at_span,
    ),
    st.builds(o.InsertPhrase, terms, phrases, sides, phrases, occurrences, results, none, at_span),
    st.builds(
        o.AmendClause,
        terms,
        st.sampled_from(LETTERS),
        st.one_of(none, st.sampled_from(("(b) green", "(a) white", "(d) 7.")).map(quoted)),
        none,
        none,
        results,
        none,
        at_span,
    ),
    st.builds(
        o.AmendClause,
        terms,
        st.sampled_from(("(d)", "(b)")),
        st.just(quoted("(d) black")),
        sides,
        st.sampled_from(("(c)", "(b)")),
        none,
        none,
        at_span,
    ),
    st.builds(o.ReplaceThroughout, phrases, phrases, at_span),
)
others = st.one_of(
    st.builds(o.Suspend, terms, st.booleans(), st.just("met"), at_span),
    st.builds(o.AddClass, class_names, sides, class_names, at_span),
    st.builds(o.RemoveClass, class_names, at_span),
    restatements(),
    st.builds(
        lambda rule, text: o.Replace(DISTRIBUTION, on_file(text), rule, SPAN), rules, plain_texts
    ),
    st.builds(
        lambda day, text: o.Replace(CLOSING, on_file(text), closing_on(day), SPAN),
        days(),
        plain_texts,
    ),
    st.builds(o.SetClasses, st.just(CLASSES[:2]), none, at_span),
)
operations = st.one_of(wholes, edits, edits, others)


# ------------------------------------------------------------------ who speaks of whom


@st.composite
def references(draw: st.DrawFn, before: int) -> Ref:
    """Give an earlier instrument, or one of its paragraphs; a few are spoken of often."""
    name = f"x/{draw(st.integers(1, min(before, 3)) | st.integers(1, before))}"
    return Ref(name, draw(st.sampled_from(("", "", "1", "2", "2(a)"))), SPAN)


@st.composite
def rulings(draw: st.DrawFn, before: int) -> o.Operation:
    """Give an operation on an earlier instrument."""
    kind = draw(st.integers(0, 7))
    target = draw(references(before))
    if kind <= 1:
        return o.Rescind(target, SPAN)
    if kind <= 3:
        return o.Revive(target, SPAN)
    if kind == 4:
        if draw(st.booleans()):
            return o.Correct(target, None, draw(st.sampled_from(PIECES)), "green", SPAN)
        return o.Correct(target, quoted(draw(plain_texts)), "", "", SPAN)
    if kind == 5:
        return o.DeclareVoid(target, SPAN)
    return draw(orders(before))


@st.composite
def orders(draw: st.DrawFn, before: int) -> o.Order:
    """Give an order; what is later has the greater number, so that none is circular."""
    earlier = draw(references(before))
    later = None
    number = int(earlier.instrument[2:])
    if number < before and draw(st.booleans()):
        later = Ref(f"x/{draw(st.integers(number + 1, before))}", "", SPAN)
    return o.Order(later, earlier, draw(st.booleans()), SPAN)


# ------------------------------------------------------------------ instruments


def dated_on(day: date | None) -> DateFact:
    """Give a date of a header."""
    return DateFact(None, (), SPAN, value=day)


def instrument(name: str, dated: date, executed: DateFact | None, **more: object) -> Instrument:
    """Give a header."""
    kind = Kind.AMENDMENT if "/" in name else Kind.AGREEMENT
    facts: dict[str, object] = {
        "kind": kind,
        "id": name,
        "title": None,
        "dated": dated_on(dated),
        "executed": executed,
        "document": None,
        "known_from": None,
        "parties": (),
        "authority": None,
        "requirements": (),
        "signatures": (),
        "incorporations": (),
        "orders": (),
        "span": SPAN,
        **more,
    }
    return Instrument(**facts)  # type: ignore[arg-type]


def paragraph(
    number: str,
    operations: Sequence[o.Operation],
    effectivity: e.Effectivity | None = None,
    never: e.NeverTookEffect | None = None,
    section: str = "",
) -> Paragraph:
    """Give a paragraph."""
    return Paragraph(
        number,
        not operations,
        section,
        effectivity,
        never,
        tuple(operations),
        (),
        (),
        SPAN,
    )


@st.composite
def paragraphs(draw: st.DrawFn, number: str, place: int, executed: date) -> Paragraph:
    """Give a paragraph of the instrument at a place."""
    if place > 1 and draw(st.integers(0, 2)) == 0:
        done = [draw(rulings(place - 1))]
        if draw(st.integers(0, 2)) == 0 or isinstance(done[0], o.Order):
            done.append(draw(st.one_of(rulings(place - 1), operations)))
    else:
        done = draw(st.lists(operations, min_size=1, max_size=2))
        if len(done) > 1 and draw(st.booleans()):
            done[1] = draw(edits)
    never = None
    if draw(st.integers(0, 15)) == 0:
        known_from = executed + timedelta(days=draw(st.integers(0, 20)))
        never = e.NeverTookEffect(known_from, "the consents were lacking", SPAN)
    section = ""
    for operation in done:
        if isinstance(operation, o.Define | o.Replace):
            section = SECTIONS.get(operation.subject, "")
    return paragraph(number, done, draw(effectivities()), never, section)


@st.composite
def amendments(draw: st.DrawFn, place: int, executed: date) -> RuleFile:
    """Give the amendment at a place."""
    dated = executed - timedelta(days=draw(st.sampled_from((0, 0, 0, 0, 2, 7, 15, -3))))
    numbers = ("1", "2", "2(a)", "3")[: draw(st.sampled_from((1, 1, 1, 2, 2, 3, 4)))]
    said = tuple(draw(paragraphs(number, place, executed)) for number in numbers)
    more: dict[str, object] = {}
    fact: DateFact | None = dated_on(executed)
    how = draw(st.integers(0, 19))
    if how == 0:
        fact = dated_on(None)
    elif how == 1:
        role = Requirement(None, (), SPAN, roles=("Trustee",), places=(SPAN,))
        more["requirements"], fact = (role,), None
        more["signatures"] = (Signature(None, (), SPAN, signatory="", role="Trustee"),)
    elif how == 2:
        both = (executed - timedelta(days=1), executed)
        fact = None
        more["signatures"] = tuple(
            Signature(None, (), SPAN, signatory="A. Person", role=role, day=day)
            for role, day in zip(("Trustee", "Depositor"), both, strict=True)
        )
    if place > 1 and draw(st.integers(0, 4)) == 0:
        more["orders"] = (OrderFact(None, (), SPAN, value=draw(orders(place - 1))),)
    return RuleFile(SOURCE, instrument(f"x/{place}", dated, fact, **more), said, ())


@st.composite
def standards(draw: st.DrawFn) -> tuple[RuleFile, ...]:
    """Give the rule files of an agreement whose definitions are taken in."""
    signed = FIRST - timedelta(days=10)
    base = (
        paragraph("", [defining("Gamma", draw(words))]),
        paragraph("", [defining("Delta", draw(words))]),
    )
    files = [RuleFile(SOURCE, instrument("std", signed, dated_on(signed)), base, ())]
    for place in range(1, 1 + draw(st.integers(0, 2))):
        day = draw(days(-9, 30))
        done = draw(st.one_of(wholes, edits))
        said = (paragraph("1", [done], draw(st.none() | days().map(_on)), None, ""),)
        header = instrument(f"std/{place}", day, dated_on(day))
        files.append(RuleFile(SOURCE, header, said, ()))
    return tuple(files)


def _on(day: date) -> e.Effectivity:
    return e.Effectivity(e.OnDate(day), None, None, None, SPAN)


def taken_in(as_of: date | None) -> Incorporation:
    """Give the statement that the standard definitions are taken in."""
    return Incorporation(None, (), SPAN, agreement="std", as_of=as_of)


@st.composite
def bases(draw: st.DrawFn, most: int = 12) -> Base:
    """Give a random rule base."""
    executed = FIRST + timedelta(days=draw(st.sampled_from((0, 0, 0, 3))))
    standard = draw(standards()) if draw(st.integers(0, 4)) == 0 else ()
    taken = (taken_in(draw(st.none() | days(-9, 20))),) if standard else ()
    first: CalendarRule = draw(rules)
    base = [
        paragraph("", [defining("Alpha", draw(words))], section="Section 1.01"),
        paragraph("", [defining("Beta", draw(words))], section="Section 1.01"),
        paragraph("", [defining(DISTRIBUTION, on_file("each 25th day"), first)]),
        paragraph("", [defining(CLOSING, on_file("a day"), closing_on(draw(days())))]),
        paragraph("", [o.SetClasses(CLASSES[:3], None, SPAN)]),
    ]
    if not standard and draw(st.booleans()):
        base.append(paragraph("", [defining("Gamma", draw(words))], section="Section 1.02"))
    header = instrument("x", FIRST, dated_on(executed), incorporations=taken)
    files = [RuleFile(SOURCE, header, tuple(base), ())]
    count = draw(st.integers(2, most) | st.integers(3, most))
    signings = sorted(max(executed, draw(days(0, 40))) for _ in range(count - 1))
    files += [draw(amendments(n, day)) for n, day in enumerate(signings, start=1)]
    if count > 3 and draw(st.booleans()):
        _add(files, draw(undoings(count - 1)))
    return Base(tuple(files), standard)


def _add(files: list[RuleFile], more: Sequence[tuple[int, Paragraph]]) -> None:
    for place, added in more:
        said = (*files[place].paragraphs, added)
        files[place] = attrs.evolve(files[place], paragraphs=said)


@st.composite
def undoings(draw: st.DrawFn, last: int) -> list[tuple[int, Paragraph]]:
    """Give further paragraphs, by place: an instrument rescinded, revived, rescinded again."""
    places = draw(st.lists(st.integers(1, last), min_size=3, max_size=5, unique=True).map(sorted))
    undone = Ref(f"x/{places[0]}", draw(st.sampled_from(("", "", "1"))), SPAN)
    rescinding = Ref(f"x/{places[1]}", draw(st.sampled_from(("", "4"))), SPAN)
    done: list[list[o.Operation]] = [
        [o.Rescind(undone, SPAN)],
        draw(
            st.sampled_from(
                (
                    [o.Revive(undone, SPAN)],
                    [o.Rescind(rescinding, SPAN), o.Revive(undone, SPAN)],
                    [o.Rescind(rescinding, SPAN)],
                )
            )
        ),
        [o.Revive(rescinding, SPAN) if draw(st.booleans()) else o.Rescind(rescinding, SPAN)],
        [o.Revive(undone, SPAN) if draw(st.booleans()) else o.Rescind(undone, SPAN)],
    ]
    found: list[tuple[int, Paragraph]] = []
    for place, operations in zip(places[1:], done, strict=False):
        when = draw(st.none() | st.none() | days(0, 40).map(_on))
        found.append((place, paragraph("4", operations, when)))
    return found


def instead(place: int) -> st.SearchStrategy[o.Operation]:
    """Give a whole new definition of Alpha whose words tell which instrument made it."""
    new = on_file(f"number {place} red")
    return st.sampled_from(
        (
            o.Replace("Alpha", new, None, SPAN),
            o.Replace("Alpha", new, None, SPAN),
            o.Restate("", (defining("Alpha", new),), (), SPAN),
            o.InsertPhrase("Alpha", f", {place}", o.Side.AFTER, "red", o.ONCE, None, None, SPAN),
        )
    )


@st.composite
def simply(draw: st.DrawFn) -> e.Effectivity | None:
    """Give when a paragraph is effective, mostly so that it is live for long."""
    start: e.Moment = e.OnDate(draw(days(0, 30)))
    kind = draw(st.integers(0, 9))
    if kind <= 4:
        return None
    if kind == 8:
        since = draw(st.none() | days(0, 30))
        start = e.Earlier((start, e.Condition("so", draw(days(0, 30)), None, None, since, SPAN)))
    until = e.OnDate(draw(days(30))) if kind == 9 else None
    return e.Effectivity(start, until, None, None, SPAN)


@st.composite
def ruled_bases(draw: st.DrawFn, most: int = 9) -> Base:
    """Give a rule base of one term whose instruments speak mostly of one another."""
    files = [
        RuleFile(
            SOURCE,
            instrument("x", FIRST, dated_on(FIRST)),
            (paragraph("", [defining("Alpha", on_file("number 0 red"))]),),
            (),
        )
    ]
    signings = sorted(draw(st.lists(days(0, 30), min_size=3, max_size=most)))
    for place, day in enumerate(signings, start=1):
        dated = day - timedelta(days=draw(st.sampled_from((0, 0, 0, 3, 9))))
        said = [paragraph("1", [draw(instead(place))], draw(simply()))]
        more: dict[str, object] = {}
        if place > 1:
            ruled = draw(st.lists(rulings(place - 1), min_size=1, max_size=2))
            said.append(paragraph("2", ruled, draw(simply())))
            if draw(st.integers(0, 2)) == 0:
                more["orders"] = (OrderFact(None, (), SPAN, value=draw(orders(place - 1))),)
        if draw(st.booleans()):
            said.reverse()
        header = instrument(f"x/{place}", dated, dated_on(day), **more)
        files.append(RuleFile(SOURCE, header, tuple(said), ()))
    if draw(st.booleans()):
        _add(files, draw(undoings(len(signings))))
    if draw(st.integers(0, 2)) == 0:
        _add(files, draw(chains(len(signings))))
    return Base(tuple(files), ())


@st.composite
def chains(draw: st.DrawFn, last: int) -> list[tuple[int, Paragraph]]:
    """Give further paragraphs, by place: of three instruments each goes before the next."""
    places = draw(st.lists(st.integers(1, last), min_size=3, max_size=4, unique=True).map(sorted))
    prevails = draw(st.sampled_from((True, True, False)))
    found: list[tuple[int, Paragraph]] = []
    for earlier, later in itertools.pairwise(places):
        names = Ref(f"x/{later}", "", SPAN), Ref(f"x/{earlier}", "", SPAN)
        order = o.Order(*names, prevails, SPAN)
        found.append((places[-1], paragraph(f"5({later})", [order], draw(simply()))))
    return found


# ------------------------------------------------------------------ calendars

day_rules = st.builds(
    CalendarRule,
    st.just(DayKind.DAY_OF_MONTH),
    st.sampled_from((1, 11, 15, 25, 31)),
    st.sampled_from((RollKind.NEXT, RollKind.PRECEDING, RollKind.MODIFIED_NEXT)),
    st.just(BUSINESS_DAY),
    st.just(""),
    none,
    none,
    at_span,
)
offset_rules = st.builds(
    CalendarRule,
    st.just(DayKind.OFFSET),
    st.sampled_from((-4, -2, 1)),
    st.just(RollKind.NONE),
    st.just(BUSINESS_DAY),
    st.just(DISTRIBUTION),
    none,
    none,
    at_span,
)
closures = st.builds(
    Closure,
    st.dates(date(2004, 9, 24), date(2004, 10, 2)),
    closed=st.just(value=True),
    because=st.just("a proclamation"),
)
business_days = st.builds(
    BusinessDayRule,
    st.just("Federal Reserve Banks"),
    st.lists(closures, max_size=2).map(tuple),
    at_span,
)
rulings_of_days = {
    DISTRIBUTION: st.one_of(day_rules, day_rules, none),
    DETERMINATION: st.one_of(offset_rules, offset_rules, day_rules),
    BUSINESS_DAY: business_days,
}


@st.composite
def new_days(draw: st.DrawFn) -> o.Operation:
    """Give a change of the calendar."""
    term = draw(st.sampled_from((DISTRIBUTION, DISTRIBUTION, DETERMINATION, BUSINESS_DAY)))
    if draw(st.integers(0, 9)) == 0:
        return o.Delete(term, SPAN)
    return o.Replace(term, on_file(draw(plain_texts)), draw(rulings_of_days[term]), SPAN)


@st.composite
def from_dates(draw: st.DrawFn) -> e.Effectivity | None:
    """Give when a paragraph is effective, mostly from a date of a series."""
    named = st.builds(
        lambda term, month: e.FromSeries(term, month, SPAN),
        st.sampled_from((DISTRIBUTION, DISTRIBUTION, DETERMINATION)),
        months,
    )
    kind = draw(st.integers(0, 7))
    if kind == 0:
        return draw(simply())
    start: e.Moment = draw(named)
    until: e.Moment | None = None
    if kind == 1:
        other = draw(st.one_of(days().map(e.OnDate), named, conditions))
        start = e.Later((start, other)) if draw(st.booleans()) else e.Earlier((start, other))
    elif kind == 2:
        until = draw(st.one_of(named, days(10).map(e.OnDate)))
    elif kind == 3:
        start, until = e.DateHereof(), start
    return e.Effectivity(start, until, None, None, SPAN)


@st.composite
def dated_bases(draw: st.DrawFn, most: int = 5) -> Base:
    """Give a rule base whose instruments change its calendar, mostly from one of its dates."""
    first = [
        paragraph("", [defining(DISTRIBUTION, on_file("each 25th day"), draw(day_rules))]),
        paragraph("", [defining(DETERMINATION, on_file("before it"), draw(offset_rules))]),
        paragraph("", [defining(BUSINESS_DAY, on_file("a weekday"), draw(business_days))]),
    ]
    files = [RuleFile(SOURCE, instrument("x", FIRST, dated_on(FIRST)), tuple(first), ())]
    signings = sorted(draw(st.lists(days(0, 50), min_size=1, max_size=most)))
    for place, day in enumerate(signings, start=1):
        said = [paragraph("1", [draw(new_days())], draw(from_dates()))]
        for number in ("2", "3")[: draw(st.sampled_from((0, 0, 1, 2)))]:
            done = draw(rulings(place - 1)) if place > 1 and draw(st.booleans()) else None
            when = draw(st.one_of(from_dates(), simply()))
            said.append(paragraph(number, [done or draw(new_days())], when))
        files.append(
            RuleFile(SOURCE, instrument(f"x/{place}", day, dated_on(day)), tuple(said), ())
        )
    return Base(tuple(files), ())


# ------------------------------------------------------------------ corrections


@st.composite
def corrected_bases(draw: st.DrawFn, most: int = 6) -> Base:
    """Give a rule base whose instruments correct one slip, and one another."""
    first = [paragraph("", [defining("Alpha", on_file("number 0 red"))])]
    files = [RuleFile(SOURCE, instrument("x", FIRST, dated_on(FIRST)), tuple(first), ())]
    slip = paragraph("1", [o.Replace("Alpha", on_file("red 5"), None, SPAN)], draw(simply()))
    files.append(RuleFile(SOURCE, instrument("x/1", FIRST, dated_on(FIRST)), (slip,), ()))
    signings = sorted(draw(st.lists(days(0, 12), min_size=2, max_size=most)))
    colours = st.sampled_from(("red", "blue", "green", "5", "red 5"))
    for place, day in enumerate(signings, start=2):
        kind = draw(st.integers(0, 9))
        done: o.Operation
        target = draw(st.one_of(st.just(1), st.just(1), st.integers(1, place - 1)))
        ref = Ref(f"x/{target}", draw(st.sampled_from(("", "1"))), SPAN)
        if kind <= 5:
            done = o.Correct(ref, None, draw(colours), draw(colours), SPAN)
        elif kind == 6:
            done = o.Correct(ref, quoted(draw(colours)), "", "", SPAN)
        elif kind == 7:
            done = draw(instead(place))
        else:
            done = draw(rulings(place - 1))
        said = [paragraph("1", [done], draw(simply()))]
        more: dict[str, object] = {}
        if draw(st.integers(0, 3)) == 0:
            more["orders"] = (OrderFact(None, (), SPAN, value=draw(orders(place - 1))),)
        dated = day - timedelta(days=draw(st.sampled_from((0, 0, 0, 3))))
        header = instrument(f"x/{place}", dated, dated_on(day), **more)
        files.append(RuleFile(SOURCE, header, tuple(said), ()))
    return Base(tuple(files), ())


def days_named(base: Base) -> list[date]:
    """Give every day that a rule base names, and the days beside it."""
    found: set[date] = set()
    todo: list[object] = [base.files, base.standard]
    while todo:
        each = todo.pop()
        if isinstance(each, date):
            found.add(each)
        elif isinstance(each, Month):
            found |= {each.first + timedelta(days=n) for n in (12, 13, 14, 15, 22, 23, 24, 25, 26)}
        elif isinstance(each, tuple):
            todo.extend(each)
        elif attrs.has(kind := type(each)) and not isinstance(each, Source | Span):
            todo.extend(getattr(each, name) for name in attrs.fields_dict(kind))
    step = timedelta(days=1)
    return sorted({day + n * step for day in found for n in (-1, 0, 1)})
