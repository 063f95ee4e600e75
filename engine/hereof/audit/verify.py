"""`hereof verify`: whether a certificate holds, by itself and with the rule base; else what not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.audit import checker, provenance
from hereof.audit.certificate import Asked, certify
from hereof.audit.meaning import meaning
from hereof.audit.mismatches import (
    CERTIFICATE,
    MEANING,
    PLACES,
    RULE_BASE,
    SIGNATURE,
    Mismatch,
    added_files,
    changed_files,
    changed_meaning,
    changed_places,
    data_files,
    mismatch,
)
from hereof.audit.repository import other_source, see_one_commit
from hereof.audit.signature import Signed, beside, check_signature
from hereof.calendar import Month
from hereof.diagnostics import HereofError
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.sources import rules_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.rulebase.base import RuleBase

UNCHANGED: Final = "unchanged"
CHANGED: Final = "changed"
NOT_COMPARED: Final = "not compared"
MEANINGS: Final = (UNCHANGED, CHANGED, NOT_COMPARED)
"""What can be said of the meaning of an answer."""
_MONTH: Final = len("2003-10")
FAULTS: Final = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
)
"""What data of another form than a certificate's leads to."""


class CheckedSignature(TypedDict):
    """The signature beside a certificate.

    Attributes:
        there: Whether there is one.
        good: Whether it is one over this certificate, and of somebody allowed where that was asked.
        by: Who signed, by the allowed-signers file; empty where nobody is known.
        says: In one sentence.
    """

    there: bool
    good: bool
    by: str
    says: str


class Verification(TypedDict):
    """Whether a certificate holds.

    Attributes:
        schema: The name and version of this form.
        certificate: The file.
        rules_at: The commit that the rule base was read from; null: the files as they are, or none.
        digest: Its digest; empty where it holds not even by itself.
        verified: Whether all that was looked at holds.
        alone: Whether the rule base was left aside.
        term: The term that was asked about; empty where the certificate holds not by itself.
        sentence: The outcome that it certifies, in one sentence.
        value: The value, as people read it; empty where it certifies none.
        steps: How many steps of arithmetic were done again.
        signature: The signature.
        meaning: `unchanged`, `changed` or `not compared`: whether what the answer rests on is the
            same, files and places aside.
        findings: What does not hold.
        notes: What is to be known, and keeps nothing from holding.
    """

    schema: str
    certificate: str
    rules_at: shapes.RulesAt | None
    digest: str
    verified: bool
    alone: bool
    term: str
    sentence: str
    value: str
    steps: int
    signature: CheckedSignature
    meaning: str
    findings: list[Mismatch]
    notes: list[str]


def verify(
    path: Path,
    base: RuleBase | None = None,
    data: Sequence[Path] = (),
    allowed: Path | None = None,
    *,
    require_signature: bool = False,
) -> Verification:
    """Verify a certificate: first by itself, then with a rule base.

    Args:
        path: Its file.
        base: The rule base; none: it is verified by itself alone.
        data: Where its data files lie now, in their order; none: where they lay.
        allowed: The allowed-signers file of OpenSSH; none: nobody is asked who signed.
        require_signature: Whether an unsigned certificate does not hold.

    Raises:
        OSError: The file cannot be read.
        SignatureError: A signature cannot be checked here.
    """
    raw = path.read_bytes()
    view = _empty(path, alone=base is None)
    view["rules_at"] = rules_at(base) if base is not None else None
    found, faults = by_itself(raw)
    view["findings"] += faults
    _signature(view, raw, beside(path), allowed, required=require_signature)
    if found is not None:
        _tell(view, found)
    told = found if found is not None else _as_far_as_read(raw)
    if base is not None and told is not None:
        _with_base(view, told, base, data)
    view["verified"] = not view["findings"]
    return view


def by_itself(raw: bytes) -> tuple[dict[str, Any] | None, list[Mismatch]]:
    """Check the bytes of a certificate by themselves; give what it says, or what does not hold."""
    try:
        found = checker.check(raw)
        asked_of(found)
        see_one_commit(found)
        _tell(_empty(Path(), alone=True), found)
        if meaning(found) != found["meaning"]:
            raise checker.FaultError("the digest of its meaning is not that of what it says")  # noqa: TRY301
    except checker.FaultError as fault:
        return None, [mismatch(CERTIFICATE, "certificate", str(fault))]
    except FAULTS as failure:
        says = f"is not of the form that it names: {type(failure).__name__} {failure}"
        return None, [mismatch(CERTIFICATE, "certificate", says)]
    return found, []


def _tell(view: Verification, found: dict[str, Any]) -> None:
    """Say what a certificate certifies."""
    view["digest"] = found["digest"]
    view["term"] = str(found["question"]["term"])
    view["sentence"] = str(found["answer"]["sentence"])
    view["value"] = str(found["value"]["shown"]) if found["value"] else ""
    view["steps"] = len(found["arithmetic"])


