"""A second resolver, written apart from the engine: plain loops, one point at a time.

It shares with the engine the objects that a rule file is read into, and nothing
else. It knows no regions and keeps nothing: for one day asked about, and the file
as it stood on one known day, it looks which paragraphs are live, which of them
count, and carries them out in every order that the law leaves open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.model.instrument import Instrument, Kind, Paragraph, RuleFile
from hereof.model.names import CLASSES, Ref
from hereof.model.words import Quotation, Words, WordsKind
from oracle.words import Draft, MisfitError, amend_clause, insert_phrase, replace_phrase
from oracle.words import whole_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hereof.calendar import Month
    from hereof.model.meaning import Meaning

    Resolve: TypeAlias = Callable[["Oracle", e.FromSeries | e.AsOfTerm, "Said"], date | None]


class NoOrderError(Exception):
    """What instruments say of their order and their dates cannot be reconciled."""


# ------------------------------------------------------------------ what is on file


@frozen(eq=False)
class Said:
    """A paragraph, with the dates of its instrument.

    Attributes:
        rank: The instrument's place in the order of execution; 0 is the agreement.
        number: The paragraph's place in the instrument; -1 is its header.
        index: The paragraph's place among all.
        moments: The dates of series and terms that its effectivity names.
    """

    instrument: Instrument
    paragraph: Paragraph
    dated: date
    executed: date | None
    rank: int
    number: int
    index: int
    moments: dict[int, date | None] = field(factory=dict)

    @property
    def is_header(self) -> bool:
        return self.number < 0

    @property
    def newness(self) -> tuple[date, int, int]:
        return self.executed or date.max, self.rank, self.number

    def is_meant_by(self, ref: Ref) -> bool:
        number = self.paragraph.number
        return ref.instrument == self.instrument.id and (
            not ref.paragraph or number == ref.paragraph or number.startswith(ref.paragraph + "(")
        )

    def __str__(self) -> str:
        return str(Ref(self.instrument.id, self.paragraph.number, self.paragraph.span))


@frozen
class Seen:
    """A paragraph as the file stood on a known day.

    Attributes:
        executed: Whether its instrument was executed by then.
        live: First day, first day no more, and when it bites; none: it is not live at all.
        pending: Whether a condition was not shown to be met by then.
        never: Whether it was known by then that it never took effect.
    """

    executed: bool
    live: tuple[date, date | None, date] | None
    pending: bool
    never: bool

    def bites(self, on: date) -> date | None:
        """Give when the paragraph bites, if it is live on a day."""
        if self.live is None:
            return None
        start, until, bites = self.live
        return bites if start <= on and (until is None or on < until) else None


@frozen
class View:
    """The whole file as it stood on a known day, with the agreements that it incorporates."""

    seen: tuple[Seen, ...]
    others: tuple[View, ...]


def dates_of(instrument: Instrument) -> tuple[date, date | None] | None:
    """Give the date that an instrument bears and the day of its execution."""
    if instrument.dated is None or instrument.dated.value is None:
        return None
    dated = instrument.dated.value
    signed = [s for s in instrument.signatures if s.signatory]
    roles = {s.role for s in signed}
    if len(signed) < len(instrument.signatures) or not roles.issuperset(instrument.requires):
        return dated, None
    if instrument.executed is not None:
        return dated, instrument.executed.value
    days = [s.day for s in signed if s.day is not None]
    return dated, max(days) if days and len(days) == len(signed) else dated


def come(moment: e.Moment, said: Said, known: date) -> tuple[date, date | None] | None:
    """Give when a moment came, as known on a day, and when a condition was met for it."""
    if isinstance(moment, e.DateHereof):
        return said.dated, None
    if isinstance(moment, e.OnDate):
        return moment.day, None
    if isinstance(moment, e.FromSeries | e.AsOfTerm):
        day = said.moments.get(id(moment))
        return None if day is None else (day, None)
    if isinstance(moment, e.Condition):
        if moment.met is None or (moment.shown or moment.met) > known:
            return None
        return moment.since or moment.met, moment.met
    parts = [come(part, said, known) for part in moment.parts]
    there = [part for part in parts if part is not None]
    if isinstance(moment, e.Earlier):
        return min(there, key=lambda part: (part[0], part[1] or date.min), default=None)
    if len(there) < len(parts):
        return None
    met = [day for _, day in there if day is not None]
    return max(day for day, _ in there), max(met, default=None)


def see(said: Said, known: date) -> Seen:
    """Give a paragraph as the file stood on a known day."""
    executed, paragraph = said.executed, said.paragraph
    if executed is None or executed > known:
        return Seen(executed=False, live=None, pending=False, never=False)
    if said.is_header:
        return Seen(executed=True, live=(date.min, None, executed), pending=False, never=False)
    never = paragraph.never is not None and paragraph.never.known_from <= known
    effectivity = paragraph.effectivity
    start = effectivity.start if effectivity else e.DateHereof()
    end = effectivity.until if effectivity else None
    pending = not never and any(
        c.met is None or (c.shown or c.met) > known
        for c in (*e.conditions(start), *e.conditions(end))
    )
    begun = come(start, said, known)
    if begun is None or never:
        return Seen(executed=True, live=None, pending=pending, never=never)
    ended = come(end, said, known) if end else None
    until = ended[0] if ended else None
    if effectivity and effectivity.through and effectivity.through < date.max:
        until = effectivity.through + timedelta(days=1)
    bites = max(day for day in (executed, *begun) if day is not None)
    live = None if until is not None and until <= begun[0] else (begun[0], until, bites)
    return Seen(executed=True, live=live, pending=pending, never=never)


@frozen(eq=False)
class Oracle:
    """An agreement's rule files, to be asked at one point after another.

    Attributes:
        said: Every paragraph: the agreement's, then by execution, date and name.
        ruling: Those that speak of others.
        others: The agreements incorporated, with the date of the version.
        pins: The dates of series that an effectivity fixed.
    """

    said: list[Said] = field(factory=list)
    ruling: list[Said] = field(factory=list)
    others: list[tuple[str, Oracle, date | None]] = field(factory=list)
    pins: dict[tuple[str, Month], date] = field(factory=dict)
    sections: dict[str, set[str]] = field(factory=dict)

    @property
    def base(self) -> Said:
        return next(said for said in self.said if said.rank == 0)

    def view(self, known_on: date | None) -> View:
        """Give the file as it stood on a known day; none: with everything on it."""
        known = known_on or date.max
        return View(
            tuple(see(said, known) for said in self.said),
            # A stated version is the text as it stood when it was taken in.
            tuple(
                other.view(self.base.executed if as_of else known_on)
                for _, other, as_of in self.others
            ),
        )

    def point(self, on: date, view: View) -> Point:
        """Give a point: the day asked about, and the file as it then stood."""
        return Point(self, on, view)

    def speaks_of(self, term: str) -> bool:
        return any(
            self.touches(operation, said.paragraph, term)
            for said in self.said
            for operation in said.paragraph.operations
        ) or any(other.speaks_of(term) for _, other, _ in self.others)

    def learn(self, paragraph: Paragraph) -> None:
        """Learn which terms there are, and in which Sections they stand."""
        for operation in paragraph.operations:
            if isinstance(operation, o.Define | o.Replace):
                self.sections.setdefault(operation.subject, set()).add(paragraph.section)
            if isinstance(operation, o.Restate):
                for definition in operation.definitions:
                    where = operation.section or paragraph.section
                    self.sections.setdefault(definition.subject, set()).add(where)

    def touches(self, operation: o.Operation, paragraph: Paragraph, term: str) -> bool:
        """Tell whether an operation works on a term."""
        if isinstance(operation, o.SetClasses | o.AddClass | o.RemoveClass):
            return term == CLASSES
        if isinstance(operation, o.ReplaceThroughout):
            return term in self.sections
        if isinstance(operation, o.Restate):
            if term in operation.surviving or any(d.subject == term for d in operation.definitions):
                return True
            if operation.section:
                return operation.section in self.sections.get(term, ())
            return term in self.sections
        if isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid | o.Order):
            return False
        return operation.subject == term


def read(files: Sequence[RuleFile], others: Mapping[str, Oracle], resolve: Resolve) -> Oracle:
    """Take in the rule files of one agreement.

    Args:
        files: In any order.
        others: The agreements that it may incorporate.
        resolve: Gives the date of a series or of a term, from what stands before.
    """
    oracle = Oracle()
    found: list[tuple[tuple[object, ...], RuleFile, Instrument, date, date | None]] = []
    for rules in files:
        dates = dates_of(rules.instrument) if rules.instrument else None
        if rules.instrument is None or dates is None:
            continue
        dated, executed = dates
        is_base = rules.instrument.kind is Kind.AGREEMENT
        pieces = re.findall(r"\d+|\D+", rules.instrument.id)
        name = [(int(p), "") if p.isdigit() else (-1, p) for p in pieces]
        key = (not is_base, executed is None, executed or dated, dated, name)
        found.append((key, rules, rules.instrument, dated, executed))
        for paragraph in rules.paragraphs:
            oracle.learn(paragraph)
        if is_base:
            for taken in rules.instrument.incorporations:
                if taken.agreement in others:
                    oracle.others.append((taken.agreement, others[taken.agreement], taken.as_of))
    found.sort(key=lambda item: item[0])
    for rank, (_, rules, instrument, dated, executed) in enumerate(found):
        stated = tuple(fact.value for fact in instrument.orders)
        header = Paragraph(
            "",
            False,
            "",
            None,
            None,
            stated,
            (),
            (),
            instrument.span,  # noqa: FBT003
        )
        for number, paragraph in enumerate((header, *rules.paragraphs), start=-1):
            said = Said(instrument, paragraph, dated, executed, rank, number, len(oracle.said))
            effectivity = paragraph.effectivity
            if effectivity is not None and executed is not None:
                for moment in (*e.series(effectivity.start), *e.series(effectivity.until)):
                    said.moments[id(moment)] = resolve(oracle, moment, said)
            oracle.said.append(said)
            if executed is not None and any(spoken_of(said)):
                oracle.ruling.append(said)
    return oracle


# ------------------------------------------------------------------ words of a term


@frozen
class State:
    """The words of a term after some of the steps.

    Attributes:
        kind: undefined, stands, deleted, dropped or failed.
        text: The words on file.
        construed: What words not on file are taken to say.
        has_reason: Whether words not on file stand beside a construction.
        edits: The paragraphs that edited words not on file.
        failed: The paragraph whose guard failed.
        taken_from: The agreement whose definition this is, if another's.
    """

    kind: str
    text: str = ""
    on_file: bool = True
    construed: str | None = None
    has_reason: bool = False
    edits: frozenset[str] = frozenset()
    failed: str = ""
    classes: tuple[str, ...] = ()
    taken_from: str = ""
    meaning: Meaning | None = field(default=None, eq=False)

    @property
    def outcome(self) -> str:
        """The named outcome."""
        if self.kind != "stands":
            return {"deleted": "deleted", "failed": "guard failed"}.get(self.kind, "not in force")
        if self.on_file:
            return "in force"
        return (
            "in force as construed" if self.has_reason and not self.edits else "words not on file"
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one outcome from another."""
        if self.kind != "stands":
            return self.outcome, self.failed
        return self.outcome, self.text, self.construed, self.edits, self.classes, self.taken_from


