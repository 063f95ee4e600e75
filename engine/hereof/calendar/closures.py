"""On which weekdays a named institution is closed.

The dates come from the `holidays` package. Importing it takes longer than a
whole answer should, so what it says is kept in the private cache, tied to the
very version and data file that said it.
"""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from hereof.cachedir import private_cache, write_private
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT = 1
_SATURDAY = 5


@frozen(eq=False)
class Base:
    """A calendar that an agreement may name as the ground of its Business Days.

    Attributes:
        closing: What is said of a day on which it is closed.
        market: Its name in `holidays.financial_holidays`.
        module: The file in `holidays/financial` that holds its rules, without suffix.
        checked: The first and last year for which a test compares every weekday
            with QuantLib's calendar. From the year in which this was written,
            the future years are those that today's rules give.
    """

    closing: str
    market: str
    module: str
    checked: tuple[int, int]


@frozen(eq=False)
class ClosureTable:
    """All that is known of a base's closures.

    Attributes:
        first: The first year covered.
        last: The last year covered.
        days: The weekdays, Monday to Friday, on which the base is closed.
    """

    first: int
    last: int
    days: frozenset[date]


BASES: Mapping[str, Base] = MappingProxyType(
    {
        # Before 1999 `holidays` has no source for it, though QuantLib goes on by rule.
        "Federal Reserve Banks": Base(
            closing="the Federal Reserve Banks are closed",
            market="FED",
            module="federal_reserve",
            checked=(1999, 2100),
        ),
        # Before 1969 the two sources differ on Election Days, and earlier on much more.
        "New York Stock Exchange": Base(
            closing="the New York Stock Exchange is closed",
            market="NYSE",
            module="ny_stock_exchange",
            checked=(1969, 2100),
        ),
    }
)


class UnknownBaseError(LookupError):
    """Raised for a base calendar that the engine does not have.

    Attributes:
        base: The name that was asked for.
    """

    def __init__(self, base: str) -> None:
        known = " and ".join(f"`{name}`" for name in sorted(BASES))
        super().__init__(f"there is no calendar `{base}`; there are {known}")
        self.base = base


class CalendarRangeError(Exception):
    """Raised for a day in a year that a base calendar does not cover.

    Attributes:
        base: The name of the calendar.
        day: The day that was asked for, or the first day of the year.
        first: The first year covered.
        last: The last year covered.
    """

    def __init__(self, base: str, day: date, first: int, last: int) -> None:
        super().__init__(
            f"the calendar of the {base} covers {first} to {last}, and {day} is outside it"
        )
        self.base = base
        self.day = day
        self.first = first
        self.last = last


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday, on which no base is open."""
    return day.weekday() >= _SATURDAY


def closures(base: str, year: int) -> frozenset[date]:
    """Give the weekdays of a year on which a base is closed.

    Raises:
        UnknownBaseError: There is no such base.
        CalendarRangeError: The year is outside `covered_years(base)`.
    """
    table = closure_table(base)
    if not table.first <= year <= table.last:
        raise CalendarRangeError(base, date(year, 1, 1), table.first, table.last)
    return frozenset(day for day in table.days if day.year == year)


def covered_years(base: str) -> tuple[int, int]:
    """Give the first and last year for which a base's closures are trusted.

    These are the checked years, so far as the installed `holidays` covers
    them too: 1999 to 2100 for the Federal Reserve Banks with `holidays` 0.109.

    Raises:
        UnknownBaseError: There is no such base.
    """
    table = closure_table(base)
    return table.first, table.last


@cache
def closure_table(base: str) -> ClosureTable:
    """Give all that is known of a base's closures, from the cache or else from `holidays`.

    Raises:
        UnknownBaseError: There is no such base.
    """
    if base not in BASES:
        raise UnknownBaseError(base)
    key = _key(BASES[base])
    folder = private_cache() if key else None
    if folder is None:
        return _ask(BASES[base])
    path = folder / f"closures-{BASES[base].market}-{library_version()}.json"
    table = _read(path, key, BASES[base])
    if table is None:
        table = _ask(BASES[base])
        write_private(path, _to_json(table, key))
    return table


def origin(base: str) -> str:
    """Say which version and data file a base's closures come from; empty where nothing tells.

    Raises:
        UnknownBaseError: There is no such base.
    """
    if base not in BASES:
        raise UnknownBaseError(base)
    return _key(BASES[base])


@cache
def library_version() -> str:
    """Give the version of the installed `holidays` without importing it, else `unknown`."""
    package = _package()
    if package is not None:
        found = [*package.parent.glob("holidays-*.dist-info")]
        if len(found) == 1:
            return found[0].name.removeprefix("holidays-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  12 ms, seldom

    try:
        return version("holidays")
    except PackageNotFoundError:
        return "unknown"


@cache
def _package() -> Path | None:
    spec = importlib.util.find_spec("holidays")
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _key(base: Base) -> str:
    """Say which version and data file a table comes from; empty where that cannot be told."""
    package = _package()
    if package is None:
        return ""
    try:
        rules = (package / "financial" / f"{base.module}.py").read_bytes()
    except OSError:
        return ""
    return f"{library_version()} {len(rules)} {crc32(rules):08x}"


def _ask(base: Base) -> ClosureTable:
    from holidays import financial_holidays  # noqa: PLC0415  60 ms, and only on a first need

    covered = type(financial_holidays(base.market))
    first = max(base.checked[0], covered.start_year)
    last = min(base.checked[1], covered.end_year)
    days = financial_holidays(base.market, years=range(first, last + 1))
    weekdays = (day for day in days if not is_weekend(day) and first <= day.year <= last)
    return ClosureTable(first, last, frozenset(weekdays))


def _to_json(table: ClosureTable, key: str) -> bytes:
    days = sorted(day.isoformat() for day in table.days)
    content = {
        "format": _FORMAT,
        "key": key,
        "first": table.first,
        "last": table.last,
        "sum": _sum(days),
        "days": days,
    }
    return json.dumps(content).encode()


def _read(path: Path, key: str, base: Base) -> ClosureTable | None:
    """Read a table back; nothing unless it is whole and of this version of the library."""
    try:
        content = json.loads(path.read_bytes())
        if (content["format"], content["key"]) != (_FORMAT, key):
            return None
        first, last, listed = content["first"], content["last"], content["days"]
        if content["sum"] != _sum(listed):
            return None
        days = frozenset(map(date.fromisoformat, listed))
        if not base.checked[0] <= first <= last <= base.checked[1]:
            return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    # Every year has its closures, so that an emptied or shortened list is known for what it is.
    whole = {day.year for day in days} == set(range(first, last + 1))
    return ClosureTable(first, last, days) if whole and not any(map(is_weekend, days)) else None


def _sum(days: list[str]) -> int:
    return crc32(" ".join(days).encode())
