"""Loads an agreement: its files read and examined, its documents found, its instruments placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, Severity, Span, error
from hereof.documents import Document, Manifest, check_document, read_document
from hereof.frozen import frozen
from hereof.rulebase.agreement import Agreement
from hereof.rulebase.checks import check_agreement
from hereof.rulebase.evidence import Evidence
from hereof.rulebase.examination import Examination
from hereof.rulebase.file_checks import check_file
from hereof.rulebase.filing import check_filing
from hereof.rulebase.findings import UNREADABLE, dated, follows, ordered
from hereof.rulebase.folder import Folder, unreadable
from hereof.rulebase.formulas import check_formulas
from hereof.rulebase.named import (
    agreements_like,
    bad_source,
    document_facts,
    no_agreement,
    placed,
    pointing_nowhere,
    shown_by,
    titles,
)
from hereof.rulebase.other_agreement import amended_of
from hereof.rulebase.readings import read_file
from hereof.rulebase.review_checks import check_reviews
from hereof.rulebase.section_checks import check_sections
from hereof.timeline.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.readings import Reading, Readings
    from hereof.rulebase.survey import Survey
    from hereof.timeline.agreement import AgreementTimeline


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

    def load(self, name: str, above: tuple[str, ...], kept: Readings) -> Agreement:
        """Load an agreement, and before it those that it incorporates.

        Args:
            name: Its name.
            above: The agreements that are being loaded, each incorporated by the one before.
            kept: How its rule files were read last time.
        """
        findings: list[Diagnostic] = list(self.manifest_findings)
        for stray in self.survey.strays:  # it may be an amendment of this very agreement
            findings.extend(self.read(stray.path, kept)[1])
        files: list[RuleFile] = []
        mixed: set[str] = set()  # files of several instruments, each of which has its own document
        for surveyed in self.survey.of(name):
            rules, found = self.read(surveyed.path, kept)
            findings.extend(found)
            mixed.update(surveyed.path for each in found if each.code == "header-twice")
            if rules is not None:
                files.append(rules)
                findings.extend(check_file(rules))
        files = list(self._without_twins(files, findings))
        findings.extend(check_filing(name, files, self.survey))
        documents = self._documents(files, findings)
        evidence = Evidence()
        names = dict(titles(files))
        terms = {term for surveyed in self.survey.of(name) for term in surveyed.terms}
        amended = amended_of(files)
        for rules in files:
            header = rules.instrument
            if header is not None and rules.source.path not in mixed:
                examination = Examination(rules, header, documents, evidence, names, terms, amended)
                findings.extend(examination.run())
        findings.extend(check_sections(files, evidence))
        others = self._others(name, files, above, kept, findings)
        findings.extend(pointing_nowhere(name, files, self.survey))
        timeline, found_in_time = build(name, files, others)
        findings.extend(found_in_time)
        readable = not any(f.severity is Severity.ERROR and f.code in UNREADABLE for f in findings)
        if timeline is None:
            findings.extend(no_agreement(name, files, self.survey))
        elif readable:
            doubtful = {f.place.split(":")[0] for f in findings if f.code == "fact-not-shown"}
            findings.extend(f for f in check_agreement(timeline) if not follows(f, doubtful))
            findings.extend(check_formulas(timeline))
            findings.extend(check_reviews(files, self.incorporated(timeline)))
        files.sort(key=lambda f: (f.instrument is None, f.instrument.id if f.instrument else ""))
        agreement = Agreement(
            name, tuple(files), documents, evidence, timeline, tuple(ordered(dated(findings)))
        )
        self.loaded[name] = agreement
        return agreement

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
        kept: Readings,
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
