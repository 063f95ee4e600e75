"""The rule language: what it accepts, and what it says of what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Token, Tree

from hereof.diagnostics import Source
from hereof.language.blocks import (
    KEYWORDS,
    MAX_BLOCK_CHARACTERS,
    MAX_FILE_CHARACTERS,
    MAX_LINE_CHARACTERS,
    MAX_NESTING,
)
from hereof.language.format_tokens import syntax_of, tokens_of
from hereof.language.grammar import rule_parser
from hereof.language.notation import notation
from hereof.language.pieces import MAX_DIGITS
from hereof.language.reader import decode, read_rules
from hereof.model.meaning import Formula
from language.reading import CONSTRUCTS, codes_of, meaning_of, rule_file_of
from language.strategies import rule_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER = "agreement a-b\n"


def defined(meaning: str) -> str:
    return f"{HEADER}define X\n  words reserved\n  means {meaning}\n"


# ---- the grammar


def test_the_grammar_passes_strict_mode() -> None:
    rule_parser(None, strict=True)


def test_the_parser_is_made_again_from_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = str(tmp_path / "rules")
    first = rule_parser(None, cache=kept)
    monkeypatch.setattr("lark.lark.Lark._build_parser", None)
    again = rule_parser(None, cache=kept)
    assert again.parse(HEADER, start="file") == first.parse(HEADER, start="file")


def named_constructs(parser: Any) -> Iterator[str]:  # noqa: ANN401
    """Give the name of every rule that makes a node of its own."""
    for rule in parser.rules:
        inlined = rule.options.expand1 and len(rule.expansion) == 1
        name = str(rule.alias or rule.origin.name)
        if rule.alias or not (inlined or name.startswith("_")):
            yield name


def test_every_construct_of_the_grammar_has_an_example() -> None:
    parser = rule_parser(None, keep_all_tokens=True)
    seen_rules, seen_words = set(), set()
    for path in CONSTRUCTS:
        text = path.read_text(encoding="utf-8")
        rule_file_of(text)
        for block in syntax_of(Source("a", text)).blocks:
            seen_rules |= {str(tree.data) for tree in block.tree.iter_subtrees()}
            seen_words |= {token.type for token in tokens_of(block.tree)}
    assert set(named_constructs(parser)) - seen_rules == {"file"}
    assert {terminal.name for terminal in parser.terminals} - seen_words == {"COMMENT", "WS"}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rule_files())
def test_every_generated_file_is_read(text: str) -> None:
    rule_file_of(text)


def test_file_is_a_sequence_of_blocks() -> None:
    text = CONSTRUCTS[-1].read_text(encoding="utf-8")
    whole = rule_parser(None, keep_all_tokens=True).parse(text, start="file")
    alone = [block.tree for block in syntax_of(Source("a", text)).blocks]
    assert [plain(child) for child in whole.children] == [plain(tree) for tree in alone]


def plain(node: Tree[Token] | Token) -> Any:  # noqa: ANN401
    if isinstance(node, Token):
        return node.type, str(node)
    return str(node.data), [plain(child) for child in node.children]


# ---- blocks


def test_only_the_keywords_begin_a_block() -> None:
    for keyword in KEYWORDS:
        assert "unknown-block" not in codes_of(f"{HEADER}{keyword}")
    assert codes_of(f"{HEADER}effective 2003-10-21\n") == ["unknown-block"]
    assert codes_of(f"{HEADER}Paragraph 1\n") == ["unknown-block"]
    assert codes_of(f"{HEADER}paragraphs\n") == ["unknown-block"]


def test_a_keyword_that_is_indented_begins_no_block() -> None:
    file = rule_file_of(f"{HEADER}paragraph 1\n  define X as\n    > words\n  delete Y\n")
    assert len(file.paragraphs) == 1
    assert len(file.paragraphs[0].operations) == 2
    assert codes_of(f"{HEADER}  paragraph 1, no operation\n") == ["unexpected-text"]


def test_comments_and_quotations_may_begin_in_the_first_column() -> None:
    file = rule_file_of(f"# a\n{HEADER}# b\nparagraph 1, no operation\n> words\n\n# c\n> more\n")
    assert [quotation.text for quotation in file.paragraphs[0].quotations] == ["words", "more"]


def test_four_independent_mistakes_are_four_findings() -> None:
    text = """\
