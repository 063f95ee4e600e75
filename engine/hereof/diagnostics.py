"""One shape for every finding, wherever it is shown.

A finding has a stable code, a severity, a message that stands alone, labelled
places, and help that says what to do. Stages return findings as values; only
the command line decides what to do with them.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(enum.Enum):
    """How much a finding weighs.

    An error stops every answer about its agreement. A warning is a finding
    that leaves answers standing. A note tells and asks for nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen(eq=False)
class Source:
    r"""A text that findings point into: a rule file or a document.

    Attributes:
        path: Where it lies, relative to the rule base, with forward slashes.
        text: The whole text, line ends as `\n`.
    """

    path: str
    text: str = field(repr=False)
    _starts: list[int] = field(factory=list, init=False, repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Give the line and column of a character offset, both counted from 1."""
        starts = self._starts
        if not starts:
            starts.append(0)
            at = self.text.find("\n")
            while at != -1:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Give the text of a line, counted from 1, without its end."""
        self.position(0)
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]


@frozen
class Span:
    """A stretch of a source, as character offsets `[start, end)`."""

    source: Source
    start: int
    end: int

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line that the stretch touches, counted from 1."""
        last = max(self.start, self.end - 1)
        return self.source.position(self.start)[0], self.source.position(last)[0]

    @property
    def place(self) -> str:
        """The place as people and editors write it: `path:line:column`."""
        line, column = self.source.position(self.start)
        return f"{self.source.path}:{line}:{column}"

    @property
    def text(self) -> str:
        """The characters of the stretch."""
        return self.source.text[self.start : self.end]


@frozen
class Label:
    """A place with a few words on what is there, such as "defined here"."""

    span: Span
    text: str = ""


@frozen
class Diagnostic:
    """A finding.

    Attributes:
        code: Stable name, lower case with hyphens; `docs/diagnostics/` has a page for each.
        severity: How much it weighs.
        message: Lower case, no full stop, stands alone.
        labels: The places, the one to look at first in front; empty only where
            a whole file or folder is meant, and then the message names it.
        help: What to do, apart from the message.
        detail: Further lines shown as they are, such as a word diff.
    """

    code: str
    severity: Severity
    message: str
    labels: tuple[Label, ...] = ()
    help: str = ""
    detail: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The first place, or an empty text where none is meant."""
        return self.labels[0].span.place if self.labels else ""


def error(
    code: str,
    message: str,
    *labels: Label | Span,
    help: str = "",
    detail: Iterable[str] = (),
) -> Diagnostic:
    """Make an error; a bare span is a label without words."""
    return Diagnostic(code, Severity.ERROR, message, _labels(labels), help, tuple(detail))


def warning(
    code: str,
    message: str,
    *labels: Label | Span,
    help: str = "",
    detail: Iterable[str] = (),
) -> Diagnostic:
    """Make a warning; a bare span is a label without words."""
    return Diagnostic(code, Severity.WARNING, message, _labels(labels), help, tuple(detail))


def note(
    code: str,
    message: str,
    *labels: Label | Span,
    help: str = "",
    detail: Iterable[str] = (),
) -> Diagnostic:
    """Make a note; a bare span is a label without words."""
    return Diagnostic(code, Severity.NOTE, message, _labels(labels), help, tuple(detail))


def _labels(places: Iterable[Label | Span]) -> tuple[Label, ...]:
    return tuple(place if isinstance(place, Label) else Label(place) for place in places)


class HereofError(Exception):
    """Raised at the edges of the Python API when there is no answer to give.

    Attributes:
        diagnostics: The findings that stand in the way, at least one.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(f"{d.place}: {d.message}".lstrip(": ") for d in diagnostics))
        self.diagnostics = diagnostics
