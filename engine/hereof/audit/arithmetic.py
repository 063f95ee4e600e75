"""The arithmetic of a certificate: every step in a flat list, each after those that it rests on.

The list is what `checker.py` redoes: one operation a kind of part of a formula. What is
not computed is named as such, and stated elsewhere in the certificate: the date asked
about, figures of the data, dates that need a calendar.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias, TypedDict

from attrs import Factory, evolve, field

from hereof.calendar import Month
from hereof.compute.computed import Computed
from hereof.data.dataset import Datum
from hereof.formula.inputs import Input
from hereof.formula.steps import METHODS
from hereof.formula.terms import is_asked
from hereof.frozen import frozen
from hereof.language.notation import notation
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind
from hereof.report.moments import month_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hereof.diagnostics import Span
    from hereof.formula.trace import Reached, Trace, Value

_SIGNS: Final = {1: "+", -1: "-"}


class ArithmeticStep(TypedDict):
    """A step of the arithmetic.

    Attributes:
        id: Its number, counted from 1.
        op: What is done, such as `product`; `date asked`, `figure` and `calendar date` are not
            computed, but stated in `answer`, `data` and `calendar`.
        of: The numbers of the steps that it rests on, in the order in which it takes them.
        how: What else it needs, as the operation takes it: signs of a sum, rule and unit of a
            rounding, a relation, which part was chosen, the number of a figure.
        value: What it comes to: a whole number or a fraction such as `25/326`, a date, a month,
            `met` or `not met`.
        formula: The part of the formula, in the notation; the input or the term where it is none.
        words: The words that it came from, in one line; null where there are none.
        place: Where these words stand, as `path:line:column`; null likewise.
        source: For what is taken from elsewhere, from where; empty for other steps.
    """

    id: int
    op: str
    of: list[int]
    how: list[str]
    value: str
    formula: str
    words: str | None
    place: str | None
    source: str


class CalendarDate(TypedDict):
    """A date that a calendar gave.

    Attributes:
        what: Which date it is.
        day: The date.
        why: Why it is not simply the day that the rule names; empty where it is.
    """

    what: str
    day: str
    why: str


@frozen(eq=False)
class Draft:
    """A step before it has its number.

    Attributes:
        op: What is done.
        value: What it comes to.
        of: What it rests on.
        how: What else it needs.
        formula: The part of the formula.
        span: Its words.
        source: Where it is taken from.
    """

    op: str
    value: Value | str
    of: tuple[Item, ...] = ()
    how: tuple[str, ...] = ()
    formula: str = ""
    span: Span | None = None
    source: str = ""


@frozen(eq=False)
class Node:
    """A step of a trace, within the definition that it is a step of."""

    trace: Trace
    owner: Computed
    key: int = field(default=Factory(lambda self: id(self.trace), takes_self=True))


Item: TypeAlias = "Draft | Node | Computed"
"""What a step may rest on."""


class Arithmetic:
    """Makes the flat list of what a term was computed by.

    Attributes:
        steps: The steps, each after those that it rests on.
        figures: The figures of the data that they take, in the order in which they do.
        dates: The dates that they take from a calendar.
    """

    def __init__(self, asked: date, why: Callable[[f.DateIn, Computed], str]) -> None:
        """Begin.

        Args:
            asked: The date asked about.
            why: Says why a date of a series is not simply the day that the rule names.
        """
        self.steps: list[ArithmeticStep] = []
        self.figures: list[Datum] = []
        self.dates: list[CalendarDate] = []
        self._asked = asked
        self._why = why
        self._drafts: dict[int, Draft] = {}
        self._numbers: dict[int, int] = {}
        self._held: list[Item] = []

    def add(self, found: Computed) -> None:
        """Add all that a value was computed by; the value itself comes last."""
        todo: list[Item] = [found]
        while todo:
            item = todo[-1]
            key = _key(item)
            if key in self._numbers:
                todo.pop()
                continue
            if key not in self._drafts:
                self._held.append(item)  # so that no other takes its number
                self._drafts[key] = self._draft(item)
            draft = self._drafts[key]
            waiting = [each for each in draft.of if _key(each) not in self._numbers]
            if waiting:
                todo.extend(reversed(waiting))
                continue
            todo.pop()
            self._write(key, draft)

    def _write(self, key: int, draft: Draft) -> None:
        number = self._numbers[key] = len(self.steps) + 1
        span = draft.span
        self.steps.append(
            {
                "id": number,
                "op": draft.op,
                "of": [self._numbers[_key(each)] for each in draft.of],
                "how": list(draft.how),
                "value": exact(draft.value),
                "formula": draft.formula,
                "words": " ".join(span.text.split()) if span else None,
                "place": span.place if span else None,
                "source": draft.source,
            }
        )

    # ---- what each step does

    def _draft(self, item: Item) -> Draft:
        if isinstance(item, Draft):
            return item
        if isinstance(item, Computed):
            return self._computed(item)
        return self._traced(item.trace, item.owner)

    def _computed(self, found: Computed) -> Draft:
        """Give the step that takes what a term comes to, however that was found."""
        if found.trace is not None and found.how == "formula":
            last = Node(found.trace, found)
            return Draft("definition", found.value, (last,), (found.term,), found.term)
        if found.how == "data":
            return self._figure(found.figures[0], None)
        if found.how == "calendar":
            return self._calendar_date(found.term, found.value, found.term, None)
        if found.how == "elsewhere":
            return Draft("definition", found.value, found.rests_on, (found.term,), found.term)
        treated = found.how.removeprefix("treated as ")
        return Draft("constant", found.value, (), (treated,), found.term, source=found.how)

    def _figure(self, datum: Datum, span: Span | None) -> Draft:
        if not any(datum is each for each in self.figures):
            self.figures.append(datum)
        number = next(n for n, each in enumerate(self.figures) if each is datum)
        place = f"{datum.place.source.path}, line {datum.line}"
        return Draft(
            "figure", datum.value, (), (str(number),), str(datum.input), span, source=place
        )

    def _calendar_date(
        self,
        what: str,
        value: Value,
        formula: str,
        span: Span | None,
        of: tuple[Item, ...] = (),
        why: str = "",
    ) -> Draft:
        self.dates.append({"what": what, "day": exact(value), "why": why})
        number = str(len(self.dates) - 1)
        return Draft("calendar date", value, of, (number,), formula, span, "by the calendar")

    def _traced(self, trace: Trace, owner: Computed) -> Draft:
        node, source = trace.node, trace.source
        parts = tuple(Node(each, owner) for each in trace.children)
        formula = str(node) if isinstance(node, Input) else notation(node)
        if source is not None:
            return self._supplied(trace, formula, parts)
        if is_asked(node) or (isinstance(node, Input) and is_asked(node.quantity)):
            return Draft("date asked", trace.value, (), (), formula, trace.span)
        if isinstance(node, Input | f.Input):
            return Draft("total", trace.value, parts, (), formula, trace.span)
        if isinstance(node, f.DateIn):
            why = self._why(node, owner)
            return self._calendar_date(formula, trace.value, formula, trace.span, parts, why)
        made: Draft = getattr(self, f"_{METHODS[type(node)]}")(node, trace, parts)
        return evolve(made, formula=made.formula or formula, span=made.span or trace.span)

    def _supplied(self, trace: Trace, formula: str, parts: tuple[Item, ...]) -> Draft:
        """Give the step that takes an input; a total given as such must be that of its members."""
        source = trace.source
        given: Draft
        if isinstance(source, Computed):
            given = Draft("definition", trace.value, (source,), (source.term,), formula, trace.span)
        else:
            assert isinstance(source, Datum)  # noqa: S101 - all that `compute/day.py` supplies
            given = self._figure(source, trace.span)
        if not parts:
            return given
        total = Draft("total", trace.value, parts, (), formula, trace.span)
        return Draft("same", trace.value, (given, total), (), formula, trace.span)

    # ---- numbers; each method is called as in `METHODS`

    def _amount(self, node: f.Amount, trace: Trace, _parts: tuple[Item, ...]) -> Draft:
        return Draft("constant", trace.value, (), (notation(node),))

    def _no_value(self, node: f.NoValue, _trace: Trace, _parts: tuple[Item, ...]) -> Draft:
        raise AssertionError(f"{node} has no value, and no step")

    def _sum_of(self, node: f.Sum, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("sum", trace.value, parts, tuple(_SIGNS[sign] for sign, _ in node.parts))

    def _product(self, _node: f.Product, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("product", trace.value, parts)

    def _quotient(self, _node: f.Quotient, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("quotient", trace.value, parts)

    def _choice(self, node: f.Choice, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft(node.kind, trace.value, parts)

    def _excess(self, _node: f.Excess, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("excess", trace.value, parts)

    def _weighted(self, _node: f.Weighted, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("weighted average", trace.value, parts)

    def _for_each(self, _node: f.ForEach, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("total", trace.value, parts)

    def _rounded(self, node: f.Rounded, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("rounded", trace.value, parts, (node.rule, str(node.unit.value)))

    # ---- choices and tests

    def _conditional(self, _node: f.Conditional, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        is_met = trace.children[0].value is True
        return Draft("choose", trace.value, parts, ("then" if is_met else "otherwise",))

    def _schedule(self, node: f.Schedule, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        owner = parts[-1]
        assert isinstance(owner, Node)  # noqa: S101 - the value taken
        dates = trace.dates
        begun = [n for n, each in enumerate(dates) if each.is_reached and not each.step.before]
        taken = begun[-1] if begun else len(dates) - 1
        words = ("before" if each.step.before else "from" for each in dates)
        asked = Draft("date asked", self._asked, formula=f.ASKED)
        compared = (_compared(each, owner.owner) for each in dates)
        return Draft(
            "schedule",
            trace.value,
            (asked, *compared, owner),
            (*words, str(taken)),
            span=node.span,
        )

    def _compare(self, node: f.Compare, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        if len(parts) == 1:
            parts = self._months(node, parts[0])
        return Draft("compare", trace.value, parts, (node.relation,))

    def _months(self, node: f.Compare, asked: Item) -> tuple[Item, ...]:
        """Give the two months that stand for a date whose calendar is not known."""

        def month(side: f.Expression) -> Draft:
            if isinstance(side, f.DateIn):
                said = month_text(side.month)
                return Draft("constant", said, (), (said,), notation(side), side.span)
            said = month_text(Month.of(self._asked))
            return Draft("month of", said, (asked,), (), notation(side))

        return month(node.left), month(node.right)

    def _truth(self, _node: f.Truth, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("same", trace.value, parts)

    def _logic(self, node: f.Logic, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        how = () if node.kind == "not" else (str(len(node.parts)),)
        return Draft(node.kind, trace.value, parts, how)

    # ---- dates

    def _on_day(self, node: f.Day, trace: Trace, _parts: tuple[Item, ...]) -> Draft:
        return Draft("constant", trace.value, (), (notation(node),))

    def _nth_date(self, node: f.NthDate, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        said = notation(node)
        return self._calendar_date(said, trace.value, said, trace.span, parts)

    def _anniversary(self, node: f.Anniversary, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("anniversary", trace.value, parts, (str(node.number),))

    def _day_in_month(self, node: f.DayInMonth, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        days = {DayKind.DAY_OF_MONTH: str(node.number), DayKind.LAST_DAY: "last"}
        if node.kind in days and node.roll is RollKind.NONE:
            how = (days[node.kind], str(node.months))
            return Draft("day of month", trace.value, parts, how)
        said = notation(node)
        return self._calendar_date(said, trace.value, said, trace.span, parts)

    def _shifted_day(self, node: f.ShiftedDay, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        if not node.business_day:
            return Draft("days after", trace.value, parts, (str(node.number),))
        said = notation(node)
        return self._calendar_date(said, trace.value, said, trace.span, parts)

    def _days_between(self, _node: f.DaysBetween, trace: Trace, parts: tuple[Item, ...]) -> Draft:
        return Draft("days between", trace.value, parts)


def exact(value: Value | str) -> str:
    """Write a value exactly, in the one way that the checker reads."""
    if isinstance(value, bool):
        return "met" if value else "not met"
    return value.isoformat() if isinstance(value, date) else str(value)


def roundings_of(steps: list[ArithmeticStep]) -> Iterator[tuple[ArithmeticStep, str]]:
    """Give each step that rounds, with the value before it."""
    for step in steps:
        if step["op"] == "rounded":
            yield step, steps[step["of"][0] - 1]["value"]


def _compared(reached: Reached, owner: Computed) -> Item:
    if reached.trace is not None:
        return Node(reached.trace, owner)
    day = reached.day.isoformat()
    return Draft("constant", reached.day, (), (day,), reached.said, reached.step.span)


def _key(item: Item) -> int:
    return item.key if isinstance(item, Node) else id(item)