NOTHING = State("undefined")


def carry_out(operations: Sequence[o.Operation], term: str, who: str, state: State) -> State:
    """Carry out all that one paragraph does to a term, or none of it."""
    draft = Draft(state.text)
    after = state
    try:
        for operation in operations:
            after = _one(operation, term, who, after, draft)
    except MisfitError:
        return evolve(state, kind="failed", failed=who)
    return after


def _one(operation: o.Operation, term: str, who: str, state: State, draft: Draft) -> State:
    if isinstance(operation, o.Restate):
        for definition in operation.definitions:
            if definition.subject == term:
                return _whole(definition.words, definition.meaning, draft)
        if term in operation.surviving:
            _must_be_there(state)
            return state
        if state.kind in ("undefined", "deleted") or state.taken_from:
            return state
        return State("dropped")
    if isinstance(operation, o.ReplaceThroughout):
        return _throughout(operation, who, state, draft)
    if isinstance(operation, o.Define):
        if state.kind == "stands" and not state.taken_from:
            raise MisfitError
        return _whole(operation.words, operation.meaning, draft)
    if isinstance(operation, o.SetClasses):
        if state.kind == "stands":
            raise MisfitError
        words = operation.words
        is_quoted = words is None or words.kind is WordsKind.QUOTED
        reason = words is not None and words.because is not None
        return _listed(State("stands", on_file=is_quoted, has_reason=reason), operation.names)
    _must_be_there(state)
    if isinstance(operation, o.Replace):
        return _whole(operation.words, operation.meaning, draft)
    if isinstance(operation, o.Delete):
        return State("deleted")
    if state.kind == "failed":
        return state
    if isinstance(operation, o.AddClass | o.RemoveClass):
        return _other_classes(operation, state)
    assert isinstance(operation, o.ReplacePhrase | o.InsertPhrase | o.AmendClause), operation
    if not state.on_file:
        return evolve(state, edits=state.edits | {who}, meaning=None)
    if isinstance(operation, o.ReplacePhrase):
        replace_phrase(draft, operation.old, operation.new, operation.occurrences)
    elif isinstance(operation, o.InsertPhrase):
        insert_phrase(draft, operation.new, operation.side, operation.anchor, operation.occurrences)
    else:
        amend_clause(draft, operation)
    text = draft.text.strip(" ")
    if operation.result is not None and operation.result != text:
        raise MisfitError
    return evolve(state, text=text, meaning=operation.meaning)


