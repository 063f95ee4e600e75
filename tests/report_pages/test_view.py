"""The view of a definition report: what every format is made of."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from cli.test_json import faults
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.report.definition import definition_report
from hereof.report.linked import pieces
from report_pages.conftest import ROOT
from rulebase.filed import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hereof.report.definition import DefinitionReport
    from hereof.report.mathematics import Part

LARKSPUR = ROOT / "samples/larkspur-2004-1.csv"


@pytest.fixture(scope="module")
def base() -> hereof.RuleBase:
    return hereof.load(ROOT)


def report(
    base: hereof.RuleBase,
    term: str,
    on: date | Month | None,
    **more: Any,  # noqa: ANN401 - as it takes them
) -> DefinitionReport:
    return definition_report(base, base.agreement("larkspur-2004-1"), term, on, **more)


def walk(part: Part | None) -> Iterator[Part]:
    assert part is not None
    yield part
    for each in part["parts"]:
        yield from walk(each)


def test_the_view_is_what_its_schema_says(real: DefinitionReport, base: hereof.RuleBase) -> None:
    views = [
        real,
        report(base, "Reserve Release Amount", date(2006, 3, 20)),
        report(base, "Servicing Fee", None),
        report(base, "Exhibit C", date(2005, 7, 25), known_on=date(2005, 6, 1)),
        report(base, "Pool Balance", date(1990, 1, 1)),
    ]
    for view in views:
        assert list(faults(view)) == []
        assert json.loads(json.dumps(view)) == view


def test_the_words_are_cut_where_parts_of_the_formula_begin_and_end(real: DefinitionReport) -> None:
    (wording,) = real["wordings"]
    words = real["answer"]["versions"][0]["words"]
    assert "".join(piece["text"] for piece in wording["pieces"]) == words

    def covered(note: int) -> str:
        return "".join(p["text"] for p in wording["pieces"] if note in p["notes"])

    assert covered(1).startswith("the product of (x) a fraction")
    assert covered(3) == (
        "the Certificate Principal Balance of the Class A-I-7 Certificates immediately prior to "
        "that Distribution Date"
    )
    assert covered(5) == "the Class A-I Principal Distribution Amount for that Distribution Date"
    opened = [note for piece in wording["pieces"] for note in piece["opens"]]
    assert opened == [1, 2, 3, 4, 5]


def test_each_number_has_its_words_its_part_and_its_value(real: DefinitionReport) -> None:
    (wording,) = real["wordings"]
    values = {part["note"]: part["value"] for part in walk(wording["formula"])}
    assert values == {
        1: "$263,706.99",
        2: "7.6687116564...%",
        3: "$25,000,000.00",
        4: "$326,000,000.00",
        5: "$3,438,739.17",
    }
    steps = {step["note"]: step for step in real["steps"] if step["note"]}
    shown = {note: step["value"]["shown"] for note, step in steps.items() if step["value"]}
    assert shown == values
    for note, step in steps.items():
        said = "".join(p["text"] for p in wording["pieces"] if note in p["notes"])
        assert step["words"] == said


def test_the_members_of_a_total_have_values_and_no_number(real: DefinitionReport) -> None:
    members = [step for step in real["steps"] if step["depth"] == 3]
    assert [step["note"] for step in members] == [None] * 8
    assert members[0]["source"].endswith("samples/ramp-2003-rs8.csv, line 4")


def test_steps_of_another_definition_bear_no_number_of_this_one(base: hereof.RuleBase) -> None:
    agreement = base.agreement("larkspur-2004-1")
    computer = computer_for(base, agreement, [LARKSPUR])
    term = "Lockout Distribution Amount"
    view = definition_report(base, agreement, term, Month(2005, 4), computer=computer)
    others = [step for step in view["steps"] if step["another"]]
    assert others
    assert all(step["note"] is None for step in others)
    notes = [step["note"] for step in view["steps"] if step["note"]]
    (wording,) = view["wordings"]
    assert set(notes) == {n for piece in wording["pieces"] for n in piece["notes"]}


def test_without_figures_the_parts_are_listed_without_values(base: hereof.RuleBase) -> None:
    view = report(base, "Reserve Release Amount", date(2004, 6, 25))
    assert view["example"] is None
    assert [step["note"] for step in view["steps"]] == [1, 2, 3]
    assert all(step["value"] is None for step in view["steps"])


def test_figures_that_lack_a_value_say_so_and_invent_nothing(base: hereof.RuleBase) -> None:
    computer = computer_for(base, base.agreement("larkspur-2004-1"), [LARKSPUR])
    view = report(base, "Servicing Fee", date(2006, 3, 20), computer=computer)
    example = view["example"]
    assert example is not None
    assert not example["value"]["answered"]
    assert "no figures for 20 March 2006" in example["value"]["sentence"]
    assert all(step["value"] is None for step in view["steps"])


CHOSEN = """agreement choosing
  title     "Choosing Agreement"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01, construed because "as dated"
  document  "choosing/1.txt"

