"""What is wrong with an agreement once its instruments are placed in time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.model import operation as o
from hereof.rulebase.calendar_checks import check_calendar
from hereof.rulebase.class_checks import check_classes
from hereof.rulebase.date_checks import check_dates
from hereof.rulebase.fate_checks import check_defeats, check_lapsed
from hereof.rulebase.names_checks import Names
from hereof.rulebase.term_checks import check_term
from hereof.spelling import did_you_mean
from hereof.timeline.corrections import correct
from hereof.timeline.resolve import Rulings, refs_of
from hereof.timeline.step import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.names import Ref
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.resolve import Ruling
    from hereof.timeline.step import Provision


def check_agreement(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Check an agreement whose instruments are placed in time."""
    yield from _references(timeline)
    yield from _circular_order(timeline)
    yield from _revivals(timeline)
    yield from _throughout(timeline)
    yield from check_calendar(timeline)
    yield from check_dates(timeline)
    names = Names(timeline)
    for subject in timeline.subjects:
        term = timeline.term(subject)
        yield from check_term(timeline, term)
        yield from check_classes(timeline, term)
        yield from names.check(term)
        yield from check_lapsed(term)
        yield from check_defeats(term)


def _references(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    for provision in timeline.provisions:
        for operation in provision.paragraph.operations:
            if isinstance(operation, o.Order):
                refs = [operation.earlier, *([operation.later] if operation.later else [])]
            elif isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid):
                refs = [operation.target]
            else:
                continue
            for ref in refs:
                yield from _reference(timeline, provision, ref, operation)
    for entry in timeline.entries:
        for fact in entry.instrument.orders:
            if not _is_there(timeline, fact.value.earlier):
                yield _unknown(timeline, fact.value.earlier, entry.id)


def _meant(timeline: AgreementTimeline, ref: Ref) -> list[Provision]:
    return [provision for provision in timeline.provisions if provision.is_meant_by(ref)]


def _is_there(timeline: AgreementTimeline, ref: Ref) -> bool:
    """Tell whether a reference means something; an instrument may be without paragraphs."""
    if not ref.paragraph and any(entry.id == ref.instrument for entry in timeline.entries):
        return True
    return bool(_meant(timeline, ref))


def _reference(
    timeline: AgreementTimeline, provision: Provision, ref: Ref, operation: o.Operation
) -> Iterator[Diagnostic]:
    meant = _meant(timeline, ref)
    if not _is_there(timeline, ref):
        yield _unknown(timeline, ref, provision.entry.id)
    if not meant:
        return
    if isinstance(operation, o.Order):
        return
    later = [m for m in meant if m.entry.position >= provision.entry.position]
    if later and provision.entry.executed is not None:
        yield error(
            "reference-later",
            f"`{ref}` is not earlier than the paragraph that speaks of it",
            Label(ref.span, "spoken of here"),
            Label(later[0].paragraph.span, "executed no earlier"),
            help="an instrument can only rescind, revive, correct or void an earlier one",
        )
    if isinstance(operation, o.Correct) and not any(
        _corrects(timeline, m, provision, operation) for m in meant
    ):
        yield error(
            "correction-misses",
            f"the correction changes nothing in `{ref}`",
            Label(operation.span, "corrected here"),
            Label(meant[0].paragraph.span, "this paragraph"),
            help="the slip must stand exactly once in the new words of that paragraph, as they are "
            "or as an earlier correction has them read",
        )


def _corrects(
    timeline: AgreementTimeline, meant: Provision, by: Provision, operation: o.Correct
) -> bool:
    """Tell whether a correction finds its slip in a paragraph, as it is or as corrected so far."""
    operations = meant.paragraph.operations
    if correct(operations, operation) != operations:
        return True
    said = [r for r in timeline.rulings if r.provision is by and r.operation is operation]
    step = Step(meant, "", operations)
    rulings = Rulings(timeline.rulings)
    return meant.entry.executed is not None and any(rulings.could_correct(r, step) for r in said)


