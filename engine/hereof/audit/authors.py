"""Who wrote the lines of a rule file, where git knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.audit.git import GitError, GitRefusedError, ask
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hereof.rulebase.folder import Folder


@frozen
class Author:
    """Whom a commit names as its author, a `.mailmap` obeyed."""

    name: str
    mail: str

    def is_called(self, name: str) -> bool:
        """Tell whether a name or an address is this author's, capitals and spaces aside."""
        wanted = folded(name)
        mail = folded(self.mail)
        return wanted in {folded(self.name), mail, f"{folded(self.name)} <{mail}>"}


def folded(name: str) -> str:
    """Give a name as names are compared."""
    return " ".join(name.split()).casefold()


class Authors:
    """Asks git who wrote lines, each file once.

    Attributes:
        why_not: Why nothing is known of any file; empty where git answers.
    """

    def __init__(self, folder: Folder) -> None:
        self._commit = folder.at.commit if folder.at is not None else ""
        self._root: Path = folder.at.checkout if folder.at is not None else folder.root
        self._files: dict[str, list[Author | None] | None] = {}
        self._options = ["-w", "--no-textconv", "--line-porcelain"]
        self.why_not = ""
        try:
            # The first commit of a shallow clone bears lines that others wrote.
            shallow = ask(self._root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        except GitRefusedError:
            self.why_not = "the rule base lies in no git checkout"
        except GitError as failure:
            self.why_not = failure.message
        else:
            self._options += [] if shallow else ["--root"]

    def of(self, path: str, lines: Iterable[int]) -> tuple[list[Author], bool]:
        """Give the authors of some lines, and whether they are known for each of these.

        A line that is not committed has no author that is known.

        Args:
            path: The rule file, relative to the rule base.
            lines: Counted from 1.
        """
        if path not in self._files:
            self._files[path] = None if self.why_not else self._blame(path)
        blamed = self._files[path]
        if blamed is None:
            return [], False
        found = [blamed[line - 1] if line <= len(blamed) else None for line in lines]
        known = dict.fromkeys(each for each in found if each is not None)
        return list(known), None not in found

    def _blame(self, path: str) -> list[Author | None] | None:
        at = [self._commit] if self._commit else []
        try:
            said = ask(self._root, "blame", *self._options, *at, "--", path)
        except GitRefusedError:
            return None  # not committed yet
        return _parsed(said.decode("utf-8", "replace"))


def _parsed(said: str) -> list[Author | None]:
    found: list[Author | None] = []
    name = mail = commit = ""
    unknown = False
    for line in said.split("\n"):
        if line.startswith("\t"):
            unknown = unknown or not commit.strip("0")
            found.append(None if unknown else Author(name, mail))
            commit, unknown = "", False
        elif not commit:
            commit = line.partition(" ")[0]
        elif line.startswith("author "):
            name = line.removeprefix("author ")
        elif line.startswith("author-mail "):
            mail = line.removeprefix("author-mail ").strip("<>")
        elif line == "boundary":
            unknown = True
    return found
