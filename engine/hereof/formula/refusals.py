"""Why a formula has no value: one sentence each, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Diagnostic, HereofError, Label, Span, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from fractions import Fraction

    from hereof.formula.inputs import Input

_MOST_LISTED = 60


class NotComputedError(HereofError):
    """There is no value; the diagnostics say why, all missing inputs in one of them.

    Attributes:
        missing: The inputs for which there is no value.
    """

    def __init__(self, *diagnostics: Diagnostic, missing: tuple[Input, ...] = ()) -> None:
        super().__init__(*diagnostics)
        self.missing = missing


def together(failures: Iterable[NotComputedError]) -> NotComputedError:
    """Make one failure of several: all that is missing at once, and each other reason once."""
    found: dict[Diagnostic, None] = {}
    missing: dict[Input, Span | None] = {}
    for failure in failures:
        for diagnostic in failure.diagnostics:
            if diagnostic.code != "input-missing":
                found.setdefault(diagnostic)
        places = [
            label.span
            for diagnostic in failure.diagnostics
            if diagnostic.code == "input-missing"
            for label in diagnostic.labels
        ]
        for number, each in enumerate(failure.missing):
            missing.setdefault(each, places[number] if number < len(places) else None)
    if missing:
        found.setdefault(_missing(missing))
    return NotComputedError(*found, missing=tuple(missing))


def only_missing(failure: NotComputedError) -> NotComputedError:
    """Give a failure without the reasons that are not missing inputs."""
    kept = (d for d in failure.diagnostics if d.code == "input-missing")
    return NotComputedError(*kept, missing=failure.missing)


def missing_input(wanted: Input, span: Span | None) -> NotComputedError:
    """Refuse for want of an input."""
    return NotComputedError(_missing({wanted: span}), missing=(wanted,))


def _missing(wanted: dict[Input, Span | None]) -> Diagnostic:
    names = [f"`{each}`" for each in wanted]
    if len(names) == 1:
        message = f"there is no value for {names[0]}"
    else:
        message = f"there are no values for {len(names)} inputs: " + "; ".join(names[:_MOST_LISTED])
        message += "; and others" * (len(names) > _MOST_LISTED)
    places = {span: None for span in wanted.values() if span is not None}
    return error(
        "input-missing",
        message,
        *(Label(span, "asked for here") for span in places),
        help="give each of them; nothing is taken to be zero",
    )


def at_another_time(wanted: Input, had: Sequence[Input], span: Span | None) -> NotComputedError:
    """Refuse an input that is given as measured at another time than the words say."""
    given = " and ".join(_measured(each) for each in had)
    return NotComputedError(
        error(
            "input-at-another-time",
            f"`{_bare(wanted)}` is wanted {_measured(wanted)} and is given {given}",
            *_here(span),
            help="give it as measured when the words say",
        )
    )


def _measured(wanted: Input) -> str:
    return f"as measured [{wanted.timing}]" if wanted.timing else "without a time of its own"


def _bare(wanted: Input) -> str:
    return str(wanted).partition(" [")[0]


def two_values(wanted: Input, first: object, second: object, span: Span | None) -> NotComputedError:
    """Refuse an input that has two values."""
    return NotComputedError(
        error(
            "input-given-twice",
            f"there are two values for `{wanted}`: {first} and {second}",
            *_here(span),
            help="give one value",
        )
    )


def not_exact(wanted: Input, value: object, span: Span | None) -> NotComputedError:
    """Refuse a number that is not exact."""
    return NotComputedError(
        error(
            "input-not-exact",
            f"the value of `{wanted}` is a binary approximation, {value}",
            *_here(span),
            help="give the digits as text, or a fraction, so that every cent is exact",
        )
    )


def other_kind(wanted: object, is_: str, needed: str, span: Span | None) -> NotComputedError:
    """Refuse a value of another kind than the formula needs."""
    return NotComputedError(
        error(
            "input-of-another-kind",
            f"`{wanted}` is {is_} where {needed} is needed",
            *_here(span),
            help="give a value of that kind, or correct the formula",
        )
    )


def zero_denominator(what: str, on: date, span: Span | None) -> NotComputedError:
    """Refuse a fraction whose denominator is zero."""
    return NotComputedError(
        error(
            "denominator-zero",
            f"on {spoken(on)} the denominator is zero: `{what}`",
            *_here(span),
            help="a fraction over zero has no value; the words must say what is then due",
        )
    )


def no_value_then(on: date, span: Span | None) -> NotComputedError:
    """Refuse a date for which the words give no value."""
    return NotComputedError(
        error(
            "no-value-on-date",
            f"the words give no value on {spoken(on)}",
            *_here(span),
            help="ask about a date for which they give one",
        )
    )


def open_tie(
    value: Fraction, below: Fraction, above: Fraction, span: Span | None
) -> NotComputedError:
    """Refuse a rounding that the words leave open."""
    return NotComputedError(
        error(
            "rounding-tie",
            f"{value} lies in the middle between {below} and {above}, "
            "and the words do not say which is nearest",
            *_here(span),
            help="state a rule, such as `half up`, if the agreement or its usage has one",
        )
    )


def unit_of_zero(span: Span | None) -> NotComputedError:
    """Refuse to round to a multiple of zero."""
    return NotComputedError(
        error(
            "rounding-unit-zero",
            "a value cannot be rounded to a multiple of zero",
            *_here(span),
            help="name the unit, such as `$0.01`",
        )
    )


def no_calendar(what: str, span: Span | None) -> NotComputedError:
    """Refuse for want of a calendar."""
    return NotComputedError(
        error(
            "calendar-needed",
            f"{what} is found only with a calendar, and there is none",
            *_here(span),
            help="state `means` in the definition of the term, so that its dates are known",
        )
    )


def date_unclear(why: str, span: Span | None) -> NotComputedError:
    """Refuse a date that is not clear, or that there is not."""
    return NotComputedError(
        error(
            "date-unclear",
            why,
            *_here(span),
            help="the words must say which day is meant",
        )
    )


def members_unknown(owner: str, span: Span | None) -> NotComputedError:
    """Refuse a total for each of a set whose members are not said."""
    return NotComputedError(
        error(
            "members-unknown",
            f"the members of `{owner}` are not known, so that there is no total for each of them",
            *_here(span),
            help="say which Classes it consists of, as in `means classes A-1 through A-3`",
        )
    )


def owner_unknown(why: str, span: Span | None) -> NotComputedError:
    """Refuse owners that the order of Classes does not have."""
    return NotComputedError(
        error(
            "class-unknown",
            why,
            *_here(span),
            help="correct the name, or add the Class to the list",
        )
    )


def _here(span: Span | None) -> tuple[Label, ...]:
    return (Label(span, "here"),) if span is not None else ()
