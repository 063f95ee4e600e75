"""A rule base: its agreements loaded when asked for, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import Diagnostic, HereofError
from hereof.documents import Manifest, missing, read_manifest
from hereof.frozen import frozen
from hereof.rulebase.agreement import Agreement
from hereof.rulebase.filing import Named, Suspect, mistaken, named, suspects
from hereof.rulebase.findings import fresh
from hereof.rulebase.folder import Folder, find_folder
from hereof.rulebase.loading import Loader
from hereof.rulebase.named import named_documents, no_such
from hereof.rulebase.passed_over import passed_over
from hereof.rulebase.readings import NONE, readings
from hereof.rulebase.survey import Survey, survey
from hereof.rulebase.unread import Unread, unread, unused

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Agreement", "RuleBase", "load"]


@frozen(eq=False)
class RuleBase:
    """A rule base.

    Attributes:
        folder: Where it lies.
        survey: Which file describes which instrument.
    """

    folder: Folder
    survey: Survey
    manifest: Manifest
    _manifest_findings: tuple[Diagnostic, ...]
    _loaded: dict[str, Agreement] = field(factory=dict, init=False)
    _loader: Loader = field(init=False)

    @_loader.default
    def _make_loader(self) -> Loader:
        return Loader(
            self.folder, self.survey, self.manifest, self._manifest_findings, self._loaded
        )

    @property
    def agreements(self) -> tuple[str, ...]:
        """The names of the agreements, sorted."""
        return self.survey.agreements

    def agreement(self, name: str) -> Agreement:
        """Load an agreement and those that it incorporates.

        Raises:
            HereofError: There is no such agreement.
        """
        found = self._loaded.get(name)
        if found is None:
            if name not in (*self.survey.agreements, *self.survey.orphans):
                raise HereofError(no_such(name, self.survey.agreements, str(self.folder.root)))
            kept = readings(self.folder.root, name)
            found = self._loader.load(name, (), kept)
            kept.save()
        return found

    def check(self) -> Iterator[Diagnostic]:
        """Give every finding of the whole base, each once."""
        for _, findings in self.walk():
            yield from findings

    def walk(self) -> Iterator[tuple[Agreement | None, tuple[Diagnostic, ...]]]:
        """Load one agreement after the other, with its findings, and keep none that is not needed.

        What is wrong with no one agreement comes first, with no agreement beside it. A finding
        that several share is given with the first.
        """
        given: set[tuple[str, str, str]] = set()
        used: set[str] = set()
        known: list[Named] = []
        doubtful: list[Suspect] = []
        gone = missing(self.folder.agreements, self.manifest)
        aside = passed_over(self.folder)
        yield None, fresh((*self._manifest_findings, *gone, *aside), given)
        for stray in self.survey.strays:
            yield None, fresh(self._loader.read(stray.path, NONE)[1], given)
        for name in (*self.survey.agreements, *self.survey.orphans):
            agreement = self._loaded.get(name) or self._loader.load(name, (), NONE)
            yield agreement, fresh(agreement.findings, given)
            used.update(named_documents(agreement.files))
            own = named(name, agreement.files)
            known += [own] if own is not None else []
            doubtful += suspects(own, agreement.files, agreement.documents)
            if name not in self.survey.needed:
                self._loaded.pop(name, None)
        yield None, fresh(mistaken(doubtful, known), given)
        if not self._manifest_findings:
            yield None, tuple(unused(self.folder, self.survey, self.manifest, used))

    def unread(self, agreement: Agreement) -> tuple[Unread, ...]:
        """Give what lies on file and no answer about an agreement counts."""
        named = named_documents(agreement.files)
        return unread(self.folder, self.survey, self.manifest, agreement.id, named)


def load(path: str | Path | None = None) -> RuleBase:
    """Open a rule base.

    Args:
        path: Its folder; none: the one in which one stands, or above it.

    Raises:
        HereofError: There is no rule base there.
    """
    folder = find_folder(Path.cwd() if path is None else Path(path), upwards=path is None)
    manifest, findings = read_manifest(folder.agreements)
    return RuleBase(folder, survey(folder), manifest, findings)
