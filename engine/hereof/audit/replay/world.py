"""A rule base that recorded questions are asked of, with the figures of then."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hereof.audit.certificate import Asked, Resolved, resolve
from hereof.audit.provenance import Origins
from hereof.audit.replay.recorded import figures_of
from hereof.audit.replay.shapes import FROM_CERTIFICATE, FROM_FILE, NO_FIGURES
from hereof.compute.hypothesis import without
from hereof.compute.opening import computer_for, data_for
from hereof.compute.surroundings import expected_of
from hereof.diagnostics import HereofError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hereof.audit.replay.recorded import Recorded
    from hereof.compute.computer import Computer
    from hereof.data.dataset import DataSet
    from hereof.rulebase.base import Agreement, RuleBase

_KEPT: Final = 24
"""So many agreements as known on a date are kept ready, each with what was read of it."""


class DataFiles:
    """The data files of then, wherever they lie now: a file is the same if its bytes are."""

    def __init__(self, named: Iterable[Path], root: Path) -> None:
        """Take the files that are named; others are looked for where they lay."""
        self._root = root
        self._hashes: dict[Path, str | None] = {}
        self._all: dict[tuple[tuple[str, str], ...], tuple[Path, ...] | None] = {}
        self._named = {self._hash(path): path for path in named}

    def find(self, path: str, sha256: str) -> Path | None:
        """Find a file by its hash: among those that are named, else by the name that it had."""
        named = self._named.get(sha256)
        places = [named] if named is not None else [Path(path), self._root / path]
        return next((place for place in places if self._hash(place) == sha256), None)

    def all_of(self, each: Recorded) -> tuple[Path, ...] | None:
        """Find all files of an answer; nothing where one is not there."""
        if each.files not in self._all:
            found = [self.find(path, sha256) for path, sha256 in each.files]
            there = tuple(path for path in found if path is not None)
            self._all[each.files] = there if len(there) == len(found) else None
        return self._all[each.files]

    def _hash(self, path: Path) -> str | None:
        if path not in self._hashes:
            try:
                self._hashes[path] = hashlib.sha256(path.read_bytes()).hexdigest()
            except (OSError, ValueError):
                self._hashes[path] = None
        return self._hashes[path]


class World:
    """A rule base, with what was made ready to answer for it.

    Attributes:
        base: The rule base.
    """

    def __init__(self, base: RuleBase, data: DataFiles) -> None:
        self.base = base
        self._data = data
        self._origins = Origins(base, asks_git=False)
        self._ready: OrderedDict[tuple[str, str, date | None], Computer] = OrderedDict()
        self._fed: dict[tuple[int, tuple[Path, ...]], Computer] = {}
        self._read: dict[tuple[str, tuple[Path, ...]], DataSet | None] = {}
        self._terms: dict[str, tuple[str, ...]] = {}
        self._lacking: dict[tuple[str, str], Agreement] = {}
        self._last: tuple[Recorded, dict[tuple[date | None, str], Resolved]] | None = None

    def ask(self, each: Recorded, known_on: date | None, lacking: str = "") -> Resolved:
        """Ask a recorded question again.

        Args:
            each: What was recorded.
            known_on: As known on which date; none: with everything on file.
            lacking: An instrument to be left out, as though it had not been made.

        Raises:
            HereofError: The agreement is not there, or has errors.
        """
        if self._last is None or self._last[0] is not each:
            self._last = (each, {})
        answers = self._last[1]
        if (known_on, lacking) not in answers:
            agreement = self._agreement(each.agreement, lacking)
            computer = self._computer(agreement, each, known_on, lacking)
            asked = Asked(each.asked.term, each.asked.on, known_on)
            answers[known_on, lacking] = resolve(
                self.base, agreement, asked, computer, self._origins
            )
        return answers[known_on, lacking]

    def figures_from(self, each: Recorded) -> str:
        """Say where the figures of an answer are taken from."""
        if not each.files:
            return NO_FIGURES
        agreement = self.base.agreement(each.agreement)
        return FROM_CERTIFICATE if self._whole(agreement, each) is None else FROM_FILE

    def files(self, several: Iterable[Agreement]) -> tuple[dict[str, str], dict[str, str]]:
        """Give the rule files and the documents of agreements, each with its SHA-256.

        Raises:
            OSError: A rule file can no longer be read.
        """
        rules, documents = {}, {}
        for agreement in several:
            for rule in agreement.files:
                rules[rule.source.path] = self._origins.sha256(rule.source.path)
            for document in agreement.documents.values():
                documents[document.source.path] = document.sha256
        return rules, documents

    def _agreement(self, name: str, lacking: str) -> Agreement:
        agreement = self.base.agreement(name)
        if not lacking:
            return agreement
        if (name, lacking) not in self._lacking:
            placed = without(agreement, lacking)
            self._lacking[name, lacking] = agreement.placed_as(placed)
        return self._lacking[name, lacking]

    def _computer(
        self, agreement: Agreement, each: Recorded, known_on: date | None, lacking: str
    ) -> Computer:
        key = (agreement.id, lacking, known_on)
        model = self._ready.get(key)
        if model is None:
            model = self._ready[key] = computer_for(self.base, agreement, (), known_on)
            if len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
                self._fed.clear()
        self._ready.move_to_end(key)
        if not each.files:
            return model
        paths = self._data.all_of(each)
        data = self._whole(agreement, each)
        if paths is None or data is None:
            return model.fed(figures_of(each, self._names(agreement)))
        if (id(model), paths) not in self._fed:
            self._fed[id(model), paths] = model.fed(data)
        return self._fed[id(model), paths]

    def _whole(self, agreement: Agreement, each: Recorded) -> DataSet | None:
        """Read the data files of an answer; nothing where one is gone, or a row is refused now."""
        paths = self._data.all_of(each)
        if paths is None:
            return None
        key = (agreement.id, paths)
        if key not in self._read:
            try:
                self._read[key] = data_for(self.base, agreement, paths)
            except HereofError:
                self._read[key] = None
        return self._read[key]

    def _names(self, agreement: Agreement) -> tuple[str, ...]:
        if agreement.id not in self._terms:
            self._terms[agreement.id] = tuple(expected_of(agreement.timeline).terms)
        return self._terms[agreement.id]