def _throughout(operation: o.ReplaceThroughout, who: str, state: State, draft: Draft) -> State:
    if state.kind != "stands" or state.taken_from:
        return state
    if not state.on_file:
        return evolve(state, edits=state.edits | {who}, meaning=None)
    if not whole_places(draft.text, operation.old):
        return state
    everywhere = o.Occurrences(exactly=None, pick=None)
    replace_phrase(draft, operation.old, operation.new, everywhere)
    return evolve(state, text=draft.text.strip(" "), meaning=None)


def _must_be_there(state: State) -> None:
    if state.kind in ("undefined", "dropped", "deleted"):
        raise MisfitError


def _whole(words: Words, meaning: Meaning | None, draft: Draft) -> State:
    text = "Reserved" if words.kind is WordsKind.RESERVED else ""
    if words.kind is WordsKind.QUOTED and words.quotation is not None:
        text = words.quotation.text
    draft.text, draft.fresh = text, [(0, len(text))]
    return State(
        "stands",
        text=text.strip(" "),
        on_file=words.kind is not WordsKind.NOT_ON_FILE,
        construed=words.construed,
        has_reason=words.because is not None,
        meaning=meaning,
    )


def _listed(state: State, names: tuple[str, ...]) -> State:
    text = ", ".join(names)
    if state.on_file:
        return evolve(state, classes=names, text=text)
    return evolve(state, classes=names, construed=text)


