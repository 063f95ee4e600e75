"""Findings as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.diagnostics import Diagnostic, Label


class Place(TypedDict):
    """A place that a finding points at.

    Attributes:
        path: Relative to the rule base.
        line: Counted from 1.
        column: Counted from 1.
        end_line: The line of the last character meant.
        label: What is there; empty where the finding says it.
    """

    path: str
    line: int
    column: int
    end_line: int
    label: str


class Finding(TypedDict):
    """A finding.

    Attributes:
        code: Its stable name.
        severity: `error`, `warning` or `note`.
        message: What is wrong; stands alone.
        places: Where; the one to look at first in front.
        help: What to do; empty where nothing is to be said.
        detail: Further lines, such as a word diff.
    """

    code: str
    severity: str
    message: str
    places: list[Place]
    help: str
    detail: list[str]


class Findings(TypedDict):
    """What stands in the way of an answer.

    Attributes:
        schema: The name and version of this form.
        findings: At least one.
    """

    schema: str
    findings: list[Finding]


def finding(found: Diagnostic) -> Finding:
    """Give a finding as a view."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "places": [_place(label) for label in found.labels],
        "help": found.help,
        "detail": list(found.detail),
    }


def findings(found: Iterable[Diagnostic]) -> Findings:
    """Give findings that stand in the way of an answer."""
    return {"schema": "hereof/findings/1", "findings": [finding(each) for each in found]}


def _place(label: Label) -> Place:
    line, column = label.span.source.position(label.span.start)
    return {
        "path": label.span.source.path,
        "line": line,
        "column": column,
        "end_line": label.span.lines[1],
        "label": label.text,
    }
