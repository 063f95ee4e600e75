"""Classes of one kind beside Classes of another."""

from __future__ import annotations

import pytest

import hereof

NOTES = "the aggregate Certificate Principal Balance of all Classes of Notes"
MIXED = ("Class A-1 Notes", "Class A-2 Notes", "Class B-1 Certificates")


@pytest.mark.parametrize(
    ("classes", "members", "of"),
    [
        (MIXED, {}, ("Class A-1", "Class A-2")),
        (("A-1", "A-2"), {}, ("Class A-1", "Class A-2")),
        (("Class A-1 Notes", "B-1"), {}, ("Classes of Notes",)),
        (("A-1", "A-2", "B-1"), {"Notes": ("A-1", "A-2")}, ("Class A-1", "Class A-2")),
    ],
)
def test_every_class_of_a_kind_is_no_class_of_another(
    classes: tuple[str, ...], members: dict[str, tuple[str, ...]], of: tuple[str, ...]
) -> None:
    (reading,) = hereof.read(NOTES, classes=classes, members=members).readings
    (asked,) = reading.inputs
    assert asked.of == of


def test_every_class_of_securities_is_every_class() -> None:
    words = NOTES.replace("Notes", "Securities")
    (reading,) = hereof.read(words, classes=MIXED).readings
    assert reading.inputs[0].of == ("Class A-1", "Class A-2", "Class B-1")
