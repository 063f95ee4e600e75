"""The checks of an agreement's defined terms, and what is set aside of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.defined.circles import check_circles
from hereof.defined.exceptions import exceptions_in, for_nothing, set_aside
from hereof.defined.faults import merged
from hereof.defined.left_out import check_left_out
from hereof.defined.look import Look
from hereof.defined.names import check_names
from hereof.defined.papers import encoded_in, papers_of, used_in_text
from hereof.defined.ranges import check_ranges
from hereof.defined.undefined import check_undefined
from hereof.defined.unseen import check_unseen
from hereof.defined.unused import check_unused
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.defined.exceptions import Excepted
    from hereof.defined.faults import Fault
    from hereof.defined.papers import Papers
    from hereof.diagnostics import Diagnostic
    from hereof.rulebase.base import Agreement, RuleBase


Dates: TypeAlias = "tuple[date | None, date | None]"
"""As in force on which date, and as known on which; none: over the whole life, with everything."""
EVER: Final[Dates] = (None, None)


@frozen(eq=False)
class TermsChecked:
    """What the checks of defined terms come to.

    Attributes:
        findings: What is reported.
        exceptions: The lines `ignore` of the rule files, each with what it sets aside.
        faults: What is reported of each definition, before faults about one name become one.
    """

    findings: tuple[Diagnostic, ...]
    exceptions: tuple[Excepted, ...]
    faults: tuple[Fault, ...]


def check_defined_terms(
    base: RuleBase, agreement: Agreement, on: date | None = None, known_on: date | None = None
) -> TermsChecked:
    """Check the defined terms of an agreement without errors.

    Args:
        base: The rule base, for the agreements whose definitions are taken in.
        agreement: The agreement.
        on: The definitions in force on that date; none: those of its whole life.
        known_on: As known on that date; none: with everything on file.

    Raises:
        HereofError: The agreement has errors.
    """
    exceptions = exceptions_in(agreement.files)
    look = look_at(base, agreement, on, known_on)
    left = tuple(set_aside(_faults(look), exceptions))
    findings = list(merged(left))
    if on is None and known_on is None:
        findings += for_nothing(exceptions)
    return TermsChecked(tuple(findings), exceptions, left)


def look_at(
    base: RuleBase, agreement: Agreement, on: date | None = None, known_on: date | None = None
) -> Look:
    """Give what the checks look at."""
    papers = _papers(base, agreement)
    taken_in = agreement.id in base.survey.needed
    look = Look(agreement.timeline, papers, on, known_on, is_taken_in=taken_in)
    look.text_uses = used_in_text(agreement, papers, look.uses.scanner)
    if papers.own is not None:
        look.encoded = encoded_in(agreement, papers.own)
    return look


def _papers(base: RuleBase, agreement: Agreement) -> Papers:
    others = [base.agreement(other.id) for other, _ in agreement.timeline.incorporated]
    return papers_of(agreement, tuple(_papers(base, other) for other in others))


def _faults(look: Look) -> Iterator[Fault]:
    yield from check_undefined(look)
    yield from check_unused(look)
    yield from check_names(look)
    yield from check_circles(look)
    yield from check_ranges(look)
    yield from check_unseen(look)
    yield from check_left_out(look)
