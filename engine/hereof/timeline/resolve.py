"""Which steps count at a point of the plane: rescinded, revived, corrected, defeated or void."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import evolve, field

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.timeline.corrections import correct, could_fit, readings
from hereof.timeline.step import Place, Provision, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from hereof.model.names import Ref

    Follows = Callable[[Place, Place], bool] | None


@frozen(eq=False)
class Ruling:
    """An operation on other paragraphs, with the provision that makes it.

    Attributes:
        provision: Who says so.
        operation: What is said.
        always: Said in a header: it holds from the instrument's execution, on every date.
    """

    provision: Provision
    operation: o.InstrumentOperation
    always: bool = False

    @property
    def newness(self) -> tuple[date, int, int]:
        """Newest last."""
        entry = self.provision.entry
        executed = entry.executed
        assert executed is not None  # noqa: S101 - rulings of unexecuted instruments are left out
        return executed, entry.position, self.provision.position

    def is_known(self, known_on: date | None) -> bool:
        """Tell whether its instrument was executed as known then."""
        executed = self.provision.entry.executed
        return executed is not None and (known_on is None or executed <= known_on)

    def is_live(self, on: date, known_on: date | None) -> bool:
        """Tell whether it is live at a point, its own fate aside."""
        if self.always:
            return self.is_known(known_on)
        return self.provision.strip_at(on, known_on) is not None


@frozen(eq=False)
class Rulings:
    """All rulings of an agreement, newest first."""

    all: tuple[Ruling, ...]
    voids: tuple[Ruling, ...] = field(init=False)
    rescissions: tuple[Ruling, ...] = field(init=False)
    revivals: tuple[Ruling, ...] = field(init=False)
    corrections: tuple[Ruling, ...] = field(init=False)
    orders: tuple[Ruling, ...] = field(init=False)
    _steps: dict[tuple[int, str], Step] = field(factory=dict, init=False)
    _meant: dict[tuple[int, int], bool] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for name, kind in (
            ("voids", o.DeclareVoid),
            ("rescissions", o.Rescind),
            ("revivals", o.Revive),
            ("corrections", o.Correct),
            ("orders", o.Order),
        ):
            chosen = tuple(ruling for ruling in self.all if isinstance(ruling.operation, kind))
            object.__setattr__(self, name, chosen)

    def touching(self, provisions: Iterable[Provision]) -> Rulings:
        """Give the rulings that bear on some provisions, directly or through other rulings."""
        touched = list(provisions)
        chosen: list[Ruling] = []
        rest = list(self.all)
        grown = True
        while grown:
            grown = False
            for ruling in list(rest):
                refs = refs_of(ruling)
                if any(p.is_meant_by(ref) for ref in refs for p in touched):
                    rest.remove(ruling)
                    chosen.append(ruling)
                    touched.append(ruling.provision)
                    grown = True
        return Rulings(tuple(sorted(chosen, key=lambda r: r.newness, reverse=True)))

    def as_step(self, ruling: Ruling, subject: str) -> Step:
        """Give a correction as a step of the subject whose words it corrects."""
        key = id(ruling), subject
        if key not in self._steps:
            self._steps[key] = Step(ruling.provision, subject, (ruling.operation,))
        return self._steps[key]

    def corrections_of(self, provision: Provision) -> list[Ruling]:
        """Give the corrections of a paragraph by later ones, the oldest first."""
        made = _newness_of(provision)
        return [
            ruling
            for ruling in reversed(self.corrections)
            if provision.is_meant_by(refs_of(ruling)[0]) and ruling.newness > made
        ]

    def could_correct(self, ruling: Ruling, step: Step) -> bool:
        """Tell whether a correction finds its slip in a step, as it is or as corrected so far."""
        key = id(ruling), id(step)
        if key not in self._meant:
            assert isinstance(ruling.operation, o.Correct)  # noqa: S101 - only corrections come here
            older = [
                self._may_read(other, ())
                for other in self.corrections_of(step.provision)
                if other is not ruling and other.newness < ruling.newness
            ]
            self._meant[key] = any(
                could_fit(operation, step.operations, older)
                for operation in self._may_read(ruling, ())
                if isinstance(operation, o.Correct)
            )
        return self._meant[key]

    def _may_read(self, ruling: Ruling, above: tuple[Ruling, ...]) -> tuple[o.Operation, ...]:
        """Give what a correction may read as, once it is itself corrected."""
        found: dict[o.Operation, None] = {ruling.operation: None}
        for other in self.corrections_of(ruling.provision):
            for correction in self._may_read(other, (*above, ruling)):
                for each in list(found):
                    assert isinstance(correction, o.Correct)  # noqa: S101 - the same
                    found.setdefault(correct((each,), correction)[0])
        return tuple(found)


def _newness_of(provision: Provision) -> tuple[date, int, int]:
    entry = provision.entry
    assert entry.executed is not None  # noqa: S101 - only executed instruments are corrected
    return entry.executed, entry.position, provision.position


def refs_of(ruling: Ruling) -> tuple[Ref, ...]:
    """Give what a ruling speaks of."""
    operation = ruling.operation
    if isinstance(operation, o.Order):
        return (
            (operation.earlier,)
            if operation.later is None
            else (operation.earlier, operation.later)
        )
    return (operation.target,)


class Point:
    """One point of the plane: the fate of every provision there."""

    def __init__(self, rulings: Rulings, on: date, known_on: date | None) -> None:
        self.rulings = rulings
        self.on = on
        self.known_on = known_on
        self._void: dict[int, bool] = {}
        self._fate: dict[int, Ruling | bool] = {}

    def is_void(self, provision: Provision) -> bool:
        """Tell whether it is known that a provision never took effect."""
        found = self._void.get(id(provision))
        if found is None:
            self._void[id(provision)] = False
            found = any(
                self._target(ruling).is_meant(provision)
                and self._declares(ruling)
                and not self.is_void(ruling.provision)
                for ruling in self.rulings.voids
            )
            self._void[id(provision)] = found
        return found

    def _declares(self, ruling: Ruling) -> bool:
        """Tell whether a declaration is known, and not known never to have taken effect."""
        never = ruling.provision.paragraph.never
        if never is not None and (self.known_on is None or self.known_on >= never.known_from):
            return False
        return ruling.is_known(self.known_on)

    def fate(self, provision: Provision) -> Ruling | bool:
        """Give whether a provision counts here; a revival where it owes its place to one."""
        key = id(provision)
        found = self._fate.get(key)
        if found is None:
            self._fate[key] = False
            found = self._fate[key] = self._find_fate(provision)
        return found

    def _find_fate(self, provision: Provision) -> Ruling | bool:
        if self.is_void(provision):
            return False
        ended: list[tuple[date, int, int]] = []
        for ruling in self.rulings.rescissions:
            if self._target(ruling).is_meant(provision):
                if self._operated(ruling):
                    ended.append(ruling.newness)
                if self._operates_again(ruling):
                    ended.append(self._newness(ruling))
        if not ended:
            return True
        revived = [
            ruling
            for ruling in self.rulings.revivals
            if self._target(ruling).is_meant(provision)
            and ruling.is_live(self.on, self.known_on)
            and self.fate(ruling.provision)
        ]
        newest = max(revived, key=self._newness, default=None)
        if newest is None or self._newness(newest) <= max(ended):
            return False
        return newest

    def declared_void_by(self, provision: Provision) -> Ruling | None:
        """Give who says that a provision never took effect, if that counts here."""
        for ruling in self.rulings.voids:
            if (
                self._target(ruling).is_meant(provision)
                and self._declares(ruling)
                and not self.is_void(ruling.provision)
            ):
                return ruling
        return None

    def rescinded_by(self, provision: Provision) -> Ruling | None:
        """Give the newest rescission that keeps a provision from counting here, if one does."""
        if self.fate(provision) is not False:
            return None
        found = [
            ruling
            for ruling in self.rulings.rescissions
            if self._target(ruling).is_meant(provision)
            and (self._operated(ruling) or self._operates_again(ruling))
        ]
        return max(found, key=lambda ruling: ruling.newness, default=None)

    def _operates_again(self, rescission: Ruling) -> bool:
        """Tell whether a rescission was itself revived, and so operates in a new place."""
        return rescission.is_live(self.on, self.known_on) and isinstance(
            self.fate(rescission.provision), Ruling
        )

    def _newness(self, ruling: Ruling) -> tuple[date, int, int]:
        """Give how new a ruling is in its place, which is its reviver's where it was revived."""
        fate = self.fate(ruling.provision)
        return self._newness(fate) if isinstance(fate, Ruling) else ruling.newness

    def _seat(self, provision: Provision) -> tuple[Provision, tuple[int, ...]]:
        """Give the provision in whose place one stands, and the place within its instrument."""
        fate = self.fate(provision)
        if not isinstance(fate, Ruling):
            return provision, (provision.position,)
        seat, order = self._seat(fate.provision)
        at = fate.provision.paragraph.operations.index(fate.operation)
        return seat, (*order, at, provision.entry.position, provision.position)

    def _operated(self, rescission: Ruling) -> bool:
        """Tell whether a rescission has had effect here.

        One that is itself rescinded has had it all the same, and only a revival
        undoes that, unless it was undone before or as of its own effective date.
        """
        strip = rescission.provision.strip_at(self.on, self.known_on)
        if strip is None or self.is_void(rescission.provision):
            return False
        for later in self.rulings.rescissions:
            if later is rescission or later.newness <= rescission.newness:
                continue
            if not self._target(later).is_meant(rescission.provision):
                continue
            undone = later.provision.strip_at(self.on, self.known_on)
            if undone is not None and undone.start <= strip.start and self._operated(later):
                return False
        return True

    def _target(self, ruling: Ruling) -> _Target:
        return _Target(refs_of(ruling)[0])

    # ---- the steps of a subject

    def places(self, steps: Iterable[Step]) -> list[Place]:
        """Give the steps that count here, each in its place, corrected, none defeated."""
        found = [place for step in steps if (place := self._place(step)) is not None]
        return self._undefeated(found) if self.rulings.orders else found

    def _place(self, step: Step) -> Place | None:
        provision = step.provision
        strip = provision.strip_at(self.on, self.known_on)
        if strip is None or self.fate(provision) is False:
            return None
        seat, order = self._seat(provision)
        if seat is provision:
            order = (*order, provision.paragraph.operations.index(step.operations[0]))
        else:
            strip = seat.strip_at(self.on, self.known_on)
            assert strip is not None  # noqa: S101 - a revival counts only where it is live
        entry = seat.entry
        assert entry.executed is not None  # noqa: S101 - strips have only executed instruments
        place = Place(
            step, step.operations, (), strip.bites, entry.executed, entry.dated, entry, order
        )
        return self._corrected(place) if self.rulings.corrections else place

    def _corrected(self, place: Place) -> Place:
        """Give a step as corrections have it read, with the other readings that are open."""
        step = place.step
        said = {
            self.rulings.as_step(ruling, step.subject): ruling
            for ruling in self.rulings.corrections_of(step.provision)
            if self._says(ruling)
        }
        if not said:
            return place
        found = [made for each in said if (made := self._place(each)) is not None]
        corrections = self._undefeated(found) if self.rulings.orders else found

        def is_meant(correction: Place) -> bool:
            return self.rulings.could_correct(said[correction.step], step)

        read = [
            evolve(
                place,
                operations=reading.operations,
                corrected_by=reading.corrected_by,
                misfit=reading.misfit,
                wordings=reading.wordings,
            )
            for each in product(*((c, *c.others) for c in corrections))
            for reading in readings(step, each, self.follows(), is_meant)
        ]
        return evolve(read[0], others=tuple(read[1:]))

    def _undefeated(self, places: list[Place]) -> list[Place]:
        said = [
            (ruling, ruling.operation.earlier)
            for ruling in self.rulings.orders
            if isinstance(ruling.operation, o.Order)
            and ruling.operation.prevails
            and self._says(ruling)
        ]

        def is_defeated(place: Place, above: tuple[int, ...]) -> bool:
            """Tell whether one that is not itself defeated prevails over a step."""
            beneath = (*above, id(place))
            return any(
                place.step.provision.is_meant_by(earlier)
                and not _is_later(ruling, place)
                and any(
                    _is_later(ruling, other)
                    and id(other) not in beneath
                    and not is_defeated(other, beneath)
                    for other in places
                )
                for ruling, earlier in said
            )

        return [place for place in places if not is_defeated(place, ())] if said else places

    def defeats(self, steps: Iterable[Step]) -> list[tuple[Place, Place, Ruling]]:
        """Give the steps that are defeated here, each with one that prevails and who says so."""
        found = [place for step in steps if (place := self._place(step)) is not None]
        left = self._undefeated(found)
        return [
            (place, other, ruling)
            for place in found
            if place not in left
            for ruling in self.rulings.orders
            if isinstance(ruling.operation, o.Order)
            and ruling.operation.prevails
            and self._says(ruling)
            and place.step.provision.is_meant_by(ruling.operation.earlier)
            for other in left
            if _is_later(ruling, other)
        ]

    def _says(self, ruling: Ruling) -> bool:
        if not ruling.is_live(self.on, self.known_on):
            return False
        return bool(self.fate(ruling.provision))

    def follows(self) -> Follows:
        """Give what is said here of the order of steps; nothing where nothing is said."""
        said = [
            ruling
            for ruling in self.rulings.orders
            if isinstance(ruling.operation, o.Order)
            and not ruling.operation.prevails
            and self._says(ruling)
        ]
        if not said:
            return None

        def follows(later: Place, earlier: Place) -> bool:
            return any(
                _is_later(ruling, later)
                and isinstance(ruling.operation, o.Order)
                and earlier.step.provision.is_meant_by(ruling.operation.earlier)
                and later is not earlier
                for ruling in said
            )

        return follows


@frozen
class _Target:
    ref: Ref

    def is_meant(self, provision: Provision) -> bool:
        return provision.is_meant_by(self.ref)


def _is_later(ruling: Ruling, place: Place) -> bool:
    operation = ruling.operation
    assert isinstance(operation, o.Order)  # noqa: S101 - only orders come here
    if operation.later is not None:
        return place.step.provision.is_meant_by(operation.later)
    if ruling.always:
        return place.step.provision.entry is ruling.provision.entry
    return place.step.provision is ruling.provision
