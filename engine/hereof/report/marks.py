"""What nobody may miss in a report: what is not on file, construed, asserted or made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from hereof.wording.statuses import WHAT, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.report import shapes
    from hereof.report.calc import Data
    from hereof.report.history import History
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
    found: dict[tuple[str, str], Mark] = {}

    def add(kind: str, what: str, because: str = "") -> None:
        found.setdefault((kind, what), {"kind": kind, "what": what, "because": because})

    for said in data["illustrative"] if data else ():
        add(ILLUSTRATIVE, "every amount in this report", said)
    for instrument in answer["instruments"]:
        if instrument["document"] is None:
            known = "; other documents on file speak of it" if instrument["known_from"] else ""
            add(NOT_ON_FILE, f"{instrument['title']} itself{known}")
    for standing in standings:
        if standing in _ASSERTED:
            add(ASSERTED, f"the formula of {answer['term']}", WHAT[standing])
    earlier = [lean for held in past["held"] for lean in held["leans"]]
    for lean in [*answer["leans"], *leans, *earlier, *past["series_leans"]]:
        kind, what = _kind(lean["what"])
        add(kind, what, lean["because"])
    for each in answer["known"]["unread"]:
        add(NOT_READ, each["path"], each["why"])
    return sorted(found.values(), key=lambda mark: _ORDER.index(mark["kind"]))


def _kind(what: str) -> tuple[str, str]:
    if what.endswith(", whose words are not on file"):
        return NOT_ON_FILE, f"the words of {what.removesuffix(', whose words are not on file')}"
    if what.endswith(", as construed"):
        said = what.removesuffix(", as construed")
        if said.startswith("the words of "):
            return AS_CONSTRUED, f"{said}, which are not on file"
        if said.startswith("the meaning of "):
            return AS_CONSTRUED, f"{said}, whose words are not on file"
        return AS_CONSTRUED, said
    return ASSUMED, what
