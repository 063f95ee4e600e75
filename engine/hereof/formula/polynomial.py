"""Exact polynomials: sums of products of numbered unknowns with rational coefficients.

An unknown with a positive number may have any exponent but zero, so that a
fraction is a product too. An unknown with a negative number is an indicator,
which is 0 or 1 and therefore its own square.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rational: TypeAlias = int | Fraction
"""Whole numbers are held as `int`, for speed; never divide two of these with `/`."""

Monomial: TypeAlias = tuple[tuple[int, int], ...]
"""Pairs of unknown and exponent, sorted by unknown."""

ONE: Final[Monomial] = ()
MOST_TERMS: Final = 1_500
"""How many terms a polynomial may have."""
MOST_PRODUCTS: Final = 20_000
"""How many pairs of terms one multiplication may take."""


class TooLargeError(Exception):
    """A polynomial has more terms than is sensible to work with."""


def plain(value: Rational) -> Rational:
    """Give a whole number as `int`."""
    return value.numerator if value.denominator == 1 else value


def quotient(dividend: Rational, divisor: Rational) -> Rational:
    """Divide exactly.

    Raises:
        ZeroDivisionError: The divisor is zero.
    """
    return plain(Fraction(dividend) / divisor)


def times(first: Monomial, second: Monomial) -> Monomial:
    """Multiply two monomials."""
    if not first:
        return second
    if not second:
        return first
    exponents = dict(first)
    for unknown, exponent in second:
        if unknown < 0:
            exponents[unknown] = 1
        else:
            exponents[unknown] = exponents.get(unknown, 0) + exponent
    return tuple(sorted(pair for pair in exponents.items() if pair[1]))


class Polynomial:
    """An exact polynomial; immutable, equal to another with the same terms."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: Mapping[Monomial, Rational]) -> None:
        if len(terms) > MOST_TERMS:
            raise TooLargeError
        self.terms = terms
        self._hash: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"Polynomial({dict(self.terms)!r})"

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: Polynomial) -> Polynomial:
        return self._plus(other, 1)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self._plus(other, -1)

    def _plus(self, other: Polynomial, sign: int) -> Polynomial:
        if not other.terms:
            return self
        terms = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            total = terms.get(monomial, 0) + sign * coefficient
            if total:
                terms[monomial] = plain(total)
            else:
                del terms[monomial]
        return Polynomial(terms)

    def __neg__(self) -> Polynomial:
        return Polynomial({monomial: -value for monomial, value in self.terms.items()})

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > MOST_PRODUCTS:
            raise TooLargeError
        terms: dict[Monomial, Rational] = {}
        for left, first in self.terms.items():
            for right, second in other.terms.items():
                monomial = times(left, right)
                terms[monomial] = terms.get(monomial, 0) + first * second
        return Polynomial({key: plain(value) for key, value in terms.items() if value})

    def scaled(self, by: Rational) -> Polynomial:
        """Multiply by a number other than zero."""
        if by == 1:
            return self
        return Polynomial({key: plain(value * by) for key, value in self.terms.items()})

    def shifted(self, by: Monomial) -> Polynomial:
        """Multiply by a monomial."""
        return self * Polynomial({by: 1}) if by else self

    @property
    def number(self) -> Rational | None:
        """The value where it is the same everywhere, else nothing."""
        if not self.terms:
            return 0
        return self.terms[ONE] if len(self.terms) == 1 and ONE in self.terms else None

    @property
    def unknowns(self) -> set[int]:
        """Every unknown in it."""
        return {unknown for monomial in self.terms for unknown, _ in monomial}

    def first_monomial(self) -> Monomial:
        """Give the monomial that comes first in a fixed order, the bare number last."""
        return min(self.terms, key=lambda monomial: (not monomial, monomial))

    def content(self) -> Rational:
        """Give the positive number by which its coefficients become coprime whole numbers."""
        numerators = gcd(*(value.numerator for value in self.terms.values()))
        denominators = lcm(*(value.denominator for value in self.terms.values()))
        return plain(Fraction(numerators, denominators))

    def primitive(self) -> tuple[Rational, Polynomial]:
        """Take the content out: a positive number, and the rest with coprime coefficients."""
        content = self.content()
        return content, self.scaled(quotient(1, content))

    def common(self) -> Monomial:
        """Give the greatest monomial of unknowns, indicators left aside, in every term."""
        shared: dict[int, int] | None = None
        for monomial in self.terms:
            here = {unknown: exponent for unknown, exponent in monomial if unknown > 0}
            if shared is None:
                shared = here
                continue
            shared = {
                unknown: min(shared.get(unknown, 0), here.get(unknown, 0))
                for unknown in shared.keys() | here.keys()
            }
        return tuple(sorted(pair for pair in (shared or {}).items() if pair[1]))


ZERO: Final = Polynomial({})
UNIT: Final = Polynomial({ONE: 1})


def constant(value: Rational) -> Polynomial:
    """Give a number as a polynomial."""
    return Polynomial({ONE: plain(value)}) if value else ZERO


def unknown(number: int, exponent: int = 1) -> Polynomial:
    """Give an unknown, or a power of it, as a polynomial."""
    return Polynomial({((number, exponent),): 1})


def inverted(monomial: Monomial) -> Monomial:
    """Give one over a monomial."""
    return tuple((unknown, -exponent) for unknown, exponent in monomial)


def total(parts: Iterable[Polynomial]) -> Polynomial:
    """Add several polynomials."""
    result = ZERO
    for part in parts:
        result = result + part
    return result


def power(base: Polynomial, exponent: int) -> Polynomial:
    """Multiply a polynomial by itself so many times, at least none."""
    result = UNIT
    for _ in range(exponent):
        result = result * base
    return result


def divided(dividend: Polynomial, divisor: Polynomial) -> Polynomial | None:
    """Divide where nothing remains; neither may have indicators or negative exponents."""
    order = sorted(dividend.unknowns | divisor.unknowns)
    left = {_exponents(key, order): value for key, value in dividend.terms.items()}
    right = {_exponents(key, order): value for key, value in divisor.terms.items()}
    top = max(right)
    result: dict[tuple[int, ...], Rational] = {}
    while left:
        lead = max(left)
        step = tuple(a - b for a, b in zip(lead, top, strict=True))
        if min(step, default=0) < 0:
            return None
        value = result[step] = quotient(left[lead], right[top])
        for key, coefficient in right.items():
            place = tuple(a + b for a, b in zip(key, step, strict=True))
            rest = left.get(place, 0) - value * coefficient
            if rest:
                left[place] = plain(rest)
            else:
                del left[place]
    return Polynomial(
        {
            tuple((name, e) for name, e in zip(order, key, strict=True) if e): value
            for key, value in result.items()
        }
    )


def _exponents(monomial: Monomial, order: list[int]) -> tuple[int, ...]:
    found = dict(monomial)
    return tuple(found.get(name, 0) for name in order)
