"""Finds templates: the packaged ones, and in front of them a user's own, which run in a sandbox."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from hereof.drawings.captions import (
    changes_caption,
    graph_caption,
    plane_caption,
    timeline_caption,
)
from hereof.drawings.changes import changes
from hereof.drawings.graph import drawn_of, graph
from hereof.drawings.plane import plane
from hereof.drawings.timeline import timeline
from hereof.render.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
"""The packaged templates, the stylesheet and the script."""


_DRAWINGS: Final[dict[str, Callable[..., str]]] = {
    "timeline": timeline,
    "plane": plane,
    "graph": graph,
    "changes": changes,
}
"""By the names that templates call them."""
_CAPTIONS: Final[dict[str, Callable[..., str]]] = {
    "timeline_caption": timeline_caption,
    "plane_caption": plane_caption,
    "changes_caption": changes_caption,
    "graph_caption": graph_caption,
}


@cache
def environment(
    folder: Path | None = None, finalize: Callable[[Any], Any] | None = None
) -> Environment:
    """Make ready to render templates, every text escaped unless it is markup already.

    Args:
        folder: Templates that stand in for packaged ones of the same name. They see only the
            view, and run in a sandbox.
        finalize: What is done to each value before it is put on the page.
    """
    packaged = FileSystemLoader(TEMPLATES)
    loader = ChoiceLoader([FileSystemLoader(folder), packaged]) if folder else packaged
    kind = ImmutableSandboxedEnvironment if folder else Environment
    found = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters.update(FILTERS)
    for name, draw in _DRAWINGS.items():
        found.globals[name] = _drawing(draw)
    found.globals.update(_CAPTIONS)
    found.globals["drawn_of"] = drawn_of
    found.globals["asset"] = lambda name: Markup(_asset(found, name))  # noqa: S704 - our own files
    found.globals["asset_hash"] = lambda name: _digest(_asset(found, name))
    return found


def _drawing(draw: Callable[..., str]) -> Callable[..., Markup]:
    """Give a drawing that templates put on the page as it is: every text in it is escaped."""

    def drawn(*given: Any, **more: Any) -> Markup:  # noqa: ANN401 - whatever the drawing takes
        return Markup(draw(*given, **more))  # noqa: S704 - escaped in it

    return drawn


def assets(name: str, folder: Path | None = None) -> str:
    """Give the text of a stylesheet or script, a user's own in front of the packaged one.

    Raises:
        TemplateError: A user's own cannot be read.
    """
    return _asset(environment(folder), name)


def _asset(within: Environment, name: str) -> str:
    """Give the text of a stylesheet or script that lies beside the templates."""
    assert within.loader is not None  # noqa: S101 - made above
    return within.loader.get_source(within, name)[0]


def _digest(text: str) -> str:
    """Give what a page's policy calls a script: nothing else may run on it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
