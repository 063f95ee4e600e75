"""Writes `reviewed` lines into rule files: each file whole or not at all, comments kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.audit.authors import folded
from hereof.audit.sign_off import block_of
from hereof.diagnostics import Source
from hereof.frozen import frozen
from hereof.language.reader import read_rules
from hereof.rewriting import rewrite
from hereof.rulebase.review_checks import stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.folder import Folder
    from hereof.rulebase.reviewed import Subject


class SigningError(Exception):
    """A line cannot be written.

    Attributes:
        message: Why, in one sentence.
        help: What to do.
    """

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@frozen
class _Edit:
    """What is put in place of a stretch of a text."""

    start: int
    end: int
    text: str


def sign(folder: Folder, chosen: Iterable[Subject], by: str, on: date) -> frozenset[str]:
    """Write down that somebody reviewed paragraphs and definitions as they stand.

    A line of the same reviewer about an earlier state gives way to the new one; where there is
    one about this very state, nothing is written.

    Args:
        folder: The rule base.
        chosen: What was reviewed.
        by: The reviewer.
        on: The day of the review.

    Returns:
        The names of those for which a line was written.

    Raises:
        SigningError: A file is not what was read, or could not be read afterwards.
        OSError: The system does not let it be written.
    """
    by = " ".join(by.split())
    if not by or not by.isprintable():
        raise SigningError("the reviewer has no name", 'name the reviewer, as in `--by "Jane Roe"`')
    edits: dict[str, list[tuple[Subject, _Edit]]] = {}
    for subject in chosen:
        own = [each for each in subject.paragraph.reviewed if folded(each.by) == folded(by)]
        if not any(stands(subject, each) for each in own):
            places = [(each.span.start, each.span.end) for each in own]
            several = edits.setdefault(subject.rules.source.path, [])
            several += ((subject, _without(subject, *place)) for place in places[:-1])
            several.append((subject, _edit(subject, places, by, on)))
    drafts = {path: _draft(folder.root / path, several) for path, several in edits.items()}
    for path, text in drafts.items():
        rewrite(folder.root / path, text)
    return frozenset(subject.name for several in edits.values() for subject, _ in several)


def _edit(subject: Subject, places: Sequence[tuple[int, int]], by: str, on: date) -> _Edit:
    name = by.replace("\\", "\\\\").replace('"', '\\"')
    line = (
        f'reviewed by "{name}" on {on.isoformat()},\n'
        f'    digest "{subject.digest}",\n'
        f'    parts "{subject.short}"'
    )
    if places:
        return _Edit(*places[-1], line)
    end = block_of(subject).end
    return _Edit(end, end, f"\n  {line}")


def _without(subject: Subject, start: int, end: int) -> _Edit:
    """Take a statement out, and its lines where nothing else stands on them."""
    text = subject.rules.source.text
    first = text.rfind("\n", 0, start)
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if text[first:start].strip() or text[end:last].strip():
        return _Edit(start, end, "")
    return _Edit(first, last, "")


def _draft(file: Path, edits: Sequence[tuple[Subject, _Edit]]) -> str:
    """Give the new text of a rule file, read again and found to say what it said."""
    rules = edits[0][0].rules
    text = rules.source.text
    if file.is_symlink() or file.read_bytes() != text.encode("utf-8"):
        raise SigningError(
            f"`{rules.source.path}` is not stored as it was read, so that nothing is written to it",
            "run `hereof fmt` first; a link is left alone",
        )
    for _, edit in sorted(edits, key=lambda each: each[1].start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    again, findings = read_rules(Source(rules.source.path, text))
    if findings or _said(again) != _said(rules):
        raise SigningError(
            f"the line would change what `{rules.source.path}` says, and is not written",
            "run `hereof fmt` first",
        )
    return text


def _said(rules: RuleFile) -> tuple[object, ...]:
    """Give what a rule file says, reviews aside."""
    bare = tuple(evolve(paragraph, reviewed=()) for paragraph in rules.paragraphs)
    return rules.instrument, bare, rules.examples
