"""`hereof check`, and the shape in which findings are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.runner import run_in
from hereof.cli.page import Page
from hereof.cli.settings import Settings
from hereof.cli.show.findings import show_finding
from hereof.diagnostics import Label, Source, Span, error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from cli.runner import Ran


def test_a_clean_base_says_how_much_of_it_is_on_file(hereof: Callable[..., Ran]) -> None:
    ran = hereof("check", "ramp-2003-rs8")
    assert ran.code == 0
    assert "no Distribution Date ever saw" in ran.flat
    assert "from 1 September 2003 until 21 October 2003" in ran.flat
    assert ran.out.endswith(
        "1 note.\n"
        "1 agreement, 2 instruments (1 on file), 6 definitions: 1 on file, 3 as construed, "
        "2 not on file. Words: 2 read.\n"
    )


def test_both_ends_of_a_finding_are_shown_with_a_remedy(sample: Path) -> None:
    rules = sample / "rules/sample-2020-1/amendment-1.hereof"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("is hereby amended", "is hereby changed"), "utf-8")
    ran = run_in(sample, "check")
    assert ran.code == 1
    head, *rest = ran.out.splitlines()
    assert head.startswith("error[quotation-not-found] rules/sample-2020-1/amendment-1.hereof:")
    body = "\n".join(rest)
    assert "^ quoted here" in body
    assert "agreements/sample-2020-1/amendment-1.txt:16:" in body
    assert "[-amended,-]" in body or "[-amended-]" in body
    assert "{+changed" in body
    assert "  help: " in body
    assert "1 error" in body


def test_naming_agreements_checks_those_alone(sample: Path) -> None:
    (sample / "rules/other.hereof").write_text("agreement other-1\n  nonsense\n")
    assert run_in(sample, "check", "sample-2020-1").code == 0
    assert run_in(sample, "check", "other-1").code == 1
    assert run_in(sample, "check", "no-such").code == 2


def test_a_finding_on_the_manifest_is_reported_once(sample: Path) -> None:
    with (sample / "agreements/MANIFEST.sha256").open("a") as manifest:
        manifest.write("nonsense\n")
    ran = run_in(sample, "check")
    assert ran.out.count("error[manifest-malformed]") == 1


def test_the_carets_stand_under_what_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    source = Source("rules/x.hereof", "one\ntwo \x1b three\n")
    start = source.text.index("three")
    found = error("some-code", "a message", Label(Span(source, start, start + 5), "here"))
    page = Page(Settings())
    show_finding(page, found)
    page.write()
    assert capsys.readouterr().out == (
        "error[some-code] rules/x.hereof:2:7\n"
        "  a message\n"
        "    2 | two <U+001B> three\n"
        "      |              ^^^^^ here\n"
    )


def test_a_line_without_end_is_cut_to_what_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    source = Source("rules/x.hereof", "x" * 100_000 + " here " + "y" * 100_000)
    at = source.text.index("here")
    page = Page(Settings())
    show_finding(page, error("some-code", "a message", Span(source, at, at + 4)))
    page.write()
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < 200
    assert lines[3].index("^") == lines[2].index("here")
