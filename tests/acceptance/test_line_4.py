"""Acceptance, line 4: five mistakes, five different diagnostics, each naming place and remedy.

On copies of the rule base for 2003-RS8. What is added to them is invented.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import hereof
from hereof.diagnostics import Severity
from hereof.documents import record

if TYPE_CHECKING:
    from hereof.diagnostics import Diagnostic

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "ramp-2003-rs8"
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
DOCUMENT: Final = f"agreements/{NAME}/amendment-1.txt"
AMENDMENT: Final = f"rules/{NAME}/amendment-1.hereof"
PSA: Final = f"rules/{NAME}/psa.hereof"

SAME_DAY: Final = 21
SECOND_DOCUMENT: Final = """\
                             AMENDMENT NUMBER TWO
                     (an invention, for the sake of a test)

        This AMENDMENT NUMBER TWO is made and entered into this {day}.

        1. Section 1.01 of the Agreement is hereby amended effective as of the date hereof by
{orders}
"""
SECOND: Final = """\
amendment ramp-2003-rs8/2
  title     "Amendment Number Two"
  document  "ramp-2003-rs8/amendment-2.txt"
  dated     {date}
    > made and entered into this {day}
  executed  {date}, construed because "no other date is on file"

paragraph 1
  > Section 1.01 of the Agreement is hereby amended effective as of the date hereof by
  > {orders}
  effective as of the date hereof
  in Section 1.01
  {operation}
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the rule base that has the agreement 2003-RS8 alone."""
    for folder in ("rules", "agreements"):
        shutil.copytree(ROOT / folder / NAME, tmp_path / folder / NAME)
    listed = (ROOT / "agreements/MANIFEST.sha256").read_text(encoding="utf-8")
    kept = [line for line in listed.splitlines(keepends=True) if f"  {NAME}/" in line]
    (tmp_path / "agreements/MANIFEST.sha256").write_text("".join(kept), encoding="utf-8")
    assert not list(hereof.load(tmp_path).check())
    return tmp_path


def only_finding(base: Path) -> Diagnostic:
    (finding,) = hereof.load(base).check()
    assert finding.help
    return finding


def edit(base: Path, path: str, old: str, new: str) -> None:
    text = (base / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (base / path).write_text(text.replace(old, new), encoding="utf-8")


def line_of(base: Path, path: str, text: str) -> int:
    """Give the one line of a file that has a text."""
    lines = (base / path).read_text(encoding="utf-8").splitlines()
    (found,) = [number for number, line in enumerate(lines, 1) if text in line]
    return found


def places(finding: Diagnostic) -> list[tuple[str, int]]:
    return [(label.span.source.path, label.span.lines[0]) for label in finding.labels]


def add_second(base: Path, day: int, orders: str, words: str, operation: str) -> None:
    """Put a second amendment of a day in October 2003 on file, and describe it."""
    dates = {"day": f"{day}th day of October 2003", "date": f"2003-10-{day}"}
    if day == SAME_DAY:
        dates["day"] = "21st day of October 2003"
    ordered = f"{orders}\n\n{words}" if words else orders
    document = SECOND_DOCUMENT.format(orders=ordered, **dates)
    (base / f"agreements/{NAME}/amendment-2.txt").write_text(document, encoding="utf-8")
    rules = SECOND.format(orders=orders, operation=operation, **dates)
    (base / f"rules/{NAME}/amendment-2.hereof").write_text(rules, encoding="utf-8")
    assert record(base / "agreements", write=True).added == (f"{NAME}/amendment-2.txt",)


# ----------------------------------------------------------------------------- the five


def change_a_byte(base: Path, old: bytes = b"POOLING", new: bytes = b"POOLINC") -> None:
    data = (base / DOCUMENT).read_bytes()
    assert old in data
    (base / DOCUMENT).write_bytes(data.replace(old, new, 1))


def change_a_word(base: Path) -> None:
    edit(
        base, AMENDMENT, "a fraction, the numerator of which", "a fraction, the nominator of which"
    )


def undefine_a_class(base: Path) -> None:
    edit(
        base, AMENDMENT, "Class A-I-1 through Class A-I-8)\n", "Class A-I-1 through Class A-I-9)\n"
    )


def miscount_a_phrase(base: Path) -> None:
    orders = f'replacing "Distribution Date" with "Payment Date" in the definition of "{TERM}".'
    edit_ = f'in {TERM} replace "Distribution Date" with "Payment Date" twice'
    add_second(base, SAME_DAY + 7, orders, "", edit_)


def claim_equally(base: Path) -> None:
    orders = (
        f'deleting the definition of "{TERM}" in its entirety and replacing it with the following:'
    )
    words = "For any Distribution Date, zero."
    add_second(base, SAME_DAY, orders, words, f"replace {TERM} with\n    > {words}")


MISTAKES: Final = (
    change_a_byte,
    change_a_word,
    undefine_a_class,
    miscount_a_phrase,
    claim_equally,
)


def test_five_mistakes_give_five_different_diagnostics(tmp_path: Path, base: Path) -> None:
    codes = []
    for mistake in MISTAKES:
        copy = tmp_path / "copies" / mistake.__name__
        for folder in ("rules", "agreements"):
            shutil.copytree(base / folder, copy / folder)
        mistake(copy)
        codes.append(only_finding(copy).code)
    assert codes == [
        "document-changed",
        "quotation-not-found",
        "class-unknown",
        "edit-never-fits",
        "crossing",
    ]


# ------------------------------------------------------------ place and remedy, one by one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"POOLING", b"POOLINC"),
        (b"Distribution Date and the denominator", b"Distribution Date and the denominatos"),
        (b"21st day", b"22st day"),
        (b"Diane Wold\nTitle", b"Diana Wold\nTitle"),
        (b"        2. Section", b"        4. Section"),
        (b"-1-", b"-7-"),
        (b"  AMENDMENT  NUMBER", b"\t AMENDMENT  NUMBER"),
    ],
    ids=["heading", "words", "date", "signature", "paragraph", "page", "space"],
)
def test_one_changed_byte_is_one_finding_wherever_it_stands(
    base: Path, old: bytes, new: bytes
) -> None:
    change_a_byte(base, old, new)
    finding = only_finding(base)
    assert finding.code == "document-changed"
    assert f"`{NAME}/amendment-1.txt`" in finding.message
    assert places(finding)[0] == (AMENDMENT, line_of(base, AMENDMENT, "  document"))
    assert places(finding)[-1] == ("agreements/MANIFEST.sha256", 1)
    assert "restore it" in finding.help
    assert any("c721ea94" in line for line in finding.detail)


def test_one_changed_byte_stops_every_answer(base: Path) -> None:
    change_a_byte(base)
    with pytest.raises(hereof.HereofError, match="is not as it was recorded"):
        _ = hereof.load(base).agreement(NAME).timeline


def test_one_changed_word_is_shown_beside_the_nearest_passage(base: Path) -> None:
    change_a_word(base)
    finding = only_finding(base)
    assert finding.code == "quotation-not-found"
    quoted, nearest = finding.labels
    assert places(finding)[0] == (AMENDMENT, line_of(base, AMENDMENT, "the nominator"))
    assert quoted.span.text.startswith("> For any Distribution Date")
    assert nearest.span.source.path == DOCUMENT
    assert nearest.span.lines == (30, 36)
    assert "the [-numerator-] {+nominator+} of which" in " ".join(
        " ".join(line.split()) for line in finding.detail
    )
    assert "exactly" in finding.help


def test_one_changed_word_in_the_instruction_is_one_finding_too(base: Path) -> None:
    edit(base, AMENDMENT, "is hereby amended effective", "is hereby changed effective")
    finding = only_finding(base)
    assert finding.code == "quotation-not-found"
    assert places(finding)[0] == (AMENDMENT, line_of(base, AMENDMENT, "is hereby changed"))


def test_an_undefined_class_in_the_range_of_the_formula(base: Path) -> None:
    undefine_a_class(base)
    finding = only_finding(base)
    assert finding.code == "class-unknown"
    assert "Class A-I-9" in finding.message
    assert f"`{TERM}`" in finding.message
    assert places(finding) == [
        (AMENDMENT, line_of(base, AMENDMENT, f"replace {TERM}")),
        (PSA, line_of(base, PSA, "classes A-I-1")),
    ]
    assert "the list" in finding.help


def test_a_class_of_the_words_that_the_list_lacks(base: Path) -> None:
    edit(base, PSA, "A-I-7, A-I-8\n", "A-I-7\n")
    finding = only_finding(base)
    assert finding.code == "class-unknown"
    assert "Class A-I-8" in finding.message


def test_a_phrase_edit_whose_count_is_off(base: Path) -> None:
    miscount_a_phrase(base)
    finding = only_finding(base)
    assert finding.code == "edit-never-fits"
    assert "the phrase `Distribution Date` stands there 4 times, not twice" in finding.message
    second = f"rules/{NAME}/amendment-2.hereof"
    assert places(finding) == [
        (second, line_of(base, second, "twice")),
        (AMENDMENT, line_of(base, AMENDMENT, f"replace {TERM}")),
    ]
    assert "how often" in finding.help


def test_a_phrase_edit_whose_count_is_right_is_no_finding(base: Path) -> None:
    miscount_a_phrase(base)
    edit(base, f"rules/{NAME}/amendment-2.hereof", "twice", "4 times")
    assert [finding.code for finding in hereof.load(base).check()] == []


def test_a_second_amendment_with_equal_claim(base: Path) -> None:
    claim_equally(base)
    finding = only_finding(base)
    assert finding.code == "crossing"
    assert finding.severity is Severity.WARNING
    second = f"rules/{NAME}/amendment-2.hereof"
    assert places(finding) == [
        (AMENDMENT, line_of(base, AMENDMENT, f"replace {TERM}")),
        (second, line_of(base, second, f"replace {TERM}")),
    ]
    assert f"`{NAME}/1 paragraph 2` and `{NAME}/2 paragraph 1`" in finding.message
    assert re.search("`follows`.*`prevails over`", finding.help)


def test_saying_which_amendment_comes_last_is_the_remedy(base: Path) -> None:
    claim_equally(base)
    edit(
        base,
        f"rules/{NAME}/amendment-2.hereof",
        "  effective as of the date hereof\n",
        "  effective as of the date hereof\n"
        f'  follows {NAME}/1\n  construed because "it is numbered after it"\n',
    )
    assert not list(hereof.load(base).check())
