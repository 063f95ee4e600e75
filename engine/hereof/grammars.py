"""The grammar files: found beside the package or in the repository."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def grammar_path(name: str) -> Path:
    """Find a grammar file: the packaged one, else the repository's own.

    Raises:
        FileNotFoundError: Neither is there; the installation is damaged.
    """
    packaged = _PACKAGE / "grammar" / name
    if packaged.is_file():
        return packaged
    repository = _PACKAGE.parent.parent
    own = repository / "grammar" / name
    if own.is_file() and (repository / "pyproject.toml").is_file():
        return own
    raise FileNotFoundError(f"the grammar {name} is neither in the package nor in a repository")


@cache
def grammar_text(name: str) -> str:
    """Give the text of a grammar."""
    return grammar_path(name).read_text(encoding="utf-8")


@cache
def grammar_digest(name: str) -> str:
    """Give the SHA-256 of a grammar, as evidence of how a file was read."""
    return hashlib.sha256(grammar_text(name).encode()).hexdigest()
