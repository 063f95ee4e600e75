"""The flow: a document's words without layout and page furniture."""

from __future__ import annotations

import pytest

from hereof.diagnostics import Source
from hereof.documents import Flow, layout_free


def flow(text: str) -> Flow:
    return Flow(Source("agreements/a.txt", text))


def test_layout_is_one_space() -> None:
    assert (
        layout_free("  the \t Class\n\n A-I-7\u00a0 Certificates ")
        == "the Class A-I-7 Certificates"
    )


@pytest.mark.parametrize(
    "mark",
    [
        "<PAGE>",
        "  <page>",
        "<PAGE>  12",
        "<Page> iv",
        "\f",
        "\f<PAGE>",
        "             -1-",
        "- 12 -",
        "-iv-",
        "[-12-]",
        "-1-\n\n<PAGE>",
        "12\n<PAGE>",
        "  12  \n\n\n<PAGE>",
        "xii\n\f",
        "12\f",
        "<PAGE>\n\n   12",
        "\f\n 12",
        "\fiv",
        "Page 12\n<PAGE>",
        "\fPage 12 of 30",
        "12\n<PAGE>\n13",
        "\f-12-",
    ],
)
def test_page_furniture_is_no_word(mark: str) -> None:
    assert flow(f"immediately prior to\n{mark}\nthat Distribution Date").text == (
        "immediately prior to that Distribution Date"
    )


@pytest.mark.parametrize("mark", ["Page 12", "PAGE 12 of 30"])
def test_a_page_number_on_a_line_by_itself_is_no_word(mark: str) -> None:
    assert flow(f"prior to\n\n    {mark}\n\nthat date").text == "prior to that date"
    assert flow(f"{mark}\n\nprior to\n\n{mark}\n").text == "prior to"
    assert flow(f"prior\n\n{mark}\n\n{mark}\n\nto").text == "prior to"


@pytest.mark.parametrize(
    "line",
    [
        "12",
        "iv",
        "500",
        "-12",
        "12-",
        "- and -",
        "<PAGE> of",
        "<PAGES>",
        "Page 12,",
        "Page twelve",
        "Pages 12",
        "[-12-",
        "--",
    ],
)
def test_what_may_be_words_is_kept(line: str) -> None:
    assert flow(f"an amount of\n{line}\nthat date").text == f"an amount of {line} that date"


def test_a_number_is_furniture_only_at_the_edge_of_a_page() -> None:
    text = "the sum of\n12\nand\n\n13\n\n<PAGE>\n\n14\n\n15\nmore"
    assert flow(text).text == "the sum of 12 and 15 more"


def test_a_page_number_that_a_line_break_put_alone_is_kept() -> None:
    assert flow("the table on\nPage 12\nof the Prospectus").text == (
        "the table on Page 12 of the Prospectus"
    )


def test_a_word_parted_by_a_hyphen_is_not_joined() -> None:
    assert flow("on a pro-\nrata basis").text == "on a pro- rata basis"


def test_offsets_lead_back_to_the_source() -> None:
    words = flow("\n  For  any\n\n  -1-\n<PAGE>\n  Distribution   Date.\n")
    start = words.text.index("any")
    span = words.span(start, start + len("any Distribution"))
    assert span.text == "any\n\n  -1-\n<PAGE>\n  Distribution"
    assert span.lines == (2, 6)
    assert words.offset(span.start) == start


@pytest.mark.parametrize("text", ["", "  \n\f ", "<PAGE>", "-1-"])
def test_a_document_without_words_has_an_empty_flow(text: str) -> None:
    assert flow(text).text == ""
    assert flow(text).passages == ()
    assert flow(text).span(0, 0).text == ""
