"""A rule base on disk: a folder with `rules/` and `agreements/`."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.diagnostics import Diagnostic, HereofError, Source, Span, error
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES: Final = "rules"
AGREEMENTS: Final = "agreements"
SUFFIX: Final = ".hereof"


@frozen
class Revision:
    """The commit that a rule base was read from.

    Attributes:
        asked: As it was named.
        commit: Its id.
        checkout: The rule base's folder in the checkout, which was not read.
    """

    asked: str
    commit: str
    checkout: Path


@frozen
class Folder:
    """Where a rule base lies.

    Attributes:
        root: The folder.
        at: The commit that it was written down from; none: it is what the files are now.
    """

    root: Path
    at: Revision | None = field(default=None, kw_only=True)

    @property
    def checkout(self) -> Path:
        """The folder as people know it: where files that are no part of a commit lie."""
        return self.at.checkout if self.at is not None else self.root

    @property
    def rules(self) -> Path:
        """The folder of rule files."""
        return self.root / RULES

    @property
    def agreements(self) -> Path:
        """The folder of documents."""
        return self.root / AGREEMENTS

    def rule_files(self) -> Iterator[tuple[str, os.stat_result]]:
        """Give every rule file, relative to the base and in order, with its status."""
        yield from _walk(self.root, self.rules)

    def read(self, path: str) -> bytes:
        """Read a rule file.

        Raises:
            OSError: It cannot be read, or is a link that leads out of the rule base.
        """
        file = self.root / path
        if file.is_symlink() and not _resolved(file).is_relative_to(self.rules.resolve()):
            raise PermissionError(errno.EPERM, "it leads out of `rules/` by a symbolic link", path)
        return file.read_bytes()


def unreadable(path: str, failure: OSError) -> Diagnostic:
    """Report a rule file that the system does not let be read."""
    return error(
        "file-unreadable",
        f"`{path}` cannot be read: {(failure.strerror or 'unknown fault').lower()}",
        Span(Source(path, ""), 0, 0),
        help="check that the file is there and may be read",
    )


def _resolved(file: Path) -> Path:
    """Give what a link leads to.

    Raises:
        OSError: It leads in a circle, which Python before 3.13 reports otherwise.
    """
    try:
        return file.resolve(strict=True)
    except RuntimeError as failure:
        raise OSError(errno.ELOOP, "it is a symbolic link that leads in a circle") from failure


def _walk(root: Path, folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path)
        elif entry.name.endswith(SUFFIX) and (entry.is_symlink() or entry.is_file()):
            yield path.relative_to(root).as_posix(), _status(entry)


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """Give the status of a file; of a link that leads nowhere, the link's own."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def find_folder(start: Path, *, upwards: bool = True) -> Folder:
    """Find the rule base at a folder, or above it.

    Args:
        start: Where to look first.
        upwards: Whether to look in the folders above as well.

    Raises:
        HereofError: There is none.
    """
    here = Path(os.path.abspath(start))  # noqa: PTH100 - links are not to be followed
    for folder in (here, *here.parents) if upwards else (here,):
        if (folder / RULES).is_dir() and (folder / AGREEMENTS).is_dir():
            return Folder(folder)
    where = f"`{start}` or in any folder above it" if upwards else f"`{start}`"
    raise HereofError(
        error(
            "base-not-found",
            f"there is no rule base in {where}",
            Span(Source(str(start), ""), 0, 0),
            help="a rule base has the folders `rules` and `agreements`; "
            "`hereof init` makes one, `--base` names one",
        )
    )
