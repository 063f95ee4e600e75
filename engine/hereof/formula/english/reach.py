"""What follows several amounts and may belong to all of them: a time, an owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.anaphora import POINTS_BACK
from hereof.formula.english.meaning import (
    Joined,
    is_mark,
)
from hereof.formula.english.periods import is_of_several
from hereof.formula.english.quantities import INDICES, Modifier, Quantities, counts_periods
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    ASKED_MARK,
    WHICH_MARK,
    Factors,
    Labelled,
    Terms,
    ends_closed,
    owned,
    parts_of,
    timed,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_LEFT_OUT: Final = re.compile(
    r"(?:but )?(?:excluding|exclusive of|other than|except|not including)\b"
)
_TOTAL: Final = re.compile(r"(?:the |an )?(?:aggregate|total|combined)\b")


class Reach(Quantities):
    """The part of the builder that lets a time or an owner reach several inputs."""

    def timed(self, *children: Any) -> Iterator[Any]:
        """A construction, and a time for those of its inputs that have none of their own."""
        whole = next(c for c in children if not is_mark(c) and not isinstance(c, str | Modifier))
        said = [c for c in children if isinstance(c, str | Modifier)]
        each = any(isinstance(c, Token) and c.type == "INEACHCASE" for c in children)
        if not each and (not self._reaches(whole, said) or _says_twice(whole)):
            return
        times = tuple(c for c in children if isinstance(c, str))
        if any(counts_periods(t) or (_is_average(whole) and is_of_several(t)) for t in times):
            return
        for modifier in (c for c in children if isinstance(c, Modifier)):
            if modifier.kind == "owner":
                if re.search(r"\b(?:of|for) each\b(?! Class)", self.span.text):
                    return
                several = self._several(modifier.value)
                whole = owned(whole, modifier.value, several=several, adds=self._adds)
            elif modifier.kind == "which":
                times = (*times, WHICH_MARK + modifier.value)
            elif modifier.kind == "time":
                times = (*times, modifier.value)
        found = timed(whole, times)
        if found is not whole or all(text == ASKED_MARK for text in times):
            yield found

    each_timed = timed

    def joined_timed(self, joined: Joined, *said: Any) -> Iterator[Joined]:
        """Amounts that `and` joins behind an operator, and what is said of all of them."""
        whole = f.Sum(tuple((1, part) for part in joined.parts), self.span)
        for found in self.timed(whole, *said):
            yield Joined(tuple(part for _, part in found.parts))

    def _reaches(self, whole: Any, said: list[Any]) -> bool:
        """Tell whether what follows the last of several can belong to all of them."""
        if all(map(_leaves_out, said)) and self._after_comma(said) and _ends_marked(whole):
            return isinstance(whole, f.Sum | f.Choice) and not isinstance(whole, Terms)
        if ends_closed(whole) or _ends_marked(whole) or self._apart(whole):
            return False
        if _ends_in_total(whole, said):
            return False
        which = any(isinstance(c, Modifier) and c.kind == "which" for c in said)
        if which and isinstance(whole, Terms) and all(map(_leaves_out, said)):
            return all(isinstance(part, f.Input) for _, part in whole.parts)
        if which and (not isinstance(whole, f.Sum | f.Choice) or isinstance(whole, Terms)):
            return False
        if any(isinstance(c, Modifier) and c.kind == "owner" for c in said):
            parts = getattr(whole, "parts", ())
            plain = all(isinstance(p[1] if isinstance(p, tuple) else p, f.Input) for p in parts)
            return bool(parts) and plain and not isinstance(whole, Terms)
        first = self.stretch[1] - len(said)
        before = self.tokens[first - 1]
        if before.type == "OPAQUE" and "number of" in str(before.value):
            return False  # the days in a period are counted in it, and nothing else is
        return before.type != "RESTR" or len(said) > 1

    def _after_comma(self, said: list[Any]) -> bool:
        """Tell whether a comma parts what is said from what stands before it."""
        inside = self.tokens[self.stretch[0] : self.stretch[1]]
        kinds = [token.type for token in inside]
        at = len(kinds) - 1 - kinds[::-1].index("OTHERTHAN")
        return len(said) == 1 and kinds[at - 1] == "COMMA"

    def _apart(self, whole: Any) -> bool:
        """Tell whether the last amount is no part of one list with those before it.

        An operator parts them, or a product of a rate, or of what is of another, and an amount.
        """
        if isinstance(whole, Factors):
            return True
        if isinstance(whole, Terms):
            said_together = self.tokens[self.stretch[0]].type == "SUMOF"
            *before, last = (part for _, part in whole.parts)
            plain = isinstance(last, f.Input) and all(map(self._is_bare, before))
            return not said_together and not plain
        if not isinstance(whole, f.Product):
            return False
        before = [n for factor in whole.factors[:-1] for n in parts_of(factor)]
        inputs = [n for n in before if isinstance(n, f.Input)]
        return all(n.owners is not None or not self._adds(n.term) for n in inputs)

    def _is_bare(self, node: Any) -> bool:
        """Tell whether it is an amount, or a sum of such, of which no time is said."""
        if isinstance(node, f.Sum) and not isinstance(node, Terms):
            return all(self._is_bare(part) for _, part in node.parts)
        if not isinstance(node, f.Input) or node.timing or not self._adds(node.term):
            return False
        return node.term.rpartition(" ")[2] not in INDICES

    def when_measured(self, token: Token) -> Iterator[str]:
        """A time."""
        yield self._timing(token)

    def measured(self, token: Token) -> Iterator[str]:
        """A time, or which of them."""
        mark = WHICH_MARK if token.type in {"RESTR", "EFFECT"} else ""
        yield mark + self._timing(token)

    def timing(self, token: Token) -> Iterator[Any]:
        """A time that follows an event."""
        yield self._timing(token)


def _leaves_out(said: Any) -> bool:
    """Tell whether words say what is not meant, as `excluding` and its like do."""
    left_out = isinstance(said, Modifier) and said.kind == "which"
    return left_out and _LEFT_OUT.match(said.value) is not None


def _is_average(whole: Any) -> bool:
    return any(isinstance(n, f.Choice) and n.kind == "average" for n in parts_of(whole))


def _ends_in_total(whole: Any, following: list[Any]) -> bool:
    """Tell whether the last of a list is a total of several owners, and none before it is of any.

    What follows is then said of that total, as in `the lesser of A and the aggregate B of C as
    of D`.
    """
    parts = getattr(whole, "parts", ())
    parts = tuple(p[1] if isinstance(p, tuple) else p for p in parts)
    if len(parts) < 2 or not all(isinstance(p, f.Input) for p in parts):  # noqa: PLR2004
        return False
    *before, last = parts
    said = last.span.text if last.span else ""
    whose = any(isinstance(c, Modifier) and c.kind == "owner" for c in following)
    total = (whose or last.owners is not None) and _TOTAL.match(said) is not None
    alone = all(
        p.owners is None and not _TOTAL.match(p.span.text if p.span else "") for p in before
    )
    return total and alone


def _says_twice(whole: Any) -> bool:
    """Tell whether an amount is said twice, so that a time that follows tells the last apart."""
    inputs = [n for n in parts_of(whole) if isinstance(n, f.Input) and not n.timing]
    return len(set(inputs)) < len(inputs) or any(n.term == POINTS_BACK for n in inputs)


def _ends_marked(value: Any) -> bool:
    """Tell whether a construction ends within a part that an enumerator marks.

    A time that follows then belongs to that part alone.
    """
    if isinstance(value, Labelled):
        return True
    if isinstance(value, Terms | f.Sum):
        last = value.parts[-1][1]
    elif isinstance(value, f.Product):
        last = value.factors[-1]
    elif isinstance(value, Factors):
        last = (value.divisors or value.factors)[-1]
    elif isinstance(value, f.Choice):
        last = value.parts[-1]
    elif isinstance(value, f.Excess):
        last = value.over
    elif isinstance(value, f.Quotient | Closed):
        last = value.denominator
    elif isinstance(value, f.ForEach):
        last = value.value
    else:
        return False
    return _ends_marked(last)
