"""Examines an agreement: its rule files, its documents, and how they stand to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Severity
from hereof.rulebase.checks import check_agreement
from hereof.rulebase.examination import Examination
from hereof.rulebase.file_checks import check_file
from hereof.rulebase.filing import check_filing
from hereof.rulebase.findings import UNREADABLE, dated, follows, ordered
from hereof.rulebase.formulas import check_formulas
from hereof.rulebase.named import no_agreement, pointing_nowhere, titles
from hereof.rulebase.other_agreement import amended_of
from hereof.rulebase.restated_checks import check_restated
from hereof.rulebase.review_checks import check_reviews
from hereof.rulebase.section_checks import check_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.rulebase.evidence import Evidence
    from hereof.rulebase.material import Material


def examine(material: Material, evidence: Evidence) -> tuple[Diagnostic, ...]:
    """Examine an agreement.

    Args:
        material: What it is examined from.
        evidence: Where every quotation that is found is kept.

    Returns:
        What is wrong with it, in the order of places.
    """
    findings = [*material.found, *_in_files(material), *_in_documents(material, evidence)]
    findings.extend(check_sections(material.files, evidence))
    findings.extend(pointing_nowhere(material.name, material.files, material.survey))
    if material.timeline is None:
        findings.extend(no_agreement(material.name, material.files, material.survey))
    elif not any(f.severity is Severity.ERROR and f.code in UNREADABLE for f in findings):
        doubtful = {f.place.split(":")[0] for f in findings if f.code == "fact-not-shown"}
        found = check_agreement(material.timeline)
        findings.extend(each for each in found if not follows(each, doubtful))
        findings.extend(check_restated(material.timeline, evidence))
        findings.extend(check_formulas(material.timeline))
        findings.extend(check_reviews(material.files, material.incorporated))
    return tuple(ordered(dated(findings)))


def _in_files(material: Material) -> Iterator[Diagnostic]:
    for rules in (*material.files, *material.twins):
        yield from check_file(rules)
    yield from check_filing(material.name, material.files, material.survey)


def _in_documents(material: Material, evidence: Evidence) -> Iterator[Diagnostic]:
    names = dict(titles(material.files))
    surveyed = material.survey.of(material.name)
    terms = {term for each in surveyed for term in each.terms}
    amended = amended_of(material.files)
    for rules in material.files:
        header = rules.instrument
        if header is not None and rules.source.path not in material.mixed:
            documents = material.documents
            yield from Examination(rules, header, documents, evidence, names, terms, amended).run()
