"""Passages: where words stand, and whether they end where the document's words end."""

from __future__ import annotations

import pytest

from hereof.documents import (
    Document,
    Match,
    amending_verbs,
    ends_open,
    find_all,
    words_after,
    words_before,
)
from hereof.documents.passages import passages


def doc(text: str) -> Document:
    return Document("deal/a.txt", text.encode())


def only(document: Document, quoted: str) -> Match:
    (match,) = find_all(document, quoted)
    return match


def passage_texts(text: str) -> list[str]:
    document = doc(text)
    return [document.flow.text[start:end] for start, end in passages(document)]


def test_blank_lines_part_passages() -> None:
    assert passage_texts("\n\n one\n two\n \t\n\nthree\n") == ["one two", "three"]


def test_a_passage_goes_on_over_a_page_break() -> None:
    text = "the balance of the\n\n      -1-\n\n<PAGE>\n\n   Class A Certificates.\n\nNext."
    assert passage_texts(text) == ["the balance of the Class A Certificates.", "Next."]


@pytest.mark.parametrize("end", [".", ";", ":", "?", '."', ".”", ".)"])
def test_a_sentence_that_ends_before_a_page_break_ends_its_passage(end: str) -> None:
    assert passage_texts(f"one{end}\n\n-1-\n\n<PAGE>\n\nTwo") == [f"one{end}", "Two"]


def test_a_page_break_without_blank_lines_parts_nothing() -> None:
    assert passage_texts("one.\n<PAGE>\nTwo\fthree") == ["one. Two three"]


def test_words_before_and_after_are_those_of_the_passage() -> None:
    document = doc("Heading\n\n2. The Rate is 5%; provided,\nhowever, not today.\n\nNext")
    match = only(document, "The Rate is 5%")
    assert words_before(document, match) == "2."
    assert words_after(document, match) == "; provided, however, not today."
    assert words_after(document, only(document, "not today.")) == ""
    assert words_before(document, only(document, "Next")) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Rate is 5%.\n\n3. Except as amended above.", "The Rate is 5%."),
        ("The Rate is 5%.", "The Rate is 5%."),
        ("The Rate is 5%", "The Rate is 5%"),
        ('with "the Rate is 5%" in each place', "the Rate is 5%"),
        ("with “the Rate is 5%” in each place", "the Rate is 5%"),
        ("with “the Rate is 5%.” Thereafter", "the Rate is 5%"),
        ('with "the Rate (the "Rate") is 5%" there', 'the Rate (the "Rate") is 5%'),
        ("“Rate” means 5%.”\n\nNext", "“Rate” means 5%.”"),
        ("Pay (i) one.\n\n(iii) three", "Pay (i) one."),
        ("1. Pay (1) one.\n\n2. Not (x) two.", "Pay (1) one."),
        ("(1) Pay (1) one.\n\n(2) Not two.\n\n(3) Nor three.", "(1) Pay (1) one."),
    ],
)
def test_words_that_run_to_their_end(text: str, words: str) -> None:
    document = doc(text)
    assert ends_open(document, only(document, words)) == ""


@pytest.mark.parametrize(
    ("text", "words", "following"),
    [
        ("The Rate is 5%; provided, however, ...", "The Rate is 5%", "; provided, however, ..."),
        ("The Rate is 5%. It may rise.", "The Rate is 5%.", "It may rise."),
        ("The Rate is 5%.\n\nprovided, however", "The Rate is 5%.", "provided, however"),
        ("The Rate is 5%.\n\nProvided, however", "The Rate is 5%.", "Provided, however"),
        ("The Rate is 5%.\n\n; provided that", "The Rate is 5%.", "; provided that"),
        ("The Rate is 5%.\n\nand more", "The Rate is 5%.", "and more"),
        ("Pay (i) one.\n\n(ii) two.", "Pay (i) one.", "(ii) two."),
        ("Pay (a) one.\n\n(b) two.", "Pay (a) one.", "(b) two."),
        ("Pay (A) one.\n\n(B) two.", "Pay (A) one.", "(B) two."),
        ("Pay (1) one.\n\n(2) two.", "Pay (1) one.", "(2) two."),
        ("Pay (iv) one.\n\n(v) two.", "Pay (iv) one.", "(v) two."),
        ("Pay one;\n\nTwo", "Pay one;", "Two"),
        ("Pay one,\n\nTwo", "Pay one,", "Two"),
        ("Pay to:\n\nTwo", "Pay to:", "Two"),
        ("Pay one; and\n\nTwo", "Pay one; and", "Two"),
        ("Pay one\n\nTwo", "Pay one", "Two"),
        ('as the "Rate" provides.', 'as the "Rate', '" provides.'),
    ],
)
def test_words_that_stop_short_show_what_follows(text: str, words: str, following: str) -> None:
    document = doc(text)
    assert ends_open(document, only(document, words)) == following


def test_what_follows_is_cut_between_words() -> None:
    document = doc("The Rate is 5%; " + "provided, however, " * 20)
    following = ends_open(document, only(document, "The Rate is 5%"))
    assert len(following) <= 120
    assert following.endswith(("provided,", "however,"))


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Section 1 is hereby amended.", ["is hereby amended"]),
        (
            "The Agreement is hereby further amended and restated",
            ["is hereby further amended and restated"],
        ),
        ("is amended, restated and replaced", ["is amended, restated and replaced"]),
        ("are each hereby deleted", ["are each hereby deleted"]),
        ("is, effective today, hereby amended", ["hereby amended"]),
        ("be, and it hereby is, amended", ["hereby is, amended"]),
        ("shall be replaced", ["shall be replaced"]),
        ("SHALL BE DEEMED AMENDED", ["SHALL BE DEEMED AMENDED"]),
        (
            "amended by deleting X and inserting Y in lieu thereof",
            ["by deleting", "inserting", "in lieu thereof"],
        ),
        ("by striking X and substituting Y", ["by striking", "substituting"]),
        ("the Trustee hereby waives", ["hereby waives"]),
        ("the parties hereby agree to amend", ["hereby agree to amend"]),
        ("hereby irrevocably rescinds", ["hereby irrevocably rescinds"]),
        ("shall read in its entirety as follows", ["shall read in its entirety as follows"]),
        ("Deleting the first", ["Deleting"]),
    ],
)
def test_words_that_order_a_change(text: str, verbs: list[str]) -> None:
    assert [match.span.text for match in amending_verbs(doc(text))] == verbs


@pytest.mark.parametrize(
    "text",
    [
        "The Agreement may be amended by the parties.",
        "This amendment is made pursuant to Section 11.01.",
        "the Agreement, as amended from time to time",
        "as it is amended from time to time",
        "Except as amended above, the Agreement shall continue",
        "the Agreement, as hereby amended, is ratified",
        "No other provision is amended.",
        "Section 2 shall not be amended.",
        "This is a modified proposal",
    ],
)
def test_words_that_order_nothing(text: str) -> None:
    assert amending_verbs(doc(text)) == ()


def test_words_that_order_a_change_are_found_over_line_ends() -> None:
    (match,) = amending_verbs(doc("Section 1 is\n   hereby\n amended."))
    assert match.lines == (1, 3)
