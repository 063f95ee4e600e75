"""`hereof check`: every finding of a rule base, and how much of it is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.defined.check import EVER, Dates
from hereof.diagnostics import Severity
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.checking import CheckHere, CheckTask, defined, worded
from hereof.report.findings import Finding, finding
from hereof.report.helpers import helpers, spread
from hereof.report.sources import iso, rules_at
from hereof.report.tally import Coverage, SetAside, Tally
from hereof.wording.kept import kept_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.diagnostics import Diagnostic
    from hereof.rulebase.base import RuleBase
    from hereof.wording.kept import KeptReadings


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
        rules_at: The commit that rules and documents were read from; null: the files as they are.
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
    rules_at: shapes.RulesAt | None


def findings(base: RuleBase, *agreements: str) -> Iterator[Diagnostic]:
    """Give every finding that `hereof check` gives, each once.

    Args:
        base: The rule base.
        agreements: The agreements to be checked; none: all, and what belongs to none.

    Raises:
        HereofError: There is no such agreement.
    """
    yield from walk(base, agreements, Tally())


def walk(
    base: RuleBase,
    names: Sequence[str],
    tally: Tally,
    *,
    alone: bool = True,
    dates: Dates = EVER,
) -> Iterator[Diagnostic]:
    """Give every finding of some agreements, or of the whole base, and count as they go by.

    What came of reading words is kept, also where the walk is broken off.

    Args:
        base: The rule base.
        names: The agreements; none: all.
        tally: What is counted.
        alone: Whether this process does all the work; others may help with a large base.
        dates: As in force, and as known, on which dates defined terms are checked; by itself
            over the whole life, with everything on file.

    Raises:
        HereofError: There is no such agreement.
    """
    seen: set[tuple[str, str, str]] = set()
    kept = kept_readings()
    try:
        parts = (
            _some(base, names, tally, kept, dates)
            if names
            else _all(base, tally, kept, 0 if alone else helpers(base), dates)
        )
        for found in parts:
            for each in found:
                key = (each.code, each.place, each.message)
                if key not in seen:
                    seen.add(key)
                    yield each
    finally:
        kept.save()


def _some(
    base: RuleBase, names: Sequence[str], tally: Tally, kept: KeptReadings, dates: Dates
) -> Iterator[tuple[Diagnostic, ...]]:
    for agreement in [base.agreement(name) for name in names]:
        tally.add(agreement)
        yield agreement.findings
        yield worded(agreement, kept, tally)
        yield defined(base, agreement, tally, dates)


def _all(
    base: RuleBase, tally: Tally, kept: KeptReadings, several: int, dates: Dates
) -> Iterator[tuple[Diagnostic, ...]]:
    gathering = base.gathering()
    yield gathering.before()
    yield from base.strays(gathering)
    here = CheckHere(base, kept, dates)
    for each in (
        spread(base, base.every, several, CheckTask(base.part(), dates), here)
        if several
        else map(here.work, base.every)
    ):
        tally.include(each.tally)
        yield gathering.take(each.part)
        yield each.worded
    yield gathering.after()


def check(
    base: RuleBase,
    names: Sequence[str],
    tally: Tally,
    found: Iterable[Diagnostic],
    dates: Dates = EVER,
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
        "exceptions": tally.exceptions,
        "findings": views,
        "rules_at": rules_at(base),
    }


def _sentence(counts: dict[Severity, int]) -> str:
    said = [
        f"{number} {severity.value}{'' if number == 1 else 's'}"
        for severity, number in counts.items()
        if number
    ]
    return f"{', '.join(said)}." if said else "No findings."
