"""`hereof read`: the formulas that words state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

import attrs

from hereof.diagnostics import Label, Source
from hereof.formula.dimensions import dimensions
from hereof.formula.english.usage import CONVENTIONS
from hereof.formula.reading import AMBIGUOUS, READ
from hereof.report.figures import Figure, figure
from hereof.report.findings import Finding, finding
from hereof.report.parse import Node, outline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.diagnostics import Diagnostic
    from hereof.formula.dimensions import Dimensions
    from hereof.formula.inputs import Input, Setting
    from hereof.formula.reading import Figures, Reading, ReadResult
    from hereof.formula.trace import Value

_PERCENTAGES: Final = frozenset({"ratio", "rate per year"})


class Named(TypedDict):
    """A named set, and what it consists of.

    Attributes:
        name: Its name.
        members: Its members, in order.
    """

    name: str
    members: list[str]


class Typed(TypedDict):
    """A term, and what it is declared to be a quantity of.

    Attributes:
        term: The term.
        dimension: Its dimension.
    """

    term: str
    dimension: str


class Convention(TypedDict):
    """A convention: how words are used that usage leaves open.

    Attributes:
        name: Its name.
        says: What it says.
    """

    name: str
    says: str


class Around(TypedDict):
    """What the words were read with.

    Attributes:
        path: Where they come from; `words` for standard input.
        term: The term that they define; empty where that was not said.
        classes: Every Class in order.
        members: What named sets consist of.
        types: The declared dimensions of terms.
        conventions: The declared conventions, by name.
    """

    path: str
    term: str
    classes: list[str]
    members: list[Named]
    types: list[Typed]
    conventions: list[str]


class Wanted(TypedDict):
    """What a formula asks to be given.

    Attributes:
        quantity: Such as `Certificate Principal Balance`.
        of: Of whom; empty where the words name no owner.
        timing: When it is measured and which of them are meant, as worded; empty for the date
            that is asked about.
    """

    quantity: str
    of: list[str]
    timing: str


class ReadingFound(TypedDict):
    """One formula that the words state.

    Attributes:
        notation: The formula in the notation of rule files.
        dimension: What it is a quantity of; empty where that is not certain.
        inputs: What it asks to be given, each once, in the order of the words.
        parse: The formula as an outline, each part with its words.
    """

    notation: str
    dimension: str
    inputs: list[Wanted]
    parse: Node


class GivenFigure(TypedDict):
    """A value for an input.

    Attributes:
        input: The input.
        value: Its value.
    """

    input: str
    value: Figure


class Difference(TypedDict):
    """Figures for which two readings differ.

    Attributes:
        first: The number of one reading, counted from 1.
        second: The number of the other.
        on_date: The date asked about, as `2003-10-27`; null where it does not matter.
        given: A value for each input.
        first_value: What the one gives; null where it has no value.
        second_value: What the other gives; null where it has no value.
        why: Where no figures were found: why the two are not shown to compute the same.
    """

    first: int
    second: int
    on_date: str | None
    given: list[GivenFigure]
    first_value: Figure | None
    second_value: Figure | None
    why: str


class Read(TypedDict):
    """What words state.

    Attributes:
        schema: The name and version of this form.
        asked: What the words were read with.
        words: The words.
        status: `read`, `ambiguous` or `refused`.
        sentence: That in words.
        settled_by: The conventions without which there would be another reading.
        readings: Every reading; one where the words have one meaning, none where refused.
        differences: Where ambiguous, figures for which readings differ.
        findings: Where refused, why: where reading stopped, and what could have followed.
    """

    schema: str
    asked: Around
    words: str
    status: str
    sentence: str
    settled_by: list[Convention]
    readings: list[ReadingFound]
    differences: list[Difference]
    findings: list[Finding]


def read(
    result: ReadResult, within: Setting, path: str, term: str, conventions: frozenset[str]
) -> Read:
    """Give what came of reading words.

    Args:
        result: What came of it.
        within: Classes, named sets and types with which they were read.
        path: Where the words come from.
        term: The term that they define; empty where that was not said.
        conventions: The declared conventions, by name.
    """
    known = [dimensions(each.expression, within.types) for each in result.readings]
    settled = result.readings[0].conventions if result.status == READ else ()
    return {
        "schema": "hereof/read/1",
        "asked": {
            "path": path,
            "term": term,
            "classes": list(within.classes),
            "members": [{"name": n, "members": list(m)} for n, m in within.members.items()],
            "types": [{"term": n, "dimension": d} for n, d in within.types.items()],
            "conventions": [name for name in CONVENTIONS if name in conventions],
        },
        "words": result.source.text,
        "status": result.status,
        "sentence": _sentence(result),
        "settled_by": [{"name": name, "says": CONVENTIONS[name]} for name in settled],
        "readings": [_reading(*pair, path) for pair in zip(result.readings, known, strict=True)],
        "differences": [difference(each, known) for each in result.figures],
        "findings": [finding(each) for each in findings_of(result, path)],
    }


def findings_of(result: ReadResult, path: str) -> list[Diagnostic]:
    """Give why words were refused, with the source's own name in every place."""
    source = Source(path, result.source.text)
    return [
        attrs.evolve(
            found,
            labels=tuple(
                Label(attrs.evolve(label.span, source=source), label.text) for label in found.labels
            ),
        )
        for found in result.diagnostics
    ]


def _sentence(result: ReadResult) -> str:
    if result.status == READ:
        under = " under the conventions named here" if result.readings[0].conventions else ""
        return f"The words have one reading{under}."
    if result.status == AMBIGUOUS:
        shown = all(not each.why for each in result.figures)
        told = "that compute differently" if shown else "that are not shown to compute the same"
        return f"The words have {len(result.readings)} readings {told}."
    return f"The words cannot be read: {result.diagnostics[0].message}."


def _reading(reading: Reading, known: Dimensions, path: str) -> ReadingFound:
    return {
        "notation": reading.notation,
        "dimension": known.of,
        "inputs": [_wanted(each) for each in reading.inputs],
        "parse": outline(reading.expression, path=path),
    }


def _wanted(wanted: Input) -> Wanted:
    return {"quantity": wanted.quantity, "of": list(wanted.of), "timing": wanted.timing}


def difference(figures: Figures, known: list[Dimensions]) -> Difference:
    """Give figures for which two readings differ; `known` are the dimensions of each reading."""
    first, second = known[figures.first], known[figures.second]
    terms = {**first.terms, **second.terms}
    return {
        "first": figures.first + 1,
        "second": figures.second + 1,
        "on_date": figures.on.isoformat() if figures.on else None,
        "given": [
            {"input": name, "value": figure(value, _dimension_of(name, terms))}
            for name, value in figures.given
        ],
        "first_value": _value(figures.values[0], first),
        "second_value": _value(figures.values[1], second),
        "why": figures.why,
    }


def _value(value: Value | None, known: Dimensions) -> Figure | None:
    if value is None:
        return None
    shown = known.of or ("ratio" if known.possible == _PERCENTAGES else "")
    return figure(value, shown)


def _dimension_of(name: str, terms: Mapping[str, str]) -> str:
    """Give the dimension of an input such as `Certificate Principal Balance of Class A-1`."""
    said = [term for term in terms if name == term or name.startswith((f"{term} of ", f"{term} ["))]
    return terms[max(said, key=len)] if said else ""
