"""What rule files name: documents, agreements, definitions of other agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.model.effectivity import conditions
from hereof.model.instrument import Kind
from hereof.model.meaning import Elsewhere
from hereof.model.names import agreement_of
from hereof.spelling import did_you_mean

_MOST_SHOWN: Final = 120

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.model.instrument import DocumentFact, RuleFile
    from hereof.rulebase.survey import Survey


def pointing_nowhere(
    name: str, files: Iterable[RuleFile], surveyed: Survey
) -> Iterator[Diagnostic]:
    """Refuse a meaning that points to a definition of another agreement which is not there.

    Args:
        name: The agreement that the rule files belong to.
        files: Its rule files.
        surveyed: The rule base.
    """
    for subject, meaning in _pointers(files):
        term = meaning.term or subject
        if meaning.agreement not in surveyed.agreements:
            yield error(
                "agreement-unknown",
                f"there is no agreement `{meaning.agreement}` in the rule base",
                meaning.span,
                help=agreements_like(meaning.agreement, name, surveyed),
            )
            continue
        terms = {term for file in surveyed.of(meaning.agreement) for term in file.terms}
        if term not in terms:
            yield error(
                "definition-elsewhere-unknown",
                f"`{meaning.agreement}` does not define `{term}`",
                meaning.span,
                help=did_you_mean(
                    term,
                    terms,
                    "name the term as that agreement does: `as defined in ... as ...`",
                ),
            )


def agreements_like(name: str, own: str, surveyed: Survey) -> str:
    """Offer the agreement that one which is not there may mean; where none is like it, list some.

    Args:
        name: As written.
        own: The agreement that speaks of it.
        surveyed: The rule base.
    """
    others = [each for each in surveyed.agreements if each != own]
    listed = ", ".join(f"`{each}`" for each in others[:8])
    said = f"its other agreements are {listed}" if listed else "there is no other agreement in it"
    return did_you_mean(name, others, said)


def _pointers(files: Iterable[RuleFile]) -> Iterator[tuple[str, Elsewhere]]:
    for rules in files:
        for paragraph in rules.paragraphs:
            for operation in paragraph.operations:
                meaning = getattr(operation, "meaning", None)
                if isinstance(meaning, Elsewhere):
                    yield getattr(operation, "subject", ""), meaning


def titles(files: Iterable[RuleFile]) -> Iterator[tuple[str, str]]:
    """Give each instrument's name with its title."""
    for rules in files:
        header = rules.instrument
        if header is not None and header.title is not None:
            yield header.id, header.title.value


def named_documents(files: Iterable[RuleFile]) -> frozenset[str]:
    """Give the documents that rule files name."""
    own = (fact.path for fact in document_facts(files) if fact.path)
    return frozenset((*own, *(path for path, _ in shown_by(files))))


def document_facts(files: Iterable[RuleFile]) -> Iterator[DocumentFact]:
    """Give the documents of instruments, and those from which instruments are known."""
    for rules in files:
        header = rules.instrument
        if header is not None:
            if header.document is not None:
                yield header.document
            if header.known_from is not None:
                yield header.known_from


def shown_by(files: Iterable[RuleFile]) -> Iterator[tuple[str, Span]]:
    """Give the documents that are said to show something, and where that is said."""
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


def placed(found: Diagnostic, span: Span) -> Diagnostic:
    """Say of a finding on a document where the document is named."""
    return evolve(found, labels=(Label(span, "named here"), *found.labels))


def bad_source(name: str, first: Diagnostic, span: Span) -> Diagnostic:
    """Report an agreement taken in that has errors, with the first of them."""
    return error(
        "incorporation-of-errors",
        f"the incorporated agreement `{name}` has errors of its own",
        Label(span, "incorporated here"),
        *first.labels[:1],
        help="mend that agreement first",
    )


def no_agreement(name: str, files: Iterable[RuleFile], surveyed: Survey) -> Iterator[Diagnostic]:
    """Report instruments of an agreement that is not there."""
    from hereof.rulebase.unread import nearest  # noqa: PLC0415 - only where one is missing

    headers = [rules.instrument for rules in files]
    if any(header is None or header.kind is Kind.AGREEMENT for header in headers):
        return
    offers = " or ".join(f"`{near}`" for near in nearest(name, surveyed))
    for header in headers:
        if header is not None and "/" in header.id:
            yield error(
                "agreement-unknown",
                f"`{header.id}` belongs to `{agreement_of(name)}`, and there is no such agreement "
                "in the rule base",
                header.span,
                help=(f"did you mean {offers}? " if offers else "")
                + f"add a rule file that begins `agreement {agreement_of(name)}`"
                + (", if it is another" if offers else ""),
            )


def no_such(name: str, known: tuple[str, ...], root: str) -> Diagnostic:
    """Report that an agreement asked for is not there."""
    plain = " ".join(name.split())
    cut = plain if len(plain) <= _MOST_SHOWN else f"{plain[:_MOST_SHOWN]}..."
    return error(
        "agreement-unknown",
        f"there is no agreement `{cut}` in the rule base" if plain else "no agreement is named",
        Span(Source(root, ""), 0, 0),
        help=did_you_mean(name, known, "`hereof list` shows the agreements")
        if known
        else "it holds none yet: add a rule file to `rules`",
    )
