"""`hereof site`: what it writes, what it refuses, how it ends."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import hereof
from cli.runner import ROOT, run_in
from report_pages import bases
from report_pages.markup import Markup
from rulebase.filed import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def files(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_it_says_what_it_wrote_and_where_to_begin() -> None:
    ran = run_in(ROOT, "site")
    assert ran.code == 0
    assert "3 agreements, 20 instruments, 81 definitions" in ran.out
    assert "written     out/site/index.html" in ran.out
    assert Path("out/site/index.html").is_file()


def test_as_json() -> None:
    ran = run_in(ROOT, "site", "--out", "there", "--json")
    assert ran.code == 0
    assert ran.json["schema"] == "hereof/site/1"
    found = files(Path("there"))
    assert ran.json["files"] == len(found)
    assert ran.json["bytes"] == sum(map(len, found.values()))
    assert ran.json["first"] == "there/index.html"


def test_the_same_bytes_twice_and_a_date_where_one_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run_in(ROOT, "site", "--out", "a").code == 0
    assert b"made " not in files(Path("a"))["index.html"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    assert run_in(ROOT, "site", "--out", "b").code == 0
    assert run_in(ROOT, "site", "--out", "b").code == 0
    assert run_in(ROOT, "site", "--out", "c", "--generated", "2003-10-21").code == 0
    assert files(Path("b")) == files(Path("c"))
    assert b"made 21 October 2003" in files(Path("b"))["index.html"]


def test_a_folder_that_is_none_of_ours_is_refused() -> None:
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("mine")
    ran = run_in(ROOT, "site", "--out", "mine")
    assert ran.code == 2
    assert "`mine` is not replaced: it holds files, and is no site that hereof wrote" in ran.err
    assert files(Path("mine")) == {"letter.txt": b"mine"}


def test_an_agreement_with_errors_has_a_page_that_says_so(tmp_path: Path) -> None:
    rules = "agreement {}\n  dated 2005-05-01\n  executed 2005-05-01\n  document not on file\n"
    good = f"{rules.format('oak')}\ndefine Amount\n  words not on file\n"
    bad = f"{rules.format('elm')}\nparagraph 1\n  nonsense\n"
    base_of(tmp_path / "base", rules_oak_0=good, rules_elm_0=bad)
    ran = run_in(tmp_path / "base", "site", "--out", "site")
    assert ran.code == 1
    assert "no answers about elm" in ran.out
    found = files(Path("site"))
    assert b"nothing is answered about it" in found["agreements/elm/index.html"]
    assert "agreements/oak/definitions/amount.html" in found
    assert b"no answers" in found["index.html"]


def test_a_rule_base_without_agreements_is_a_site_too(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    base_of(tmp_path / "base")
    ran = run_in(tmp_path / "base", "site", "--out", "site")
    assert ran.code == 0
    assert b"no agreement" in files(Path("site"))["index.html"]


def test_templates_of_ones_own() -> None:
    Path("mine").mkdir()
    Path("mine/site.css").write_text("/* mine */")
    assert run_in(ROOT, "site", "--out", "site", "--template", "mine").code == 0
    assert Path("site/assets/style.css").read_text().endswith("/* mine */")
    Path("wrong").mkdir()
    Path("wrong/site-index.html.j2").write_text("{{ view.nothing }}")
    ran = run_in(ROOT, "site", "--out", "site", "--template", "wrong")
    assert ran.code == 2
    assert "cannot be rendered" in ran.err


class Links(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def targets(page: Path) -> Iterator[tuple[Path, str]]:
    for link in Links(page.read_text(encoding="utf-8")).found:
        parts = urlsplit(link)
        if parts.scheme == "data":
            continue
        assert not parts.scheme, link
        assert not parts.netloc, link
        assert not link.startswith("/"), link
        yield (page.parent / unquote(parts.path)).resolve() if parts.path else page, parts.fragment


def test_every_link_is_relative_and_leads_to_a_page(built: Path) -> None:
    ids = {}
    for page in built.rglob("*.html"):
        markup = Markup(page.read_text(encoding="utf-8"))
        assert len(markup.ids) == len(set(markup.ids)), page
        ids[page.resolve()] = set(markup.ids)
    for page in list(ids):
        for target, fragment in targets(page):
            assert target.is_file(), (page, target)
            if fragment and "=" not in fragment:
                assert fragment in ids[target], (page, fragment)


def test_one_stylesheet_and_no_page_with_a_script_of_its_own(built: Path) -> None:
    for page in built.rglob("*.html"):
        markup = Markup(page.read_text(encoding="utf-8"))
        assert markup.named("style") == []
        assert all("src" in each for each in markup.named("script"))
        for _, attributes in markup.elements:
            assert not any(name.startswith("on") for name in attributes), page


def test_hostile_text_is_escaped_in_pages_and_in_the_index(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path / "base")
    assert isinstance(base, hereof.RuleBase)
    assert run_in(tmp_path / "base", "site", "--out", "site").code == 0
    for name, data in files(Path("site")).items():
        text = data.decode()
        assert bases.TURNED not in text, name
        if name.startswith("search/"):
            assert data.isascii(), name
        if name.endswith(".html"):
            assert "<script>document" not in text, name
            assert "49 {" not in text, name


def test_the_list_names_every_file(built: Path) -> None:
    lines = (built / "hereof-site.txt").read_text().splitlines()
    assert lines[0].startswith("# ")
    assert sorted(files(built)) == lines[1:]
    assert all(line == line.lower() for line in lines[1:])
