"""A population beside a ledger: what either side lacks, and which recorded answers are others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.audit.ledger.store import Ledger, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hereof.audit.ledger.chain import Entry
    from hereof.audit.population import Population, Row

_SQLITE: Final = b"SQLite format 3\0"
"""What a file of SQLite begins with."""


class Unrecorded(TypedDict):
    """A row of the population without an entry.

    Attributes:
        on: The date.
        term: The term.
        outcome: What holds.
    """

    on: str
    term: str
    outcome: str


class Stray(TypedDict):
    """An entry that is of no row of the population.

    Attributes:
        entry: Its number.
        on: The date that it is about; null where it is about none.
        term: The term.
        why: Why it is of none.
    """

    entry: int
    on: str | None
    term: str
    why: str


class Otherwise(TypedDict):
    """A recorded answer that is not what the population says.

    Attributes:
        entry: The number of its entry.
        on: The date.
        term: The term.
        recorded: The value or the outcome that was recorded.
        computed: That of the population.
    """

    entry: int
    on: str
    term: str
    recorded: str
    computed: str


class AgainstLedger(TypedDict):
    """How a population compares with a ledger.

    Attributes:
        path: The ledger, as named.
        entries: So many entries are about the agreement and the stretch.
        covered: So many rows of the population have an entry.
        matches: Whether every row of the terms that the ledger has is recorded, every entry is of a
            row, and none is another.
        not_recorded: Rows of terms that the ledger has, without an entry.
        not_in_population: Entries that are of no row.
        different: Entries whose outcome is another or, where both have one, whose value is. Only
            those are compared that were asked as known on the same date.
        known_otherwise: So many entries were asked as known on another date.
        terms_without_entry: Terms of the population of which nothing is recorded.
    """

    path: str
    entries: int
    covered: int
    matches: bool
    not_recorded: list[Unrecorded]
    not_in_population: list[Stray]
    different: list[Otherwise]
    known_otherwise: int
    terms_without_entry: list[str]


def is_ledger(path: Path) -> bool:
    """Tell whether a file is one of SQLite, as ledgers are; what cannot be read is none."""
    try:
        with path.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def against_ledger(path: Path, view: Population) -> AgainstLedger:
    """Compare a population with what a ledger has of its agreement and its stretch.

    Raises:
        LedgerError: The ledger cannot be read, or an entry of it is altered.
    """
    asked = view["asked"]
    wanted = Wanted(agreement=view["agreement"]["id"], start=asked["start"], end=asked["end"])
    with Ledger.open(path) as ledger:
        entries = list(ledger.sound(wanted))
    rows = {(row["on"], row["term"]): row for row in view["rows"]}
    keyed = [((each.facets.day or "", each.facets.term), each) for each in entries]
    named = {each.facets.term for each in entries}
    has = {key for key, _ in keyed}
    alike = [(rows[key], each) for key, each in keyed if key in rows and _as_asked(each, view)]
    not_recorded: list[Unrecorded] = [
        {"on": row["on"], "term": row["term"], "outcome": row["outcome"]}
        for key, row in rows.items()
        if row["term"] in named and key not in has
    ]
    strays = [_stray(each, view) for key, each in keyed if key not in rows]
    different = list(_different(alike))
    return {
        "path": str(path),
        "entries": len(entries),
        "covered": len(has & rows.keys()),
        "matches": not (not_recorded or strays or different),
        "not_recorded": not_recorded,
        "not_in_population": strays,
        "different": different,
        "known_otherwise": sum(not _as_asked(each, view) for each in entries),
        "terms_without_entry": [term for term in view["terms"] if term not in named],
    }


def _as_asked(entry: Entry, view: Population) -> bool:
    return entry.facets.known_on == view["asked"]["known_on"]


def _stray(entry: Entry, view: Population) -> Stray:
    facets = entry.facets
    is_term = facets.term in view["terms"]
    why = (
        "it is about no Distribution Date of the stretch"
        if is_term
        else "no calculated definition has this name"
    )
    return {"entry": entry.number, "on": facets.day, "term": facets.term, "why": why}


def _different(alike: Iterable[tuple[Row, Entry]]) -> Iterable[Otherwise]:
    for row, entry in alike:
        certificate: dict[str, Any] = json.loads(entry.certificate)
        value, computed = certificate["value"], row["value"]
        recorded, now = entry.facets.outcome, row["outcome"]
        if recorded == now and value is not None and computed is not None:
            recorded, now = value["exact"], computed["exact"]
            if recorded != now:
                recorded, now = _shown(value, computed)
        if recorded != now:
            yield {
                "entry": entry.number,
                "on": row["on"],
                "term": row["term"],
                "recorded": recorded,
                "computed": now,
            }


def _shown(one: Any, other: Any) -> tuple[str, str]:  # noqa: ANN401 - two figures
    """Give two values as people read them; exactly where they are the same to read."""
    if one["shown"] != other["shown"]:
        return one["shown"], other["shown"]
    return one["exact"], other["exact"]
