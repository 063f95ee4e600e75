"""The certificate as typed dictionaries, of which its schema is made."""

from __future__ import annotations

from typing import TypedDict

from hereof.audit import provenance  # noqa: TC001 - schemas are made of the annotations
from hereof.audit.arithmetic import (  # noqa: TC001 - the same
    ArithmeticStep,
    CalendarDate,
)
from hereof.audit.leaning import CertifiedDefinition  # noqa: TC001 - the same
from hereof.audit.meaning import Meaning  # noqa: TC001 - the same
from hereof.report import shapes  # noqa: TC001 - the same
from hereof.report.figures import Figure  # noqa: TC001 - the same
from hereof.report.value_shapes import DataFile  # noqa: TC001 - the same


class Question(TypedDict):
    """What was asked.

    Attributes:
        agreement: The agreement, by name and title.
        term: The term as defined.
        on: The date, or the month, which means its Distribution Date.
        known_on: The date as of which the file is read; null: everything on file.
        purpose: Why it was asked, as the asker words it; empty where not said.
    """

    agreement: shapes.AgreementName
    term: str
    on: str
    known_on: str | None
    purpose: str


class CertifiedAnswer(TypedDict):
    """What is in force.

    Attributes:
        outcome: The named outcome, as in `hereof/which/1`.
        answered: Whether words are given; otherwise the outcome is a refusal.
        sentence: The outcome in one sentence.
        on: The date that the answer is about; null where there is none.
        series: Where a month was asked about: its date, and how it was rolled.
        known: As known when.
        words: The words; for a crossing each text, in no order of preference.
        governed_by: The paragraph that last changed the definition; null where none governs.
        suspensions: What suspends it.
        pending: Paragraphs whose condition is not shown to be met.
        unexecuted: Instruments that would change it and are not executed as then known.
        no_value: Why there is no value; empty where there is one.
        leans: Everything construed that the words and the value rest on.
    """

    outcome: str
    answered: bool
    sentence: str
    on: str | None
    series: shapes.SeriesDate | None
    known: shapes.Knowledge
    words: list[str]
    governed_by: str | None
    suspensions: list[shapes.Suspension]
    pending: list[str]
    unexecuted: list[str]
    no_value: str
    leans: list[shapes.Lean]


class CertifiedParagraph(TypedDict):
    """A paragraph that made a definition.

    Attributes:
        name: Its name, by which the rest of the certificate speaks of it.
        paragraph: What it says, with its evidence.
    """

    name: str
    paragraph: shapes.Paragraph


class CalendarUsed(TypedDict):
    """What told dates.

    Attributes:
        library: The library that knows which days are holidays.
        version: Its version.
        dates: The dates that a calendar gave.
    """

    library: str
    version: str
    dates: list[CalendarDate]


class CertifiedFigure(TypedDict):
    """A figure of the data that the value rests on.

    Attributes:
        input: Of what, of whom, measured when.
        dimension: What it is a quantity of.
        exact: Exactly.
        shown: As people read it.
        path: The file.
        line: The line, or the row of a file without lines.
    """

    input: str
    dimension: str
    exact: str
    shown: str
    path: str
    line: int


class CertifiedData(TypedDict):
    """The data.

    Attributes:
        files: The files.
        illustrative: What they say of themselves where figures are made up.
        notes: What is to be said of single rows, such as one that gives what is computed.
        figures: The figures that the value rests on.
    """

    files: list[DataFile]
    illustrative: list[str]
    notes: list[str]
    figures: list[CertifiedFigure]


class CertifiedRounding(TypedDict):
    """A rounding that the words order.

    Attributes:
        step: The step of the arithmetic.
        before: The value before, exactly.
        after: The value after, exactly.
        rule: Such as `half up`.
        unit: To a multiple of what.
    """

    step: int
    before: str
    after: str
    rule: str
    unit: str


class Certificate(TypedDict):
    """An answer, and all that it rests on; its file is the canonical form (RFC 8785), a line end.

    Attributes:
        schema: The name and version of this form.
        digest: The SHA-256 of the canonical form of all other members.
        issued: The date that it bears; null where none was given, as no clock is asked.
        question: What was asked.
        answer: What is in force.
        definitions: The definitions that the answer leans on, the term's own first.
        paragraphs: The paragraphs that made them.
        instruments: The instruments of these paragraphs.
        evidence: Every document and rule file of the agreement, and of those that it rests on.
        calendar: What told dates.
        data: The data.
        value: What the term comes to; null where it has no value.
        arithmetic: Every step of the computation, each after those that it rests on.
        roundings: Every rounding among them.
        meaning: What the answer rests on, files and places aside.
        repository: The git checkout of the rule base; null where there is none.
        engine: What made the certificate.
    """

    schema: str
    digest: str
    issued: str | None
    question: Question
    answer: CertifiedAnswer
    definitions: list[CertifiedDefinition]
    paragraphs: list[CertifiedParagraph]
    instruments: list[shapes.Instrument]
    evidence: provenance.Evidence
    calendar: CalendarUsed
    data: CertifiedData
    value: Figure | None
    arithmetic: list[ArithmeticStep]
    roundings: list[CertifiedRounding]
    meaning: Meaning
    repository: provenance.Repository | None
    engine: provenance.Engine
