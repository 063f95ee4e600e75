"""What a loss of power may leave of a folder, told from what a program asked of the system.

A program runs under `strace`. What it writes is on the disk only once the file was
synchronised, and a name in the folder only once the folder was. Of all that was not yet
synchronised, any part may be on the disk or not.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from attrs import Factory, define

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_CALLS = "open,openat,close,write,pwrite64,ftruncate,fsync,fdatasync,link,linkat,unlink,unlinkat"
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_BYTE = re.compile(r"\\x([0-9a-f]{2})")


@define
class File:
    """A file: what of it is surely on the disk, and what was done to it since."""

    sure: bytes = b""
    since: list[Callable[[bytearray], None]] = Factory(list)

    def left(self, is_kept: Callable[[], bool]) -> bytes:
        """Give what may be left of it."""
        data = bytearray(self.sure)
        for change in self.since:
            if is_kept():
                change(data)
        return bytes(data)


@define
class Disk:
    """A folder and its files.

    Attributes:
        folder: Where it lies.
        sure: The names that are surely on the disk.
        since: What was done to names since: a name, and its file or nothing.
    """

    folder: str
    sure: dict[str, File] = Factory(dict)
    since: list[tuple[str, File | None]] = Factory(list)
    handles: dict[int, File | None] = Factory(dict)

    def names(self, is_kept: Callable[[], bool]) -> dict[str, File]:
        """Give the names that may be left."""
        names = dict(self.sure)
        for name, file in self.since:
            if is_kept():
                if file is None:
                    names.pop(name, None)
                else:
                    names[name] = file
        return names

    def leave(self, to: Path, is_kept: Callable[[], bool]) -> None:
        """Write down what may be left after a loss of power."""
        to.mkdir()
        for name, file in self.names(is_kept).items():
            (to / name).write_bytes(file.left(is_kept))

    def done(self, call: str, words: str, result: int) -> None:
        """Do what the system did."""
        if result < 0:
            return
        texts = [_plain(each) for each in _TEXT.findall(words)]
        number = int(words.partition(",")[0]) if words[:1].isdigit() else -1
        if call in {"open", "openat"}:
            self._open(texts[0].decode(), words, result)
        elif call == "close":
            self.handles.pop(number, None)
        elif call in {"link", "linkat"}:
            old, new = (self._name(each.decode()) for each in texts)
            if old and new:
                self.since.append((new, self._now()[old]))
        elif call in {"unlink", "unlinkat"}:
            if name := self._name(texts[0].decode()):
                self.since.append((name, None))
        elif number in self.handles:
            self._write(call, self.handles[number], texts, words)

    def _open(self, path: str, words: str, handle: int) -> None:
        self.handles.pop(handle, None)
        if path == self.folder:
            self.handles[handle] = None
        elif name := self._name(path):
            if name not in self._now():
                self.since.append((name, File()))
            self.handles[handle] = self._now()[name]
            if "O_TRUNC" in words:
                self._now()[name].since.append(lambda data: data.clear())

    def _write(self, call: str, file: File | None, texts: list[bytes], words: str) -> None:
        if file is None:
            assert call in {"fsync", "fdatasync"}
            self.sure, self.since = self._now(), []
        elif call in {"fsync", "fdatasync"}:
            file.sure, file.since = file.left(lambda: True), []
        elif call == "pwrite64":
            at = int(words.rpartition(", ")[2])
            file.since.append(lambda data: _put(data, at, texts[0]))
        elif call == "ftruncate":
            size = int(words.rpartition(", ")[2])
            file.since.append(lambda data: _cut(data, size))
        else:
            raise AssertionError(f"{call} to a file is not expected")

    def _now(self) -> dict[str, File]:
        return self.names(lambda: True)

    def _name(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return name if folder == self.folder else ""


def _put(data: bytearray, at: int, text: bytes) -> None:
    _cut(data, max(len(data), at + len(text)))
    data[at : at + len(text)] = text


def _cut(data: bytearray, size: int) -> None:
    del data[size:]
    data.extend(bytes(size - len(data)))


def _plain(text: str) -> bytes:
    return bytes.fromhex("".join(_BYTE.findall(text)))


def trace(command: Sequence[str], to: Path) -> None:
    """Run a program, and keep what it asks of the system."""
    how = (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-o",
        str(to),
        "-xx",
        "-s",
        "1000000",
        "-e",
        f"trace={_CALLS}",
    )
    subprocess.run([*how, *command], check=True, capture_output=True)


def replayed(trace: Path, disk: Disk) -> Iterator[tuple[Disk, str]]:
    """Give what was on the disk after each call of a trace, and what was printed with it.

    Args:
        trace: The trace.
        disk: What was on the disk before.
    """
    for line in trace.read_text(encoding="ascii").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        call, words, result = found.groups()
        printed = ""
        if call == "write" and words.startswith("1,"):
            printed = _plain(_TEXT.findall(words)[0]).decode()
        else:
            disk.done(call, words, int(result))
        yield disk, printed
