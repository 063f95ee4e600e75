"""The last part of a value, and of that part: what words behind it could be said of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from hereof.formula.english.trees import Factors, Labelled, Terms
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def with_last(value: Any, change: Callable[[Any], Any]) -> Iterator[Any]:  # noqa: ANN401 - any node
    """Give a value with a change made to its last part alone, to the last of that, and so on.

    Args:
        value: A formula, or a part that an enumerator names.
        change: What is made of a last part.
    """
    found = _last(value)
    if found is None:
        return
    last, put = found
    if not isinstance(last, Labelled):
        yield put(change(last))
    for deeper in with_last(last, change):
        yield put(deeper)


def _last(value: Any) -> tuple[Any, Callable[[Any], Any]] | None:  # noqa: ANN401 - any node
    """Give the last part of a value, and how another is put in its place."""
    if isinstance(value, Labelled):
        return value.value, lambda one: attrs.evolve(value, value=one)
    if isinstance(value, Terms | f.Sum):
        *before, (sign, last) = value.parts
        return last, lambda one: attrs.evolve(value, parts=(*before, (sign, one)))
    if isinstance(value, f.Choice):
        parts = value.parts
        return parts[-1], lambda one: attrs.evolve(value, parts=(*parts[:-1], one))
    if isinstance(value, f.Excess):
        return value.over, lambda one: attrs.evolve(value, over=one)
    if isinstance(value, f.Quotient | Closed):
        return value.denominator, lambda one: attrs.evolve(value, denominator=one)
    return _last_factor(value)


def _last_factor(value: Any) -> tuple[Any, Callable[[Any], Any]] | None:  # noqa: ANN401 - any node
    if isinstance(value, Factors) and value.divisors:
        divisors = value.divisors
        return divisors[-1], lambda one: attrs.evolve(value, divisors=(*divisors[:-1], one))
    if not isinstance(value, f.Product | Factors):
        return None
    factors = value.factors
    return factors[-1], lambda one: attrs.evolve(value, factors=(*factors[:-1], one))
