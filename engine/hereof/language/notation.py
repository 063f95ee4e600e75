"""Formulas and other meanings back in the notation of rule files.

What is printed here parses to the same tree again, with no bracket that the
notation does not need.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month, ordinal
from hereof.calendar.month import MONTH_NAMES
from hereof.diagnostics import Source, Span
from hereof.grammars import grammar_text
from hereof.language.formulas import singular
from hereof.model import formula as f
from hereof.model import meaning as m

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

_OPEN: Final = (f.Conditional,)
"""What needs brackets as part of a sum or a comparison."""
_IN_PRODUCT: Final = (f.Conditional, f.Sum, f.Product, f.Quotient)
_IN_SUM: Final = (f.Conditional, f.Sum)
_NOWHERE: Final = Span(Source("", ""), 0, 0)
_ASKED: Final = f.Input(f.ASKED, None, (), total=False, span=_NOWHERE)

_NUMBER: Final = re.compile(
    r"\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%(?: per year)?",
    re.ASCII,
)


def notation(expression: f.Expression | f.Test) -> str:
    """Print a formula, or a test in one, on one line."""
    if isinstance(expression, f.Logic):
        return _logic(expression)
    return _PRINTERS[type(expression)](expression)


def meaning_text(meaning: m.Meaning) -> str:
    """Print what a term means as it stands after `means`, on one line."""
    if isinstance(meaning, m.Formula):
        return notation(meaning.expression)
    if isinstance(meaning, m.CalendarRule):
        return _calendar_rule(meaning)
    if isinstance(meaning, m.BusinessDayRule):
        return _business_days(meaning)
    if isinstance(meaning, m.Given):
        return _given(meaning)
    if isinstance(meaning, m.ClassList):
        return f"classes {_owner_list(meaning.items, meaning.except_for)}"
    term = f" as {bare_or_quoted(meaning.term)}" if meaning.term else ""
    return f"as defined in {meaning.agreement}{term}"


def bare_or_quoted(term: str) -> str:
    """Write a defined term bare where it can stand so, else in quotation marks."""
    pattern, other = _term_patterns()
    if pattern.fullmatch(term) and not other.match(term) and " ".join(term.split()) == term:
        return term
    return quoted(term)


def quoted(text: str) -> str:
    """Write a text in quotation marks; a line end becomes a space, as there is none in a string."""
    plain = " ".join(text.split("\n"))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


@cache
def _term_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the grammar's own pattern of a bare term, and that of what would be read first."""
    found = dict(
        re.findall(r"^([A-Z]+)(?:\.\d+)?: /(.*)/$", grammar_text("rules.lark"), re.MULTILINE)
    )
    patterns = {name: found[name].replace(r"\/", "/") for name in ("TERM", "SECTION", "MONTH")}
    first = f"(?:{patterns['SECTION']})|(?:{patterns['MONTH']})"
    return re.compile(patterns["TERM"]), re.compile(first)


# ---- formulas


def _within(expression: f.Expression, open_kinds: tuple[type, ...]) -> str:
    text = notation(expression)
    return f"({text})" if isinstance(expression, open_kinds) else text


def _amount(node: f.Amount) -> str:
    if node.text and _NUMBER.fullmatch(node.text):
        return node.text
    scaled = node.value * 100 if node.unit.startswith("%") else node.value
    digits = decimal(scaled)
    if digits is None:
        return f"({node.value.numerator} / {node.value.denominator})"
    return f"${digits}" if node.unit == "$" else digits + node.unit


