"""Takes the pictures in `docs/pictures/`: reports of the real amendment and of Larkspur, a site.

By hand, `python tests/pictures.py`, or with the beginning of their names; needs Chromium.
Fonts differ from machine to machine, so no test compares pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

import hereof
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.render.html import html
from hereof.report.agreement import agreement_report
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
WHOLE: Final = (
    ("agreement-report-changes", 1280, 1060, "light", "#changes"),
    ("agreement-report-uses", 1280, 1010, "light", "#uses"),
    ("agreement-report-cards", 1280, 1010, "light", "#part-2"),
)
"""Each picture: its name, width, height, colours, and what stands at its top."""


def main() -> int:
    """Take every picture."""
    os.chdir(ROOT)  # so that the figures go by the name that everybody has for them
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    computer = computer_for(base, agreement, [Path("samples/ramp-2003-rs8.csv")])
    view = definition_report(base, agreement, TERM, Month(2003, 10), computer=computer)
    whole = agreement_report(base, base.agreement("larkspur-2004-1"), date(2006, 3, 20))
    begun = tuple(sys.argv[1:]) or ("",)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file, other = Path(folder) / "report.html", Path(folder) / "agreement.html"
        file.write_text(html(view), encoding="utf-8")
        other.write_text(html(whole), encoding="utf-8")
        shots = [(file, shot) for shot in SHOTS] + [(other, shot) for shot in WHOLE]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for opened, (name, width, height, scheme, top) in shots:
            if not name.startswith(begun):
                continue
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(opened.as_uri())
            _take(page, FOLDER / f"{name}.png", top)
        _site(browser, base, Path(folder) / "site", begun)
        browser.close()
    return 0


def _site(browser: Browser, base: hereof.RuleBase, out: Path, begun: tuple[str, ...]) -> None:
    """Take the pictures of a site: a definition with its date picker, and the search."""
    write_site(base, out)
    pages = "agreements/ramp-2003-rs8/definitions"
    asked = f"{pages}/class-a-i-7-pro-rata-distribution-amount.html#on=2003-10-20"
    for name, address, width, height, scheme in (
        ("site-definition", asked, 1280, 1010, "light"),
        ("site-definition-phone", asked, 390, 1200, "dark"),
        ("site-search", "index.html?q=pro%20rata", 1280, 1010, "light"),
    ):
        if not name.startswith(begun):
            continue
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
