"""Which rule file describes which instrument, and which terms it speaks of.

A file is known by its header, not by its name. So that a question about one
agreement reads that agreement's files alone, what the others' headers say is
kept in a private cache beside each file's size and time of change.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from hereof.cachedir import private_cache, read_sealed, write_sealed
from hereof.engine import this_engine
from hereof.frozen import frozen
from hereof.language.blocks import HEADERS, MAX_FILE_CHARACTERS
from hereof.model.names import agreement_of
from hereof.patterns import pattern
from hereof.rulebase.folder import AGREEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hereof.rulebase.folder import Folder

_HEAD: Final = 64 * 1024
_SETTLED_NS: Final = 2_000_000_000
_GAP: Final = r"(?:\s|#[^\n]*+)++"
_HEADER: Final = pattern(rf"^(?:{'|'.join(HEADERS)}){_GAP}([a-z0-9][a-z0-9./\-]*)", re.MULTILINE)
_INCORPORATES: Final = pattern(rf"\bincorporates{_GAP}([a-z0-9][a-z0-9.\-]*)")
_ELSEWHERE: Final = pattern(rf"\bas{_GAP}defined{_GAP}in{_GAP}([a-z0-9][a-z0-9.\-]*)")
_DOCUMENT: Final = pattern(rf'\b(?:document|from|by){_GAP}"((?:[^"\\\n]|\\["\\])*)"')
_QUOTED: Final = r'"(?:[^"\\\n]|\\["\\])*"'
_BARE: Final = r'[A-Z][^\n">#,=]*+(?=,|#|$)'
_TERM: Final = pattern(
    # A text in quotation marks is a name behind `definition of`, and else a phrase.
    rf"^[ \t]*+(?:replace|delete)\s++(?:definition\s++of\s++({_QUOTED}|{_BARE})|({_BARE}))"
    rf"|^[ \t]*+(?:define|suspend|waive)\s++({_QUOTED}(?=[ \t]*+(?:as|,.*|#.*)?[ \t]*+$)|{_BARE})"
    # The other lines that begin so give figures to examples, or new words to edits.
    rf"|^[ \t]*+with\s++({_QUOTED}|[A-Z][^\n\">#,=]*?)(?=\s++as\b)",
    re.MULTILINE,
)


@frozen
class Surveyed:
    """What a look at a rule file tells.

    Attributes:
        path: The file, relative to the rule base.
        instrument: The instrument that it describes; empty where it does not say.
        needs: Agreements that it takes definitions from.
        terms: The terms that it speaks of, as written.
        documents: The documents that it names, below `agreements/`.
    """

    path: str
    instrument: str
    needs: tuple[str, ...]
    terms: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def agreement(self) -> str:
        """The agreement that the instrument belongs to."""
        return agreement_of(self.instrument)

    @property
    def is_base(self) -> bool:
        """Whether it describes an agreement itself, and not what belongs to one."""
        return bool(self.instrument) and "/" not in self.instrument


@frozen
class Survey:
    """All rule files of a base, by agreement."""

    files: tuple[Surveyed, ...]

    @cached_property
    def agreements(self) -> tuple[str, ...]:
        """Every agreement that has a rule file of its own, sorted."""
        return tuple(sorted({file.instrument for file in self.files if file.is_base}))

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """Every agreement that only what belongs to it names, sorted."""
        return tuple(sorted(self._by_agreement.keys() - {"", *self.agreements}))

    @cached_property
    def needed(self) -> frozenset[str]:
        """Every agreement that another takes definitions from."""
        return frozenset(name for file in self.files for name in file.needs)

    @cached_property
    def speakers(self) -> dict[str, frozenset[str]]:
        """Every document that a rule file names, with the agreements whose files name it."""
        found: dict[str, set[str]] = {}
        for file in self.files:
            for path in file.documents:
                found.setdefault(path, set()).add(file.agreement)
        return {path: frozenset(names) for path, names in found.items()}

    @cached_property
    def owners(self) -> dict[str, tuple[str, ...]]:
        """Every folder, of rules or of documents, with the agreements that lie in it themselves."""
        found: dict[str, dict[str, None]] = {}
        for file in self.files:
            for path in (file.path, *(f"{AGREEMENTS}/{p}" for p in file.documents)):
                if file.is_base:
                    found.setdefault(path.rpartition("/")[0], {})[file.agreement] = None
        return {folder: tuple(sorted(names)) for folder, names in found.items()}

    @cached_property
    def digest(self) -> bytes:
        """A digest of all that it tells."""
        told = [(f.path, f.instrument, f.needs, f.terms, f.documents) for f in self.files]
        return hashlib.sha256(json.dumps(told).encode()).digest()

    @cached_property
    def _by_agreement(self) -> dict[str, tuple[Surveyed, ...]]:
        found: dict[str, list[Surveyed]] = {}
        for file in self.files:
            found.setdefault(file.agreement, []).append(file)
        return {name: tuple(files) for name, files in found.items()}

    def of(self, agreement: str) -> tuple[Surveyed, ...]:
        """Give an agreement's files."""
        return self._by_agreement.get(agreement, ())

    @cached_property
    def strays(self) -> tuple[Surveyed, ...]:
        """Files that do not say which instrument they describe."""
        return tuple(file for file in self.files if not file.instrument)

    def terms(self) -> dict[str, list[str]]:
        """Give every term with the agreements that speak of it."""
        found: dict[str, list[str]] = {}
        for file in self.files:
            for term in file.terms:
                holders = found.setdefault(term, [])
                if file.agreement not in holders:
                    holders.append(file.agreement)
        return found


