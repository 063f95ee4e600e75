"""What meanings hold while a definition is read, beside the nodes of formulas.

Infix chains stay flat and enumerated parts keep their labels until the whole is
known; `finishing` then gives a formula of `hereof.model.formula` alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs
from attrs import field

from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from hereof.diagnostics import Span

ASKED_MARK: Final = "@asked"
"""The timing of an input that is expressly of the date asked about."""

WHICH_MARK: Final = "@which "
"""What stands before a text that says which of them are meant, and not when."""

_TOTAL: Final = re.compile(r"(?:the |an )?(?:aggregate|total|combined)\b")


@frozen
class Terms:
    """An infix sum: `plus` and `minus` without brackets."""

    parts: tuple[tuple[int, Any], ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class ChainSum(Terms):
    """`The sum of (x) A plus (y) B`: at an end, `plus (y) B` may stand outside."""


@frozen
class Adjusted(Terms):
    """`A, plus (x) B and (y) C`: an amount and lists of what is added or taken away.

    Attributes:
        apart: Whether a comma stands before the first list; then it is no end of a part.
    """

    apart: bool = field(default=False, kw_only=True)


@frozen
class Factors:
    """An infix product: `multiplied by` and `divided by` without brackets."""

    factors: tuple[Any, ...]
    divisors: tuple[Any, ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Fraction:
    """A fraction whose numerator and denominator are said to be what they are."""

    numerator: Any
    denominator: Any
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Labelled:
    """A part that an enumerator names."""

    label: str
    value: Any
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Named:
    """A part that is named by its enumerator elsewhere in the definition.

    Attributes:
        path: The enumerators, the outermost first.
        kind: What in that part is named, as in `the percentage in clause (b)`; else all of it.
    """

    path: tuple[str, ...]
    span: Span | None = field(default=None, eq=False, repr=False)
    kind: str = field(default="", kw_only=True)


_KNOWN: Final[dict[Any, tuple[str, ...] | None]] = {}


def _names(cls: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - any class
    """Give the attributes of a class but for its place in the words; none where it has none."""
    try:
        return _KNOWN[cls]
    except KeyError:
        has = attrs.has(cls)
        fields = [one.name for one in attrs.fields(cls)] if has else []
        _KNOWN[cls] = tuple(name for name in fields if name != "span") if has else None
        return _KNOWN[cls]


def _is_node(value: Any) -> bool:  # noqa: ANN401 - any value
    return _names(type(value)) is not None


def parts_of(node: Any) -> Iterator[Any]:  # noqa: ANN401 - any node
    """Give a node and all nodes beneath it, from left to right."""
    todo = [node]
    while todo:
        one = todo.pop()
        yield one
        beneath: list[Any] = []
        for name in _names(type(one)) or ():
            value = getattr(one, name)
            if isinstance(value, tuple):
                for each in value:
                    if isinstance(each, tuple):
                        beneath += [e for e in each if _is_node(e)]
                    elif _is_node(each):
                        beneath.append(each)
            elif _is_node(value):
                beneath.append(value)
        beneath.reverse()
        todo += beneath


def mapped(node: Any, change: Any) -> Any:  # noqa: ANN401 - any node
    """Give a node with a function put to each node beneath it, the deepest first."""
    changes: dict[str, Any] = {}
    for name in _names(type(node)) or ():
        value = getattr(node, name)
        new = _mapped_value(value, change)
        if new is not value:
            changes[name] = new
    return change(attrs.evolve(node, **changes) if changes else node)


def _mapped_value(value: Any, change: Any) -> Any:  # noqa: ANN401 - any value
    if isinstance(value, tuple):
        new = tuple([_mapped_value(each, change) for each in value])
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    if type(value).__name__ in _NODES and _is_node(value):
        return mapped(value, change)
    return value


_NODES: Final = frozenset(
    "Terms ChainSum Adjusted "
    "Factors Fraction Labelled Named Amount NoValue Day DateIn NthDate Anniversary "
    "DayInMonth ShiftedDay Input Weighted ForEach Sum Quotient Product Choice Excess DaysBetween "
    "Rounded Step Schedule Compare Truth Logic Conditional".split()
)


def timed(node: Any, timing: tuple[str, ...]) -> Any:  # noqa: ANN401 - any node
    """Give a formula whose inputs without a time of their own have this one."""
    restricts = any(text.startswith(WHICH_MARK) for text in timing)
    kept = {
        id(part)
        for one in parts_of(node)
        if isinstance(one, f.Weighted) and (one.value.timing or one.weight.timing)
        for part in (one.value, one.weight)
    }

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        if not isinstance(one, f.Input) or id(one) in kept:
            return one
        has_time = any(not text.startswith(WHICH_MARK) for text in one.timing)
        if has_time or (restricts and one.timing):
            return one
        return attrs.evolve(one, timing=(*one.timing, *timing))

    return mapped(node, change)


def restricted(node: Any, text: str) -> Any:  # noqa: ANN401 - any node
    """Give a formula of whose inputs a text says which of them are meant."""

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        if isinstance(one, f.Input):
            return attrs.evolve(one, timing=(WHICH_MARK + text, *one.timing))
        return one

    return mapped(node, change)


def ends_closed(node: Any) -> bool:  # noqa: ANN401 - any node
    """Tell whether the last words of a node lie within a fraction, out of which no time reaches."""
    while True:
        if isinstance(node, Fraction):
            return True
        if isinstance(node, Labelled):
            node = node.value
        elif isinstance(node, Terms | f.Sum):
            node = node.parts[-1][1]
        elif isinstance(node, Factors | f.Product):
            node = node.factors[-1]
        elif isinstance(node, f.Choice):
            node = node.parts[-1]
        elif isinstance(node, f.Excess):
            node = node.over
        elif isinstance(node, f.Quotient):
            node = node.denominator
        else:
            return False


def owned(
    node: Any,  # noqa: ANN401 - any node
    owners: f.Owners,
    *,
    several: bool,
    adds: Callable[[str], bool],
    only: Container[str] | None = None,
    totals: bool = True,
) -> Any:  # noqa: ANN401 - as above
    """Give a formula whose inputs without an owner of their own have this one.

    Args:
        node: The formula.
        owners: The owners.
        several: Whether they are several.
        adds: Tells of a term whether its values may be added.
        only: The terms that are meant; all where none are given.
        totals: Whether inputs are meant that are said to be an aggregate.
    """
    weights = {id(n.weight) for n in parts_of(node) if isinstance(n, f.Weighted)}

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        open_to = isinstance(one, f.Input) and one.owners is None and one.term[:1].isupper()
        open_to = open_to and id(one) not in weights
        open_to = open_to and (totals or not _TOTAL.match(one.span.text if one.span else ""))
        if open_to and (only is None or one.term in only):
            return attrs.evolve(one, owners=owners, total=several and adds(one.term))
        return one

    return mapped(node, change)


def renamed(node: Any, name: str, value: Any) -> Any:  # noqa: ANN401 - any node
    """Give a formula with a value in the place of each input of a name."""

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        return value(one) if isinstance(one, f.Input) and one.term == name else one

    return mapped(node, change)
