"""A rule base: its agreements loaded when asked for, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import (
    Diagnostic,
    HereofError,
    Label,
    Severity,
    Source,
    Span,
    error,
    warning,
)
from hereof.documents import (
    Document,
    Manifest,
    amending_verbs,
    check_document,
    missing,
    read_document,
    read_manifest,
)
from hereof.frozen import frozen
from hereof.model.instrument import Kind
from hereof.model.meaning import Elsewhere
from hereof.model.names import agreement_of
from hereof.rulebase.checks import check_agreement, check_file
from hereof.rulebase.evidence import Evidence, Examination
from hereof.rulebase.folder import Folder, find_folder
from hereof.rulebase.readings import NONE, read_file, readings
from hereof.rulebase.survey import Survey, survey
from hereof.timeline.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hereof.model.instrument import DocumentFact, RuleFile
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
            if name not in self.survey.agreements:
                raise HereofError(_no_such(name, self.survey.agreements, str(self.folder.root)))
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
        sound = True
        gone = missing(self.folder.agreements, self.manifest)
        yield None, _fresh((*self._manifest_findings, *gone), given)
        for stray in self.survey.strays:
            yield None, _fresh(self._read(stray.path, NONE)[1], given)
        for name in self.survey.agreements:
            agreement = self._loaded.get(name) or self._load(name, (), NONE)
            yield agreement, _fresh(agreement.findings, given)
            used.update(fact.path for fact in _document_facts(agreement.files))
            used.update(path for path, _ in _shown_by(agreement.files))
            sound = sound and not agreement.errors
            if name not in self.survey.needed:
                self._loaded.pop(name, None)
        if sound and not self.survey.strays:
            yield None, tuple(self._unused(used))

    def _unused(self, used: set[str]) -> Iterator[Diagnostic]:
        """Report documents that order a change and that no rule file speaks of."""
        source = self.manifest.source
        for path in sorted(self.manifest.hashes.keys() - used):
            if not self._orders(path):
                continue
            at = max(source.text.find(f"  {path}\n") + 2, 0)
            yield warning(
                "document-unused",
                f"no rule file speaks of `{path}`, whose words order a change",
                Span(source, at, at + len(path)),
                help="write the rule file of the instrument that it is, or name it where it "
                "shows something",
            )

    def _orders(self, path: str) -> bool:
        document = read_document(self.folder.agreements, path)
        if isinstance(document, Diagnostic):
            return False
        try:
            return bool(amending_verbs(document))
        except ValueError:  # it is no text, such as a scan
            return False

    # ---- loading

    def _read(self, path: str, kept: Readings) -> Reading:
        try:
            data = self.folder.read(path)
        except OSError as failure:
            return None, (
                error(
                    "file-unreadable",
                    f"`{path}` cannot be read: {(failure.strerror or 'unknown fault').lower()}",
                    Span(Source(path, ""), 0, 0),
                    help="check that the file is there and may be read",
                ),
            )
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
        for surveyed in self.survey.of(name):
            rules, found = self._read(surveyed.path, kept)
            findings.extend(found)
            if rules is not None:
                files.append(rules)
                findings.extend(check_file(rules))
        files = list(self._without_twins(files, findings))
        documents = self._documents(files, findings)
        evidence = Evidence()
        titles = dict(_titles(files))
        for rules in files:
            header = rules.instrument
            if header is not None:
                examination = Examination(rules, header, documents, evidence, titles)
                findings.extend(examination.run())
        others = self._others(name, files, above, kept, findings)
        findings.extend(_pointing_nowhere(files, self.survey))
        timeline, found_in_time = build(name, files, others)
        findings.extend(found_in_time)
        readable = not any(f.severity is Severity.ERROR and f.code in _UNREADABLE for f in findings)
        if timeline is None:
            findings.extend(_no_agreement(name, files))
        elif readable:
            doubtful = {f.place.split(":")[0] for f in findings if f.code == "fact-not-shown"}
            findings.extend(f for f in check_agreement(timeline) if not _follows(f, doubtful))
        files.sort(key=lambda f: (f.instrument is None, f.instrument.id if f.instrument else ""))
        agreement = Agreement(
            name, tuple(files), documents, evidence, timeline, tuple(_ordered(findings))
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
        for fact in _document_facts(files):
            if fact.path:
                places.setdefault(fact.path, fact.span)
        for path, span in _shown_by(files):
            places.setdefault(path, span)
        for path, span in places.items():
            read = read_document(self.folder.agreements, path)
            if isinstance(read, Diagnostic):
                findings.append(_placed(read, span))
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
            findings.append(_placed(finding, span))
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
                            help="its agreements are " + ", ".join(self.survey.agreements[:8]),
                        )
                    )
                else:
                    loaded = self._loaded.get(other) or self._load(other, (*above, name), kept)
                    circles = [e for e in loaded.errors if e.code == "incorporation-circular"]
                    if circles:
                        findings.extend(circles)
                    elif loaded.errors:
                        findings.append(_bad_source(loaded, incorporation.span))
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


def _pointing_nowhere(files: Iterable[RuleFile], surveyed: Survey) -> Iterator[Diagnostic]:
    """Refuse a meaning that points to a definition of another agreement which is not there."""
    for subject, meaning in _pointers(files):
        term = meaning.term or subject
        if meaning.agreement not in surveyed.agreements:
            yield error(
                "agreement-unknown",
                f"there is no agreement `{meaning.agreement}` in the rule base",
                meaning.span,
                help="its agreements are " + ", ".join(surveyed.agreements[:8]),
            )
        elif not any(term in file.terms for file in surveyed.of(meaning.agreement)):
            yield error(
                "definition-elsewhere-unknown",
                f"`{meaning.agreement}` does not define `{term}`",
                meaning.span,
                help="name the term as that agreement does: `as defined in ... as ...`",
            )


def _pointers(files: Iterable[RuleFile]) -> Iterator[tuple[str, Elsewhere]]:
    for rules in files:
        for paragraph in rules.paragraphs:
            for operation in paragraph.operations:
                meaning = getattr(operation, "meaning", None)
                if isinstance(meaning, Elsewhere):
                    yield getattr(operation, "subject", ""), meaning


def _titles(files: Iterable[RuleFile]) -> Iterator[tuple[str, str]]:
    for rules in files:
        header = rules.instrument
        if header is not None and header.title is not None:
            yield header.id, header.title.value


def _document_facts(files: Iterable[RuleFile]) -> Iterator[DocumentFact]:
    for rules in files:
        header = rules.instrument
        if header is not None:
            if header.document is not None:
                yield header.document
            if header.known_from is not None:
                yield header.known_from


def _shown_by(files: Iterable[RuleFile]) -> Iterator[tuple[str, Span]]:
    from hereof.model.effectivity import conditions  # noqa: PLC0415 - one use

    for rules in files:
        for paragraph in rules.paragraphs:
            if paragraph.never is not None and paragraph.never.document:
                yield paragraph.never.document, paragraph.never.span
            if paragraph.effectivity is None:
                continue
            moments = (paragraph.effectivity.start, paragraph.effectivity.until)
            for condition in (c for moment in moments for c in conditions(moment)):
                if condition.document:
                    yield condition.document, condition.span


def _placed(found: Diagnostic, span: Span) -> Diagnostic:
    from attrs import evolve  # noqa: PLC0415 - only where there is a mistake

    return evolve(found, labels=(Label(span, "named here"), *found.labels))


def _bad_source(loaded: Agreement, span: Span) -> Diagnostic:
    first = loaded.errors[0]
    return error(
        "incorporation-of-errors",
        f"the incorporated agreement `{loaded.id}` has errors of its own",
        Label(span, "incorporated here"),
        *first.labels[:1],
        help="mend that agreement first",
    )


def _no_agreement(name: str, files: Iterable[RuleFile]) -> Iterator[Diagnostic]:
    headers = [rules.instrument for rules in files]
    if any(header is None or header.kind is Kind.AGREEMENT for header in headers):
        return
    for header in headers:
        if header is not None and "/" in header.id:
            yield error(
                "agreement-unknown",
                f"`{header.id}` belongs to `{agreement_of(name)}`, and there is no such agreement "
                "in the rule base",
                header.span,
                help=f"add a rule file that begins `agreement {agreement_of(name)}`",
            )


def _no_such(name: str, known: tuple[str, ...], root: str) -> Diagnostic:
    import difflib  # noqa: PLC0415 - only where there is a mistake

    near = difflib.get_close_matches(name, known, 1)
    return error(
        "agreement-unknown",
        f"there is no agreement `{name}` in the rule base",
        Span(Source(root, ""), 0, 0),
        help=f"did you mean `{near[0]}`?" if near else "`hereof list` shows the agreements",
    )


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


def _ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    unique: dict[tuple[object, ...], Diagnostic] = {}
    for finding in findings:
        label = finding.labels[0].span if finding.labels else None
        place = (label.source.path, label.start) if label else ("", 0)
        unique.setdefault((*place, finding.code, finding.message), finding)
    return [
        unique[key]
        for key in sorted(
            unique, key=lambda key: (str(key[0]), int(str(key[1])), str(key[2]), str(key[3]))
        )
    ]