def _as_far_as_read(raw: bytes) -> dict[str, Any] | None:
    """Read what does not hold by itself, so that a rule base may tell what of it was changed."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def asked_of(certificate: dict[str, Any]) -> Asked:
    """Read the question of a certificate.

    Raises:
        ValueError: A date is none; likewise `LookupError` and `TypeError` for what is not there.
    """
    question = certificate["question"]
    issued = certificate["issued"]
    on, known_on = question["on"], question["known_on"]
    if not all(isinstance(each, str) for each in (question["term"], question["agreement"]["id"])):
        raise TypeError("a name is no text")
    return Asked(
        question["term"],
        _month(on) if len(on) == _MONTH else date.fromisoformat(on),
        date.fromisoformat(known_on) if known_on is not None else None,
        question["purpose"],
        date.fromisoformat(issued) if issued is not None else None,
    )


def _month(text: str) -> Month:
    year, _, number = text.partition("-")
    return Month(int(year), int(number))


def _empty(path: Path, *, alone: bool) -> Verification:
    return {
        "schema": "hereof/verification/1",
        "certificate": str(path),
        "rules_at": None,
        "digest": "",
        "verified": False,
        "alone": alone,
        "term": "",
        "sentence": "",
        "value": "",
        "steps": 0,
        "signature": {"there": False, "good": False, "by": "", "says": "it is not signed"},
        "meaning": NOT_COMPARED,
        "findings": [],
        "notes": [],
    }


def _signature(
    view: Verification, raw: bytes, file: Path, allowed: Path | None, *, required: bool
) -> None:
    if not file.exists():
        if required:
            view["findings"].append(mismatch(SIGNATURE, str(file), "is not there: it is unsigned"))
        return
    signed: Signed = check_signature(raw, file, allowed)
    view["signature"] = {
        "there": True,
        "good": signed.is_good,
        "by": signed.by,
        "says": signed.says,
    }
    if not signed.is_good:
        view["findings"].append(mismatch(SIGNATURE, str(file), signed.says))
    elif allowed is None:
        view["notes"].append("whose key it is nobody was asked: name `--allowed-signers`")


def _with_base(
    view: Verification, found: dict[str, Any], base: RuleBase, data: Sequence[Path]
) -> None:
    """Compare the files, resolve and compute again, and say what is another."""
    try:
        files = list(data) or data_files(found, base.folder.checkout)
        changed = list(changed_files(found, base, files))
    except FAULTS as failure:
        says = f"names its files in no form that is known: {failure}"
        view["findings"].append(mismatch(CERTIFICATE, "evidence", says))
        return
    view["findings"] += changed
    again = _again(view, found, base, files)
    if again is None:
        return
    try:
        differs = changed_meaning(found, again)
        moved = changed_places(found, again, files_are_same=not changed)
        added = added_files(found, again)
        view["meaning"] = CHANGED if differs else UNCHANGED
        view["notes"] += [f"added since, and not in the certificate: {each}" for each in added]
        _note_engine(view, found, again)
        same = not changed and not added
        view["notes"] += other_source(found, base, files_are_same=same)
    except FAULTS as failure:
        says = f"is not of the form that it names: {type(failure).__name__} {failure}"
        view["findings"].append(mismatch(CERTIFICATE, "certificate", says))
        return
    view["findings"] += differs or moved


def _again(
    view: Verification, found: dict[str, Any], base: RuleBase, files: Sequence[Path]
) -> dict[str, Any] | None:
    """Make the certificate anew; where that cannot be done, say why."""
    try:
        asked, name = asked_of(found), str(found["question"]["agreement"]["id"])
    except FAULTS as failure:
        says = f"asks no question that can be read: {failure}"
        view["findings"].append(mismatch(CERTIFICATE, "question", says))
        return None
    readable = [file for file in files if file.is_file()]
    origins = provenance.Origins(base, asks_git=False)
    try:
        return dict(certify(base, base.agreement(name), asked, readable, origins=origins))
    except HereofError as failure:
        for each in failure.diagnostics[:5]:
            view["findings"].append(mismatch(RULE_BASE, each.place or "rule base", each.message))
    except OSError as failure:
        view["findings"].append(mismatch(RULE_BASE, str(failure.filename), str(failure.strerror)))
    return None


def _note_engine(view: Verification, then: dict[str, Any], now: dict[str, Any]) -> None:
    """Say where another engine, calendar or grammar made the certificate."""
    old, new = then["engine"], provenance.engine()
    if old != new:
        view["notes"].append(f"made by Hereof {old['version']}, and compared by {new['version']}")
    library, version = now["calendar"]["library"], now["calendar"]["version"]
    was = then["calendar"]["version"]
    if was != version:
        view["notes"].append(f"its calendar is that of {library} {was}, and here is {version}")
    if then["answer"]["known"].get("unread") != now["answer"]["known"]["unread"]:
        view["notes"].append("what lies on file and is not counted is not what it was")
    latest = (then["answer"]["known"].get("latest"), now["answer"]["known"]["latest"])
    if latest[0] != latest[1]:
        view["notes"].append(f"the latest instrument counted was {latest[0]}, and is {latest[1]}")


__all__ = ["MEANING", "PLACES", "Verification", "asked_of", "by_itself", "verify"]
