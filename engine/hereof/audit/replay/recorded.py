"""What was recorded: a question, its answer, and the figures that it was computed with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hereof.audit import checker
from hereof.audit.verify import FAULTS, asked_of
from hereof.data.dataset import DataSet, Datum
from hereof.diagnostics import Source, Span
from hereof.formula.inputs import Input
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hereof.audit.certificate import Asked


@frozen(eq=False)
class Recorded:
    """An answer of a ledger.

    Attributes:
        entry: The number of its entry.
        certificate: What the certificate says.
        asked: Its question.
    """

    entry: int
    certificate: Mapping[str, Any]
    asked: Asked

    @property
    def agreement(self) -> str:
        """The agreement's name."""
        return str(self.certificate["question"]["agreement"]["id"])

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The data files, each by its name then and its SHA-256."""
        return tuple((each["path"], each["sha256"]) for each in self.certificate["data"]["files"])

    @property
    def rules(self) -> dict[str, str]:
        """The rule files of then, each with its SHA-256."""
        return {each["path"]: each["sha256"] for each in self.certificate["evidence"]["rules"]}

    @property
    def documents(self) -> dict[str, str]:
        """The documents of then, each with its SHA-256."""
        return {each["path"]: each["sha256"] for each in self.certificate["evidence"]["documents"]}

    @property
    def latest(self) -> date | None:
        """The day on which the latest instrument was executed that the answer counted."""
        day = self.certificate["answer"]["known"]["latest_executed"]
        return date.fromisoformat(day) if day is not None else None


def recorded(entry: int, raw: bytes) -> tuple[Recorded | None, str]:
    """Read the certificate of an entry; give it, or why it does not hold by itself."""
    try:
        found = checker.check(raw)
        return Recorded(entry, found, asked_of(found)), ""
    except checker.FaultError as fault:
        return None, str(fault)
    except FAULTS as failure:
        return None, f"is not of the form that it names: {type(failure).__name__} {failure}"


def figures_of(each: Recorded, terms: Iterable[str]) -> DataSet:
    """Make data of the figures that a certificate holds: those that its value rests on.

    Args:
        each: What was recorded.
        terms: The names of quantities; figures of another name are left out.
    """
    known = sorted(terms, key=len, reverse=True)
    on = each.certificate["answer"]["on"]
    day = date.fromisoformat(on) if on is not None else None
    return DataSet(
        each.files,
        tuple(each.certificate["data"]["illustrative"]),
        tuple(
            Datum(day, wanted, _value(figure), figure["line"], _row(figure["path"]))
            for figure in each.certificate["data"]["figures"]
            if (wanted := _input(figure["input"], known)) is not None
        ),
    )


def _input(text: str, known: Iterable[str]) -> Input | None:
    """Read an input as it is written: what, of whom, measured when."""
    for name in known:
        rest = text.removeprefix(name)
        if rest == text or (rest and not rest.startswith((" of ", " ["))):
            continue
        whom, _, timing = rest.partition(" [")
        return Input(name, _owners(whom.removeprefix(" of ")), timing.removesuffix("]"))
    return None


def _owners(text: str) -> tuple[str, ...]:
    names = text.split(", ") if text else []
    for at, name in enumerate(names):
        if " other than " in name:
            return (*names[:at], ", ".join(names[at:]))
    return tuple(names)


def _value(figure: Mapping[str, Any]) -> Fraction | date | bool:
    exact: str = figure["exact"]
    if exact in ("met", "not met"):
        return exact == "met"
    return date.fromisoformat(exact) if exact.count("-") > 1 else Fraction(exact)


def _row(path: str) -> Span:
    return Span(Source(path, ""), 0, 0)
