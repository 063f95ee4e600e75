"""One subject over time: what is in force at any point of the plane."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.frozen import frozen
from hereof.timeline.fold import Folded, Folder, is_plain, merged
from hereof.timeline.resolve import Point, Rulings
from hereof.timeline.state import UNDEFINED, State, Status
from hereof.timeline.suspensions import Lapse, sorted_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.timeline.step import Place, Provision, Step


_MOST_WAYS: Final = 256


@frozen(eq=False)
class Cell:
    """What the fold gives on one stretch of effective dates, as known on one date.

    Attributes:
        states: The distinct states that the open orders lead to; one where none is in doubt.
        suspensions: Suspensions and waivers that lie on top, in the order of biting.
        places: The steps that were folded, in the order of biting.
        lapsed: Suspensions and waivers of a definition that this one came after.
    """

    states: tuple[State, ...]
    suspensions: tuple[Place, ...]
    places: tuple[Place, ...]
    folded: Folded
    lapsed: tuple[Lapse, ...] = ()

    @property
    def is_crossing(self) -> bool:
        """Tell whether the order is in doubt and matters.

        It does where two orders give different words, or break on different paragraphs. What
        cannot be done in any order is a guard that fails.
        """
        failing = {id(state.failed) for state in self.states if state.status is Status.FAILED}
        stands = any(state.status is not Status.FAILED for state in self.states)
        return self.folded.too_many or (len(self.states) > 1 and (stands or len(failing) > 1))

    def key(self) -> tuple[object, ...]:
        """What two cells must share to give the same answer by the same paragraphs."""
        return (
            tuple(state.key() for state in self.states),
            tuple(tuple(id(p.step) for p in _credited(state)) for state in self.states),
            tuple(id(place.step) for place in self.suspensions),
            tuple((id(each.suspension.step), id(each.ended_by.step)) for each in self.lapsed),
            self.folded.too_many,
        )


def _credited(state: State) -> tuple[Place, ...]:
    return (*((state.base,) if state.base else ()), *state.applied)


@frozen(eq=False)
class Row:
    """All cells as known on one date, by the day from which each holds."""

    starts: list[date]
    cells: list[Cell]

    def at(self, on: date) -> Cell:
        """Give the cell of a day."""
        return self.cells[bisect_right(self.starts, on) - 1]

    def stretches(self) -> list[tuple[date, date | None, Cell]]:
        """Give every stretch with its first day and the first day after it."""
        ends: list[date | None] = [*self.starts[1:], None]
        return list(zip(self.starts, ends, self.cells, strict=True))


@frozen(eq=False)
class TermTimeline:
    """A subject's steps and what they make of it.

    Attributes:
        subject: The term, Section or list of Classes.
        steps: Every step that changes its words.
        suspensions: Every step that suspends it.
        rulings: Rulings that bear on any of them.
        initial: The states before the first step, where another agreement's
            definition is incorporated; none: nothing is defined.
        more_days: Effective dates on which the initial states may change.
        more_known: Known dates likewise.
    """

    subject: str
    steps: tuple[Step, ...]
    suspensions: tuple[Step, ...]
    rulings: Rulings
    initial: Callable[[date, date | None], tuple[State, ...]] | None = None
    more_days: tuple[date, ...] = ()
    more_known: tuple[date, ...] = ()
    _folder: Folder = field(factory=Folder, init=False)
    _rows: dict[date | None, Row] = field(factory=dict, init=False)
    _known: list[date] = field(factory=list, init=False)
    _days: list[date] = field(factory=list, init=False)
    _all: list[Row] = field(factory=list, init=False)
    _places: dict[tuple[object, ...], Place] = field(factory=dict, init=False)
    _cells: dict[tuple[date, date | None], Cell] = field(factory=dict, init=False)

    def in_force(self, on: date, known_on: date | None = None) -> Cell:
        """Give the cell of a day, as known on a date or with everything on file."""
        if known_on is None:
            row = self._all[0] if self._all else self.row()
            return row.cells[bisect_right(row.starts, on) - 1]
        return self.row(known_on).at(on)

    def row(self, known_on: date | None = None) -> Row:
        """Give all cells as known on a date, or with everything on file."""
        band = self._band(known_on)
        row = self._rows.get(band)
        if row is None:
            row = self._rows[band] = self._make_row(band)
            if band is None:
                self._all.append(row)
        return row

    def known_days(self) -> list[date]:
        """Give every day on which what is known of the subject may change."""
        if not self._known:
            days = set(self.more_known)
            for provision in self._provisions():
                if provision.entry.executed is not None:
                    days.add(provision.entry.executed)
                if provision.paragraph.never is not None:
                    days.add(provision.paragraph.never.known_from)
                for strip in provision.strips:
                    days.add(strip.known_from)
                    if strip.known_until is not None:
                        days.add(strip.known_until)
            self._known.extend(sorted(days))
        return self._known

    def effective_days(self) -> list[date]:
        """Give every day on which the subject may change, as known on some date."""
        if not self._days:
            days = set(self.more_days)
            for provision in self._provisions():
                for strip in provision.strips:
                    days.add(strip.start)
                    if strip.until is not None:
                        days.add(strip.until)
            self._days.extend(sorted(days))
        return self._days

    def _provisions(self) -> Iterable[Provision]:
        for step in (*self.steps, *self.suspensions):
            yield step.provision
        for ruling in self.rulings.all:
            yield ruling.provision

    def _band(self, known_on: date | None) -> date | None:
        if known_on is None:
            return None
        days = self.known_days()
        index = bisect_right(days, known_on)
        return days[index - 1] if index else date.min

    def _make_row(self, known_on: date | None) -> Row:
        row = Row([], [])
        last: object = None
        for day in (date.min, *self.effective_days()):
            cell = self.cell(day, known_on)
            key = cell.key()
            if key != last:
                row.starts.append(day)
                row.cells.append(cell)
            last = key
        return row

    def cell(self, on: date, known_on: date | None) -> Cell:
        """Fold at one point of the plane; between two days of change all cells are one."""
        band = self._band(known_on)
        days = self.effective_days()
        index = bisect_right(days, on)
        day = days[index - 1] if index else date.min
        found = self._cells.get((day, band))
        if found is None:
            if not self._sweep(band):
                self._cells[day, band] = self._fold_at(day, band)
            found = self._cells[day, band]
        return found

    def _fold_at(self, on: date, known_on: date | None) -> Cell:
        point = Point(self.rulings, on, known_on)
        places = [self._same(place) for place in point.places(self.steps)]
        initial = self.initial(on, known_on) if self.initial else (UNDEFINED,)
        follows = point.follows()
        ways = [[self._same(place) for place in each] for each in _as_read(places)]
        tried = [self._folder.fold(each, initial, follows) for each in ways[:_MOST_WAYS]]
        folded = merged(tried, too_many=len(ways) > _MOST_WAYS)
        live = sorted(point.places(self.suspensions), key=lambda place: place.key)
        lying, lapsed = sorted_out(live, folded, places, follows)
        ordered = tuple(sorted(places, key=lambda place: place.key))
        return Cell(folded.states, lying, ordered, folded, lapsed)

    def _sweep(self, band: date | None) -> bool:
        """Fold all days as known on one date, each from where it parts from the day before.

        Only where no order is in doubt and nothing rules on another paragraph: then
        a step stands in one place wherever it is live, and the many versions of a
        much amended term are had without folding each from the beginning.
        """
        if self.rulings.all or self.initial:
            return False
        steps = self._stretches(self.steps, band)
        if not is_plain([place for _, _, place in steps]):
            return False
        suspensions = self._stretches(self.suspensions, band)
        days = (date.min, *self.effective_days())
        orders = [_live(steps, day) for day in days]
        for day, order, folded in zip(
            days, orders, self._folder.fold_each(orders, UNDEFINED), strict=True
        ):
            lying, lapsed = sorted_out(_live(suspensions, day), folded, order, None)
            self._cells[day, band] = Cell(folded.states, lying, tuple(order), folded, lapsed)
        return True

    def _stretches(
        self, steps: Iterable[Step], band: date | None
    ) -> list[tuple[date, date | None, Place]]:
        """Give where steps are live as known on one date, and their places, in order of biting."""
        found = [
            (strip.start, strip.until, self._same(place))
            for step in steps
            for strip in step.provision.strips
            if strip.holds(strip.start, band)
            for place in Point(self.rulings, strip.start, band).places((step,))
        ]
        return sorted(found, key=lambda stretch: stretch[2].key)

    def _same(self, place: Place) -> Place:
        """Give the one object for equal places, so that the folder knows them again."""
        return self._places.setdefault(_identity(place), place)


def _identity(place: Place) -> tuple[object, ...]:
    return (
        id(place.step),
        place.bites,
        id(place.entry),
        place.order,
        place.corrected_by,
        id(place.misfit.step) if place.misfit else 0,
        tuple(_identity(other) for other in place.others),
    )


def _as_read(places: list[Place]) -> list[tuple[Place, ...]]:
    """Give the steps in every way in which they may read; the way in the order of biting first."""
    if not any(place.others for place in places):
        return [tuple(places)]
    ways = product(*((place, *place.others) for place in places))
    return list(islice(ways, _MOST_WAYS + 1))


def _live(stretches: Iterable[tuple[date, date | None, Place]], on: date) -> list[Place]:
    return [
        place for start, until, place in stretches if start <= on and (until is None or on < until)
    ]
