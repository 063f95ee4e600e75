"""Documents as evidence: their bytes, their hash, their words."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import Diagnostic, Source, error
from hereof.documents.flow import Flow
from hereof.documents.paths import document_unreadable, locate
from hereof.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.documents.paragraphs import Paragraph

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_UTF8_MARK = "\ufeff"


@frozen(eq=False)
class Document:
    """A file of evidence.

    Attributes:
        path: Where it lies, relative to `agreements/`, with forward slashes.
        data: Its bytes as they are on file.
    """

    path: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def source(self) -> Source:
        """The text; raises `ValueError` if the bytes are none (see `read_document`)."""
        return Source(f"agreements/{self.path}", decode(self.data))

    @cached_property
    def flow(self) -> Flow:
        """The words without layout."""
        return Flow(self.source)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The numbered paragraphs, in their order."""
        from hereof.documents.paragraphs import read_paragraphs  # noqa: PLC0415 - not always asked

        return read_paragraphs(self.flow)


def read_document(root: Path, path: str) -> Document | Diagnostic:
    """Read a document of a rule base.

    Args:
        root: The base's `agreements` folder.
        path: The document's path in it, with forward slashes.

    Returns:
        The document, or what keeps it from being evidence.
    """
    status = locate(root, path)
    if isinstance(status, Diagnostic):
        return status
    if status.st_size > MAX_DOCUMENT_BYTES:
        return _too_large(path, status.st_size)
    try:
        document = Document(path, (root / path).read_bytes())
    except OSError as fault:
        return document_unreadable(path, fault)
    return document if _is_text(document) else _not_text(path)


def decode(data: bytes) -> str:
    r"""Decode a document: UTF-8, else Windows-1252 as in old filings.

    Args:
        data: The bytes; a byte order mark is no word and is left out.

    Returns:
        The text, line ends as `\n`.

    Raises:
        ValueError: If the bytes are no text.
    """
    if b"\x00" in data or data.startswith(b"%PDF-"):
        raise ValueError("binary")
    try:
        text = data.decode("utf-8").removeprefix(_UTF8_MARK)
    except UnicodeDecodeError:
        if _CONTROL.search(data):
            raise
        text = data.decode("cp1252")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _is_text(document: Document) -> bool:
    try:
        return bool(document.source)
    except ValueError:
        return False


def _not_text(path: str) -> Diagnostic:
    return error(
        "document-not-text",
        f"the document `{path}` is not plain text",
        help="quotations are found in plain text, as UTF-8 or Windows-1252; put the text "
        "of a scan or of a word processor's file beside it, and name that",
    )


def _too_large(path: str, size: int) -> Diagnostic:
    return error(
        "document-too-large",
        f"the document `{path}` has {size:,} bytes, more than the {MAX_DOCUMENT_BYTES:,} "
        "that are read",
        help="put the instrument itself on file, without what was only bound with it",
    )
