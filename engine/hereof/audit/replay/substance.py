"""What of two answers is compared, and what the one is less the other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from hereof.audit.meaning import meant
from hereof.audit.mismatches import changed_meaning
from hereof.formula.rounding import rounded
from hereof.report.figures import figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.audit.replay.shapes import Told
    from hereof.report.figures import Figure

_CENT: Final = Fraction(1, 100)
_NO_NUMBERS: Final = frozenset({"date", "truth"})
_DEFINITION: Final = (
    *("agreement", "term", "on", "outcome", "words", "construed", "means", "classes", "by"),
)
"""What a definition is, as far as an answer rests on it: not why it is so construed, nor how its
words were read."""
_ASIDE: Final = frozenset(
    {
        *("question", "data", "calendar", "arithmetic", "roundings"),
        *("paragraphs", "instruments", "value"),
    }
)
"""What need not be said beside the words, the value and the causes."""


def is_same(one: Mapping[str, Any], other: Mapping[str, Any], *, with_value: bool = True) -> bool:
    """Tell whether two answers are one: outcome, words, who governs, definitions and value.

    Args:
        one: The parts of a certificate.
        other: Those of another.
        with_value: Whether values are compared too.
    """
    if with_value and _value(one) != _value(other):
        return False
    return _said(one) == _said(other) and _definitions(one) == _definitions(other)


def told(parts: Mapping[str, Any]) -> Told:
    """Give an answer in short."""
    answer = parts["answer"]
    return {
        "outcome": answer["outcome"],
        "on": answer["on"],
        "governed_by": answer["governed_by"],
        "value": parts["value"],
        "sentence": answer["sentence"],
        "no_value": answer["no_value"],
    }


def difference(then: Mapping[str, Any], now: Mapping[str, Any]) -> Figure | None:
    """Give what a value is more than another, dollars in cents; nothing where one is no number."""
    old, new = then["value"], now["value"]
    if old is None or new is None or old["dimension"] != new["dimension"]:
        return None
    kind = new["dimension"]
    if kind in _NO_NUMBERS or not kind:
        return None
    return figure(_paid(new["exact"], kind) - _paid(old["exact"], kind), kind)


def less(one: Figure | None, other: Figure | None) -> Figure | None:
    """Take a difference off another; nothing where one is no number."""
    if one is None or other is None or one["dimension"] != other["dimension"]:
        return None
    return figure(Fraction(one["exact"]) - Fraction(other["exact"]), one["dimension"])


def differs(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say what of an answer is another."""
    found = changed_meaning(then, now)
    return [f"{each['what']}: {each['says']}" for each in found if each["what"] not in _ASIDE]


def _paid(exact: str, kind: str) -> Fraction:
    value = Fraction(exact)
    return rounded(value, "half up", _CENT) if kind == "dollars" else value


def _value(parts: Mapping[str, Any]) -> tuple[str, str] | None:
    value = parts["value"]
    return None if value is None else (value["dimension"], value["exact"])


def _said(parts: Mapping[str, Any]) -> tuple[Any, ...]:
    answer = parts["answer"]
    return (
        answer["outcome"],
        answer["on"],
        answer["words"],
        answer["governed_by"],
        meant(answer["suspensions"]),
    )


def _definitions(parts: Mapping[str, Any]) -> dict[tuple[str, ...], list[list[Any]]]:
    found: dict[tuple[str, ...], list[list[Any]]] = {}
    for each in parts["definitions"]:
        name = (each["agreement"], each["term"], each["on"])
        found.setdefault(name, []).append([each[part] for part in _DEFINITION])
    return found
