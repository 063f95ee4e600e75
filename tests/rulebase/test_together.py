"""A base checked by several processes: the same findings, in the same order, whatever happens."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.report import helpers
from hereof.report.check import walk
from hereof.report.tally import Tally
from hereof.wording.kept import kept_readings

if TYPE_CHECKING:
    from hereof.diagnostics import Diagnostic
    from hereof.report.checking import Checked
    from hereof.rulebase.base import RuleBase

ROOT = Path(__file__).resolve().parents[2]
COPIES = 12


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a base of many agreements with something wrong in each, and a cache of its own."""
    monkeypatch.setenv("HEREOF_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(helpers, "FEWEST", 2)
    monkeypatch.setattr(helpers, "_processors", lambda: 2)
    root = tmp_path / "base"
    for name in ("rules", "agreements"):
        shutil.copytree(ROOT / name, root / name)
    for number in range(COPIES):
        text = (
            f"agreement copy-{number}\n  dated 2003-01-01\n  document not on file\n\n"
            'define Fee\n  words not on file\n  construed because "x"\n'
            f"    > The lesser of the Rate and {number + 2}% minus the Cap minus zero.\n"
            f"  means {number}% * Rate\n"
        )
        (root / "rules" / f"copy-{number}.hereof").write_text(text)
    (root / "rules" / "broken.hereof").write_text("agreement copy-0/1\n  dated 2003-13-01\n")
    return root


def found(root: Path, *, alone: bool) -> tuple[list[Diagnostic], Tally]:
    base, tally = hereof.load(root), Tally()
    return list(walk(base, (), tally, alone=alone)), tally


def told(findings: list[Diagnostic]) -> list[tuple[str, str, str, str]]:
    return [(each.code, each.place, each.message, each.help) for each in findings]


def test_several_processes_find_what_one_does(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, counted = found(large, alone=True)
    base = hereof.load(large)
    assert helpers.helpers(base) == 2
    before = kept_readings().new()
    shutil.rmtree(large.parent / "cache")
    asked: list[list[str]] = []
    do = helpers._Helper.do

    def noted(self: helpers._Helper[Checked], names: list[str]) -> object:
        answer = do(self, names)
        assert answer is not None
        asked.append(names)
        return answer

    monkeypatch.setattr(helpers._Helper, "do", noted)
    together, also_counted = found(large, alone=False)
    assert told(together) == told(alone)
    assert len(alone) > COPIES
    assert also_counted == counted
    assert sum(map(len, asked)) >= COPIES
    assert not before


@pytest.mark.parametrize("python", ["", "/nowhere/python", shutil.which("false") or sys.executable])
def test_a_helper_that_fails_is_done_without(
    large: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    alone, counted = found(large, alone=True)
    monkeypatch.setattr("hereof.report.helpers.sys.executable", python)
    together, also_counted = found(large, alone=False)
    assert told(together) == told(alone)
    assert also_counted == counted


@pytest.mark.parametrize("alone", [True, False])
def test_a_check_that_is_broken_off_keeps_what_it_read(large: Path, *, alone: bool) -> None:
    base: RuleBase = hereof.load(large)
    findings = walk(base, (), Tally(), alone=alone)
    for each in findings:
        if each.place.startswith("rules/copy-5"):
            break
    findings.close()  # type: ignore[attr-defined]
    assert len(list((large.parent / "cache").glob("readings-*.json"))) == 1
