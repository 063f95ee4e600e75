"""A view as Markdown: the same data, for a reader of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from hereof.render.environment import environment
from hereof.render.html import form_of
from hereof.render.visible import all_visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# What Markdown, or HTML within it, would take for more than text.
_ACTS: Final = re.compile(r"([\\`*_\[\]<>|~#{}$])|(&)(?=#?\w+;)|(?<=\w)(://)|(?<=www)(\.)|(@)")
_BEGINS: Final = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")
_BLANKS: Final = re.compile(r"\n{3,}")


def markdown(view: Mapping[str, Any], folder: Path | None = None) -> str:
    """Render a view by the template of its form, such as `definition.md.j2`.

    Args:
        view: A view, which names its form in `schema`.
        folder: Templates that stand in for packaged ones.

    Raises:
        TemplateError: A user's template cannot be rendered.
    """
    template = environment(folder, _finalized).get_template(f"{form_of(view)}.md.j2")
    return _BLANKS.sub("\n\n", template.render(view=all_visible(view))).strip() + "\n"


def as_text(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    plain = _ACTS.sub(lambda found: "".join(f"\\{c}" for c in found.group()), text)
    return _BEGINS.sub(_begun, plain)


def _begun(found: re.Match[str]) -> str:
    digits, mark, sign = found.groups()
    return f"{digits}\\{mark}" if digits else f"\\{sign}"


def _finalized(value: Any) -> Any:  # noqa: ANN401 - any value of a view
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(as_text(value))  # noqa: S704 - Markdown's own escapes stand in it
