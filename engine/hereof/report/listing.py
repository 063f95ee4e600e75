"""`hereof list`: the agreements of a rule base, or what one agreement holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.defined.exceptions import exceptions_in
from hereof.report import shapes
from hereof.report.sources import Sources, rules_at
from hereof.timeline.answer import outcome_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline

# A look, not a reading: a thousand agreements are listed without parsing one.
_TITLE: Final = re.compile(r'^[ \t]+title[ \t]+"((?:[^"\\\n]|\\["\\])*)"', re.MULTILINE)
_DATED: Final = re.compile(r"^[ \t]+dated[ \t]+(\d{4}-\d{2}-\d{2})", re.MULTILINE)


class ListedAgreement(TypedDict):
    """An agreement of the base.

    Attributes:
        id: Its name.
        title: Its title; its name where the rule file gives none.
        dated: The date that it bears; null where the rule file gives none.
        instruments: So many instruments, the agreement itself counted.
    """

    id: str
    title: str
    dated: str | None
    instruments: int


class ListedInstrument(shapes.Instrument):
    """An instrument of the agreement.

    Attributes:
        paragraphs: So many paragraphs that change something.
    """

    paragraphs: int


class ListedTerm(TypedDict):
    """A term, Section or list that the agreement's instruments speak of.

    Attributes:
        term: As defined.
        outcome: What it comes to after every change that is on file.
        versions: So many versions, as known last.
        incorporated_from: The agreement whose definition it is; null where it is its own.
    """

    term: str
    outcome: str
    versions: int
    incorporated_from: str | None


class Agreements(TypedDict):
    """The agreements of a rule base.

    Attributes:
        schema: The name and version of this form.
        agreements: All of them, sorted by name.
        rules_at: The commit that rules and documents were read from; null: the files as they are.
    """

    schema: str
    agreements: list[ListedAgreement]
    rules_at: shapes.RulesAt | None


class Contents(TypedDict):
    """What one agreement holds.

    Attributes:
        schema: The name and version of this form.
        agreement: The agreement.
        instruments: In the order of execution, those not executed last.
        terms: In the order of their names.
        exceptions: So many lines set findings on defined terms aside; `check` lists them.
        rules_at: The commit that rules and documents were read from; null: the files as they are.
    """

    schema: str
    agreement: shapes.AgreementName
    instruments: list[ListedInstrument]
    terms: list[ListedTerm]
    exceptions: int
    rules_at: shapes.RulesAt | None


def agreements(base: RuleBase) -> Agreements:
    """List the agreements of a rule base."""
    return {
        "schema": "hereof/list/1",
        "agreements": [_listed(base, name) for name in base.agreements],
        "rules_at": rules_at(base),
    }


def contents(base: RuleBase, agreement: Agreement) -> Contents:
    """List what one agreement holds.

    Raises:
        HereofError: The agreement has errors.
    """
    timeline = agreement.timeline
    sources = Sources(base, agreement)
    changing: dict[str, int] = {}
    for provision in timeline.provisions:
        if provision.paragraph.operations:
            changing[provision.entry.id] = changing.get(provision.entry.id, 0) + 1
    return {
        "schema": "hereof/contents/1",
        "agreement": {"id": agreement.id, "title": agreement.title},
        "instruments": [
            {**sources.instrument(entry), "paragraphs": changing.get(entry.id, 0)}
            for entry in timeline.entries
        ],
        "terms": list(_terms(timeline)),
        "exceptions": len(exceptions_in(agreement.files)),
        "rules_at": rules_at(base),
    }


def _terms(timeline: AgreementTimeline) -> Iterable[ListedTerm]:
    for subject in subjects(timeline):
        row = timeline.term(subject).row()
        outcomes = [outcome_of(cell)[0].value for cell in row.cells]
        nothing = [n for n, cell in enumerate(row.cells) if not cell.states[0].base]
        yield {
            "term": subject,
            "outcome": outcomes[-1],
            "versions": len(row.cells) - len(nothing),
            "incorporated_from": row.cells[-1].states[0].incorporated_from or None,
        }


def subjects(timeline: AgreementTimeline) -> tuple[str, ...]:
    """Give every subject that the agreement speaks of or incorporates, sorted."""
    found = set(timeline.subjects)
    for other, _ in timeline.incorporated:
        found.update(subjects(other))
    return tuple(sorted(found))


def _listed(base: RuleBase, name: str) -> ListedAgreement:
    files = base.survey.of(name)
    own = next((file.path for file in files if file.instrument == name), None)
    title = dated = None
    if own is not None:
        text = base.folder.read(own).decode("utf-8", "replace").replace("\r", "\n")
        title, dated = _TITLE.search(text), _DATED.search(text)
    return {
        "id": name,
        "title": re.sub(r"\\([\"\\])", r"\1", title[1]) if title else name,
        "dated": dated[1] if dated else None,
        "instruments": len(files),
    }
