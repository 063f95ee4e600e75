"""Closures of the base calendars: against QuantLib, and from the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest
import QuantLib

from hereof.calendar import (
    BASES,
    CalendarRangeError,
    UnknownBaseError,
    closure_table,
    closures,
    covered_years,
    library_version,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FED = "Federal Reserve Banks"
THEIRS = {
    FED: QuantLib.UnitedStates(QuantLib.UnitedStates.FederalReserve),
    "New York Stock Exchange": QuantLib.UnitedStates(QuantLib.UnitedStates.NYSE),
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty private cache to a process that has read no closures yet."""
    monkeypatch.setenv("HEREOF_CACHE", str(tmp_path / "cache"))
    closure_table.cache_clear()
    yield tmp_path / "cache"
    closure_table.cache_clear()


@pytest.mark.parametrize("base", sorted(BASES))
def test_every_weekday_of_the_covered_years_agrees_with_quantlib(base: str) -> None:
    first, last = covered_years(base)
    assert first <= 2003
    assert last >= 2033
    theirs = {
        date(found.year(), found.month(), found.dayOfMonth())
        for found in QuantLib.Calendar.holidayList(
            THEIRS[base], QuantLib.Date(1, 1, first), QuantLib.Date(31, 12, last)
        )
    }
    ours = {day for year in range(first, last + 1) for day in closures(base, year)}
    assert ours == theirs


def test_the_covered_years_are_those_the_documents_state() -> None:
    assert covered_years(FED) == (1999, 2100)
    assert covered_years("New York Stock Exchange") == (1969, 2100)


def test_a_saturday_holiday_does_not_close_the_banks_on_friday() -> None:
    assert date(2010, 12, 25).weekday() == 5
    assert date(2010, 12, 24) not in closures(FED, 2010)
    assert date(2010, 12, 25) not in closures(FED, 2010)


def test_a_sunday_holiday_closes_the_banks_on_monday() -> None:
    assert date(2011, 12, 26) in closures(FED, 2011)


@pytest.mark.parametrize("year", [1998, 2101])
def test_a_year_beyond_the_covered_ones_is_refused(year: int) -> None:
    with pytest.raises(CalendarRangeError) as refused:
        closures(FED, year)
    assert (refused.value.first, refused.value.last) == (1999, 2100)
    assert str(refused.value) == (
        f"the calendar of the Federal Reserve Banks covers 1999 to 2100, and {year}-01-01"
        " is outside it"
    )


def test_a_calendar_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownBaseError, match="no calendar `Lloyds`; there are `Federal Res"):
        closures("Lloyds", 2003)


def test_the_version_for_the_evidence_is_that_of_the_installed_library() -> None:
    assert library_version() == version("holidays")


@pytest.mark.usefixtures("cache")
def test_a_second_process_answers_without_importing_holidays() -> None:
    question = (
        "import sys; from datetime import date; from hereof.calendar import closures;"
        f"assert date(2004, 11, 25) in closures({FED!r}, 2004);"
        "print('holidays' in sys.modules)"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", question], check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert answers == ["True", "False"]


def test_the_cache_is_one_json_file_a_base_that_only_we_can_read(cache: Path) -> None:
    expected = closures(FED, 2003)
    (kept,) = cache.iterdir()
    assert json.loads(kept.read_bytes())["days"][0] == "1999-01-01"
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o077 == 0
    closure_table.cache_clear()
    assert closures(FED, 2003) == expected


def _without_thanksgiving(kept: dict[str, Any]) -> None:
    kept["days"].remove("2004-11-25")


SPOILED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a missing day": _without_thanksgiving,
    "no days": lambda kept: kept.update(days=[]),
    "no days and a matching sum": lambda kept: kept.update(days=[], sum=0),
    "days that are numbers": lambda kept: kept.update(days=[20041125]),
    "days that are a text": lambda kept: kept.update(days="2004-11-25"),
    "years that are texts": lambda kept: kept.update(first="1999"),
    "years beyond the checked ones": lambda kept: kept.update(first=1900),
    "a field gone": lambda kept: kept.pop("last"),
    "another version's key": lambda kept: kept.update(key="0.1 3468 00000000"),
    "a later format": lambda kept: kept.update(format=2),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_table_is_ignored_and_written_anew(
    cache: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    expected = closures(FED, 2004)
    (path,) = cache.iterdir()
    sound = path.read_bytes()
    kept = json.loads(sound)
    spoil(kept)
    path.write_text(json.dumps(kept))
    closure_table.cache_clear()
    assert closures(FED, 2004) == expected
    assert path.read_bytes() == sound


@pytest.mark.parametrize("text", [b"", b"\x80\x04.", b"[]", b"null", b'{"format": 1', b"[" * 99999])
def test_a_file_that_is_no_table_is_ignored_and_written_anew(cache: Path, text: bytes) -> None:
    expected = closures(FED, 2004)
    (path,) = cache.iterdir()
    sound = path.read_bytes()
    path.write_bytes(text)
    closure_table.cache_clear()
    assert closures(FED, 2004) == expected
    assert path.read_bytes() == sound


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_cache_open_to_others_is_neither_read_nor_written(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o755)
    assert date(2004, 11, 25) in closures(FED, 2004)
    assert [*cache.iterdir()] == []


def test_two_processes_at_once_leave_one_sound_table(cache: Path) -> None:
    question = f"from hereof.calendar import closures; closures({FED!r}, 2004)"
    running = [subprocess.Popen([sys.executable, "-c", question], env=os.environ) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    (path,) = cache.iterdir()
    assert json.loads(path.read_bytes())["last"] == 2100


def test_a_calendar_has_closures_only_on_weekdays() -> None:
    assert {day.weekday() for day in closure_table(FED).days} == {0, 1, 2, 3, 4}
