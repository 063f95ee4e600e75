"""A view as one HTML file that holds all it needs and asks nobody for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.render.environment import environment
from hereof.render.visible import all_visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def html(view: Mapping[str, Any], folder: Path | None = None, *, paper: str | None = None) -> str:
    """Render a view by the template of its form, such as `definition.html.j2`.

    Args:
        view: A view, which names its form in `schema`.
        folder: Templates that stand in for packaged ones.
        paper: What it is printed on, `letter` or `a4`; none: what the stylesheet says.

    Raises:
        TemplateError: A user's template cannot be rendered.
    """
    shown = all_visible(view)
    template = environment(folder).get_template(f"{form_of(view)}.html.j2")
    return template.render(view=shown, paper=paper)


def form_of(view: Mapping[str, Any]) -> str:
    """Give the name of a view's form: `definition` of `hereof/definition/1`."""
    return str(view["schema"]).split("/")[1]
