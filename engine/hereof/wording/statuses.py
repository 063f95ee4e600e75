"""How the words of a definition and its formula stand to one another."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from hereof.diagnostics import Source, Span
from hereof.formula.compare import Verdict, compare
from hereof.formula.english.trees import mapped
from hereof.formula.reading import AMBIGUOUS, READ, figures_of
from hereof.frozen import frozen
from hereof.model import formula as f
from hereof.model.meaning import BusinessDayRule, CalendarRule, DayKind, Formula, Given
from hereof.timeline.state import Status
from hereof.wording.calendars import bases_said, other_base, other_first, series_said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.formula.compare import Comparison
    from hereof.formula.inputs import Setting
    from hereof.formula.reading import Figures, Reading, ReadResult
    from hereof.model.meaning import Meaning
    from hereof.timeline.state import State


class Standing(enum.Enum):
    """Where the formula of a definition comes from."""

    READ = "read"
    CHOSEN = "chosen"
    BY_CONVENTION = "by convention"
    ASSERTED = "asserted"
    WORDS_ONLY = "words only"
    AMBIGUOUS = "ambiguous"
    DIFFERS = "differs"
    GIVEN = "given"
    NAMED = "named"
    STATED = "stated"


WHAT: dict[Standing, str] = {
    Standing.READ: "the words state one formula",
    Standing.CHOSEN: "the words state several formulas, of which the rule file chooses this one",
    Standing.BY_CONVENTION: "the words state this formula by a declared convention",
    Standing.ASSERTED: "the words are not read; the rule file asserts this formula",
    Standing.WORDS_ONLY: "the words are not read as a formula",
    Standing.AMBIGUOUS: "the words state several formulas that compute different numbers",
    Standing.DIFFERS: "the rule file states another formula than the words",
    Standing.GIVEN: "its value is given in reports",
    Standing.NAMED: "the words name the calendar that the rule file states",
    Standing.STATED: "the rule file says what it means",
}
"""What each standing says, in a clause."""


@frozen(eq=False)
class Wording:
    """The words of a definition, what they state, and what the rule file says they mean.

    Attributes:
        standing: Where the formula comes from.
        words: The words that were read; empty where there are none.
        formula: The formula; nothing where there is none, or none is certain.
        result: What came of reading the words; nothing where they were not read.
        conventions: The declared conventions that settled the reading.
        unlike: Where the rule file's formula is none that the words state: figures for which
            it differs from the first that they state.
        apart: Where the rule file's calendar is not the one that the words speak of: what they
            speak of, as a clause.
    """

    standing: Standing
    words: str
    formula: f.Expression | f.Test | None = None
    result: ReadResult | None = None
    conventions: tuple[str, ...] = ()
    unlike: Figures | None = None
    apart: str = ""


def words_of(state: State) -> str:
    """Give the words of a definition: those on file, else those that are construed."""
    if state.status is not Status.STANDS or state.reserved:
        return ""
    if state.on_file:
        return state.words
    return (state.construed or "") if state.is_construed else ""


def standing_of(
    meaning: Meaning | None,
    result: ReadResult | None,
    within: Setting,
    measured: Mapping[str, str] | None = None,
) -> Wording:
    """Compare what words state with what the rule file says they mean.

    Args:
        meaning: What the rule file says.
        result: What came of reading the words.
        within: Classes, named sets and types.
        measured: When each term is measured, as declared; words that say the same add nothing.
    """
    if result is not None and measured:
        readings = tuple(
            evolve(each, expression=as_declared(each.expression, measured))
            for each in result.readings
        )
        result = evolve(result, readings=readings)
    words = result.source.text if result else ""
    stated = _formula(meaning)
    if stated is not None and measured:
        stated = as_declared(stated, measured)
    if stated is None:
        if isinstance(meaning, Given):
            return Wording(Standing.GIVEN, words, result=result)
        if isinstance(meaning, BusinessDayRule) and bases_said(words):
            apart = other_base(meaning, words)
            standing = Standing.DIFFERS if apart else Standing.NAMED
            return Wording(standing, words, result=result, apart=apart)
        if meaning is not None:
            return Wording(Standing.STATED, words, result=result)
        return _unstated(words, result)
    if result is None or not result.readings:
        standing = Standing.ASSERTED if isinstance(meaning, Formula) else Standing.STATED
        return Wording(standing, words, stated, result)
    return _compared(stated, result, within, meaning if isinstance(meaning, CalendarRule) else None)


def _unstated(words: str, result: ReadResult | None) -> Wording:
    if result is None or not result.readings:
        return Wording(Standing.WORDS_ONLY, words, result=result)
    if result.status == AMBIGUOUS:
        return Wording(Standing.AMBIGUOUS, words, result=result)
    return _one(result.readings[0], words, result)


def _one(reading: Reading, words: str, result: ReadResult) -> Wording:
    standing = Standing.BY_CONVENTION if reading.conventions else Standing.READ
    return Wording(standing, words, reading.expression, result, reading.conventions)


def _compared(
    stated: f.Expression | f.Test, result: ReadResult, within: Setting, rule: CalendarRule | None
) -> Wording:
    first: Comparison | None = None
    for reading in result.readings:
        found = compare(series_day(stated), series_day(reading.expression), within)
        if found.verdict is Verdict.EQUAL and not (rule and other_first(rule, reading)):
            if result.status == READ:
                return _one(reading, result.source.text, result)
            return Wording(Standing.CHOSEN, result.source.text, reading.expression, result)
        first = first or found
    assert first is not None  # noqa: S101 - there is at least one reading
    if rule is not None:
        apart = series_said(rule, result.readings[0])
        return Wording(Standing.DIFFERS, result.source.text, None, result, apart=apart)
    unlike = figures_of(0, 1, first)
    return Wording(Standing.DIFFERS, result.source.text, None, result, unlike=unlike)


def _formula(meaning: Meaning | None) -> f.Expression | f.Test | None:
    if isinstance(meaning, Formula):
        return meaning.expression
    if isinstance(meaning, CalendarRule):
        return rule_as_formula(meaning)
    return None


def rule_as_formula(rule: CalendarRule) -> f.Expression:
    """Give the day of a calendar rule as a formula, but for its first and last month."""
    asked = f.Input(f.ASKED, None, (), total=False, span=rule.span)
    if rule.kind is DayKind.OFFSET:
        base = f.Input(rule.series, None, (), total=False, span=rule.span)
        return f.ShiftedDay(rule.number, rule.business_day, base, rule.span)
    return f.DayInMonth(rule.kind, rule.number, rule.roll, rule.business_day, 0, asked, rule.span)


def series_day(node: f.Expression | f.Test) -> f.Expression | f.Test:
    """Give the day of a series as such: which month it is counted in, and the first, aside.

    `The last Business Day of the month before that in which the Distribution Date occurs` and
    `the last Business Day of each month` are one series of dates.
    """
    if isinstance(node, f.Schedule) and len(node.steps) == 2:  # noqa: PLR2004 - before and from
        before, then = node.steps
        if isinstance(before.value, f.NoValue) and isinstance(then.value, f.DayInMonth):
            node = then.value
    if isinstance(node, f.DayInMonth):
        return evolve(node, months=0, base=f.Input(f.ASKED, None, (), total=False, span=_NOWHERE))
    return node


_NOWHERE: Final = Span(Source("", ""), 0, 0)


def as_declared(node: Any, measured: Mapping[str, str]) -> Any:  # noqa: ANN401 - any node
    """Give a formula whose inputs leave out a time that is the declared one."""

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        if isinstance(one, f.Input) and one.timing:
            usual = _such(measured.get(one.term, ""))
            timing = tuple(text for text in one.timing if _such(text) != usual)
            return evolve(one, timing=timing)
        return one

    return mapped(node, change)


def _such(text: str) -> str:
    return re.sub(r"\b(?:such|said)\b", "that", " ".join(text.lower().split()))


__all__ = ["WHAT", "Standing", "Wording", "as_declared", "rule_as_formula", "words_of"]