def _other_classes(operation: o.AddClass | o.RemoveClass, state: State) -> State:
    names = list(state.classes)
    if isinstance(operation, o.RemoveClass):
        if operation.name not in names:
            raise MisfitError
        names.remove(operation.name)
    else:
        if operation.name in names or operation.anchor not in names:
            raise MisfitError
        at = names.index(operation.anchor) + (operation.side is o.Side.AFTER)
        names.insert(at, operation.name)
    return _listed(state, tuple(names))


# ------------------------------------------------------------------ corrections


def corrected(operation: o.Operation, correction: o.Correct) -> o.Operation:
    """Give an operation as a correction has it read."""
    if isinstance(operation, o.Restate):
        definitions = tuple(corrected(d, correction) for d in operation.definitions)
        return evolve(operation, definitions=definitions)
    if isinstance(operation, o.Define | o.Replace) and operation.words.quotation is not None:
        quotation = _mended(operation.words.quotation, correction)
        if quotation == operation.words.quotation:
            return operation
        return evolve(operation, words=evolve(operation.words, quotation=quotation), meaning=None)
    if isinstance(operation, o.AmendClause) and operation.words is not None:
        words = _mended(operation.words, correction)
        if words == operation.words:
            return operation
        return evolve(operation, words=words, result=None)
    if isinstance(operation, o.ReplacePhrase | o.InsertPhrase):
        new = _mended_text(operation.new, correction)
        return operation if new == operation.new else evolve(operation, new=new, result=None)
    if isinstance(operation, o.ReplaceThroughout):
        return evolve(operation, new=_mended_text(operation.new, correction))
    return operation


