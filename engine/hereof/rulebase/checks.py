"""What is wrong with an agreement once its instruments are placed in time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, Span, error, warning
from hereof.model import operation as o
from hereof.rulebase.calendar_checks import check_calendar
from hereof.rulebase.class_checks import check_classes
from hereof.rulebase.date_checks import check_dates
from hereof.rulebase.fate_checks import check_defeats, check_lapsed
from hereof.timeline.corrections import correct
from hereof.timeline.edits import OVERLAP
from hereof.timeline.resolve import Rulings, refs_of
from hereof.timeline.state import Status
from hereof.timeline.step import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from hereof.model.instrument import Instrument, Paragraph, RuleFile
    from hereof.model.names import Ref
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.resolve import Ruling
    from hereof.timeline.step import Provision
    from hereof.timeline.term import Cell, TermTimeline


# ---------------------------------------------------------------- within one rule file


def check_file(rules: RuleFile) -> Iterator[Diagnostic]:
    """Check what one rule file alone can get wrong."""
    instrument = rules.instrument
    if instrument is None:
        return
    yield from _header(instrument)
    yield from _numbers(rules)
    for paragraph in rules.paragraphs:
        yield from _twice_in_paragraph(paragraph)
        if not paragraph.number and "/" in instrument.id:
            yield error(
                "definition-without-paragraph",
                "a definition outside a paragraph belongs to the agreement's own rule file",
                paragraph.span,
                help="put it under the `paragraph` that orders it",
            )
        if paragraph.number and "/" not in instrument.id:
            yield error(
                "paragraph-in-agreement",
                "an agreement's rule file has definitions, not paragraphs",
                paragraph.span,
                help="write `define`, and put changes in a rule file for the instrument that "
                "orders them",
            )


def _header(instrument: Instrument) -> Iterator[Diagnostic]:
    is_base = "/" not in instrument.id
    if is_base != (instrument.kind.value == "agreement"):
        yield error(
            "name-of-instrument",
            f"`{instrument.id}` is no name for "
            + ("an " if instrument.kind.value[0] == "a" else "a ")
            + instrument.kind.value,
            instrument.span,
            help="an agreement is named `series-1`; what belongs to it `series-1/1`",
        )
    if instrument.document is None:
        yield error(
            "document-unsaid",
            f"`{instrument.id}` does not say whether its document is on file",
            instrument.span,
            help='write `document "folder/file.txt"` or `document not on file`',
        )


def _numbers(rules: RuleFile) -> Iterator[Diagnostic]:
    seen: dict[str, Paragraph] = {}
    for paragraph in rules.paragraphs:
        if not paragraph.number:
            continue
        first = seen.setdefault(paragraph.number, paragraph)
        if first is not paragraph:
            yield error(
                "paragraph-twice",
                f"paragraph {paragraph.number} is encoded twice",
                Label(paragraph.span, "again here"),
                Label(first.span, "first here"),
                help="number its parts, such as `2(a)` and `2(b)`",
            )


def _twice_in_paragraph(paragraph: Paragraph) -> Iterator[Diagnostic]:
    whole: dict[str, o.Operation] = {}
    for operation in paragraph.operations:
        if not isinstance(operation, o.Define | o.Replace | o.Delete):
            continue
        first = whole.setdefault(operation.subject, operation)
        if first is not operation:
            yield error(
                "replaced-twice",
                f"one paragraph changes the whole definition of `{operation.subject}` twice",
                Label(operation.span, "again here"),
                Label(first.span, "first here"),
                help="keep the one that the document orders",
            )


# ------------------------------------------------------------------- between instruments


def check_agreement(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Check an agreement whose instruments are placed in time."""
    yield from _references(timeline)
    yield from _circular_order(timeline)
    yield from _revivals(timeline)
    yield from _throughout(timeline)
    yield from check_calendar(timeline)
    yield from check_dates(timeline)
    for subject in timeline.subjects:
        yield from _subject(timeline, subject)


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
                yield _unknown(timeline, fact.value.earlier)


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
        yield _unknown(timeline, ref)
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