agreement a-b
  title "Pooling and Servicing Agreement
paragraph 1
  replase X with words reserved
define Y
  words reserved
  means A * / B
exampel "what governs"
  on 2003-10-21
example "what governs"
  on 2003-10-21
"""
    found = read_rules(Source("rules/a.hereof", text))[1]
    assert sorted((finding.labels[0].span.lines[0], finding.code) for finding in found) == [
        (2, "quotation-mark-missing"),
        (4, "unexpected-text"),
        (7, "unexpected-text"),
        (8, "unknown-block"),
    ]


def test_a_mistake_in_one_block_leaves_the_others_read() -> None:
    text = f"{HEADER}paragraph 1\n  delet X\nparagraph 2\n  delete X\n"
    file, findings = read_rules(Source("rules/a.hereof", text))
    assert [paragraph.number for paragraph in file.paragraphs] == ["2"]
    assert [finding.code for finding in findings] == ["unexpected-text"]
    assert "did you mean `delete`" in findings[0].help


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["header-missing"]),
        ("paragraph 1, no operation\n", ["header-missing"]),
        (f"{HEADER}{HEADER}", ["header-twice"]),
        (f"paragraph 1, no operation\n{HEADER}", ["header-not-first"]),
        (f"  title\n{HEADER}", ["text-outside-block"]),
    ],
)
def test_a_file_has_one_header_at_its_top(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


# ---- limits


def test_the_limit_of_a_file() -> None:
    line = "# " + "x" * 97 + "\n"
    within = HEADER + line * ((MAX_FILE_CHARACTERS - len(HEADER)) // len(line))
    assert "file-too-large" not in codes_of(within)
    assert codes_of(within + line) == ["file-too-large"]


def test_the_limit_of_a_line() -> None:
    assert codes_of(HEADER + "#" * MAX_LINE_CHARACTERS) == []
    assert codes_of(HEADER + "#" * (MAX_LINE_CHARACTERS + 1)) == ["line-too-long"]


def test_the_limit_of_a_block() -> None:
    head = "paragraph 1, no operation\n"
    line = "  # " + "x" * 95 + "\n"
    count = (MAX_BLOCK_CHARACTERS - len(head)) // len(line)
    assert codes_of(HEADER + head + line * count) == []
    assert codes_of(HEADER + head + line * (count + 1)) == ["block-too-large"]


def test_the_limit_of_brackets() -> None:
    def nested(depth: int) -> str:
        return defined("(" * depth + "X" + ")" * depth)

    assert codes_of(nested(MAX_NESTING)) == []
    assert codes_of(nested(MAX_NESTING + 1)) == ["nested-too-deeply"]
    assert codes_of(nested(5_000)) == ["nested-too-deeply"]
    assert codes_of(defined(" + ".join(["(X)"] * 500))) == []


def test_the_limit_of_conditions() -> None:
    def chained(length: int) -> str:
        return defined("\n if A then B otherwise" * length + " C")

    assert codes_of(chained(MAX_NESTING)) == []
    assert codes_of(chained(MAX_NESTING + 1)) == ["nested-too-deeply"]


def test_brackets_in_quotations_strings_and_comments_do_not_count() -> None:
    many = "(" * 100
    text = f'{HEADER}paragraph 1, no operation\n  > {many}\n  construed because "{many}" # {many}\n'
    assert codes_of(text) == []


def test_the_limit_of_a_number() -> None:
    assert codes_of(defined("1" * MAX_DIGITS)) == []
    for number in ("1" * 41, "0." + "1" * 5_000, "$" + "9" * 6_000, "9" * 6_000 + "%"):
        assert codes_of(defined(number)) == ["number-too-long"]
    assert codes_of(defined(f"day {'9' * 6_000} of each month")) == ["number-too-long"]
    assert codes_of(f"{HEADER}paragraph 1, no operation\n  > a\n  at line {'9' * 6_000}\n") == [
        "unexpected-text"
    ]


# ---- how a file is stored


def stored(data: bytes) -> list[str]:
    source, findings = decode("rules/a.hereof", data)
    codes = [finding.code for finding in findings]
    return codes if source is None else codes + codes_of(source.text)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"agreement a-b\n", []),
        (b"agreement a-b", []),
        (b"agreement a-b\r\nclasses A-1\r\n", ["carriage-return"]),
        (b"agreement a-b\rclasses A-1\r", ["carriage-return"]),
        (b"\xef\xbb\xbfagreement a-b\n", ["byte-order-mark"]),
        (b"\xef\xbb\xbfagreement a-b\r\n", ["byte-order-mark", "carriage-return"]),
        (b"agreement a-b\n# \xed\xa0\x80\n", ["file-not-text"]),
        (b"agreement a-b\n# \xe9\n", ["file-not-text"]),
        ("agreement a-b\n".encode("utf-16"), ["file-not-text"]),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe", ["file-not-text"]),
        (b"agreement a-b\n\x00\n", ["file-not-text"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ["file-not-text"]),
        (b"#" * 10_000_000, ["file-too-large"]),
        (b"#" * 20_000_000, ["file-too-large"]),
        (b"agreement a-b\n#" + b"x" * 3_000_000, ["line-too-long"]),
        (b"(" * 3_000_000, ["line-too-long"]),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, bytes) else None,
)
def test_how_a_file_is_stored_is_a_finding_and_never_an_exception(
    data: bytes, codes: list[str]
) -> None:
    assert stored(data) == codes


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    stored(HEADER.encode() + data)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(rule_files(), st.data())
def test_a_damaged_file_is_read_or_refused(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    codes_of(text[:at] + data.draw(st.text(max_size=8)) + text[at + length :])


# ---- words that look alike


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("lesser of ($5, X)", "lesser of ($5, X)"),
        ("lesser of ($500,000, 1,000, 5%)", "least of ($500,000, 1,000, 5%)"),
        ("total X of (Group 1, Group 2)", "total X of (Group 1, Group 2)"),
        ("if A before B then 1 otherwise 2", "if A before B then 1 otherwise 2"),
        ("schedule (A before October 2003)", "schedule (A before October 2003)"),
        ("A-B", "A-B"),
        ("A - B", "A - B"),
    ],
)
def test_what_looks_alike_is_told_apart(text: str, printed: str) -> None:
    meaning = meaning_of(text)
    assert isinstance(meaning, Formula)
    assert notation(meaning.expression).replace("least", "lesser") == printed.replace(
        "least", "lesser"
    )


@pytest.mark.parametrize("number", ["$1,2345", "1,2345", "1,00", "A -B", "A / B / C", "A * B / C"])
def test_what_could_be_misread_is_refused(number: str) -> None:
    assert codes_of(defined(number)) == ["unexpected-text"]


@pytest.mark.parametrize(
    "name", ["A-1", "Class A-1", "1-A-1", "2A", "A-6A", "R", "Class 1-A-1", "I-A-2"]
)
def test_classes_are_named_in_the_ways_of_the_market(name: str) -> None:
    rule_file_of(f"{HEADER}classes {name}, B\n")


@pytest.mark.parametrize(
    "section",
    ["Section 1.01", "Section 4.02(a)(ii)", "Article IV", "Exhibit A", "Exhibit A-1", "Annex 3"],
)
def test_sections_are_named_in_the_ways_of_the_market(section: str) -> None:
    file = rule_file_of(f"{HEADER}  authority {section}\n")
    assert file.instrument is not None
    assert file.instrument.authority is not None
    assert file.instrument.authority.value == section


@pytest.mark.parametrize("value", ["2003-02-29", "2003-13-01", "0000-01-01"])
def test_a_day_that_is_in_no_calendar_is_a_finding(value: str) -> None:
    assert codes_of(f"{HEADER}  dated {value}\n") == ["no-such-date"]


def test_a_month_that_is_in_no_calendar_is_a_finding() -> None:
    text = defined("day 25 of each month, from October 0000")
    assert codes_of(text) == ["no-such-date"]
