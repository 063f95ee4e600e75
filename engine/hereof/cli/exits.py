"""How a run ends: the exit codes, and what is raised for them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Exit(IntEnum):
    """The exit codes."""

    ANSWERED = 0
    FINDINGS = 1
    MISUSE = 2
    NO_ANSWER = 3
    INTERRUPTED = 130


_MOST_SHOWN: Final = 120


def shown(typed: str) -> str:
    """Give what was typed as a message shows it: a very long text by its beginning."""
    plain = " ".join(typed.split())
    return plain if len(plain) <= _MOST_SHOWN else f"{plain[:_MOST_SHOWN]}..."


class Misuse(Exception):  # noqa: N818 - what it is called everywhere
    """The command was not used as it can be used; nothing was answered.

    Attributes:
        code: A stable name.
        message: What is wrong.
        help: What to do.
        detail: Further lines, such as the terms to choose from.
    """

    def __init__(
        self, code: str, message: str, *, help: str = "", detail: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.detail = tuple(detail)


class Altered(Misuse):
    """What was to be read is not what was recorded; that is a finding, and nothing was answered."""
