"""The one form in which plain data is written, so that equal data has equal bytes.

It is that of RFC 8785, of which this takes what certificates need: objects, lists,
texts, whole numbers, booleans and null. Numbers with a point are refused, since
their digits would depend on how a machine rounds them: amounts are texts.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = 2**53 - 1
"""Whole numbers beyond this are not the same everywhere (RFC 8785, section 3.2.2.3)."""


class NotCanonicalError(ValueError):
    """Data that has no canonical form; the message says what of it."""


def canonical(data: object) -> bytes:
    """Write plain data in its canonical form, as UTF-8 without a final newline.

    Raises:
        NotCanonicalError: It holds a number with a point, a whole number beyond `MOST`, half a
            character, or anything else that is no plain data.
    """
    text = json.dumps(_ordered(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as failure:
        raise NotCanonicalError("a text holds half a character") from failure


def digest(data: object) -> str:
    """Give the SHA-256 of the canonical form, such as `sha256:04ab...`.

    Raises:
        NotCanonicalError: As for `canonical`.
    """
    return named_digest(canonical(data))


def named_digest(data: bytes) -> str:
    """Give the SHA-256 of bytes with the name of the function before it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def without(data: Mapping[str, Any], *members: str) -> dict[str, Any]:
    """Give an object without some of its members."""
    return {key: value for key, value in data.items() if key not in members}


def _ordered(data: Any) -> Any:  # noqa: ANN401 - any plain data
    """Put the members of every object in order: by the UTF-16 units of their names."""
    if isinstance(data, dict):
        if not all(isinstance(key, str) for key in data):
            raise NotCanonicalError("the name of a member is no text")
        plain = all(name.isascii() for name in data)
        return {name: _ordered(data[name]) for name in sorted(data, key=None if plain else _utf_16)}
    if isinstance(data, list | tuple):
        return [_ordered(each) for each in data]
    if data is None or isinstance(data, str | bool):
        return data
    if isinstance(data, int) and abs(data) <= MOST:
        return int(data)
    raise NotCanonicalError(f"{data!r} cannot be written in canonical form")


def _utf_16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
