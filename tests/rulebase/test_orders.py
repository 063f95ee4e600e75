"""Whether what is encoded is what the instruction orders, for the orders that English has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.documents import record

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = """agreement pine-1
  dated 2020-01-01
  document not on file

define Fee
  words not on file

define Cost
  words not on file

define Tax
  words not on file
"""
HEADER = """amendment pine-1/1
  document "pine/amendment-1.txt"
  dated 2021-03-01
    > dated March 1, 2021

paragraph 1
"""


def codes(root: Path, instruction: str, encoded: str, words: str = "") -> list[str]:
    """Give what is found of one paragraph: its instruction, and what is encoded under it."""
    for folder in ("rules/pine", "agreements/pine"):
        (root / folder).mkdir(parents=True)
    document = f"AMENDMENT NUMBER ONE, dated March 1, 2021\n\n1. {instruction}\n{words}"
    (root / "agreements/pine/amendment-1.txt").write_text(document, encoding="utf-8")
    (root / "rules/pine/agreement.hereof").write_text(AGREEMENT, encoding="utf-8")
    lines = "".join(f"  {line}\n" for line in encoded.splitlines())
    text = f"{HEADER}  > {instruction}\n{lines}"
    (root / "rules/pine/amendment-1.hereof").write_text(text, encoding="utf-8")
    assert not record(root / "agreements", write=True).diagnostics
    return [finding.code for finding in hereof.load(root).check()]


FEE = 'The definition of "Fee" is hereby amended by '
TWO = (
    '(a) the definition of "Fee" is hereby amended by replacing "1%" with "2%" and (b) the '
    'definition of "Cost" is hereby amended by replacing "3%" with "4%".'
)
SWAP = 'in Fee replace "1%" with "2%"'


@pytest.mark.parametrize(
    ("instruction", "encoded"),
    [
        (FEE + 'replacing "1%" with "2%".', SWAP),
        (FEE + 'replacing "1%", wherever it appears, with "2%".', SWAP),
        (FEE + 'deleting "1%" and replacing it with "2%".', SWAP),
        (FEE + 'deleting the figure "1%" and inserting "2%" in its place.', SWAP),
        (FEE + 'deleting "1%" and inserting in lieu thereof "2%".', SWAP),
        (FEE + 'striking "1%" and substituting therefor "2%".', SWAP),
        (FEE + 'substituting "2%" for "1%".', SWAP),
        (FEE + 'substituting the words "2%" in lieu of the words "1%".', SWAP),
        (FEE + 'inserting "2%" in place of "1%".', SWAP),
        (FEE + 'changing "1%" to "2%".', SWAP),
        ('The words "1%" in the definition of "Fee" are hereby replaced by "2%".', SWAP),
        ('"1%" in the definition of "Fee" is hereby deleted and replaced with "2%".', SWAP),
        ('Replacing "1%" in the definition of "Fee" with "2%" is hereby agreed.', SWAP),
        (FEE + "replacing \u201c1%\u201d with \u201c2%\u201d.", SWAP),
        (FEE + 'replacing "1%," with "2%,".', SWAP),
        (FEE + 'replacing "1% a month" with "2% a month".', SWAP),
        (TWO, f'{SWAP}\nin Cost replace "3%" with "4%"'),
        (
            FEE + 'replacing "1%" and "3%" with "2%" and "4%", respectively.',
            f'{SWAP}\nin Fee replace "3%" with "4%"',
        ),
        (
            FEE + 'replacing "1%" with "2%" and "3%" with "4%".',
            f'{SWAP}\nin Fee replace "3%" with "4%"',
        ),
        (
            'The definitions of "Fee" and "Cost" are hereby amended by replacing "1%" with "2%".',
            f'{SWAP}\nin Cost replace "1%" with "2%"',
        ),
        (
            FEE + 'replacing "1%" with "2%", and by replacing "3%" with "4%" in the definition '
            'of "Cost".',
            f'{SWAP}\nin Cost replace "3%" with "4%"',
        ),
        (FEE + 'inserting "net " before "cost".', 'in Fee insert "net " before "cost"'),
        (
            FEE + 'inserting the word "net" immediately after the words "any such".',
            'in Fee insert " net" after "any such"',
        ),
        (
            FEE + 'adding, after the words "any such", the word "net".',
            'in Fee insert " net" after "any such"',
        ),
        (
            FEE + 'deleting "gross" and inserting "net" after "such".',
            'in Fee delete "gross"\nin Fee insert " net" after "such"',
        ),
        (FEE + 'deleting the words "any such".', 'in Fee delete "any such"'),
        (
            'The words "any such" are hereby deleted from the definition of "Fee".',
            'in Fee delete "any such"',
        ),
        ('The definition of "Fee" is hereby deleted.', "delete Fee"),
        (
            'The definitions of "Fee", "Cost" and "Tax" are hereby deleted.',
            "delete Fee\ndelete Cost\ndelete Tax",
        ),
        (FEE + "deleting it in its entirety.", "delete Fee"),
        (
            'The Agreement is hereby amended by deleting the definition of "Fee" from it.',
            "delete Fee",
        ),
        ('The definition of "Fee" (which refers to "Cost") is hereby deleted.', "delete Fee"),
        (
            'The definition of "Fee" is deleted and "Cost" amended by replacing "1%" with "2%".',
            'delete Fee\nin Cost replace "1%" with "2%"',
        ),
        (
            'The definition of "Fee" is hereby deleted; nothing else is amended.',
            "delete Fee",
        ),
    ],
)
def test_an_order_that_is_encoded_as_it_stands(
    tmp_path: Path, instruction: str, encoded: str
) -> None:
    assert codes(tmp_path, instruction, encoded) == []


@pytest.mark.parametrize(
    ("instruction", "encoded"),
    [
        (
            FEE + 'deleting in clause (a) the reference to "1%" contained therein and substituting '
            '"2%" therefor.',
            SWAP,
        ),
        (FEE + 'deleting the figure "1%" therefrom and inserting the figure "2%" therein.', SWAP),
        (FEE + 'replacing each reference to "1%" with a reference to "2%".', SWAP),
        (FEE + 'striking "1%" each place it appears and inserting "2%".', SWAP),
        (
            FEE + 'deleting the percentage "1%" set forth opposite the caption "Level I" and '
            'substituting therefor the percentage "2%".',
            SWAP,
        ),
        (
            FEE + 'deleting in the sentence beginning with "The Servicer" the percentage "1%" and '
            'inserting in lieu thereof "2%".',
            SWAP,
        ),
        (
            FEE + 'inserting the phrase "net" immediately following the phrase "any such" in the '
            "first sentence thereof.",
            'in Fee insert " net" after "any such"',
        ),
        (
            FEE
            + 'deleting the word "and" at the end of clause (a) and by replacing "1%" with "2%".',
            f'in Fee delete "and" the last\n{SWAP}',
        ),
        (
            'It (the "Agreement") is amended by deleting the definitions of "Fee" and "Cost".',
            "delete Fee\ndelete Cost",
        ),
        (
            'All references to "1%" in the Agreement are hereby replaced by "2%".',
            'throughout the agreement replace "1%" with "2%"',
        ),
    ],
)
def test_orders_as_amendments_word_them(tmp_path: Path, instruction: str, encoded: str) -> None:
    found = set(codes(tmp_path, instruction, encoded))
    assert not found & {"ordered-otherwise", "order-denied", "instruction-unused"}


OTHERWISE = ["ordered-otherwise"]


@pytest.mark.parametrize(
    ("instruction", "encoded", "found"),
    [
        pytest.param(
            TWO,
            'in Fee replace "1%" with "4%"',
            ["instruction-unused", *OTHERWISE],
            id="old and new words of two orders",
        ),
        pytest.param(
            TWO,
            'in Fee replace "3%" with "4%"\nin Cost replace "1%" with "2%"',
            OTHERWISE * 2,
            id="each under the other term",
        ),
        pytest.param(
            FEE + 'replacing "3%" with "4%" in the definition of "Cost".',
            'in Fee replace "3%" with "4%"',
            ["instruction-unused", *OTHERWISE],
            id="a term named after the words",
        ),
        pytest.param(TWO, SWAP, ["instruction-unused"], id="half of it"),
        pytest.param(
            'The definitions of "Fee" and "Cost" are hereby deleted.',
            "delete Fee",
            ["instruction-unused"],
            id="one of two deletions",
        ),
        pytest.param(
            'The definition of "Fee" is not hereby deleted.',
            "delete Fee",
            ["order-denied"],
            id="not deleted",
        ),
        pytest.param(
            'The definition of "Fee" shall not be deleted, and the definition of "Cost" is hereby '
            "deleted.",
            "delete Fee\ndelete Cost",
            ["order-denied"],
            id="one of two is not deleted",
        ),
        pytest.param(
            'Nothing in this amendment replaces "1%" with "2%" in the definition of "Fee".',
            SWAP,
            ["order-denied"],
            id="nothing is replaced",
        ),
        pytest.param(
            'The definition of "Fee" is hereby deleted, the "Cost" having been paid.',
            "delete Cost",
            ["instruction-unused", *OTHERWISE],
            id="a term that is only mentioned",
        ),
        pytest.param(
            'The definition of "Fee", as used in the definition of "Cost", is hereby deleted.',
            "delete Cost",
            ["instruction-unused", *OTHERWISE],
            id="a term that is only mentioned between",
        ),
        pytest.param(
            'The definition of "Fee" (and not that of "Cost") is hereby deleted.',
            "delete Cost",
            ["instruction-unused", *OTHERWISE],
            id="a term that is only mentioned in brackets",
        ),
        pytest.param(
            'The words "any such" are hereby deleted from the definition of "Fee".',
            "delete Fee",
            ["instruction-unused", *OTHERWISE],
            id="some words, and not the definition",
        ),
        pytest.param(
            FEE + 'replacing "1%" with "2%".',
            'in Fee replace "2%" with "1%"',
            OTHERWISE,
            id="the wrong way round",
        ),
        pytest.param(
            FEE + 'substituting "2%" for "1%".',
            'in Fee replace "2%" with "1%"',
            OTHERWISE,
            id="the wrong way round, for",
        ),
        pytest.param(
            FEE + 'inserting "net" before "cost".',
            'in Fee insert "net" after "cost"',
            OTHERWISE,
            id="on the other side",
        ),
        pytest.param(
            FEE + 'inserting "net" before "cost".',
            'in Fee insert "cost" after "net"',
            OTHERWISE,
            id="the anchor inserted",
        ),
        pytest.param(
            FEE + 'deleting "1%" and replacing it with "2%".',
            'in Fee delete "1%"',
            ["instruction-unused", *OTHERWISE],
            id="deleted, and to be replaced",
        ),
        pytest.param(
            FEE + 'replacing "not less than 1%" with "2%".',
            SWAP,
            ["instruction-unused", *OTHERWISE],
            id="a part of what is replaced",
        ),
    ],
)
def test_what_the_instruction_does_not_order_is_found(
    tmp_path: Path, instruction: str, encoded: str, found: list[str]
) -> None:
    assert codes(tmp_path, instruction, encoded) == found


@pytest.mark.parametrize(
    ("instruction", "encoded"),
    [
        (FEE + 'replacing "1%" with "2%".', 'in Fee replace "2%" with "1%"'),
        ('The definition of "Fee" is not hereby deleted.', "delete Fee"),
        (TWO, SWAP),
    ],
)
def test_a_reason_excuses(tmp_path: Path, instruction: str, encoded: str) -> None:
    reason = '\nconstrued because "the parties agree that this was meant"'
    assert codes(tmp_path, instruction, encoded + reason) == []


HEADED = 'The definitions of "Fee" and "Cost" are hereby replaced with the following:'


@pytest.mark.parametrize(
    ("words", "first", "second", "found"),
    [
        ('\n"Fee": $500.\n\n"Cost": $900.\n', "$500.", "$900.", []),
        ('\n"Fee"\n\n$500.\n\n"Cost"\n\n$900.\n', "$500.", "$900.", []),
        ('\n"Fee"\n\n$500.\n\n"Cost"\n\n$900.\n', "$900.", "$500.", ["words-of-another-term"] * 2),
        ('\n"Fee"\n\n"Cost" less $1.\n\n"Cost"\n\n$900.\n', '"Cost" less $1.', "$900.", []),
    ],
)
def test_new_words_under_the_other_term_are_found(
    tmp_path: Path, words: str, first: str, second: str, found: list[str]
) -> None:
    encoded = f"replace Fee with\n  > {first}\nreplace Cost with\n  > {second}"
    assert codes(tmp_path, HEADED, encoded, words) == found


def test_an_instruction_of_another_paragraph_is_no_instruction(tmp_path: Path) -> None:
    other = '2. The definition of "Cost" is hereby deleted.\n'
    found = codes(tmp_path, 'The definition of "Fee" is hereby deleted.', "delete Fee", other)
    assert found == ["paragraph-not-encoded"]
    path = tmp_path / "rules/pine/amendment-1.hereof"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\nparagraph 2\n  > The definition of "Fee" is hereby deleted.\n'
        '  delete Cost\n  construed because "it is meant"\n'
    )
    assert [f.code for f in hereof.load(tmp_path).check()] == ["quotation-elsewhere"]


def test_the_date_may_be_quoted_from_another_paragraph(tmp_path: Path) -> None:
    other = "2. Paragraph 1 is effective on April 1, 2021.\n"
    codes(tmp_path, 'The definition of "Fee" is hereby deleted.', "delete Fee", other)
    path = tmp_path / "rules/pine/amendment-1.hereof"
    text = path.read_text(encoding="utf-8")
    said = "  > Paragraph 1 is effective on April 1, 2021.\n"
    path.write_text(
        text.replace("  delete Fee", f"\n{said}  effective 2021-04-01\n  delete Fee")
        + f"\nparagraph 2, no operation\n{said}"
    )
    assert [f.code for f in hereof.load(tmp_path).check()] == []
