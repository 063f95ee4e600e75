"""A view as Markdown: the same data, for a reader of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from markupsafe import Markup

from hereof.render.environment import environment
from hereof.render.figures import figures
from hereof.render.html import form_of
from hereof.render.visible import all_visible, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hereof.render.figures import Figure

# What Markdown, or HTML within it, would take for more than text.
_ACTS: Final = re.compile(r"([\\`*_\[\]<>|~#{}$])|(&)(?=#?\w+;)|(?<=\w)(://)|(?<=www)(\.)|(@)")
_BEGINS: Final = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")
_BLANKS: Final = re.compile(r"\n{3,}")


def markdown(view: Mapping[str, Any], folder: Path | None = None, beside: str = "") -> str:
    """Render a view by the template of its form, such as `definition.md.j2`.

    Args:
        view: A view, which names its form in `schema`.
        folder: Templates that stand in for packaged ones.
        beside: How the names of its drawings begin, which lie beside it; none: there are none.

    Raises:
        TemplateError: A user's template cannot be rendered.
    """
    shown = {each.kind: _shown(each, beside) for each in figures(view).values()} if beside else {}
    template = environment(folder, _finalized).get_template(f"{form_of(view)}.md.j2")
    return (
        _BLANKS.sub("\n\n", template.render(view=all_visible(view), figures=shown)).strip() + "\n"
    )


def file_of(figure: Figure, beside: str) -> str:
    """Give the name of the file of a drawing."""
    return f"{beside}-{figure.kind}.svg"


def _shown(figure: Figure, beside: str) -> dict[str, str]:
    """Give what a template needs to show a drawing: what it says, where it is, its caption."""
    title, description = visible(figure.title), visible(figure.description)
    return {
        "alt": f"{title}. {description}",
        "href": Markup(quote(file_of(figure, beside))),  # noqa: S704 - nothing is left in it that acts
        "caption": figure.caption,
    }


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
