"""`hereof ledger replay`: every recorded answer asked again of the rule base of today."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import hereof
from hereof.audit.canonical import digest
from hereof.audit.replay.causes import Tracing
from hereof.audit.replay.filing import makers
from hereof.audit.replay.journal import Journal
from hereof.audit.replay.past import Past
from hereof.audit.replay.recorded import Recorded, recorded
from hereof.audit.replay.shapes import (
    CLASSES,
    FROM_CERTIFICATE,
    NO_FIGURES,
    UNANSWERED,
    UNCHANGED,
)
from hereof.audit.replay.substance import difference, differs, is_same, told
from hereof.audit.replay.world import DataFiles, World
from hereof.diagnostics import HereofError
from hereof.report.sources import iso, rules_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hereof.audit.certificate import Resolved
    from hereof.audit.ledger import Entry, Head, Ledger, Wanted
    from hereof.audit.replay.shapes import Replay, Replayed
    from hereof.rulebase.base import RuleBase

FORM: Final = "hereof/replay/1"


def replay(
    ledger: Ledger,
    base: RuleBase,
    data: Sequence[Path] = (),
    wanted: Wanted | None = None,
    more: Callable[[int, int], None] | None = None,
) -> Replay:
    """Ask every recorded answer again.

    What is done is kept, so that a run that is broken off goes on where it was.

    Args:
        ledger: The ledger.
        base: The rule base of today.
        data: Where data files of then lie now; others are looked for where they lay.
        wanted: Which entries; none: all.
        more: Is told how many answers are done since, and how many there are.

    Raises:
        LedgerError: The ledger cannot be read.
        OSError: A file of the rule base cannot be read.
    """
    head = ledger.head()
    files = DataFiles(data, base.folder.checkout)
    key = digest([FORM, head.hash, str(wanted), _state(base), _hashes(data), _engine()])
    world = World(base, files)
    count = ledger.count(wanted)
    with Journal.of(key) as journal, Past(base, files) as past:
        one = _One(world, past, files)
        before = {
            entry: row for entry, (row, rests_on) in journal.done().items() if one.fits(rests_on)
        }
        rows = dict(before)
        if more is not None:
            more(len(rows), count)
        for row, rests_on in one.all(_open(ledger, wanted, head, before)):
            journal.keep(row, rests_on)
            rows[row["entry"]] = row
            if more is not None:
                more(1, count)
        journal.end()
    return _view(ledger, head, base, [rows[number] for number in sorted(rows)])


def _view(ledger: Ledger, head: Head, base: RuleBase, rows: list[Replayed]) -> Replay:
    counted = Counter(row["found"] for row in rows)
    return {
        "schema": FORM,
        "ledger": str(ledger.path),
        "head": {"entry": head.entry, "hash": head.hash},
        "rules_at": rules_at(base),
        "makers": makers(),
        "count": len(rows),
        "counts": [{"found": each, "count": counted[each]} for each in CLASSES],
        "same": counted[UNCHANGED] == len(rows),
        "rows": rows,
    }


def _open(
    ledger: Ledger, wanted: Wanted | None, head: Head, done: dict[int, Replayed]
) -> Iterator[Entry]:
    """Give the entries that are to be asked: of one agreement together, in the order of dates."""
    found = sorted(
        (line.facets.agreement, line.facets.day or "", line.facets.known_on or "", line.number)
        for line in ledger.lines(wanted, head)
        if line.number not in done
    )
    for *_, number in found:
        entry = ledger.entry(number)
        if entry is not None:
            yield entry


class _One:
    """Asks one answer after the other."""

    def __init__(self, world: World, past: Past, files: DataFiles) -> None:
        self._world = world
        self._past = past
        self._files = files

    def all(self, entries: Iterable[Entry]) -> Iterator[tuple[Replayed, Any]]:
        """Ask entries again; give each with where its data files were found."""
        for entry in entries:
            found, why = recorded(entry.number, entry.certificate)
            if found is None:
                yield _broken(entry, why), []
            else:
                yield self._row(entry, found), self._rests_on(found.files)

    def fits(self, rests_on: Any) -> bool:  # noqa: ANN401 - what was kept
        """Tell whether data files lie where they lay."""
        return bool(rests_on == self._rests_on((path, sha256) for path, sha256, _ in rests_on))

    def _rests_on(self, files: Iterable[tuple[str, str]]) -> list[list[Any]]:
        return [
            [path, sha256, self._files.find(path, sha256) is not None] for path, sha256 in files
        ]

    def _row(self, entry: Entry, each: Recorded) -> Replayed:
        row = _begun(entry)
        row["purpose"] = each.asked.purpose
        row["recorded"] = told(each.certificate)
        try:
            self._ask(row, each)
        except HereofError as failure:
            first = failure.diagnostics[0]
            row["found"] = UNANSWERED
            row["why"] = f"{first.place}: {first.message}" if first.place else first.message
        return row

    def _ask(self, row: Replayed, each: Recorded) -> None:
        known_on = each.asked.known_on
        now = self._world.ask(each, None)
        row["now"] = told(now.parts)
        row["figures"] = self._world.figures_from(each)
        then = self._world.ask(each, known_on)
        if known_on is not None:
            row["then"], row["then_known_on"] = told(then.parts), iso(known_on)
        lacks = _lacks(each, now) or _lacks(each, then)
        if lacks:
            row["found"], row["why"] = UNANSWERED, lacks
        recorded = each.certificate
        kept = not lacks
        if all(is_same(recorded, found.parts, with_value=kept) for found in (then, now)):
            row["notes"] += (
                differs(recorded, then.parts) if kept and _is_other(recorded, then) else []
            )
            return
        tracing = Tracing(self._world, self._past, each, with_value=kept)
        found = tracing.found()
        row["then"], row["then_known_on"] = told(found.then.parts), iso(found.then_known_on)
        row["causes"] = found.causes
        row["difference"] = difference(recorded, now.parts)
        row["differs"] = differs(recorded, now.parts)
        if kept:
            row["found"] = found.causes[0]["kind"]
        if row["figures"] == FROM_CERTIFICATE:
            row["notes"].append("its data file is not here: asked with the figures it holds")


def _lacks(each: Recorded, found: Resolved) -> str:
    """Say why an answer that had a value has none, where its words are given; else nothing."""
    had, has = each.certificate["value"], found.parts["value"]
    if had is None or has is not None or not found.parts["answer"]["answered"]:
        return ""
    return str(found.parts["answer"]["no_value"])


def _is_other(recorded: Any, found: Resolved) -> bool:  # noqa: ANN401 - a certificate
    """Tell, quickly, whether anything at all of an answer may be another."""
    parts = ("definitions", "paragraphs", "instruments", "arithmetic")
    return any(recorded[part] != found.parts[part] for part in parts)


def _begun(entry: Entry) -> Replayed:
    facets = entry.facets
    return {
        "entry": entry.number,
        "digest": entry.digest,
        "agreement": facets.agreement,
        "term": facets.term,
        "asked": facets.asked,
        "known_on": facets.known_on,
        "purpose": "",
        "found": UNCHANGED,
        "recorded": None,
        "then": None,
        "then_known_on": None,
        "now": None,
        "difference": None,
        "causes": [],
        "differs": [],
        "why": "",
        "figures": NO_FIGURES,
        "notes": [],
    }


def _broken(entry: Entry, why: str) -> Replayed:
    row = _begun(entry)
    row["found"] = UNANSWERED
    row["why"] = f"the certificate does not hold by itself: {why}"
    return row


# ---- what a replay depends on


def _state(base: RuleBase) -> list[list[str]]:
    """Give every file of a rule base with its SHA-256, as far as it can be read."""
    found = []
    for folder in (base.folder.rules, base.folder.agreements):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(base.folder.root).as_posix()
            found.append([name, _sha256(path)])
    at = base.folder.at
    return [*found, ["commit", at.commit if at is not None else ""]]


def _hashes(paths: Iterable[Path]) -> list[str]:
    return sorted(_sha256(path) for path in paths)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _engine() -> list[str]:
    """Tell this engine from any other: by its makers, and by the size and time of each file."""
    files = sorted(Path(str(hereof.__file__)).parent.rglob("*.py"))
    told = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return [*told, *(f"{each['what']} {each['now']}" for each in makers())]
