"""Whether a calendar of a rule file is the one that the words speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve

from hereof.calendar import Month
from hereof.language.notation import meaning_text, notation
from hereof.model import formula as f
from hereof.model.meaning import CalendarRule, DayKind

if TYPE_CHECKING:
    from hereof.formula.reading import Reading
    from hereof.model.meaning import BusinessDayRule

_INSTITUTIONS: Final = {
    "Federal Reserve Banks": re.compile(r"\bFederal\s+Reserve\b|\bFedwire\b"),
    "New York Stock Exchange": re.compile(r"\bNew\s+York\s+Stock\s+Exchange\b|\bNYSE\b"),
}
"""By what words a base calendar is named."""


def bases_said(words: str) -> tuple[str, ...]:
    """Give the base calendars whose institutions the words of a definition name."""
    return tuple(base for base, named in _INSTITUTIONS.items() if named.search(words))


def other_base(rule: BusinessDayRule, words: str) -> str:
    """Say which institutions the words name where the rule's is not among them; else nothing."""
    said = bases_said(words)
    if not said or rule.base in said:
        return ""
    return f"the words speak of the {' and the '.join(said)}, and not of the {rule.base}"


def first_month(node: f.Expression | f.Test) -> Month | None:
    """Give the month in which the words let a series of dates begin; nothing where they do not."""
    if isinstance(node, f.Schedule) and len(node.steps) == 2:  # noqa: PLR2004 - before and from
        before, then = node.steps
        if isinstance(before.value, f.NoValue) and not then.before:
            when = then.when
            return when if isinstance(when, Month) else None
    return None


def other_first(rule: CalendarRule, reading: Reading) -> bool:
    """Tell whether the words let a series begin in a month that is not the rule's."""
    said = first_month(reading.expression)
    return said is not None and said != rule.first


def series_said(rule: CalendarRule, reading: Reading) -> str:
    """Say which series of dates the words state, as a rule file would."""
    node = reading.expression
    first = first_month(node)
    if isinstance(node, f.Schedule) and first is not None:
        node = node.steps[1].value
    if isinstance(node, f.DayInMonth):
        said = evolve(
            rule,
            kind=node.kind,
            number=node.number,
            roll=node.roll,
            business_day=node.business_day,
            series="",
            first=first,
            last=rule.last,
        )
    elif isinstance(node, f.ShiftedDay) and isinstance(node.base, f.Input) and rule.series:
        said = evolve(rule, kind=DayKind.OFFSET, number=node.number, first=first)
    else:
        return f"the words state `{notation(reading.expression)}`"
    return f"the words state `{meaning_text(said)}`"
