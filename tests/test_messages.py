"""One mistake in a rule file is one finding, at its place, that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

import hereof
from hereof.report.examples import run
from messages import AGREEMENT, AMENDMENT, Said, said, write

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
        ('through 2020-06-30, construed because "x"', ["1"]),  # the start is left out
        ('until 2020-06-30, construed because "x"', ["1"]),
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


REPLACE = "  replace Fee Rate with\n    > 0.45% per annum.\n"


def only(root: Path, old: str, new: str) -> Said:
    """Give the one thing that is said."""
    (found,) = said(root, old, new)
    return found


def test_a_missing_document_line(tmp_path: Path) -> None:
    found = only(tmp_path, '  document  "pine/agreement.txt"\n', "")
    assert (found.code, found.marked) == ("document-unsaid", "pine-1")


SECOND: Final = """
amendment pine-1/2
  title     "Amendment No. 2"
  dated     2020-05-01
  document  not on file

paragraph 1
  delete Fee Rate
"""


@pytest.mark.parametrize("before", ["paragraph 1\n", "paragraph 2\n", "define Payment Date\n"])
def test_a_second_header(tmp_path: Path, before: str) -> None:
    found = only(tmp_path, before, SECOND.lstrip() + "\n" + before)
    assert (found.code, found.marked) == ("header-twice", "amendment")


def test_a_second_header_at_the_end(tmp_path: Path) -> None:
    last = '  in Payment Date replace "15th" with "20th"\n'
    assert only(tmp_path, last, last + SECOND).code == "header-twice"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('in Fee Rate replace "$500,000 with "$600,000"', '"$500,000 with "$600,000"'),
        ('in Fee Rate replace "$500,000" with "$600,000', '"$600,000'),
        ('in Fee Rate replace "(a) with "(b)" once', '"(a) with "(b)" once'),
        ('effective 2020-04-01, construed because "so it says', '"so it says'),
        (
            'effective when "so, construed because "it says"',
            '"so, construed because "it says"',
        ),
        ('in Fee Rate delete " per annum', '" per annum'),
    ],
)
def test_a_quotation_that_is_not_closed(tmp_path: Path, line: str, marked: str) -> None:
    found = only(tmp_path, REPLACE, f"  {line}\n")
    assert (found.code, found.marked) == ("quotation-mark-missing", marked)
    assert found.message == "the quotation that begins here is not closed"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('in Fee Rate replace $500,000" with "$600,000"', '$500,000"'),
        ('in Fee Rate delete per annum"', 'per annum"'),
    ],
)
def test_a_quotation_that_is_not_opened(tmp_path: Path, line: str, marked: str) -> None:
    found = only(tmp_path, REPLACE, f"  {line}\n")
    assert (found.code, found.marked) == ("quotation-mark-missing", marked)
    assert found.message == "the quotation that ends here is not opened"


@pytest.mark.parametrize(
    ("line", "marked", "message", "instead"),
    [
        ("delete “Fee Rate”", "“", "`“` (U+201C, left double quotation mark)", '(`"`)'),
        (
            "delete \u2018Fee Rate\u2019",
            "\u2018",
            "`\u2018` (U+2018, left single quotation mark)",
            '`"..."`',
        ),
        ("delete 'Fee Rate'", "'", "`'` (U+0027, apostrophe)", '`"..."`'),
        ("delete\u00a0Fee Rate", "\u00a0", "U+00A0 (no-break space), which looks like", "a space"),
        ("\u202fdelete Fee Rate", "\u202f", "U+202F (narrow no-break space), which", "a space"),
        ("delete \u200bFee Rate", "\u200b", "U+200B (zero width space), which cannot be", "anew"),
        (
            "effective 2020\u201304\u201301",
            "\u2013",
            "`\u2013` (U+2013, en dash)",
            "a hyphen (`-`)",
        ),
        ("in § 1.01", "§", "`§` (U+00A7, section sign)", "the word `Section`"),
    ],
)
def test_a_character_that_looks_like_another(
    tmp_path: Path, line: str, marked: str, message: str, instead: str
) -> None:
    found = only(tmp_path, REPLACE, f"  {line}\n")
    assert (found.code, found.marked) == ("unexpected-text", marked)
    assert found.message.startswith(message)
    assert found.message.endswith("cannot stand here")
    assert instead in found.help


@pytest.mark.parametrize(
    ("old", "new", "marked", "help_"),
    [
        ("effective 2020-04-01", "effective 2020-4-1", "2020-4-1", "`2020-04-01`"),
        ("effective 2020-04-01", "effective April 1, 2020", "April 1, 2020", "`2020-04-01`"),
        ("effective 2020-04-01", "effective 1st Apr. 2020", "1st Apr. 2020", "`2020-04-01`"),
        ("effective 2020-04-01", "effective 04/01/2020", "04/01/2020", "`2003-10-21`"),
        ("dated     2020-03-01", "dated     March 1, 2020", "March 1, 2020", "`2020-03-01`"),
        ("\nparagraph 2\n", "\n  paragraph 2\n", "paragraph", "in the first column"),
        ("amendment pine-1/1", "amendment", "amendment", "`amendment series-1/1`"),
        ("paragraph 2\n", "paragraph two\n", "two", "a paragraph number (`2` or `2(a)`)"),
        ("replace Fee Rate", "replace Fee rate", "rate", '`"Fee rate"`'),
        ("define Fee Rate", "define fee rate", "fee", '`"fee rate"`'),
        ('"Trust Agreement"', '"Trust \\Agreement"', "\\A", "write two of them"),
    ],
)
def test_what_is_written_otherwise_here(
    tmp_path: Path, old: str, new: str, marked: str, help_: str
) -> None:
    found = only(tmp_path, old, new)
    assert (found.code, found.marked) == ("unexpected-text", marked)
    assert help_ in found.help


def test_a_comment_between_the_lines_of_a_quotation(tmp_path: Path) -> None:
    old = '  > Effective April 1, 2020, the definition of "Fee Rate"'
    found = only(tmp_path, old, old.replace("Effective ", "Effective\n  # in the spring\n  > "))
    assert (found.code, found.marked) == ("quotation-split", "# in the spring")


@pytest.mark.parametrize(
    ("old", "new", "code", "meant"),
    [
        ("replace Fee Rate", "replace Fee Rates", "not-defined", "Fee Rate"),
        ("in Payment Date", "in Payment Day", "not-defined", "Payment Date"),
        (REPLACE, '  in Fee Ratio replace "0.50" with "0.45"\n', "not-defined", "Fee Rate"),
        (REPLACE, '  suspend "fee rate"\n', "not-defined", "Fee Rate"),
        (
            EFFECTIVE,
            "  effective from the Payment Dates in April 2020\n",
            "effective-date-unknown",
            "Payment Date",
        ),
        ("amendment pine-1/1", "amendment pin-1/1", "agreement-unknown", "pine-1"),
    ],
)
def test_a_misspelt_name_offers_the_nearest(
    tmp_path: Path, old: str, new: str, code: str, meant: str
) -> None:
    offers = [(each.code, each.help) for each in said(tmp_path, old, new) if "mean" in each.help]
    ((found, help_),) = offers
    assert found == code
    assert help_.startswith(f"did you mean `{meant}`?")


MORE: Final = """
define Closing Date
  in Section 1.01
  words not on file
  construed because "x"
  {}
