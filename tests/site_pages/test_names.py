"""Names of files: safe everywhere, no two alike, the same in every run."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hereof.site.names import file_names, named_as

SAFE = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
TEXTS = st.text(max_size=90) | st.text("aA.-_ é/\\1", max_size=8)


@given(st.lists(TEXTS, max_size=12))
def test_names_are_safe_and_no_two_alike(texts: list[str]) -> None:
    found = file_names(texts)
    assert set(found) == set(texts)
    assert len(set(found.values())) == len(found)
    for name in found.values():
        assert SAFE.fullmatch(name), name
        assert ".." not in name
        assert len(name) <= 80


@given(st.lists(TEXTS, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_names_do_not_depend_on_the_order(texts: list[str], chance: object) -> None:
    other = list(texts)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert file_names(texts) == file_names(other)


def test_a_plain_term_has_a_plain_name() -> None:
    found = file_names(["Class A-I-7 Pro Rata Distribution Amount", "Section 4.02", "Net Rate"])
    assert list(found.values()) == [
        "class-a-i-7-pro-rata-distribution-amount",
        "section-4.02",
        "net-rate",
    ]


def test_names_that_would_be_one_are_told_apart() -> None:
    found = file_names(["Net Rate", "NET RATE", "Net-Rate", "Net Rate."])
    assert len(set(found.values())) == 4
    assert all(re.fullmatch(r"net-rate-[0-9a-f]{10}", name) for name in found.values())


def test_hostile_names_say_nothing_of_a_path() -> None:
    hostile = ["..", "../../etc/passwd", "/", "", "CON", "com1.2", ".git", "a/b", "\u202e", "定義"]
    found = file_names(hostile)
    for text, name in found.items():
        assert re.search(r"-[0-9a-f]{10}$", name), (text, name)


def test_a_name_is_made_of_the_text_and_told_apart_by_the_key() -> None:
    assert named_as({"x/1": "1", "x/2": "2"}) == {"x/1": "1", "x/2": "2"}
    assert len(set(named_as({"x": "agreement", "x/agreement": "agreement"}).values())) == 2
