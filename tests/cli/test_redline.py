"""`hereof redline` and `hereof conform`."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran

LARKSPUR = "larkspur-2004-1"
LIFE = ("--from", "2004-03-01", "--to", "2006-11-30")


def test_a_month_means_its_distribution_date(sample: Path) -> None:
    ran = run_in(sample, "redline", "Servicing Fee Rate", "--from", "2020-02", "--to", "2020-06")
    assert ran.code == 0
    assert "    [-0.50%-] {+0.375%+}1 per annum." in ran.out
    assert "from        Distribution Date 25 February 2020" in ran.out


def test_an_agreement_shows_the_terms_that_differ(hereof: Callable[..., Ran]) -> None:
    ran = hereof("redline", LARKSPUR, *LIFE)
    assert ran.code == 0
    assert "The words of 23 terms differ. 2 cannot be compared." in ran.flat
    assert "A-1, A-2, A-3A, A-3B, A-4, M-1, M-2, {+M-3,+}3 B" in ran.flat
    assert "There is nothing to compare: the words of Exhibit B" in ran.flat


def test_what_is_revived_says_who_revived_it(hereof: Callable[..., Ran]) -> None:
    ran = hereof(
        *("redline", "Stepdown Date", "-a", LARKSPUR, "--from", "2006-08-01", "--to", "2006-11-01")
    )
    assert "which revives Amendment No. 6, paragraph 4" in ran.flat


@pytest.mark.parametrize(
    "args",
    [
        ("--from", "2020-02-01"),
        ("--to", "2020-02-01"),
        (),
        ("--on", "2020-02-01", "--from", "2020-02-01", "--to", "2020-03-01"),
    ],
)
def test_two_dates_are_asked_for(sample: Path, args: tuple[str, ...]) -> None:
    ran = run_in(sample, "redline", "Servicing Fee Rate", *args)
    assert ran.code == 2
    assert "two dates are compared" in ran.err


def test_what_is_in_force_at_neither_is_no_answer(sample: Path) -> None:
    ran = run_in(sample, "redline", "fee", "--from", "2018-01-01", "--to", "2019-01-01")
    assert ran.code == 3
    assert "There is nothing to compare: Servicing Fee Rate is in force at neither." in ran.flat


def test_a_month_without_a_date_is_no_answer(sample: Path) -> None:
    ran = run_in(sample, "redline", "fee", "--from", "2018-01", "--to", "2020-03")
    assert ran.code == 3
    assert "no Distribution Date in January 2018" in ran.flat


def test_formats_are_written_to_a_folder(hereof: Callable[..., Ran], tmp_path: Path) -> None:
    every = [part for each in ("html", "md", "docx", "json") for part in ("-f", each)]
    ran = hereof("redline", LARKSPUR, *LIFE, *every, "--out", str(tmp_path / "out"))
    assert ran.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"{LARKSPUR}-redline{end}" for end in (".docx", ".html", ".json", ".md")]
    view = json.loads((tmp_path / "out" / names[2]).read_text("utf-8"))
    assert view == hereof("redline", LARKSPUR, *LIFE, "--json").json
    page = (tmp_path / "out" / names[1]).read_text("utf-8")
    assert page.count("<del>") == sum(
        each["kind"] == "deleted" for term in view["terms"] for each in term["segments"]
    ) + page.count("<del>Struck")
    plain = (tmp_path / "out" / names[3]).read_text("utf-8")
    assert "less than <del>5%</del>[4]<ins>10%</ins>[5] of the Cut-off Date Pool Balance." in plain


@pytest.mark.parametrize(
    "verb", [("redline", LARKSPUR, *LIFE), ("conform", LARKSPUR, "--on", "2006-11-30")]
)
def test_the_same_bytes_come_twice(
    hereof: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verb: tuple[str, ...],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    pdf = ["pdf"] if find_spec("weasyprint") else []
    every = [part for each in ("html", "md", "docx", "json", *pdf) for part in ("-f", each)]
    for name in ("once", "twice"):
        assert hereof(*verb, *every, "--out", str(tmp_path / name)).code == 0
    files = sorted(path.name for path in (tmp_path / "once").iterdir())
    assert len(files) == 4 + len(pdf)
    for name in files:
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "twice" / name).read_bytes()


def test_a_copy_says_that_it_is_none_of_the_agreement(hereof: Callable[..., Ran]) -> None:
    ran = hereof("conform", LARKSPUR, "--on", "2006-11-30")
    assert ran.code == 0
    assert "This is a convenience copy" in ran.flat
    assert "It is not the agreement, and nobody has signed it." in ran.flat
    assert "Amendment No. 9, dated 1 June 2007, not executed: lacking the signature" in ran.flat
    assert "paragraph 1.01: effective only from 1 December 2006" in ran.flat
    assert "paragraphs 1, 2, 3: rescinded by Amendment No. 7" in ran.flat


def test_a_copy_is_as_known(hereof: Callable[..., Ran]) -> None:
    ran = hereof("conform", LARKSPUR, "--on", "2005-03-15", "--known-on", "2005-03-20")
    assert "as amended through 15 March 2005, as known on 20 March 2005" in ran.flat
    assert "Amendment No. 2, dated 1 March 2005" in ran.flat
    assert "not executed as then known; executed later, on 24 March 2005" in ran.flat


def test_what_is_not_evidence_is_marked(hereof: Callable[..., Ran]) -> None:
    ran = hereof("conform", "ramp-2003-rs8", "--on", "2003-10-20")
    assert ran.code == 0
    assert "in force as construed" in ran.out
    assert "words not on file" in ran.out
    assert "as construed: A-I-1, A-I-2" in ran.out
    assert "because: hypothesis, not evidence" in ran.flat


def test_what_is_suspended_is_marked(hereof: Callable[..., Ran]) -> None:
    ran = hereof("conform", LARKSPUR, "--on", "2005-06-01")
    assert "Delinquency Test suspended" in ran.flat
    assert "waived by Waiver Letter, paragraph 1" in ran.flat


def test_before_there_was_an_agreement_there_is_no_copy(hereof: Callable[..., Ran]) -> None:
    ran = hereof("conform", "ramp-2003-rs8", "--on", "2003-08-31")
    assert ran.code == 3
    assert "There is no copy" in ran.out


def test_an_agreement_that_is_not_there(hereof: Callable[..., Ran]) -> None:
    assert hereof("conform", "nowhere", "--on", "2003-08-31").code == 2
