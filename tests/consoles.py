"""Console blocks of Markdown pages: each command is run, and its output compared.

A block is fenced as `console`; a line that begins with `$ hereof` or `$ python` is a command, what
follows up to the next one is what it prints on a terminal of 100 columns without colour,
standard error included. Commands run at the root of the repository. The digest of a
certificate holds the commit that is checked out, so a page shows it as `sha256:…`.

By hand, `python tests/consoles.py [--update] FILE...` compares, or writes what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen
from click.testing import CliRunner

from hereof.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 100

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


@frozen
class Command:
    """One command of a page.

    Attributes:
        page: The page.
        line: The line on which the command stands.
        command: As written, without the prompt.
        expected: What the page says that it prints.
    """

    page: Path
    line: int
    command: str
    expected: str


def commands(page: Path) -> list[Command]:
    """Give every command of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Command(page, line, command, expected) for _, _, line, command, expected in _places(text)
    ]


def _places(text: str) -> Iterator[tuple[int, int, int, str, str]]:
    """Give each command with where its output begins and ends."""
    for block in _BLOCK.finditer(text):
        found = list(_COMMAND.finditer(text, block.start(1), block.end(1)))
        for index, match in enumerate(found):
            start = match.end() + 1
            end = found[index + 1].start() if index + 1 < len(found) else block.end(1)
            line = text.count("\n", 0, match.start()) + 1
            yield start, end, line, match.group(1), text[start:end].strip("\n")


def printed(command: str) -> str:
    """Run a command at the root of the repository and give what it prints."""
    name, *words = shlex.split(command)
    if name == "python":
        ran = [sys.executable, *words]
        done = subprocess.run(ran, cwd=ROOT, capture_output=True, text=True, check=False)
        return _DIGEST.sub("sha256:…", (done.stdout + done.stderr).strip("\n"))
    if name != "hereof":
        raise ValueError(f"a console block runs `hereof` or `python` alone, not `{name}`")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        result = CliRunner().invoke(
            app, [*words, "--width", str(WIDTH)], prog_name="hereof", color=False
        )
    finally:
        os.chdir(before)
    return _DIGEST.sub("sha256:…", result.output.strip("\n"))


def clear(page: Path) -> None:
    """Take away what the commands of a page wrote before, into the folder of its name in `out/`."""
    shutil.rmtree(ROOT / "out" / page.stem, ignore_errors=True)


def update(page: Path) -> bool:
    """Write into a page what its commands print; tell whether that changed it."""
    clear(page)
    text = page.read_text(encoding="utf-8")
    pieces: list[str] = []
    at = 0
    for start, end, _, command, _ in _places(text):
        output = printed(command)
        blank = "\n" if text[start:end].endswith("\n\n") else ""
        pieces += [text[at:start], output, "\n" if output else "", blank]
        at = end
    new = "".join((*pieces, text[at:]))
    if new != text:
        page.write_text(new, encoding="utf-8")
    return new != text


def main(arguments: list[str]) -> int:
    """Compare, or with `--update` rewrite, the pages that are named."""
    pages = [Path(name).resolve() for name in arguments if name != "--update"]
    if "--update" in arguments:
        for page in pages:
            update(page)
        return 0
    for page in pages:
        clear(page)
    wrong = [c for page in pages for c in commands(page) if printed(c.command) != c.expected]
    for each in wrong:
        sys.stdout.write(f"{each.page}:{each.line}: {each.command}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
