"""The manifest: the hash of every document as it was first put on file.

It is a list as `sha256sum` writes it, so that `sha256sum -c MANIFEST.sha256`
checks it without this program.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from attrs import evolve, field

from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.documents.paths import (
    MANIFEST_NAME,
    document_unreadable,
    locate,
    path_fault,
)
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hereof.documents.document import Document

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_SOURCE_PATH = f"agreements/{MANIFEST_NAME}"


@frozen(eq=False)
class Manifest:
    """The hashes that were recorded.

    Attributes:
        hashes: SHA-256 in hexadecimal by document path.
        source: The manifest's text; empty where there is none yet.
    """

    hashes: Mapping[str, str] = field(repr=False)
    source: Source


@frozen
class Recording:
    """What recording did, or would do.

    Attributes:
        added: The documents that were not listed before, in order.
        manifest: The manifest with them.
        diagnostics: What stands in the way; then nothing was written.
    """

    added: tuple[str, ...]
    manifest: Manifest
    diagnostics: tuple[Diagnostic, ...]


def read_manifest(root: Path) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """Read the manifest of a rule base; one that does not exist lists nothing.

    Args:
        root: The base's `agreements` folder.

    Returns:
        The manifest, and a finding for each line that is none of `sha256sum`.
    """
    try:
        text = (root / MANIFEST_NAME).read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = ""
    except OSError as fault:
        return Manifest({}, Source(_SOURCE_PATH, "")), (_unreadable(fault),)
    except ValueError:
        return Manifest({}, Source(_SOURCE_PATH, "")), (_malformed("it is no UTF-8 text"),)
    return _parse(Source(_SOURCE_PATH, text))


def check_document(manifest: Manifest, document: Document) -> Diagnostic | None:
    """Compare a document with what was recorded of it."""
    recorded = manifest.hashes.get(document.path)
    if recorded is None:
        return error(
            "document-not-in-manifest",
            f"the document `{document.path}` is not listed in `{_SOURCE_PATH}`",
            help="run `hereof record` to list it, once it is the document as signed",
        )
    if recorded == document.sha256:
        return None
    return _changed(manifest, document.path, document.sha256)


def missing(root: Path, manifest: Manifest) -> tuple[Diagnostic, ...]:
    """Report each listed document that is no longer on file."""
    found = ((path, locate(root, path)) for path in sorted(manifest.hashes))
    return tuple(
        evolve(status, labels=_label(manifest, path))
        for path, status in found
        if isinstance(status, Diagnostic)
    )


def record(root: Path, *, write: bool) -> Recording:
    """List the documents that the manifest does not list yet.

    A line that is there is never altered or dropped: a listed document that
    was changed or is gone is an error, and then nothing is written.

    Args:
        root: The base's `agreements` folder.
        write: Write the manifest; otherwise only say what would be added.

    Returns:
        What was added, or why nothing was.
    """
    manifest, faults = read_manifest(root)
    hashes = dict(manifest.hashes)
    findings = [*faults, *missing(root, manifest)]
    for path in files_below(root):
        finding = _take(root, path, manifest, hashes)
        findings += [finding] if finding else []
    if findings:
        return Recording((), manifest, tuple(findings))
    added = tuple(path for path in sorted(hashes) if path not in manifest.hashes)
    return _recorded(root, manifest, hashes, added, write=write)


def _parse(source: Source) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    hashes: dict[str, str] = {}
    faults: list[Diagnostic] = []
    start = 0
    for line in source.text.removesuffix("\n").split("\n") if source.text else ():
        found = _LINE.fullmatch(line)
        fault = _line_fault(found[2], hashes) if found else "it is not `<64 hex digits>  <path>`"
        if fault:
            faults.append(_malformed(fault, Span(source, start, start + len(line))))
        elif found:
            hashes[found[2]] = found[1]
        start += len(line) + 1
    return Manifest(hashes, source), tuple(faults)


def _line_fault(path: str, hashes: dict[str, str]) -> str:
    return f"`{path}` is listed twice" if path in hashes else path_fault(path)


def files_below(root: Path, start: str = "") -> Iterator[str]:
    """Give the path of every file, in order, without names that begin with a dot.

    Args:
        root: The base's `agreements` folder.
        start: The folder in it to look through; none: all of it.
    """
    for folder, folders, names in os.walk(root / start):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inner = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(names):
            path = name if inner == "." else f"{inner}/{name}"
            if path != MANIFEST_NAME and not name.startswith("."):
                yield path


def _take(root: Path, path: str, manifest: Manifest, hashes: dict[str, str]) -> Diagnostic | None:
    """Hash a file and list it, or say why it is not listed."""
    status = locate(root, path)
    if isinstance(status, Diagnostic):
        return status
    try:
        with (root / path).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        return document_unreadable(path, fault)
    if hashes.setdefault(path, found) != found:
        return _changed(manifest, path, found)
    return None


def _recorded(
    root: Path, manifest: Manifest, hashes: dict[str, str], added: tuple[str, ...], *, write: bool
) -> Recording:
    text = "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes))
    if write and added:
        try:
            _replace(root / MANIFEST_NAME, text.encode())
        except OSError as fault:
            return Recording((), manifest, (_unwritable(fault),))
    return Recording(added, Manifest(hashes, Source(_SOURCE_PATH, text)), ())


def _replace(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _label(manifest: Manifest, path: str) -> tuple[Label, ...]:
    line = f"{manifest.hashes[path]}  {path}"
    start = manifest.source.text.find(line)
    return (Label(Span(manifest.source, start, start + len(line)), "recorded here"),)


def _changed(manifest: Manifest, path: str, found: str) -> Diagnostic:
    return error(
        "document-changed",
        f"the document `{path}` is not as it was recorded",
        *_label(manifest, path),
        help="a document is evidence and is never edited: restore it, or put another version "
        "beside it under its own name",
        detail=(f"recorded  {manifest.hashes[path]}", f"found     {found}"),
    )


def _malformed(fault: str, *places: Span) -> Diagnostic:
    return error(
        "manifest-malformed",
        f"`{_SOURCE_PATH}`{_line_number(*places)} is malformed: {fault}",
        *places,
        help="restore the line as `hereof record` wrote it, or take it out and run `hereof record`",
    )


def _line_number(*places: Span) -> str:
    return f", line {places[0].lines[0]}," if places else ""


def _unreadable(fault: OSError) -> Diagnostic:
    return error(
        "manifest-unreadable",
        f"`{_SOURCE_PATH}` cannot be read: {(fault.strerror or 'unknown fault').lower()}",
        Span(Source(_SOURCE_PATH, ""), 0, 0),
        help="check that it is a file and may be read",
    )


def _unwritable(fault: OSError) -> Diagnostic:
    return error(
        "manifest-unwritable",
        f"`{_SOURCE_PATH}` cannot be written: {(fault.strerror or 'unknown fault').lower()}",
        help="mend the folder's permissions",
    )
