"""Where the quotations of an agreement's rule files stand in its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.documents import Document, Match
    from hereof.model.words import Quotation


@frozen(eq=False)
class Found:
    """A quotation found in a document."""

    document: Document
    match: Match

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line, counted from 1."""
        return self.match.lines


@frozen(eq=False)
class Evidence:
    """Where every quotation of an agreement's rule files stands."""

    _found: dict[int, Found] = field(factory=dict, init=False)

    def of(self, quotation: Quotation) -> Found | None:
        """Give where a quotation stands; nothing where it was not found."""
        return self._found.get(id(quotation.span))

    def keep(self, quotation: Quotation, found: Found) -> None:
        """Keep where a quotation stands."""
        self._found[id(quotation.span)] = found
