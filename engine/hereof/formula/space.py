"""The unknowns of the polynomials that two formulas become, each numbered once.

Beside the inputs there are unknowns that stand for what is no polynomial: one
over a sum, the excess of something over zero, a value rounded, and indicators,
which are 1 where something is positive or a test is met, and 0 elsewhere. Each
is made in one form only, so that what is easily seen to be the same is the
same unknown.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final, cast

from attrs import field

from hereof.formula import polynomial as p
from hereof.formula.polynomial import UNIT, ZERO, Monomial, Polynomial, Rational, constant, unknown
from hereof.formula.rounding import EXACT_RULES, is_tie, rounded_or_none
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from hereof.formula.atoms import Atom


class Kind(enum.Enum):
    """What an unknown stands for."""

    GIVEN = "an input"
    DERIVED = "a function of its parts that is computed, such as a day of a month"
    ALIAS = "a polynomial, of which only one over it is used"
    EXCESS = "the excess of a polynomial over zero"
    ROUNDED = "a polynomial rounded"
    TRUTH = "whether an input is met"
    POSITIVE = "whether a polynomial is more than zero"
    TIE = "whether a polynomial lies in the middle between two multiples of a unit"


INDICATORS: Final = frozenset({Kind.TRUTH, Kind.POSITIVE, Kind.TIE})
CASES: Final = INDICATORS | {Kind.EXCESS}
"""What a case decides."""


@frozen
class Cell:
    """What an unknown stands for.

    Attributes:
        kind: The kind.
        atom: The input, where it is one, or the name of what is given like one.
        parts: The polynomials that it depends on.
        detail: What else tells it from others: the rule of a rounding, a day's kind.
        never_negative: Whether it is certain not to be negative.
        whole: Whether it is certain to be a whole number.
        within: The unknowns that its parts depend on, at any depth.
        cased: Whether it is, or depends on, what a case decides.
    """

    kind: Kind
    atom: Atom | None = None
    parts: tuple[Polynomial, ...] = ()
    detail: Hashable = None
    never_negative: bool = field(default=True, eq=False)
    whole: bool = field(default=False, eq=False)
    within: frozenset[int] = field(default=frozenset(), eq=False, repr=False)
    cased: bool = field(default=False, eq=False, repr=False)

    @property
    def rounding(self) -> tuple[str, Rational]:
        """The rule and the unit of a rounded value."""
        rule, unit = cast("tuple[str, Rational]", self.detail)
        return rule, unit

    @property
    def unit(self) -> Rational:
        """The unit of a tie."""
        return cast("Rational", self.detail)


class Space:
    """All unknowns of one comparison.

    Attributes:
        cells: What each stands for, by number.
        asked: The inputs that were asked for, in that order; to be emptied at will.
    """

    def __init__(self) -> None:
        self.cells: dict[int, Cell] = {}
        self.asked: dict[int, None] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    # ---- making unknowns

    def number(
        self,
        kind: Kind,
        atom: Atom | None = None,
        parts: tuple[Polynomial, ...] = (),
        detail: Hashable = None,
        *,
        never_negative: bool = True,
        whole: bool = False,
    ) -> int:
        """Give the number of an unknown, a new one where there is none yet."""
        key = (kind, atom, parts, detail)
        found = self._numbers.get(key)
        if found is not None:
            if atom is not None:
                self.asked[found] = None
            return found
        within: set[int] = set()
        for part in parts:
            for each in part.unknowns:
                within |= {each, *self.cells[each].within}
        cased = kind in CASES or any(self.cells[each].kind in CASES for each in within)
        made = len(self.cells) + 1
        made = self._numbers[key] = -made if kind in INDICATORS else made
        self.cells[made] = Cell(
            kind, atom, parts, detail, never_negative, whole, frozenset(within), cased
        )
        if atom is not None:
            self.asked[made] = None
        return made

    def given(self, atom: Atom, *, whole: bool) -> Polynomial:
        """Give an input as a polynomial."""
        return unknown(self.number(Kind.GIVEN, atom, whole=whole))

    def truth(self, atom: Atom, detail: Hashable = None) -> Polynomial:
        """Give a test that is met or not: 1 or 0."""
        return unknown(self.number(Kind.TRUTH, atom, detail=detail))

    def derived(
        self, detail: Hashable, *parts: Polynomial, never_negative: bool = True, whole: bool = False
    ) -> Polynomial:
        """Give a function of its parts."""
        return unknown(
            self.number(
                Kind.DERIVED, None, parts, detail, never_negative=never_negative, whole=whole
            )
        )

    def positive(self, of: Polynomial) -> Polynomial:
        """Give 1 where a polynomial is more than zero, else 0."""
        sign = self.sign(of)
        if of.number is not None or sign < 0:
            return UNIT if (of.number or 0) > 0 else ZERO
        if sign > 0 and of.terms.get(p.ONE, 0) > 0:
            return UNIT
        common, rest = self.cleared(of)
        result = UNIT
        for name, exponent in common:
            if exponent > 0:
                result = result * self._one_positive(unknown(name))
        return result if rest.number is not None else result * self._one_positive(rest)

    def _one_positive(self, of: Polynomial) -> Polynomial:
        number = of.number
        if number is not None:
            return UNIT if number > 0 else ZERO
        of = of.primitive()[1]
        if self.whole(of) and of.terms[of.first_monomial()] < 0:
            return UNIT - unknown(self.number(Kind.POSITIVE, parts=(UNIT - of,)))
        return unknown(self.number(Kind.POSITIVE, parts=(of,)))

    def excess(self, of: Polynomial) -> Polynomial:
        """Give the excess of a polynomial over zero."""
        sign = self.sign(of)
        if sign:
            return of if sign > 0 else ZERO
        common, rest = self.cleared(of)
        if not rest.terms:  # such as a/a - b/b, which is zero wherever it has a value
            return ZERO
        content, rest = rest.primitive()
        if rest.number is not None:
            return of if rest.number > 0 else ZERO
        if rest.terms[rest.first_monomial()] < 0:
            result = unknown(self.number(Kind.EXCESS, parts=(-rest,))) + rest
        else:
            result = unknown(self.number(Kind.EXCESS, parts=(rest,)))
        return result.scaled(content).shifted(common)

    def inverse(self, of: Polynomial) -> tuple[Polynomial, tuple[int, ...]]:
        """Give one over a polynomial, and the unknowns that must not be zero for it.

        Raises:
            ZeroDivisionError: The polynomial is zero.
        """
        common, rest = self.cleared(of, all_signs=True)
        content, rest = rest.primitive()
        if rest.terms[rest.first_monomial()] < 0:
            content, rest = -content, -rest
        result = constant(p.quotient(1, content)).shifted(p.inverted(common))
        needed = tuple(name for name, exponent in common if exponent > 0)
        if rest.number is not None:
            return self.expanded(result), needed
        alias = self.number(Kind.ALIAS, parts=(rest,), never_negative=self.sign(rest) > 0)
        return self.expanded(result * unknown(alias, -1)), (*needed, alias)

    def rounded(self, of: Polynomial, rule: str, unit: Rational) -> Polynomial:
        """Give a polynomial rounded; by a rule that is not known, or to zero, it may be anything.

        Rounding leaves the sign aside, so that less a value rounded is less the value, rounded.
        """
        exact = rule in EXACT_RULES and unit != 0
        if exact and of.number is not None:
            return constant(rounded_or_none(of.number, rule, unit) or 0)
        if exact and of.terms[of.first_monomial()] < 0:
            return -self.rounded(-of, rule, unit)
        if exact and len(of.terms) == 1:
            ((monomial, value),) = of.terms.items()
            cell = self.cells[monomial[0][0]]
            alone = len(monomial) == 1 and monomial[0][1] == 1 == value
            if alone and cell.kind is Kind.ROUNDED and cell.rounding[1] == unit:
                return of
        never_negative = exact and self.sign(of) > 0
        kind, detail = Kind.ROUNDED, (rule, unit)
        return unknown(self.number(kind, parts=(of,), detail=detail, never_negative=never_negative))

    def tie(self, of: Polynomial, unit: Rational) -> Polynomial:
        """Give 1 where a polynomial lies in the middle between two multiples of a unit, else 0."""
        if of.number is not None:
            return UNIT if is_tie(of.number, unit) else ZERO
        return unknown(self.number(Kind.TIE, parts=(of,), detail=unit))

    # ---- what is certain of polynomials

    def sign(self, of: Polynomial) -> int:
        """Give 1 where it is plain that a polynomial is not negative, -1 not positive, else 0."""
        found = 0
        for monomial, value in of.terms.items():
            here = 1 if value > 0 else -1
            if found not in (0, here) or not self._never_negative(monomial):
                return 0
            found = here
        return found or 1

    def _never_negative(self, monomial: Monomial) -> bool:
        return all(not e % 2 or self.cells[name].never_negative for name, e in monomial)

    def whole(self, of: Polynomial) -> bool:
        """Tell whether a polynomial is certain to be a whole number."""
        return all(
            value.denominator == 1 and all(e > 0 and self.cells[name].whole for name, e in monomial)
            for monomial, value in of.terms.items()
        )

    def cased(self, of: Polynomial) -> bool:
        """Tell whether a polynomial depends on what a case decides."""
        return any(self.cells[name].cased for name in of.unknowns)

    def cleared(self, of: Polynomial, *, all_signs: bool = False) -> tuple[Monomial, Polynomial]:
        """Take out of a polynomial a monomial, such that no denominator remains in the rest.

        The monomial is certain not to be negative, unless `all_signs`. Denominators stay where
        they are while a case is to be decided, as they may belong to one case alone.
        """
        taken: Monomial = ()
        rest = of
        while True:
            cased = self.cased(rest)
            common = tuple(
                (name, exponent)
                for name, exponent in rest.common()
                if (exponent > 0 or not cased) and (all_signs or self.cells[name].never_negative)
            )
            if not common:
                return taken, rest
            taken = p.times(taken, common)
            rest = self.expanded(rest.shifted(p.inverted(common)))

    def expanded(self, of: Polynomial) -> Polynomial:
        """Write out the polynomials behind aliases that are no longer denominators."""
        aliases = {
            name
            for monomial in of.terms
            for name, exponent in monomial
            if exponent > 0 and self.cells[name].kind is Kind.ALIAS
        }
        if not aliases:
            return of
        result = ZERO
        for monomial, value in of.terms.items():
            kept = tuple(pair for pair in monomial if pair[0] not in aliases or pair[1] < 0)
            term = Polynomial({kept: value})
            for name, exponent in monomial:
                if name in aliases and exponent > 0:
                    term = term * p.power(self.cells[name].parts[0], exponent)
            result = result + term
        return result


class Replacing:
    """Puts polynomials in the places of unknowns, at any depth.

    A term with zero as a denominator goes: nothing may depend on it.
    """

    def __init__(self, space: Space, values: Mapping[int, Polynomial]) -> None:
        self._space = space
        self._values = values
        self._known: dict[int, Polynomial | None] = {}

    def polynomial(self, of: Polynomial) -> Polynomial:
        """Give a polynomial with the replacements made."""
        if not any(self.changed(name) is not None for name in of.unknowns):
            return of
        result = ZERO
        for monomial, value in of.terms.items():
            kept = tuple(pair for pair in monomial if self.changed(pair[0]) is None)
            term = Polynomial({kept: value})
            for name, exponent in monomial:
                new = self.changed(name)
                if new is None:
                    continue
                if exponent < 0 and not new:
                    term = ZERO
                    break
                factor = new if exponent > 0 else self._space.inverse(new)[0]
                term = term * p.power(factor, abs(exponent))
            result = result + term
        return result

    def changed(self, name: int) -> Polynomial | None:
        """Give what stands in the place of an unknown; nothing where it stays."""
        if name in self._values:
            return self._values[name]
        if name not in self._known:
            cell = self._space.cells[name]
            touched = not cell.within.isdisjoint(self._values)
            self._known[name] = self._made_again(cell) if touched else None
        return self._known[name]

    def _made_again(self, cell: Cell) -> Polynomial:
        space = self._space
        parts = tuple(self.polynomial(part) for part in cell.parts)
        if cell.kind is Kind.ALIAS:
            return parts[0]
        if cell.kind is Kind.EXCESS:
            return space.excess(parts[0])
        if cell.kind is Kind.POSITIVE:
            return space.positive(parts[0])
        if cell.kind is Kind.ROUNDED:
            return space.rounded(parts[0], *cell.rounding)
        if cell.kind is Kind.TIE:
            return space.tie(parts[0], cell.unit)
        return unknown(
            space.number(
                cell.kind,
                cell.atom,
                parts,
                cell.detail,
                never_negative=cell.never_negative,
                whole=cell.whole,
            )
        )