def _unknown(timeline: AgreementTimeline, ref: Ref, own: str) -> Diagnostic:
    names = [str(p.ref) for p in timeline.provisions if p.paragraph.number and ref.paragraph]
    names += [entry.id for entry in timeline.entries if not entry.is_base and entry.id != own]
    return error(
        "reference-unknown",
        f"there is no `{ref}`",
        ref.span,
        help=did_you_mean(str(ref), names, "name an instrument of this agreement"),
    )


def _circular_order(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    orders = [
        (operation.later or ruling.provision.ref, operation.earlier)
        for ruling in timeline.rulings
        if isinstance(operation := ruling.operation, o.Order)
    ]
    reported: set[int] = set()
    for start in range(len(orders)):
        circle = _circle(orders, start)
        if not circle or reported & set(circle):
            continue
        reported |= set(circle)
        names = " and ".join(f"`{orders[n][0]}`" for n in circle)
        yield error(
            "order-circular",
            f"{names} are said to follow or prevail over one another in a circle"
            if len(circle) > 1
            else f"{names} is said to follow or prevail over itself",
            *(Label(orders[n][1].span, f"what `{orders[n][0]}` comes after") for n in circle),
            help="of two instruments one follows the other: leave out what no document says",
        )


def _circle(orders: list[tuple[Ref, Ref]], start: int) -> list[int]:
    """Give the shortest way from an order round to itself; nothing where there is none."""
    ways = {start: [start]}
    todo = deque([start])
    while todo:
        at = todo.popleft()
        for other, (later, _) in enumerate(orders):
            if not _overlap(orders[at][1], later):
                continue
            if other == start:
                return ways[at]
            if other not in ways:
                ways[other] = [*ways[at], other]
                todo.append(other)
    return []


def _overlap(one: Ref, other: Ref) -> bool:
    """Tell whether two references have a paragraph in common."""
    if one.instrument != other.instrument:
        return False
    first, second = sorted((one.paragraph, other.paragraph), key=len)
    return first in ("", second) or second.startswith(first + "(")


def _revivals(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    rescissions = [r for r in timeline.rulings if isinstance(r.operation, o.Rescind)]
    for later in rescissions:
        for earlier in rescissions:
            if not earlier.provision.is_meant_by(refs_of(later)[0]) or earlier is later:
                continue
            if _undone_in_time(earlier, later) or _speaks_of_revival(later.provision):
                continue
            target = refs_of(earlier)[0]
            yield warning(
                "revival-unsaid",
                f"`{later.provision.ref}` rescinds a rescission and does not say whether "
                f"`{target}` is revived",
                Label(refs_of(later)[0].span, "rescinded here"),
                Label(target.span, "what that had rescinded"),
                help=f"it is not revived; if the document says so, add `revive {target}`",
            )


def _undone_in_time(earlier: Ruling, later: Ruling) -> bool:
    starts = [strip.start for strip in earlier.provision.strips]
    ends = [strip.start for strip in later.provision.strips]
    return not starts or not ends or min(ends) <= min(starts)


def _speaks_of_revival(provision: Provision) -> bool:
    return any(isinstance(operation, o.Revive) for operation in provision.paragraph.operations)


def _throughout(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Refuse a replacement throughout the agreement that finds its words nowhere."""
    for provision in timeline.provisions:
        if not provision.strips:
            continue
        for operation in provision.paragraph.operations:
            if isinstance(operation, o.ReplaceThroughout) and not any(
                place.step.provision is provision
                for subject in timeline.subjects
                for cell in timeline.term(subject).row().cells
                for state in cell.states
                for place in state.applied
            ):
                yield error(
                    "edit-never-fits",
                    f"`{operation.old}` stands in no definition that `{provision}` could change",
                    Label(operation.span, "ordered here"),
                    help="check the quoted phrase; it must stand there as a whole word",
                )