"""


@pytest.mark.parametrize(
    ("line", "code", "help_"),
    [
        ("means as defined in oak-2", "agreement-unknown", "did you mean `oak-1`?"),
        ("means as defined in fir-7", "agreement-unknown", "its other agreements are `oak-1`"),
        (
            "means as defined in oak-1",
            "definition-elsewhere-unknown",
            "did you mean `Closing Day`?",
        ),
    ],
)
def test_a_misspelt_name_of_another_agreement(
    tmp_path: Path, line: str, code: str, help_: str
) -> None:
    root = write(tmp_path, AGREEMENT + MORE.format(line))
    oak = "agreement oak-1\n  dated 2019-01-01\n  document not on file\n\ndefine Closing Day\n"
    (root / "rules/oak.hereof").write_text(oak + "  words not on file\n", encoding="utf-8")
    (found,) = hereof.load(root).check()
    assert (found.code, found.help) == (code, help_)


@pytest.mark.parametrize(
    ("expectation", "message", "help_"),
    [
        (
            "Fee Rates not in force",
            "the agreement speaks of no such term",
            "did you mean `Fee Rate`?",
        ),
        ("Fee Rate governed by pine-1/11", "there is no `pine-1/11`", "did you mean `pine-1/1`?"),
        ("Fee Rate governed by oak", "there is no `oak`", "name an instrument of the agreement"),
    ],
)
def test_of_what_is_not_there_nothing_is_expected(
    tmp_path: Path, expectation: str, message: str, help_: str
) -> None:
    example = f'\nexample "x"\n  on 2020-05-01\n  expect {expectation}\n'
    base = hereof.load(write(tmp_path, amendment=AMENDMENT + example))
    ((_, (found,)),) = run(base.agreement("pine-1"))
    assert (found.code, found.help) == ("example-fails", help_)
    assert found.message.endswith(f": {message}")


DAY: Final = """\
amendment pine-1/{own}
  title     "Amendment {own}"
  dated     2020-05-01
  executed  2020-05-01
  document  not on file

paragraph 1
  {does}
"""


@pytest.mark.parametrize(
    ("own", "other", "codes"), [("10", "2", []), ("2", "10", ["reference-later"])]
)
def test_what_is_earlier_of_two_executed_on_one_day(
    tmp_path: Path, own: str, other: str, codes: list[str]
) -> None:
    root = write(tmp_path, amendment=DAY.format(own=own, does=f"rescind pine-1/{other}"))
    deleted = DAY.format(own=other, does="delete Fee Rate")
    (root / "rules/pine/2.hereof").write_text(deleted, encoding="utf-8")
    found = [each.code for each in hereof.load(root).check()]
    assert [code for code in found if code != "document-unused"] == codes
