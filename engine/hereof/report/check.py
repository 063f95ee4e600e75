"""`hereof check`: every finding of a rule base, and how much of it is on file."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypedDict

from attrs import Factory, define

from hereof.defined.check import check_defined_terms
from hereof.diagnostics import Severity, Source, Span
from hereof.model import operation as o
from hereof.model.meaning import Formula
from hereof.model.words import WordsKind
from hereof.report.findings import Finding, finding
from hereof.report.sources import iso
from hereof.rulebase.formulas import circles_in_words
from hereof.wording.check import check_words, words_span
from hereof.wording.kept import kept_readings
from hereof.wording.reader import WordsReader
from hereof.wording.statuses import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from hereof.defined.exceptions import Excepted
    from hereof.diagnostics import Diagnostic
    from hereof.model.instrument import RuleFile
    from hereof.model.words import Words
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State
    from hereof.wording.kept import KeptReadings


class Coverage(TypedDict):
    """How much of what the rule files say is on file.

    Attributes:
        agreements: Agreements looked at.
        instruments: Instruments described.
        instruments_on_file: Those whose document is on file.
        definitions: Definitions stated: defined, replaced or restated.
        on_file: Those whose words are quoted from a document.
        as_construed: Those whose words are not on file, and that are construed.
        not_on_file: Those whose words are not on file, and nothing is construed.
        reserved: Those that say "Reserved".
        read: Definitions, in every version, whose words state one formula.
        chosen: Those whose words state several formulas, of which the rule file chooses one.
        by_convention: Those whose words state one formula by a declared convention.
        asserted: Those whose words are not read, and for which the rule file states a formula.
        words_only: Those whose words are not read as a formula, and for which none is stated.
        examples: Examples.
    """

    agreements: int
    instruments: int
    instruments_on_file: int
    definitions: int
    on_file: int
    as_construed: int
    not_on_file: int
    reserved: int
    read: int
    chosen: int
    by_convention: int
    asserted: int
    words_only: int
    examples: int


class SetAside(TypedDict):
    """Findings on defined terms that a rule file sets aside.

    Attributes:
        code: Of which kind.
        names: About which terms or phrases; empty for all of that kind in its place.
        because: The reason.
        place: Where the rule file says so, as `path:line:column`.
        findings: So many findings are set aside by it.
    """

    code: str
    names: list[str]
    because: str
    place: str
    findings: int


class Check(TypedDict):
    """The findings of a rule base.

    Attributes:
        schema: The name and version of this form.
        checked: The agreements that were checked.
        clean: Whether there is neither an error nor a warning.
        sentence: The outcome in one sentence.
        errors: So many errors.
        warnings: So many warnings.
        notes: So many notes.
        on: Defined terms were checked as in force on this date; null: over the whole life.
        known_on: And as known on this date; null: with everything on file.
        coverage: How much is on file.
        exceptions: The findings on defined terms that rule files set aside, with the reasons.
        findings: Every finding.
    """

    schema: str
    checked: list[str]
    clean: bool
    sentence: str
    errors: int
    warnings: int
    notes: int
    on: str | None
    known_on: str | None
    coverage: Coverage
    exceptions: list[SetAside]
    findings: list[Finding]


@define
class Tally:
    """Counts as agreements go by, so that none needs to be kept."""

    agreements: int = 0
    instruments: int = 0
    instruments_on_file: int = 0
    on_file: int = 0
    as_construed: int = 0
    not_on_file: int = 0
    reserved: int = 0
    examples: int = 0
    excepted: list[Excepted] = Factory(list)
    standings: Counter[Standing] = Factory(Counter)

    def add(self, agreement: Agreement) -> None:
        """Count an agreement."""
        self.agreements += 1
        for rules in agreement.files:
            self._file(rules)

    def _file(self, rules: RuleFile) -> None:
        header = rules.instrument
        if header is not None:
            self.instruments += 1
            self.instruments_on_file += bool(header.document and header.document.path)
        self.examples += len(rules.examples)
        for words in _definitions(rules):
            if words.kind is WordsKind.QUOTED:
                self.on_file += 1
            elif words.kind is WordsKind.RESERVED:
                self.reserved += 1
            elif words.because is not None:
                self.as_construed += 1
            else:
                self.not_on_file += 1

    def view(self) -> Coverage:
        """Give the counts."""
        total = self.on_file + self.as_construed + self.not_on_file + self.reserved
        return {
            "agreements": self.agreements,
            "instruments": self.instruments,
            "instruments_on_file": self.instruments_on_file,
            "definitions": total,
            "on_file": self.on_file,
            "as_construed": self.as_construed,
            "not_on_file": self.not_on_file,
            "reserved": self.reserved,
            "read": self.standings[Standing.READ],
            "chosen": self.standings[Standing.CHOSEN],
            "by_convention": self.standings[Standing.BY_CONVENTION],
            "asserted": self.standings[Standing.ASSERTED],
            "words_only": self.standings[Standing.WORDS_ONLY],
            "examples": self.examples,
        }


def walk(
    base: RuleBase,
    names: Sequence[str],
    tally: Tally,
    on: date | None = None,
    known_on: date | None = None,
) -> Iterator[Diagnostic]:
    """Give every finding of some agreements, or of the whole base, and count as they go by.

    Args:
        base: The rule base.
        names: The agreements; none: all.
        tally: Takes the counts.
        on: Defined terms are checked as in force on that date; none: over the whole life.
        known_on: And as known on that date; none: with everything on file.

    Raises:
        HereofError: There is no such agreement.
    """
    seen: set[tuple[str, str, str]] = set()
    kept = kept_readings()
    for agreement, found in _loaded(base, names):
        worded: Iterable[Diagnostic] = ()
        defined: Iterable[Diagnostic] = ()
        if agreement is not None:
            tally.add(agreement)
            if not agreement.errors:
                worded = _worded(agreement.timeline, kept, tally)
                checked = check_defined_terms(base, agreement, on, known_on)
                tally.excepted += checked.exceptions
                defined = checked.findings
        for each in (*found, *worded, *defined):
            key = (each.code, each.place, each.message)
            if key not in seen:
                seen.add(key)
                yield each
    kept.save()


def _worded(timeline: AgreementTimeline, kept: KeptReadings, tally: Tally) -> Iterator[Diagnostic]:
    """Give what is wrong between words and formulas, and the circles that words lead into."""
    needs: dict[str, set[str]] = {}
    yield from check_words(timeline, kept, tally.standings, needs)
    try:
        graph = {term: several & needs.keys() for term, several in needs.items()}
        TopologicalSorter(graph).prepare()
    except CycleError:
        reader = WordsReader(timeline)

        def formula(term: str, state: State, on: date) -> Formula | None:
            found = reader.of(term, state, on).formula
            return None if found is None else Formula(found, words_span(state) or _NOWHERE)

        yield from circles_in_words(timeline, formula)


_NOWHERE = Span(Source("words", ""), 0, 0)


def _loaded(
    base: RuleBase, names: Sequence[str]
) -> Iterator[tuple[Agreement | None, tuple[Diagnostic, ...]]]:
    if not names:
        yield from base.walk()
        return
    for agreement in [base.agreement(name) for name in names]:
        yield agreement, agreement.findings


def check(
    base: RuleBase,
    names: Sequence[str],
    tally: Tally,
    found: Iterable[Diagnostic],
    dates: tuple[date | None, date | None] = (None, None),
) -> Check:
    """Sum up a check.

    Args:
        base: The rule base.
        names: The agreements that were named; none: all.
        tally: What was counted.
        found: Every finding.
        dates: As in force, and as known, on which dates defined terms were checked.
    """
    views = [finding(each) for each in found]
    counts = {
        severity: sum(view["severity"] == severity.value for view in views) for severity in Severity
    }
    return {
        "schema": "hereof/check/1",
        "checked": list(names or base.agreements),
        "clean": not counts[Severity.ERROR] and not counts[Severity.WARNING],
        "sentence": _sentence(counts),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "on": iso(dates[0]),
        "known_on": iso(dates[1]),
        "coverage": tally.view(),
        "exceptions": [_set_aside(each) for each in tally.excepted],
        "findings": views,
    }


def _set_aside(excepted: Excepted) -> SetAside:
    return {
        "code": excepted.ignored.code,
        "names": list(excepted.ignored.names),
        "because": excepted.ignored.because.text,
        "place": excepted.ignored.span.place,
        "findings": excepted.count,
    }


def _sentence(counts: dict[Severity, int]) -> str:
    said = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in counts.items()
        if number
    ]
    return f"{', '.join(said)}." if said else "No findings."


def _definitions(rules: RuleFile) -> Iterator[Words]:
    for paragraph in rules.paragraphs:
        for operation in paragraph.operations:
            if isinstance(operation, o.Define | o.Replace):
                yield operation.words
            elif isinstance(operation, o.Restate):
                yield from (definition.words for definition in operation.definitions)
