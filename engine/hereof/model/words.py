"""Quotations, reasons, and the words of a definition as a rule file gives them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from hereof.diagnostics import Span


@frozen
class Quotation:
    """Quoted text: the `>` lines, and the document's lines where they were given.

    Attributes:
        text: The words in one line, white space as single spaces.
        lines: The document lines that the author named, to tell repetitions apart.
        span: Where the quotation stands in the rule file.
    """

    text: str
    lines: tuple[int, int] | None
    span: Span = field(eq=False, repr=False)


@frozen
class Reason:
    """Why something is construed: it does not stand in a document on file."""

    text: str
    span: Span = field(eq=False, repr=False)


@frozen
class Ignored:
    """Findings on defined terms that are set aside, and why.

    Attributes:
        code: Of which kind.
        names: Those about one of these terms or phrases; empty for all of that kind.
        because: The reason.
        span: Where the rule file says so.
    """

    code: str
    names: tuple[str, ...]
    because: Reason
    span: Span = field(eq=False, repr=False)


@frozen
class Reviewed:
    """That somebody reviewed a paragraph or definition, and what exactly.

    Attributes:
        by: Who, as named; nothing authenticates it.
        on: When, as said.
        digest: Of what was reviewed, as `sha256:` and 64 hexadecimal digits.
        parts: Short digests of its parts, to tell which of them changed; empty where not said.
        span: The whole line.
    """

    by: str
    on: date
    digest: str
    parts: str
    span: Span = field(eq=False, repr=False)


MAY_BE_IGNORED: Final = (
    "defined-not-used",
    "defined-twice",
    "definitions-left-out",
    "no-such-section",
    "range-changed",
    "terms-alike",
    "unused-since",
    "used-not-defined",
    "version-unseen",
    "words-circular",
)
"""The codes of the findings that may be set aside: those on defined terms, and no other."""


class WordsKind(enum.Enum):
    """Where the words of a definition come from."""

    QUOTED = "quoted"
    NOT_ON_FILE = "not on file"
    RESERVED = "reserved"


@frozen
class Words:
    """The words of a definition, or the statement that they are not on file.

    Attributes:
        kind: Quoted from the document, not on file, or "Reserved".
        quotation: The quoted words, where they are quoted.
        construed: Beside words not on file, what they are taken to say; may be
            absent even where a reason stands (a meaning is construed without words).
        because: The reason for what is construed, words or meaning.
        span: Where the words, or the statement, stand in the rule file.
    """

    kind: WordsKind
    quotation: Quotation | None
    construed: str | None
    because: Reason | None
    span: Span = field(eq=False, repr=False)
