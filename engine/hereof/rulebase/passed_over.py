"""Files and folders of a rule base that are not read, because of their names or as links."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Source, Span, warning
from hereof.rulebase.folder import RULES, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.rulebase.folder import Folder

_NEARLY: Final = re.compile(
    rf"{re.escape(SUFFIX)}(?:[. _-]?(?:txt|text|md|rtf|docx?))?", re.IGNORECASE
)


def passed_over(folder: Folder) -> Iterator[Diagnostic]:
    """Report what looks like a part of the rule base and is not read as one."""
    for path, is_folder in _listed(folder.root, folder.root, deep=False):
        if not is_folder and _is_nearly(path):
            yield _file(path)
    for top in (folder.rules, folder.agreements):
        for path, is_folder in _listed(folder.root, top, deep=True):
            if is_folder:
                yield _folder(path)
            elif _is_nearly(path) and not (top == folder.rules and path.endswith(SUFFIX)):
                yield _file(path)


def _is_nearly(path: str) -> bool:
    dot = path.casefold().rfind(SUFFIX)
    return dot != -1 and _NEARLY.fullmatch(path, dot) is not None


def _listed(root: Path, top: Path, *, deep: bool) -> Iterator[tuple[str, bool]]:
    """Give every file, and every link to a folder, relative to the base."""
    try:
        with os.scandir(top) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if deep:
                yield from _listed(root, path, deep=True)
        elif not (leads := _leads_to_folder(entry)) or deep:
            yield path.relative_to(root).as_posix(), leads


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether a link leads to a folder; one that leads in a circle leads to none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: str) -> Diagnostic:
    return warning(
        "rule-file-passed-over",
        f"`{path}` is not read as a rule file",
        Span(Source(path, ""), 0, 0),
        help=f"a rule file lies in `{RULES}/` and its name ends in `{SUFFIX}`, in small letters; "
        "rename or move it, or take it out of the rule base",
    )


def _folder(path: str) -> Diagnostic:
    return warning(
        "folder-passed-over",
        f"`{path}` is a symbolic link to a folder, and nothing in it is read",
        Span(Source(path, ""), 0, 0),
        help="put the folder itself there: what a link leads to can change without a trace",
    )
