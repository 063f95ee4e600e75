"""How runs end: one sentence, a documented code, never a traceback."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, run_in
from hereof.cli.app import VERBS
from hereof.cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.runner import Ran

TERM = "Class A-I-7 Pro Rata Distribution Amount"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("whihc", TERM), "did you mean `hereof which`?"),
        (("which", TERM), "missing option `--on`"),
        (
            ("which", TERM, "--on", "soon"),
            "`soon` is not a date; write it as 2003-10-27, 27 October 2003 or October 27, 2003;",
        ),
        (
            ("which", TERM, "--on", "2003-10", "--known-on", "2003-10"),
            "`2003-10` is a month, and here stands a date, as 2003-10-27, 27 October 2003",
        ),
        (("which", TERM, "--on", "10/27/2003"), "`10/27/2003` is not a date; write it as"),
        (
            ("which", TERM, "--on", "February 30, 2003"),
            "there is no day `February 30, 2003`: February 2003 has 28 days",
        ),
        (("which", TERM, "--on", "2003-13-01"), "there is no day `2003-13-01`"),
        (("which", "--on", "2003-10"), "missing argument `TERM`"),
        (("which", TERM, "--on"), "help: `hereof which --help` says"),
        (("which", "Lockout", "Percentage", "--on", "2003-10"), "`Percentage` is more than"),
        (("list", "a", "b"), "a name of several words stands in quotation marks"),
        (("which", " ", "--on", "2003-10"), "no term is named"),
        (("which", "ramp-2003-rs8: ", "--on", "2003-10"), "no term is named"),
        (("--json",), "no verb is named"),
        (("list", "ramp"), "did you mean `ramp-2003-rs8`?"),
        (("fmt", str(ROOT / "rules")), "is a folder"),
        (("completion", "tcsh"), "invalid value for `SHELL`"),
        (("list", "--width", "x"), "`x` is no number of columns, 40 or more"),
        (("which", TERM, "--on", "2003-10", "--nope"), "no such option"),
        (("list", "--jsn"), "help: did you mean `--json`? `hereof list --help` says how"),
        (("which", TERM, "--on", "2003-10", "--width", "3"), "--width"),
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


def test_without_a_verb_the_help_is_printed(hereof: Callable[..., Ran]) -> None:
    ran = run_in(None)
    assert (ran.code, ran.err) == (2, "")
    assert ran.out == hereof("--help").out


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


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which `$H` is the program, on the repository's rule base."""
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("$H", shlex.join([*process(), "--base", str(ROOT)]))],
        capture_output=True,
        text=True,
        check=False,
    )


POSIX_ONLY = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")


@POSIX_ONLY
@pytest.mark.parametrize(
    "args", ["list", "list --json", "check", "--help", "which --help", "completion bash", "fmt"]
)
def test_a_closed_standard_output_is_misuse(args: str) -> None:
    ran = shell(f"$H {args} >&-")
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "error[output-closed] standard output is closed, so that nothing can be printed",
        "  help: to print nothing, send it to `/dev/null`",
    ]


@POSIX_ONLY
@pytest.mark.parametrize(
    "args", ["list", "list --json", "check", "--help", "--version", "which -h", "completion fish"]
)
def test_a_full_device_is_one_sentence(args: str) -> None:
    ran = shell(f"$H {args} >/dev/full")
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "error[system-fault] standard output cannot be written to: no space left on device",
        "  help: mend what the system reports",
    ]


@POSIX_ONLY
@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full"])
def test_without_standard_error_the_exit_code_still_says_it(end: str) -> None:
    assert shell(f"$H list {end}").returncode == 0
    for args, code in (("list nope", 2), ("nope", 2), ("--nope", 2)):
        ran = shell(f"$H {args} {end}")
        assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", "")


@POSIX_ONLY
def test_what_is_meant_for_a_closed_stream_is_written_into_no_file(tmp_path: Path) -> None:
    base = shlex.quote(str(tmp_path / "base"))
    ran = shell(f"$H init {base} 2>&- && $H --base {base} check 2>&-")
    assert ran.returncode == 0
    assert "No findings." in ran.stdout


@POSIX_ONLY
@pytest.mark.parametrize("args", ["list", "--help", "which --help", "completion zsh", "check"])
def test_whatever_is_printed_a_reader_may_go(args: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    ran = subprocess.run(
        process("--base", str(ROOT), *args.split()),
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writes)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
@pytest.mark.parametrize(
    "moment",
    [
        "hereof.cli.app",
        "click",
        "click.core",
        "hereof.cli.list",
        "hereof.rulebase.base",
        "attrs",
        "hereof.report.listing",
        "at exit",
    ],
)
def test_an_interruption_at_any_moment_is_one_line(tmp_path: Path, moment: str) -> None:
    early = tmp_path / "early.py"
    early.write_text(
        "import atexit, os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def interrupt():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {moment!r}:\n"
        "            interrupt()\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"if {moment!r} == 'at exit':\n"
        "    atexit.register(interrupt)\n"
        "from hereof.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, str(early), "list", "--base", str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 130
    assert ran.stderr == "\nhereof: interrupted\n"


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
