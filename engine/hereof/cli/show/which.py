"""`hereof which` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.show.parts import (
    put_corrections,
    put_lapsed,
    put_leans,
    put_pending,
    put_undone,
    put_unexecuted,
    put_unread,
    put_words,
)
from hereof.report.moments import spoken_iso
from hereof.report.phrases import clocks, known_line, lines_of, paragraph_title, range_line
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from hereof.cli.page import Page, Piece
    from hereof.report import shapes
    from hereof.report.which import Which

_GOOD: Final = Outcome.IN_FORCE.value
_CONSTRUED: Final = Outcome.AS_CONSTRUED.value


def style_of(outcome: str) -> str:
    """Give the style in which an outcome is shown."""
    return {_GOOD: "good", _CONSTRUED: "doubt"}.get(outcome, "bad")


def show_which(page: Page, view: Which) -> None:
    """Put an answer on a page."""
    page.text(view["term"], "title")
    page.text(_headline(view))
    if not view["answered"]:
        page.text(view["sentence"])
    if view["on"] is None and view["asked"]["on"] is not None:
        page.text(
            f"A day can be asked about instead, as in `--on {view['asked']['on']}-25`.", "hint"
        )
    for fixing in view["series"]["fixed_by"] if view["series"] else ():
        _fixing(page, fixing, view)
    for suspension in view["suspensions"]:
        page.blank()
        _suspension(page, suspension, view["beneath"] or "")
    versions = view["versions"]
    for number, version in enumerate(versions):
        page.blank()
        if len(versions) > 1:
            page.text(f"{'One' if number == 0 else 'Another'} reading of the order gives:")
            page.blank()
        _version(page, version, view)
    page.blank()
    if len(versions) == 1:
        _replaced(page, view)
    if view["undone"]:
        put_undone(page, view["undone"], stands=bool(versions))
        page.blank()
    put_lapsed(page, view["lapsed"])
    put_pending(page, view["pending"])
    put_unexecuted(page, view["unexecuted"])
    put_leans(page, view["leans"])
    _parties(page, view)
    put_unread(page, view["known"])
    page.blank()
    page.text(known_line(view["known"]))


def _headline(view: Which) -> list[Piece]:
    outcome = view["outcome"]
    said: list[Piece] = [(outcome, style_of(outcome))]
    series, on = view["series"], view["on"]
    if series is not None:
        why = f" ({series['why']})" if series["why"] else ""
        by = " and ".join(paragraph_title(each) for each in series["fixed_by"])
        fixed = f", fixed by {by}" if by else ""
        said.append((f" on {series['term']} {spoken_iso(series['day'])}{why}{fixed}", ""))
    elif on is not None:
        said.append((f" on {spoken_iso(on)}", ""))
    return said


def _fixing(page: Page, paragraph: shapes.Paragraph, view: Which) -> None:
    """Put the paragraph that fixed the date asked about, which its own change leaves alone."""
    page.blank()
    page.field("fixed by", clocks(paragraph))
    if paragraph["instruction"]:
        page.field("ordered", lines_of(paragraph["instruction"]))
    for instrument in view["instruments"]:
        if instrument["id"] == paragraph["instrument"] and instrument["document"] is not None:
            page.field("sha256", instrument["document"]["sha256"])


def _suspension(page: Page, suspension: shapes.Suspension, beneath: str) -> None:
    by = suspension["by"]
    does = "waived" if suspension["waived"] else "suspended"
    page.field(does, f"{clocks(by)}, treated as {suspension['treated_as']}")
    page.field("", lines_of(by["instruction"]))
    page.field("beneath", [(beneath, style_of(beneath))])


def _version(page: Page, version: shapes.Version, view: Which) -> None:
    put_words(page, version)
    if version["failed"] is not None:
        page.blank()
        page.field("fails", f"{paragraph_title(version['failed'])}: {version['why']}")
        page.field("", lines_of(version["failed"]["instruction"]))
    instruments = {each["id"]: each for each in view["instruments"]}
    if version["set_by"] is not None:
        page.blank()
        label = "set by" if version["edited_by"] else "by"
        _paragraph(page, label, version["set_by"], instruments)
    for paragraph in version["edited_by"]:
        page.blank()
        _paragraph(page, "then by", paragraph, instruments)
    taken = version["incorporated"]
    if taken is not None:
        page.blank()
        how = f"as of {spoken_iso(taken['as_of'])}" if taken["as_of"] else "as amended"
        page.field("from", f"the definitions of {taken['agreement']}, incorporated {how}")
        if taken["quoted"]:
            page.field("", lines_of(taken["quoted"]))
    for found in version["ranges"]:
        page.field("Classes", range_line(found))


def _paragraph(
    page: Page,
    label: str,
    paragraph: shapes.Paragraph,
    instruments: dict[str, shapes.Instrument],
) -> None:
    """Put a paragraph with its evidence: what it says, where, and who signed."""
    page.field(label, clocks(paragraph))
    if label == "then by":
        page.field("", paragraph["does"])
    if paragraph["section"]:
        page.field("in", paragraph["section"])
    if paragraph["instruction"]:
        page.field("ordered", lines_of(paragraph["instruction"]))
    words = paragraph["words"]
    if words is not None:
        page.field("words", lines_of([words]))
    _mended(page, paragraph)
    instrument = instruments.get(paragraph["instrument"])
    if instrument is None:
        return
    if instrument["document"] is not None:
        page.field("sha256", instrument["document"]["sha256"])
    signed = [_signature(signature) for signature in instrument["signatures"]]
    if signed:
        page.field("signed", ", ".join(signed))


def _mended(page: Page, paragraph: shapes.Paragraph) -> None:
    """Put what came to a paragraph from elsewhere: corrections, a revival, conditions met."""
    put_corrections(page, paragraph)
    if paragraph["revived_by"]:
        page.field("revived", f"by {paragraph['revived_by']}")
    for condition in paragraph["conditions"]:
        if condition["met"] and not condition["pending"]:
            by = f", as {condition['document']['path']} shows" if condition["document"] else ""
            page.field("condition", f"{condition['text']}: met {spoken_iso(condition['met'])}{by}")


def _signature(signature: shapes.Signature) -> str:
    day = f" on {spoken_iso(signature['day'])}" if signature["day"] else ""
    return f"{signature['signatory'] or 'nobody yet'} for {signature['role']}{day}"


def _parties(page: Page, view: Which) -> None:
    """Put the parties once, as the latest instrument that names them does."""
    for instrument in reversed(view["instruments"]):
        if instrument["parties"]:
            names = [f"{party['name']} as {party['role']}" for party in instrument["parties"]]
            page.field("parties", "; ".join(names))
            return


def _replaced(page: Page, view: Which) -> None:
    version = view["versions"][0]
    if version["set_by"] is None or version["failed"] is not None:
        return
    label = "edits" if version["edited_by"] else "replaces"
    before = view["replaced"]
    if not before and not any(each["displaced"] for each in view["undone"]):
        page.field(label, "nothing: the term was not defined before")
    if len(before) > 1:
        page.field(label, f"{len(before)} texts with an equal claim, which no longer matters:")
    for earlier in before:
        _before(page, label, earlier)
    page.blank()


def _before(page: Page, label: str, version: shapes.Version) -> None:
    last = version["edited_by"][-1] if version["edited_by"] else version["set_by"]
    since = clocks(last) if last else "nothing on file"
    if version["outcome"] == Outcome.DELETED.value:
        page.field(label, f"nothing: the definition was deleted by {since}")
        return
    page.field(label, f"what stood by {since}:")
    if version["words"] is not None:
        page.field("", version["words"])
    else:
        edits = version["unreadable_edits"]
        edited = f", as edited by {' and '.join(edits)}" if edits else ""
        page.field("", [(f"words not on file{edited}", "doubt")])
    if version["construed"] is not None:
        page.field("", [("as construed: ", "doubt"), (version["construed"], "")])
    if version["because"] is not None:
        page.field("", [("because: ", "label"), (version["because"], "")])
    if last and last["words"]:
        page.field("", lines_of([last["words"]]))
