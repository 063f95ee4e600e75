"""`hereof read`: words in, formulas out, outside any rule base."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from cli.runner import Ran, run_in
from cli.test_json import faults, schema
from hereof.cli.completing import complete_convention, complete_type
from hereof.report.schema import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

ONE = (
    "For any Distribution Date, the product of (x) a fraction, the numerator of which is the\n"
    "Certificate Principal Balance of the Class A-1 Certificates immediately prior to that\n"
    "Distribution Date and the denominator of which is the aggregate Certificate Principal Balance "
    "of the\nClass A-1 Certificates through Class A-3 Certificates immediately prior to that "
    "Distribution Date and\n(y) the Principal Distribution Amount for that Distribution Date.\n"
)
SEVERAL = "For any Payment Date, 50% of the lesser of the Sweep Amount and the Trap Amount plus $5."
EXCESS = "For any Payment Date, the excess of the Pool Balance over the Target Balance."
NONE = "For any Payment Date,\nthe excess, if any, of the Pool Balance and the Target Balance."
CONVENTION = ("--convention", "excess not less than zero")
ASKED: tuple[tuple[str, tuple[str, ...], int], ...] = (
    (ONE, (), 0),
    (ONE, ("--classes", "A-1,A-2,A-3", "--term", "Class A-1 Amount"), 0),
    (SEVERAL, (), 3),
    (EXCESS, ("--type", "Pool Balance=dollars", "--type", "Target Balance=dollars"), 3),
    (EXCESS, CONVENTION, 0),
    (NONE, (), 3),
    ("", (), 3),
    ("\u202e $ é", (), 3),
)


def read(words: str | bytes, *args: str) -> Ran:
    return run_in(None, "read", *args, input=words)


def test_words_with_one_meaning_are_read() -> None:
    ran = read(ONE, "--classes", "A-1,A-2,A-3")
    assert (ran.code, ran.err) == (0, "")
    assert "read\nThe words have one reading.\n" in ran.out
    assert (
        "Certificate Principal Balance of Class A-1, Class A-2, Class A-3; "
        "immediately prior to that Distribution Date" in ran.flat
    )
    assert "\n    numerator" not in ran.out
    assert "\n      numerator: input “the Certificate Principal Balance of the" in ran.out
    assert "\n    input “the Principal Distribution Amount for that Distribution Date”" in ran.out


def test_a_file_of_words_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())
    assert run_in(None, "read", str(file)).out == read(ONE).out == read(ONE, "-").out
    file.write_text(NONE)
    assert f"error[words-not-read] {file}:2:41" in run_in(None, "read", str(file)).out


def test_several_readings_are_told_apart_by_figures() -> None:
    ran = read(SEVERAL)
    assert (ran.code, ran.err) == (3, "")
    assert "ambiguous\nThe words have 3 readings that compute differently.\n" in ran.out
    for number in (1, 2, 3):
        assert f"\nreading {number} " in ran.out
    assert "differ      where Sweep Amount is $0.00 and Trap Amount is " in ran.out
    dollars = read(EXCESS, "--type", "Pool Balance=dollars", "--type", "Target Balance=dollars")
    assert "Target Balance is $100.00, reading 1 gives $0.00 and reading 2 gives -$100.00" in (
        dollars.flat
    )


def test_a_refusal_shows_where_reading_stopped_and_what_could_follow() -> None:
    ran = read(NONE, "--width", "100")
    assert (ran.code, ran.err) == (3, "")
    assert "refused\nThe words cannot be read: reading stops at `and`.\n" in ran.out
    line = "    2 | the excess, if any, of the Pool Balance and the Target Balance."
    assert f"error[words-not-read] words:2:41\n  reading stops at `and`\n{line}\n" in ran.out
    (marks,) = (each for each in ran.out.splitlines() if each.endswith("^^^ here"))
    assert marks.index("^") == line.index("and the Target")
    assert "help: what could follow: `over`" in ran.out


def test_a_convention_that_settles_is_named() -> None:
    ran = read(EXCESS, *CONVENTION)
    assert ran.code == 0
    assert 'settled by  excess not less than zero: an "excess of" without "if any"' in ran.out
    assert "settled by" not in read(ONE, *CONVENTION).out


def test_a_named_set_has_its_members() -> None:
    words = "the aggregate Certificate Principal Balance of the Group I Certificates"
    ran = read(words, "--classes", "A-1,A-2", "--member", "Group I Certificates=A-1,A-2")
    assert ran.code == 0
    assert "Certificate Principal Balance of Class A-1, Class A-2;" in ran.flat


@pytest.mark.parametrize(("words", "args", "code"), ASKED)
def test_json_says_the_same_and_is_as_its_schema(
    words: str, args: tuple[str, ...], code: int
) -> None:
    plain, ran = read(words, *args), read(words, *args, "--json")
    assert (plain.code, ran.code, ran.err) == (code, code, "")
    assert list(faults(ran.json)) == []
    assert ran.out.isascii()
    assert list(ran.json) == list(schema("read")["properties"])
    assert plain.out.startswith(f"{ran.json['status']}\n")
    for reading in ran.json["readings"]:
        assert reading["notation"] in plain.flat
        check_parse(reading["parse"], words)


def check_parse(node: dict[str, object], words: str) -> None:
    """Check that each part lies within the words of the part that holds it."""
    start, end, parts = node["start"], node["end"], node["parts"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert node["words"] == " ".join(words[start:end].split())
    assert isinstance(parts, list)
    for part in parts:
        if part["start"] is not None:
            assert start <= part["start"] < part["end"] <= end
            check_parse(part, words)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize(("words", "args", "_code"), ASKED)
def test_the_width_is_kept(words: str, args: tuple[str, ...], _code: int, width: int) -> None:
    wide, narrow = read(words, *args), read(words, *args, "--width", str(width))
    assert all(len(line) <= width for line in narrow.out.splitlines())
    assert narrow.code == wide.code
    if "error[" not in wide.out:
        assert narrow.flat == wide.flat


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nowhere.txt",), "error[file-not-found] there is no file `nowhere.txt`"),
        ((".",), "error[file-is-folder] `.` is a folder"),
        (("-", "more"), "`more` is more than `hereof read` takes"),
        (("--classes", "A-1,,A-2"), "`A-1,,A-2` names nothing beside a comma"),
        (("--classes", "A-1,Class A-1"), "`--classes` names `Class A-1` twice"),
        (("--type", "Balance"), "`Balance` is not what `--type` takes"),
        (("--type", "Balance=euros"), "error[type-unknown] `euros`, the type of `Balance`"),
        (("--type", "B=days", "--type", "B=ratio"), "`--type` names `B` twice"),
        (("--member", "=A-1"), "`=A-1` is not what `--member` takes"),
        (("--convention", "no"), "error[convention-unknown] there is no convention `no`"),
    ],
)
def test_misuse_is_one_sentence_and_two(args: tuple[str, ...], said: str) -> None:
    ran = read(ONE, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "\n  help: " in ran.err


def test_words_that_are_no_text_are_misuse() -> None:
    ran = read(b"the Pool Bal\xe9nce")
    assert (ran.code, ran.out) == (2, "")
    assert "error[words-not-text] byte 13 of the words is not UTF-8" in ran.err


@pytest.mark.parametrize("words", ["the Fee plus " * 50_000, "é" * 200_000, "(" * 19_999])
def test_endless_words_are_refused(words: str) -> None:
    ran = read(words, "--width", "100")
    assert (ran.code, ran.err) == (3, "")
    assert "refused\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_no_rule_base_is_opened(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("no folder")
    assert run_in(tmp_path / "nowhere", "read", input=ONE).code == 0


def test_types_and_conventions_are_offered() -> None:
    offered = complete_type(None, None, "Fee Rate=ra")  # type: ignore[arg-type]
    assert [item.value for item in offered] == ["Fee Rate=ratio", "Fee Rate=rate per year"]
    assert complete_type(None, None, "Fee") == []  # type: ignore[arg-type]
    named = complete_convention(None, None, "exc")  # type: ignore[arg-type]
    assert [item.value for item in named] == ["excess not less than zero"]


def test_the_schema_is_in_the_package() -> None:
    assert "read" in VIEWS
    Draft202012Validator.check_schema(schema("read"))
    assert json.dumps(schema("read"))


def test_a_second_sentence_is_told_from_the_first() -> None:
    words = "The product of the Pool Balance and 5%. The Trustee shall give notice to each Holder."
    ran = run_in(None, "read", "-", input=words)
    assert ran.code == 3
    assert "a sentence that states a formula is followed by another" in ran.flat
    assert "words:1:41" in ran.flat
    ran = run_in(
        None, "read", "-", input="The product of the Pool Balance. The Trustee is paid it."
    )
    assert "followed by another" not in ran.flat
