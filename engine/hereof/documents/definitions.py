"""Where a document begins to define a term, by the signs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.documents.flow import Flow

_NAME: Final = r"[^\"\u201c\u201d\n]{0,90}?[A-Z][^\"\u201c\u201d\n]{0,90}?"
_QUOTED: Final = rf"(?:[\"\u201c]{_NAME}[.,]?[\"\u201d]|``{_NAME}[.,]?'')"
_SAYS: Final = (
    r"(?:,?\s*\([^()]{0,80}\))?"
    r"(?:\s*:|,?(?:\s+(?:when|as)\s+(?:used|applied)\s[^.;:\"\u201c]{0,120},"
    r"|\s+(?:with\s+respect\s+to|as\s+to|for|as\s+of)\s[^.;:\"\u201c]{0,120},)?"
    r"\s+(?:means?|(?:shall|will)\s+mean"
    r"|(?:has|have|shall\s+have|will\s+have)\s+the\s+(?:same\s+)?(?:respective\s+)?meanings?"
    r"|(?:is|are|shall\s+be)\s+defined)\b)"
)
_LEAD: Final = (
    r"(?:(?:and|or)\s+)?(?:(?:[-*\u2022\u2023\u25aa\u25cf\u00b7\u2013\u2014]"
    r"|\([A-Za-z0-9]{1,5}\)|[A-Za-z0-9]{1,3}[.)])\s+)?(?:[\"\u201c'\u2018]+\s*)?"
)
_TERMS: Final = rf"(?:[Tt]he\s+term\s+)?{_QUOTED}(?:(?:,|,?\s+(?:and|or))\s+{_QUOTED}){{0,4}}"
_BEGINNING: Final = pattern(rf"{_LEAD}(?P<terms>{_TERMS}){_SAYS}")
_MARKED: Final = pattern(rf"[\"\u201c]({_NAME})[.,]?[\"\u201d]|``({_NAME})[.,]?''")
_SENTENCE_END: Final = pattern(r"[.;:!?][\"'\u201d\u2019)\]]*\s+(?=\S)")


@frozen
class Beginning:
    """Where a document begins to define a term, or several at once.

    Attributes:
        start: Where that begins in the flow, with a bullet or a letter before it.
        named: Where the terms stand, with their quotation marks.
        end: Where what introduces the words ends, such as `"Fee" means`.
        terms: The terms.
    """

    start: int
    named: int
    end: int
    terms: tuple[str, ...]


def beginnings(flow: Flow) -> Iterator[Beginning]:
    """Give where terms begin to be defined: at the start of a passage, or after a sentence.

    Args:
        flow: A document's words.

    Yields:
        Each in order: a term in quotation marks with `means`, `shall mean`, `has the meaning`
        or a colon behind it.
    """
    text = flow.text
    starts = {start for start, _ in flow.blocks}
    starts.update(found.end() for found in _SENTENCE_END.finditer(text))
    at = 0
    for start in sorted(starts):
        found = _BEGINNING.match(text, start) if start >= at else None
        if found is not None:
            at = found.end()
            terms = tuple(one or other for one, other in _MARKED.findall(found["terms"]))
            yield Beginning(start, found.start("terms"), at, terms)
