"""How runs end: one sentence, a documented code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, run_in
from hereof.cli.app import VERBS
from hereof.cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran

TERM = "Class A-I-7 Pro Rata Distribution Amount"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("whihc", TERM), "did you mean `hereof which`?"),
        (("which", TERM), "missing option `--on`"),
        (("which", TERM, "--on", "soon"), "`soon` is not a date, as in 2003-10-27"),
        (("which", TERM, "--on", "2003-10", "--known-on", "2003-10"), "`2003-10` is not a date"),
        (("which", "--on", "2003-10"), "missing argument `TERM`"),
        (("which", TERM, "--on", "2003-10", "--nope"), "no such option"),
        (("which", TERM, "--on", "2003-10", "--width", "3"), "--width"),
        (("init", "--json"), "no such option"),
    ],
)
def test_misuse_is_one_sentence_and_two(
    hereof: Callable[..., Ran], args: tuple[str, ...], said: str
) -> None:
    ran = hereof(*args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_no_rule_base_is_misuse(tmp_path: Path) -> None:
    ran = run_in(tmp_path, "check")
    assert ran.code == 2
    assert "error[base-not-found]" in ran.err
    assert "`hereof init` makes one" in ran.err


def test_the_base_may_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEREOF_BASE", str(ROOT))
    assert run_in(None, "list").code == 0


def test_the_base_is_found_upwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "rules" / "ramp-2003-rs8")
    assert run_in(None, "list").code == 0


def test_a_mistake_of_the_program_is_one_sentence_too(
    hereof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(Settings, "open", fails)
    ran = hereof("check")
    assert ran.code == 1
    assert "error[internal-fault] hereof itself failed (ZeroDivisionError)" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(hereof: Callable[..., Ran], verb: str) -> None:
    ran = hereof(verb, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: hereof {verb} ")
    assert verb in hereof("--help").out


def process(*args: str) -> list[str]:
    return [sys.executable, "-m", "hereof", *args]


def test_as_a_process_it_answers_and_exits_with_the_code() -> None:
    ran = subprocess.run(
        process("which", TERM, "--on", "2003-08-31", "--base", str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 3
    assert "not in force on 31 August 2003" in ran.stdout
    assert ran.stderr == ""


def test_a_terminal_that_lacks_a_character_shows_its_number(sample: Path) -> None:
    rules = sample / "rules/sample-2020-1/amendment-1.hereof"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('example "the June', 'example "→ the June'), "utf-8")
    ran = subprocess.run(
        process("test", "--base", str(sample)),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert ran.returncode == 0
    assert "\\u2192 the June" in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_who_has_read_enough_may_go() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    ran = subprocess.run(
        process("history", TERM, "--base", str(ROOT)),
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writes)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_an_interruption_is_one_line(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(
        "import signal, time, hereof.cli.settings as s\n"
        # A process started in the background is born deaf to this signal.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait(self):\n"
        "    print('waiting', flush=True)\n"
        "    time.sleep(60)\n"
        "s.Settings.open = wait\n"
        "from hereof.__main__ import main\n"
        "main()\n"
    )
    with subprocess.Popen(
        [sys.executable, str(slow), "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "waiting\n"
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.split("\n") == ["", "hereof: interrupted", ""]
