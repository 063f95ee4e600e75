"""The words with which an instrument orders a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGED = (
    "amended|deleted|replaced|restated|modified|supplemented|inserted|added|rescinded|"
    "waived|suspended|revived|revised|corrected"
)
# These are said of much else (a Servicer is removed), so `hereby` must stand before them.
_CHANGED_HEREBY = (
    f"{_CHANGED}|cancell?ed|changed|extended|increased|reduced|redesignated|reinstated|"
    "removed|renumbered|revoked|stricken|struck|substituted|superseded|terminated"
)
_CHANGES_HEREBY = (
    "amends?|cancels?|changes?|corrects?|deletes?|extends?|inserts?|adds?|modif(?:y|ies)|"
    "reinstates?|removes?|replaces?|rescinds?|restates?|revises?|revives?|revokes?|strikes?|"
    "substitutes?|supplements?|suspends?|terminates?|waives?"
)
_BETWEEN = r"(?:(?:each|both|also|further|again|now|then|hereby|so|\w+ly)[ ,]+)*"
_DEEMED = r"(?:deemed (?:to be )?)?"


def _list_of(words: str) -> str:
    """Match one of some words, or several as in "amended, restated and replaced"."""
    return rf"(?:{words})\b(?:(?:, | and |, and |/)(?:{words})\b)*"


# Applied to text in lower case. What may be done, or was done before, is no order:
# "may be amended", "as amended", "as it is amended from time to time".
_AMENDING = pattern(
    r"[ (\"\u201c]("
    rf"(?:is|are|(?:shall|will) (?:\w+ly |hereby )?be) {_BETWEEN}{_DEEMED}{_list_of(_CHANGED)}"
    rf"|hereby (?:is|are|be),? {_BETWEEN}{_list_of(_CHANGED)}"
    rf"|(?:(?:is|are|(?:shall|will) be) )?(?<!\bas )(?<!\bas so )hereby {_BETWEEN}(?:"
    rf"{_DEEMED}{_list_of(_CHANGED_HEREBY)}"
    rf"|(?:(?:agree|consent)s? to )?{_list_of(_CHANGES_HEREBY)})"
    r"|shall (?:now |hereafter |henceforth )?read (?:in (?:its|their) entirety )?as follows"
    r"|(?:by )?(?:deleting|replacing|inserting|substituting|striking|adding)"
    r"|by (?:amending|changing|correcting|modifying|removing|renumbering|restating|revising|"
    r"supplementing)"
    r"|in lieu thereof"
    r")\b(?! from time to time)"
)
_DENIED = pattern(r"\b(?:no|nothing|none|neither|if any)\b[^.;:]*\Z")
_CLAUSE = 200


def amending_places(lowered: str) -> Iterator[tuple[int, int]]:
    """Find the words that order a change.

    Args:
        lowered: A document's flow in lower case.

    Yields:
        The start and end of each; "no other provision is amended" orders none.
    """
    # The space before is searched for as well: `re` finds it fast.
    for found in _AMENDING.finditer(f" {lowered}"):
        start, end = found.start(1) - 1, found.end(1) - 1
        before = lowered[max(0, start - _CLAUSE) : start]
        if "hereby" in found.group() or not _DENIED.search(before):
            yield start, end
