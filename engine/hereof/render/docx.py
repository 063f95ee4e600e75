"""A view as a DOCX file; python-docx and Pillow make it, where they are installed.

A redline holds real tracked changes, each by its instrument and of its effective date. The
same view gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.render.visible import all_visible

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTER: Final = "letter"
HOW_TO_HAVE_IT: Final = "DOCX needs python-docx and Pillow (`pip install 'hereof[docx]'`)"


class NoDocxError(Exception):
    """No DOCX can be made; the message says what is missing and how to have it."""


def docx(view: Mapping[str, Any], paper: str | None = None) -> bytes:
    """Write a report, a redline or a conformed copy as a DOCX file.

    What XML cannot hold, and what would act on who reads it, is shown by its number.

    Args:
        view: A view, which names its form in `schema`.
        paper: What it is laid out for, `letter` or `a4`; none: letter.

    Raises:
        NoDocxError: python-docx or Pillow is missing, or the form has no DOCX.
    """
    form = str(view["schema"]).split("/")[1]
    if form not in ("redline", "conform", "definition", "agreement"):
        raise NoDocxError(f"of this report there is no DOCX ({form}); HTML and PDF hold all of it")
    try:
        import docx as _  # noqa: F401, PLC0415 - an extra, and slow to import
        from PIL import Image as _Image  # noqa: F401, PLC0415 - the same
    except ImportError as failure:
        raise NoDocxError(HOW_TO_HAVE_IT) from failure
    shown = all_visible(view)
    if form == "redline":
        from hereof.render.docx_redline import write_redline  # noqa: PLC0415 - needs the extra

        return write_redline(shown, paper or LETTER)
    if form == "agreement":
        from hereof.render.docx_agreement import write_agreement  # noqa: PLC0415 - the same

        return write_agreement(shown, paper or LETTER)
    if form == "definition":
        from hereof.render.docx_definition import write_definition  # noqa: PLC0415 - the same

        return write_definition(shown, paper or LETTER)
    from hereof.render.docx_conform import write_conform  # noqa: PLC0415 - the same

    return write_conform(shown, paper or LETTER)
