"""Whether an instruction amends another agreement than the one that it is encoded for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.frozen import frozen
from hereof.model.instrument import Kind
from hereof.patterns import pattern
from hereof.rulebase.dates_said import DATE, date_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hereof.documents import Document
    from hereof.model.instrument import RuleFile

_PAPER: Final = (
    r"Agreement|Indenture|Guaranty|Guarantee|Deed|Lease|Note|Notes|Mortgage|Pledge|Contract"
    r"|Debenture|Charter|Undertaking"
)
_TITLE: Final = rf"(?:[A-Z][\w&'\u2019-]*(?:\s+(?:and|of|&)(?=\s+[A-Z]))?\s+){{0,6}}(?:{_PAPER})"
_OF_PAPER: Final = re.compile(
    rf"\b(?:definitions?\b[^.;]{{0,90}}?|(?:Section|Article|Exhibit|Schedule|Annex|[Cc]lause|[Pp]aragraph)s?\s+[\w.()-]+\s+|"
    rf"(?:First|Second|Third|Fourth|Fifth|Sixth|\w+)\s+(?:Amendment|Supplement|Waiver)(?:\s+(?:No\.?|Number)\s*\w+)?\s+)"
    rf"(?:,\s+)?(?:contained\s+|set\s+forth\s+|appearing\s+)?(?:of|in|to|under)\s+(?:the|that\s+certain|such|said)\s+"
    rf"(?P<title>{_TITLE})\b(?!\s+(?:Rate|Fee|Date|Account|Percentage|Collateral|Documents?|Holders?|Register|Party|Parties))"
    rf"(?P<dated>,?\s+dated\s+(?:as\s+of\s+)?(?P<day>[^,;()]{{4,20}},?\s+\d{{4}}))?"
)
_DEFINED: Final = re.compile(
    rf"(?P<title>{_TITLE})(?P<between>(?:[,\s]+dated\s+(?:as\s+of\s+)?[^()\"\u201c]{{4,40}}?|[^()\"\u201c;]{{0,300}}?))"
    rf"\((?:[^()]{{0,160}}?\b)?(?:the|this|such|collectively,?\s+the|each,?\s+an?)?\s*[\"\u201c](?P<short>[A-Z][\w\s&'-]{{1,60}}?)[,.]?[\"\u201d][^()]*\)"
)
_OPENING: Final = re.compile(
    rf"\b(?:to|of|in|under|amends?|amending)\s+(?:the\s+|that\s+certain\s+|a\s+certain\s+|an?\s+)?(?P<title>{_TITLE}),?\s+dated\s+(?:as\s+of\s+)?"
    r"(?P<day>[^,;()]{4,24},?\s+\d{4})"
)
_AMENDED: Final = pattern(
    r"\b(?i:amendments?|amends?|amend|amending|supplements?|supplementing|modify|modifies|waivers?|consent)\b"
    r"(?:\s+(?i:no\.?|number|#)?\s*[\w-]{1,12})?(?:\s+(?:and|or)\s+\w+)?"
    r"(?:[\s,]+(?:dated\s+[^;()]{4,40}?,?\s+\d{4},?\s+)?(?:\w+\s+){0,3}?(?i:to|of|under)\s+|\s+(?=the\s|that\s|a\s|[A-Z]))"
    rf"(?i:(?:the|that\s+certain|a\s+certain|an?)\s+)?(?P<title>{_TITLE})\b"
    r"(?:,?\s+dated\s+(?:as\s+of\s+)?(?P<day>[^,;()]{4,24},?\s+\d{4}))?"
)
_DATED_PAPER: Final = pattern(rf"\b(?P<title>{_TITLE}),?\s+(?=dated\b)")
_KINDS: Final = pattern(rf"\b(?:{_PAPER.casefold()})\b")
_OPENS: Final = 4_000
_PLAIN: Final = frozenset(
    {"agreement", "amendment", "this agreement", "existing agreement", "original agreement"}
)


@frozen
class Amended:
    """The agreement that instruments amend.

    Attributes:
        titles: Its own title and the titles of its instruments, in small letters.
        dated: The date that it bears; none where that is not said.
        is_known: Whether its title is known.
        days: The dates that it and its instruments bear.
    """

    titles: frozenset[str]
    dated: date | None
    is_known: bool
    days: frozenset[date] = frozenset()


def amended_of(files: Sequence[RuleFile]) -> Amended:
    """Give how the agreement of some rule files is named."""
    titles, dated, known = set(), None, False
    days: set[date] = set()
    for rules in files:
        header = rules.instrument
        if header is None:
            continue
        if header.title is not None:
            titles.add(_small(header.title.value))
        if header.dated is not None and header.dated.value is not None:
            days.add(header.dated.value)
        if header.kind is Kind.AGREEMENT:
            dated = header.dated.value if header.dated is not None else None
            known = header.title is not None
    return Amended(frozenset(titles), dated, known, frozenset(days))


def other_in(instruction: str, own: Amended, document: Document | None) -> str:
    """Give the words by which an instruction speaks of a part of another agreement; or nothing.

    Args:
        instruction: The quoted words, in one line.
        own: The agreement that is amended.
        document: The instrument's document, which may define short names.
    """
    if not own.is_known:
        return ""
    text = document.flow.text if document is not None else instruction
    others: list[str] = []
    for found in _OF_PAPER.finditer(instruction):
        if _is_own(found["title"], found["day"] or "", own, text):
            return ""
        others.append(" ".join(found["title"].split()) + (found["dated"] or ""))
    return others[0] if others else ""


def _is_own(title: str, day: str, own: Amended, text: str) -> bool:
    """Tell whether a title, perhaps with a date, is that of the agreement amended."""
    small = _small(title)
    said = _day(day)
    if said is not None and own.dated is not None and said != own.dated:
        return False
    if small in _PLAIN or any(_alike(small, each) for each in own.titles):
        return True
    if said is not None:
        return said == own.dated and not _another_kind(small, own)
    for found in _DEFINED.finditer(text):
        if _small(found["short"]) == small:
            nearest = list(_DATED_PAPER.finditer(found["between"]))
            whole = _small(nearest[-1]["title"] if nearest else found["title"])
            between = found["between"][nearest[-1].end() :] if nearest else found["between"]
            bears = (
                own.dated is not None and stands_in(written_forms(own.dated), between) is not None
            )
            if (bears and not _another_kind(whole, own)) or any(
                _alike(whole, each) for each in own.titles
            ):
                return True
    return False


def _alike(said: str, title: str) -> bool:
    """Tell whether a name may be that of a title, shortened or with words before it."""
    return said == title or title.endswith(f" {said}") or said.endswith(f" {title}")


def _another_kind(said: str, own: Amended) -> bool:
    """Tell whether a title is of another kind of paper than the agreement, such as a lease."""
    words = set(said.split())
    kinds = {kind for title in own.titles for kind in _KINDS.findall(title)}
    return (
        bool(kinds)
        and not kinds & set(_KINDS.findall(said))
        and not any(
            words <= set(title.split()) or set(title.split()) <= words for title in own.titles
        )
    )


def of_same_date(document: Document, title: str, dated: date) -> str:
    """Give the paper of the agreement's own date that a document amends in its stead; or nothing.

    Args:
        document: The instrument's document.
        title: The agreement's title.
        dated: The date that it bears.
    """
    text = document.flow.text[:_OPENS]
    small = _small(title)
    objects = [(" ".join(found["title"].split()), found) for found in _AMENDED.finditer(text)]
    if any(_is_like(_small(said), small) for said, _ in objects):
        return ""
    for found in _DEFINED.finditer(text):
        if _is_like(_small(found["short"]), small) or (
            _is_like(_small(found["title"]), small)
            and _small(found["short"]) in {_small(said) for said, _ in objects}
        ):
            return ""
    for said, found in objects:
        if found["day"] and _day(found["day"]) == dated:
            return f"{said} dated {' '.join(found['day'].split())}"
    return ""


def _is_like(said: str, title: str) -> bool:
    """Tell whether one title may be another with words before, behind or left out."""
    one, other = set(said.split()), set(title.split())
    return one <= other or other <= one or said in _PLAIN


def _small(title: str) -> str:
    return " ".join(title.split()).casefold()


def _day(text: str) -> date | None:
    found = DATE.search(text)
    return date_of(found) if found is not None else None


def only_other(document: Document, own: Amended) -> str:
    """Give the agreement that a document says it amends, where that is another; or nothing.

    A document that anywhere names the agreement's title or date is not spoken of.
    """
    text = document.flow.text
    if not own.is_known or own.dated is None:
        return ""
    if stands_in(written_forms(own.dated), text) is not None:
        return ""
    for found in _OPENING.finditer(text[:_OPENS]):
        if any(_alike(_small(found["title"]), each) for each in own.titles):
            return ""
        if _day(found["day"]) is not None:
            return f"{' '.join(found['title'].split())} dated {' '.join(found['day'].split())}"
    return ""
