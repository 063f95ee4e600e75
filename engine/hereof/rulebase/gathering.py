"""The findings of a whole rule base, gathered agreement by agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.documents import Manifest, missing
from hereof.frozen import frozen
from hereof.rulebase.filing import Named, Suspect, mistaken, named, suspects
from hereof.rulebase.findings import fresh
from hereof.rulebase.named import named_documents
from hereof.rulebase.passed_over import passed_over
from hereof.rulebase.unread import unused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.diagnostics import Diagnostic
    from hereof.rulebase.agreement import Agreement
    from hereof.rulebase.folder import Folder
    from hereof.rulebase.survey import Survey


@frozen(eq=False)
class Part:
    """What one agreement adds to the findings of the whole.

    Attributes:
        findings: What is wrong with it.
        documents: The documents that its rule files name.
        named: How it is named; nothing where that is not said.
        suspects: Its instruments whose documents do not name it.
    """

    findings: tuple[Diagnostic, ...]
    documents: tuple[str, ...]
    named: Named | None
    suspects: tuple[Suspect, ...]


def part_of(agreement: Agreement) -> Part:
    """Give what a loaded agreement adds."""
    own = named(agreement.id, agreement.files)
    return Part(
        agreement.findings,
        tuple(named_documents(agreement.files)),
        own,
        tuple(suspects(own, agreement.files, agreement.documents)),
    )


@frozen(eq=False)
class Gathering:
    """Gathers findings, each once: one that several agreements share is given with the first.

    Attributes:
        folder: Where the rule base lies.
        survey: Its rule files.
        manifest: The hashes of its documents.
        manifest_findings: What is wrong with the manifest.
    """

    folder: Folder
    survey: Survey
    manifest: Manifest
    manifest_findings: tuple[Diagnostic, ...]
    _given: set[tuple[str, str, str]] = field(factory=set, init=False)
    _used: set[str] = field(factory=set, init=False)
    _known: list[Named] = field(factory=list, init=False)
    _doubtful: list[Suspect] = field(factory=list, init=False)

    def before(self) -> tuple[Diagnostic, ...]:
        """Give what is wrong with no one agreement, and is known before any is read."""
        gone = missing(self.folder.agreements, self.manifest)
        return self.fresh((*self.manifest_findings, *gone, *passed_over(self.folder)))

    def take(self, part: Part) -> tuple[Diagnostic, ...]:
        """Take an agreement's part; give those of its findings that were not given before."""
        self._used.update(part.documents)
        self._known.extend([part.named] if part.named is not None else [])
        self._doubtful.extend(part.suspects)
        return self.fresh(part.findings)

    def after(self) -> tuple[Diagnostic, ...]:
        """Give what only all agreements together show."""
        found = self.fresh(mistaken(self._doubtful, self._known))
        if self.manifest_findings:
            return found
        return (*found, *unused(self.folder, self.survey, self.manifest, self._used))

    def fresh(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Give the findings that were not given before."""
        return fresh(findings, self._given)
