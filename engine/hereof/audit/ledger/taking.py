"""A certificate looked at before it is taken: it holds by itself, and so does its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.audit.ledger.chain import facets_of
from hereof.audit.ledger.faults import NotTakenError
from hereof.audit.ledger.store import Record
from hereof.audit.signature import SignatureError, check_signature
from hereof.audit.verify import by_itself

if TYPE_CHECKING:
    from pathlib import Path


def taken(raw: bytes, signature: Path | None = None, allowed: Path | None = None) -> Record:
    """Check a certificate by itself, arithmetic and all, and make it ready to be recorded.

    Args:
        raw: The bytes of its file.
        signature: The file of its signature; none: it is recorded unsigned.
        allowed: The allowed-signers file; none: nobody is asked who signed.

    Raises:
        NotTakenError: It does not hold, or the signature does not.
        OSError: The signature cannot be read.
    """
    found, faults = by_itself(raw)
    if found is None:
        raise NotTakenError(f"the certificate does not hold: {faults[0]['says']}")
    try:
        facets = facets_of(found)
    except (LookupError, TypeError) as failure:
        raise NotTakenError(
            f"the certificate is not of the form that it names: {failure}"
        ) from failure
    armored = None
    if signature is not None:
        armored = signature.read_bytes()
        try:
            told = check_signature(raw, signature, allowed)
        except SignatureError as failure:
            raise NotTakenError(f"its signature cannot be checked: {failure}") from failure
        if not told.is_good:
            raise NotTakenError(f"`{signature}`: {told.says}")
        if not armored.isascii():
            raise NotTakenError(f"`{signature}` is not armored: it holds more than ASCII")
    return Record(raw, found["digest"], facets, armored)
