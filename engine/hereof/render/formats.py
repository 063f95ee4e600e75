"""The formats of a report, each from the same view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hereof.frozen import frozen
from hereof.render.docx import docx
from hereof.render.figures import figures
from hereof.render.html import html
from hereof.render.markdown import file_of, markdown
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


@frozen
class Making:
    """How a view is made into a file.

    Attributes:
        folder: Templates that stand in for packaged ones; JSON and DOCX need none.
        paper: What it is printed on, `letter` or `a4`; none: what the stylesheet says, and
            letter in DOCX.
        beside: How the names of the drawings beside a Markdown file begin; empty: none are there.
    """

    folder: Path | None = None
    paper: str | None = None
    beside: str = ""


PLAIN: Final = Making()
"""By the packaged templates, on the paper of the stylesheet, with nothing beside it."""


def rendered(view: Mapping[str, Any], how: str, making: Making = PLAIN) -> bytes:
    """Give a view in a format.

    Args:
        view: A view, which names its form in `schema`.
        how: One of `SUFFIXES`.
        making: How it is made.

    Raises:
        TemplateError: A user's template cannot be rendered.
        NoPdfError: This machine cannot make a PDF.
        NoDocxError: What makes DOCX is not installed.
    """
    return _MAKES[how](view, making)


def beside(view: Mapping[str, Any], how: str, making: Making) -> dict[str, bytes]:
    """Give the files that lie beside a file of a format, by name: the drawings of Markdown."""
    if how != "md" or not making.beside:
        return {}
    return {file_of(each, making.beside): each.file() for each in figures(view).values()}


def _json(view: Mapping[str, Any], _: Making) -> bytes:
    return (json.dumps(view, indent=2, ensure_ascii=True) + "\n").encode()


_MAKES: Final[dict[str, Callable[[Mapping[str, Any], Making], bytes]]] = {
    "html": lambda view, how: html(view, how.folder, paper=how.paper).encode("utf-8", "replace"),
    "md": lambda view, how: markdown(view, how.folder, how.beside).encode("utf-8", "replace"),
    "docx": lambda view, how: docx(view, how.paper),
    "pdf": lambda view, how: pdf(html(view, how.folder, paper=how.paper)),
    "json": _json,
}