def _mended(quotation: Quotation, correction: o.Correct) -> Quotation:
    return evolve(quotation, text=_mended_text(quotation.text, correction))


def _mended_text(text: str, correction: o.Correct) -> str:
    if correction.words is not None:
        return correction.words.text
    places = whole_places(text, correction.old)
    if len(places) != 1:
        return text
    return text[: places[0]] + correction.new + text[places[0] + len(correction.old) :]


# ------------------------------------------------------------------ one point


@frozen
class Seat:
    """The place in which a paragraph stands: its own, or that of the one that revived it.

    Attributes:
        said: Whose place it is.
        within: The place among the paragraphs of its instrument, and within them.
    """

    said: Said
    within: tuple[int, ...]


@frozen(eq=False)
class Placed:
    """A step in its place.

    Attributes:
        said: The paragraph whose step it is.
        seat: The paragraph in whose place it stands: its own, or the one that revived it.
        bites: When it bites, from that place.
        within: Its place among the steps of the seat's instrument.
        operations: What it does to the term, as corrected.
    """

    said: Said
    seat: Said
    bites: date
    within: tuple[int, ...]
    operations: tuple[o.Operation, ...]

    @property
    def days(self) -> tuple[date, date, date]:
        return self.seat.dated, self.seat.executed or date.max, self.bites


@frozen
class Answered:
    """What the oracle says of a term at a point.

    Attributes:
        outcome: The named outcome.
        texts: The outcomes that the open orders lead to, each with its words.
        suspended_by: The paragraphs that suspend it.
        pending: The paragraphs whose condition is not shown to be met.
    """

    outcome: str
    texts: frozenset[tuple[object, ...]]
    suspended_by: frozenset[str]
    pending: frozenset[str]


