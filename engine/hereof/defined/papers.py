"""What the documents of an agreement say beside the definitions of its rule files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.model.instrument import Kind
from hereof.model.names import is_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.documents import Document
    from hereof.model.instrument import RuleFile
    from hereof.model.words import Words
    from hereof.rulebase.base import Agreement
    from hereof.wording.mentions import Scanner

_NAME: Final = r"([A-Z0-9][^\"“”\n]{0,90}?)"
_DEFINED: Final = re.compile(
    rf"[\"“]{_NAME}[.,]?[\"”]\s*"
    r"(?=:|,?\s*(?:means?|shall\s+mean|(?:has|have|shall\s+have)\s+the\s+(?:same\s+)?meanings?"
    r"|refers?\s+to|shall\s+refer\s+to|(?:is|are|shall\s+be)\s+defined)\b)"
)
_CALLED: Final = re.compile(rf"\([^()\"“”]{{0,80}}[\"“]{_NAME}[.,]?[\"”]\s*(?=\)|\s+(?:and|or)\s)")
_HEADING: Final = re.compile(
    r"(?:\A|\n[^\S\n]*\n|\f)[^\S\n]*(?P<kind>(?i:Section|Article))[^\S\n]+"
    r"(?P<number>\d+(?:\.\d+)*|[IVXLC]+)(?![\w-])"
)
_QUOTES: Final = frozenset("\"“'‘")  # noqa: RUF001 - the very characters


@frozen
class Place:
    """Where a document defines a name."""

    document: Document
    start: int
    end: int
    in_brackets: bool


@frozen(eq=False)
class Papers:
    """The documents of an agreement's executed instruments.

    Attributes:
        own: The agreement's own document; nothing where it is not on file.
        documents: The documents of all instruments on file, the agreement's own first.
        is_whole: Whether its own document is on file, and that of every agreement whose
            definitions it takes in.
        defined: The names that the documents define, by the signs of it: in quotation marks
            before a colon or `means`, or in brackets as in `(the "Trustee")`.
        sections: The Sections and Articles that a heading begins.
    """

    own: Document | None
    documents: tuple[Document, ...]
    is_whole: bool
    defined: dict[str, tuple[Place, ...]]
    sections: frozenset[str]


def papers_of(agreement: Agreement, incorporated: tuple[Papers, ...]) -> Papers:
    """Read an agreement's documents for what they define and which Sections they have."""
    own: Document | None = None
    documents: list[Document] = []
    for rules in agreement.files:
        header = rules.instrument
        path = header.document.path if header and header.document else ""
        document = agreement.documents.get(path)
        if header is None or document is None:
            continue
        if header.kind is Kind.AGREEMENT:
            own = document
            documents.insert(0, document)
        else:
            documents.append(document)
    defined: dict[str, tuple[Place, ...]] = {}
    for document in documents:
        for name, place in _definitions(document):
            defined[name] = (*defined.get(name, ()), place)
    for other in incorporated:
        for name, places in other.defined.items():
            defined.setdefault(name, places)
    return Papers(
        own,
        tuple(documents),
        own is not None and all(other.is_whole for other in incorporated),
        defined,
        frozenset(name for document in documents for name in _headings(document)),
    )


def _definitions(document: Document) -> Iterator[tuple[str, Place]]:
    text = document.flow.text
    for pattern in (_DEFINED, _CALLED):
        for found in pattern.finditer(text):
            yield found[1], Place(document, *found.span(1), pattern is _CALLED)


def _headings(document: Document) -> Iterator[str]:
    for found in _HEADING.finditer(document.flow.marked):
        yield f"{found['kind'].title()} {found['number']}"


def used_in_text(agreement: Agreement, papers: Papers, scanner: Scanner) -> frozenset[str]:
    """Give the terms that documents use outside of the definitions that rule files quote.

    A name in quotation marks is spoken of, and not used. Where the agreement's own document
    uses none, it is no more than definitions, and nothing is given.
    """
    used: set[str] = set()
    for document in papers.documents:
        text = _without(document.flow.text, _quoted(agreement, document))
        used.update(
            mention.term
            for mention in scanner.scan(text).mentions
            if text[max(0, mention.start - 1) : mention.start] not in _QUOTES
            and not is_section(mention.term)
        )
        if not used and document is papers.own:
            return frozenset()
    return frozenset(used)


def _quoted(agreement: Agreement, document: Document) -> Iterator[tuple[int, int]]:
    """Give where the words of definitions stand in a document."""
    for rules in agreement.files:
        for words in _words_in(rules):
            found = agreement.evidence.of(words.quotation) if words.quotation else None
            if found is not None and found.document is document:
                yield found.match.start, found.match.end


def encoded_in(agreement: Agreement, document: Document) -> tuple[tuple[int, int], ...]:
    """Give where the words that blocks quote stand in a document: of definitions, and of lists."""
    lists = (
        (found.match.start, found.match.end)
        for rules in agreement.files
        for paragraph in rules.paragraphs
        for quotation in paragraph.quotations
        if (found := agreement.evidence.of(quotation)) is not None and found.document is document
    )
    return tuple(sorted((*_quoted(agreement, document), *lists)))


def _words_in(rules: RuleFile) -> Iterator[Words]:
    for paragraph in rules.paragraphs:
        for operation in paragraph.operations:
            if isinstance(operation, o.Define | o.Replace):
                yield operation.words
            elif isinstance(operation, o.Restate):
                yield from (definition.words for definition in operation.definitions)


def _without(text: str, stretches: Iterator[tuple[int, int]]) -> str:
    """Give a text without some stretches; a full stop stands in their place."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(stretches):
        if end > at:
            parts += [text[at : max(start, at)], " . "]
            at = end
    return "".join((*parts, text[at:]))
