"""One canonical layout: idempotent, with every comment, and without a change of meaning."""

from __future__ import annotations

import re
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from hereof.diagnostics import Source
from hereof.language import format as formatter
from hereof.language.format import format_bytes, format_rules
from hereof.language.format_tokens import syntax_of
from language.reading import CONSTRUCTS, REPOSITORY, rule_file_of
from language.strategies import rule_files

if TYPE_CHECKING:
    from pathlib import Path

RULES = sorted((REPOSITORY / "rules").glob("**/*.hereof"))


def formatted(text: str) -> str:
    result = format_rules(text, "rules/a.hereof")
    assert not result.findings, result.findings
    assert result.text is not None
    return result.text


def block(text: str) -> str:
    """Format a block below a header, and give it alone."""
    return formatted(f"agreement a-b\n{dedent(text)}").removeprefix("agreement a-b\n\n")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rule_files())
def test_meaning_and_comments_are_kept_and_twice_is_once(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once
    assert rule_file_of(once) == rule_file_of(text)
    assert syntax_of(Source("a", once)).comments == syntax_of(Source("a", text)).comments


@settings(max_examples=50, deadline=None, derandomize=True)
@given(rule_files())
def test_no_line_ends_in_blanks_and_no_two_lines_are_blank(text: str) -> None:
    lines = formatted(text).split("\n")
    assert lines[0]
    assert lines[-1] == ""
    assert all(line == line.rstrip() for line in lines)
    assert not any(not a and not b for a, b in pairwise(lines[:-1]))


@pytest.mark.parametrize("path", CONSTRUCTS, ids=lambda path: path.stem)
def test_every_construct_in_the_canonical_layout_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text
    spread = re.sub(r"^(?= +[^\s>#])", "\n    ", text, flags=re.MULTILINE)
    assert formatted(spread) == text


@pytest.mark.parametrize("path", RULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_repository_s_own_rules_keep_their_meaning(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert rule_file_of(once) == rule_file_of(text)


def test_facts_of_the_header_stand_in_a_column() -> None:
    text = 'amendment a-b/1 title "One" known  from "x.txt"\n > as of\n requires A Bank,B Bank'
    assert formatted(text) == (
        'amendment a-b/1\n  title      "One"\n  known from "x.txt"\n    > as of\n'
        "  requires   A Bank, B Bank\n"
    )


def test_a_long_list_fills_its_lines() -> None:
    names = ", ".join(f"A-{n}" for n in range(1, 31))
    assert block(f"classes {names}") == (
        "classes A-1, A-2, A-3, A-4, A-5, A-6, A-7, A-8, A-9, A-10, A-11, A-12, A-13, A-14, A-15, "
        "A-16, A-17,\n        A-18, A-19, A-20, A-21, A-22, A-23, A-24, A-25, A-26, A-27, A-28, "
        "A-29, A-30\n"
    )


def test_a_formula_that_fits_stays_on_its_line() -> None:
    assert block("define X\n words reserved\n means\n   A\n   + B") == (
        "define X\n  words reserved\n  means A + B\n"
    )


def test_a_formula_that_does_not_fit_is_broken_at_its_outermost_operators() -> None:
    text = """
        define X
          words reserved
          means (Certificate Principal Balance of Class A-I-7 / total Certificate Principal Balance of Class A-I-1 through Class A-I-8) * Class A-I Principal Distribution Amount
    """  # noqa: E501
    assert block(text) == (
        "define X\n  words reserved\n  means\n"
        "    (Certificate Principal Balance of Class A-I-7\n"
        "      / total Certificate Principal Balance of Class A-I-1 through Class A-I-8)\n"
        "    * Class A-I Principal Distribution Amount\n"
    )


def test_quoted_words_are_not_touched() -> None:
    text = """
        paragraph 1
        >the  words   "as" they # stand\t
             >   indented > twice
        >
          > last
          delete X
    """
    assert block(text) == (
        'paragraph 1\n  > the  words   "as" they # stand\n  >   indented > twice\n  >\n  > last\n'
        "  delete X\n"
    )


def test_two_quotations_stay_two() -> None:
    text = "paragraph 1, no operation\n > one\n\n\n\n > two\n # between\n\n > three\n"
    assert block(text) == (
        "paragraph 1, no operation\n  > one\n\n  > two\n\n  # between\n  > three\n"
    )


def test_a_single_edit_reads_on_from_its_term() -> None:
    text = 'paragraph 1\n in Due Period\n replace "a" with "b"\n in X delete "c" delete "d"\n'
    assert block(text) == (
        'paragraph 1\n  in Due Period replace "a" with "b"\n  in X\n  delete "c"\n  delete "d"\n'
    )


def test_comments_stay_where_they_say_what_they_say() -> None:
    text = """\
        # above the file

        # above the paragraph
        paragraph 1 # beside the head
        # above the first
          delete X# beside the first
          # inside, at the end
        # above the second
        paragraph 2

          delete Y # beside

          # at the end"""
    assert formatted("agreement a-b\n" + dedent(text)) == (
        "agreement a-b\n\n# above the file\n\n# above the paragraph\n"
        "paragraph 1  # beside the head\n  # above the first\n  delete X  # beside the first\n"
        "  # inside, at the end\n\n# above the second\nparagraph 2\n  delete Y  # beside\n"
        "  # at the end\n"
    )


def test_a_comment_within_a_formula_stays_with_its_word() -> None:
    text = """
        define X
          words reserved
          means lesser of (A # the first
            , # after the comma
            # above the second
            B # the second
            )
    """
    assert block(text) == (
        "define X\n  words reserved\n  means\n    lesser of (\n      A  # the first\n"
        "      ,  # after the comma\n      # above the second\n      B)  # the second\n"
    )


def test_line_ends_and_a_byte_order_mark_are_put_right() -> None:
    data = b"\xef\xbb\xbfagreement a-b\r\n\r\nclasses A-1,A-2\r\n"
    result = format_bytes(data, "rules/a.hereof")
    assert result.text == "agreement a-b\n\nclasses A-1, A-2\n"
    assert result.findings == ()
    assert formatted(data.decode()) == result.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"agreement a-b\nclass A-1\n", "unknown-block"),
        (b"agreement a-b\nparagraph 1\n", "paragraph-empty"),
        (b"agreement \xff\n", "file-not-text"),
        (b"", "header-missing"),
        (b"# nothing but a comment\n", "header-missing"),
    ],
)
def test_a_file_with_errors_is_left_alone(data: bytes, code: str) -> None:
    result = format_bytes(data, "rules/a.hereof")
    assert result.text is None
    assert [finding.code for finding in result.findings] == [code]


@pytest.mark.parametrize(
    ("spoilt", "harm"),
    [
        ("agreement a-b\n", "change its meaning"),
        ("agreement a-b\n\nclasses A-1, A-2\n", "lose a comment"),
        ("agreement a-b\n\nclasses A-1,\n", "leave it unreadable"),
    ],
)
def test_a_result_that_says_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, spoilt: str, harm: str
) -> None:
    monkeypatch.setattr(formatter, "_laid_out", lambda _syntax: spoilt)
    result = format_rules("agreement a-b\nclasses A-1, A-2 # both\n", "rules/a.hereof")
    assert result.text is None
    (finding,) = result.findings
    assert finding.code == "format-refused"
    assert harm in finding.message
    assert "rules/a.hereof" in finding.message