def decimal(value: Fraction) -> str | None:
    """Write a fraction in decimals, exactly; nothing where they never end, or it is negative."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1 or value < 0:
        return None
    places = max(twos, fives)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _input(node: f.Input) -> str:
    if node == _ASKED:
        return f.ASKED
    text = ("total " if node.total else "") + bare_or_quoted(node.term)
    if node.owners is not None:
        text += f" of {_owners(node.owners)}"
    return text + "".join(f" [{timing}]" for timing in node.timing)


def owners_text(owners: f.Owners) -> str:
    """Print owners without brackets."""
    return _owner_list(owners.items, owners.except_for)


def _owners(owners: f.Owners) -> str:
    text = _owner_list(owners.items, owners.except_for)
    return f"({text})" if len(owners.items) > 1 or owners.except_for else text


def _owner_list(
    items: Iterable[tuple[str, str]], except_for: Iterable[tuple[str, str]] = ()
) -> str:
    left_out = ", ".join(_owner(pair) for pair in except_for)
    return ", ".join(_owner(pair) for pair in items) + (f" other than {left_out}" * bool(left_out))


def _owner(pair: tuple[str, str]) -> str:
    if pair == (f.EACH_OWNER, f.EACH_OWNER):
        return f.EACH_OWNER
    first, last = (bare_or_quoted(name) for name in pair)
    return first if first == last else f"{first} through {last}"


def _sum(node: f.Sum) -> str:
    (_, first), *rest = node.parts
    signed = (f" {'+' if sign > 0 else '-'} {_within(part, _IN_SUM)}" for sign, part in rest)
    return _within(first, _IN_SUM) + "".join(signed)


def _step(step: f.Step) -> str:
    word = "before" if step.before else "from"
    return f"{notation(step.value)} {word} {_when(step.when)}"


def _when(when: Month | date | str | f.Expression) -> str:
    if isinstance(when, Month):
        return _month(when)
    if isinstance(when, date):
        return when.isoformat()
    return bare_or_quoted(when) if isinstance(when, str) else _within(when, _OPEN)


def _month(month: Month) -> str:
    return f"{MONTH_NAMES[month.month - 1]} {month.year:04}"


def _listed(parts: Iterable[f.Expression]) -> str:
    return ", ".join(notation(part) for part in parts)


def _logic(node: f.Logic) -> str:
    """Print tests where `and` and `or` may stand bare."""
    if node.kind == "not":
        return _test(node)
    return (" and " if node.kind == "all" else " or ").join(_test(part) for part in node.parts)


def _test(node: f.Test) -> str:
    """Print one test among several."""
    if not isinstance(node, f.Logic):
        return notation(node)
    inside = ", ".join(notation(part) for part in node.parts)
    return {"not": "not", "all": "all of", "any": "any of"}[node.kind] + f" ({inside})"


def _choice(node: f.Choice) -> str:
    word = node.kind
    if len(node.parts) > 2:  # noqa: PLR2004 - the lesser of two, the least of three
        word = {"lesser": "least", "greater": "greatest"}.get(word, word)
    return f"{word} of ({_listed(node.parts)})"


def _day_in_month(node: f.DayInMonth) -> str:
    which = {
        m.DayKind.DAY_OF_MONTH: f"{node.number}",
        m.DayKind.LAST_DAY: "last",
        m.DayKind.LAST_BUSINESS_DAY: f"last {bare_or_quoted(node.business_day)}",
        m.DayKind.NTH_BUSINESS_DAY: (
            f"business day {node.number} by {bare_or_quoted(node.business_day)}"
        ),
    }[node.kind]
    return f"day ({which} of {_month_of(node)}{_roll(node.roll, node.business_day)})"


def _month_of(node: f.DayInMonth) -> str:
    if node.months == 0:
        return "that month" if node.base == _ASKED else f"the month of {notation(node.base)}"
    side, many = ("before" if node.months < 0 else "after"), abs(node.months)
    which = "month" if many == 1 else f"{ordinal(many)} month"
    return f"the {which} {side} {notation(node.base)}"


def _shifted_day(node: f.ShiftedDay) -> str:
    counted = f"{node.number} day{'s' * (abs(node.number) != 1)}".removeprefix("-")
    if node.business_day:
        counted = _counted(abs(node.number), node.business_day)
    return f"day ({counted} {'before' if node.number < 0 else 'after'} {notation(node.base)})"


def _weighted(node: f.Weighted) -> str:
    return f"weighted average of ({notation(node.value)} by {notation(node.weight)})"


def _for_each(node: f.ForEach) -> str:
    owners = _owner_list(node.owners.items, node.owners.except_for)
    return f"total for each ({owners}) of ({notation(node.value)})"


_PRINTERS: Final[dict[type, Callable[..., str]]] = {
    f.Amount: _amount,
    f.NoValue: lambda _node: "no value",
    f.DateIn: lambda node: f"{bare_or_quoted(node.series)} in {_month(node.month)}",
    f.NthDate: lambda node: f"date {node.number} of {bare_or_quoted(node.series)}",
    f.Anniversary: lambda node: f"anniversary {node.number} of {_within(node.of, _IN_PRODUCT)}",
    f.DayInMonth: _day_in_month,
    f.ShiftedDay: _shifted_day,
    f.Weighted: _weighted,
    f.ForEach: _for_each,
    f.Day: lambda node: node.day.isoformat(),
    f.Input: _input,
    f.Sum: _sum,
    f.Product: lambda node: " * ".join(_within(part, _IN_PRODUCT) for part in node.factors),
    f.Quotient: lambda node: " / ".join(
        _within(part, _IN_PRODUCT) for part in (node.numerator, node.denominator)
    ),
    f.Choice: _choice,
    f.Excess: lambda node: f"excess of ({notation(node.of)} over {notation(node.over)})",
    f.DaysBetween: lambda node: f"days from ({notation(node.start)} to {notation(node.end)})",
    f.Rounded: lambda node: (
        f"rounded ({notation(node.value)}, {node.rule} to {notation(node.unit)})"
    ),
    f.Schedule: lambda node: f"schedule ({', '.join(_step(step) for step in node.steps)})",
    f.Conditional: lambda node: (
        f"if {notation(node.test)} then {notation(node.then)} otherwise {notation(node.otherwise)}"
    ),
    f.Compare: lambda node: (
        f"{_within(node.left, _OPEN)} {node.relation} {_within(node.right, _OPEN)}"
    ),
    f.Truth: lambda node: _within(node.value, _OPEN),
}


# ---- other meanings


def _calendar_rule(rule: m.CalendarRule) -> str:
    business_day, series = bare_or_quoted(rule.business_day), bare_or_quoted(rule.series)
    if rule.kind is m.DayKind.OFFSET:
        side = "before" if rule.number < 0 else "after"
        text = f"{_counted(abs(rule.number), rule.business_day)} {side} each {series}"
    else:
        text = {
            m.DayKind.DAY_OF_MONTH: f"day {rule.number} of each month",
            m.DayKind.LAST_DAY: "the last day of each month",
            m.DayKind.LAST_BUSINESS_DAY: f"the last {business_day} of each month",
            m.DayKind.NTH_BUSINESS_DAY: (
                f"business day {rule.number} of each month by {business_day}"
            ),
        }[rule.kind]
    text += _roll(rule.roll, rule.business_day)
    text += f", from {_month(rule.first)}" if rule.first else ""
    return text + (f", through {_month(rule.last)}" if rule.last else "")


def _roll(kind: m.RollKind, term: str) -> str:
    return {
        m.RollKind.NONE: "",
        m.RollKind.NEXT: f", or the next {bare_or_quoted(term)}",
        m.RollKind.PRECEDING: f", or the preceding {bare_or_quoted(term)}",
        m.RollKind.MODIFIED_NEXT: f", or the next {bare_or_quoted(term)} in that month",
    }[kind]


def _counted(number: int, term: str) -> str:
    several = term if number == 1 or singular(f"{term}s") != term else f"{term}s"
    return f"{number} {bare_or_quoted(several)}"


def _business_days(rule: m.BusinessDayRule) -> str:
    the = "the " if rule.base.endswith("s") else ""
    closures = (
        f" {'closed' if closure.closed else 'open'} {closure.day.isoformat()}"
        f" because {quoted(closure.because)}"
        for closure in rule.closures
    )
    return f"business days of {the}{bare_or_quoted(rule.base)}" + "".join(closures)


def _given(data: m.Given) -> str:
    text = f"given {data.kind}"
    text += f" on {data.day_count}" if data.day_count else ""
    text += f", per {bare_or_quoted(data.per)}" if data.per else ""
    return text + (f", {data.measured}" if data.measured else "")
