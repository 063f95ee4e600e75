"""What a report says of its own making."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.report.sources import iso
from hereof.version import __version__

if TYPE_CHECKING:
    from datetime import date


class Imprint(TypedDict):
    """What a report says of its own making.

    Attributes:
        engine: The engine and its version.
        generated: The date that the report bears; null where none was given, as no clock is asked.
    """

    engine: str
    generated: str | None


def imprint(generated: date | None) -> Imprint:
    """Say which engine made a report, and which date it bears."""
    return {"engine": f"Hereof {__version__}", "generated": iso(generated)}
