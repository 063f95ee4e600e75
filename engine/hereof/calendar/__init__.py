"""Business Days and the rules for dates such as Distribution Dates."""

from hereof.calendar.business_days import BusinessDays
from hereof.calendar.closures import (
    BASES,
    Base,
    CalendarRangeError,
    ClosureTable,
    UnknownBaseError,
    closure_table,
    closures,
    covered_years,
    library_version,
)
from hereof.calendar.month import Month
from hereof.calendar.monthly_rule import (
    DayOfMonth,
    MonthlyRule,
    NoSuchBusinessDayError,
    NthBusinessDay,
    Rolled,
    monthly_date,
)
from hereof.calendar.rolls import Roll, roll, shift
from hereof.calendar.spoken import (
    ordinal,
    spoken,
    stands_in,
    weekday_name,
    written_forms,
    written_months,
)

__all__ = [
    "BASES",
    "Base",
    "BusinessDays",
    "CalendarRangeError",
    "ClosureTable",
    "DayOfMonth",
    "Month",
    "MonthlyRule",
    "NoSuchBusinessDayError",
    "NthBusinessDay",
    "Roll",
    "Rolled",
    "UnknownBaseError",
    "closure_table",
    "closures",
    "covered_years",
    "library_version",
    "monthly_date",
    "ordinal",
    "roll",
    "shift",
    "spoken",
    "stands_in",
    "weekday_name",
    "written_forms",
    "written_months",
]
