"""A site written by several processes: the same bytes, whatever happens to them."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateError

import hereof
from hereof.report import helpers
from hereof.site.build import write_site

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.site.pages import Written

COPIES = 12


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a base of several agreements: one is broken, one takes another's definitions in."""
    monkeypatch.setattr(helpers, "FEWEST", 2)
    monkeypatch.setattr(helpers, "_processors", lambda: 2)
    rules = tmp_path / "base" / "rules"
    rules.mkdir(parents=True)
    (tmp_path / "base" / "agreements").mkdir()
    for number in range(COPIES):
        taken = "  incorporates copy-3 as amended\n" if number == 7 else ""
        (rules / f"copy-{number}.hereof").write_text(
            f"agreement copy-{number}\n  dated 2003-01-01\n  document not on file\n{taken}\n"
            f'define Fee {number}\n  words not on file\n  construed because "x"\n'
            f"    > The lesser of the Rate and {number + 2}% of the Rate Cap.\n"
        )
    (rules / "broken.hereof").write_text("agreement broken\n  dated 2003-13-01\n")
    return tmp_path / "base"


def files(site: Path) -> dict[str, bytes]:
    return {
        each.relative_to(site).as_posix(): each.read_bytes()
        for each in sorted(site.rglob("*"))
        if each.is_file()
    }


def test_several_processes_write_what_one_does(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = write_site(hereof.load(large), tmp_path / "alone", alone=True)
    asked: list[str] = []
    do = helpers._Helper.do

    def noted(self: helpers._Helper[Written], names: list[str]) -> object:
        answer = do(self, names)
        assert answer is not None
        asked.extend(names)
        return answer

    monkeypatch.setattr(helpers._Helper, "do", noted)
    steps: list[int] = []
    together = write_site(hereof.load(large), tmp_path / "together", progress=steps.append)
    assert files(tmp_path / "together") == files(tmp_path / "alone")
    assert len(asked) >= COPIES - 2
    assert sum(steps) == COPIES + 1
    told = ("agreements", "instruments", "definitions", "files", "bytes", "refused")
    assert [together[key] for key in told] == [alone[key] for key in told]  # type: ignore[literal-required]
    assert [each["id"] for each in together["refused"]] == ["broken"]


@pytest.mark.parametrize("python", ["/nowhere/python", shutil.which("false") or sys.executable])
def test_a_process_that_fails_is_done_without(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    write_site(hereof.load(large), tmp_path / "alone", alone=True)
    monkeypatch.setattr("hereof.report.helpers.sys.executable", python)
    write_site(hereof.load(large), tmp_path / "together")
    assert files(tmp_path / "together") == files(tmp_path / "alone")


def test_what_a_process_left_half_done_is_written_anew(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(hereof.load(large), tmp_path / "alone", alone=True)
    do = helpers._Helper.do

    def lost(self: helpers._Helper[Written], names: list[str]) -> None:
        do(self, names)

    monkeypatch.setattr(helpers._Helper, "do", lost)
    write_site(hereof.load(large), tmp_path / "together")
    assert files(tmp_path / "together") == files(tmp_path / "alone")


def test_a_template_that_fails_is_said_and_nothing_stays(large: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "site-definition.html.j2").write_text("{{ view.no_such_thing }}")
    with pytest.raises(TemplateError, match="no_such_thing"):
        write_site(hereof.load(large), tmp_path / "site", templates=own)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "own"]
