"""A site's folder: written whole beside its place, then put there at once.

A folder that stands there already is replaced only if it is a site and holds nothing else: what it
holds is compared with the list that the site has of its own files.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST: Final = "hereof-site.txt"
_FIRST: Final = "# Files of a site written by hereof, each on a line. hereof replaces these alone."
_MOST_NAMED: Final = 3


class NotOurFolderError(Exception):
    """The place of a site holds something else; the message says what."""


class SiteFolder:
    """A folder that is being written.

    Attributes:
        root: Where it lies.
        bytes: So many bytes so far.
    """

    def __init__(self, root: Path) -> None:
        self.bytes = 0
        self.root = root
        self._files: list[str] = []
        self._folders: set[Path] = set()

    @property
    def files(self) -> int:
        """So many files so far."""
        return len(self._files)

    def write(self, name: str, data: bytes) -> None:
        """Write a file by its path within the folder, with strokes between its parts.

        Raises:
            OSError: The system does not take it.
        """
        file = self.root / name
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        # A name is written once: a second time would mean that two pages have one name.
        with file.open("xb") as out:
            out.write(data)
        self._files.append(name)
        self.bytes += len(data)

    @property
    def names(self) -> tuple[str, ...]:
        """The files so far, by their paths within the folder."""
        return tuple(self._files)

    def include(self, names: Iterable[str], size: int) -> None:
        """Take note of files that another has written into the folder, and of their bytes."""
        self._files += names
        self.bytes += size

    def again(self, name: str) -> None:
        """Take away what was written into a folder within it, to write that anew."""
        shutil.rmtree(self.root / name, ignore_errors=True)

    def write_list(self) -> None:
        """Write the list of all files, itself included."""
        names = sorted([*self._files, LIST])
        self.write(LIST, "".join(f"{line}\n" for line in (_FIRST, *names)).encode())


@contextmanager
def new_folder(place: Path) -> Iterator[SiteFolder]:
    """Write a site's folder: all of it or, where anything goes wrong, nothing.

    Args:
        place: Where it is to stand: nothing, an empty folder, or a site.

    Raises:
        NotOurFolderError: Something else stands there.
        OSError: The system does not take it.
    """
    place = Path(os.path.realpath(place))
    see(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = _free(place, "new")
    beside.mkdir()
    try:
        folder = SiteFolder(beside)
        yield folder
        folder.write_list()
        see(place)
        _put(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def see(place: Path) -> None:
    """See that a folder may stand somewhere.

    Raises:
        NotOurFolderError: Something else stands there.
    """
    if not place.exists():
        return
    if not place.is_dir():
        raise NotOurFolderError("it is a file")
    listed = place / LIST
    if not listed.is_file():
        if any(place.iterdir()):
            raise NotOurFolderError("it holds files, and is no site that hereof wrote")
        return
    lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
    if lines[:1] != [_FIRST]:
        raise NotOurFolderError(f"its `{LIST}` is none that hereof wrote")
    strangers = sorted(_strangers(place, frozenset(lines[1:])))
    if strangers:
        more = len(strangers) - _MOST_NAMED
        named = ", ".join(f"`{each}`" for each in strangers[:_MOST_NAMED])
        raise NotOurFolderError(
            f"beside a site it holds {named}{f' and {more} more' if more > 0 else ''}"
        )


def _strangers(place: Path, ours: frozenset[str]) -> Iterator[str]:
    """Give what is in a folder and not on its list; a link is never ours, nor an empty folder."""
    for at, folders, files in os.walk(place):
        inside = Path(at)
        links = [each for each in folders if (inside / each).is_symlink()]
        for name in (*files, *links):
            path = (inside / name).relative_to(place).as_posix()
            if path not in ours or (inside / name).is_symlink():
                yield path
        if not files and not folders:
            yield inside.relative_to(place).as_posix()


def _put(beside: Path, place: Path) -> None:
    """Put a whole folder into its place; what was there before goes once it is there."""
    if not place.exists():
        beside.rename(place)
        return
    old = _free(place, "old")
    place.rename(old)
    try:
        beside.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old)


def _free(place: Path, what: str) -> Path:
    """Give a name beside a place that nothing has."""
    number = 0
    while (found := place.with_name(f".{place.name}.{what}-{os.getpid()}-{number}")).exists():
        number += 1
    return found
