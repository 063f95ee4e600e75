"""The numbered paragraphs of an instrument."""

from __future__ import annotations

from pathlib import Path

import pytest

from hereof.documents import Document, numbered_paragraphs, read_document

AGREEMENTS = Path(__file__).parents[2] / "agreements"


def paragraphs(text: str) -> list[tuple[str, str]]:
    document = Document("deal/a.txt", text.encode())
    return [
        (paragraph.number, document.flow.text[paragraph.start : paragraph.end])
        for paragraph in numbered_paragraphs(document)
    ]


def numbers(text: str) -> list[str]:
    return [number for number, _ in paragraphs(text)]


def test_the_amendment_has_three() -> None:
    document = read_document(AGREEMENTS, "ramp-2003-rs8/amendment-1.txt")
    assert isinstance(document, Document)
    found = numbered_paragraphs(document)
    assert [(one.number, one.span.lines) for one in found] == [
        ("1", (23, 24)),
        ("2", (26, 36)),
        ("3", (38, 39)),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1.", "2."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("Section 1.", "Section 2."),
        ("SECTION 1.", "SECTION 2."),
        ("Section 1", "Section 2"),
        ("Paragraph 1.", "Paragraph 2."),
        ("FIRST:", "SECOND:"),
        ("First:", "Second:"),
    ],
)
def test_ways_of_numbering(first: str, second: str) -> None:
    text = f"Preamble.\n\n  {first} One.\n\nMore of one.\n\n  {second} Two.\n"
    assert paragraphs(text) == [("1", f"{first} One. More of one."), ("2", f"{second} Two.")]


def test_paragraphs_numbered_by_article() -> None:
    text = "1.1 One.\n\n1.2 Two.\n\n2.1 Three.\n\n2.3 Not.\n"
    assert numbers(text) == ["1.1", "1.2", "2.1"]
    assert numbers("Section 1.01. One.\n\nSection 1.02. Two.\n") == ["1.01", "1.02"]


@pytest.mark.parametrize(
    "end",
    [
        "IN WITNESS WHEREOF, the parties have signed.",
        "In Witness\nWhereof, the parties have signed.",
        "By: /s/ A. Person",
        "BY:/s/ A. Person",
    ],
)
def test_the_last_ends_where_the_signatures_begin(end: str) -> None:
    assert paragraphs(f"1. One.\n\n2. Two.\n\n{end}\n\n3. Exhibit.\n") == [
        ("1", "1. One."),
        ("2", "2. Two."),
    ]


def test_the_first_way_of_numbering_is_taken() -> None:
    text = "1. One:\n\n(1) a\n\n(2) b\n\n(3) c\n\n2. Two.\n"
    assert numbers(text) == ["1", "2"]


def test_a_number_out_of_turn_is_no_heading() -> None:
    assert numbers("3. No.\n\n1. One.\n\n3. No.\n\n2. Two.\n\n2. No.\n\n3. Three.") == [
        "1",
        "2",
        "3",
    ]


def test_a_number_that_a_line_break_put_in_front_is_no_heading() -> None:
    text = (
        "1. The parties refer in this first paragraph to paragraph\n"
        "2. This is still the first.\n\n"
        "2. Section 1.01 of the Agreement is amended as is said in Section\n"
        "3. There it is.\n\n"
        "3. Else nothing.\n"
    )
    assert [words[:12] for _, words in paragraphs(text)] == [
        "1. The parti",
        "2. Section 1",
        "3. Else noth",
    ]


def test_paragraphs_need_no_blank_lines_between_them() -> None:
    assert numbers("WHEREAS;\n1. One is one.\n2. Two is two; and\n3. Three.\n") == ["1", "2", "3"]


def test_money_and_sections_are_no_headings() -> None:
    assert numbers("1.01 of the Agreement\n\n$1. of it\n\n1.5% of it\n") in ([], ["1.01"])
    assert numbers("Section 1.01 of the Agreement is amended.") == []
    assert numbers("Section 1 of the Agreement is amended.") == []


def test_a_paragraph_may_begin_on_a_new_page() -> None:
    assert numbers("1. One.\n\n-1-\n<PAGE>\n\n2. Two.\n\f3. Three.\n") == ["1", "2", "3"]


def test_an_instrument_without_numbers_has_none() -> None:
    assert numbers("The parties agree that the Rate is 5%.") == []
    assert numbers("") == []
