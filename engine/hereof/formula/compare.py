"""Whether two formulas mean the same: equal, different, or unsettled.

*Equal* is proven: for all admissible figures both formulas have the same value,
or neither has one. *Different* is shown: there is a witness, figures for which
they differ. What is neither is *unsettled*, and to be treated as different.

Admissible figures are these. Every quantity that is not a date or a truth is
zero or more; one whose declared type is `days` or `count` is whole. Every date
lies in the years 1600 to 2999, the date of a series in a month lies in that month,
and the dates of a series by number follow each other by a day or more. The
date asked about is any date. Inputs are the same only if quantity, owner, timing and dimension are;
a total over Classes that are known is the sum of each one's. Numbers are exact.

A formula has no value where it divides by zero or says that there is none, and
so has none that depends on such a part; the branch of a condition that is not taken
does not count. All the tests that are joined by `and` or `or` do. Of the
steps of a schedule the last that has begun counts, else the first that has not ended;
where there is none, there is no value. A month in a schedule stands for its first day.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

from hereof.formula.atoms import Atom, Dimensions, Node
from hereof.formula.cases import MOST_CASES, Cases, DoubtsError, TooManyCasesError
from hereof.formula.feasible import Budget, BudgetError
from hereof.formula.inputs import Setting
from hereof.formula.normal import Normalizer
from hereof.formula.pinned import inside
from hereof.formula.polynomial import TooLargeError
from hereof.formula.region import Region
from hereof.formula.space import Space
from hereof.formula.witness import Trial, Witness
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.formula.forms import Normal
    from hereof.formula.polynomial import Polynomial

STEPS: Final = 15_000
"""How many steps one comparison may take."""
STEPS_IN_ALL: Final = 30_000
"""How many steps all comparisons of several formulas may take together."""


class Verdict(enum.Enum):
    """What a comparison comes to."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNSETTLED = "unsettled"


@frozen
class Comparison:
    """What the comparison of two formulas comes to.

    Attributes:
        verdict: Equal, different or unsettled.
        witness: For different ones, figures that tell them apart.
        why: For unsettled ones, the reason in a sentence.
    """

    verdict: Verdict
    witness: Witness | None = None
    why: str = ""


class _FoundError(Exception):
    """A witness is found, and the search ends."""

    def __init__(self, witness: Witness) -> None:
        super().__init__()
        self.witness = witness


_DOUBT: Final = "in some case neither a proof nor figures that differ were found"
_UNLIKE: Final = "one is a date, the other a number, and no figures were found for both"
_EQUAL: Final = Comparison(Verdict.EQUAL)


def compare(first: Node, second: Node, setting: Setting | None = None) -> Comparison:
    """Tell whether two formulas, or two tests, mean the same; see the module's description."""
    if first == second:
        return _EQUAL
    return Comparing((first, second), setting or Setting()).verdict(0, 1)


def distinct(expressions: Sequence[Node], setting: Setting | None = None) -> list[list[int]]:
    """Group formulas by meaning.

    Args:
        expressions: The formulas.
        setting: What the agreement says beside the words.

    Returns:
        The places of equal formulas together, in the order of their first appearance.
    """
    return Comparing(tuple(expressions), setting or Setting()).groups(len(expressions))


class Comparing:
    """Several formulas over one space, each two of them compared once at most.

    Args:
        formulas: The formulas.
        within: What the agreement says beside the words.
    """

    def __init__(self, formulas: tuple[Node, ...], within: Setting) -> None:
        self._formulas = formulas
        self._within = within
        self._dimensions = Dimensions(within, formulas, alike=True)
        self._space = Space()
        self._normalizer = Normalizer(self._space, within, self._dimensions)
        self._normals: dict[int, Normal | None] = {}
        self._inputs: dict[int, tuple[int, ...]] = {}
        self._told: dict[tuple[int, int], Comparison] = {}
        self._left = STEPS_IN_ALL

    def place(self, formula: Node) -> int:
        """Give the place of a formula among those that are compared."""
        return self._formulas.index(formula)

    def groups(self, most: int) -> list[list[int]]:
        """Give the places of equal formulas together; no further once there are too many groups.

        Args:
            most: How many groups are wanted at most.
        """
        groups: list[list[int]] = []
        for place in range(len(self._formulas)):
            for group in groups:
                if self.verdict(group[0], place).verdict is Verdict.EQUAL:
                    group.append(place)
                    break
            else:
                groups.append([place])
                if len(groups) > most:
                    break
        return groups

    def _normal(self, place: int) -> Normal | None:
        if place not in self._normals:
            self._space.asked.clear()
            try:
                self._normals[place] = self._normalizer.normal(self._formulas[place])
            except TooLargeError:
                self._normals[place] = None
            self._inputs[place] = tuple(self._space.asked)
        return self._normals[place]

    def verdict(self, first: int, second: int) -> Comparison:
        """Compare two of the formulas, by their places."""
        known = self._told.get((first, second))
        if known is None:
            known = self._told[first, second] = self._verdict(first, second)
        return known

    def _verdict(self, first: int, second: int) -> Comparison:
        pair = self._formulas[first], self._formulas[second]
        if pair[0] == pair[1]:
            return _EQUAL
        one, two = self._normal(first), self._normal(second)
        if one is None or two is None:
            return Comparison(Verdict.UNSETTLED, None, "a formula has too many terms")
        if one == two and self._alike(*pair):
            return _EQUAL
        return self._examined(pair, one, two, (*self._inputs[first], *self._inputs[second]))

    def _examined(
        self, pair: tuple[Node, Node], one: Normal, two: Normal, inputs: tuple[int, ...]
    ) -> Comparison:
        """Compare two formulas of different normal forms: figures first, then proof."""
        trial = Trial(pair, dict.fromkeys(inputs), self._normalizer, self._within, self._dimensions)
        witness = trial.outright()
        if witness is not None:
            return Comparison(Verdict.DIFFERENT, witness)
        try:
            why = self._by_cases(one, two, trial) if self._alike(*pair) else _UNLIKE
        except _FoundError as found:
            return Comparison(Verdict.DIFFERENT, found.witness)
        if not why:
            return _EQUAL
        witness = trial.widely()
        if witness is not None:
            return Comparison(Verdict.DIFFERENT, witness)
        return Comparison(Verdict.UNSETTLED, None, why)

    def _by_cases(self, one: Normal, two: Normal, trial: Trial) -> str:
        """Prove that two formulas are equal; give the reason where that fails.

        Raises:
            _FoundError: They are different.
        """
        allowed = min(STEPS, self._left)
        budget = Budget(allowed)
        region = Region(self._space, budget)

        def seen(difference: Polynomial | None) -> None:
            witness = inside(trial, self._space, region, difference)
            if witness is not None:
                raise _FoundError(witness)

        cases = Cases(self._space, region, budget, seen)
        try:
            cases.search(one.value - two.value, one.needs, two.needs)
        except TooManyCasesError:
            return f"there are more than {MOST_CASES:,} cases"
        except BudgetError:
            return f"it takes more than {allowed:,} steps"
        except TooLargeError:
            return "the difference has too many terms"
        except DoubtsError:
            pass
        finally:
            self._left -= allowed - max(budget.left, 0)
        return _DOUBT if cases.doubts else ""

    def _alike(self, first: Node, second: Node) -> bool:
        """Tell whether both give a date, or both a number, or both a truth."""
        told = self._dimensions.is_date, self._dimensions.is_truth
        return all(tell(first) == tell(second) for tell in told)


__all__ = ["Atom", "Comparison", "Verdict", "Witness", "compare", "distinct"]
