"""Which findings are given: each once, in order, and none that only follows from another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.diagnostics import Diagnostic

UNREADABLE: Final = frozenset(
    {
        "unexpected-text",
        "block-incomplete",
        "unknown-block",
        "quotation-mark-missing",
        "nested-too-deeply",
        "block-too-large",
        "file-too-large",
        "line-too-long",
        "no-such-date",
        "file-not-text",
        "file-unreadable",
        "instrument-twice",
        "dated-missing",
        "incorporation-circular",
        "agreement-unknown",
        "incorporation-of-errors",
        "text-outside-block",
        "header-twice",
        "quotation-split",
        "edit-of-what",
        "effective-date-unknown",
        "words-missing",
        "replaced-twice",
        "executed-unsigned",
        "executed-unknown",
        "executed-before-signed",
        "executed-before-agreement",
    }
)
"""Findings after which what follows from them is not reported as well."""

NO_DAYS: Final = (str(date.min), str(Month(1, 1)))


def follows(finding: Diagnostic, doubtful: set[str]) -> bool:
    """Tell whether a finding only follows from a date that is already found not to be shown."""
    return finding.code == "executed-before-dated" and finding.place.split(":")[0] in doubtful


def fresh(
    findings: Iterable[Diagnostic], given: set[tuple[str, str, str]]
) -> tuple[Diagnostic, ...]:
    """Give the findings that were not given before, and keep them as given."""
    found: list[Diagnostic] = []
    for finding in findings:
        key = (finding.place, finding.code, finding.message)
        if key not in given:
            given.add(key)
            found.append(finding)
    return tuple(found)


def dated(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what follows from a day that is in no calendar: that is a finding already.

    Such a day is read as the first of all days, and nothing is answered from it.
    """
    unread = any(finding.code == "no-such-date" for finding in findings)
    for finding in findings:
        if not (unread and any(day in finding.message for day in NO_DAYS)):
            yield finding


def ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give findings in the order of their places, each once, and of one mistake only one."""
    unique: dict[tuple[object, ...], Diagnostic] = {}
    for finding in findings:
        label = finding.labels[0].span if finding.labels else None
        place = (label.source.path, label.start) if label else ("", 0)
        unique.setdefault((*place, finding.code, finding.message), finding)
    ordered = sorted(
        unique, key=lambda key: (str(key[0]), int(str(key[1])), str(key[2]), str(key[3]))
    )
    # A misspelt name may be wrong in several ways: what offers the same name is one mistake.
    offered: dict[tuple[object, ...], Diagnostic] = {}
    for key in ordered:
        found = unique[key]
        offer = found.help.partition("?")[0]
        name = offer if offer.startswith("did you mean") else key
        offered.setdefault((*key[:2], name), found)
    return list(offered.values())
