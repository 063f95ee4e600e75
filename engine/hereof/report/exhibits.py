"""The evidence that a report shows: each document once, with its hash and every passage used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PASSAGE: Final = {"document", "sha256", "first_line", "last_line"}
_DOCUMENT: Final = {"path", "sha256"}
_WHAT: Final = {
    "words": "new words",
    "instruction": "instruction",
    "known_from": "speaks of an instrument not on file",
    "quoted": "takes in another agreement's definitions",
}


class Passage(TypedDict):
    """A passage of a document that an answer rests on.

    Attributes:
        first_line: Its first line, counted from 1.
        last_line: Its last line.
        what: What stands there, such as `new words`.
    """

    first_line: int
    last_line: int
    what: str


class Exhibit(TypedDict):
    """A document, or a file of figures, that a report rests on.

    Attributes:
        path: Relative to the rule base; of figures, as it was named.
        sha256: Of its bytes, in lower-case hexadecimal.
        kind: `document` or `figures`.
        passages: The passages used, in the order of the lines.
    """

    path: str
    sha256: str
    kind: str
    passages: list[Passage]


def exhibits(*views: object) -> list[Exhibit]:
    """Gather every document and passage that views name, in the order in which they name them."""
    found: dict[tuple[str, str], Exhibit] = {}
    for view in views:
        for key, part, within in _parts(view, "", ""):
            if part.keys() >= _PASSAGE:
                exhibit = _exhibit(found, part["document"], part["sha256"], "document")
                passage: Passage = {
                    "first_line": part["first_line"],
                    "last_line": part["last_line"],
                    "what": _WHAT.get(key, ""),
                }
                if passage not in exhibit["passages"]:
                    exhibit["passages"].append(passage)
            elif part.keys() == _DOCUMENT:
                kind = "figures" if within == "data" else "document"
                _exhibit(found, part["path"], part["sha256"], kind)
    for exhibit in found.values():
        exhibit["passages"].sort(key=lambda each: (each["first_line"], each["last_line"]))
    return list(found.values())


def _exhibit(found: dict[tuple[str, str], Exhibit], path: str, sha256: str, kind: str) -> Exhibit:
    fresh: Exhibit = {"path": path, "sha256": sha256, "kind": kind, "passages": []}
    return found.setdefault((path, sha256), fresh)


def _parts(value: object, key: str, within: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Give every dictionary in a view, with the name under which it stands and that one's."""
    if isinstance(value, dict):
        yield key, value, within
        for name, each in value.items():
            yield from _parts(each, name, key)
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each, key, within)
