"""Git, asked and never told: what a repository holds, read without touching its checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_OF_OTHERS: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
)
"""Set where git itself runs a program, as in a hook; they would name another repository."""

_OWN: Final = {
    "GIT_NO_REPLACE_OBJECTS": "1",  # an object is what its name says
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}


class GitError(Exception):
    """Git has no answer.

    Attributes:
        code: A stable name.
        message: What is wrong, in one sentence.
        help: What to do.
    """

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class GitRefusedError(GitError):
    """Git ran and did not do what it was asked."""

    def __init__(self, said: str) -> None:
        super().__init__("git-refused", f"git says: {said}", "mend what git reports")
        self.said = said


def ask(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    """Have git answer a question about the repository in which a folder lies.

    No hook, filter or monitor of the repository is run.

    Args:
        folder: Where git stands.
        words: The question.
        given: What it reads.

    Raises:
        GitError: There is no git, or the folder is none.
        GitRefusedError: Git refuses; its own words are in the message.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError(
            "git-missing",
            "git is not installed, and history cannot be read without it",
            "install git, or leave out what asks for history",
        )
    surroundings = {name: text for name, text in os.environ.items() if name not in _OF_OTHERS}
    command = [program, "-c", "core.fsmonitor=false", "--literal-pathspecs", *words]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; what users type comes behind `--end-of-options` or `--`
            command,
            cwd=folder,
            input=given if given is not None else b"",
            capture_output=True,
            env=surroundings | _OWN,
            check=False,
        )
    except OSError as failure:
        reason = (failure.strerror or "unknown fault").lower()
        raise GitError("git-missing", f"git cannot be run in `{folder}`: {reason}") from failure
    if done.returncode:
        raise GitRefusedError(_first_line(done.stderr))
    return done.stdout


def _first_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    first = lines[0] if lines else "nothing"
    return first.removeprefix("fatal: ").removeprefix("error: ").rstrip(".")
