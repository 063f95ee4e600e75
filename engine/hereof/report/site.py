"""`hereof site`: what was written, as plain data."""

from __future__ import annotations

from typing import TypedDict


class Refused(TypedDict):
    """An agreement about which nothing is answered.

    Attributes:
        id: Its name.
        errors: So many errors.
        first: The first of them.
    """

    id: str
    errors: int
    first: str


class Site(TypedDict):
    """What was written.

    Attributes:
        schema: The name and version of this form.
        out: The folder.
        first: The page to begin with.
        agreements: So many agreements.
        instruments: So many instruments.
        definitions: So many definitions.
        files: So many files.
        bytes: So many bytes.
        refused: Agreements with errors; `check` lists them.
    """

    schema: str
    out: str
    first: str
    agreements: int
    instruments: int
    definitions: int
    files: int
    bytes: int
    refused: list[Refused]
