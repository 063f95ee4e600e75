"""Values as views: exact, and as people read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import spoken
from hereof.formula.rounding import rounded

if TYPE_CHECKING:
    from hereof.formula.trace import Rounding, Value

_CENT: Final = Fraction(1, 100)
_PLACES: Final = 10
_LONGEST: Final = 12


class Figure(TypedDict):
    """A value.

    Attributes:
        dimension: What it is a quantity of: `dollars`, `ratio`, `rate per year`, `days`, `count`,
            `date` or `truth`; empty where that is not certain.
        exact: Exactly: a whole number or a fraction such as `7/36`, a date, `met` or `not met`.
        shown: As people read it.
        is_all: Whether what is shown is all of it; otherwise it is cut for display, and nothing
            is rounded.
    """

    dimension: str
    exact: str
    shown: str
    is_all: bool


class RoundingDone(TypedDict):
    """A rounding that the words order.

    Attributes:
        before: The value before, exactly.
        after: The value after, exactly.
        shown_before: The value before, as people read it.
        shown_after: The value after, as people read it.
        rule: Such as `half up`.
        unit: To a multiple of what, exactly.
        place: Where the formula says so; empty where it stands nowhere.
    """

    before: str
    after: str
    shown_before: str
    shown_after: str
    rule: str
    unit: str
    place: str


def figure(value: Value, dimension: str) -> Figure:
    """Give a value as a view."""
    if isinstance(value, bool):
        said = "met" if value else "not met"
        return {"dimension": "truth", "exact": said, "shown": said, "is_all": True}
    if isinstance(value, date):
        shown = spoken(value)
        return {"dimension": "date", "exact": value.isoformat(), "shown": shown, "is_all": True}
    shown, is_all = number_text(value, dimension)
    return {"dimension": dimension, "exact": str(value), "shown": shown, "is_all": is_all}


def number_text(value: Fraction, dimension: str) -> tuple[str, bool]:
    """Write a number as people read it, and tell whether that is all of it."""
    if dimension == "dollars":
        cents = rounded(value, "half up", _CENT)
        sign = "-" if cents < 0 else ""
        return f"{sign}${_decimals(abs(cents), 2)}", cents == value
    if dimension in ("ratio", "rate per year"):
        text, is_all = _plain(value * 100)
        return text + ("% per year" if dimension == "rate per year" else "%"), is_all
    text, is_all = _plain(value)
    return (f"{text} days" if dimension == "days" and value != 1 else text), is_all


def _plain(value: Fraction) -> tuple[str, bool]:
    """Write a number in decimals, cut where they do not end."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    for places in range(_PLACES + 1):
        if (size * 10**places).denominator == 1:
            return sign + _decimals(size, places), True
    cut = rounded(size, "half up", Fraction(1, 10**_PLACES))
    return f"{sign}{_decimals(cut, _PLACES)}...", False


def _decimals(value: Fraction, places: int) -> str:
    scaled = value.numerator * 10**places // value.denominator
    whole, rest = divmod(scaled, 10**places)
    return f"{whole:,}.{rest:0{places}}" if places else f"{whole:,}"


def rounding_view(done: Rounding, dimension: str) -> RoundingDone:
    """Give a rounding as a view."""
    return {
        "before": str(done.before),
        "after": str(done.after),
        "shown_before": _plain(done.before)[0],
        "shown_after": number_text(done.after, dimension)[0],
        "rule": done.rule,
        "unit": str(done.unit),
        "place": done.span.place if done.span else "",
    }
