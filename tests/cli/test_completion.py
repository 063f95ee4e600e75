"""Completion in a shell: verbs, agreements, terms."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, run_in

if TYPE_CHECKING:
    from pathlib import Path

BASH = shutil.which("bash") or ""


@pytest.mark.parametrize(
    ("shell", "holds"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef hereof"), ("fish", "complete --no-files")],
)
def test_the_script_of_a_shell_is_printed(shell: str, holds: str) -> None:
    ran = run_in(None, "completion", shell)
    assert ran.code == 0
    assert holds in ran.out
    assert "_HEREOF_COMPLETE" in ran.out


def test_another_shell_is_misuse() -> None:
    assert run_in(None, "completion", "csh").code == 2


@pytest.mark.skipif(not BASH, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (("hereof", "whi"), ["which"]),
        (("hereof", "list", "ramp"), ["ramp-2003-rs8"]),
        (("hereof", "which", "Lockout\\ Perc"), ["Lockout Percentage"]),
        (("hereof", "which", '"Lockout Perc'), ["Lockout Percentage"]),
        (("hereof", "which", "X", "--agreement", "ramp"), ["ramp-2003-rs8"]),
        (("hereof", "completion", "z"), ["zsh"]),
        (("hereof", "ledger", "exp"), ["export"]),
    ],
)
def test_bash_offers_what_there_is(
    tmp_path: Path, line: tuple[str, ...], offered: list[str]
) -> None:
    program = tmp_path / "hereof"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hereof "$@"\n')
    program.chmod(0o755)
    words = " ".join(f"'{word}'" for word in line)
    script = (
        f'PATH="{tmp_path}:$PATH"\ncd "{ROOT}"\n'
        'eval "$(hereof completion bash)"\n'
        f"COMP_WORDS=({words})\nCOMP_CWORD={len(line) - 1}\nCOMPREPLY=()\n"
        "_hereof_completion hereof\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    ran = subprocess.run([BASH, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == offered
