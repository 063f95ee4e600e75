"""A population beside a file of payments: what either side lacks, and what differs in cents."""

from __future__ import annotations

import csv
import io
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.data.cells import CellError, day_of, exact
from hereof.formula.rounding import rounded
from hereof.frozen import frozen
from hereof.report.figures import figure
from hereof.report.spreadsheet import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from hereof.audit.population import Population, Row

COLUMNS: Final = ("date", "term", "amount")
_CENT: Final = Fraction(1, 100)


class Unmatched(TypedDict):
    """A row of one side that the other lacks.

    Attributes:
        on: The date.
        term: The term.
        amount: The dollars, as people read them; empty where there are none.
        line: The line of the file of payments; null for a row of the population.
        why: What is lacking.
    """

    on: str
    term: str
    amount: str
    line: int | None
    why: str


class Different(TypedDict):
    """A payment that is not what was computed, to the cent.

    Attributes:
        on: The date.
        term: The term.
        paid: As the file says.
        computed: To the cent.
        difference: What was paid less what was computed.
        line: The line of the file.
    """

    on: str
    term: str
    paid: str
    computed: str
    difference: str
    line: int


class Refused(TypedDict):
    """A row of the file that is no payment, and was compared with nothing.

    Attributes:
        line: The line of the file on which it begins.
        column: The column whose cell cannot be taken; empty where it is the row as a whole.
        cell: What stands there.
        why: Why it cannot be taken.
    """

    line: int
    column: str
    cell: str
    why: str


class Against(TypedDict):
    """How a population compares with a file of payments.

    Attributes:
        path: The file, as named.
        payments: So many rows of payments, the refused ones too.
        agreed: So many of them are what was computed, to the cent.
        matches: Whether every payment agrees, and every row of the terms that the file has is paid.
        refused: Rows of the file that cannot be taken; the others are compared.
        not_in_population: Payments that the population lacks, or that it has twice.
        not_paid: Rows of the population, of terms that the file has, without a payment.
        not_computed: Payments whose row has no value in dollars, with the reason.
        different: Payments that differ.
        terms_without_payment: Terms of the population for which the file has no payment at all.
    """

    path: str
    payments: int
    agreed: int
    matches: bool
    refused: list[Refused]
    not_in_population: list[Unmatched]
    not_paid: list[Unmatched]
    not_computed: list[Unmatched]
    different: list[Different]
    terms_without_payment: list[str]


@frozen
class Payment:
    """A payment of the file."""

    on: date
    term: str
    amount: Fraction
    line: int


@frozen
class Payments:
    """A file of payments.

    Attributes:
        rows: Those that can be taken.
        refused: The rows that cannot.
        unread: The date and the term of refused rows, as far as both can be read.
    """

    rows: tuple[Payment, ...]
    refused: tuple[Refused, ...]
    unread: tuple[tuple[str, str], ...]


class PaymentsError(Exception):
    """A file of payments cannot be used.

    Attributes:
        message: Why, in one sentence.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def payments(path: Path) -> Payments:
    """Read a file of payments: CSV with the columns date, term and amount.

    Raises:
        PaymentsError: It cannot be read, is no CSV, or has other columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as failure:
        raise PaymentsError(
            f"`{path}` cannot be read: {(failure.strerror or '').lower()}"
        ) from failure
    except UnicodeDecodeError as failure:
        raise PaymentsError(f"`{path}` is no UTF-8 text") from failure
    reading = _Reading()
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [each.strip().casefold() for each in next(rows, [])]
        if sorted(heads) != sorted(COLUMNS):
            raise PaymentsError(f"`{path}` has not the columns {', '.join(COLUMNS)}, and no others")
        before = rows.line_num
        for row in rows:
            line, before = before + 1, rows.line_num
            if any(cell.strip() for cell in row):
                reading.take(heads, row, line)
    except csv.Error as failure:
        raise PaymentsError(f"`{path}` is no CSV: {failure}, line {rows.line_num}") from failure
    return Payments(tuple(reading.rows), tuple(reading.refused), tuple(reading.unread))


