"""Where the quotations of an agreement's rule files stand in its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import field

from hereof.diagnostics import Span
from hereof.documents.flow import layout_free
from hereof.documents.quotation import Match, strip_excerpt_marks
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hereof.documents.document import Document
    from hereof.model.words import Quotation

Spot: TypeAlias = tuple[str, int, int, int, int]
"""A document, and where words start and end in its flow, and in its text."""

Quoted: TypeAlias = tuple[str, int]
"""A rule file, and where in it a quotation stands."""


@frozen(eq=False)
class Found:
    """A quotation found in a document."""

    document: Document
    match: Match

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line, counted from 1."""
        return self.match.lines

    @property
    def spot(self) -> Spot:
        """The place as plain data."""
        span = self.match.span
        return self.document.path, self.match.start, self.match.end, span.start, span.end


@frozen(eq=False)
class Evidence:
    """Where every quotation of an agreement's rule files stands."""

    _found: dict[Quoted, Found] = field(factory=dict, init=False)

    def of(self, quotation: Quotation) -> Found | None:
        """Give where a quotation stands; nothing where it was not found."""
        return self._found.get(_quoted(quotation))

    def keep(self, quotation: Quotation, found: Found) -> None:
        """Keep where a quotation stands."""
        self._found[_quoted(quotation)] = found

    def spots(self) -> dict[Quoted, Spot]:
        """Give every place as plain data."""
        return {quoted: found.spot for quoted, found in self._found.items()}


@frozen(eq=False)
class Remembered(Evidence):
    """Where quotations stood last time: each looked at there again before it is given.

    Attributes:
        spots: Where each stood.
        documents: The documents on file by path.
        look: Looks for every quotation anew; asked where one does not stand as remembered.
    """

    _spots: Mapping[Quoted, Spot]
    _documents: Mapping[str, Document]
    _look: Callable[[], Evidence]

    def of(self, quotation: Quotation) -> Found | None:
        """Give where a quotation stands; nothing where it was not found."""
        found = super().of(quotation)
        if found is None:
            found = self._there(quotation) or self._look().of(quotation)
            if found is not None:
                self.keep(quotation, found)
        return found

    def _there(self, quotation: Quotation) -> Found | None:
        path, start, end, first, last = self._spots.get(_quoted(quotation), _NOWHERE)
        document = self._documents.get(path)
        words = strip_excerpt_marks(quotation.text)
        if document is None or not words:
            return None
        if layout_free(document.source.text[first:last]) == words:
            span = Span(document.source, first, last)
            return Found(document, Match(start, end, document.flow, span))
        # Page furniture may stand between the words.
        if document.flow.text[start:end] == words:
            return Found(document, Match(start, end, document.flow))
        return None


_NOWHERE: Final = ("", 0, 0, 0, 0)


def _quoted(quotation: Quotation) -> Quoted:
    return quotation.span.source.path, quotation.span.start
