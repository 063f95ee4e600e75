"""What the verbs that write did, or would do: `hereof fmt` and `hereof record`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.report.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hereof.diagnostics import Diagnostic


class LaidOut(TypedDict):
    """A rule file that was looked at.

    Attributes:
        path: Relative to the rule base.
        readable: Whether it could be read; one that could not is left as it is.
        changed: Whether its one layout is another than it has, or had.
        diff: What changes, as a unified diff; empty where nothing does.
    """

    path: str
    readable: bool
    changed: bool
    diff: list[str]


class Fmt(TypedDict):
    """Rule files in their one layout.

    Attributes:
        schema: The name and version of this form.
        written: Whether what changes was written.
        changed: So many files change.
        unreadable: So many files could not be read.
        sentence: The outcome in one sentence.
        files: Every file looked at.
        findings: Why those that could not be read could not.
    """

    schema: str
    written: bool
    changed: int
    unreadable: int
    sentence: str
    files: list[LaidOut]
    findings: list[Finding]


class Recorded(TypedDict):
    """A document that the list of hashes did not hold before.

    Attributes:
        path: Below `agreements/`.
        sha256: Its SHA-256 in hexadecimal.
    """

    path: str
    sha256: str


class Record(TypedDict):
    """New documents on the list of hashes.

    Attributes:
        schema: The name and version of this form.
        written: Whether the list was written; false for a dry run, and where nothing is new.
        sentence: The outcome in one sentence.
        added: The new documents.
    """

    schema: str
    written: bool
    sentence: str
    added: list[Recorded]


def fmt(files: list[LaidOut], findings: Iterable[Diagnostic], *, written: bool) -> Fmt:
    """Sum up what was laid out.

    Args:
        files: Every file looked at.
        findings: Why some could not be read.
        written: Whether changes are written.
    """
    changed = sum(each["changed"] for each in files)
    unreadable = sum(not each["readable"] for each in files)
    return {
        "schema": "hereof/fmt/1",
        "written": written,
        "changed": changed,
        "unreadable": unreadable,
        "sentence": _laid_out(len(files), changed, unreadable, written=written),
        "files": files,
        "findings": [finding(each) for each in findings],
    }


def record(added: Iterable[str], hashes: Mapping[str, str], *, written: bool) -> Record:
    """Sum up what was recorded.

    Args:
        added: The new documents.
        hashes: SHA-256 in hexadecimal by document path.
        written: Whether they are written down.
    """
    new: list[Recorded] = [{"path": path, "sha256": hashes[path]} for path in added]
    sentence = "Every document is recorded already."
    if new:
        ending = "recorded" if written else "to be recorded"
        sentence = f"{_some(len(new), 'document')} {ending}."
    return {
        "schema": "hereof/record/1",
        "written": written and bool(new),
        "sentence": sentence,
        "added": new,
    }


def _laid_out(files: int, changed: int, unreadable: int, *, written: bool) -> str:
    said = f"{_some(changed, 'file')} {'laid out anew' if written else 'would change'}"
    if not changed:
        said = "Every file is in its one layout" if not unreadable else "No file changed"
        if not files:
            said = "There is no rule file"
    if unreadable:
        said += f", {unreadable} cannot be read"
    return f"{said}."


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
