"""`hereof certify` and `hereof verify` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.report.phrases import known_line, rules_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hereof.audit.mismatches import Mismatch
    from hereof.audit.shapes import Certificate
    from hereof.audit.verify import Verification
    from hereof.cli.page import Page

_MEANING: Final = {
    "unchanged": "resolved and computed again: the same",
    "changed": "resolved and computed again: not the same",
    "not compared": "",
}


def show_certificate(
    page: Page, certificate: Certificate, files: Sequence[Path], recorded: str
) -> None:
    """Put what was certified on a page, and where it was written and recorded."""
    answer, value = certificate["answer"], certificate["value"]
    page.text(certificate["question"]["term"], "title")
    page.text(answer["sentence"])
    page.text(known_line(answer["known"]), "hint")
    page.blank()
    if value is not None:
        page.field("value", value["shown"], "good")
        page.field("arithmetic", _counted(len(certificate["arithmetic"]), "step"))
    elif answer["no_value"] != answer["sentence"]:
        page.field("no value", answer["no_value"])
    evidence = certificate["evidence"]
    held = f"{_counted(len(evidence['documents']), 'document')}, "
    page.field("evidence", held + _counted(len(evidence["rules"]), "rule file"))
    for said in certificate["data"]["illustrative"]:
        page.field("figures", f"illustrative: {said}", "note")
    page.field("digest", certificate["digest"])
    for number, file in enumerate(files):
        page.field("written" if number == 0 else "", str(file))
    if recorded:
        page.field("recorded", recorded)


def show_verification(page: Page, view: Verification) -> None:
    """Put whether a certificate holds on a page."""
    holds = ("holds", "good") if view["verified"] else ("does not hold", "bad")
    page.text([(view["certificate"], "title"), (" ", ""), holds])
    page.blank()
    if view["digest"]:
        page.field("term", view["term"])
        page.field("certifies", view["sentence"])
        if view["value"]:
            page.field("value", view["value"])
        page.field("digest", view["digest"])
        page.field("arithmetic", f"{_counted(view['steps'], 'step')} done again")
    page.field("signature", view["signature"]["says"])
    if view["alone"]:
        page.field("rule base", "left aside: only the certificate itself was looked at")
    elif _MEANING[view["meaning"]]:
        page.field("rule base", _MEANING[view["meaning"]])
    for number, each in enumerate(view["findings"]):
        page.field("" if number else "findings", _found(each), "bad")
    for number, note in enumerate(view["notes"]):
        page.field("" if number else "notes", note)
    if at := rules_line(view["rules_at"]):
        page.blank()
        page.text(at)


def _found(each: Mismatch) -> str:
    what = "" if each["what"] == each["kind"] else f" {each['what']}"
    return f"{each['kind']}{what}: {each['says']}"


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'s' * (number != 1)}"
