"""One mistake in a rule file is one finding, at its place, that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from messages import said

if TYPE_CHECKING:
    from pathlib import Path

EFFECTIVE = "  effective 2020-04-01\n"


def test_without_a_mistake_nothing_is_said(tmp_path: Path) -> None:
    assert said(tmp_path, EFFECTIVE, EFFECTIVE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (EFFECTIVE, "  effective {}\n"),
        (EFFECTIVE, "  effective 2020-04-01, until {}\n"),
        (EFFECTIVE, "  effective 2020-04-01, through {}\n"),
        (
            EFFECTIVE,
            (
                '  effective when "Effective April 1, 2020", met {}, '
                'shown 2020-03-01 by "pine/1.txt"\n'
            ),
        ),
        (
            EFFECTIVE,
            EFFECTIVE + '  never took effect, known from {} by "pine/1.txt", because "x"\n',
        ),
        ("dated     2020-03-01", "dated     {}"),
        ("dated     2020-01-01", "dated     {}"),
        ("executed  2020-03-01", "executed  {}"),
        ("executed  2020-01-01", "executed  {}"),
        ("executed  2020-03-01\n", 'signed "AMENDMENT" for Trustee on {}\n'),
        ('"pine/1.txt"\n', '"pine/1.txt"\n  signed "AMENDMENT" for Trustee on {}\n'),
        ("  means day 15 of each month\n", "  means {}\n"),
    ],
)
def test_a_day_that_is_in_no_calendar(tmp_path: Path, old: str, new: str) -> None:
    (only,) = said(tmp_path, old, new.format("2003-02-30"))
    assert (only.code, only.marked) == ("no-such-date", "2003-02-30")
    assert only.message == "there is no day `2003-02-30`"
    assert only.help == "write a day that there is: February 2003 has 28"


def test_a_month_that_is_in_no_calendar(tmp_path: Path) -> None:
    new = "  effective from the Payment Date in April 0000\n"
    (only,) = said(tmp_path, EFFECTIVE, new)
    assert (only.code, only.marked) == ("no-such-date", "April 0000")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("effective 2020-05-01", ["2020-05-01"]),
        ("effective as of the date hereof", ["as of the date hereof"]),
        ("effective from the Payment Date in May 2020", ["Payment Date"]),
        ("effective 2020-04-01, until 2020-06-30", ["2020-06-30", "2020-06-30"]),
        ("effective 2020-04-01, through 2020-06-30", ["2020-06-30"]),
        ("effective until 2020-04-01", ["2020-04-01"]),
        (
            "effective the later of (2020-04-01 and 2020-05-01 and 2020-06-01)",
            ["2020-05-01", "2020-06-01"],
        ),
    ],
)
def test_a_moment_is_marked_itself(tmp_path: Path, line: str, marked: list[str]) -> None:
    found = said(tmp_path, EFFECTIVE, f"  {line}\n")
    assert {each.code for each in found} == {"not-in-instruction"}
    assert [each.marked for each in found] == marked


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('2020-05-01, construed because "x"', []),
        ('2020-05-01, construed because "x", through 2020-06-30', ["2020-06-30"]),
        ('2020-05-01, through 2020-06-30, construed because "x"', ["2020-05-01"]),
        ('2020-05-01, construed because "x", through 2020-06-30, construed because "y"', []),
        ('2020-04-01, until 2020-06-30, construed because "x"', []),
        ('2020-04-01, construed because "x", until 2020-06-30', ["2020-06-30", "2020-06-30"]),
        ('through 2020-06-30, construed because "x"', []),
        ('until 2020-06-30, construed because "x"', []),
        ("through 2020-06-30", ["2020-06-30"]),
        ('the later of (2020-05-01, construed because "x" and 2020-06-01)', ["2020-06-01"]),
        ('the later of (2020-05-01 and 2020-06-01), construed because "x"', []),
        (
            (
                "the later of (2020-05-01 and the earlier of (2020-06-01 and 2020-07-01), "
                'construed because "x")'
            ),
            ["2020-05-01"],
        ),
        ('when "the sun shines", met 2020-05-01, construed because "x"', []),
        ('when "the sun shines", construed because "x", met 2020-05-01', []),
        (
            '2020-05-01, construed because "x", until when "the sun shines", met 2020-06-01',
            ['"the sun shines"', '"the sun shines"'],
        ),
    ],
)
def test_a_reason_excuses_the_moment_behind_which_it_stands(
    tmp_path: Path, line: str, marked: list[str]
) -> None:
    found = said(tmp_path, EFFECTIVE, f"  effective {line}\n")
    assert [each.marked for each in found] == marked


@pytest.mark.parametrize(
    ("line", "code", "marked"),
    [
        ("2020-04-01, met 2020-04-02", "condition-unclear", "2020-04-02"),
        ("2020-04-01, not yet met", "condition-unclear", "not yet met"),
        (
            '2020-04-01, construed because "x", construed because "y"',
            "said-twice",
            '"y"',
        ),
        (
            (
                'when "Effective April 1, 2020", met 2020-04-01, met 2020-04-01, '
                'shown 2020-03-01 by "pine/1.txt"'
            ),
            "said-twice",
            "2020-04-01",
        ),
        ("2020-04-01, through 2020-03-31", "effectivity-empty", "2020-03-31"),
    ],
)
def test_what_an_effective_line_cannot_say(
    tmp_path: Path, line: str, code: str, marked: str
) -> None:
    found = said(tmp_path, EFFECTIVE, f"  effective {line}\n")
    assert (code, marked) in [(each.code, each.marked) for each in found]
