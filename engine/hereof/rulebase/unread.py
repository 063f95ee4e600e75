"""What lies on file and is counted in no answer: documents, and instruments gone astray."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from posixpath import splitext
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Source, Span, warning
from hereof.documents.document import read_document
from hereof.documents.manifest import files_below
from hereof.frozen import frozen
from hereof.rulebase.folder import AGREEMENTS, RULES
from hereof.spelling import nearest as spelt_like

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hereof.documents import Manifest
    from hereof.rulebase.folder import Folder
    from hereof.rulebase.survey import Survey

_LIKE: Final = 0.6
_AS_LIKE: Final = 0.05
_MOST: Final = 3


@frozen
class Unread:
    """A file that may change an answer and that no answer counts.

    Attributes:
        path: Relative to the rule base.
        why: Why it is not counted.
    """

    path: str
    why: str


def unread(
    folder: Folder, survey: Survey, manifest: Manifest, name: str, named: Collection[str]
) -> tuple[Unread, ...]:
    """Give what an answer about an agreement may lack.

    That is each document in the agreement's folders that no rule file speaks of, and each
    rule file that names an agreement which is not there and whose name is most like this one's.

    Args:
        folder: Where the rule base lies.
        survey: Its rule files.
        manifest: Its recorded documents.
        name: The agreement.
        named: The documents that the agreement's own rule files name.
    """
    own = {file.path for file in survey.of(name)}
    spoken_of = {*named, *(d for f in survey.files if f.path not in own for d in f.documents)}
    folders = _folders(survey, manifest, name, named)
    documents = _passed_over(_lying_in(folders, folder, manifest), spoken_of)
    found = [Unread(f"{AGREEMENTS}/{path}", "no rule file speaks of it") for path in documents]
    for orphan in survey.orphans:
        if name in nearest(orphan, survey):
            found += [
                Unread(file.path, f"it names `{orphan}`, and there is no such agreement")
                for file in survey.of(orphan)
            ]
    return tuple(found)


def nearest(orphan: str, survey: Survey) -> tuple[str, ...]:
    """Give the agreements that a name which is none of them may mean.

    They are those whose rule files lie in the same folder, or else those whose names are
    spelt most like it, or have it as a part.
    """
    import difflib  # noqa: PLC0415 - only where there is a mistake

    beside = {folder_of(file.path, RULES) for file in survey.of(orphan)} - {""}
    bases = (file for file in survey.files if file.is_base)
    neighbours = {file.agreement for file in bases if folder_of(file.path, RULES) in beside}
    likeness = {
        name: difflib.SequenceMatcher(None, orphan, name).ratio() for name in survey.agreements
    }
    best = max((likeness[name] for name in neighbours or likeness), default=0.0)
    near = [
        name
        for name, ratio in likeness.items()
        if (name in neighbours if neighbours else ratio >= _LIKE) and ratio >= best - _AS_LIKE
    ]
    by_likeness = sorted(near, key=lambda name: (-likeness[name], name))[:_MOST]
    return tuple(by_likeness) or spelt_like(orphan, survey.agreements, most=_MOST)


def unused(
    folder: Folder, survey: Survey, manifest: Manifest, used: Collection[str]
) -> Iterator[Diagnostic]:
    """Report documents on file that order a change, or may, and that no rule file speaks of.

    Args:
        folder: Where the rule base lies.
        survey: Its rule files.
        manifest: Its recorded documents.
        used: The documents that rule files name, as read.
    """
    spoken_of = {*used, *(path for file in survey.files for path in file.documents)}
    on_file = {*manifest.hashes, *files_below(folder.agreements)}
    for path in _passed_over(on_file, spoken_of):
        said = _orders(folder, path)
        if path not in manifest.hashes:
            yield _unrecorded(path)
        elif said:
            at = max(manifest.source.text.find(f"  {path}\n") + 2, 0)
            yield warning(
                "document-unused",
                f"no rule file speaks of `{path}`, {said}",
                Span(manifest.source, at, at + len(path)),
                help="write the rule file of the instrument that it is, or name it where it "
                "shows something",
            )


def _unrecorded(path: str) -> Diagnostic:
    return warning(
        "document-unrecorded",
        f"`{path}` lies in `{AGREEMENTS}/`, and neither the manifest nor a rule file names it",
        Span(Source(f"{AGREEMENTS}/{path}", ""), 0, 0),
        help="run `hereof record`, and write the rule file of the instrument that it is; what is "
        "no document of an agreement belongs elsewhere",
    )


def _orders(folder: Folder, path: str) -> str:
    """Say why a document should be spoken of; empty where it orders nothing, or is not there."""
    from hereof.documents.passages import amending_verbs  # noqa: PLC0415 - only for one on file

    document = read_document(folder.agreements, path)
    if isinstance(document, Diagnostic):
        return "which is not text and may order a change" if document.code == _SCAN else ""
    return "whose words order a change" if amending_verbs(document) else ""


_SCAN: Final = "document-not-text"


def _passed_over(paths: Iterable[str], spoken_of: Collection[str]) -> list[str]:
    """Give the documents that nothing speaks of, but for other forms of those that are."""
    forms = {splitext(path)[0] for path in spoken_of}
    silent = set(paths) - set(spoken_of)
    return sorted(path for path in silent if splitext(path)[0] not in forms)


def _folders(
    survey: Survey, manifest: Manifest, name: str, named: Collection[str]
) -> Collection[str]:
    """Give the folders below `agreements/` that are an agreement's.

    They are those of its documents, those named as it or as the folder of its rule files, and
    where it is the only agreement all of them. An empty name is `agreements/` itself.
    """
    beside = {folder_of(file.path, RULES) for file in survey.of(name)} - {""}
    own = {name, *beside, *(folder_of(path) for path in named if path in manifest.hashes)}
    if survey.agreements == (name,):
        own |= {folder_of(path) for path in manifest.hashes}
    return own


@cache
def folder_of(path: str, below: str = "") -> str:
    """Give the folder that a file lies in, without the one that all lie below."""
    parts = PurePosixPath(path).parent.parts
    return "/".join(parts[1:] if below and parts[:1] == (below,) else parts)


def _lying_in(folders: Collection[str], folder: Folder, manifest: Manifest) -> Iterator[str]:
    for path in manifest.hashes:
        if folder_of(path) in folders or any(path.startswith(f"{f}/") for f in folders if f):
            yield path
    for each in filter(None, folders):
        yield from files_below(folder.agreements, each)
