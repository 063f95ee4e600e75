"""Words read as formulas: one reading, several that compute differently, or none.

Every formula that the words can state is derived; those that compute the same are one
reading. Where several remain they are all given, with figures for which they differ.
"""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import field

from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.formula.atoms import SERIES
from hereof.formula.english.kinds import adds_a_rate
from hereof.formula.english.reader import derive
from hereof.formula.english.tokens import UnreadableError
from hereof.formula.english.usage import CONVENTIONS, conventions_of
from hereof.formula.inputs import Input, Setting, UnknownOwnerError, asked, setting
from hereof.frozen import frozen
from hereof.model.formulas import inputs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hereof.calendar import BusinessDays
    from hereof.formula.calendars import Calendar
    from hereof.formula.compare import Comparing, Comparison
    from hereof.formula.english.usage import Usage
    from hereof.formula.trace import Result, Rounding, Trace
    from hereof.model import formula as f

Given: TypeAlias = "Mapping[Input, object] | Callable[[Input], object]"

READ: Final = "read"
AMBIGUOUS: Final = "ambiguous"
REFUSED: Final = "refused"

MOST_COMPARED: Final = 40
"""How many formulas are compared for meaning; words that state more are refused."""
MOST_READINGS: Final = 8
"""How many readings are told apart; likewise."""


class Number(Fraction):
    """An exact number that was computed, with every step.

    Attributes:
        value: The number itself.
        trace: The step that gives it, and beneath it those that it rests on.
        roundings: Every rounding, before and after.
    """

    value: Fraction
    trace: Trace
    roundings: tuple[Rounding, ...]


class Day(date):
    """A date that was computed, with every step; the attributes are those of `Number`."""

    value: date
    trace: Trace
    roundings: tuple[Rounding, ...]


class Truth(int):
    """Whether something is so, with every step; equal to `True` or `False`.

    The attributes are those of `Number`.
    """

    value: bool
    trace: Trace
    roundings: tuple[Rounding, ...]

    def __repr__(self) -> str:
        return str(bool(self))


@frozen
class Figures:
    """Figures for which two readings differ.

    Attributes:
        first: The place of one reading, counted from 0.
        second: The place of the other.
        given: A value for each input, by its name.
        on: The date asked about, where it matters.
        values: What the two readings give; nothing where one has no value.
        why: Where no figures were found: why the two could not be shown to be the same.
    """

    first: int
    second: int
    given: tuple[tuple[str, Fraction | date | bool], ...]
    on: date | None
    values: tuple[Fraction | date | bool | None, Fraction | date | bool | None]
    why: str = ""


