"""What is on file, as the oracle sees it: every paragraph, and the file on a known day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, field, frozen

from hereof.diagnostics import Source, Span
from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.model.instrument import Instrument, Kind, Paragraph, RuleFile
from hereof.model.names import CLASSES, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hereof.calendar import Month

    Resolve: TypeAlias = Callable[["Oracle", e.FromSeries | e.AsOfTerm, "Said"], date | None]

NO_PARAGRAPH: Final = Paragraph(
    number="",
    no_operation=True,
    section="",
    effectivity=None,
    never=None,
    operations=(),
    quotations=(),
    because=(),
    span=Span(Source("", ""), 0, 0),
)
"""The place of what an instrument's header says."""


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
        pending: Whether a condition of its beginning was not shown to be met by then.
        open_ended: Whether a condition of its end was not.
        never: Whether it was known by then that it never took effect.
    """

    executed: bool
    live: tuple[date, date | None, date] | None
    pending: bool
    never: bool
    open_ended: bool = False

    def bites(self, on: date) -> date | None:
        """Give when the paragraph bites, if it is live on a day."""
        if self.live is None:
            return None
        start, until, bites = self.live
        return bites if start <= on and (until is None or on < until) else None


@frozen(cache_hash=True)
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
    pending, open_ended = (
        not never and any(c.met is None or (c.shown or c.met) > known for c in e.conditions(moment))
        for moment in (start, end)
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
    return Seen(executed=True, live=live, pending=pending, never=never, open_ended=open_ended)


@frozen(eq=False)
class Oracle:
    """An agreement's rule files, to be asked at one point after another.

    Attributes:
        said: Every paragraph: the agreement's, then by execution, date and name.
        ruling: Those that speak of others.
        others: The agreements incorporated, with the date of the version.
        pins: The dates of series that paragraphs name as those from which they are effective.
    """

    said: list[Said] = field(factory=list)
    ruling: list[Said] = field(factory=list)
    others: list[tuple[str, Oracle, date | None]] = field(factory=list)
    pins: list[tuple[str, Month, date, Said]] = field(factory=list)
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

    def speaks_of(self, term: str) -> bool:
        return any(
            self.touches(operation, term)
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

    def touches(self, operation: o.Operation, term: str) -> bool:
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
        header = evolve(NO_PARAGRAPH, operations=stated, span=instrument.span)
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


def spoken_of(said: Said) -> Iterator[Ref]:
    """Give the paragraphs and instruments that a paragraph rules on."""
    for operation in said.paragraph.operations:
        if isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid):
            yield operation.target
        elif isinstance(operation, o.Order):
            yield operation.earlier
            if operation.later is not None:
                yield operation.later
