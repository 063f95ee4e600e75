"""A formula as it is set: fractions, rows and lists, each part under the number of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.calendar import spoken
from hereof.language.notation import notation, owners_text
from hereof.model import formula as f
from hereof.report.parse import when_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.report.parse import Part as Node

MINUS: Final = "\u2212"
TIMES: Final = "\u00d7"


class Part(TypedDict):
    """A part of a formula as it is set.

    Attributes:
        set: How: `name`, `number`, `text`, `fraction` (of two parts), `row` (side by side), `list`
            (one below another) or `total` (of one part, over `of`).
        note: The number that its words and its value bear too; null where it has no words.
        lead: What stands before it in the part that holds it, such as `if`; empty for most.
        text: The name, number or text; of a list its heading.
        of: Of whom; empty where not said.
        when: When it is measured and which are meant; empty where not said.
        total: Whether the values of all owners are added.
        fenced: Whether brackets stand around it.
        value: What it comes to; empty where it has no value, or none was asked for.
        parts: The parts that it holds, in their order.
    """

    set: str
    note: int | None
    lead: str
    text: str
    of: str
    when: str
    total: bool
    fenced: bool
    value: str
    parts: list[Part]


class Typesetter:
    """Sets a formula, and numbers the parts that have words of their own."""

    def __init__(self, source: str | None = None) -> None:
        """Make ready.

        Args:
            source: The name of the source whose words count; nothing: no part is numbered.
        """
        self._source = source
        self.numbered: list[Any] = []
        """The numbered parts; the first bears the number 1."""

    def part(self, node: Node, lead: str = "", *, fenced: bool = False) -> Part:
        """Set a formula, or a part of it.

        Args:
            node: The part.
            lead: What stands before it.
            fenced: Whether it needs brackets if it is a row.
        """
        if isinstance(node, f.Truth):
            return self.part(node.value, lead, fenced=fenced)
        note = self._note(node)
        made = _plain("text", notation(node)) if type(node) not in _SETS else self._made(node)
        return {
            **made,
            "note": note,
            "lead": lead,
            "fenced": fenced and made["set"] in ("row", "total"),
        }

    def _made(self, node: Node) -> Part:
        return _SETS[type(node)](self, node)

    def _note(self, node: Node) -> int | None:
        span = node.span
        if self._source is None or span is None or span.source.path != self._source:
            return None
        if not span.text.strip():
            return None
        self.numbered.append(node)
        return len(self.numbered)

    # ---- each kind of node

    def _sum(self, node: f.Sum) -> Part:
        signs = {True: "+", False: MINUS}
        return _holding(
            "row",
            [
                self.part(each, signs[sign > 0] if number or sign < 0 else "", fenced=True)
                for number, (sign, each) in enumerate(node.parts)
            ],
        )

    def _product(self, node: f.Product) -> Part:
        return _holding(
            "row",
            [
                self.part(each, TIMES if number else "", fenced=True)
                for number, each in enumerate(node.factors)
            ],
        )

    def _quotient(self, node: f.Quotient) -> Part:
        return _holding("fraction", [self.part(node.numerator), self.part(node.denominator)])

    def _choice(self, node: f.Choice) -> Part:
        word = node.kind
        if len(node.parts) > 2:  # noqa: PLR2004 - the lesser of two, the least of three
            word = {"lesser": "least", "greater": "greatest"}.get(word, word)
        return _holding("list", [self.part(each) for each in node.parts], f"the {word} of")

    def _excess(self, node: f.Excess) -> Part:
        parts = [self.part(node.of), self.part(node.over, "over")]
        return _holding("list", parts, "the excess, not less than zero, of")

    def _weighted(self, node: f.Weighted) -> Part:
        parts = [self.part(node.value), self.part(node.weight, "weighted by")]
        return _holding("list", parts, "the weighted average of")

    def _for_each(self, node: f.ForEach) -> Part:
        found = _holding("total", [self.part(node.value, fenced=True)])
        return {**found, "of": owners_text(node.owners)}

    def _days_between(self, node: f.DaysBetween) -> Part:
        parts = [self.part(node.start, "from"), self.part(node.end, "to")]
        return _holding("list", parts, "the days")

    def _rounded(self, node: f.Rounded) -> Part:
        head = f"rounded {node.rule} to {notation(node.unit)}"
        return _holding("list", [self.part(node.value)], head)

    def _schedule(self, node: f.Schedule) -> Part:
        parts = [self.part(step.value, when_text(step)) for step in node.steps]
        return _holding("list", parts, "by date")

    def _conditional(self, node: f.Conditional) -> Part:
        named = (("if", node.test), ("then", node.then), ("otherwise", node.otherwise))
        return _holding("list", [self.part(each, lead) for lead, each in named])

    def _compare(self, node: f.Compare) -> Part:
        parts = [self.part(node.left, fenced=True), self.part(node.right, node.relation)]
        return _holding("row", parts)

    def _logic(self, node: f.Logic) -> Part:
        head = {"all": "all of", "any": "any of", "not": "not"}[node.kind]
        return _holding("list", [self.part(each) for each in node.parts], head)

    def _input(self, node: f.Input) -> Part:
        return {
            **_plain("name", node.term),
            "of": owners_text(node.owners) if node.owners else "",
            "when": "; ".join(node.timing),
            "total": node.total,
        }


def with_values(part: Part, values: dict[int, str]) -> Part:
    """Give a set formula in which each part bears what it comes to."""
    value = values.get(part["note"], "") if part["note"] is not None else ""
    return {**part, "value": value, "parts": [with_values(each, values) for each in part["parts"]]}


def _plain(how: str, text: str) -> Part:
    return {
        "set": how,
        "note": None,
        "lead": "",
        "text": text,
        "of": "",
        "when": "",
        "total": False,
        "fenced": False,
        "value": "",
        "parts": [],
    }


def _holding(how: str, parts: list[Part], text: str = "") -> Part:
    return {**_plain(how, text), "parts": parts}


def _amount(_: Typesetter, node: f.Amount) -> Part:
    return _plain("number", node.text or notation(node))


def _day(_: Typesetter, node: f.Day) -> Part:
    return _plain("number", spoken(node.day))


_SETS: Final[dict[type, Callable[[Typesetter, Any], Part]]] = {
    f.Amount: _amount,
    f.Day: _day,
    f.Input: Typesetter._input,  # noqa: SLF001 - its own
    f.Sum: Typesetter._sum,  # noqa: SLF001 - its own
    f.Product: Typesetter._product,  # noqa: SLF001 - its own
    f.Quotient: Typesetter._quotient,  # noqa: SLF001 - its own
    f.Choice: Typesetter._choice,  # noqa: SLF001 - its own
    f.Excess: Typesetter._excess,  # noqa: SLF001 - its own
    f.Weighted: Typesetter._weighted,  # noqa: SLF001 - its own
    f.ForEach: Typesetter._for_each,  # noqa: SLF001 - its own
    f.DaysBetween: Typesetter._days_between,  # noqa: SLF001 - its own
    f.Rounded: Typesetter._rounded,  # noqa: SLF001 - its own
    f.Schedule: Typesetter._schedule,  # noqa: SLF001 - its own
    f.Conditional: Typesetter._conditional,  # noqa: SLF001 - its own
    f.Compare: Typesetter._compare,  # noqa: SLF001 - its own
    f.Logic: Typesetter._logic,  # noqa: SLF001 - its own
}
