"""Rows that belong together one by one: `A and B multiplied by 5% and 10%, respectively`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.formula.english.infixes import Infixes
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import Items, is_mark
from hereof.formula.english.tokens import Token
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class Row:
    """Several values in their order, each of which belongs to one of another row."""

    parts: tuple[Any, ...]
    label: str = ""


class Respectively(Infixes):
    """The part of the builder that puts two rows together, one by one."""

    def row(self, *children: Any) -> Iterator[Row]:
        """Values that are named one by one."""
        yield Row(tuple(c for c in children if not isinstance(c, Token)))

    def row_shared(self, items: Items) -> Iterator[Row]:
        """Values whose names share their last words."""
        if not items.either:
            yield Row(items.parts)

    def row_of_owners(self, of: Any) -> Iterator[Row]:
        """One quantity of several owners that the words name in order."""
        if not isinstance(of, f.Input) or of.owners is None or of.owners.except_for:
            return
        several = self._owners(of.owners)
        if len(several) > 1 and not any(" through " in one for one in several):
            yield Row(tuple(self._of_one(of, one) for one in several))

    def paired(self, first: Row, *rest: Any) -> Iterator[Items]:
        """Two rows and an operator between them."""
        op, last = (c for c in rest if not is_mark(c) and not _is_said(c))
        if len(first.parts) == len(last.parts):
            pairs = zip(first.parts, last.parts, strict=True)
            yield Items(tuple(self._joined(one, op.type, other) for one, other in pairs))

    def paired_shares(self, shares: Row, *rest: Any) -> Iterator[Items]:
        """Percentages of amounts."""
        whole = next(c for c in rest if isinstance(c, Row))
        plain = all(isinstance(share, f.Amount) for share in shares.parts)
        if plain and len(shares.parts) == len(whole.parts):
            pairs = zip(shares.parts, whole.parts, strict=True)
            yield Items(tuple(f.Product(pair, self.span) for pair in pairs))

    def pairing(self, label: Token, *rest: Any) -> Iterator[Row]:
        """Two values that an enumerator names together."""
        yield Row(tuple(c for c in rest if not isinstance(c, Token)), label.value)

    def products_of(self, *children: Any) -> Iterator[Items]:
        """The products of (i) A and B and (ii) C and D: of the values of each enumerator."""
        several = [c for c in children if isinstance(c, Row)]
        if run([one.label for one in several]):
            yield Items(tuple(f.Product(one.parts, self.span) for one in several))

    def products_paired(self, *children: Any) -> Iterator[Items]:
        """The products of (i) A and B and (ii) C and D, respectively: of A and C, and B and D."""
        several = [c for c in children if isinstance(c, Row)]
        if run([one.label for one in several]):
            columns = zip(*(one.parts for one in several), strict=True)
            yield Items(tuple(f.Product(tuple(one), self.span) for one in columns))


def _is_said(child: Any) -> bool:
    return isinstance(child, Token) and child.type == "RESPECTIVELY"
