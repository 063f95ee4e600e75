"""Which agreement and which term a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.runner import run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran


def test_how_a_term_was_understood_is_said(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "lockout percentages", "--on", "2005-05")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "taken as: Lockout Percentage"
    assert "taken as" not in hereof("which", "Lockout Percentage", "--on", "2005-05").out


def test_of_several_terms_one_must_be_chosen(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Class A-I", "--on", "2003-10")
    assert ran.code == 2
    assert ran.out == ""
    assert "error[term-ambiguous] `Class A-I` may mean 2 terms" in ran.err
    assert "Class A-I Principal Distribution Amount (ramp-2003-rs8)" in ran.err


def test_a_misspelt_term_offers_the_nearest(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Lockout Precentage", "--on", "2003-10")
    assert ran.code == 2
    assert "error[term-unknown]" in ran.err
    assert "did you mean `Lockout Percentage`" in ran.err


def test_of_several_agreements_one_must_be_named(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Distribution Date", "--on", "2005-01")
    assert ran.code == 2
    assert "agreements speak of `Distribution Date`" in ran.err
    assert "--agreement" in ran.err
    for named in (
        ("ramp-2003-rs8: Distribution Date",),
        ("Distribution Date", "-a", "ramp-2003-rs8"),
    ):
        ran = hereof("which", *named, "--on", "2005-01")
        assert ran.code == 0
        assert "Pooling and Servicing Agreement, Series 2003-RS8" in ran.out


def test_an_agreement_that_is_not_there_is_misuse(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "Distribution Date", "-a", "ramp-2003-rs9", "--on", "2005-01")
    assert ran.code == 2
    assert "did you mean `ramp-2003-rs8`?" in ran.err


def test_an_agreement_before_the_term_that_is_not_there_is_misuse(
    hereof: Callable[..., Ran], sample: Path
) -> None:
    ran = hereof("which", "ramp-2003-rs9: Distribution Date", "--on", "2005-01")
    assert (ran.code, ran.out) == (2, "")
    assert "error[agreement-unknown] there is no agreement `ramp-2003-rs9`" in ran.err
    assert "did you mean `ramp-2003-rs8`?" in ran.err
    assert "did you mean `ramp-2003-rs8`?" in hereof("history", "RAMP-2003-rs8: Fee").err
    ran = run_in(sample, "which", "zz: Servicing Fee Rate", "--on", "2020-06")
    assert "error[agreement-unknown] there is no agreement `zz`" in ran.err
    assert "help: `hereof list` shows the agreements" in ran.err


def test_only_one_agreement_may_be_named(hereof: Callable[..., Ran]) -> None:
    asked = ("which", "ramp-2003-rs8: Distribution Date", "--on", "2005-01", "-a")
    assert hereof(*asked, "ramp-2003-rs8").code == 0
    ran = hereof(*asked, "larkspur-2004-1")
    assert ran.code == 2
    assert "two agreements are named, `ramp-2003-rs8` and `larkspur-2004-1`" in ran.err


def test_a_base_without_rules_says_so(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "agreements").mkdir()
    ran = run_in(tmp_path, "which", "Anything", "--on", "2005-01")
    assert ran.code == 2
    assert "error[base-empty]" in ran.err
    assert "it holds none yet" in run_in(tmp_path, "list", "anything").err
    for verb, said in (
        ("list", "There is no agreement in this rule base."),
        ("test", "There are no examples."),
        ("fmt", "There is no rule file."),
        ("record", "Every document is recorded already."),
    ):
        ran = run_in(tmp_path, verb)
        assert (ran.code, ran.out) == (0, f"{said}\n")
