"""What nobody may miss in a report: what is not on file, construed, asserted or made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from hereof.wording.statuses import WHAT, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.report import shapes
    from hereof.report.history import History
    from hereof.report.value_shapes import Data
    from hereof.report.which import Which

NOT_ON_FILE: Final = "not on file"
AS_CONSTRUED: Final = "as construed"
ASSUMED: Final = "assumed"
ASSERTED: Final = "asserted"
ILLUSTRATIVE: Final = "illustrative"
NOT_READ: Final = "not counted"

_ORDER: Final = (ILLUSTRATIVE, NOT_ON_FILE, ASSERTED, AS_CONSTRUED, ASSUMED, NOT_READ)
_ASSERTED: Final = (Standing.ASSERTED, Standing.STATED)


class Mark(TypedDict):
    """Something that a reader must not take for evidence.

    Attributes:
        kind: `illustrative`, `not on file`, `asserted`, `as construed`, `assumed` or `not counted`.
        what: What it is.
        because: Why it is so; empty where no reason is given.
    """

    kind: str
    what: str
    because: str


def marks(
    answer: Which,
    past: History,
    standings: Iterable[Standing],
    leans: Iterable[shapes.Lean],
    data: Data | None,
) -> list[Mark]:
    """Gather the marks of a report, each once, the gravest kinds first.

    Args:
        answer: The answer.
        past: The history, whose earlier versions may be construed where this one is not.
        standings: Where the formulas come from.
        leans: What a computed value leans on.
        data: The figures; nothing where none were given.
    """
    every = [
        *_made_up(data),
        *_off_file(answer["instruments"]),
        *_asserted(answer["term"], standings),
        *(_leaning(lean) for lean in [*answer["leans"], *leans, *past["series_leans"]]),
        *_earlier(past),
        *(_mark(NOT_READ, each["path"], each["why"]) for each in answer["known"]["unread"]),
    ]
    return _in_order(every)


def gathered(
    instruments: Iterable[shapes.Instrument],
    asserted: Iterable[str],
    leans: Iterable[shapes.Lean],
    known: shapes.Knowledge,
) -> list[Mark]:
    """Gather the marks of an agreement, each once, the gravest kinds first.

    Args:
        instruments: Its instruments.
        asserted: The terms whose formulas the rule file asserts.
        leans: What its words lean on.
        known: What lies on file and is not counted.
    """
    return _in_order(
        [
            *_off_file(instruments),
            *(_mark(ASSERTED, f"the formula of {t}", WHAT[Standing.ASSERTED]) for t in asserted),
            *(_leaning(lean) for lean in leans),
            *(_mark(NOT_READ, each["path"], each["why"]) for each in known["unread"]),
        ]
    )


def _in_order(every: Iterable[Mark]) -> list[Mark]:
    found: dict[tuple[str, str], Mark] = {}
    for mark in every:
        found.setdefault((mark["kind"], mark["what"]), mark)
    return sorted(found.values(), key=lambda mark: _ORDER.index(mark["kind"]))


def _mark(kind: str, what: str, because: str = "") -> Mark:
    return {"kind": kind, "what": what, "because": because}


def _made_up(data: Data | None) -> Iterator[Mark]:
    for said in data["illustrative"] if data else ():
        yield _mark(ILLUSTRATIVE, "every amount in this report", said)


def _off_file(instruments: Iterable[shapes.Instrument]) -> Iterator[Mark]:
    for instrument in instruments:
        if instrument["document"] is None:
            known = "; other documents on file speak of it" if instrument["known_from"] else ""
            yield _mark(NOT_ON_FILE, f"{instrument['title']} itself{known}")


def _asserted(term: str, standings: Iterable[Standing]) -> Iterator[Mark]:
    for standing in standings:
        if standing in _ASSERTED:
            yield _mark(ASSERTED, f"the formula of {term}", WHAT[standing])


def _earlier(past: History) -> Iterator[Mark]:
    """Give what versions of the history lean on, each under the instrument that made it."""
    for held in past["held"]:
        by = held["governed_by"]
        for lean in held["leans"]:
            yield _leaning(lean, by["title"] if by else "")


def _leaning(lean: shapes.Lean, by: str = "") -> Mark:
    return _mark(*_kind(lean["what"], by), lean["because"])


def _kind(what: str, by: str = "") -> tuple[str, str]:
    """Say what kind of thing is leaned on, and what; `by` is the instrument whose words it is."""
    if what.endswith(", whose words are not on file"):
        return NOT_ON_FILE, f"the words of {what.removesuffix(', whose words are not on file')}"
    if what.endswith(", as construed"):
        said = what.removesuffix(", as construed")
        if said.startswith("the words of "):
            whose = f" by {by}" if by else ""
            return AS_CONSTRUED, f"{said}{whose}, which are not on file"
        if said.startswith("the meaning of "):
            return AS_CONSTRUED, f"{said}, whose words are not on file"
        return AS_CONSTRUED, said
    return ASSUMED, what
