"""The page in Chromium: what a reader points at lights up, and nothing else happens.

Needs Debian's chromium (`apt install chromium`); nothing is downloaded.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

import hereof
from hereof.render.html import html
from hereof.report.agreement import agreement_report
from hereof.report.definition import definition_report
from report_pages import bases
from report_pages.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LIT = "[...document.querySelectorAll('.lit')].map((each) => each.textContent.trim())"
WIDTHS = (1280, 390)
VIEWS = ((1280, "light"), (390, "dark"))
"""Colours differ by scheme and places by width: each of either is looked at once."""


class Opened:
    """A page in the browser, and all that it said and asked for."""

    def __init__(
        self, browser: Browser, file: Path, text: str, width: int = 1280, scheme: str = "light"
    ) -> None:
        file.write_text(text, encoding="utf-8")
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.file = file

    def lit(self) -> list[str]:
        """The texts that are lit."""
        found: list[str] = self.page.evaluate(LIT)
        return found

    def assert_quiet(self) -> None:
        assert self.said == []
        assert [url for url in self.asked if not url.startswith("data:")] == [self.file.as_uri()]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, page: str) -> Iterator[Opened]:
    found = Opened(browser, tmp_path / "report.html", page)
    yield found
    found.assert_quiet()
    found.page.close()


def assert_third_is_lit(lit: list[str]) -> None:
    """The words of the numerator, its place in the formula, its figure and its step."""
    said = " | ".join(lit)
    assert "the Certificate Principal Balance of the Class A-I-7 Certificates" in said
    assert "Certificate Principal Balance of Class A-I-7" in said
    assert "$25,000,000.00" in said
    assert "Class A-I-8" not in said
    assert "$3,438,739.17" not in said


def test_pointing_at_words_lights_their_formula_and_value(opened: Opened) -> None:
    assert opened.lit() == []
    opened.page.get_by_text("immediately prior to that Distribution Date").first.hover()
    assert_third_is_lit(opened.lit())


def test_pointing_at_the_formula_lights_its_words_and_value(opened: Opened) -> None:
    opened.page.locator(".formula .f-name").first.hover()
    assert_third_is_lit(opened.lit())


def test_pointing_at_the_step_lights_its_words_and_formula(opened: Opened) -> None:
    opened.page.get_by_role("cell", name="$25,000,000.00").first.hover()
    assert_third_is_lit(opened.lit())


def test_pointing_elsewhere_dims_it_again(opened: Opened) -> None:
    opened.page.locator(".formula .f-name").first.hover()
    opened.page.get_by_role("heading", level=1).hover()
    assert opened.lit() == []


def test_the_keyboard_does_the_same(opened: Opened) -> None:
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.id") == "words-3":
            break
    assert_third_is_lit(opened.lit())
    opened.page.keyboard.press("Enter")
    assert opened.page.url.endswith("#formula-3")
    opened.page.keyboard.press("Escape")
    assert opened.lit() == []


def test_every_number_can_be_reached_and_leads_round(opened: Opened) -> None:
    for place, to in (("words", "formula"), ("formula", "step"), ("step", "words")):
        for number in range(1, 6):
            opened.page.locator(f"#{place}-{number}").focus()
            assert len(opened.lit()) >= 3
            opened.page.locator(f"#{place}-{number}").click()
            assert opened.page.url.endswith(f"#{to}-{number}")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_nothing_is_wider_than_the_screen_and_axe_finds_nothing(
    browser: Browser, tmp_path: Path, page: str, width: int, scheme: str
) -> None:
    found = Opened(browser, tmp_path / "report.html", page, width, scheme)
    assert found.page.evaluate("document.documentElement.scrollWidth") == width
    result = Axe().run(found.page)
    assert result.violations_count == 0, result.generate_report()
    found.page.close()


def test_without_script_the_numbers_are_links(browser: Browser, tmp_path: Path, page: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    found = context.new_page()
    found.goto(file.as_uri())
    found.locator("#words-2").click()
    assert found.url.endswith("#formula-2")
    context.close()


@pytest.mark.parametrize("term", [bases.HOSTILE_TERM, "Amount"])
@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_text_does_not_run(browser: Browser, tmp_path: Path, term: str, width: int) -> None:
    base = bases.hostile(tmp_path)
    text = html(definition_report(base, base.agreement("evil"), term))
    found = Opened(browser, tmp_path / "report.html", text, width)
    assert found.page.title() != "taken"
    assert bases.SCRIPT in found.page.locator("main").inner_text()
    assert found.page.evaluate("document.documentElement.scrollWidth") == width
    assert Axe().run(found.page).violations_count == 0
    found.assert_quiet()
    found.page.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give a page of long words, and one of many versions."""
    folder = tmp_path_factory.mktemp("large")
    several = {
        "long": bases.lengthy(folder / "long", 5000),
        "many": bases.many(folder / "many", 300),
    }
    return [
        html(definition_report(base, base.agreement(name), "Amount"))
        for name, base in several.items()
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_long_words_and_many_versions_stay_on_the_screen(
    browser: Browser, tmp_path: Path, large: list[str], width: int
) -> None:
    for text in large:
        found = Opened(browser, tmp_path / "report.html", text, width)
        assert found.page.evaluate("document.documentElement.scrollWidth") == width
        found.assert_quiet()
        found.page.close()


@pytest.fixture(scope="module")
def larkspur() -> str:
    base = hereof.load(ROOT)
    return html(agreement_report(base, base.agreement("larkspur-2004-1"), date(2006, 3, 20)))


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_report_of_an_agreement_is_quiet_and_legible(
    browser: Browser, tmp_path: Path, larkspur: str, width: int, scheme: str
) -> None:
    found = Opened(browser, tmp_path / "report.html", larkspur, width, scheme)
    assert found.page.evaluate("document.documentElement.scrollWidth") == width
    result = Axe().run(found.page)
    assert result.violations_count == 0, result.generate_report()
    found.page.locator(".contents").get_by_text("Stepdown Date").click()
    assert found.page.url.endswith("#term-stepdown-date")
    assert found.page.locator("#term-stepdown-date h3").is_visible()
    found.page.locator("#term-stepdown-date .words a.t").last.click()
    assert found.page.url.endswith("#term-senior-percentage")
    found.assert_quiet()
    found.page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_text_in_an_agreement_does_not_run(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    base = bases.hostile(tmp_path)
    text = html(agreement_report(base, base.agreement("evil")))
    found = Opened(browser, tmp_path / "report.html", text, width)
    assert found.page.title() != "taken"
    assert found.page.evaluate("document.documentElement.scrollWidth") == width
    assert Axe().run(found.page).violations_count == 0
    found.assert_quiet()
    found.page.close()
