"""A rule base: its agreements loaded when asked for, and asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.calendar import Month
from hereof.diagnostics import (
    Diagnostic,
    HereofError,
    Label,
    Severity,
    Span,
    error,
)
from hereof.documents import (
    Document,
    Manifest,
    check_document,
    missing,
    read_document,
    read_manifest,
)
from hereof.frozen import frozen
from hereof.model.instrument import Kind
from hereof.rulebase.checks import check_agreement
from hereof.rulebase.evidence import Evidence
from hereof.rulebase.examination import Examination
from hereof.rulebase.file_checks import check_file
from hereof.rulebase.filing import Named, Suspect, check_filing, mistaken, named, suspects
from hereof.rulebase.folder import Folder, find_folder, unreadable
from hereof.rulebase.formulas import check_formulas
from hereof.rulebase.named import (
    agreements_like,
    bad_source,
    document_facts,
    named_documents,
    no_agreement,
    no_such,
    placed,
    pointing_nowhere,
    shown_by,
    titles,
)
from hereof.rulebase.passed_over import passed_over
from hereof.rulebase.readings import NONE, read_file, readings
from hereof.rulebase.survey import Survey, survey
from hereof.rulebase.unread import Unread, unread, unused
from hereof.timeline.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.readings import Reading, Readings
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.term import TermTimeline


@frozen(eq=False)
class Agreement:
    """An agreement of a rule base, loaded.

    Attributes:
        id: Its name.
        files: Its rule files, the agreement's own first.
        documents: The documents on file by path.
        evidence: Where quotations stand.
        timeline: Its instruments in time; none where it cannot be placed.
        findings: What is wrong with it.
    """

    id: str
    files: tuple[RuleFile, ...]
    documents: dict[str, Document]
    evidence: Evidence
    _timeline: AgreementTimeline | None
    findings: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop every answer."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def timeline(self) -> AgreementTimeline:
        """The agreement's instruments in time.

        Raises:
            HereofError: The agreement has errors, so nothing is answered about it.
        """
        if self.errors or self._timeline is None:
            raise HereofError(*(self.errors or self.findings))
        return self._timeline

    @property
    def title(self) -> str:
        """The agreement's title, or its name."""
        for rules in self.files:
            header = rules.instrument
            if header is not None and header.kind is Kind.AGREEMENT and header.title:
                return header.title.value
        return self.id

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term, Section and list that the agreement speaks of, sorted."""
        return self.timeline.subjects

    def in_force(self, term: str, on: date, known_on: date | None = None) -> Answer:
        """Say what is in force of a term on a date, as known on a date.

        Args:
            term: The term as defined.
            on: The date asked about.
            known_on: The date as of which the file is read; none counts everything on file.

        Raises:
            HereofError: The agreement has errors.
        """
        return self.timeline.answer(term, on, known_on)

    def history(self, term: str) -> TermTimeline:
        """Give a term's timeline.

        Raises:
            HereofError: The agreement has errors.
        """
        return self.timeline.term(term)


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
            found = self._load(name, (), kept)
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
        yield None, _fresh((*self._manifest_findings, *gone, *aside), given)
        for stray in self.survey.strays:
            yield None, _fresh(self._read(stray.path, NONE)[1], given)
        for name in (*self.survey.agreements, *self.survey.orphans):
            agreement = self._loaded.get(name) or self._load(name, (), NONE)
            yield agreement, _fresh(agreement.findings, given)
            used.update(named_documents(agreement.files))
            own = named(name, agreement.files)
            known += [own] if own is not None else []
            doubtful += suspects(own, agreement.files, agreement.documents)
            if name not in self.survey.needed:
                self._loaded.pop(name, None)
        yield None, _fresh(mistaken(doubtful, known), given)
        if not self._manifest_findings:
            yield None, tuple(unused(self.folder, self.survey, self.manifest, used))

    def unread(self, agreement: Agreement) -> tuple[Unread, ...]:
        """Give what lies on file and no answer about an agreement counts."""
        named = named_documents(agreement.files)
        return unread(self.folder, self.survey, self.manifest, agreement.id, named)

    # ---- loading

    def _read(self, path: str, kept: Readings) -> Reading:
        try:
            data = self.folder.read(path)
        except OSError as failure:
            return None, (unreadable(path, failure),)
        reading = kept.of(path, data)
        if reading is None:
            reading = read_file(path, data)
            kept.keep(path, data, reading)
        return reading

    def _load(self, name: str, above: tuple[str, ...], kept: Readings) -> Agreement:
        findings: list[Diagnostic] = list(self._manifest_findings)
        for stray in self.survey.strays:  # it may be an amendment of this very agreement
            findings.extend(self._read(stray.path, kept)[1])
        files: list[RuleFile] = []
        mixed: set[str] = set()  # files of several instruments, each of which has its own document
        for surveyed in self.survey.of(name):
            rules, found = self._read(surveyed.path, kept)
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
        for rules in files:
            header = rules.instrument
            if header is not None and rules.source.path not in mixed:
                examination = Examination(rules, header, documents, evidence, names, terms)
                findings.extend(examination.run())
        others = self._others(name, files, above, kept, findings)
        findings.extend(pointing_nowhere(name, files, self.survey))
        timeline, found_in_time = build(name, files, others)
        findings.extend(found_in_time)
        readable = not any(f.severity is Severity.ERROR and f.code in _UNREADABLE for f in findings)
        if timeline is None:
            findings.extend(no_agreement(name, files, self.survey))
        elif readable:
            doubtful = {f.place.split(":")[0] for f in findings if f.code == "fact-not-shown"}
            findings.extend(f for f in check_agreement(timeline) if not _follows(f, doubtful))
            findings.extend(check_formulas(timeline))
        files.sort(key=lambda f: (f.instrument is None, f.instrument.id if f.instrument else ""))
        agreement = Agreement(
            name, tuple(files), documents, evidence, timeline, tuple(_ordered(_dated(findings)))
        )
        self._loaded[name] = agreement
        return agreement

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
        if is_changed or not self._manifest_findings:
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
                    loaded = self._loaded.get(other) or self._load(other, (*above, name), kept)
                    circles = [e for e in loaded.errors if e.code == "incorporation-circular"]
                    if circles:
                        findings.extend(circles)
                    elif loaded.errors:
                        findings.append(bad_source(loaded.id, loaded.errors[0], incorporation.span))
                    elif loaded._timeline is not None:  # noqa: SLF001 - same room
                        found[other] = loaded.timeline
        return found


_UNREADABLE = frozenset(
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


def _follows(finding: Diagnostic, doubtful: set[str]) -> bool:
    """Tell whether a finding only follows from a date that is already found not to be shown."""
    return finding.code == "executed-before-dated" and finding.place.split(":")[0] in doubtful


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


def _fresh(
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


def _dated(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what follows from a day that is in no calendar: that is a finding already.

    Such a day is read as the first of all days, and nothing is answered from it.
    """
    unread = any(finding.code == "no-such-date" for finding in findings)
    for finding in findings:
        if not (unread and any(day in finding.message for day in _NO_DAYS)):
            yield finding


_NO_DAYS: Final = (str(date.min), str(Month(1, 1)))


def _ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
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