define Fee
  > The lesser of the Collections and the Late Fees plus $1.
  means lesser of (Collections, Late Fees + $1)

define Collections
  words not on file
  construed because "the schedule is lost"
    > Whatever is collected.
  given dollars

define Late Fees
  words not on file
  construed because "the schedule is lost"
    > Whatever comes late.
  given dollars
"""


def test_a_chosen_reading_stands_beside_the_others_with_figures(tmp_path: Path) -> None:
    said = """Choosing Agreement dated as of May 1, 2005

"Fee": The lesser of the Collections and the Late Fees plus $1.
"""
    small = base_of(tmp_path, agreements_choosing_1=said, rules_choosing_1=CHOSEN)
    agreement = small.agreement("choosing")
    (wording,) = definition_report(small, agreement, "Fee", date(2006, 3, 20))["wordings"]
    assert wording["standing"] == "chosen"
    assert len(wording["readings"]) == 2
    assert wording["notation"] in [each["notation"] for each in wording["readings"]]
    (difference,) = wording["differences"]
    assert difference["first_value"] != difference["second_value"]


def test_what_is_asserted_is_marked(base: hereof.RuleBase) -> None:
    view = report(base, "Required Reserve Amount", date(2005, 7, 25))
    assert view["wordings"][0]["standing"] == "asserted"
    assert [m["what"] for m in view["marks"] if m["kind"] == "asserted"] == [
        "the formula of Required Reserve Amount"
    ]


def test_what_the_rule_file_states_is_not_shown_as_words(base: hereof.RuleBase) -> None:
    computer = computer_for(base, base.agreement("larkspur-2004-1"), [LARKSPUR])
    view = report(base, "Required Reserve Amount", Month(2005, 4), computer=computer)
    own = [step for step in view["steps"] if not step["another"]]
    assert own[0]["place"] == "rules/larkspur-2004-1/amendment-1.hereof:40:9"
    assert [step["words"] for step in own] == [None] * len(own)
    read = report(base, "Lockout Distribution Amount", Month(2005, 4), computer=computer)
    assert read["steps"][0]["words"]


def test_without_a_date_the_day_of_the_last_change_is_taken(base: hereof.RuleBase) -> None:
    view = report(base, "Servicing Fee Rate", None)
    starts = [held["effective_from"] or "" for held in view["past"]["held"]]
    assert view["date_chosen"]
    assert view["answer"]["on"] == max(starts)


def test_a_refusal_is_a_report_with_what_there_is(base: hereof.RuleBase) -> None:
    view = report(base, "Reserve Release Amount", date(2006, 3, 20))
    assert not view["answered"]
    assert view["answer"]["outcome"] == "suspended"
    assert view["wordings"][0]["pieces"]
    assert view["exhibits"]


def test_the_original_is_marked_under_its_own_instrument(real: DefinitionReport) -> None:
    (mark,) = [m for m in real["marks"] if m["what"].startswith("the words of Class A-I-7")]
    assert mark["kind"] == "as construed"
    assert mark["what"].endswith("Series 2003-RS8, which are not on file")
    assert mark["because"].startswith("hypothesis, not evidence")


def test_a_redline_against_construed_words_says_so(real: DefinitionReport) -> None:
    first, second = real["redlines"]
    assert first["why_none"] == "nothing stood before it"
    assert (second["old_status"], second["new_status"]) == ("as construed", "on file")
    changed = [s["text"].strip() for s in second["segments"] if s["kind"] != "same"]
    assert changed == ["A-I-7", "A-I-8"]


def test_the_evidence_is_each_document_once_with_its_lines(real: DefinitionReport) -> None:
    document, figures = real["exhibits"]
    assert document["kind"] == "document"
    assert [(p["first_line"], p["last_line"]) for p in document["passages"]] == [
        (18, 19),
        (26, 28),
        (30, 36),
    ]
    assert figures["kind"] == "figures"


def test_neighbours_are_found_by_words_and_stand_as_in_force(base: hereof.RuleBase) -> None:
    view = report(base, "Servicing Fee", date(2006, 3, 20))
    used = {each["term"]: each for each in view["uses"]}
    assert {"Servicing Fee Rate", "Pool Balance", "Due Period"} <= set(used)
    by = used["Due Period"]["governed_by"]
    assert by is not None
    assert by["title"] == "Amendment No. 1"
    assert "Available Funds" in [each["term"] for each in view["used_by"]]
    for each in view["used_by"]:
        back = report(base, each["term"], date(2006, 3, 20))
        assert "Servicing Fee" in [one["term"] for one in back["uses"]]


def test_each_redline_gives_the_old_words_and_the_new(base: hereof.RuleBase) -> None:
    compared = 0
    for term in ("Required Reserve Amount", "Servicing Fee Rate", "Special Hazard Amount"):
        view = report(base, term, None)
        held = view["past"]["held"]
        for number, redline in enumerate(view["redlines"]):
            if not redline["segments"]:
                continue
            old, new = (each["versions"] for each in (held[number - 1], held[number]))
            for kind, versions in (("inserted", old), ("deleted", new)):
                said = "".join(s["text"] for s in redline["segments"] if s["kind"] != kind)
                assert said == (versions[0]["words"] or "" if versions else "")
            compared += 1
    assert compared >= 6


def test_words_by_several_paragraphs_keep_who_put_them_there() -> None:
    runs = [("one two ", "a"), ("three", "b"), (" four", "a")]
    found = pieces("one two three four", [], runs)
    assert [(p["text"], p["by"], p["changes"]) for p in found] == [
        ("one two ", "a", False),
        ("three", "b", True),
        (" four", "a", True),
    ]


def test_an_ambiguous_definition_shows_each_reading_and_no_formula(tmp_path: Path) -> None:
    words = "the sum of Interest and Principal multiplied by 2"
    document = f'Note Deed dated as of May 1, 2005\n\n"Amount": {words}.\n'
    rules = f"""agreement note
  title     "Note Deed"
  dated     2005-05-01
    > Note Deed dated as of May 1, 2005
  executed  2005-05-01
    > dated as of May 1, 2005
  document  "note/1.txt"

define Interest
  words not on file
  given dollars

define Principal
  words not on file
  given dollars

define Amount
  > {words}.
"""
    base = base_of(tmp_path, agreements_note_1=document, rules_note_1=rules)
    view = definition_report(base, base.agreement("note"), "Amount")
    (wording,) = view["wordings"]
    assert wording["standing"] == "ambiguous"
    assert wording["formula"] is None
    assert len(wording["readings"]) == 2
    assert wording["differences"][0]["first_value"] != wording["differences"][0]["second_value"]
