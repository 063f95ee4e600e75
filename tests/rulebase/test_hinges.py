"""Words that an encoding drops: what a change hangs on, its limits, and what its head says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

import hereof
from hereof.documents import record

if TYPE_CHECKING:
    from pathlib import Path

_TERMS: Final = ("Fee", "Cost", "Tax", "Reserve Amount", "Servicer", "Section 4.02")
_AGREEMENT: Final = """agreement pine-1
  title    "Trust Agreement"
  dated    2020-01-01
  document not on file

define Distribution Date
  words not on file
  construed because "an illustration"
  means day 25 of each month

define Closing Date
  words not on file
  construed because "an illustration"
  means 2020-01-31
""" + "".join(f"\ndefine {term}\n  words not on file\n" for term in _TERMS)
_TITLE: Final = "AMENDMENT NUMBER ONE, dated March 1, 2021"
_DELETE: Final = "delete Fee"
_SWAP: Final = 'in Fee replace "1%" with "2%"'
_DELETED: Final = 'the definition of "Fee" is hereby deleted'
_SWAPPED: Final = 'the definition of "Fee" is hereby amended by replacing "1%" with "2%"'


def findings(root: Path, instruction: str, encoded: str, head: str = "") -> list[tuple[str, str]]:
    """Give code and message of what is found of one paragraph and the head above it."""
    for folder in ("rules/pine", "agreements/pine"):
        (root / folder).mkdir(parents=True)
    instruction = instruction[0].upper() + instruction[1:]
    document = f"{head or _TITLE}\n\n1. {instruction}\n"
    (root / "agreements/pine/1.txt").write_text(document, encoding="utf-8")
    (root / "rules/pine/agreement.hereof").write_text(_AGREEMENT, encoding="utf-8")
    lines = "".join(f"  {line}\n" for line in encoded.splitlines())
    text = (
        'amendment pine-1/1\n  document "pine/1.txt"\n  dated 2021-03-01\n'
        f"    > {_TITLE}\n\nparagraph 1\n  > {instruction}\n{lines}"
    )
    (root / "rules/pine/1.hereof").write_text(text, encoding="utf-8")
    assert not record(root / "agreements", write=True).diagnostics
    return [(each.code, each.message) for each in hereof.load(root).check()]


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        (f"Subject to the conditions set forth in Section 5 below, {_DELETED}.", "conditions set"),
        (f"Subject to the terms and conditions of Section 3 hereof, {_DELETED}.", "Section 3"),
        (f"From and after the occurrence of a Trigger Event, {_DELETED}.", "occurrence of a"),
        (f"{_DELETED} upon the occurrence of a Trigger Event.", "upon the occurrence"),
        (f"Following the Trigger Event, {_DELETED}.", "Following the Trigger Event"),
        (f"At any time when no Event of Default is continuing, {_DELETED}.", "any time when"),
        (f"In the absence of an Event of Default, {_DELETED}.", "In the absence of"),
        (f"Where the Servicer has resigned, {_DELETED}.", "Where the Servicer"),
        (f"In the event a Trigger Event occurs, {_DELETED}.", "In the event a"),
        (f"On the first date on which the Notes are paid, {_DELETED}.", "first date on which"),
        (f"With the consent of the Insurer, {_DELETED}.", "With the consent of the Insurer"),
        (f"{_DELETED}, but only with the consent of the Insurer.", "with the consent"),
        (f"{_DELETED}, unless the Holders elect otherwise.", "unless the Holders"),
    ],
)
def test_a_condition_that_is_dropped_is_named(tmp_path: Path, instruction: str, words: str) -> None:
    found = findings(tmp_path, instruction, _DELETE)
    assert {code for code, _ in found} == {"effectivity-unsaid"}
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("instruction", "encoded"),
    [
        (
            f"From and after the occurrence of a Trigger Event, {_DELETED}.",
            f'effective when "the occurrence of a Trigger Event", not yet met\n{_DELETE}',
        ),
        (
            f"At any time when no Event of Default is continuing, {_DELETED}.",
            f'effective when "no Event of Default is continuing", not yet met\n{_DELETE}',
        ),
        (f"Subject to the terms and conditions of this Amendment, {_DELETED}.", _DELETE),
        (f"Subject to Section 9.01 of the Trust Agreement, {_DELETED}.", _DELETE),
        (f"From and after the execution of this Amendment, {_DELETED}.", _DELETE),
        (f"After giving effect to this Amendment, {_DELETED}.", _DELETE),
        (f"With the consent of the Insurer, which has been obtained, {_DELETED}.", _DELETE),
        (f"With the consent of the undersigned Holders, {_DELETED}.", _DELETE),
        (f"With the consent of the Holders under Section 9.01, {_DELETED}.", _DELETE),
        (f"{_DELETED} without the consent of the Holders.", _DELETE),
        (
            (
                'the definition of "Fee", which is due upon the occurrence of a Default, is hereby '
                "deleted."
            ),
            _DELETE,
        ),
        ("Section 4.02 (Remedies upon the occurrence of a Default) is hereby deleted.", ""),
        ("Section 4.02, providing for remedies upon the occurrence of a Default, is deleted.", ""),
        (f'Where the term "1%" is used, {_SWAPPED}.', _SWAP),
        (
            (
                'the definition of "Fee" is hereby amended by deleting the words '
                '"with the consent of the Insurer".'
            ),
            'in Fee delete "with the consent of the Insurer"',
        ),
    ],
)
def test_what_is_no_condition_or_is_encoded_is_not_named(
    tmp_path: Path, instruction: str, encoded: str
) -> None:
    assert findings(tmp_path, instruction, encoded or "delete Section 4.02") == []


def test_the_consent_of_who_signs_is_given(tmp_path: Path) -> None:
    findings(tmp_path, f"With the consent of the Insurer, {_DELETED}.", _DELETE)
    path = tmp_path / "rules/pine/1.hereof"
    text = path.read_text("utf-8")
    party = '  party "Oak" as Insurer, construed because "an illustration"\n\nparagraph'
    path.write_text(text.replace("\nparagraph", party), "utf-8")
    assert [each.code for each in hereof.load(tmp_path).check()] == []


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (" as it applies to the Class A-1 Certificates", "as it applies to"),
        (" insofar as it relates to the Group I Loans", "insofar as"),
        (", except for purposes of Section 4.02", "except for purposes of"),
        (" for purposes of calculating the Cost", "for purposes of"),
        (" in the case of the Group I Loans", "in the case of"),
        (" with respect to the Group I Loans", "with respect to"),
        ("; however, the Holders may elect to retain the former rate", "the Holders may elect"),
        (". However, the Holders may elect to retain the former rate", "the Holders may elect"),
        (", at the option of the Servicer", "at the option of"),
    ],
)
def test_a_limit_that_is_dropped_is_named(tmp_path: Path, behind: str, words: str) -> None:
    found = findings(tmp_path, f"{_SWAPPED}{behind}.", _SWAP)
    assert [code for code, _ in found] == ["effectivity-unsaid"]
    assert words in found[0][1]


@pytest.mark.parametrize(
    "instruction",
    [
        f"For all purposes of the Trust Agreement, {_SWAPPED}.",
        f"In the case of any conflict, this Amendment controls, and {_SWAPPED}.",
        f"As it relates to all Certificates, {_SWAPPED}.",
        f"For the purpose of correcting an ambiguity, {_SWAPPED}.",
        f"To the extent permitted by applicable law, {_SWAPPED}.",
        f"With respect to the Trust Agreement relating to the Pine Certificates, {_SWAPPED}.",
        f"With respect to Section 1.01 of the Trust Agreement, {_SWAPPED}.",
        'in the case of the definition of "Fee", "1%" is hereby replaced with "2%".',
        f"{_SWAPPED}; however, nothing herein shall affect any other provision.",
        f"{_SWAPPED}; the Holders may rely on this Amendment.",
        f"{_SWAPPED}, and the Trust Agreement shall thereafter be read accordingly.",
        f"{_SWAPPED}, and the Servicer shall be required to give notice.",
        f'{_SWAPPED}, and the Fee shall thereafter be "2%".',
    ],
)
def test_what_is_no_limit_and_no_effect_is_not_named(tmp_path: Path, instruction: str) -> None:
    assert findings(tmp_path, instruction, _SWAP) == []


@pytest.mark.parametrize(
    "behind",
    [
        ", and the Reserve Amount shall thereafter be $5,000",
        ", and thereafter the Reserve Amount shall be zero",
        ", whereupon the Reserve Amount shall be reduced by half",
    ],
)
def test_a_further_effect_is_named(tmp_path: Path, behind: str) -> None:
    found = findings(tmp_path, f"{_SWAPPED}{behind}.", _SWAP)
    assert [code for code, _ in found] == ["instruction-unused"]
    assert "Reserve Amount shall" in found[0][1]


@pytest.mark.parametrize(
    "instruction",
    [
        'The Holders shall vote on whether the definition of "Fee" shall be deleted.',
        'The Trustee shall determine whether the definition of "Fee" is to be deleted.',
        'Whether the definition of "Fee" shall be deleted is left to the Holders.',
    ],
)
def test_a_question_orders_nothing(tmp_path: Path, instruction: str) -> None:
    assert [code for code, _ in findings(tmp_path, instruction, _DELETE)] == ["order-denied"]


@pytest.mark.parametrize(
    "instruction",
    [
        'Irrespective of whether the Holders vote, the definition of "Fee" shall be deleted.',
        'The definition of "Fee", whether used in the singular or plural, shall be deleted.',
        f"The Trustee, whether as trustee or otherwise, agrees that {_DELETED}.",
    ],
)
def test_whatever_the_answer_is_an_order_stands(tmp_path: Path, instruction: str) -> None:
    assert findings(tmp_path, instruction, _DELETE) == []


@pytest.mark.parametrize(
    ("start", "encoded"),
    [
        ("the Distribution Date next succeeding March 1, 2021", "2021-03-01"),
        ("the Distribution Date next following the date hereof", "as of the date hereof"),
        ("the first day of the month following July 1, 2021", "2021-07-01"),
        ("the day immediately after the Closing Date", "as of the Closing Date"),
        ("the Closing Date next succeeding", "as of the Closing Date"),
        (
            "the Distribution Date immediately following the Distribution Date in June 2021",
            "from the Distribution Date in June 2021",
        ),
    ],
)
def test_a_start_that_is_counted_is_not_the_day_it_is_counted_from(
    tmp_path: Path, start: str, encoded: str
) -> None:
    found = findings(
        tmp_path, f"Effective on {start}, {_DELETED}.", f"effective {encoded}\ndelete Fee"
    )
    assert [code for code, _ in found] == ["ordered-otherwise"]


def test_a_start_that_follows_is_the_day_where_the_words_name_it(tmp_path: Path) -> None:
    start = "Effective on the Distribution Date in June 2021, the one next succeeding the signing"
    encoded = "effective from the Distribution Date in June 2021\ndelete Fee"
    assert findings(tmp_path, f"{start}, {_DELETED}.", encoded) == []


@pytest.mark.parametrize("ends", ["be of effect", "have any further force", "be of any force"])
def test_words_that_cease_to_be_of_effect_are_an_end(tmp_path: Path, ends: str) -> None:
    found = findings(tmp_path, f"{_DELETED}; this shall cease to {ends} on July 1, 2021.", _DELETE)
    assert [code for code, _ in found] == ["effectivity-unsaid"]
    assert "an end" in found[0][1]


def test_an_end_that_is_encoded_is_not_named(tmp_path: Path) -> None:
    encoded = 'effective until 2021-07-01, construed because "an end"\ndelete Fee'
    words = f"{_DELETED}; this shall cease to be of effect on July 1, 2021."
    assert findings(tmp_path, words, encoded) == []


_OWN: Final = "Trust Agreement dated as of January 1, 2020"
_OTHER: Final = "Indenture dated as of January 1, 2020"


@pytest.mark.parametrize(
    "head",
    [
        f"{_TITLE}, effective as of July 1, 2021",
        f"{_TITLE}\n\nEffective as of July 1, 2021",
        f"{_TITLE}\n\nThis Amendment, effective July 1, 2021, amends the {_OWN}.",
        f"{_TITLE}\n\nWHEREAS, the parties wish to amend the {_OWN} effective as of July 1, 2021;",
    ],
)
def test_a_head_that_says_another_start(tmp_path: Path, head: str) -> None:
    found = findings(tmp_path, f"{_DELETED}.", _DELETE, head)
    assert [code for code, _ in found] == ["effectivity-unsaid"]
    assert "July 1, 2021" in found[0][1]


@pytest.mark.parametrize(
    ("head", "encoded"),
    [
        (
            f"{_TITLE}, effective as of July 1, 2021",
            'effective 2021-07-01, construed because "the title says so"\ndelete Fee',
        ),
        (f"{_TITLE}, effective as of March 1, 2021", _DELETE),
        (
            (
                f"{_TITLE}\n\nWHEREAS, the parties wish to amend the Trust Agreement, "
                "effective as of January 1, 2020;"
            ),
            _DELETE,
        ),
        (
            (
                f"{_TITLE}\n\nWHEREAS, the rules of the Commission, effective as of May 1, 2021, "
                f"require a change of the {_OWN};"
            ),
            _DELETE,
        ),
    ],
)
def test_a_head_that_says_the_start_or_speaks_of_another_thing(
    tmp_path: Path, head: str, encoded: str
) -> None:
    assert findings(tmp_path, f"{_DELETED}.", encoded, head) == []


@pytest.mark.parametrize(
    "said",
    [
        f"This Amendment No. 1 to the {_OTHER} is made by the Trustee.",
        f'This Amendment amends the {_OTHER} (the "Indenture").',
        f"WHEREAS, the parties desire to amend that certain {_OTHER};",
    ],
)
def test_another_paper_of_the_same_date(tmp_path: Path, said: str) -> None:
    found = findings(tmp_path, f"{_DELETED}.", _DELETE, f"{_TITLE}\n\n{said}")
    assert [code for code, _ in found] == ["agreement-mistaken"]
    assert "Indenture dated January 1, 2020" in found[0][1]


def test_a_part_of_another_paper_of_the_same_date(tmp_path: Path) -> None:
    head = f'{_TITLE}\n\nThis Amendment amends the {_OWN} and the {_OTHER} (the "Indenture").'
    words = "Section 4.02 of the Indenture is hereby deleted."
    found = findings(tmp_path, words, "delete Section 4.02", head)
    assert [code for code, _ in found] == ["ordered-otherwise"]


@pytest.mark.parametrize(
    "said",
    [
        f"This Amendment amends the {_OWN}. Terms are used as in the {_OTHER}.",
        f"This Amendment No. 1 to the Trust Agreement is made by the trustee under the {_OTHER}.",
        (
            "This Amendment amends the Amended and Restated Trust Agreement dated as of January 1, "
            "2020."
        ),
        f'This Amendment amends the {_OTHER} (the "Trust Agreement").',
    ],
)
def test_the_same_paper_in_other_words(tmp_path: Path, said: str) -> None:
    assert findings(tmp_path, f"{_DELETED}.", _DELETE, f"{_TITLE}\n\n{said}") == []
