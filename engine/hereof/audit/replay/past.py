"""The rule base of then, put together again of files whose bytes are the ones that were named.

A file is taken from the rule base of today where it is still the same, else from the commit that
the certificate names. Only a rule base of which every file is had again counts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from hereof.audit.git import GitError, ask
from hereof.audit.replay.world import World
from hereof.audit.revision import rule_base_at
from hereof.diagnostics import HereofError
from hereof.documents.paths import MANIFEST_NAME
from hereof.rulebase.base import load
from hereof.rulebase.folder import AGREEMENTS, RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.audit.replay.recorded import Recorded
    from hereof.audit.replay.world import DataFiles
    from hereof.rulebase.base import RuleBase

_COMMIT: Final = frozenset("0123456789abcdef")


class Past:
    """Rule bases of then, each made once. Close it: it makes passing files."""

    def __init__(self, base: RuleBase, data: DataFiles) -> None:
        self._base = base
        self._data = data
        self._worlds: dict[tuple[tuple[str, str], ...], World | None] = {}
        self._bytes: dict[tuple[str | None, str, str], bytes | None] = {}
        self._commits: dict[str, World | None] = {}
        self._folders: list[Path] = []

    def close(self) -> None:
        """Take passing files away."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)

    def world(self, each: Recorded) -> World | None:
        """Give the rule base that an answer was given by; nothing where a file of it is lost."""
        whole = self._commit(each)
        if whole is not None and self._is_of(whole, each):
            return whole
        return self.mixed(each, each.rules, each.documents)

    def mixed(
        self, each: Recorded, rules: Mapping[str, str], documents: Mapping[str, str]
    ) -> World | None:
        """Give a rule base of just these files, each by its SHA-256; nothing where one is lost."""
        files = {**rules, **documents}
        key = tuple(sorted(files.items()))
        if key not in self._worlds:
            held = {path: self.bytes_of(each, path, sha) for path, sha in files.items()}
            there = {path: data for path, data in held.items() if data is not None}
            lost = len(there) < len(held)
            self._worlds[key] = None if lost else self._made(there, documents)
        return self._worlds[key]

    def bytes_of(self, each: Recorded, path: str, sha256: str) -> bytes | None:
        """Give the bytes of a file by its hash; nothing where they are not at hand."""
        repository = each.certificate["repository"]
        commit = repository["commit"] if repository is not None else None
        key = (commit, path, sha256)
        if key not in self._bytes and not _is_within(path):
            self._bytes[key] = None
        if key not in self._bytes:
            found = self._today(path)
            if (found is None or _sha256(found) != sha256) and commit is not None:
                found = self._blob(commit, path)
            fits = found is not None and _sha256(found) == sha256
            self._bytes[key] = found if fits else None
        return self._bytes[key]

    def _today(self, path: str) -> bytes | None:
        root = self._base.folder.root
        file = root.joinpath(*PurePosixPath(path).parts)
        try:
            within = file.resolve().is_relative_to(root.resolve())
            return file.read_bytes() if within else None
        except (OSError, RuntimeError, ValueError):
            return None

    def _blob(self, commit: str, path: str) -> bytes | None:
        if not commit or not set(commit) <= _COMMIT:
            return None
        try:
            prefix = ask(self._base.folder.checkout, "rev-parse", "--show-prefix")
            name = os.fsdecode(prefix.removesuffix(b"\n")) + path
            return ask(self._base.folder.checkout, "cat-file", "blob", f"{commit}:{name}")
        except (GitError, ValueError):
            return None

    def _commit(self, each: Recorded) -> World | None:
        """Give the whole rule base of the commit that a certificate names."""
        repository = each.certificate["repository"]
        commit = str(repository["commit"]) if repository is not None else ""
        if not commit or not set(commit) <= _COMMIT:
            return None
        if commit not in self._commits:
            try:
                then = rule_base_at(str(self._base.folder.checkout), commit)
                self._commits[commit] = World(load(then.folder, then.revision), self._data)
            except (GitError, HereofError, OSError):
                self._commits[commit] = None
        return self._commits[commit]

    def _is_of(self, world: World, each: Recorded) -> bool:
        """Tell whether a rule base has just the files that a certificate names."""
        try:
            agreements = world.ask(each, each.asked.known_on).agreements
            return world.files(agreements) == (each.rules, each.documents)
        except (HereofError, OSError):
            return False

    def _made(self, files: Mapping[str, bytes], documents: Mapping[str, str]) -> World | None:
        """Write files down as a rule base, with the hashes of its documents."""
        folder = Path(tempfile.mkdtemp(prefix="hereof-"))
        self._folders.append(folder)
        try:
            for name in (RULES, AGREEMENTS):
                (folder / name).mkdir()
            for path, data in files.items():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
            listed = (
                f"{sha}  {path.removeprefix(f'{AGREEMENTS}/')}\n"
                for path, sha in sorted(documents.items())
            )
            (folder / AGREEMENTS / MANIFEST_NAME).write_text("".join(listed), encoding="utf-8")
            return World(load(folder), self._data)
        except (HereofError, OSError):
            return None


def _is_within(path: str) -> bool:
    """Tell whether a path, as a certificate names it, leads into a rule base and not out of it."""
    parts = PurePosixPath(path).parts
    return parts[:1] in ((RULES,), (AGREEMENTS,)) and ".." not in parts and "\\" not in path


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
