"""Reads data files for an agreement: every row is taken, or named with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.data.cells import CellError, day_of, exact, unit_named
from hereof.data.dataset import DataSet, Datum
from hereof.data.files import Cells, File, open_file
from hereof.diagnostics import Diagnostic, HereofError, Label, error
from hereof.formula.inputs import Input, UnknownOwnerError, owner_name, owners_of
from hereof.frozen import frozen
from hereof.model.formula import Owners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from fractions import Fraction
    from pathlib import Path

    from hereof.data.expected import Expected, Quantity

_LONG: Final = ("date", "term", "of", "measured", "unit", "value")
"""The columns of a file with a row for each figure; `of`, `measured` and `unit` may be absent."""
_NEEDED: Final = frozenset({"date", "term", "value"})
_LIKE: Final = 0.6


@frozen(eq=False)
class _Figure:
    """What a row says before it is looked at."""

    row: Cells
    day: object
    term: str
    of: str
    measured: str
    unit: str
    value: object


def read_data(path: Path, expected: Expected) -> DataSet:
    """Read a data file.

    Args:
        path: The file.
        expected: What it may hold.

    Raises:
        HereofError: It cannot be read, or rows are refused: all of them at once, by line.
    """
    file = open_file(path)
    figures: list[Datum] = []
    findings: list[Diagnostic] = []
    for each in _figures(file, expected):
        try:
            figures.append(_datum(each, expected))
        except CellError as failure:
            findings.append(_refused(file, each.row, str(failure)))
    findings.extend(_twice(file, figures))
    if findings:
        raise HereofError(*findings)
    said = (file.illustrative,) if file.illustrative else ()
    return DataSet(((file.path, file.sha256),), said, tuple(figures))


def _refused(file: File, row: Cells, reason: str, *more: Label) -> Diagnostic:
    return error(
        "data-row-refused",
        f"line {row.line} of `{file.path}` is refused: {reason}",
        row.place,
        *more,
        help="correct the row; the file is used only when every row can be",
    )


# ---- the two forms


def _figures(file: File, expected: Expected) -> Iterator[_Figure]:
    if set(file.heads) >= _NEEDED:
        strange = [head for head in file.heads if head not in _LONG]
        if strange:
            raise HereofError(_strange_column(file, strange[0]))
        for row in file.rows:
            yield _of_long(row)
        return
    columns = {head: _column(file, head, expected) for head in file.heads if head != "date"}
    for row in file.rows:
        for head, (term, of, measured, unit) in columns.items():
            value = row.cells.get(head, "")
            if value != "":
                yield _Figure(row, row.cells.get("date", ""), term, of, measured, unit, value)


def _of_long(row: Cells) -> _Figure:
    def text(head: str) -> str:
        return " ".join(str(row.cells.get(head, "")).split())

    value = row.cells.get("value", "")
    return _Figure(
        row,
        row.cells.get("date", ""),
        text("term"),
        text("of"),
        text("measured"),
        text("unit"),
        value,
    )


def _strange_column(file: File, head: str) -> Diagnostic:
    return error(
        "data-column-unknown",
        f"`{file.path}` has a column `{head}`",
        file.place,
        help=f"a file with a row for each figure has the columns {', '.join(_LONG)}",
    )


def _column(file: File, head: str, expected: Expected) -> tuple[str, str, str, str]:
    """Read the head of a column: an input in the notation, and perhaps `in` its unit."""
    from hereof.language.reading import input_of  # noqa: PLC0415 - only for this form

    written, _, unit = head.rpartition(" in ")
    for text, said in ((head, ""), (written, unit)):
        node = input_of(text) if text else None
        if node is not None and (node.term in expected.terms or text == written):
            of = _owners_written(node.owners)
            return node.term, of, "; ".join(node.timing), said
    raise HereofError(
        error(
            "data-column-unknown",
            f"the column `{head}` of `{file.path}` names no input",
            file.place,
            help="name it as in a formula, such as `Balance of Class A-1 [immediately prior]`, "
            "perhaps with `in percent`; or give a row for each figure, with the columns "
            + ", ".join(_LONG),
        )
    )


def _owners_written(owners: Any) -> str:  # noqa: ANN401 - owners of a formula, or none
    if owners is None:
        return ""
    from hereof.language.notation import owners_text  # noqa: PLC0415 - only for this form

    return owners_text(owners)


# ---- one figure


def _datum(each: _Figure, expected: Expected) -> Datum:
    day = day_of(each.day) if each.day != "" else None
    quantity = _known(each.term, expected)
    if isinstance(each.value, str) and not each.value.strip():
        raise CellError("it has no value")
    unit = unit_named(each.unit)
    value: Fraction | date | bool = exact(each.value, unit, quantity.kind)
    wanted = Input(
        each.term, _owners(each.of, quantity, expected), each.measured or quantity.measured
    )
    return Datum(day, wanted, value, each.row.line, each.row.place)


def _known(term: str, expected: Expected) -> Quantity:
    found = expected.terms.get(term)
    if found is None:
        if not term:
            raise CellError("it names no term")
        raise CellError(f"there is no term `{term}`{_nearest(term, expected.terms)}")
    return found


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only where there is a mistake

    near = get_close_matches(name, list(names), 1, _LIKE)
    return f"; the nearest is `{near[0]}`" if near else ""


def _owners(text: str, quantity: Quantity, expected: Expected) -> tuple[str, ...]:
    if not text:
        return ()
    within = expected.setting
    known = {*within.classes, *within.members}
    for name in (owner_name(text), f"Class {owner_name(text)}"):
        if name in known:
            return within.members.get(name, (name,))
    if quantity.per not in ("", "Class"):
        return (text,)
    return _listed(text, expected, known)


def _listed(text: str, expected: Expected, known: set[str]) -> tuple[str, ...]:
    """Read owners as a formula names them: a list or a range."""
    from hereof.language.reading import input_of  # noqa: PLC0415 - only for a list

    node = input_of(f"X of ({text})")
    try:
        found = owners_of(_named(node.owners, known), expected.setting) if node else ()
    except UnknownOwnerError as failure:
        raise CellError(str(failure)) from None
    unknown = [one for one in found or (text,) if one not in known]
    if unknown and known:
        offered = [*known, *(name.removeprefix("Class ") for name in known)]
        raise CellError(f"there is no owner `{unknown[0]}`{_nearest(unknown[0], offered)}")
    return found or (text,)


def _named(owners: Owners | None, known: set[str]) -> Owners | None:
    """Give owners by their names in the agreement: `A-1` is `Class A-1` there."""
    if owners is None:
        return None

    def full(name: str) -> str:
        return f"Class {name}" if name not in known and f"Class {name}" in known else name

    def pairs(several: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((full(first), full(last)) for first, last in several)

    return Owners(pairs(owners.items), pairs(owners.except_for))


def _twice(file: File, figures: list[Datum]) -> Iterator[Diagnostic]:
    """Refuse a figure that is given again with another value."""
    first: dict[object, Datum] = {}
    for each in figures:
        timing = " ".join(each.input.timing.split()).casefold()
        key = (each.day, each.input.quantity, frozenset(each.input.of), timing)
        before = first.setdefault(key, each)
        if before.value != each.value:
            reason = f"line {before.line} gives another value for `{each.input}` on the same date"
            row = Cells(each.line, each.place, {})
            yield _refused(file, row, reason, Label(before.place, "the other value"))
