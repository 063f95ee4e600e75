"""`hereof diff`: what changed in a term's words between two dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.redline.between import When, between
from hereof.redline.words import compared
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.sources import Sources
from hereof.report.which import Which, which
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.calendar import Month
    from hereof.rulebase.base import Agreement, RuleBase

_NO_WORDS: Final = (Outcome.NOT_IN_FORCE.value, Outcome.DELETED.value)


class Segment(TypedDict):
    """A stretch of the redline.

    Attributes:
        kind: `same`, `deleted` or `inserted`.
        text: The words.
    """

    kind: str
    text: str


class Diff(TypedDict):
    """What changed in a term's words between two dates.

    Attributes:
        schema: The name and version of this form.
        agreement: The agreement asked.
        term: The term as defined.
        answered: Whether both sides could be compared.
        sentence: The answer in one sentence.
        changed: Whether the words differ.
        old: What is in force on the first date.
        new: What is in force on the second.
        segments: The redline from the one to the other.
        ranges: Ranges of Classes that both texts name and that hold other Classes on the second.
        by: The paragraphs that count on the second date and not on the first, or read otherwise
            there, as corrected; and those that undo one that counted on the first, as a rescission
            does.
        no_longer: The paragraphs that count on the first date and not on the second.
    """

    schema: str
    agreement: shapes.AgreementName
    term: str
    answered: bool
    sentence: str
    changed: bool
    old: Which
    new: Which
    segments: list[Segment]
    ranges: list[shapes.RangeChange]
    by: list[shapes.Paragraph]
    no_longer: list[shapes.Paragraph]


def diff(
    base: RuleBase,
    agreement: Agreement,
    term: str,
    start: date | Month,
    end: date | Month,
    known_on: date | None = None,
    typed: str | None = None,
) -> Diff:
    """Compare a term's words on two dates.

    Raises:
        HereofError: The agreement has errors.
    """
    old = which(base, agreement, term, start, known_on, typed)
    new = which(base, agreement, term, end, known_on, typed)
    before, after = words_of(old), words_of(new)
    refused = next((v for v, words in ((old, before), (new, after)) if words is None), None)
    nothing = not before and not after
    answered = refused is None and not nothing
    segments = redline(before or "", after or "") if answered else []
    earlier, later = _credited(old), _credited(new)
    ranges = _ranges(old, new) if answered else []
    return {
        "schema": "hereof/diff/1",
        "agreement": old["agreement"],
        "term": term,
        "answered": answered,
        "sentence": _sentence(old, new, before, after, ranges),
        "changed": before != after,
        "old": old,
        "new": new,
        "segments": segments,
        "ranges": ranges,
        "by": [
            *(p for key, p in later.items() if not _reads_alike(p, earlier.get(key))),
            *(_undoing(base, agreement, old, new, known_on) if answered else ()),
        ],
        "no_longer": [p for key, p in earlier.items() if key not in later],
    }


def _undoing(
    base: RuleBase, agreement: Agreement, old: Which, new: Which, known_on: date | None
) -> Iterator[shapes.Paragraph]:
    """Give the paragraphs that undo another between the two dates, each once."""
    if old["on"] is None or new["on"] is None:
        return
    first, second = (date.fromisoformat(view["on"] or "") for view in (old, new))
    pieces = between(agreement.timeline, old["term"], When(first, known_on), When(second, known_on))
    sources = Sources(base, agreement)
    seen = {(each["instrument"], each["paragraph"]) for each in _credited(new).values()}
    for piece in pieces or ():
        cause = piece.by
        if cause is None or not cause.undoes or cause.by is cause.of:
            continue
        found = sources.paragraph(cause.by, second, known_on)
        key = (found["instrument"], found["paragraph"])
        if key not in seen:
            seen.add(key)
            yield found


def words_of(view: Which) -> str | None:
    """Give the words to compare: empty where none are in force, nothing where none can be given."""
    if view["outcome"] in _NO_WORDS:
        return ""
    if len(view["versions"]) != 1 or view["beneath"] is None:
        return None
    version = view["versions"][0]
    if view["beneath"] == Outcome.IN_FORCE.value:
        return version["words"]
    if view["beneath"] == Outcome.AS_CONSTRUED.value:
        return version["construed"]
    return None


def redline(old: str, new: str) -> list[Segment]:
    """Give the redline of two texts, word by word; joined, each side reads as it was."""
    return [{"kind": piece.kind.value, "text": piece.text} for piece in compared(old, new)]


def _credited(view: Which) -> dict[tuple[str, str], shapes.Paragraph]:
    found: dict[tuple[str, str], shapes.Paragraph] = {}
    for version in view["versions"]:
        for paragraph in (version["set_by"], *version["edited_by"]):
            if paragraph is not None:
                found.setdefault((paragraph["instrument"], paragraph["paragraph"]), paragraph)
    return found


def _reads_alike(one: shapes.Paragraph, other: shapes.Paragraph | None) -> bool:
    """Tell whether a paragraph counts on both dates, and was corrected alike."""
    return other is not None and one["corrected_by"] == other["corrected_by"]


def _ranges(old: Which, new: Which) -> list[shapes.RangeChange]:
    """Give the ranges that both name, where the list of Classes makes something else of them."""
    after = {(r["first"], r["last"]): r for version in new["versions"] for r in version["ranges"]}
    found: list[shapes.RangeChange] = []
    for version in old["versions"]:
        for each in version["ranges"]:
            other = after.get((each["first"], each["last"]), each)
            if (each["members"], each["fault"]) != (other["members"], other["fault"]):
                found.append({"old": each, "new": other})
    return found


def _sentence(
    old: Which,
    new: Which,
    before: str | None,
    after: str | None,
    ranges: list[shapes.RangeChange],
) -> str:
    for view, words in ((old, before), (new, after)):
        if words is None:
            said = view["sentence"].removesuffix(".")
            said = (
                said[:1].lower() + said[1:] if said.startswith(("The ", "There ", "As ")) else said
            )
            if view["beneath"] == Outcome.AS_CONSTRUED.value:
                said = f"{said}, but its words are neither on file nor construed"
            return f"There is nothing to compare: {said}."
    if not before and not after:
        return f"There is nothing to compare: {old['term']} is in force on neither date."
    if before == after:
        but = ", but not the Classes that they name" if ranges else ""
        return f"The words of {old['term']} are the same on both dates{but}."
    return f"The words of {old['term']} differ."
