"""The formats of a report, each from the same view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hereof.render.docx import docx
from hereof.render.html import html
from hereof.render.markdown import markdown
from hereof.render.pdf import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SUFFIXES: Final = {
    "html": ".html",
    "md": ".md",
    "docx": ".docx",
    "pdf": ".pdf",
    "json": ".json",
}
"""The formats, each with how its files end."""


def rendered(view: Mapping[str, Any], how: str, folder: Path | None = None) -> bytes:
    """Give a view in a format.

    Args:
        view: A view, which names its form in `schema`.
        how: One of `SUFFIXES`.
        folder: Templates that stand in for packaged ones; JSON and DOCX need none.

    Raises:
        TemplateError: A user's template cannot be rendered.
        NoPdfError: This machine cannot make a PDF.
        NoDocxError: python-docx is not installed.
    """
    return _MAKES[how](view, folder)


def _json(view: Mapping[str, Any], _: Path | None) -> bytes:
    return (json.dumps(view, indent=2, ensure_ascii=True) + "\n").encode()


_MAKES: Final[dict[str, Callable[[Mapping[str, Any], Path | None], bytes]]] = {
    "html": lambda view, folder: html(view, folder).encode("utf-8", "replace"),
    "md": lambda view, folder: markdown(view, folder).encode("utf-8", "replace"),
    "docx": lambda view, _: docx(view),
    "pdf": lambda view, folder: pdf(html(view, folder)),
    "json": _json,
}
