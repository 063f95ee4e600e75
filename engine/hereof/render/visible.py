"""Text that cannot act: what would be obeyed, or hidden, is shown by its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Controls, what turns the direction of writing, what cannot be seen, and half characters.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Show each character that would be obeyed, or hidden, by its number: `<U+202E>`.

    Line ends and tabs become spaces: a text is one line here.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_shown, text)


def all_visible(view: Mapping[str, Any]) -> dict[str, Any]:
    """Give a view in which every text is visible as `visible` makes it; the view itself stays."""
    return {key: _walked(value) for key, value in view.items()}


def _walked(value: Any) -> Any:  # noqa: ANN401 - any part of a view
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _walked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_walked(each) for each in value]
    return value


def _shown(found: re.Match[str]) -> str:
    character = found.group()
    return " " if character in "\n\t" else f"<U+{ord(character):04X}>"