def _unknown(timeline: AgreementTimeline, ref: Ref) -> Diagnostic:
    names = [str(p.ref) for p in timeline.provisions if p.paragraph.number]
    import difflib  # noqa: PLC0415 - only where there is a mistake

    near = difflib.get_close_matches(str(ref), names, 1)
    return error(
        "reference-unknown",
        f"there is no `{ref}`",
        ref.span,
        help=f"did you mean `{near[0]}`?" if near else "name an instrument of this agreement",
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


# ------------------------------------------------------------------------- one subject


def _subject(timeline: AgreementTimeline, subject: str) -> Iterator[Diagnostic]:
    term = timeline.term(subject)
    misfits = dict(_misfits(term))
    yield from misfits.values()
    yield from _regions(term, misfits.keys())
    yield from check_classes(timeline, term)
    yield from check_lapsed(term)
    yield from check_defeats(term)


def _misfits(term: TermTimeline) -> Iterator[tuple[Step, Diagnostic]]:
    """Refuse a step that at its own place fails wherever it is live."""
    for step in (*term.steps, *term.suspensions):
        found = _where_fails(term, step)
        if found is not None:
            reason, cell = found
            yield step, _misfit(step, reason, cell, term)


def _where_fails(term: TermTimeline, step: Step) -> tuple[str, Cell] | None:
    first: tuple[str, Cell] | None = None
    if not isinstance(step.operations[0], o.Suspend) and all(
        isinstance(operation, o.ReplaceThroughout) for operation in step.operations
    ):
        return None
    for on, known_on in _points(term, step):
        cell = term.cell(on, known_on)
        if isinstance(step.operations[0], o.Suspend):
            if any(s.status is not Status.UNDEFINED for s in cell.states):
                return None
            first = first or ("the term is not in force", cell)
            continue
        if step in cell.folded.succeeded:
            return None
        if step in cell.folded.failures and first is None:
            first = (cell.folded.failures[step], cell)
    return first


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


def _points(term: TermTimeline, step: Step) -> Iterator[tuple[date, date | None]]:
    """Give the points at which a step may fit, the likeliest first."""
    strips = step.provision.strips
    for strip in strips:
        yield strip.start, None if strip.known_until is None else strip.known_from
    for strip in strips:
        days = [
            day
            for day in (strip.start, *term.effective_days())
            if day >= strip.start and (strip.until is None or day < strip.until)
        ]
        known = [
            day
            for day in (strip.known_from, *term.known_days())
            if day >= strip.known_from and (strip.known_until is None or day < strip.known_until)
        ]
        for known_on in reversed(known):
            for day in days:
                yield day, known_on


def _misfit(step: Step, reason: str, cell: Cell, term: TermTimeline) -> Diagnostic:
    operation = step.operations[0]
    code, help_ = (
        "edit-never-fits",
        "check the quoted phrase, how often it is said to occur, and the words that it edits",
    )
    if isinstance(operation, o.Define):
        code, help_ = "already-defined", "write `replace`, if the document replaces the definition"
    elif reason.startswith(("the term is not in force", "the definition was deleted")):
        code, help_ = "not-defined", "check the name; a new term is a `define`"
    elif reason == OVERLAP:
        return error(
            "edits-overlap",
            f"two edits of `{step}` change the same words of `{term.subject}`",
            *(Label(each.span, "one edit") for each in step.operations[:2]),
            help="one edit for one place: write what the words become in the end",
        )
    labels = [Label(operation.span, "ordered here")]
    base = _base_before(step, cell)
    if base is not None:
        labels.append(Label(base, "what it would change"))
    return error(
        code,
        f"on no date on which it is effective can `{step}` change `{term.subject}`: {reason}",
        *labels,
        help=help_,
    )


def _base_before(step: Step, cell: Cell) -> Span | None:
    for place in reversed(cell.places):
        if place.step is not step and any(
            isinstance(op, o.Define | o.Replace | o.Delete | o.Restate | o.SetClasses)
            for op in place.operations
        ):
            return place.step.operations[0].span
    return None


def _regions(term: TermTimeline, refused: Collection[Step]) -> Iterator[Diagnostic]:
    """Report crossings and failed guards as the file stands, but for steps already refused."""
    seen: set[object] = set(refused)
    for start, until, cell in term.row().stretches():
        stretch = f"from {start}" + (f" until {until}" if until else " on")
        if cell.is_crossing:
            yield from _crossing(term, cell, stretch, seen)
        elif cell.states[0].status is Status.FAILED:
            state = cell.states[0]
            if state.failed is None or state.failed in seen:
                continue
            seen.add(state.failed)
            yield warning(
                "guard-failed",
                f"{stretch} `{state.failed}` cannot change `{term.subject}`: {state.why}",
                Label(state.failed.operations[0].span, "ordered here"),
                help="there is no answer for that time, until an instrument says what holds",
            )


def _crossing(
    term: TermTimeline, cell: Cell, stretch: str, seen: set[object]
) -> Iterator[Diagnostic]:
    last = [s.applied[-1] if s.applied else s.base for s in cell.states]
    places = [place for place in last if place is not None]
    steps = sorted(
        dict.fromkeys(place.step for place in places),
        key=lambda step: (step.provision.entry.position, step.provision.position),
    )
    mended = list(dict.fromkeys(p for place in places for p in place.corrected_by[-1:]))
    if len(steps) == 1 and len(mended) > 1:
        # One paragraph, read in two ways: the claim is that of its corrections.
        mended.sort(key=lambda each: (each.entry.position, each.position))
        steps = [Step(each, term.subject, each.paragraph.operations) for each in mended]
    key = tuple(id(step.provision) for step in steps)
    if key in seen:
        return
    seen.add(key)
    names = " and ".join(f"`{step}`" for step in steps[:2])
    yield warning(
        "crossing",
        f"{stretch} {names} have an equal claim to `{term.subject}`",
        *(Label(step.operations[0].span, "this") for step in steps[:2]),
        help="if a document says which comes last, write `follows` or `prevails over` with it",
    )
