"""Text that a terminal can be trusted with."""

from __future__ import annotations

import re
from typing import Final

# Controls, what turns the direction of writing, what cannot be seen, and half characters.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """Show each character that a terminal would obey, or hide, by its number: `<U+202E>`.

    Line ends and tabs become spaces: a text is one line here.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    character = found.group()
    return " " if character in "\n\t" else f"<U+{ord(character):04X}>"