@frozen(eq=False)
class Reading:
    """One formula that words state.

    Attributes:
        expression: The formula, each node with its place in the words.
        setting: Classes, named sets and types with which it was read.
        calendar: What tells Business Days and dates of series, where that was given.
        conventions: The declared conventions without which it would not be the only one.
    """

    expression: f.Expression | f.Test
    setting: Setting
    calendar: Calendar | BusinessDays | None = field(default=None, repr=False)
    conventions: tuple[str, ...] = ()

    @property
    def notation(self) -> str:
        """The formula in the notation of rule files."""
        from hereof.language.notation import notation  # noqa: PLC0415 - the languages meet here

        return notation(self.expression)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What the formula asks to be given, each once, in the order of the words."""
        found: dict[Input, None] = {}
        for node in inputs_of(self.expression):
            series = node.term in SERIES and node.owners is None and not node.timing
            if not series:
                found[asked(node, self.setting)] = None
        return tuple(found)

    def evaluate(self, given: Given, on: date) -> Number | Day | Truth:
        """Compute the formula on a date, exactly.

        Args:
            given: A mapping from inputs, or a function of an input, to `Fraction`, date or
                bool. A total may be given itself or for each of its owners; a function is
                asked for each owner.
            on: The date asked about.

        Raises:
            HereofError: There is no value; its diagnostics say why.
        """
        from hereof.formula.evaluate import evaluate  # noqa: PLC0415 - reading alone needs none

        return _computed(evaluate(self.expression, given, on, self.setting, self.calendar))


def _computed(result: Result) -> Number | Day | Truth:
    value = result.value
    found: Any
    if isinstance(value, bool):
        found = Truth(value)
    elif isinstance(value, date):
        found = Day(value.year, value.month, value.day)
    else:
        found = Number(value.numerator, value.denominator)
    found.value, found.trace, found.roundings = value, result.trace, result.roundings
    return found  # type: ignore[no-any-return]


@frozen(eq=False)
class ReadResult:
    """What came of reading words.

    Attributes:
        source: The words.
        readings: Every reading; one where the words have one meaning, none where refused.
        diagnostics: Where refused, why: where reading stopped and what could have followed.
        figures: Where ambiguous, figures for which the first reading differs from each other.
    """

    source: Source
    readings: tuple[Reading, ...]
    diagnostics: tuple[Diagnostic, ...]
    figures: tuple[Figures, ...] = ()

    @property
    def status(self) -> str:
        """Whether the words are `read`, `ambiguous` or `refused`."""
        if not self.readings:
            return REFUSED
        return READ if len(self.readings) == 1 else AMBIGUOUS


def read(
    words: str,
    term: str | None = None,
    classes: Iterable[str] = (),
    members: Mapping[str, Iterable[str]] | None = None,
    types: Mapping[str, str] | None = None,
    conventions: Iterable[str] = (),
    calendar: Calendar | BusinessDays | None = None,
    *,
    terms: Iterable[str] = (),
) -> ReadResult:
    """Read the English of a definition as the formulas that it can state.

    Args:
        words: The words of the definition.
        term: The term that they define, where it is known.
        classes: Every Class in order, such as `A-1`.
        members: What a named set consists of, such as `Group I Certificates`.
        types: The dimension of defined terms, such as `ratio`; see
            `hereof.formula.inputs.DIMENSIONS`.
        conventions: How words are used that usage leaves open; see
            `hereof.formula.english.usage.CONVENTIONS`.
        calendar: What tells Business Days and dates of series, for `evaluate`.
        terms: Further defined terms, needed only for those with small words in their names.

    Raises:
        ValueError: A type or a convention is none of those that there are.
    """
    return read_in(
        words,
        term or "",
        setting(classes, members, types),
        conventions_of(conventions),
        calendar,
        terms,
    )


def read_in(
    words: str,
    term: str,
    within: Setting,
    conventions: frozenset[str] = frozenset(),
    calendar: Calendar | BusinessDays | None = None,
    terms: Iterable[str] = (),
) -> ReadResult:
    """Read words in a setting; the arguments are otherwise those of `read`."""
    source = Source("words", words)
    try:
        found, comparing = _meanings(words, term, within, conventions, terms)
        if conventions and len(found) == 1:
            settled = _settled(words, term, within, conventions, terms, found)
        else:
            settled = ()
    except UnreadableError as failure:
        return ReadResult(source, (), (_refusal(source, failure),))
    readings = tuple(Reading(one, within, calendar, settled) for one in found)
    return ReadResult(source, readings, (), _figures(found, comparing))


def _meanings(
    words: str, term: str, within: Setting, conventions: frozenset[str], terms: Iterable[str]
) -> tuple[list[Any], Comparing | None]:
    """Give each formula that words state once, and what compared them where there are several.

    Raises:
        UnreadableError: They state none, or too many.
    """
    derived, _ = derive(words, within, term, conventions, terms)
    expressions = _sound(list(dict.fromkeys(one.expression for one in derived)), within)
    if len(expressions) == 1:
        return expressions, None
    if len(expressions) > MOST_COMPARED:
        raise _too_many(words, len(expressions))
    from hereof.formula.compare import Comparing  # noqa: PLC0415 - one reading needs no comparison
    from hereof.formula.surplus import without_surplus  # noqa: PLC0415 - as above

    comparing = Comparing(tuple(expressions), within)
    groups = comparing.groups(MOST_READINGS)
    if len(groups) > MOST_READINGS:
        raise _too_many(words, len(groups))
    readings = [expressions[group[0]] for group in groups]
    if len(readings) > 1:
        usages: dict[Any, set[Usage]] = {}
        for one in derived:
            usages.setdefault(one.expression, set()).add(one.usage)
        of_groups = [set().union(*(usages[expressions[i]] for i in group)) for group in groups]
        readings = without_surplus(readings, of_groups, within)
    return readings, comparing


def _too_many(words: str, ways: int) -> UnreadableError:
    return UnreadableError(
        "too-many-readings",
        f"these words can be read in {ways} ways or more",
        0, len(words), "enumerators such as (i) and (ii) would say which words belong together",
    )  # fmt: skip


def _sound(expressions: list[Any], within: Setting) -> list[Any]:
    """Refuse words all of whose readings add or compare what does not go together.

    One that does goes with those that do not: types alone settle no question of grouping.

    Raises:
        UnreadableError: Every reading adds dollars to days, or the like.
    """
    beside = [part for one in expressions if (part := adds_a_rate(one, within.types)) is not None]
    if beside and len(beside) == len(expressions):
        place = beside[0].span
        raise UnreadableError(
            "dimension-mismatch", "an amount of dollars and a rate per year do not go together",
            place.start, place.end, "say of what the rate is, or declare what the term is",
        )  # fmt: skip
    if not within.types:
        return expressions
    from hereof.formula.dimensions import dimensions  # noqa: PLC0415 - needs declared types

    wrong: Diagnostic | None = None
    for one in expressions:
        findings = dimensions(one, within.types).findings
        if not findings:
            return expressions
        wrong = wrong or findings[0]
    if wrong is None:
        return expressions
    place = wrong.labels[0].span
    raise UnreadableError(wrong.code, wrong.message, place.start, place.end, wrong.help)


def _settled(
    words: str,
    term: str,
    within: Setting,
    conventions: frozenset[str],
    terms: Iterable[str],
    found_with: list[Any],
) -> tuple[str, ...]:
    """Give the conventions without each of which the words would have another reading as well."""
    found = []
    for name in CONVENTIONS:
        if name not in conventions:
            continue
        try:
            without, _ = _meanings(words, term, within, conventions - {name}, terms)
        except UnreadableError:
            found.append(name)
            continue
        if without != found_with:
            found.append(name)
    return tuple(found)


def _figures(readings: list[Any], comparing: Comparing | None) -> tuple[Figures, ...]:
    if len(readings) == 1 or comparing is None:
        return ()
    places = [comparing.place(one) for one in readings]
    pairs = itertools.combinations(range(len(readings)), 2)
    found = []
    for first, second in itertools.islice(pairs, 10):
        told = comparing.verdict(places[first], places[second])
        found.append(figures_of(first, second, told))
    return tuple(found)


def figures_of(first: int, second: int, comparison: Comparison) -> Figures:
    """Give the figures of a comparison of two readings."""
    witness = comparison.witness
    if witness is None:
        return Figures(first, second, (), None, (None, None), comparison.why)
    given = tuple((str(atom), value) for atom, value in witness.values)
    return Figures(first, second, given, witness.on, (witness.first, witness.second))


def _refusal(source: Source, failure: UnreadableError) -> Diagnostic:
    end = max(failure.end, failure.start + 1)
    label = Label(Span(source, failure.start, min(end, max(len(source.text), 1))), "here")
    message = " ".join(failure.message.split())
    return error(failure.code, message, label, help=failure.help)


__all__ = ["Figures", "ReadResult", "Reading", "UnknownOwnerError", "read", "read_in"]
