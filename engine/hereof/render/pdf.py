"""A page as PDF, from the same HTML; WeasyPrint makes it, where it and Pango are installed."""

from __future__ import annotations

import base64
import logging
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HOW_TO_HAVE_IT: Final = (
    "PDF needs WeasyPrint (`pip install 'hereof[pdf]'`) and the system's Pango "
    "(Debian: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`)"
)
_EPOCH: Final = "SOURCE_DATE_EPOCH"
_DRAWING: Final = re.compile(
    r"<svg [^>]*><title[^>]*>(?P<title>[^<]*)</title>"
    r"<desc[^>]*>(?P<description>[^<]*)</desc>.*?</svg>",
    re.DOTALL,
)
# What no direction of writing can turn needs no isolation: a box less to lay out.
_PLAIN: Final = re.compile(r"<bdi>([\x20-\x7e]*?)</bdi>")
# WeasyPrint cannot break a line at a space that ends the words before a change, and breaks it
# wherever it could before; at a space with a box of its own it can.
_BEFORE_A_CHANGE: Final = re.compile(r" (?=<(?:del|ins)>)")


class NoPdfError(Exception):
    """This machine cannot make a PDF; the message says what is missing and how to have it."""


def pdf(page: str) -> bytes:
    """Print a page.

    Pages are numbered, headings are bookmarks, and the structure is tagged for readers that
    speak it. The bytes depend on the page, on WeasyPrint's version and on the fonts installed.

    Args:
        page: A whole HTML page, which must ask for nothing.

    Raises:
        NoPdfError: WeasyPrint or Pango is missing.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to import
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - the same
    except (ImportError, OSError) as failure:
        raise NoPdfError(HOW_TO_HAVE_IT) from failure
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    nobody = URLFetcher(allowed_protocols=("data",))
    paper = _PLAIN.sub(r"\1", _DRAWING.sub(_as_image, page))
    paper = _BEFORE_A_CHANGE.sub("<span> </span>", paper)
    with _fixed_time(), _pages_counted_once():
        made: Any = HTML(string=paper, base_url=None, url_fetcher=nobody).write_pdf(pdf_tags=True)
    return bytes(made)


def missing() -> str:
    """Say what this machine lacks to make a PDF, and how to have it; nothing where it can."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - an extra, and slow to import
    except (ImportError, OSError):
        return HOW_TO_HAVE_IT
    return ""


def _as_image(found: re.Match[str]) -> str:
    """Give a drawing as an image with its description: the page's styles do not reach into it."""
    drawing, title, description = found.group(), found["title"], found["description"]
    data = base64.b64encode(drawing.encode("utf-8", "replace")).decode()
    alt = f"{title}. {description}".replace('"', "&quot;")
    return f'<img class="drawing" alt="{alt}" src="data:image/svg+xml;base64,{data}">'


@contextmanager
def _fixed_time() -> Iterator[None]:
    """Write no time of day into the fonts of a PDF: the same page gives the same bytes."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]


@contextmanager
def _pages_counted_once() -> Iterator[None]:
    """Have the list of pages made when there is another page, and not for each tag and link.

    Each of these asks pydyf for one page and has the list of all made for it: of some hundred
    pages with thousands of tags that is a sixth of the time.
    """
    from pydyf import PDF  # noqa: PLC0415 - WeasyPrint's own

    made = PDF.page_references

    def references(pdf: Any) -> tuple[bytes, ...]:  # noqa: ANN401 - no types
        known = vars(pdf).get("_hereof_pages", ())
        if len(known) != pdf.pages["Count"]:
            known = pdf._hereof_pages = made.fget(pdf)  # noqa: SLF001 - our own attribute
        found: tuple[bytes, ...] = known
        return found

    PDF.page_references = property(references)
    try:
        yield
    finally:
        PDF.page_references = made


if __name__ == "__main__":
    sys.exit(missing() or 0)
