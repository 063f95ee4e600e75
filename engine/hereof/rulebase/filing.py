"""Whether instruments are filed as they should be: under their agreement, once, with its roles."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.diagnostics import Diagnostic, Label, Span, warning
from hereof.documents import Document, find_text
from hereof.frozen import frozen
from hereof.model.instrument import Kind
from hereof.rulebase.folder import AGREEMENTS, RULES
from hereof.rulebase.other_agreement import Amended, of_same_date, only_other

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from hereof.model.instrument import DocumentFact, Instrument, RuleFile
    from hereof.rulebase.survey import Survey

_LIKE: Final = 0.8


def check_filing(name: str, files: Sequence[RuleFile], surveyed: Survey) -> Iterator[Diagnostic]:
    """Check how an agreement's instruments are filed.

    Args:
        name: The agreement.
        files: Its rule files.
        surveyed: All rule files of the base.
    """
    headers = [rules.instrument for rules in files if rules.instrument is not None]
    yield from _documents_twice(headers)
    yield from _roles(headers)
    for rules in files:
        if rules.instrument is not None and rules.instrument.kind is not Kind.AGREEMENT:
            yield from _folder(name, rules, rules.instrument, surveyed)


def _documents_twice(headers: Sequence[Instrument]) -> Iterator[Diagnostic]:
    first: dict[str, DocumentFact] = {}
    for header in headers:
        fact = header.document
        if fact is None or not fact.path:
            continue
        if fact.path in first:
            yield warning(
                "document-twice",
                f"two instruments are said to be the document `{fact.path}`",
                Label(fact.span, "again here"),
                Label(first[fact.path].span, "first here"),
                help="name the document of each, or encode both in one rule file",
            )
        first.setdefault(fact.path, fact)


# ------------------------------------------------------------------------------ roles


def _roles(headers: Sequence[Instrument]) -> Iterator[Diagnostic]:
    parties = {party.role for header in headers for party in header.parties}
    for header in headers:
        signing = {signature.role for signature in header.signatures}
        required = set(header.requires)
        for requirement in header.requirements:
            for role, place in zip(requirement.roles, requirement.places, strict=True):
                if role not in parties | signing:
                    yield from _misspelt(role, place, parties | signing)
        for signature in header.signatures:
            if signature.role not in parties | required:
                yield from _misspelt(signature.role, signature.span, parties | required)


def _misspelt(role: str, place: Span, known: set[str]) -> Iterator[Diagnostic]:
    """Report a role that nobody has, where another is spelt nearly so, in as many words."""
    alike = [each for each in known if _length(each) == _length(role)]
    near = difflib.get_close_matches(role, sorted(alike), 1, _LIKE)
    if near:
        yield warning(
            "role-unknown",
            f"nobody is `{role}`",
            place,
            help=f"did you mean `{near[0]}`? without it the signature counts for nobody",
        )


def _length(role: str) -> int:
    return len(role.replace("-", " ").split())


# ------------------------------------------------------- under the agreement it belongs to


def _folder(
    name: str, rules: RuleFile, header: Instrument, surveyed: Survey
) -> Iterator[Diagnostic]:
    """Report an instrument that lies, or whose document lies, in another agreement's folder."""
    places = [("its rule file", rules.source.path)]
    path = header.document.path if header.document is not None else ""
    if path and surveyed.speakers.get(path, frozenset()) <= {name}:
        places.append(("its document", f"{AGREEMENTS}/{path}"))
    for what, file in places:
        folder = file.rpartition("/")[0]
        owners = surveyed.owners.get(folder, ())
        if folder not in (RULES, AGREEMENTS) and owners and name not in owners:
            yield warning(
                "agreement-mistaken",
                f"`{header.id}` is filed under `{name}`, and {what} lies in the folder of "
                f"`{owners[0]}`",
                header.span,
                help=f"if it amends `{owners[0]}`, name it so; otherwise move the file",
            )
            return


@frozen
class Named:
    """An agreement as instruments name it: by its title and its date."""

    agreement: str
    title: str
    dated: date


@frozen
class Suspect:
    """An instrument whose document names neither the title nor the date of its agreement."""

    own: Named
    header: Instrument
    document: Document

    @property
    def agreement(self) -> str:
        """The agreement under which it is filed."""
        return self.own.agreement


def named(name: str, files: Sequence[RuleFile]) -> Named | None:
    """Give how an agreement is named; nothing where that is not said."""
    for rules in files:
        header = rules.instrument
        if header is None or header.kind is not Kind.AGREEMENT:
            continue
        dated = header.dated.value if header.dated is not None else None
        if header.title is not None and dated is not None:
            return Named(name, header.title.value, dated)
    return None


def suspects(
    own: Named | None, files: Sequence[RuleFile], documents: Mapping[str, Document]
) -> Iterator[Suspect]:
    """Give the instruments of an agreement whose documents do not name it."""
    for rules in files:
        header = rules.instrument
        if own is None or header is None or header.kind is Kind.AGREEMENT:
            continue
        document = documents.get(header.document.path) if header.document else None
        if document is not None and (
            not _dated(own, document) or of_same_date(document, own.title, own.dated)
        ):
            yield Suspect(own, header, document)


def mistaken(found: Sequence[Suspect], agreements: Sequence[Named]) -> Iterator[Diagnostic]:
    """Report an instrument whose document names another agreement, and not its own."""
    for suspect in found:
        for other in agreements:
            if (
                other.agreement != suspect.agreement
                and _dated(other, suspect.document)
                and find_text(suspect.document, other.title, ignore_case=True)
            ):
                yield warning(
                    "agreement-mistaken",
                    f"`{suspect.header.id}` is filed under `{suspect.agreement}`, and its document "
                    f"speaks of the {other.title} of {other.dated}, which is `{other.agreement}`",
                    suspect.header.span,
                    help=f"if it amends `{other.agreement}`, name it so",
                )
                break
        else:
            yield from _unknown(suspect)


def _unknown(suspect: Suspect) -> Iterator[Diagnostic]:
    """Report an instrument whose document says that it amends what nobody has encoded."""
    own = Amended(frozenset({suspect.own.title.casefold()}), suspect.own.dated, is_known=True)
    same = of_same_date(suspect.document, suspect.own.title, suspect.own.dated)
    other = same or only_other(suspect.document, own)
    nowhere = f"amends no {suspect.own.title}" if same else f"nowhere of {suspect.own.dated}"
    if other:
        yield warning(
            "agreement-mistaken",
            f"`{suspect.header.id}` is filed under `{suspect.agreement}`, and its document speaks "
            f"of the {other}, and {nowhere}",
            suspect.header.span,
            help="file it under the agreement that it amends, or give that agreement's title and "
            "date as its instruments name it",
        )


def _dated(agreement: Named, document: Document) -> bool:
    return stands_in(written_forms(agreement.dated), document.flow.text) is not None
