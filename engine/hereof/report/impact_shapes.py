"""The form in which `hereof impact` answers."""

from __future__ import annotations

from typing import TypedDict

from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.figures import Figure  # noqa: TC001 - the same
from hereof.report.value_shapes import Data, Definition  # noqa: TC001 - the same


class Side(TypedDict):
    """A value with or without the instrument.

    Attributes:
        value: The value; null where there is none.
        by: The paragraph whose definition computes it; null where none does.
        gone: `deleted` or `not in force` where there is no definition to compute; else empty.
        sentence: Why there is no value; empty where there is one.
    """

    value: Figure | None
    by: str | None
    gone: str
    sentence: str


class ChangeOn(TypedDict):
    """What changes on a date.

    Attributes:
        on: The date.
        without_it: Without the instrument.
        with_it: With it.
        difference: What it adds, or takes away; null where one of the two has no value, or the
            values are no numbers. Of dollars: the difference of the two in cents.
        changed: Whether the two differ.
    """

    on: str
    without_it: Side
    with_it: Side
    difference: Figure | None
    changed: bool


class Changed(TypedDict):
    """A term whose value an instrument changes, or whose definition it touches.

    Attributes:
        term: The term.
        touched: Whether the instrument speaks of it; otherwise it rests on what the instrument
            speaks of.
        dates: Every date.
        total_without: Of dollars, all values without the instrument, each in cents; null for
            others.
        total_with: The same with it.
        total: What the instrument adds in all; null likewise.
        governed_before: On how many dates of the series, from the first through the last one asked
            about, what stood before the instrument governed.
        sentence: That in one sentence.
    """

    term: str
    touched: bool
    dates: list[ChangeOn]
    total_without: Figure | None
    total_with: Figure | None
    total: Figure | None
    governed_before: int
    sentence: str


class Impact(TypedDict):
    """What an instrument changes.

    Attributes:
        schema: The name and version of this form.
        heading: What the amounts leave aside: a changed payment would change later balances.
        agreement: The agreement.
        instrument: The instrument.
        title: Its title.
        known: As known when.
        data: The data.
        series: The term whose dates are asked about.
        answered: Whether with and without it on every date there is a value, or nothing that is
            defined, and all else that it may change could be computed; and at least one term.
        sentence: The outcome in one sentence.
        terms: What changes, and what is touched.
        definitions: The definitions that values were computed by.
        leans: Everything construed that the definitions rest on.
    """

    schema: str
    heading: str
    agreement: shapes.AgreementName
    instrument: str
    title: str
    known: shapes.Knowledge
    data: Data
    series: str
    answered: bool
    sentence: str
    terms: list[Changed]
    definitions: list[Definition]
    leans: list[shapes.Lean]
