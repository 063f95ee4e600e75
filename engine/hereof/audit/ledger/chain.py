"""What an entry is, and what its hash is made of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from hereof.audit.canonical import NotCanonicalError, digest
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM: Final = "hereof/ledger-entry/1"
NOTHING: Final = f"sha256:{'0' * 64}"
"""What the first entry follows."""

NAMES: Final = ("agreement", "term", "asked", "day", "known_on", "outcome", "value")


@frozen
class Facets:
    """What a certificate says that a list is made of.

    Attributes:
        agreement: The agreement's name.
        term: The term as defined.
        asked: The date, or the month, that was asked about.
        day: The date that the answer is about; none where there is none.
        known_on: The date as of which the file was read; none: everything on file.
        outcome: The named outcome.
        value: The value, as people read it; none where the certificate has no value.
    """

    agreement: str
    term: str
    asked: str
    day: str | None
    known_on: str | None
    outcome: str
    value: str | None


@frozen
class Head:
    """The last entry: who keeps it elsewhere can tell whether anything up to it was altered.

    Attributes:
        entry: Its number, which is how many entries there are.
        hash: Its hash.
    """

    entry: int
    hash: str


EMPTY: Final = Head(0, NOTHING)
"""The head of a ledger without an entry."""


@frozen
class Entry:
    """A recorded certificate.

    Attributes:
        number: Its place, counted from 1.
        previous: The hash of the entry before it.
        hash: The hash of all the rest.
        digest: The certificate's own digest.
        facets: What it certifies, in short.
        signature: The signature that was recorded with it, armored; none where there was none.
        certificate: The bytes of its file.
    """

    number: int
    previous: str
    hash: str
    digest: str
    facets: Facets
    signature: bytes | None
    certificate: bytes


def said_of(entry: Entry) -> dict[str, Any]:
    """Give what the hash of an entry is made of: all that it is, but for its hash.

    The certificate and the signature stand in it by the SHA-256 of their bytes.
    """
    signature = entry.signature
    said: dict[str, Any] = {
        "schema": FORM,
        "entry": entry.number,
        "previous": entry.previous,
        "digest": entry.digest,
        "certificate_sha256": hashlib.sha256(entry.certificate).hexdigest(),
        "signature_sha256": hashlib.sha256(signature).hexdigest()
        if signature is not None
        else None,
    }
    return said | {name: getattr(entry.facets, name) for name in NAMES}


def hash_of(entry: Entry) -> str:
    """Compute the hash of an entry: the SHA-256 of the canonical form of what it is made of."""
    return digest(said_of(entry))


def holds(entry: Entry) -> bool:
    """Tell whether an entry is what its hash was made of."""
    try:
        return hash_of(entry) == entry.hash
    except NotCanonicalError:
        return False


def facets_of(certificate: Mapping[str, Any]) -> Facets:
    """Read from a certificate what a list is made of.

    Raises:
        LookupError: Something is not there; `TypeError`: or is of another kind.
    """
    question, answer, value = certificate["question"], certificate["answer"], certificate["value"]
    facets = Facets(
        agreement=question["agreement"]["id"],
        term=question["term"],
        asked=question["on"],
        day=answer["on"],
        known_on=question["known_on"],
        outcome=answer["outcome"],
        value=value["shown"] if value is not None else None,
    )
    needed = (facets.agreement, facets.term, facets.asked, facets.outcome)
    free = (facets.day, facets.known_on, facets.value)
    if not all(isinstance(each, str) for each in needed) or not all(
        each is None or isinstance(each, str) for each in free
    ):
        raise TypeError("a name or a date is no text")
    return facets
