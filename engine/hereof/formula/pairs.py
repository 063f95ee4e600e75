"""Exact arithmetic on pairs of whole numbers: numerator and denominator.

`Fraction` reduces after every step, which is most of what it costs. Here a pair is
reduced once, at the end. The denominator of a pair is always more than zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

Pair: TypeAlias = tuple[int, int]


def pair_of(value: Fraction) -> Pair:
    """Give a fraction as a pair."""
    return value.numerator, value.denominator


def added(one: Pair, other: Pair) -> Pair:
    """Add; denominators that fit into each other, such as those of cents, do not grow."""
    n, d = one
    m, e = other
    if d == e:
        return n + m, d
    if d % e == 0:
        return n + m * (d // e), d
    if e % d == 0:
        return n * (e // d) + m, e
    return n * e + m * d, d * e


def less(one: Pair, other: Pair) -> bool:
    """Tell whether one is less than the other."""
    return one[0] * other[1] < other[0] * one[1]


def rounded_pair(value: Pair, rule: str, unit: Pair) -> Pair | None:
    """Round as `hereof.formula.rounding.rounded` does; nothing where that is left open."""
    n, d = value
    of = d * unit[0]
    whole, rest = divmod(abs(n) * unit[1], of)
    if rest and rule == "up":
        whole += 1
    elif rest and rule != "down":
        twice = 2 * rest
        if rule == "nearest" and twice == of:
            return None
        whole += twice > of or (twice == of and (rule == "half up" or whole % 2 == 1))
    return (-whole if n < 0 else whole) * unit[0], unit[1]
