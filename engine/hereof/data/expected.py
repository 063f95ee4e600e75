"""What a data file may hold for an agreement: its terms, their kinds, its owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.formula.inputs import Setting
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Quantity:
    """What is known of a term of which data may speak.

    Attributes:
        kind: One of `hereof.formula.inputs.DIMENSIONS`; empty where that is not known.
        measured: When it is measured, as declared; empty where not said.
        per: What there is one value for each of, such as `Class`; empty for a single value.
    """

    kind: str = ""
    measured: str = ""
    per: str = ""


@frozen
class Expected:
    """What a data file may hold.

    Attributes:
        terms: Each term, and each description that a formula takes as an input.
        setting: The Classes in order, and what the named sets consist of.
    """

    terms: Mapping[str, Quantity]
    setting: Setting = field(factory=Setting)
