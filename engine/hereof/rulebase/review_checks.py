"""Whether what `reviewed` lines say is still so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar.spoken import spoken
from hereof.diagnostics import Diagnostic, Label, warning
from hereof.rulebase.reviewed import is_digest, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.model.instrument import RuleFile
    from hereof.model.words import Reviewed
    from hereof.rulebase.reviewed import Subject


def check_reviews(files: Sequence[RuleFile], others: Iterable[RuleFile]) -> Iterator[Diagnostic]:
    """Give every review of what has been changed since.

    Args:
        files: The rule files of an agreement.
        others: Those of the agreements that it incorporates.
    """
    if not any(paragraph.reviewed for rules in files for paragraph in rules.paragraphs):
        return
    for subject in subjects_of(files, others):
        for reviewed in subject.paragraph.reviewed:
            if not reviewed.by.strip() or not is_digest(reviewed.digest):
                yield _unreadable(reviewed)
            elif reviewed.digest != subject.digest:
                yield _changed(subject, reviewed)


def stands(subject: Subject, reviewed: Reviewed) -> bool:
    """Tell whether a review is of what stands in the rule file now."""
    return bool(reviewed.by.strip()) and reviewed.digest == subject.digest


def _unreadable(reviewed: Reviewed) -> Diagnostic:
    what = "names nobody" if not reviewed.by.strip() else "has no digest of what was reviewed"
    return warning(
        "review-unreadable",
        f"a line `reviewed` {what}, and counts for nothing",
        reviewed.span,
        help="`hereof review` writes the line",
    )


def _changed(subject: Subject, reviewed: Reviewed) -> Diagnostic:
    parts = subject.changed_since(reviewed.parts)
    *most, last = parts or ["something that it was reviewed with"]
    listed = f"{', '.join(most)} and {last}" if most else last
    return warning(
        "reviewed-then-changed",
        f"`{subject.name}` is not what {reviewed.by} reviewed on {spoken(reviewed.on)}: "
        f"{listed} changed since",
        Label(reviewed.span, "reviewed here"),
        Label(subject.paragraph.span, "and changed"),
        help=f'have it reviewed again, `hereof review "{subject.name}"`, or undo the change',
    )
