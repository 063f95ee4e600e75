"""A finding on defined terms, with what an exception can name of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.diagnostics import Label
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.diagnostics import Diagnostic
    from hereof.timeline.step import Provision

_MOST_LABELS = 4


@frozen(eq=False)
class Fault:
    """A finding on defined terms.

    Attributes:
        finding: What is reported.
        names: The terms, phrases and Sections that it is about; the first is what it is filed
            under: faults of one code about the same first name are one finding.
        provisions: The paragraphs that gave the words their shape.
        subject: Whose definition is at fault.
    """

    finding: Diagnostic
    names: tuple[str, ...]
    provisions: tuple[Provision, ...]
    subject: str


def merged(faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """Give one finding for faults about the same name: the first, with the places of the others."""
    found: dict[tuple[str, str], dict[str, Fault]] = {}
    for fault in faults:
        of_name = found.setdefault((fault.finding.code, fault.names[0]), {})
        of_name.setdefault(fault.subject, fault)
    for several in found.values():
        first, *others = several.values()
        yield _with_others(first.finding, others) if others else first.finding


def _with_others(finding: Diagnostic, others: list[Fault]) -> Diagnostic:
    shown = [f"`{each.subject}`" for each in others[: _MOST_LABELS - 1]]
    if len(others) > len(shown):
        shown.append(f"{len(others) - len(shown):,} more")
    said = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    labels = tuple(
        Label(each.finding.labels[0].span, f"and in `{each.subject}`")
        for each in others[: _MOST_LABELS - 1]
        if each.finding.labels
    )
    return evolve(
        finding,
        message=f"{finding.message}; the same holds of {said}",
        labels=(*finding.labels, *labels),
    )
