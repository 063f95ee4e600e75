"""Takes the pictures in `docs/pictures/`: the report of the real amendment, and a site.

By hand, `python tests/pictures.py`; needs Chromium. Fonts differ from machine to machine, so no
test compares pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

import hereof
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.render.html import html
from hereof.report.definition import definition_report
from hereof.site.build import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs/pictures"
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
SHOTS: Final = (
    ("definition-report", 1280, 1010, "light", "h1"),
    ("definition-report-steps", 1280, 1010, "dark", "#comes-to"),
    ("definition-report-history", 1280, 1010, "light", "#history"),
    ("definition-report-phone", 390, 1200, "light", "h1"),
)
"""Each picture: its name, width, height, colours, and what stands at its top."""


def main() -> int:
    """Take every picture."""
    os.chdir(ROOT)  # so that the figures go by the name that everybody has for them
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    computer = computer_for(base, agreement, [Path("samples/ramp-2003-rs8.csv")])
    view = definition_report(base, agreement, TERM, Month(2003, 10), computer=computer)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(html(view), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, width, height, scheme, top in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(file.as_uri())
            _take(page, FOLDER / f"{name}.png", top)
        _site(browser, base, Path(folder) / "site")
        browser.close()
    return 0


def _site(browser: Browser, base: hereof.RuleBase, out: Path) -> None:
    """Take the pictures of a site: a definition with its date picker, and the search."""
    write_site(base, out)
    pages = "agreements/ramp-2003-rs8/definitions"
    asked = f"{pages}/class-a-i-7-pro-rata-distribution-amount.html#on=2003-10-20"
    for name, address, width, height, scheme in (
        ("site-definition", asked, 1280, 1010, "light"),
        ("site-definition-phone", asked, 390, 1200, "dark"),
        ("site-search", "index.html?q=pro%20rata", 1280, 1010, "light"),
    ):
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.goto(f"{out.as_uri()}/{address}")
        if "?" in address:
            page.wait_for_selector("#results a")
        page.screenshot(path=FOLDER / f"{name}.png")


def _take(page: Page, picture: Path, top: str) -> None:
    if top == "h1":
        page.locator(".formula .f-name").first.hover()
    else:
        page.evaluate(f"document.querySelector('{top}').scrollIntoView()")
    page.screenshot(path=picture)


if __name__ == "__main__":
    sys.exit(main())
