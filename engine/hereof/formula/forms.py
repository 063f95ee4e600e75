"""The normal form of a formula, and what all its makers share.

A formula is a polynomial over the unknowns of a `Space`, and what it needs to have
a value. A test is a polynomial that is 1 where it is met and 0 elsewhere, so that
`if T then A otherwise B` is B + T * (A - B). What one branch divides by must not
be zero only where that branch is taken: each need has such a polynomial as its guard.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import field

from hereof.formula.polynomial import UNIT, ZERO, Polynomial
from hereof.formula.space import Kind, Space
from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.formula.atoms import Dimensions, Node
    from hereof.formula.inputs import Setting

NEVER: Final = 0
"""The need that nothing meets."""

Needs: TypeAlias = Mapping[int, Polynomial]
"""By unknown, where it must not be zero: a polynomial that is 1 there, and 0 elsewhere."""


@frozen
class Normal:
    """A formula's value, and what it needs to have one."""

    value: Polynomial
    needs: Needs = field(factory=dict)


def either(*several: Needs) -> Needs:
    """Give what is needed where several formulas are."""
    result: dict[int, Polynomial] = {}
    for needs in several:
        for name, guard in needs.items():
            before = result.get(name)
            result[name] = guard if before is None else before + guard - before * guard
    return tidy(result)


def tidy(needs: Needs) -> Needs:
    """Leave out the needs of nowhere, and every other where one is met nowhere."""
    if needs.get(NEVER) == UNIT:
        return {NEVER: UNIT}
    return {name: guard for name, guard in needs.items() if guard}


def where(needs: Needs, test: Polynomial) -> Needs:
    """Give what is needed where a test is met."""
    return tidy({name: guard * test for name, guard in needs.items()})


class Forms:
    """What makes normal forms of some kinds of formulas."""

    def __init__(self, space: Space, within: Setting, dimensions: Dimensions) -> None:
        """Prepare to make them.

        Args:
            space: Where the unknowns are numbered.
            within: What the agreement says beside the words.
            dimensions: What the terms are quantities of.
        """
        self.space = space
        self._within = within
        self._dimensions = dimensions
        self._numbers: dict[Hashable, int] = {}

    def normal(self, node: Node, each: str = "") -> Normal:
        """Give the normal form of a formula or a test.

        Args:
            node: The formula.
            each: The owner that `that one` stands for; empty where it stands for itself.

        Raises:
            TooLargeError: It has more terms than is sensible to work with.
        """
        raise NotImplementedError

    def must(self, value: Polynomial) -> Needs:
        """Give the need that a test is met, which has the value 1 or 0."""
        number = value.number
        if number is not None:
            return {} if number else {NEVER: UNIT}
        return {self.space.number(Kind.ALIAS, parts=(value,)): UNIT}

    def divided(self, above: Normal, below: Normal) -> Normal:
        """Divide one formula by another."""
        if not below.value:
            return Normal(ZERO, {NEVER: UNIT})
        over, needed = self.space.inverse(below.value)
        needs = either(above.needs, below.needs, dict.fromkeys(needed, UNIT))
        return Normal(above.value * over, needs)
