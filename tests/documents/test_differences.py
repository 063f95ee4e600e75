"""What is said of a quotation that is not in the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from hereof.diagnostics import Diagnostic, Source, Span
from hereof.documents import Document, find_quotation, read_document, word_diff

AGREEMENTS = Path(__file__).parents[2] / "agreements"
QUOTED_AT = Span(Source("rules/a.hereof", "> the words\n"), 0, 11)
TEXT = """\
1. The Class A Interest Rate is 5.25% per annum, payable
   on each Distribution Date.

2. The "Servicing Fee" is an amount equal to one-twelfth of
   0.50% of the Stated Principal Balance \u2013 no more \u2013 of each
   Mortgage Loan.
"""


def missed(quoted: str, text: str = TEXT, within: tuple[int, int] | None = None) -> Diagnostic:
    document = Document("deal/a.txt", text.encode())
    finding = find_quotation(document, quoted, quoted_at=QUOTED_AT, within=within)
    assert isinstance(finding, Diagnostic)
    assert finding.code == "quotation-not-found"
    return finding


def test_a_changed_word_is_shown_between_its_neighbours() -> None:
    finding = missed("amount equal to one-twelfth of 0.25% of the Balance")
    assert finding.detail == (
        "`deal/a.txt`, lines 4-5: [-in the document-] {+in the quotation+}",
        "  amount equal to one-twelfth of [-0.50%-] {+0.25%+} of the [-Stated Principal-] Balance",
    )
    assert finding.labels[0].span == QUOTED_AT
    assert finding.labels[1].span.lines == (4, 5)


def test_long_stretches_that_agree_are_left_out() -> None:
    document = read_document(AGREEMENTS, "ramp-2003-rs8/amendment-1.txt")
    assert isinstance(document, Document)
    quoted = (
        "For any Distribution Date, an amount equal to the product of (x) a ratio, the numerator "
        "of which is the Certificate Principal Balance of the Class A-I-7 Certificates"
    )
    finding = find_quotation(document, quoted, quoted_at=QUOTED_AT)
    assert isinstance(finding, Diagnostic)
    assert finding.detail == (
        "`ramp-2003-rs8/amendment-1.txt`, lines 30-32: [-in the document-] {+in the quotation+}",
        "  ... product of (x) a [-fraction-] {+ratio+}, the numerator of which is ...",
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a b c", "a x c", "  a [-b-] {+x+} c"),
        ("a b c", "a c", "  a [-b-] c"),
        ("a c", "a b c", "  a {+b+} c"),
        ("a b", "x b", "  [-a-] {+x+} b"),
        ("a b", "a x", "  a [-b-] {+x+}"),
        ("a, b", "a; b", "  a[-,-] {+;+} b"),
        ("is 5 %", "is 5%", "  is [-5 %-] {+5%+}"),
    ],
)
def test_a_difference_can_be_read_without_colour(old: str, new: str, shown: str) -> None:
    assert word_diff(old, new) == (shown,)


@pytest.mark.parametrize(
    ("quoted", "help_says"),
    [
        ("The “Servicing Fee” is", "shape of quotation marks or dashes"),
        ("Principal Balance - no more - of", "shape of quotation marks or dashes"),
        ("Principal Balance -- no more -- of", "shape of quotation marks or dashes"),
        ("the Class A interest Rate", "only capitals"),
        ("the “servicing fee” is", "only capitals and the shape"),
        ("of each Mort\u00adgage Loan", "look the same"),
        ("is 5.25 % per annum", "only spaces"),
    ],
)
def test_a_difference_that_eyes_pass_over_is_named(quoted: str, help_says: str) -> None:
    assert help_says in missed(quoted).help


def test_a_hyphen_at_a_line_end_is_explained() -> None:
    finding = missed("on a pro-rata basis", "paid on a pro-\nrata basis only")
    assert "hyphen" in finding.help


def test_an_excerpt_mark_in_the_middle_is_explained() -> None:
    assert "only at the ends" in missed("The Class A Interest Rate ... Distribution Date").help


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [("Rate is 5", "[-5.25%-] {+5+}"), ("date hereof", "[-update-] {+date+} hereof")],
)
def test_a_quotation_that_cuts_a_word_is_shown_the_whole_word(quoted: str, shown: str) -> None:
    finding = missed(quoted, "The Rate is 5.25% as of the update hereof.")
    assert shown in finding.detail[-1]


def test_an_unrelated_quotation_shows_no_passage() -> None:
    finding = missed("zebra crossings are yellow")
    assert len(finding.labels) == 1
    assert finding.detail == ()
    assert "right document" in finding.help


def test_an_empty_document_has_nothing_near() -> None:
    assert len(missed("The Class A Interest Rate", "").labels) == 1


def test_a_word_added_at_the_end_does_not_draw_in_the_next_passage() -> None:
    finding = missed("payable on each Distribution Date. Amen.")
    assert finding.labels[1].span.lines == (1, 2)
    assert finding.detail[-1].endswith("{+Amen.+}")


def test_a_changed_first_word_is_part_of_the_nearest_words() -> None:
    finding = missed("This Class A Interest Rate is 5.25% per annum")
    assert finding.labels[1].span.text.startswith("The Class A")


def test_the_paragraph_that_quotes_is_looked_at_first() -> None:
    text = "1. The Note Rate for Class A is 5%.\n\n2. The Note Rate for Class B is 5%.\n"
    second = text.replace("\n\n", " ").index("2.")
    finding = missed("The Note Rate for Class C is 5%.", text, (second, second + 35))
    assert finding.labels[1].span.lines == (3, 3)


def test_the_nearest_words_of_a_long_quotation_are_found_in_a_long_document() -> None:
    words = [f"w{(number * number) % 9973}" for number in range(40_000)]
    text = "\n".join(" ".join(words[at : at + 10]) for at in range(0, len(words), 10))
    quoted = words[20_000:23_000]
    quoted[1500] = "otherwise"
    del quoted[700:720]

    finding = missed(" ".join(quoted), text)

    assert finding.labels[1].span.lines == (2001, 2300)
    shown = "\n".join(finding.detail)
    assert f"[-{words[21_500]}-] {{+otherwise+}}" in shown
    assert shown.count("{+") == 2


def test_a_quotation_that_differs_everywhere_is_cut_short() -> None:
    text = " ".join(f"w{n} same{n}" for n in range(3000))
    finding = missed(" ".join(f"x{n} same{n}" for n in range(3000)), text)
    assert "more lines" in finding.detail[-1]
    assert len(finding.detail) < 30
