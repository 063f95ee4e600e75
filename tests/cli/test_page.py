"""Text on a page: wrapped, whole, and safe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from hereof.cli.app import VERBS
from hereof.cli.page import Page
from hereof.cli.safe import safe
from hereof.cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran

TERM = "Class A-I-7 Pro Rata Distribution Amount"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_width_is_kept_and_nothing_is_lost(hereof: Callable[..., Ran], width: int) -> None:
    wide = hereof("which", TERM, "--on", "2003-10")
    narrow = hereof("which", TERM, "--on", "2003-10", "--width", str(width))
    assert narrow.flat == wide.flat
    over = [line for line in narrow.out.splitlines() if len(line) > width]
    # A hash or a path is never broken: a terminal breaks it and still copies it whole.
    assert all(len(line.split()) <= 2 for line in over)


ASKED = (
    ("which", TERM, "--on", "2003-10"),
    ("which", "Delinquency Test", "--on", "2005-05-02"),
    ("which", "Class A-I", "--on", "2003-10"),
    ("which", TERM, "--on", "soon"),
    ("history", "Required Reserve Amount", "--words"),
    ("diff", TERM, "--from", "2003-10-20", "--to", "2003-10"),
    ("list",),
    ("list", "larkspur-2004-1"),
    ("check",),
    ("test",),
    ("fmt", "--check"),
    ("record", "--dry-run"),
    ("nope",),
    ("--help",),
    *((verb, "--help") for verb in VERBS),
)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_every_verb_keeps_the_width(
    hereof: Callable[..., Ran], asked: tuple[str, ...], width: int
) -> None:
    wide, narrow = hereof("--width", "1000", *asked), hereof("--width", str(width), *asked)
    for all_of_it, lines in ((wide.out, narrow.out), (wide.err, narrow.err)):
        # The heading of a first column is left out where each cell has a line of its own.
        words = set(all_of_it.split()) - {"agreement", "instrument", "term"}
        assert words <= {word.rstrip(":") for word in lines.split()} | set(lines.split())
        for line in lines.splitlines():
            margin = 12 if width >= 60 else 4
            assert len(line) <= width or max(map(len, line.split())) > width - margin, line


def test_what_a_finding_marks_is_shown_at_any_width(sample: Path) -> None:
    rules = sample / "rules/sample-2020-1/amendment-1.hereof"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace(" replace ", " replcae ", 1), "utf-8")
    for width in ("40", "60", "80"):
        lines = run_in(sample, "check", "--width", width).out.splitlines()
        at = next(n for n, line in enumerate(lines) if "replcae" in line and "|" in line)
        assert lines[at].index("replcae") == lines[at + 1].index("^" * len("replcae"))
        assert max(len(line) for line in lines if "|" in line) <= int(width)


def test_piped_a_paragraph_is_one_line(hereof: Callable[..., Ran]) -> None:
    lines = hereof("which", TERM, "--on", "2003-10").out.splitlines()
    words = [line for line in lines if line.startswith("    For any")]
    assert len(words) == 1
    assert words[0].endswith("for that Distribution Date.")


def test_colour_is_for_terminals_unless_asked_for(
    hereof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("which", TERM, "--on", "2003-10")
    assert "\x1b" not in hereof(*asked).out
    assert "\x1b[" in hereof(*asked, "--color", "always").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in hereof(*asked).out


@pytest.mark.skipif(os.name == "nt", reason="terminals are otherwise there")
def test_a_terminal_that_knows_no_colour_is_shown_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hereof.cli.settings._is_terminal", lambda **_: True)
    for kind, colored in (("xterm", True), ("dumb", False), ("", False)):
        monkeypatch.setenv("TERM", kind)
        assert Settings().is_colored() is colored
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert Settings().is_colored() is False


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("§ 4.02 ½ “Classé”", "§ 4.02 ½ “Classé”"),
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b\u200bc", "a<U+2066>b<U+200B>c"),
        ("a\x9bb", "a<U+009B>b"),
        ("a\udcffb", "a<U+DCFF>b"),
        ("a\tb\nc", "a b c"),
        ("a\rb", "a<U+000D>b"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_by_its_number(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_a_document_cannot_write_to_the_terminal(sample: Path) -> None:
    rules = sample / "rules/sample-2020-1/amendment-1.hereof"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('"Amendment No. 1"', '"Amendment \u202e\x9b31m No. 1"'), "utf-8")
    ran = run_in(sample, "list", "sample-2020-1")
    both = ran.out + ran.err
    assert "<U+202E>" in both
    assert not {"\u202e", "\x9b"} & set(both)
    ran = run_in(sample, "check", "--json")
    assert not {"\u202e", "\x9b"} & set(ran.out)


def test_columns_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page(Settings())
    page.columns([("a", "1"), ("bbb", "22")], ("x", "count"))
    page.write()
    assert capsys.readouterr().out == "x    count\na    1\nbbb  22\n"


def test_a_table_gives_way_where_there_is_no_room(capsys: pytest.CaptureFixture[str]) -> None:
    def shown(first: str) -> str:
        settings = Settings()
        settings.width = 40
        page = Page(settings)
        page.columns([(first, "1 March 2004", "An agreement")], ("id", "dated", "title"))
        page.write()
        return capsys.readouterr().out

    assert shown("a-1") == ("id   dated         title\na-1  1 March 2004  An agreement\n")
    assert shown("a-2004-series-1") == (
        "id               dated\n    title\na-2004-series-1  1 March 2004\n    An agreement\n"
    )
    assert shown("a-2004-series-of-some-length-1") == (
        "a-2004-series-of-some-length-1\n  dated: 1 March 2004\n  title: An agreement\n"
    )


def test_a_style_does_not_break_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page(Settings())
    page.text([("(", ""), ("new", "new"), ("), ", ""), ("and so on", "gone")], indent=2)
    page.write()
    assert capsys.readouterr().out == "  (new), and so on\n"