def survey(folder: Folder) -> Survey:
    """Look at every rule file of a base, reading only those that changed since the last look."""
    cache = _cache_path(folder.root)
    known = _load(cache) if cache else {}
    files: list[Surveyed] = []
    fresh: dict[str, list[Any]] = {}
    changed = False
    for path, status in folder.rule_files():
        kept = known.get(path)
        stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        if kept is not None and kept[0] == stamp:
            found = Surveyed(path, kept[1], *map(tuple, kept[2:]))
        else:
            try:
                found = look(path, folder.read(path))
            except OSError:  # not kept: loading says why, and it may be readable next time
                files.append(Surveyed(path, "", (), (), ()))
                continue
            changed = True
        files.append(found)
        told = (found.needs, found.terms, found.documents)
        fresh[path] = [stamp, found.instrument, *map(list, told)]
    if cache and (changed or len(fresh) != len(known)):
        _save(cache, fresh)
    return Survey(tuple(files))


def look(path: str, data: bytes) -> Surveyed:
    """Look at one rule file without parsing it; of one that is too large to read, at its head."""
    if len(data) > MAX_FILE_CHARACTERS * 4:
        data = data[:_HEAD]
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = _HEADER.search(text)
    needs = _INCORPORATES.findall(text) if "incorporates" in text else []
    needs += _ELSEWHERE.findall(text) if "defined" in text else []
    return Surveyed(
        path,
        header.group(1) if header else "",
        tuple(dict.fromkeys(needs)),
        tuple(dict.fromkeys(_names(_TERM.findall(text)))),
        tuple(dict.fromkeys(_documents(text))),
    )


def _documents(text: str) -> Iterable[str]:
    """Give what is named as a document, but not in a comment or a quotation."""
    for found in _DOCUMENT.finditer(text):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if before.lstrip()[:1] not in {"#", ">"}:
            yield re.sub(r"\\([\"\\])", r"\1", found[1])


def _names(found: Iterable[tuple[str, ...]]) -> Iterable[str]:
    for name in map("".join, found):
        if name.startswith('"'):
            yield " ".join(name[1:-1].replace('\\"', '"').split())
            continue
        words = name.split()
        yield " ".join(words[:-1] if words[-1] in ("as", "with") else words)


def _cache_path(root: Path) -> Path | None:
    folder = private_cache()
    if folder is None:
        return None
    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return folder / f"survey-{name}"


def _load(path: Path) -> dict[str, list[Any]]:
    body = read_sealed(path, this_engine("rulebase"))
    if body is None:
        return {}
    files: dict[str, list[Any]] = json.loads(body)
    return files


def _save(path: Path, files: dict[str, list[Any]]) -> None:
    """Keep what was seen, but for files changed so lately that a further change might not show."""
    settled = time.time_ns() - _SETTLED_NS
    kept = {name: entry for name, entry in files.items() if entry[0][1] < settled}
    data = json.dumps(kept, separators=(",", ":"))
    write_sealed(path, this_engine("rulebase"), data.encode())
