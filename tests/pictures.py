"""Takes the pictures in `docs/pictures/`: reports of the real amendment and of Larkspur, a site.

By hand, `python tests/pictures.py`, or with the beginning of their names; needs Chromium, for PDF
and DOCX poppler's `pdftoppm`, and for DOCX LibreOffice. Fonts differ from machine to machine, so
no test compares pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image
from playwright.sync_api import sync_playwright

import hereof
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.render.formats import rendered
from hereof.render.html import html
from hereof.report.agreement import agreement_report
from hereof.report.conform import conform
from hereof.report.definition import definition_report
from hereof.report.redline import redline
from hereof.site.build import write_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Page

    from hereof.report.redlined import Asking

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
    ("agreement-report-phone", 390, 1200, "light", "#checked"),
)
REDLINE: Final = (
    ("redline", 1280, 1010, "light", "main"),
    ("redline-phone", 390, 1200, "dark", "main"),
)
CONFORMED: Final = (("conformed-copy", 1280, 1010, "dark", ".copy"),)
"""Each picture: its name, width, height, colours, and what stands at its top."""
SHEETS: Final = (
    ("definition-report-pdf", "pdf", (1, 3)),
    ("definition-report-docx", "docx", (1, 3)),
    ("redline-docx", "docx", (1, 2)),
    ("conformed-copy-pdf", "pdf", (1, 3)),
)
"""Each picture of paper: its name, its format, and the pages that lie side by side on it."""
_DOTS: Final = 76
_COLORS: Final = 200


def main() -> int:
    """Take every picture."""
    os.chdir(ROOT)  # so that the figures go by the name that everybody has for them
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    computer = computer_for(base, agreement, [Path("samples/ramp-2003-rs8.csv")])
    view = definition_report(base, agreement, TERM, Month(2003, 10), computer=computer)
    whole = agreement_report(base, base.agreement("larkspur-2004-1"), date(2006, 3, 20))
    larkspur = base.agreement("larkspur-2004-1")
    points: Asking = {
        "start": date(2004, 6, 25),
        "end": date(2006, 3, 20),
        "known_start": None,
        "known_end": None,
    }
    redlined = redline(base, larkspur, None, points)
    conformed = conform(base, larkspur, date(2006, 3, 20))
    begun = tuple(sys.argv[1:]) or ("",)
    FOLDER.mkdir(exist_ok=True)
    views = {"definition-report": view, "redline": redlined, "conformed-copy": conformed}
    for name, how, pages in SHEETS:
        if name.startswith(begun):
            _paper(views[name.rpartition("-")[0]], how, pages, FOLDER / f"{name}.png")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file, other = Path(folder) / "report.html", Path(folder) / "agreement.html"
        file.write_text(html(view), encoding="utf-8")
        other.write_text(html(whole), encoding="utf-8")
        third, fourth = Path(folder) / "redline.html", Path(folder) / "conformed.html"
        third.write_text(html(redlined), encoding="utf-8")
        fourth.write_text(html(conformed), encoding="utf-8")
        shots = [
            *((file, shot) for shot in SHOTS),
            *((other, shot) for shot in WHOLE),
            *((third, shot) for shot in REDLINE),
            *((fourth, shot) for shot in CONFORMED),
        ]
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
        _smaller(FOLDER / f"{name}.png")


def _paper(view: Mapping[str, Any], how: str, pages: tuple[int, int], picture: Path) -> None:
    """Take a picture of pages that lie side by side, as a printer or LibreOffice has them."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"paper.{how}"
        file.write_bytes(rendered(view, how))
        if how == "docx":
            office = ["soffice", f"-env:UserInstallation=file://{place}/office", "--headless"]
            printed = [*office, "--convert-to", "pdf", "--outdir", place, str(file)]
            subprocess.run(printed, check=True, capture_output=True)
        first, last = (str(each) for each in pages)
        shown = ["pdftoppm", "-r", str(_DOTS), "-f", first, "-l", last, "-png"]
        subprocess.run([*shown, str(file.with_suffix(".pdf")), f"{place}/page"], check=True)
        sheets = [Image.open(each).convert("RGB") for each in sorted(Path(place).glob("page*.png"))]
        gap = 12
        wide = sum(each.width + gap for each in sheets) + gap
        whole = Image.new("RGB", (wide, sheets[0].height + 2 * gap), "#8a8a86")
        for number, each in enumerate(sheets):
            whole.paste(each, (gap + number * (each.width + gap), gap))
        whole.save(picture, optimize=True)
    _smaller(picture)


def _smaller(picture: Path) -> None:
    """Keep so many colours as are seen."""
    image = Image.open(picture).convert("RGB")
    few = image.quantize(_COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def _take(page: Page, picture: Path, top: str) -> None:
    if top == "h1":
        page.locator(".formula .f-name").first.hover()
    else:
        page.evaluate(f"document.querySelector('{top}').scrollIntoView()")
    page.screenshot(path=picture)
    _smaller(picture)


if __name__ == "__main__":
    sys.exit(main())
