"""Certificates altered with every digest recomputed, as somebody who knows the form would."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hereof.audit.canonical import canonical
from hereof.audit.certificate import sealed
from hereof.audit.meaning import meaning

if TYPE_CHECKING:
    from collections.abc import Iterator


def resealed(certificate: Any) -> bytes:  # noqa: ANN401 - any data
    """Give the bytes of a certificate with its digests made anew."""
    changed: Any = certificate
    if isinstance(certificate.get("meaning"), dict):
        changed = {**certificate, "meaning": meaning(certificate)}
    return canonical(sealed(changed)) + b"\n"


def copied(certificate: Any) -> Any:  # noqa: ANN401 - any data
    """Give a copy that can be altered."""
    return json.loads(json.dumps(certificate))


def other_values(value: str) -> Iterator[str]:
    """Give values in which one digit, or the whole truth, is another."""
    if value in ("met", "not met"):
        yield "not met" if value == "met" else "met"
        return
    for at, digit in enumerate(value):
        if digit.isdigit():
            yield value[:at] + str((int(digit) + 1) % 10) + value[at + 1 :]
