"""A rule base: its agreements loaded when asked for, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import Diagnostic, HereofError
from hereof.documents.manifest import Manifest, read_manifest
from hereof.frozen import frozen
from hereof.rulebase.agreement import Agreement
from hereof.rulebase.folder import Folder, find_folder
from hereof.rulebase.loading import Kept, Loader
from hereof.rulebase.named import named_documents, no_such
from hereof.rulebase.readings import NONE, readings
from hereof.rulebase.sound import sound
from hereof.rulebase.survey import Survey, survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.folder import Revision
    from hereof.rulebase.gathering import Gathering
    from hereof.rulebase.unread import Unread

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
    _unread: dict[str, tuple[Unread, ...]] = field(factory=dict, init=False)
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
            kept = Kept(readings(self.folder.root, name), sound(self.folder.root, name))
            found = self._loader.load(name, (), kept)
            kept.save()
        return found

    def check(self) -> Iterator[Diagnostic]:
        """Give the findings of loading the whole base, each once.

        They leave out what comes of reading words, such as `means-another-formula`, and what
        is wrong with defined terms; `hereof.findings(base)` gives these too.
        """
        for _, findings in self.walk():
            yield from findings

    def walk(self) -> Iterator[tuple[Agreement | None, tuple[Diagnostic, ...]]]:
        """Load one agreement after the other, with its findings, and keep none that is not needed.

        What is wrong with no one agreement comes first, with no agreement beside it. A finding
        that several share is given with the first.
        """
        from hereof.rulebase.gathering import part_of  # noqa: PLC0415 - only where all is checked

        gathering = self.gathering()
        yield None, gathering.before()
        yield from ((None, found) for found in self.strays(gathering))
        for name in self.every:
            agreement = self.once(name)
            yield agreement, gathering.take(part_of(agreement))
        yield None, gathering.after()

    @property
    def every(self) -> tuple[str, ...]:
        """The names of all that can be loaded: the agreements, then what names none of them."""
        return (*self.survey.agreements, *self.survey.orphans)

    def gathering(self) -> Gathering:
        """Begin to gather the findings of the whole base."""
        from hereof.rulebase.gathering import Gathering  # noqa: PLC0415 - only where all is checked

        return Gathering(self.folder, self.survey, self.manifest, self._manifest_findings)

    def strays(self, gathering: Gathering) -> Iterator[tuple[Diagnostic, ...]]:
        """Give the findings of each file that does not say which instrument it describes."""
        for stray in self.survey.strays:
            yield gathering.fresh(self._loader.read(stray.path, NONE)[1])

    def once(self, name: str) -> Agreement:
        """Load an agreement that is asked for once, and keep it only if another needs it."""
        agreement = self._loaded.get(name) or self._loader.load(name, (), Kept())
        if name not in self.survey.needed:
            self._loaded.pop(name, None)
        return agreement

    def incorporated(self, agreement: Agreement) -> list[RuleFile]:
        """Give the rule files of the agreements whose definitions an agreement takes in."""
        return self._loader.incorporated(agreement.placed) if agreement.placed else []

    def part(self) -> RuleBase:
        """Give the same base with nothing loaded, fit to be handed to another process."""
        return RuleBase(self.folder, self.survey, self.manifest, self._manifest_findings)

    def unread(self, agreement: Agreement) -> tuple[Unread, ...]:
        """Give what lies on file and no answer about an agreement counts."""
        from hereof.rulebase.unread import unread  # noqa: PLC0415 - only where it is asked for

        if agreement.id not in self._unread:
            named = named_documents(agreement.files)
            found = unread(self.folder, self.survey, self.manifest, agreement.id, named)
            self._unread[agreement.id] = found
        return self._unread[agreement.id]


def load(path: str | Path | None = None, at: Revision | None = None) -> RuleBase:
    """Open a rule base.

    Args:
        path: Its folder; none: the one in which one stands, or above it.
        at: The commit that the folder was written down from, where it was.

    Raises:
        HereofError: There is no rule base there.
    """
    folder = find_folder(Path.cwd() if path is None else Path(path), upwards=path is None)
    folder = Folder(folder.root, at=at)
    manifest, findings = read_manifest(folder.agreements)
    return RuleBase(folder, survey(folder), manifest, findings)
