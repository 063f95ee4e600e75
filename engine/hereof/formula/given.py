"""Where the inputs of a formula come from: a mapping, or a function that is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from hereof.formula.inputs import Input, owner_name
from hereof.formula.refusals import at_another_time, not_exact, other_kind, two_values
from hereof.formula.trace import Supplied, Value

if TYPE_CHECKING:
    from hereof.diagnostics import Span

Given: TypeAlias = "Mapping[Input, object] | Callable[[Input], object] | Source"

MISSING: Final = None
"""What a source answers where it has no value."""

KINDS: Final = {"number": "a number", "date": "a date", "truth": "met or not"}


class Source(Protocol):
    """Gives the inputs of a formula; `MISSING` where there is no value."""

    def one(self, wanted: Input, span: Span | None) -> object:
        """Give the value of an input of one owner, of none, or of several taken as one."""

    def whole(self, wanted: Input, span: Span | None) -> object:
        """Give a total over several owners where it is given as such."""

    def elsewhen(self, wanted: Input) -> Sequence[Input]:
        """Give what is given of the same quantity and owners, measured at any time."""


class FromFunction:
    """Asks a function; for a total it is asked for each owner.

    `None`, or a `KeyError`, says that there is no value.
    """

    def __init__(self, function: Callable[[Input], object]) -> None:
        self._function = function

    def one(self, wanted: Input, span: Span | None) -> object:  # noqa: ARG002 - needs no place
        """Ask for an input."""
        try:
            return self._function(wanted)
        except KeyError:
            return MISSING

    def whole(self, wanted: Input, span: Span | None) -> object:  # noqa: ARG002 - see above
        """Give nothing: the function is asked for each owner."""
        return MISSING

    def elsewhen(self, wanted: Input) -> Sequence[Input]:  # noqa: ARG002 - see above
        """Give nothing: a function cannot be looked into."""
        return ()


class FromMapping:
    """Looks inputs up; the order of owners makes no difference, nor do capitals in a time."""

    def __init__(self, mapping: Mapping[Input, object]) -> None:
        self._held: dict[tuple[str, frozenset[str]], list[tuple[Input, object]]] = {}
        for each, value in mapping.items():
            self._held.setdefault(_whose(each), []).append((each, value))

    def one(self, wanted: Input, span: Span | None) -> object:
        """Give an input's value.

        Raises:
            NotComputedError: It has two values, or is given as measured at another time.
        """
        found = self.whole(wanted, span)
        had = self.elsewhen(wanted)
        if found is MISSING and had:
            raise at_another_time(wanted, had, span)
        return found

    def whole(self, wanted: Input, span: Span | None) -> object:
        """Give the value of a total as given; the total at another time is another.

        Raises:
            NotComputedError: It has two values.
        """
        held = self._held.get(_whose(wanted), [])
        then = [value for each, value in held if _time(each) == _time(wanted)]
        for value in then[1:]:
            first, second = (value_of(wanted, v, "", span) for v in (then[0], value))
            if first != second:
                raise two_values(wanted, first, second, span)
        return then[0] if then else MISSING

    def elsewhen(self, wanted: Input) -> Sequence[Input]:
        """Give what is given of the same quantity and owners, measured at any time."""
        return [each for each, _ in self._held.get(_whose(wanted), [])]


def source_of(given: Given) -> Source:
    """Give what answers for the inputs."""
    if isinstance(given, Mapping):
        return FromMapping(given)
    return FromFunction(given) if callable(given) else given


def _whose(each: Input) -> tuple[str, frozenset[str]]:
    return each.quantity, frozenset(owner_name(one) for one in each.of)


def _time(each: Input) -> str:
    return " ".join(each.timing.split()).casefold()


def value_of(wanted: Input, given: object, kind: str, span: Span | None) -> Value:
    """Give an exact value of the kind that is needed.

    Args:
        wanted: The input, for what is said of it.
        given: A whole number, a fraction, decimals (as text or `Decimal`), a date, or a truth.
        kind: `number`, `date` or `truth`; empty where any will do.
        span: The words that ask for it.

    Raises:
        NotComputedError: It is not exact, or of another kind.
    """
    raw = given.value if isinstance(given, Supplied) else given
    if isinstance(raw, float):
        raise not_exact(wanted, raw, span)
    value = _exact(raw)
    if value is None:
        raise other_kind(wanted, f"`{raw}`", KINDS.get(kind, "a value"), span)
    if kind and kind_of(value) != kind:
        raise other_kind(wanted, KINDS[kind_of(value)], KINDS[kind], span)
    return value


def _exact(raw: object) -> Value | None:
    if isinstance(raw, bool | Fraction):
        return raw
    if isinstance(raw, int):
        return Fraction(raw)
    if isinstance(raw, datetime):
        return None
    if isinstance(raw, date):
        return raw
    try:
        number = Decimal(raw) if isinstance(raw, str) else raw
    except InvalidOperation:
        return None
    return Fraction(number) if isinstance(number, Decimal) and number.is_finite() else None


def kind_of(value: Value) -> str:
    """Give `number`, `date` or `truth`."""
    if isinstance(value, bool):
        return "truth"
    return "date" if isinstance(value, date) else "number"
