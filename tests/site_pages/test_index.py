"""The index of the search says which pages have a word; a part is small."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hereof.site.index import PART, SearchIndex, folded, indexed, packed, words_in


def unpacked(text: str) -> list[int]:
    found: list[int] = []
    last = 0
    for each in text.split():
        step, _, count = each.partition("*")
        for _ in range(int(count or "1", 36)):
            last += int(step, 36)
            found.append(last)
    return found


@given(st.sets(st.integers(0, 5000)))
def test_numbers_are_packed_and_unpacked(numbers: set[int]) -> None:
    assert unpacked(packed(sorted(numbers))) == sorted(numbers)


def test_words_are_found_whole_and_in_part() -> None:
    assert words_in("Class A-I-7's P&I") == {
        *("class", "a-i-7's", "a", "i", "7", "s", "p&i", "p"),
    }
    assert words_in("5½% or ½") == {"5", "1\u20442", "or"}
    assert folded("Détenu ﬁve İ") == "detenu five i"


def test_parts_hold_every_page_and_word_in_order() -> None:
    written: dict[str, str] = {}
    index = SearchIndex(lambda name, data: written.update({name: data.decode("ascii")}))
    for number in range(3000):
        index.add(
            indexed(
                {
                    "kind": "definition",
                    "title": f"Term {number}",
                    "of": "An Agreement",
                    "href": f"{number}.html",
                    "outcome": "in force",
                    "words": f"word{number % 700} common",
                    "also": [f"other{number}"],
                }
            )
        )
    index.finish()
    known = call(written["search/index.js"], "index")[0]
    pages = [
        page
        for number in range(len(known["pages"]))
        for page in call(written[f"search/pages-{number}.js"], "pages")[1]
    ]
    assert [page[3] for page in pages] == [f"{number}.html" for number in range(3000)]
    words: dict[str, str] = {}
    for number, first in enumerate(known["words"]):
        part = call(written[f"search/words-{number}.js"], "words")[1]
        assert next(iter(part)) == first
        words |= part
    assert list(words) == sorted(words)
    assert len(known["lengths"]) == 3000
    assert unpacked(words["common"]) == [2 * n for n in range(3000)]
    assert unpacked(words["word5"]) == [2 * n for n in range(3000) if n % 700 == 5]
    assert unpacked(words["term"]) == [2 * n + 1 for n in range(3000)]
    assert all(len(text) < PART + 2000 for text in written.values())


def call(text: str, name: str) -> list[Any]:
    found = re.fullmatch(rf"hereof\.{name}\((.*)\);\n", text, re.DOTALL)
    assert found, text[:80]
    said: list[Any] = json.loads(f"[{found[1]}]")
    return said
