"""`hereof test`: the examples of the rule files, run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from hereof.calendar import Month, spoken
from hereof.diagnostics import Diagnostic, HereofError, Label, error
from hereof.documents import layout_free
from hereof.model.formula import Amount, Day
from hereof.model.instrument import Expected
from hereof.model.names import CLASSES, Ref
from hereof.report.findings import Finding, finding
from hereof.report.moments import NoDate, find_date
from hereof.report.sources import iso
from hereof.spelling import did_you_mean
from hereof.timeline.classes import UnknownClassError, named_in
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.model.instrument import Example, Expectation
    from hereof.report.example_values import ExampleValues
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer


class Ran(TypedDict):
    """An example that was run.

    Attributes:
        agreement: Its agreement.
        title: Its title.
        rule: Where it stands.
        passed: Whether everything expected came true.
        findings: What did not.
    """

    agreement: str
    title: str
    rule: str
    passed: bool
    findings: list[Finding]


class Test(TypedDict):
    """The examples of a rule base, run.

    Attributes:
        schema: The name and version of this form.
        passed: So many passed.
        failed: So many failed.
        sentence: The outcome in one sentence.
        examples: Every example.
    """

    schema: str
    passed: int
    failed: int
    sentence: str
    examples: list[Ran]


def test(ran: list[Ran]) -> Test:
    """Sum up examples that were run."""
    passed = sum(each["passed"] for each in ran)
    failed = len(ran) - passed
    said = "1 example" if len(ran) == 1 else f"{len(ran)} examples"
    ending = "it passes" if len(ran) == 1 else "all pass"
    if failed:
        ending = f"{failed} {'fails' if failed == 1 else 'fail'}"
    return {
        "schema": "hereof/test/1",
        "passed": passed,
        "failed": failed,
        "sentence": f"{said}, {ending}." if ran else "There are no examples.",
        "examples": ran,
    }


def run(agreement: Agreement, base: RuleBase | None = None) -> list[tuple[Ran, list[Diagnostic]]]:
    """Run every example of an agreement.

    Args:
        agreement: The agreement.
        base: Its rule base, for values by definitions that point to other agreements.

    Returns:
        For each its view, and its findings with the places that they point at.

    Raises:
        HereofError: The agreement has errors.
    """
    if agreement.errors:
        raise HereofError(*agreement.errors)
    found: list[tuple[Ran, list[Diagnostic]]] = []
    for rules in agreement.files:
        for example in rules.examples:
            failures = failures_of(agreement, example, base)
            view: Ran = {
                "agreement": agreement.id,
                "title": example.title,
                "rule": example.span.place,
                "passed": not failures,
                "findings": [finding(each) for each in failures],
            }
            found.append((view, failures))
    return found


def failures_of(
    agreement: Agreement, example: Example, base: RuleBase | None = None
) -> list[Diagnostic]:
    """Give what an example expects and does not find."""
    if example.on is None:
        return [
            error(
                "example-without-date",
                f"the example `{example.title}` does not say on which date",
                example.span,
                help="write `on` and a date, or a month for its Distribution Date",
            )
        ]
    failures: list[Diagnostic] = []
    values = _Values(agreement, example, base)
    for expectation in example.expectations:
        said = _said(agreement, example, example.on, expectation, values)
        if said is not None:
            failures.append(said)
    return failures


class _Values:
    """Computes what an example expects; nothing is made ready where it expects no value."""

    def __init__(self, agreement: Agreement, example: Example, base: RuleBase | None) -> None:
        self._agreement = agreement
        self._example = example
        self._base = base
        self._on: dict[date, ExampleValues] = {}

    def fault(self, when: date, expectation: Expectation) -> str | None:
        """Say how a value is not the one expected; nothing where it is."""
        if when not in self._on:
            from hereof.report.example_values import ExampleValues  # noqa: PLC0415 - only for values

            self._on[when] = ExampleValues(
                self._agreement.timeline, self._example, when, self._other if self._base else None
            )
        return self._on[when].fault(expectation)

    def _other(self, name: str) -> AgreementTimeline:
        assert self._base is not None  # noqa: S101 - asked only where there is one
        return self._base.agreement(name).timeline


def _said(
    agreement: Agreement,
    example: Example,
    on: date | Month,
    expectation: Expectation,
    values: _Values,
) -> Diagnostic | None:
    unknown = _unknown(agreement, example, expectation)
    if unknown is not None:
        return unknown
    if expectation.kind is Expected.FALLS_ON:
        said = _falls_on(agreement, on, example.known_on, expectation)
    else:
        day = find_date(agreement.timeline, on, example.known_on)
        if isinstance(day, NoDate):
            said = day.sentence[:1].lower() + day.sentence[1:].removesuffix(".")
        else:
            when = day if isinstance(day, date) else day.day
            if expectation.kind is Expected.VALUE:
                said = values.fault(when, expectation)
                return None if said is None else _failure(example, expectation, said)
            answer = agreement.in_force(expectation.subject, when, example.known_on)
            said = _CHECKS[expectation.kind](agreement, answer, expectation)
    return None if said is None else _failure(example, expectation, said)


def _unknown(agreement: Agreement, example: Example, expectation: Expectation) -> Diagnostic | None:
    """Refuse a term or an instrument that is not there: of it nothing can be expected."""
    timeline, subject, value = agreement.timeline, expectation.subject, expectation.value
    if subject != CLASSES and not timeline.speaks_of(subject):
        said = "the agreement speaks of no such term"
        help_ = did_you_mean(subject, timeline.defined(), "name a term of the agreement")
        return _failure(example, expectation, said, help_)
    names = _instruments(timeline) if isinstance(value, Ref) else []
    if isinstance(value, Ref) and value.instrument not in names:
        help_ = did_you_mean(value.instrument, names, "name an instrument of the agreement")
        return _failure(example, expectation, f"there is no `{value.instrument}`", help_)
    return None


def _instruments(timeline: AgreementTimeline) -> list[str]:
    """Give the instruments whose words an agreement may have, of those that it incorporates too."""
    others = [name for other, _ in timeline.incorporated for name in _instruments(other)]
    return [*(entry.id for entry in timeline.entries), *others]


def _failure(
    example: Example,
    expectation: Expectation,
    said: str,
    help_: str = "correct the rule file, or the expectation if it is the one that is wrong",
) -> Diagnostic:
    return error(
        "example-fails",
        f"`{expectation.subject}` is not as the example expects: {said}",
        Label(expectation.span, "expected here"),
        Label(example.span, "in this example"),
        help=help_,
    )


def _falls_on(
    agreement: Agreement, on: date | Month, known_on: date | None, expectation: Expectation
) -> str | None:
    if isinstance(on, date) and on.year == date.max.year:
        return f"{on.isoformat()} lies beyond the last month that is counted"
    month = on if isinstance(on, Month) else Month.of(on)
    try:
        found = agreement.timeline.calendars.date_in(expectation.subject, month, known_on)
    except NoSeriesError as failure:
        return str(failure)
    if found.day == expectation.value:
        return None
    why = f" ({found.why})" if found.why else ""
    return f"it falls on {found.day.isoformat()}{why}, not on {_text(expectation)}"


def _governed(_: Agreement, answer: Answer, expectation: Expectation) -> str | None:
    assert isinstance(expectation.value, Ref)  # noqa: S101 - the grammar gives a reference
    if answer.governs is None:
        return f"on {spoken(answer.on)} it is {answer.outcome.value}, and no one paragraph governs"
    if answer.governs.is_meant_by(expectation.value):
        return None
    return f"on {spoken(answer.on)} it is governed by `{answer.governs}`, not `{expectation.value}`"


def _outcome(_: Agreement, answer: Answer, expectation: Expectation) -> str | None:
    if answer.outcome.value == expectation.value:
        return None
    return f"on {spoken(answer.on)} it is {answer.outcome.value}, not {expectation.value}"


def _reads(_: Agreement, answer: Answer, expectation: Expectation) -> str | None:
    if answer.words is None:
        return f"on {spoken(answer.on)} it is {answer.outcome.value}, and there are no words"
    wanted = layout_free(str(expectation.value))
    if layout_free(answer.words) == wanted:
        return None
    return f"on {spoken(answer.on)} it reads `{layout_free(answer.words)}`, not `{wanted}`"


def _names(agreement: Agreement, answer: Answer, expectation: Expectation) -> str | None:
    listed = agreement.in_force(CLASSES, answer.on, answer.known_on).state.classes
    if answer.subject == CLASSES:
        found = listed
    elif answer.words is None:
        return f"on {spoken(answer.on)} it is {answer.outcome.value}, and there are no words"
    else:
        try:
            found = named_in(answer.words, listed)
        except UnknownClassError as failure:
            return str(failure)
    if found == expectation.value:
        return None
    return f"it names {', '.join(found) or 'no Class'}, not {_text(expectation)}"


def _pending(_: Agreement, answer: Answer, expectation: Expectation) -> str | None:
    assert isinstance(expectation.value, Ref)  # noqa: S101 - the grammar gives a reference
    if any(provision.is_meant_by(expectation.value) for provision in answer.pending):
        return None
    names = ", ".join(f"`{provision}`" for provision in answer.pending)
    return f"what is pending is {names or 'nothing'}, not `{expectation.value}`"


_CHECKS: dict[Expected, Callable[[Agreement, Answer, Expectation], str | None]] = {
    Expected.GOVERNED: _governed,
    Expected.OUTCOME: _outcome,
    Expected.READS: _reads,
    Expected.NAMES: _names,
    Expected.PENDING: _pending,
}


def _text(expectation: Expectation) -> str:
    value = expectation.value
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return iso(value) or ""
    if isinstance(value, Amount | Day):
        return "a value"
    return str(value)
