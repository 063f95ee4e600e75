"""What a certificate was made from: files by their hashes, the engine, the checkout."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.audit.git import GitError, ask
from hereof.grammars import grammar_digest
from hereof.rulebase.folder import AGREEMENTS, RULES
from hereof.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline

_GRAMMARS: Final = ("english.lark", "rules.lark")
_LIBRARY: Final = "holidays"


class Lines(TypedDict):
    """Lines of a document.

    Attributes:
        first: The first, counted from 1.
        last: The last.
    """

    first: int
    last: int


class EvidenceDocument(TypedDict):
    """A document of an agreement.

    Attributes:
        path: Relative to the rule base.
        sha256: Of its bytes.
        lines: The lines that the answer quotes; none where it is only on file.
    """

    path: str
    sha256: str
    lines: list[Lines]


class EvidenceRules(TypedDict):
    """A rule file of an agreement.

    Attributes:
        path: Relative to the rule base.
        sha256: Of its bytes.
    """

    path: str
    sha256: str


class Evidence(TypedDict):
    """Every document and rule file of an agreement, and of those that it rests on.

    Attributes:
        documents: The documents, by their paths.
        rules: The rule files, by their paths.
    """

    documents: list[EvidenceDocument]
    rules: list[EvidenceRules]


class Grammar(TypedDict):
    """A grammar.

    Attributes:
        name: Its file.
        sha256: Of its text.
    """

    name: str
    sha256: str


class Engine(TypedDict):
    """What made the certificate.

    Attributes:
        name: The program.
        version: Its version.
        grammars: What rule files and words were read by.
    """

    name: str
    version: str
    grammars: list[Grammar]


class Repository(TypedDict):
    """The git checkout in which the rule base lies.

    Attributes:
        commit: The commit that is checked out.
        clean: Whether `rules/` and `agreements/` of the rule base were as in that commit.
    """

    commit: str
    clean: bool


class Origins:
    """What many certificates of one rule base come from, each thing looked at once."""

    def __init__(self, base: RuleBase, *, asks_git: bool = True) -> None:
        """Look at nothing yet; where `asks_git` is not set, no checkout is looked for."""
        self.base = base
        self._asks_git = asks_git
        self._hashes: dict[str, str] = {}

    @cached_property
    def repository(self) -> Repository | None:
        """The checkout, as it was when it was first asked for; or the commit that was read."""
        at = self.base.folder.at
        if at is not None:
            return {"commit": at.commit, "clean": True}
        return repository(self.base.folder.root) if self._asks_git else None

    def sha256(self, path: str) -> str:
        """Give the hash of a rule file.

        Raises:
            OSError: It can no longer be read.
        """
        if path not in self._hashes:
            self._hashes[path] = hashlib.sha256(self.base.folder.read(path)).hexdigest()
        return self._hashes[path]


def evidence(origins: Origins, agreements: Iterable[Agreement], quoting: object) -> Evidence:
    """Gather the files of agreements.

    Args:
        origins: The files of the rule base.
        agreements: The agreement, and those that it incorporates or points to.
        quoting: Views, in which every passage that is quoted is looked for.

    Raises:
        OSError: A rule file can no longer be read.
    """
    documents: dict[str, str] = {}
    rules: dict[str, str] = {}
    for each in agreements:
        for document in each.documents.values():
            documents[document.source.path] = document.sha256
        for file in each.files:
            rules[file.source.path] = origins.sha256(file.source.path)
    lines = _lines(quoting)
    return {
        "documents": [
            {
                "path": path,
                "sha256": documents[path],
                "lines": [
                    {"first": first, "last": last} for first, last in sorted(lines.get(path, ()))
                ],
            }
            for path in sorted(documents)
        ],
        "rules": [{"path": path, "sha256": rules[path]} for path in sorted(rules)],
    }


def bound_up(base: RuleBase, agreement: Agreement, others: Iterable[str]) -> list[Agreement]:
    """Give an agreement, those that it takes in, and others that an answer needed, each once."""
    names = dict.fromkeys(_taken_in(agreement.timeline))
    for other in others:
        names |= dict.fromkeys(_taken_in(base.agreement(other).timeline))
    return [base.agreement(name) for name in names]


def engine() -> Engine:
    """Say which engine this is, and by which grammars it reads."""
    grammars: list[Grammar] = [{"name": name, "sha256": grammar_digest(name)} for name in _GRAMMARS]
    return {"name": "Hereof", "version": __version__, "grammars": grammars}


@cache
def calendar_library() -> tuple[str, str]:
    """Give the library that knows the holidays, and its version."""
    return _LIBRARY, version(_LIBRARY)


def repository(root: Path) -> Repository | None:
    """Say which commit is checked out where a rule base lies; nothing where none is, or no git."""
    try:
        commit = ask(root, "rev-parse", "--verify", "HEAD^{commit}")
        changed = ask(root, "status", "--porcelain", "--", RULES, AGREEMENTS)
    except GitError:
        return None
    return {"commit": commit.decode("ascii").strip(), "clean": not changed.strip()}


def _taken_in(timeline: AgreementTimeline) -> Iterator[str]:
    yield timeline.id
    for other, _ in timeline.incorporated:
        yield from _taken_in(other)


def _lines(value: Any) -> dict[str, set[tuple[int, int]]]:  # noqa: ANN401 - any part of a view
    """Find the passages that a view quotes, by the document."""
    found: dict[str, set[tuple[int, int]]] = {}
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, list):
            todo.extend(part)
        elif isinstance(part, dict):
            if part.keys() >= {"document", "first_line", "last_line"}:
                passage = (part["first_line"], part["last_line"])
                found.setdefault(part["document"], set()).add(passage)
            todo.extend(part.values())
    return found