@frozen(eq=False)
class Point:
    """One point of the plane."""

    oracle: Oracle
    on: date
    view: View

    @property
    def all_live(self) -> tuple[object, ...]:
        """What the answers of a day hang on, given the view: which paragraphs are live."""
        others = tuple(
            other.point(as_of or self.on, view).all_live
            for (_, other, as_of), view in zip(self.oracle.others, self.view.others, strict=True)
        )
        return *(seen.bites(self.on) is not None for seen in self.view.seen), others

    # ---- which paragraphs count

    def seen(self, said: Said) -> Seen:
        return self.view.seen[said.index]

    def live(self, said: Said) -> bool:
        return self.seen(said).bites(self.on) is not None

    def start(self, said: Said) -> date:
        live = self.seen(said).live
        assert live is not None
        return live[0]

    def rulings(
        self, kind: type[o.Rescind | o.Revive | o.Correct | o.DeclareVoid], meant: Said
    ) -> Iterator[tuple[Said, int, o.Operation]]:
        """Give who rules on a paragraph in some way, with the operation and its place."""
        for said in self.oracle.ruling:
            for at, operation in enumerate(said.paragraph.operations):
                if isinstance(operation, kind) and meant.is_meant_by(operation.target):
                    yield said, at, operation

    def is_void(self, said: Said) -> bool:
        """Tell whether it is said that a paragraph never took effect."""
        return any(
            self.seen(by).executed and not self.seen(by).never and not self.is_void(by)
            for by, _, _ in self.rulings(o.DeclareVoid, said)
        )

    def operated(self, said: Said) -> bool:
        """Tell whether a rescission had effect, whatever became of it afterwards."""
        if not self.live(said) or self.is_void(said):
            return False
        return not any(
            by.newness > said.newness
            and self.live(by)
            and self.start(by) <= self.start(said)
            and self.operated(by)
            for by, _, _ in self.rulings(o.Rescind, said)
        )

    def seat(self, said: Said) -> Seat | None:
        """Give the place in which a paragraph stands; nothing where it does not count."""
        if self.is_void(said):
            return None
        own = Seat(said, (said.number,))
        ends = [by.newness for by, _, _ in self.rulings(o.Rescind, said) if self.operated(by)]
        for by, _, _ in self.rulings(o.Rescind, said):
            again = self.seat(by) if self.live(by) else None
            if again is not None and again.said is not by:
                ends.append(again.said.newness)
        if not ends:
            return own
        for by, at, _ in self.rulings(o.Revive, said):
            new = self.seat(by) if self.live(by) else None
            if new is not None and new.said.newness > max(ends):
                ends.append(new.said.newness)
                own = Seat(new.said, (*new.within, at, said.rank, said.number))
        return own if own.said is not said else None

    def counts(self, said: Said) -> bool:
        return self.live(said) and self.seat(said) is not None

    # ---- which steps a term has, and in what order

    def placed(self, term: str, *, suspending: bool) -> list[Placed]:
        """Give the steps of a term that count, corrected, none defeated."""
        found: list[Placed] = []
        for said in self.oracle.said:
            operations = [
                (n, operation)
                for n, operation in enumerate(said.paragraph.operations)
                if self.oracle.touches(operation, said.paragraph, term)
                and isinstance(operation, o.Suspend) is suspending
            ]
            if not operations or not self.counts(said):
                continue
            seat = self.seat(said)
            assert seat is not None
            bites = self.seen(seat.said).bites(self.on)
            assert bites is not None
            within = (*seat.within, operations[0][0]) if seat.said is said else seat.within
            done = tuple(self.as_corrected(operation, said) for _, operation in operations)
            found.append(Placed(said, seat.said, bites, within, done))
        return [step for step in found if not self.is_defeated(step, found)]

    def as_corrected(self, operation: o.Operation, said: Said) -> o.Operation:
        corrections = [
            (seat.said.newness, at, correction)
            for by, at, correction in self.rulings(o.Correct, said)
            if self.live(by) and (seat := self.seat(by)) is not None
        ]
        for _, _, correction in sorted(corrections, key=lambda found: found[:2]):
            assert isinstance(correction, o.Correct)
            operation = corrected(operation, correction)
        return operation

    def orders(self, *, prevails: bool) -> list[tuple[Said, o.Order]]:
        """Give what is said here of who prevails, or of who follows."""
        return [
            (said, operation)
            for said in self.oracle.ruling
            for operation in said.paragraph.operations
            if isinstance(operation, o.Order)
            and operation.prevails is prevails
            and self.counts(said)
        ]

    def is_later(self, by: Said, order: o.Order, said: Said) -> bool:
        """Tell whether a paragraph is what an order puts last."""
        if order.later is not None:
            return said.is_meant_by(order.later)
        return said.instrument is by.instrument if by.is_header else said is by

    def is_defeated(self, step: Placed, steps: list[Placed]) -> bool:
        return any(
            step.said.is_meant_by(order.earlier)
            and not self.is_later(by, order, step.said)
            and any(
                self.is_later(by, order, other.said) and not self.is_defeated(other, steps)
                for other in steps
            )
            for by, order in self.orders(prevails=True)
        )

    def said_before(self, steps: Sequence[Placed]) -> set[tuple[int, int]]:
        """Give the pairs of which an instrument says that the second follows the first."""
        orders = self.orders(prevails=False)
        return {
            (i, j)
            for i, one in enumerate(steps)
            for j, other in enumerate(steps)
            for by, order in orders
            if i != j
            and one.said.is_meant_by(order.earlier)
            and self.is_later(by, order, other.said)
        }

    def certain(self, steps: Sequence[Placed]) -> set[tuple[int, int]]:
        """Give every pair of steps of which it is certain that the first comes first."""
        express = self.said_before(steps)
        by_dates = {
            (i, j)
            for i, one in enumerate(steps)
            for j, other in enumerate(steps)
            if i != j and comes_first(one, other)
        }
        reach = closed(express)

        def kept(i: int, j: int) -> bool:
            """Tell whether the first was not put after the second, or after what follows it."""
            return (i, j) in by_dates and not any(
                k == j or kept(j, k) for k, after in reach if after == i
            )

        return express | {pair for pair in by_dates if kept(*pair)}

    # ---- the answer

    def states(self, term: str) -> set[State]:
        """Give every state that an open order leads to."""
        steps = self.placed(term, suspending=False)
        before = self.certain(steps)
        whole = frozenset(range(len(steps)))
        reached: dict[frozenset[int], set[State]] = {frozenset(): self.at_first(term)}
        for _ in steps:
            grown: dict[frozenset[int], set[State]] = {}
            for done, states in reached.items():
                for n in whole - done:
                    if any((m, n) in before for m in whole - done):
                        continue
                    step = steps[n]
                    grown.setdefault(done | {n}, set()).update(
                        carry_out(step.operations, term, str(step.said), state) for state in states
                    )
            reached = grown
        if not reached:
            raise NoOrderError
        return reached[whole]

    def at_first(self, term: str) -> set[State]:
        """Give what stands before the first step: another agreement's words, or nothing."""
        for (name, other, as_of), view in zip(self.oracle.others, self.view.others, strict=True):
            if other.speaks_of(term):
                base = self.oracle.base
                if self.on < base.dated or not self.seen(base).executed:
                    return {NOTHING}
                states = other.point(as_of or self.on, view).states(term)
                return {evolve(s, taken_from=name) if s.kind == "stands" else s for s in states}
        return {NOTHING}

    def answer(self, term: str) -> Answered:
        """Say what is in force of a term."""
        states = self.states(term)
        texts = frozenset(state.key for state in states)
        outcome = next(iter(states)).outcome
        if len(texts) > 1 and {state.kind for state in states} != {"failed"}:
            outcome = "crossing"
        suspending = frozenset(str(s.said) for s in self.placed(term, suspending=True))
        if suspending and outcome in ("in force", "in force as construed", "words not on file"):
            outcome = "suspended"
        return Answered(outcome, texts, suspending, self.pending(term))

    def pending(self, term: str) -> frozenset[str]:
        """Give the paragraphs that bear on a term and wait for a condition."""
        bears = [
            said
            for said in self.oracle.said
            if any(
                self.oracle.touches(op, said.paragraph, term) for op in said.paragraph.operations
            )
        ]
        for _ in self.oracle.said:
            bears += [
                said
                for said in self.oracle.ruling
                if said not in bears
                and any(b.is_meant_by(ref) for ref in spoken_of(said) for b in bears)
            ]
        return frozenset(
            str(said) for said in bears if self.seen(said).pending and self.seat(said) is not None
        )


def spoken_of(said: Said) -> Iterator[Ref]:
    """Give the paragraphs and instruments that a paragraph rules on."""
    for operation in said.paragraph.operations:
        if isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid):
            yield operation.target
        elif isinstance(operation, o.Order):
            yield operation.earlier
            if operation.later is not None:
                yield operation.later


def comes_first(one: Placed, other: Placed) -> bool:
    """Tell whether by their dates one step certainly comes before another."""
    if one.seat.rank == other.seat.rank:
        return (one.bites, one.within) < (other.bites, other.within)
    if one.seat.rank == 0 or other.seat.rank == 0:
        return one.seat.rank == 0
    if one.days[1:] == other.days[1:]:
        return False
    return all(a <= b for a, b in zip(one.days, other.days, strict=True))


def closed(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Give the pairs with all that follows from them."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more
