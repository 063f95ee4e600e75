"""One recorded answer after the other asked again: whether it is another, and why."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING, Any, TypeAlias

from hereof.audit.ledger.store import Ledger
from hereof.audit.replay.causes import Tracing
from hereof.audit.replay.past import Past
from hereof.audit.replay.recorded import Recorded, recorded
from hereof.audit.replay.shapes import FROM_CERTIFICATE, NO_FIGURES, UNANSWERED, UNCHANGED
from hereof.audit.replay.substance import difference, differs, is_same, told
from hereof.audit.replay.world import DataFiles, World
from hereof.diagnostics import HereofError
from hereof.frozen import frozen
from hereof.report.sources import iso
from hereof.rulebase.base import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hereof.audit.certificate import Resolved
    from hereof.audit.ledger import Entry
    from hereof.audit.replay.shapes import Replayed
    from hereof.rulebase.base import RuleBase
    from hereof.rulebase.folder import Folder

Done: TypeAlias = "tuple[Replayed, list[list[Any]]]"
"""An answer, with where its data files were found."""


@frozen
class Task:
    """A replay, as it can be handed to another process.

    Attributes:
        ledger: The file of the ledger.
        folder: The rule base.
        data: The data files that are named.
    """

    ledger: Path
    folder: Folder
    data: tuple[Path, ...]

    def begin(self) -> Callable[[str], Done]:
        """Make ready in a process that does nothing else; give what asks an entry again."""
        asking = self.asking(load(self.folder.root, self.folder.at))
        atexit.register(asking.close)
        return asking.work

    def asking(self, base: RuleBase) -> Asking:
        """Make ready with a rule base that is open."""
        files = DataFiles(self.data, base.folder.checkout)
        return Asking(Ledger.open(self.ledger), World(base, files), Past(base, files), files)


class Asking:
    """Asks one answer after the other."""

    def __init__(self, ledger: Ledger, world: World, past: Past, files: DataFiles) -> None:
        """Make ready.

        Args:
            ledger: What was recorded; it is closed with this.
            world: The rule base of today.
            past: Gives those of then; it is closed with this.
            files: Finds data files.
        """
        self._ledger = ledger
        self._world = world
        self._past = past
        self._files = files

    def work(self, number: str) -> Done:
        """Ask an entry again."""
        entry = self._ledger.entry(int(number))
        if entry is None:
            raise LookupError(number)
        found, why = recorded(entry.number, entry.certificate)
        if found is None:
            return _broken(entry, why), []
        return self._row(entry, found), self._rests_on(found.files)

    def close(self) -> None:
        """Close the ledger, and take passing files away."""
        self._ledger.close()
        self._past.close()

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
