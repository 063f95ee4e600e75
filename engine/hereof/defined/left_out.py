"""Definitions of an agreement's own document that nothing encodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.defined.faults import Fault
from hereof.defined.look import alike_key
from hereof.diagnostics import Label, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.defined.look import Look


def check_left_out(look: Look) -> Iterator[Fault]:
    """Give the terms that the agreement's document defines and no rule file does, as one finding.

    A definition whose words another block quotes, such as that of a Section, is encoded with it.
    """
    document = look.papers.own
    if document is None or look.on is not None or not look.versions:
        return
    header = look.timeline.base.instrument
    encoded = {alike_key(term) for term in look.uses.terms}
    for each in document.flow.beginnings:
        if any(alike_key(term.strip(" ,.")) in encoded for term in each.terms):
            continue
        if any(start <= each.end + 1 < end for start, end in look.encoded):
            continue
        term = each.terms[0].strip(" ,.")
        found = warning(
            "definitions-left-out",
            f"`{document.path}` defines `{term}`, and no rule file does",
            Label(document.flow.span(each.named, each.end), "defined here"),
            Label(header.span, "not in this rule file"),
            help="add a `define` block, so that the term is not taken for undefined; else record "
            f'why it is left out: `ignore definitions-left-out "{term}" because "..."`',
        )
        yield Fault(found, (look.timeline.id, term), (), term)
