"""The paths of documents: which are allowed, and what to say of those that lead nowhere."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_NAME = "MANIFEST.sha256"

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\]")
_DRIVE = re.compile(r"[A-Za-z]:")


def locate(root: Path, path: str) -> os.stat_result | Diagnostic:
    """Find a document's file without reading it.

    Args:
        root: The base's `agreements` folder.
        path: The document's path in it, with forward slashes.

    Returns:
        The regular file's status, or why there is no such document.
    """
    fault = path_fault(path)
    if fault:
        return path_outside(path, fault)
    if not _lies_within(root / path, root):
        return path_outside(path, "it leads out of the folder by a symbolic link")
    try:
        status = (root / path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return document_missing(root, path)
    except OSError as fault_of_system:
        return document_unreadable(path, fault_of_system)
    return status if stat.S_ISREG(status.st_mode) else _not_a_file(path)


def path_fault(path: str) -> str:
    """Say what keeps a path from naming a document of the base, or nothing."""
    if _FORBIDDEN.search(path):
        return "a path has forward slashes and no control characters"
    if path.startswith("/") or _DRIVE.match(path):
        return "it is not relative to that folder"
    parts = path.split("/")
    if ".." in parts:
        return "it goes up by `..`"
    if "" in parts or "." in parts:
        return "a part of it is empty"
    if path == MANIFEST_NAME or any(part.startswith(".") for part in parts):
        return "the manifest and names that begin with a dot are no documents"
    return ""


def path_outside(path: str, fault: str) -> Diagnostic:
    """Report a path that does not name a document of the base."""
    shown = _FORBIDDEN.sub(lambda found: ascii(found.group())[1:-1], path)
    return error(
        "document-path-outside",
        f"`{shown}` is not the path of a document in `agreements/`: {fault}",
        help='write it relative to that folder, such as "ramp-2003-rs8/amendment-1.txt"',
    )


def document_missing(root: Path, path: str) -> Diagnostic:
    """Report a document that is not on file, with the nearest names that are."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where one is missing

    folder, _, name = path.rpartition("/")
    near = get_close_matches(name, _names(root / folder), n=3, cutoff=0.5)
    offers = " or ".join(f"`{folder}/{one}`" if folder else f"`{one}`" for one in near)
    return error(
        "document-missing",
        f"there is no document `{path}` in `agreements/`",
        help=f"did you mean {offers}?"
        if near
        else "put the document there as it was signed, or mend the path",
    )


def document_unreadable(path: str, fault: OSError) -> Diagnostic:
    """Report a document that the system does not let be read."""
    return error(
        "document-unreadable",
        f"the document `{path}` cannot be read: {(fault.strerror or 'unknown fault').lower()}",
        help="mend the file's permissions or its name",
    )


def _lies_within(file: Path, root: Path) -> bool:
    real, real_root = os.path.realpath(file), os.path.realpath(root)
    return real.startswith(real_root.rstrip(os.sep) + os.sep)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return []


def _not_a_file(path: str) -> Diagnostic:
    return error(
        "document-not-a-file",
        f"`{path}` in `agreements/` is a folder or a device, not a document",
        help="name the file itself",
    )
