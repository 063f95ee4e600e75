"""A waiver that is rescinded is told of; a paragraph that does several things is named once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import hereof
from hereof.report.history import history
from hereof.report.which import which

if TYPE_CHECKING:
    from pathlib import Path

BASE = """\
agreement a-1
  title "Trust Agreement"
  dated 2020-01-01
  document not on file

classes A-1, A-2
  construed because "an illustration"

define Fee
  words not on file
  construed because "an illustration"
"""
HEAD = '{} a-1/{}\n  title "Paper {}"\n  dated 2020-{}-01\n  document not on file\n\nparagraph 1\n'
SAID = '  construed because "an illustration"\n'


def base(folder: Path, *papers: str) -> hereof.RuleBase:
    (folder / "rules").mkdir()
    (folder / "agreements").mkdir()
    for number, text in enumerate((BASE, *papers)):
        (folder / "rules" / f"{number}.hereof").write_text(text, encoding="utf-8")
    return hereof.load(folder)


def test_a_rescinded_waiver_is_listed_with_who_rescinded_it(tmp_path: Path) -> None:
    waiver = HEAD.format("waiver", 1, 1, "03") + "  waive Fee\n" + SAID
    ending = HEAD.format("amendment", 2, 2, "06") + "  rescind a-1/1 paragraph 1\n" + SAID
    rules = base(tmp_path, waiver, ending)
    agreement = rules.agreement("a-1")
    before = which(rules, agreement, "Fee", date(2020, 5, 1))
    assert (before["outcome"], before["undone"]) == ("suspended", [])
    (found,) = which(rules, agreement, "Fee", date(2020, 7, 1))["undone"]
    assert (found["paragraph"]["instrument"], found["how"]) == ("a-1/1", "rescinded")
    assert found["by"] is not None
    assert found["by"]["instrument"] == "a-1/2"
    told = [held["restored"] for held in history(rules, agreement, "Fee")["held"]]
    assert [len(each) for each in told] == [0, 0, 1]


def test_a_paragraph_that_adds_several_classes_is_named_once(tmp_path: Path) -> None:
    adds = "  add Class A-3 after Class A-2\n  add Class A-4 after Class A-3\n"
    rules = base(tmp_path, HEAD.format("amendment", 1, 1, "03") + adds + SAID)
    view = which(rules, rules.agreement("a-1"), "Classes", date(2020, 4, 1))
    (version,) = view["versions"]
    assert [each["instrument"] for each in version["edited_by"]] == ["a-1/1"]
