"""What `check` finds of days that cannot all be right: signed, dated, met, shown, known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Diagnostic, Label, Span, error, note, warning
from hereof.model import effectivity as e

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Entry, Provision


def check_dates(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Check the days that headers and effectivities name against one another."""
    for entry in timeline.entries:
        yield from _signed_ahead(entry)
    for provision in timeline.provisions:
        yield from _conditions(provision)
        yield from _never(provision)


def _signed_ahead(entry: Entry) -> Iterator[Diagnostic]:
    executed, header = entry.executed, entry.instrument
    if executed is None or executed >= entry.dated:
        return
    yield note(
        "executed-before-dated",
        f"`{entry.id}` was executed on {spoken(executed)}, before the date that it bears, "
        f"{spoken(entry.dated)}",
        Label(_execution(entry), "executed before"),
        Label(header.dated.span if header.dated else header.span, "the date that it bears"),
        help="check both days in the document: it may have been signed ahead of its date",
    )


def _execution(entry: Entry) -> Span:
    header = entry.instrument
    if header.executed is not None:
        return header.executed.span
    last = [s.span for s in header.signatures if s.day == entry.executed]
    return last[0] if last else header.span


def _conditions(provision: Provision) -> Iterator[Diagnostic]:
    effectivity = provision.paragraph.effectivity
    if effectivity is None:
        return
    for each in (*e.conditions(effectivity.start), *e.conditions(effectivity.until)):
        if each.met is not None and each.shown is not None and each.shown < each.met:
            yield error(
                "shown-before-met",
                f"the condition is said to be shown to be met on {spoken(each.shown)}, before it "
                f"was met on {spoken(each.met)}",
                each.span,
                help="one of the two days is wrong; `met` is the earlier or the same",
            )


def _never(provision: Provision) -> Iterator[Diagnostic]:
    never, executed = provision.paragraph.never, provision.entry.executed
    if never is None or executed is None or never.known_from >= executed:
        return
    yield warning(
        "never-before-executed",
        f"`{provision}` is said to be known never to have taken effect from "
        f"{spoken(never.known_from)}, before it was executed on {spoken(executed)}",
        Label(never.span, "known from"),
        Label(_execution(provision.entry), "executed later"),
        help="check both days: nobody can have known it before there was a paragraph",
    )
