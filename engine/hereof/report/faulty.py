"""The findings on an agreement, by the definition that they concern, and those set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.defined.check import check_defined_terms
from hereof.report.checking import worded
from hereof.report.findings import Finding, finding
from hereof.report.tally import Tally
from hereof.wording.kept import kept_readings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.defined.exceptions import Excepted as Line
    from hereof.defined.faults import Fault
    from hereof.diagnostics import Diagnostic
    from hereof.rulebase.base import Agreement, RuleBase


class SetAsideFinding(TypedDict):
    """A finding that a rule file sets aside.

    Attributes:
        code: Its stable name.
        message: What was found.
        because: Why it is set aside.
        place: Where the rule file says so, as `path:line:column`.
    """

    code: str
    message: str
    because: str
    place: str


class Excepted(TypedDict):
    """A line of a rule file that sets findings aside.

    Attributes:
        code: Of which kind.
        names: About which terms or phrases; empty for all of that kind in its place.
        because: Why.
        place: Where the rule file says so, as `path:line:column`.
        findings: So many findings are set aside by it on the date.
    """

    code: str
    names: list[str]
    because: str
    place: str
    findings: int


class TermFindings:
    """What the checks of defined terms found, as a whole and by definition.

    Attributes:
        findings: What is reported.
        exceptions: The lines of the rule files that set something aside.
    """

    def __init__(
        self, base: RuleBase, agreement: Agreement, on: date | None, known_on: date | None
    ) -> None:
        """Check the defined terms.

        Args:
            base: The rule base.
            agreement: The agreement.
            on: The definitions in force on that date; none: those of its whole life.
            known_on: As known on that date; none: with everything on file.

        Raises:
            HereofError: The agreement has errors.
        """
        found = check_defined_terms(base, agreement, on, known_on)
        self.findings: list[Finding] = [finding(each) for each in found.findings]
        self.exceptions: list[Excepted] = [
            {
                "code": each.ignored.code,
                "names": list(each.ignored.names),
                "because": each.ignored.because.text,
                "place": each.ignored.span.place,
                "findings": each.count,
            }
            for each in found.exceptions
        ]
        self._of: dict[str, list[Finding]] = {}
        for fault in found.faults:
            for term in _concerned(fault):
                several = self._of.setdefault(term, [])
                several += [view for view in (finding(fault.finding),) if view not in several]
        self._aside: dict[str, list[SetAsideFinding]] = {}
        for each in found.exceptions:
            for fault in each.matched:
                for term in _concerned(fault):
                    aside = self._aside.setdefault(term, [])
                    aside += [view for view in (_aside(each, fault),) if view not in aside]

    def of(self, term: str) -> list[Finding]:
        """Give what is reported of a definition."""
        return self._of.get(term, [])

    def set_aside(self, term: str) -> list[SetAsideFinding]:
        """Give what is set aside of a definition."""
        return self._aside.get(term, [])


class AllFindings(TermFindings):
    """What `hereof check` finds of an agreement, as a whole and by definition.

    Attributes:
        general: What is found of its documents, instruments, words and formulas: over its whole
            life, with everything on file.
    """

    def __init__(
        self, base: RuleBase, agreement: Agreement, on: date | None, known_on: date | None
    ) -> None:
        """Check all of an agreement.

        Args:
            base: The rule base.
            agreement: The agreement.
            on: The dates on which defined terms are checked, as in `TermFindings`.
            known_on: Likewise.

        Raises:
            HereofError: The agreement has errors.
        """
        super().__init__(base, agreement, on, known_on)
        kept = kept_readings()
        of: dict[str, list[Diagnostic]] = {}
        try:
            found = (*agreement.findings, *worded(agreement, kept, Tally(), of))
        finally:
            kept.save()
        self.general: list[Finding] = [finding(each) for each in dict.fromkeys(found)]
        self._of_words = {term: [finding(each) for each in each_of] for term, each_of in of.items()}

    def of(self, term: str) -> list[Finding]:
        """Give what is reported of a definition: of its words, then of its term."""
        return [*self._of_words.get(term, []), *super().of(term)]


def _concerned(fault: Fault) -> Iterator[str]:
    """Give the definitions that a finding concerns: whose words are at fault, all of a circle."""
    if fault.finding.code == "words-circular":
        yield from fault.names
    elif fault.finding.code == "version-unseen":
        yield fault.names[1]
    elif fault.finding.code == "terms-alike" and fault.subject == fault.names[0]:
        yield from fault.names
    else:
        yield fault.subject


def _aside(each: Line, fault: Fault) -> SetAsideFinding:
    return {
        "code": fault.finding.code,
        "message": fault.finding.message,
        "because": each.ignored.because.text,
        "place": each.ignored.span.place,
    }
