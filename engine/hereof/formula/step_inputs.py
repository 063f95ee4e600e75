"""Steps that take inputs: of one owner, and totals over several."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hereof.formula import refusals
from hereof.formula.given import KINDS, MISSING, value_of
from hereof.formula.inputs import Input, UnknownOwnerError, owners_of
from hereof.formula.refusals import NotComputedError
from hereof.formula.steps import NOT_ADDED, Steps, collect, number_of
from hereof.formula.terms import is_asked
from hereof.formula.trace import Supplied, Trace
from hereof.model import formula as f

if TYPE_CHECKING:
    from hereof.diagnostics import Span
    from hereof.formula.trace import Value


class InputSteps(Steps):
    """The part of the evaluator that takes inputs."""

    def input(self, node: f.Input, kind: str) -> Trace:
        """Take an input, the date asked about, or a total."""
        if is_asked(node):
            if kind not in ("", "date"):
                raise refusals.other_kind(node.term, KINDS["date"], KINDS[kind], node.span)
            return Trace(node, self.on)
        timing = "; ".join(node.timing)
        whom = self.owners(node.owners, node.span)
        members = tuple(Input(node.term, (one,), timing) for one in whom) if len(whom) > 1 else ()
        wanted = Input(node.term, whom, timing, members)
        if not members:
            return self.one(wanted, kind, node, node.span)
        added = node.total or self.within.types.get(node.term) not in NOT_ADDED
        return self._several(wanted, kind, node, added=added and kind in ("", "number"))

    def owners(self, owners: f.Owners | None, span: Span | None) -> tuple[str, ...]:
        """Give the owners that are meant.

        Raises:
            NotComputedError: A range names a Class that the order lacks, or nobody is left.
        """
        if owners is None:
            return ()
        if self.each:
            owners = bound(owners, self.each[-1])
        try:
            found = owners_of(owners, self.within)
        except UnknownOwnerError as failure:
            raise refusals.owner_unknown(str(failure), span) from None
        except IndexError:
            found = ()
        if not found:
            raise refusals.owner_unknown("every owner is left out, and none is left", span)
        return found

    def one(self, wanted: Input, kind: str, node: f.Expression | Input, span: Span | None) -> Trace:
        """Take the value of one input, shown as a step of `node`."""
        found = self.source.one(wanted, span)
        if found is MISSING:
            raise refusals.missing_input(wanted, span)
        return _supplied(node, found, value_of(wanted, found, kind, span), (), span)

    def _several(self, wanted: Input, kind: str, node: f.Input, *, added: bool) -> Trace:
        """Give a total as given, or added up; where it is both they must be the same."""
        whole = self.source.whole(wanted, node.span)
        parts = self._members(wanted, node, whole, added=added)
        summed = sum((number_of(part) for part in parts), Fraction(0))
        if whole is MISSING:
            return Trace(node, summed, parts)
        value = value_of(wanted, whole, kind, node.span)
        if parts and value != summed:
            raise refusals.two_values(wanted, value, f"{summed} by its members", node.span)
        return _supplied(node, whole, value, parts, node.span)

    def _members(
        self, wanted: Input, node: f.Input, whole: object, *, added: bool
    ) -> tuple[Trace, ...]:
        """Take every member of a total; none where the total is given and a member is not."""
        try:
            if not added:
                if whole is MISSING:
                    raise refusals.missing_input(wanted, node.span)
                return ()
            return collect(lambda one: self.one(one, "number", one, node.span), wanted.per_class)
        except NotComputedError as failure:
            elsewhen = self.source.elsewhen(wanted)
            if whole is MISSING and failure.missing and elsewhen:
                raise refusals.at_another_time(wanted, elsewhen, node.span) from None
            if whole is MISSING or any(d.code != "input-missing" for d in failure.diagnostics):
                raise
            return ()


def bound(owners: f.Owners, each: str) -> f.Owners:
    """Put an owner in the place of `that one`."""

    def put(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((each, each) if pair[0] == f.EACH_OWNER else pair for pair in pairs)

    return f.Owners(put(owners.items), put(owners.except_for))


def _supplied(
    node: f.Expression | Input,
    found: object,
    value: Value,
    parts: tuple[Trace, ...],
    span: Span | None,
) -> Trace:
    source = found.source if isinstance(found, Supplied) else None
    return Trace(node, value, parts, source=source, span=span)
