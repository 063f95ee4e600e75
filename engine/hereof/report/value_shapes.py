"""The form in which values are given: `hereof calc`, `explain` and `impact` share it."""

from __future__ import annotations

from typing import TypedDict

from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.figures import Figure, RoundingDone  # noqa: TC001 - the same
from hereof.report.findings import Finding  # noqa: TC001 - the same


class DataFile(TypedDict):
    """A data file.

    Attributes:
        path: As it was named.
        sha256: Of its bytes.
    """

    path: str
    sha256: str


class Data(TypedDict):
    """The data of an answer.

    Attributes:
        files: The files.
        illustrative: What they say of themselves where figures are made up; the answer is then
            made up as well.
        notes: What is to be said of single rows: one that gives what is computed, with both values,
            and one that was taken and is below zero.
    """

    files: list[DataFile]
    illustrative: list[str]
    notes: list[Finding]


class Definition(TypedDict):
    """A definition that values were computed by.

    Attributes:
        name: The paragraph, such as `ramp-2003-rs8/1 paragraph 2`.
        term: The term.
        formula: Its formula in the notation.
        status: `read`: the words state it; `chosen`: it is one of several that the words state;
            `by convention`: a declared convention settled it; `asserted`: the words are not read,
            and the rule file states it; `as construed`: the words are not on file.
        place: Where its words stand, or, where it is asserted, the formula.
        governed_by: The paragraph that last changed the definition; null where that is in doubt.
    """

    name: str
    term: str
    formula: str
    status: str
    place: str
    governed_by: shapes.Paragraph | None


class Rest(TypedDict):
    """What a value rests on.

    Attributes:
        term: The term.
        how: `formula`, `data`, `calendar`, `elsewhere`, or as what it is treated while suspended.
        by: The paragraph whose definition computes it; null where none does.
        value: What it comes to.
    """

    term: str
    how: str
    by: str | None
    value: Figure


class Used(TypedDict):
    """A figure of the data that a value rests on.

    Attributes:
        input: Of what, of whom, measured when.
        value: The figure.
        path: The file.
        line: The line, or the row of a file without lines.
    """

    input: str
    value: Figure
    path: str
    line: int


class ValueOn(TypedDict):
    """What a term comes to on a date.

    Attributes:
        on: The date; null where there is none.
        series: Where the date is one of a series, how it was found.
        answered: Whether there is a value.
        sentence: Why there is none; empty where there is one.
        value: The value; null where there is none.
        how: How it is had: `formula`, `data`, `calendar`, `elsewhere`, or as what it is treated.
        by: The paragraph whose definition computes it; null where none does.
        roundings: Every rounding that the words order.
        rests_on: The terms that it rests on, each with its value.
        figures: The figures of the data that it rests on.
        findings: Why there is no value.
        leans: Everything construed that it rests on.
    """

    on: str | None
    series: shapes.SeriesDate | None
    answered: bool
    sentence: str
    value: Figure | None
    how: str
    by: str | None
    roundings: list[RoundingDone]
    rests_on: list[Rest]
    figures: list[Used]
    findings: list[Finding]
    leans: list[shapes.Lean]


class Span(TypedDict):
    """The dates asked about: one, or all from one through another.

    Attributes:
        term: As it was typed.
        on: The date or month; null where a stretch is asked about.
        start: The first date or month; null where one is asked about.
        end: The last; null likewise.
        known_on: The date as of which the file is read; null: everything on file.
    """

    term: str
    on: str | None
    start: str | None
    end: str | None
    known_on: str | None


class Calc(TypedDict):
    """What a term comes to.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        term: The term as defined.
        known: As known when.
        data: The data.
        answered: Whether there is a value on every date asked about, and at least one date.
        values: A value for each date.
        definitions: The definitions that values were computed by.
    """

    schema: str
    asked: Span
    agreement: shapes.AgreementName
    term: str
    known: shapes.Knowledge
    data: Data
    answered: bool
    values: list[ValueOn]
    definitions: list[Definition]
