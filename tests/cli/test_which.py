"""`hereof which`: the words, and what proves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran

TERM = "Class A-I-7 Pro Rata Distribution Amount"
HASH = "c721ea94efcea9484e3d18da8b33537d88734b0b3d9d04e37ac8236cef47aa16"


def test_the_question_that_the_project_was_made_for(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", TERM, "--on", "2003-10")
    assert ran.code == 0
    for said in (
        "in force on Distribution Date 27 October 2003 (25 October 2003 is a Saturday)",
        "Class A-I-1 Certificates through Class A-I-8 Certificates immediately prior to",
        "by          Amendment Number One, paragraph 2, under Section 11.01(a)(ii), effective 21",
        "effective 21 October 2003, known from 21 October 2003",
        "agreements/ramp-2003-rs8/amendment-1.txt, lines 30-36",
        HASH,
        "Diane Wold for Master Servicer",
        "replaces    what stood by Pooling and Servicing Agreement, Series 2003-RS8",
        "words not on file",
    ):
        assert said in ran.out


def test_everything_construed_has_a_line(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", TERM, "--on", "2003-10")
    leans = ran.out[ran.out.index("leans on") : ran.out.index("parties")]
    assert [line.strip().partition(", as construed")[0] for line in leans.splitlines()] == [
        "leans on    the execution, 21 October 2003, of Amendment Number One",
        "the list of Classes",
        "the meaning of Distribution Date",
        "the meaning of Business Day",
    ]


def test_a_range_of_classes_is_resolved(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", TERM, "--on", "2003-10")
    members = ", ".join(f"A-I-{n}" for n in range(1, 9))
    assert f"Class A-I-1 through Class A-I-8: {members}" in ran.out


@pytest.mark.parametrize(
    ("asked", "headline", "code"),
    [
        (("--on", "2003-10-20"), "in force as construed on 20 October 2003", 0),
        (("--on", "2003-10-21"), "in force on 21 October 2003", 0),
        (
            ("--on", "2003-10-27", "--known-on", "2003-10-20"),
            "in force as construed on 27 October 2003",
            0,
        ),
        (("--on", "2003-08-31"), "not in force on 31 August 2003", 3),
    ],
)
def test_the_day_before_the_day_itself_and_before_it_all(
    hereof: Callable[..., Ran], asked: tuple[str, ...], headline: str, code: int
) -> None:
    ran = hereof("which", TERM, *asked)
    assert ran.out.splitlines()[1] == headline
    assert ran.code == code


def test_construed_words_are_labelled_wherever_they_are_shown(hereof: Callable[..., Ran]) -> None:
    lines = hereof("which", TERM, "--on", "2003-10-20").out.splitlines()
    shown = [line.strip() for line in lines if "For any Distribution Date" in line]
    assert shown
    assert all(line.startswith("as construed: ") for line in shown)


def test_it_says_as_known_when(hereof: Callable[..., Ran]) -> None:
    everything = hereof("which", TERM, "--on", "2003-10-27").out.splitlines()[-1]
    assert everything == (
        "As known with every executed instrument on file, the latest being Amendment Number One, "
        "executed 21 October 2003."
    )
    then = hereof("which", TERM, "--on", "2003-10-27", "--known-on", "2003-10-20")
    assert then.out.splitlines()[-1] == "As known on 20 October 2003."


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2003-09", "There is no Distribution Date in September 2003: "),
        ("2150-10", "The calendar of the Federal Reserve Banks covers 1999 to 2100"),
    ],
)
def test_a_month_without_a_date_has_no_answer(
    hereof: Callable[..., Ran], month: str, said: str
) -> None:
    ran = hereof("which", TERM, "--on", month)
    assert ran.code == 3
    assert said in ran.out


@pytest.mark.parametrize(
    ("term", "asked", "said"),
    [
        (
            "Delinquency Test",
            ("--on", "2005-05-02"),
            ("suspended on 2 May 2005", "treated as met", "beneath in force", "6.00% of the Pool"),
        ),
        (
            "Special Hazard Amount",
            ("--on", "2005-07-31"),
            ("deleted on 31 July 2005", "replaces what stood by", "$2,400,000"),
        ),
        (
            "Exhibit C",
            ("--on", "2005-08-01"),
            ("words not on file", "as edited by Amendment No. 4, paragraph 7"),
        ),
        (
            "Reserve Transfer Date",
            ("--on", "2006-03-15"),
            ("Amendment No. 6, paragraph 2 restates the text without it",),
        ),
        (
            "Notice of Final Distribution",
            ("--on", "2006-06-01", "--known-on", "2006-06-01"),
            ("guard failed on 1 June 2006", "fails Supplement No. 2, paragraph 3", "`ten days`"),
        ),
    ],
)
def test_a_refusal_says_why_and_exits_with_three(
    hereof: Callable[..., Ran], term: str, asked: tuple[str, ...], said: tuple[str, ...]
) -> None:
    ran = hereof("which", f"larkspur-2004-1: {term}", *asked)
    assert ran.code == 3
    for each in said:
        assert each in ran.flat


def test_a_crossing_gives_both_texts_each_with_its_paragraph(hereof: Callable[..., Ran]) -> None:
    ran = hereof(
        "which", "Required Reserve Amount", "--on", "2005-10-25", "--known-on", "2005-10-25"
    )
    assert ran.code == 3
    one, other = ran.out.index("One reading of"), ran.out.index("Another reading of")
    assert "1.00% of the Pool Balance" in ran.out[one:other]
    assert "by          Amendment No. 3, paragraph 4" in ran.out[one:other]
    assert "The greater of (a) $750,000" in ran.out[other:]
    assert "by          Amendment No. 4, paragraph 2" in ran.out[other:]
    assert "replaces" not in ran.out


def test_each_edit_has_its_own_evidence(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Loss Threshold", "--on", "2005-12-31")
    parts = ran.out.split("then by")
    assert len(parts) == 3
    assert 'replaces "Cut-off Date Pool Balance" with "Initial Pool Balance", 3 times' in parts[1]
    assert "amendment-4.txt, lines" in parts[1]
    assert "Northmark Ratings has confirmed its ratings of the Certificates" in parts[2]
    assert "as agreements/larkspur-2004-1/rating-letter.txt shows" in parts[2]


def test_what_waits_and_what_is_not_signed_is_listed(hereof: Callable[..., Ran]) -> None:
    pending = hereof("which", "Adjustment Fraction", "--on", "2005-12-31")
    assert pending.code == 0
    assert "pending     Amendment No. 3, paragraph 6, which deletes the definition" in pending.out
    assert '"Larkspur Mortgage Loan Trust 2005-1 has been issued"' in pending.out
    unsigned = hereof("which", "Lockout Percentage", "--on", "2007-07")
    assert "Amendment No. 9, dated 1 June 2007: known of, not executed" in unsigned.out
    assert "lacking the signature of Trustee" in unsigned.out


def test_an_incorporated_definition_says_whose_it_is(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Eligible Account", "--on", "2004-12-01", "-a", "larkspur-2004-1")
    assert "the definitions of larkspur-standard-terms, incorporated as of 1 March 2004" in ran.out
    assert "agreements/larkspur-standard-terms/standard-terms.txt, lines" in ran.out


def test_a_correction_is_named_beside_the_paragraph_that_it_corrects(
    hereof: Callable[..., Ran],
) -> None:
    ran = hereof("which", "Clean-up Call Date", "--on", "2005-06-01")
    assert "less than 10% of the Cut-off Date" in ran.out
    assert "corrected   by Amendment No. 5, paragraph 3" in ran.out


def test_nothing_is_answered_about_an_agreement_with_errors(sample: Path) -> None:
    document = sample / "agreements/sample-2020-1/amendment-1.txt"
    document.write_bytes(document.read_bytes().replace(b"0.375%", b"0.475%"))
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2020-06")
    assert ran.code == 1
    assert ran.out == ""
    assert "error[document-changed]" in ran.err


def test_one_agreement_is_loaded_and_no_other(sample: Path) -> None:

    broken = sample / "rules" / "other.hereof"
    broken.write_text("agreement other-1\n  this cannot be read\n\ndefine Other Term\n")
    assert run_in(sample, "check").code == 1
    assert run_in(sample, "which", "Servicing Fee Rate", "--on", "2020-06").code == 0


AMENDED = "agreements/sample-2020-1/amendment-2.txt"


def _put_beside(sample: Path, name: str, data: bytes, *, recorded: bool) -> None:
    (sample / "agreements/sample-2020-1" / name).write_bytes(data)
    if recorded:
        assert run_in(sample, "record").code == 0


@pytest.mark.parametrize("recorded", [True, False])
def test_a_document_that_no_rule_file_speaks_of_is_named(
    sample: Path,
    recorded: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    before = run_in(sample, "which", "Servicing Fee Rate", "--on", "2021-06-01")
    assert "every executed instrument on file" in before.flat
    assert "not read" not in before.out
    data = b"AMENDMENT NO. 2\n\n1. Every definition is hereby deleted.\n"
    _put_beside(sample, "amendment-2.txt", data, recorded=recorded)
    for command in (("which", "--on", "2021-06-01"), ("history",)):
        verb, *options = command
        ran = run_in(sample, verb, "Servicing Fee Rate", *options)
        assert f"not read {AMENDED}: no rule file speaks of it" in ran.flat
        assert "instrument on file" not in ran.flat
        view = run_in(sample, verb, "Servicing Fee Rate", *options, "--json").json
        assert [each["path"] for each in view["known"]["unread"]] == [AMENDED]
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2021-06-01")
    assert "As known with every executed instrument that a rule file describes, the" in ran.flat


def test_a_scan_beside_its_text_is_no_other_document(sample: Path) -> None:
    _put_beside(sample, "amendment-1.pdf", b"%PDF-1.4\n\0", recorded=True)
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2021-06-01")
    assert "not read" not in ran.out
    assert run_in(sample, "check").code == 0
    _put_beside(sample, "amendment-2.pdf", b"%PDF-1.4\n\0", recorded=True)
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2021-06-01")
    assert "amendment-2.pdf" in ran.out
    assert "warning[document-unused]" in run_in(sample, "check").out
