"""What an answer rests on, files and places aside: the same although a file was laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.audit.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS: Final = (
    "question",
    "answer",
    "definitions",
    "paragraphs",
    "instruments",
    "calendar",
    "data",
    "value",
    "arithmetic",
    "roundings",
)
"""The members of a certificate that carry its meaning."""

_PLACES: Final = frozenset(
    {
        *("document", "sha256", "first_line", "last_line", "rule"),  # of a quotation
        *("place", "source", "path", "line", "files"),  # of a step, and of a figure
        *(
            "known",
            "version",
            "purpose",
            "sentence",
        ),  # what the file may outgrow, and how it is said
    }
)


class Meaning(TypedDict):
    """What the answer rests on.

    Attributes:
        digest: The SHA-256 of the canonical form of what was leant on: words, formulas, rules of
            the calendar, Classes, figures and steps, without places, files and hashes.
    """

    digest: str


def meaning(certificate: Mapping[str, Any]) -> Meaning:
    """Give the digest of what an answer rests on."""
    return {"digest": digest({part: meant(certificate[part]) for part in PARTS})}


def meant(part: Any) -> Any:  # noqa: ANN401 - any part of a certificate
    """Give a part of a certificate without files and places."""
    if isinstance(part, dict):
        return {name: meant(each) for name, each in part.items() if name not in _PLACES}
    return [meant(each) for each in part] if isinstance(part, list) else part
