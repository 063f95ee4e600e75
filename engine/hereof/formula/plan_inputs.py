"""Compiled inputs: each is taken from its slot."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from hereof.formula.inputs import Input, Setting, UnknownOwnerError, owners_of
from hereof.formula.pairs import Pair, added
from hereof.formula.plan_values import (
    ASK,
    FIRST_SLOT,
    NotPlannedError,
    Part,
    Slot,
    Values,
    asked,
    asked_on,
    refused,
)
from hereof.formula.step_inputs import bound
from hereof.formula.steps import METHODS, NOT_ADDED
from hereof.formula.terms import is_asked
from hereof.model import formula as f

NUMBERS: Final = (
    *(f.Amount, f.Sum, f.Quotient, f.Product, f.Excess, f.Weighted, f.ForEach),
    *(f.DaysBetween, f.Rounded),
)
DATES: Final = (f.Day, f.DateIn, f.NthDate, f.Anniversary, f.DayInMonth, f.ShiftedDay)
TESTS: Final = (f.Compare, f.Truth, f.Logic)
KINDS: Final[dict[type, str]] = {
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(DATES, "date"),
    **dict.fromkeys(TESTS, "truth"),
}
FITS: Final[dict[str, tuple[type, ...]]] = {
    "": (tuple, date, bool),
    "number": (tuple,),
    "date": (date,),
    "truth": (bool,),
}


class InputParts:
    """What the parts of one formula have in common; `slots` are the inputs that they take."""

    def __init__(self, setting: Setting) -> None:
        self.within = setting
        self.slots: dict[Slot, int] = {}
        self.each: tuple[str, ...] = ()

    def part(self, node: f.Expression | f.Test, kind: str) -> Part:
        """Make the part that computes a node, which must be of a kind where one is named."""
        if isinstance(node, f.Input):
            return self.input(node, kind)
        is_ = KINDS.get(type(node), "")
        if kind and is_ and kind != is_:
            return refused
        made: Part = getattr(self, METHODS[type(node)])(node, kind)
        return made

    def number(self, node: f.Expression) -> Part:
        """Make a part that must be a number."""
        return self.part(node, "number")

    def slot(self, wanted: Input, kind: str) -> Part:
        """Take an input from its slot."""
        slot = Slot(wanted, kind)
        at = self.slots.setdefault(slot, FIRST_SLOT + len(self.slots))
        fits = FITS[kind]

        def take(values: Values) -> Any:  # noqa: ANN401
            value = values[at]
            if value is None:
                value = values[at] = asked(values, slot)
                if value is None:
                    raise NotPlannedError
            if type(value) not in fits:
                raise NotPlannedError
            return value

        return take

    def input(self, node: f.Input, kind: str) -> Part:
        """Take an input, the date asked about, or a total."""
        if is_asked(node):
            return asked_on if kind in ("", "date") else refused
        timing = "; ".join(node.timing)
        whom = self.owners(node.owners)
        if whom is None:
            return refused
        members = [Input(node.term, (one,), timing) for one in whom] if len(whom) > 1 else []
        wanted = Input(node.term, whom, timing, tuple(members))
        if not members:
            return self.slot(wanted, kind)
        if kind in ("", "number") and (
            node.total or self.within.types.get(node.term) not in NOT_ADDED
        ):
            return self._total(wanted, members)
        return self.slot(wanted, kind)

    def _total(self, wanted: Input, members: list[Input]) -> Part:
        """Take a total as given, or add its members up; `evaluate` sees to it where it is both."""
        slot = Slot(wanted, "number")
        at = self.slots.setdefault(slot, FIRST_SLOT + len(self.slots))
        parts = [self.slot(one, "number") for one in members]
        places = [self.slots[Slot(one, "number")] for one in members]

        def total(values: Values) -> Pair:
            whole = values[at]
            if whole is None and values[ASK] is not None:
                whole = values[at] = asked(values, slot)
            if whole is not None:
                raise NotPlannedError
            n, d = 0, 1
            for place, part in zip(places, parts, strict=True):
                value = values[place]
                if type(value) is not tuple:
                    value = part(values)
                m, e = value
                if e == d:
                    n += m
                else:
                    n, d = added((n, d), value)
            return n, d

        return total

    def owners(self, owners: f.Owners | None) -> tuple[str, ...] | None:
        """Give the owners that are meant; nothing where that cannot be said."""
        if owners is None:
            return ()
        if self.each:
            owners = bound(owners, self.each[-1])
        try:
            return owners_of(owners, self.within) or None
        except (UnknownOwnerError, IndexError):
            return None
