"""Finding quotations: exactly the words, whatever the layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from hereof.diagnostics import Diagnostic, Source, Span
from hereof.documents import (
    Document,
    Match,
    find_all,
    find_quotation,
    find_text,
    numbered_paragraphs,
    read_document,
)

AGREEMENTS = Path(__file__).parents[2] / "agreements"
QUOTED_AT = Span(Source("rules/a.hereof", "paragraph 2\n  > the words\n"), 14, 25)
NEW_WORDS = (
    "For any Distribution Date, an amount equal to the product of (x) a fraction, the numerator of "
    "which is the Certificate Principal Balance of the Class A-I-7 Certificates immediately prior "
    "to that Distribution Date and the denominator of which is the aggregate Certificate Principal "
    "Balance of the Class A-I-1 Certificates through Class A-I-8 Certificates immediately prior to "
    "that Distribution Date and (y) the Class A-I Principal Distribution Amount for that "
    "Distribution Date."
)


def doc(text: str) -> Document:
    return Document("deal/a.txt", text.encode())


def find(
    document: Document,
    quoted: str,
    within: tuple[int, int] | None = None,
    lines: tuple[int, int] | None = None,
) -> Match | Diagnostic:
    return find_quotation(document, quoted, quoted_at=QUOTED_AT, within=within, lines=lines)


def found(document: Document, quoted: str, lines: tuple[int, int] | None = None) -> Match:
    match = find(document, quoted, lines=lines)
    assert isinstance(match, Match), match
    return match


def refused(
    document: Document,
    quoted: str,
    within: tuple[int, int] | None = None,
    lines: tuple[int, int] | None = None,
) -> Diagnostic:
    finding = find(document, quoted, within, lines)
    assert isinstance(finding, Diagnostic), finding
    return finding


@pytest.fixture(scope="module")
def amendment() -> Document:
    document = read_document(AGREEMENTS, "ramp-2003-rs8/amendment-1.txt")
    assert isinstance(document, Document)
    return document


def test_the_new_words_of_the_amendment_are_found_at_their_lines(amendment: Document) -> None:
    assert amendment.sha256.startswith("c721ea94")
    assert found(amendment, NEW_WORDS).lines == (30, 36)


def test_a_quotation_goes_over_a_page_break(amendment: Document) -> None:
    match = found(
        amendment, "in accordance with its terms. IN WITNESS WHEREOF, the Master Servicer,"
    )
    assert match.lines == (39, 46)
    assert "<PAGE>" in match.span.text


@pytest.mark.parametrize("mark", ["...", "…"])
def test_marks_of_an_excerpt_are_not_part_of_it(mark: str) -> None:
    document = doc("as of the date hereof by deleting the definition")
    for quoted in (f"{mark} date hereof", f"date hereof {mark}", f"{mark}date hereof{mark}"):
        assert found(document, quoted).span.text == "date hereof"


def test_a_full_stop_before_the_mark_of_an_excerpt_stays() -> None:
    assert found(doc("its terms. Else"), "its terms....").span.text == "its terms."


@pytest.mark.parametrize("quoted", ["", "  ", "...", "… ...", "... ..."])
def test_a_quotation_without_words_is_refused(quoted: str) -> None:
    finding = refused(doc("words"), quoted)
    assert finding.code == "quotation-empty"
    assert finding.place == "rules/a.hereof:2:3"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("an update hereof", "date hereof"),
        ("the dates", "the date"),
        ("at 2.5% a year", "5%"),
        ("at .5% a year", "5%"),
        ("at 2.5% a year", "2"),
        ("at 5% a year", "at 5"),
        ("a sum of $500,000", "$500"),
        ("a sum of $500,000", "000"),
        ("a sum of $500", "500"),
        ("a sum of US$500", "$500"),
        ("Section 11.01", "1.01"),
        ("Section 1.011", "Section 1.01"),
        ("the Class A-I-7 Certificates", "Class A-I"),
        ("a non-Business Day", "Business Day"),
        ("a P&I Advance", "I Advance"),
        ("on 10/21/2003", "10/21"),
        ("and/or", "or"),
        ("it doesn't end", "t end"),
        ("café", "caf"),
        ("cafe\u0301", "cafe"),
    ],
)
def test_a_quotation_does_not_cut_a_word_or_a_number(text: str, quoted: str) -> None:
    assert refused(doc(text), quoted).code == "quotation-not-found"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the date hereof; and", "date hereof"),
        ('the "Depositor")', "Depositor"),
        ("Section 11.01(a)(ii)", "Section 11.01"),
        ("the Trustee's fee", "the Trustee"),
        ("By:/s/ Diane Wold", "Diane Wold"),
        ("By:/s/Diane Wold", "Diane Wold"),
        ("a sum of $500.", "$500"),
        ("at 5%, if", "5%"),
        ("terms\u2014all of them", "terms"),
        ("in 2003, 500 of them", "2003"),
        ("in 2003, 500 of them", "500 of"),
    ],
)
def test_a_quotation_may_end_at_a_mark(text: str, quoted: str) -> None:
    assert found(doc(text), quoted).span.text == quoted


def test_words_are_exact() -> None:
    document = doc('the definition of "Class A-I-7" on a pro-\nrata basis')
    for quoted in ("the Definition", "“Class A-I-7”", "pro-rata basis", "definition of Class"):
        assert refused(document, quoted).code == "quotation-not-found"
    assert found(document, "pro- rata basis").lines == (1, 2)


def test_words_that_stand_twice_need_their_lines() -> None:
    document = doc("The Note Rate is 5%.\n\nElsewhere.\n\nThe Note Rate is 5%.")

    finding = refused(document, "The Note Rate is 5%.")
    assert finding.code == "quotation-ambiguous"
    assert "2 times" in finding.message
    assert "`at lines 1-1`" in finding.help
    assert [label.span.place for label in finding.labels] == [
        "rules/a.hereof:2:3",
        "agreements/deal/a.txt:1:1",
        "agreements/deal/a.txt:5:1",
    ]
    assert found(document, "The Note Rate is 5%.", lines=(5, 5)).lines == (5, 5)


def test_overlapping_places_are_two() -> None:
    assert len(find_all(doc("day by day by day"), "day by day")) == 2


def test_only_five_places_are_shown() -> None:
    finding = refused(doc("Trustee " * 9), "Trustee")
    assert "9 times" in finding.message
    assert len(finding.labels) == 6
    assert "4 more" in finding.labels[-1].text


def test_words_that_stand_at_other_lines_are_told_of() -> None:
    finding = refused(doc("one\ntwo\nthree four"), "three four", lines=(1, 2))
    assert finding.code == "quotation-elsewhere"
    assert "not at lines 1-2" in finding.message
    assert "line 3" in finding.help
    assert finding.labels[1].span.text == "three four"


def test_words_must_stand_in_the_paragraph_that_quotes_them(amendment: Document) -> None:
    second, third = numbered_paragraphs(amendment)[1:]
    match = find(amendment, NEW_WORDS, within=(second.start, second.end))
    assert isinstance(match, Match)
    finding = refused(amendment, NEW_WORDS, within=(third.start, third.end))
    assert finding.code == "quotation-elsewhere"
    assert finding.labels[1].span.lines == (30, 36)


def test_a_paragraph_chooses_between_places() -> None:
    document = doc("1. The Note Rate is 5%.\n\n2. The Note Rate is 5%.\n")
    second = numbered_paragraphs(document)[1]
    match = find(document, "The Note Rate is 5%.", within=(second.start, second.end))
    assert isinstance(match, Match)
    assert match.lines == (3, 3)
    assert find_all(document, "Note Rate", (second.start, second.end)) == (
        find_all(document, "Note Rate")[1],
    )


def test_names_are_found_whatever_their_capitals() -> None:
    document = doc("JPMORGAN  CHASE\nBANK, as Trustee; JPMorgan Chase Banking")
    assert find_text(document, "JPMorgan Chase Bank") == ()
    (match,) = find_text(document, "JPMorgan Chase Bank", ignore_case=True)
    assert match.lines == (1, 2)
    assert find_text(document, "", ignore_case=True) == ()


def test_capitals_that_grow_when_lowered_do_not_move_a_place() -> None:
    (match,) = find_text(doc("İİİ İzmir and THE BANK"), "the bank", ignore_case=True)
    assert match.span.text == "THE BANK"
