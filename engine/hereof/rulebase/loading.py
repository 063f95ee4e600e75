"""Loads an agreement: its files read, its documents found, its instruments placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, Span, error
from hereof.documents.document import Document, read_document
from hereof.documents.manifest import Manifest, check_document
from hereof.frozen import frozen
from hereof.rulebase.agreement import Agreement
from hereof.rulebase.examined import Examined
from hereof.rulebase.folder import Folder, unreadable
from hereof.rulebase.material import Material
from hereof.rulebase.named import (
    agreements_like,
    bad_source,
    document_facts,
    placed,
    shown_by,
)
from hereof.rulebase.readings import NONE, Readings, read_file
from hereof.rulebase.sound import NOTHING, Sound
from hereof.timeline.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.readings import Reading
    from hereof.rulebase.survey import Survey
    from hereof.timeline.agreement import AgreementTimeline


@frozen(eq=False)
class Kept:
    """What is known of an agreement from last time.

    Attributes:
        readings: How its rule files were read.
        sound: Whether an examination found an error.
    """

    readings: Readings = NONE
    sound: Sound = NOTHING

    def save(self) -> None:
        """Keep it for next time."""
        self.readings.save()
        self.sound.save()


@frozen(eq=False)
class Loader:
    """Loads agreements of a rule base.

    Attributes:
        folder: Where the rule base lies.
        survey: Which file describes which instrument.
        manifest: The hashes of the documents.
        manifest_findings: What is wrong with the manifest.
        loaded: What was loaded, by name.
    """

    folder: Folder
    survey: Survey
    manifest: Manifest
    manifest_findings: tuple[Diagnostic, ...]
    loaded: dict[str, Agreement]

    def read(self, path: str, kept: Readings) -> Reading:
        """Read a rule file, unless it is kept as it was read."""
        try:
            data = self.folder.read(path)
        except OSError as failure:
            return None, (unreadable(path, failure),)
        reading = kept.of(path, data)
        if reading is None:
            reading = read_file(path, data)
            kept.keep(path, data, reading)
        return reading

    def load(self, name: str, above: tuple[str, ...], kept: Kept) -> Agreement:
        """Load an agreement, and before it those that it incorporates.

        Args:
            name: Its name.
            above: The agreements that are being loaded, each incorporated by the one before.
            kept: What is known of it from last time.
        """
        material = self._material(name, above, kept)
        sources = material.timeline.incorporated if material.timeline is not None else ()
        digest = material.digest(self.loaded[other.id].digest for other, _ in sources)
        spots = kept.sound.of(name, digest) if material.is_whole else None
        examined = Examined(material, spots)
        if spots is None and not examined.errors:
            kept.sound.keep(name, digest, examined.evidence)
        self.loaded[name] = agreement = Agreement(material, examined, digest)
        return agreement

    def _material(self, name: str, above: tuple[str, ...], kept: Kept) -> Material:
        found: list[Diagnostic] = list(self.manifest_findings)
        for stray in self.survey.strays:  # it may be an amendment of this very agreement
            found.extend(self.read(stray.path, kept.readings)[1])
        files: list[RuleFile] = []
        mixed: set[str] = set()
        for surveyed in self.survey.of(name):
            rules, wrong = self.read(surveyed.path, kept.readings)
            found.extend(wrong)
            mixed.update(surveyed.path for each in wrong if each.code == "header-twice")
            files.extend([rules] if rules is not None else [])
        own = tuple(self._without_twins(files, found))
        documents = self._documents(own, found)
        others = self._others(name, own, above, kept, found)
        timeline, wrong_in_time = build(name, own, others)
        found.extend(wrong_in_time)
        return Material(
            name,
            own,
            documents,
            self.survey,
            timeline,
            twins=tuple(rules for rules in files if not any(rules is each for each in own)),
            mixed=frozenset(mixed),
            incorporated=tuple(self.incorporated(timeline) if timeline is not None else ()),
            found=tuple(found),
        )

    def incorporated(self, timeline: AgreementTimeline) -> list[RuleFile]:
        """Give the rule files of the agreements whose definitions an agreement takes in."""
        found: list[RuleFile] = []
        for other, _ in timeline.incorporated:
            loaded = self.loaded.get(other.id)
            found += [*(loaded.files if loaded else ()), *self.incorporated(other)]
        return found

    def _without_twins(
        self, files: Iterable[RuleFile], findings: list[Diagnostic]
    ) -> Iterator[RuleFile]:
        seen: dict[str, RuleFile] = {}
        for rules in files:
            header = rules.instrument
            if header is None:
                yield rules
                continue
            first = seen.setdefault(header.id, rules)
            if first is rules:
                yield rules
            elif first.instrument is not None:
                findings.append(
                    error(
                        "instrument-twice",
                        f"`{header.id}` is described in two rule files",
                        Label(header.span, "again here"),
                        Label(first.instrument.span, "first here"),
                        help="give each instrument a name and a file of its own",
                    )
                )

    def _documents(
        self, files: Iterable[RuleFile], findings: list[Diagnostic]
    ) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        places: dict[str, Span] = {}
        for fact in document_facts(files):
            if fact.path:
                places.setdefault(fact.path, fact.span)
        for path, span in shown_by(files):
            places.setdefault(path, span)
        for path, span in places.items():
            read = read_document(self.folder.agreements, path)
            if isinstance(read, Diagnostic):
                findings.append(placed(read, span))
            elif self._is_evidence(read, span, findings):
                documents[path] = read
        return documents

    def _is_evidence(self, document: Document, span: Span, findings: list[Diagnostic]) -> bool:
        """Tell whether quotations may be looked for in a document: not if it was changed."""
        finding = check_document(self.manifest, document)
        if finding is None:
            return True
        is_changed = finding.code == "document-changed"
        if is_changed or not self.manifest_findings:
            findings.append(placed(finding, span))
        return not is_changed

    def _others(
        self,
        name: str,
        files: Iterable[RuleFile],
        above: tuple[str, ...],
        kept: Kept,
        findings: list[Diagnostic],
    ) -> dict[str, AgreementTimeline]:
        found: dict[str, AgreementTimeline] = {}
        for rules in files:
            header = rules.instrument
            for incorporation in header.incorporations if header else ():
                other = incorporation.agreement
                if other in (*above, name):
                    findings.append(
                        error(
                            "incorporation-circular",
                            f"`{name}` incorporates its own definitions in the end: "
                            + " -> ".join((*above, name, other)),
                            incorporation.span,
                            help="leave out one of the incorporations",
                        )
                    )
                elif other not in self.survey.agreements:
                    findings.append(
                        error(
                            "agreement-unknown",
                            f"there is no agreement `{other}` in the rule base",
                            incorporation.span,
                            help=agreements_like(other, name, self.survey),
                        )
                    )
                else:
                    loaded = self.loaded.get(other) or self.load(other, (*above, name), kept)
                    circles = [e for e in loaded.errors if e.code == "incorporation-circular"]
                    if circles:
                        findings.extend(circles)
                    elif loaded.errors:
                        findings.append(bad_source(loaded.id, loaded.errors[0], incorporation.span))
                    elif loaded.placed is not None:
                        found[other] = loaded.placed
        return found
