"""The command line as the tests call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import frozen
from click.testing import CliRunner

from hereof.cli.app import app

ROOT = Path(__file__).resolve().parents[2]


@frozen
class Ran:
    """A run: what it exited with and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        return json.loads(self.out)

    @property
    def flat(self) -> str:
        """What was printed, as one line: wrapping and indentation aside."""
        return " ".join(self.out.split())


def run_in(base: Path | None, *args: str, **rest: Any) -> Ran:  # noqa: ANN401 - as click takes them
    """Run the command line on a base."""
    where = [] if base is None else ["--base", str(base)]
    found = CliRunner().invoke(app, [*where, *args], **rest)
    return Ran(found.exit_code, found.stdout, found.stderr)
