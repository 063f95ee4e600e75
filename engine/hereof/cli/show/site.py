"""`hereof site` as text: what was written, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hereof.cli.page import Page
    from hereof.report.site import Site


def show_site(page: Page, view: Site) -> None:
    """Put what was written on a page."""
    page.text(
        f"{_some(view['agreements'], 'agreement')}, {_some(view['instruments'], 'instrument')}, "
        f"{_some(view['definitions'], 'definition')}: {_some(view['files'], 'file')}, "
        f"{max(round(view['bytes'] / 1e6), 1):,} MB."
    )
    for each in view["refused"]:
        page.text(
            [
                (f"no answers about {each['id']}", "bad"),
                (f": {_some(each['errors'], 'error')}, the first being: {each['first']}", ""),
            ]
        )
    page.blank()
    page.field("written", view["first"])


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
