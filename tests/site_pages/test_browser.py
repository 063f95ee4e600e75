"""A site in Chromium: its date picker, its search, and nothing else that happens.

Needs Debian's chromium (`apt install chromium`); nothing is downloaded.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import hereof
from hereof.site.build import write_site
from report_pages import bases
from site_pages.conftest import ROOT, visit
from site_pages.points import beside, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from site_pages.conftest import Visit

REAL = "agreements/ramp-2003-rs8/definitions/class-a-i-7-pro-rata-distribution-amount.html"
TERM = "Class A-I-7 Pro Rata Distribution Amount"
KINDS = (
    "index.html",
    "index.html?q=principal",
    "agreements/larkspur-2004-1/index.html",
    "agreements/larkspur-2004-1/instruments/4.html",
    "agreements/larkspur-2004-1/instruments/agreement.html",
    "agreements/larkspur-2004-1/definitions/required-reserve-amount.html",
    REAL,
)
UNLOADED = {"preload": False}
"""The checker would ask for the stylesheet itself, which a page may not do."""
ASKED = """(pairs) => {
  const on = document.getElementById("on"), known = document.getElementById("known");
  const flat = (element) => element.textContent.split(/\\s+/).join(" ").trim();
  return pairs.map(([day, knownOn]) => {
    on.value = day;
    known.value = knownOn || "";
    on.dispatchEvent(new Event("input", { bubbles: true }));
    const shown = document.getElementById("picked");
    const labels = [...shown.querySelectorAll("dt")], facts = [...shown.querySelectorAll("dd")];
    return {
      outcome: flat(shown.querySelector(".outcome")),
      sentence: flat(shown.querySelector(".sentence")),
      words: [...shown.querySelectorAll(".words")].map(flat),
      facts: labels.map((label, at) => [flat(label), flat(facts[at])]),
    };
  });
}"""


def answer(page: Page) -> str:
    return page.locator("#picked").inner_text()


def test_the_picker_across_the_amendment(window: Visit) -> None:
    page = window.open(REAL)
    page.locator("#on").fill("2003-10-20")
    assert "In force as construed" in answer(page)
    assert "Class A-I-1 Certificates through Class A-I-7 Certificates" in answer(page)
    page.locator("#on").fill("2003-10-21")
    assert answer(page).startswith("In force\n")
    assert "Class A-I-1 Certificates through Class A-I-8 Certificates" in answer(page)
    assert "Amendment Number One, paragraph 2" in answer(page)
    page.locator("#known").fill("2003-10-20")
    assert "As known on 20 October 2003," in answer(page)
    assert "through Class A-I-7 Certificates" in answer(page)
    assert page.locator("#as-known").inner_text() == "As known on 20 October 2003."
    page.locator("#on").fill("2003-08-31")
    assert answer(page).startswith("No answer: not in force")


def test_the_picker_says_what_which_says(window: Visit) -> None:
    base = hereof.load(ROOT)
    loaded = base.agreement("larkspur-2004-1")
    page = window.open("agreements/larkspur-2004-1/index.html")
    links = page.evaluate(
        "[...document.querySelectorAll('.terms a')].map((a) => [a.textContent, a.href])"
    )
    # The one half from the file system, the other from the server.
    half = links[::2] if window.address.startswith("file:") else links[1::2]
    assert len(half) > 30
    chance = Random(7)  # noqa: S311 - the same points in every run
    for term, href in half:
        page.goto(href)
        form = page.locator("#picker")
        named = f"{form.get_attribute('data-days')} {form.get_attribute('data-known')}"
        days = beside(map(date.fromisoformat, named.split()))
        pairs = [(chance.choice(days), chance.choice([None, *days])) for _ in range(8)]
        said = page.evaluate(
            ASKED, [[on.isoformat(), known and known.isoformat()] for on, known in pairs]
        )
        for (on, known), shown in zip(pairs, said, strict=True):
            assert shown == told(base, loaded, term, on, known), (term, on, known)


def test_the_keyboard_reaches_every_change(window: Visit) -> None:
    page = window.open(REAL)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "earlier":
            break
    page.keyboard.press("Enter")
    assert page.locator("#on").input_value() == "2003-09-01"
    page.keyboard.press("Enter")
    assert page.locator("#on").input_value() == "2003-08-31"
    assert page.locator("#earlier").is_disabled()
    page.locator("#later").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#on").input_value() == "2003-10-21"
    assert page.locator("#later").is_disabled()


def test_an_answer_has_a_link_of_its_own(window: Visit) -> None:
    page = window.open(f"{REAL}#on=2003-10-21&known=2003-10-20")
    assert page.locator("#on").input_value() == "2003-10-21"
    assert page.locator("#known").input_value() == "2003-10-20"
    assert "As known on 20 October 2003," in answer(page)
    page.locator("#all-known").click()
    link = page.locator("#permalink").get_attribute("href")
    assert link == "#on=2003-10-21"
    assert page.url.endswith("#on=2003-10-21")
    page.evaluate("location.hash = '#on=2003-09-15'")
    page.wait_for_function("document.getElementById('on').value === '2003-09-15'")
    assert "as construed" in answer(page)


@pytest.mark.parametrize(
    "link",
    ["#on=2003-99-99", "#on=%3Cscript%3E", "#on=2003-10-21&known=never", "#version-1", "#on=", "#"],
)
def test_a_link_that_means_nothing_is_passed_over(window: Visit, link: str) -> None:
    page = window.open(f"{REAL}{link}")
    assert page.locator("#on").input_value() == "2003-10-21"
    assert answer(page).startswith("In force\n")


def test_a_date_that_is_none_changes_nothing(window: Visit) -> None:
    page = window.open(REAL)
    before = answer(page)
    page.locator("#on").fill("")
    assert answer(page) == before
    assert "That date is none" in page.locator("#mistaken").inner_text()
    page.locator("#on").fill("2003-10-20")
    assert page.locator("#mistaken").inner_text() == ""


def test_a_version_in_the_list_goes_to_its_answer(window: Visit) -> None:
    page = window.open(REAL)
    page.locator("#known-before-1 .number").click()
    assert page.locator("#on").input_value() == "2003-10-21"
    assert page.locator("#known").input_value() == "2003-09-01"
    assert page.locator("li.chosen").count() >= 1
    page.locator("#version-1 .number").click()
    assert page.locator("#on").input_value() == "2003-09-01"
    assert page.locator("#known").input_value() == ""


def found(page: Page, text: str) -> list[str]:
    page.locator("#q").fill(text)
    page.wait_for_function(
        "(asked) => document.querySelector('#results ol').dataset.for === asked", arg=text
    )
    return page.locator("#results a").all_inner_texts()


def test_search_finds_terms_titles_and_words(window: Visit) -> None:
    page = window.open("index.html")
    assert found(page, TERM)[0] == TERM
    assert found(page, "a-i-7 pro")[0] == TERM
    assert found(page, "A-I-7 DISTRIB")[0] == TERM
    assert "Amendment Number One" in found(page, "amendment number one")
    assert found(page, "Pooling and Servicing Agreement, Series 2003-RS8")[0].endswith("2003-RS8")
    assert found(page, "ramp-2003-rs8")[0] == "Pooling and Servicing Agreement, Series 2003-RS8"
    assert TERM in found(page, "numerator aggregate A-I-8")
    assert found(page, "no such words anywhere") == []
    assert page.locator("#found").inner_text() == "Nothing was found."
    assert found(page, "...") == []
    page.locator("#q").fill("")
    page.wait_for_function("document.getElementById('results').hidden")


def test_search_by_the_keyboard(window: Visit) -> None:
    page = window.open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("pro rata")
    page.wait_for_selector("#results ol[data-for='pro rata']")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(first)
    assert page.locator("h1").count() == 1


def test_who_went_down_the_list_stays_there_when_more_is_typed(window: Visit) -> None:
    page = window.open("index.html")
    found(page, "pro")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    found_later = (
        "q = document.getElementById('q'); q.value = %r; q.dispatchEvent(new Event('input'))"
    )
    for text, tag in (("pro rata", "A"), ("no such words anywhere", "INPUT")):
        page.evaluate(found_later % text)
        page.wait_for_selector(f"#results ol[data-for='{text}']", state="attached")
        assert page.evaluate("document.activeElement.tagName") == tag


def test_search_from_any_page(window: Visit) -> None:
    page = window.open(REAL)
    page.locator("#find").fill("lockout & percentage")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results a")
    assert "index.html?q=" in page.url
    assert page.locator("#q").input_value() == "lockout & percentage"
    page.locator("#results a", has_text="Lockout Percentage").first.click()
    page.wait_for_selector("#picker:not([hidden])")
    assert page.locator("h1").inner_text() == "Lockout Percentage"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_is_wider_than_the_screen_and_axe_finds_nothing(
    browser: Browser, built: Path, width: int, scheme: str
) -> None:
    found = visit(browser, built.as_uri(), width, scheme)
    for kind in KINDS:
        page = found.open(kind)
        if "?" in kind:
            page.wait_for_selector("#results a")
        assert page.evaluate("document.documentElement.scrollWidth") == width, kind
        result = Axe().run(page, options=UNLOADED)
        assert result.violations_count == 0, f"{kind}: {result.generate_report()}"
    found.assert_quiet()
    found.page.close()


def test_without_script_everything_is_reached(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    todo, seen = [(built / "index.html").as_uri()], set()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        seen.add(url)
        page.goto(url, wait_until="domcontentloaded")
        links = page.locator("a").evaluate_all("(all) => all.map((a) => a.href.split('#')[0])")
        todo += [link for link in links if link not in seen]
    pages = {path.as_uri() for path in built.rglob("*.html")}
    assert seen == pages
    page.goto((built / REAL).as_uri())
    assert page.locator("#picker").is_hidden()
    assert "through Class A-I-8 Certificates" in answer(page)
    page.locator("noscript a").click()
    assert page.locator("#version-1").inner_text().startswith("Version 1")
    assert "through Class A-I-7 Certificates" in page.locator("#version-1").inner_text()
    context.close()


def test_hostile_text_is_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(bases.hostile(tmp_path / "base"), out)
    found = visit(browser, out.as_uri(), 390)
    names: list[Any] = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    assert len(names) == 5
    for name in names:
        page = found.open(name)
        assert page.title() != "taken"
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert Axe().run(page, options=UNLOADED).violations_count == 0
        assert "{{7*7}}" in page.inner_text("body") or bases.SCRIPT in page.inner_text("body"), name
    page = found.open("index.html")
    page.locator("#q").fill("<script>document.title")
    page.wait_for_selector("#results a")
    assert bases.SCRIPT in page.locator("#results").inner_text()
    assert "<U+202E>" in page.locator("#results").inner_text()
    assert page.title() != "taken"
    found.assert_quiet()
    found.page.close()
