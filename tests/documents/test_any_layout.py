"""Whatever the layout, the same words are found; whatever the layout, other words are not."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from hereof.diagnostics import Diagnostic, Source, Span
from hereof.documents import (
    Document,
    Flow,
    Match,
    find_all,
    find_quotation,
    layout_free,
    numbered_paragraphs,
)
from hereof.documents.passages import passages

QUOTED_AT = Span(Source("rules/a.hereof", "> words\n"), 0, 7)

# No bare numeral is among them: at the edge of a page that is a page number.
WORDS = (
    *("the", "Class", "A-I-7", "Certificates,", "of", "(x)", "Balance;", "$500,000.25", "2.5%"),
    *("hereof.", "“Rate”", '"Fee"', "Trustee's", "pro-rata", "Date:", "and/or", "Section"),
    *("1.01(a)", "\u2013"),
)
GAPS = (
    " ",
    "  ",
    "\n",
    "\n      ",
    " \t ",
    "\u00a0",
    "\r\n",
    "\n\n",
    "\f",
    "\n<PAGE>\n",
    "\n\n   -12-\n\n<PAGE>\n\n  ",
    "\n\n 12\n\f\n",
    "\n[-3-]\n",
    "\n\nPage 3 of 9\n\n",
    "\n<PAGE> 4\n\n iv\n\n",
)

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25)
gaps = st.lists(st.sampled_from(GAPS), min_size=26, max_size=26)


def laid_out(tokens: list[str], between: list[str]) -> Document:
    parts = [part for pair in zip(between, tokens, strict=False) for part in pair]
    return Document("a.txt", "".join([*parts, between[len(tokens)]]).encode())


@st.composite
def excerpts(draw: st.DrawFn) -> tuple[list[str], int, int]:
    tokens = draw(words)
    start = draw(st.integers(0, len(tokens) - 1))
    return tokens, start, draw(st.integers(start + 1, len(tokens)))


@given(excerpts(), gaps, gaps)
def test_layout_never_changes_where_a_quotation_is(
    excerpt: tuple[list[str], int, int], between: list[str], otherwise: list[str]
) -> None:
    tokens, start, end = excerpt
    document = laid_out(tokens, between)
    assert document.flow.text == " ".join(tokens)

    places = find_all(document, "\n".join(tokens[start:end]))

    offset = len(" ".join(tokens[:start])) + (start > 0)
    assert offset in [match.start for match in places]
    again = find_all(laid_out(tokens, otherwise), "  ".join(tokens[start:end]))
    assert [(one.start, one.end) for one in places] == [(one.start, one.end) for one in again]


@given(excerpts(), gaps)
def test_a_place_leads_back_to_its_first_and_last_word(
    excerpt: tuple[list[str], int, int], between: list[str]
) -> None:
    tokens, start, end = excerpt
    document = laid_out(tokens, between)
    for match in find_all(document, " ".join(tokens[start:end])):
        text = match.span.text
        assert text.startswith(tokens[start])
        assert text.endswith(tokens[end - 1])
        assert document.flow.offset(match.span.start) == match.start


@given(excerpts(), gaps, st.data())
def test_a_changed_word_is_never_found(
    excerpt: tuple[list[str], int, int], between: list[str], data: st.DataObject
) -> None:
    tokens, start, end = excerpt
    quoted = tokens[start:end]
    at = data.draw(st.integers(0, len(quoted) - 1))
    quoted[at] = data.draw(st.sampled_from(["ratio", quoted[at] + "s", "x" + quoted[at], "2.6%"]))

    finding = find_quotation(laid_out(tokens, between), " ".join(quoted), quoted_at=QUOTED_AT)

    assert isinstance(finding, Diagnostic)
    assert finding.code == "quotation-not-found"
    if finding.detail:
        assert re.search(r"\[-|\{\+", "\n".join(finding.detail[1:]))


@given(words, gaps)
def test_passages_hold_every_word_once(tokens: list[str], between: list[str]) -> None:
    document = laid_out(tokens, between)
    parts = [document.flow.text[start:end] for start, end in passages(document)]
    assert " ".join(parts) == " ".join(tokens)


@given(st.text(alphabet=st.sampled_from("ab 1-[]<>PAGE\n\f\r\ti.()\u00a0"), max_size=60))
@example(" a")
@example("a ")
@example("\f1\f1\f")
def test_any_text_has_a_flow_that_leads_back(text: str) -> None:
    flow = Flow(Source("agreements/a.txt", text.replace("\r", "\n")))
    assert flow.text == layout_free(flow.marked)
    assert len(flow.marked) == len(flow.source.text)
    for offset, character in enumerate(flow.text):
        if character != " ":
            position = flow.position(offset)
            assert flow.source.text[position] == character
            assert flow.offset(position) == offset


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_searched(text: str, quoted: str) -> None:
    document = Document("a.txt", text.encode("utf-8", "replace").replace(b"\0", b" "))
    numbered_paragraphs(document)
    found = find_quotation(document, quoted, quoted_at=QUOTED_AT)
    if isinstance(found, Match):
        assert layout_free(quoted).find(document.flow.text[found.start : found.end]) != -1