class _Reading:
    """Takes row after row, each as a payment or as one that is refused."""

    def __init__(self) -> None:
        self.rows: list[Payment] = []
        self.refused: list[Refused] = []
        self.unread: list[tuple[str, str]] = []

    def take(self, heads: list[str], row: list[str], line: int) -> None:
        if len(row) != len(heads):
            why = f"{len(row)} cells, not {len(heads)}"
            self.refused.append({"line": line, "column": "", "cell": ",".join(row), "why": why})
            return
        cells = dict(zip(heads, row, strict=True))
        read: dict[str, Any] = {}
        for column, how in _CELLS.items():
            try:
                read[column] = how(cells[column])
            except CellError as failure:
                found: Refused = {
                    "line": line,
                    "column": column,
                    "cell": cells[column],
                    "why": str(failure),
                }
                self.refused.append(found)
        if len(read) == len(COLUMNS):
            self.rows.append(Payment(read["date"], read["term"], read["amount"], line))
        elif "date" in read and "term" in read:
            self.unread.append((read["date"].isoformat(), read["term"]))


def _term(cell: str) -> str:
    term = " ".join(plain(cell).split())
    if not term:
        raise CellError("no term is named")
    return term


_CELLS: Final[dict[str, Callable[[str], Any]]] = {
    "date": lambda cell: day_of(cell.strip()),
    "term": _term,
    "amount": lambda cell: exact(cell.strip(), "dollars", "dollars"),
}
"""How the cell of each column is read."""


def against(path: Path, file: Payments, view: Population) -> Against:
    """Compare a population with payments."""
    paid = file.rows
    rows = {(row["on"], row["term"]): row for row in view["rows"]}
    times = Counter([*((each.on.isoformat(), each.term) for each in paid), *file.unread])
    named = {term for _, term in times}
    count = len(paid) + len({each["line"] for each in file.refused})
    lacking: list[Unmatched] = []
    unvalued: list[Unmatched] = []
    different: list[Different] = []
    agreed = 0
    for each in paid:
        key = (each.on.isoformat(), each.term)
        why = _why_unmatched(each, view, rows, times[key])
        if why:
            lacking.append(_unmatched(each, why))
            continue
        value = rows[key]["value"]
        if value is None or value["dimension"] != "dollars":
            unvalued.append(_unmatched(each, _why_unvalued(rows[key], view)))
            continue
        computed = rounded(Fraction(value["exact"]), "half up", _CENT)
        if each.amount == computed:
            agreed += 1
        else:
            different.append(_different(each, computed))
    not_paid = list(_not_paid(view["rows"], named, times))
    return {
        "path": str(path),
        "payments": count,
        "agreed": agreed,
        "matches": agreed == count and not not_paid,
        "refused": list(file.refused),
        "not_in_population": lacking,
        "not_paid": not_paid,
        "not_computed": unvalued,
        "different": different,
        "terms_without_payment": [term for term in view["terms"] if term not in named],
    }


def _why_unmatched(
    paid: Payment, view: Population, rows: Mapping[tuple[str, str], Row], times: int
) -> str:
    on = paid.on.isoformat()
    if paid.term not in view["terms"]:
        return "no calculated definition has this name"
    if (on, paid.term) not in rows:
        return "it is no Distribution Date of the stretch"
    return f"the file has {times} payments of it" if times > 1 else ""


def _why_unvalued(row: Row, view: Population) -> str:
    if row["value"] is not None:
        return "it is computed, and is no amount in dollars"
    return row["why"] or ("" if view["data"] else "no data is given with which it is computed")


def _not_paid(
    rows: Iterable[Row], named: set[str], times: Counter[tuple[str, str]]
) -> Iterator[Unmatched]:
    for row in rows:
        if row["term"] in named and not times[row["on"], row["term"]]:
            value = row["value"]
            yield {
                "on": row["on"],
                "term": row["term"],
                "amount": value["shown"] if value is not None else "",
                "line": None,
                "why": f"no payment ({row['outcome']})",
            }


def _unmatched(paid: Payment, why: str) -> Unmatched:
    return {
        "on": paid.on.isoformat(),
        "term": paid.term,
        "amount": _dollars(paid.amount),
        "line": paid.line,
        "why": why,
    }


def _different(paid: Payment, computed: Fraction) -> Different:
    return {
        "on": paid.on.isoformat(),
        "term": paid.term,
        "paid": _dollars(paid.amount),
        "computed": _dollars(computed),
        "difference": _dollars(paid.amount - computed),
        "line": paid.line,
    }


def _dollars(amount: Fraction) -> str:
    """Write dollars; of an amount that is none in whole cents, all of it."""
    found = figure(amount, "dollars")
    return found["shown"] if found["is_all"] else f"${amount}"
