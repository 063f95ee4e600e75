"""Recorded answers asked again: which are another, by how many cents, and why. All is fiction."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from audit.conftest import LARKSPUR, ROOT
from audit.ledgers import (
    FEE,
    FIGURES,
    amend,
    changed,
    committed,
    edit,
    fee,
    fees,
    larkspur_in,
    months,
    put,
    rate,
    record,
    recorded,
    replayed,
)
from audit.recomputed import copied, resealed
from cli.runner import run_in
from cli.test_json import faults
from hereof.audit.certificate import Asked, certify
from hereof.audit.ledger import Ledger, Record, Wanted
from hereof.audit.ledger.chain import facets_of
from hereof.audit.replay import journal, replaying, shapes
from hereof.audit.replay.replaying import replay
from hereof.audit.replay.world import World
from hereof.calendar import Month
from hereof.report import helpers, schema

if TYPE_CHECKING:
    from pathlib import Path

LATE = rate("0.475%", "0.41%", date(2007, 6, 1))
TWELVE = months(Month(2006, 9), 12)
RESERVE = "Required Reserve Amount"
LESS, MORE = (f"greater of ($600,000, {each} * Pool Balance" for each in ("0.50%", "0.60%"))
ASSERTED = ("amendment-1", f"means {LESS}", f"means {MORE}")
"""An edit of what a rule file asserts of words that are not read."""
MORE_RESERVE = (
    (
        'From March 1, 2005 to but excluding July 1, 2005, the definition of "Required Reserve '
        'Amount" in Section 1.03 of the Agreement is hereby amended by replacing "$600,000 and" '
        'with "$700,000 and".'
    ),
    """  effective 2005-03-01, until 2005-07-01
  in Section 1.03
  in Required Reserve Amount replace "$600,000 and" with "$700,000 and" once
  means 1.00% * Pool Balance [as of the first day of the related Due Period]
""",
)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule base in which twelve answers are recorded, asked with everything on file."""
    folder = larkspur_in(tmp_path_factory.mktemp("twelve"))
    recorded(folder, fees(*TWELVE))
    return folder


@pytest.fixture
def base(twelve: Path, tmp_path: Path) -> Path:
    shutil.copytree(twelve, tmp_path / "base")
    return tmp_path / "base"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return larkspur_in(tmp_path)


def only(view: dict[str, Any]) -> Any:  # noqa: ANN401 - a part of what was found
    """Give the one cause that every answer has that is another."""
    causes = [row["causes"] for row in changed(view)]
    assert causes
    assert all(len(each) == 1 for each in causes)
    assert len({each[0]["kind"] for each in causes}) == 1
    return causes[0][0]


def counts(view: dict[str, Any]) -> dict[str, int]:
    return {each["found"]: each["count"] for each in view["counts"] if each["count"]}


# ---- what became known since


def test_nothing_is_another_where_nothing_changed(base: Path) -> None:
    view = replayed(base)
    assert counts(view) == {"unchanged": 12}
    assert view["same"]
    assert list(faults(view)) == []


def test_a_retroactive_instrument_changes_just_the_dates_that_it_reaches(base: Path) -> None:
    amend(base, 10, date(2008, 3, 14), LATE)
    view = replayed(base)
    assert list(faults(view)) == []
    assert counts(view) == {"unchanged": 9, "instrument": 3}
    assert {row["asked"]: row["difference"]["shown"] for row in changed(view)} == {
        "2007-06": "-$10,728.76",
        "2007-07": "-$10,458.90",
        "2007-08": "-$10,126.97",
    }
    for row in changed(view):
        now = run_in(base, "calc", FEE, "-a", LARKSPUR, "--on", row["asked"], *data(base), "--json")
        assert row["now"]["value"] == now.json["values"][0]["value"]
        assert row["then"] == {**row["recorded"], "sentence": row["then"]["sentence"]}
        assert row["differs"] == ["Servicing Fee Rate: the words and the formula changed"]
    cause = only(view)
    assert (cause["kind"], cause["instrument"], cause["executed"], cause["proven"]) == (
        *("instrument", f"{LARKSPUR}/10"),
        *("2008-03-14", True),
    )
    assert cause["paragraphs"] == [f"{LARKSPUR}/10 paragraph 1"]


def data(folder: Path) -> tuple[str, str]:
    return "--data", str(folder / FIGURES)


def test_asked_as_known_on_a_date_an_answer_is_told_apart_from_the_one_of_now(bare: Path) -> None:
    recorded(bare, fees(Month(2005, 1), Month(2005, 3), known_on=date(2005, 2, 1)))
    view = replayed(bare)
    row, cause = changed(view)[0], only(view)
    assert counts(view) == {"unchanged": 1, "instrument": 1}
    assert (row["asked"], row["then_known_on"]) == ("2005-03", "2005-02-01")
    assert row["then"]["value"] == row["recorded"]["value"] != row["now"]["value"]
    assert cause["instrument"] == f"{LARKSPUR}/waiver-letter"


@pytest.mark.parametrize(("term", "on", "known_on", "says"), [
    ("Loss Threshold", Month(2005, 8), date(2005, 8, 4), "Northmark Ratings has confirmed"),
    ("Delinquency Test", Month(2005, 5), date(2005, 6, 13), "Insurer has consented"),
])  # fmt: skip
def test_a_condition_shown_since_is_named(
    bare: Path, term: str, on: Month, known_on: date, says: str
) -> None:
    recorded(bare, [Asked(term, on, known_on)], data=False)
    view = replayed(bare)
    cause = changed(view)[0]["causes"][0]
    assert (cause["kind"], cause["proven"]) == ("condition", True)
    assert says in cause["condition"]


@pytest.mark.parametrize(("filed", "kind"), [(False, "condition"), (True, "rule file")])
def test_a_condition_is_shown_by_a_document_that_was_not_on_file_else_it_is_an_edit(
    bare: Path, kind: str, *, filed: bool
) -> None:
    when = (
        'When the Trustee has consented in writing, the definition of "Servicing Fee Rate" in '
        'Section 1.01 of the Agreement shall be amended by replacing "0.475%" with "0.41%".'
    )
    does = (
        '  effective when "the Trustee has consented in writing", not yet met\n'
        '  in Section 1.01\n  in Servicing Fee Rate replace "0.475%" with "0.41%" once\n'
        "  means 0.41% per year\n"
    )
    amend(bare, 10, date(2007, 3, 14), (when, does))
    consent = bare / f"agreements/{LARKSPUR}/consent.txt"
    if filed:
        put(consent, "Consented on May 2, 2007. Received on May 4, 2007.\n")
        record(bare)
    recorded(bare, fees(Month(2007, 2), Month(2007, 7)))
    if not filed:
        put(consent, "Consented on May 2, 2007. Received on May 4, 2007.\n")
        record(bare)
    met = f',\n    met 2007-05-02,\n    shown 2007-05-04 by "{LARKSPUR}/consent.txt"'
    edit(bare, "amendment-10", ", not yet met", met)
    view = replayed(bare)
    cause = only(view)
    assert [row["asked"] for row in changed(view)] == ["2007-07"]
    assert (cause["kind"], cause["known_from"], cause["document"]) == (
        *(kind, "2007-05-04"),
        f"{LARKSPUR}/consent.txt",
    )
    assert cause["condition"] == "the Trustee has consented in writing"
    assert cause["proven"]
    assert cause["files"][0]["path"] == NUMBER_TEN


def test_of_two_instruments_of_one_day_the_one_that_matters_is_found(base: Path) -> None:
    amend(base, 10, date(2008, 3, 14), LATE)
    amend(base, 11, date(2008, 3, 14), (
        ('Effective March 1, 2007, the definition of "Loss Threshold" in Section 1.01 of the '
        "Agreement is hereby deleted."),
        "  effective 2007-03-01\n  in Section 1.01\n  delete Loss Threshold\n",
    ))  # fmt: skip
    cause = only(replayed(base))
    assert (cause["instrument"], cause["proven"]) == (f"{LARKSPUR}/10", True)
    assert "without it" in cause["proof"]


NUMBER_TEN = f"rules/{LARKSPUR}/amendment-10.hereof"


def unexecuted(folder: Path) -> None:
    """Put an amendment on file of which no execution is known."""
    amend(folder, 10, date(2008, 3, 14), LATE)
    said = '  not executed, construed because "x"\n'
    edit(folder, "amendment-10", "  executed   2008-03-14\n", said)
    edit(folder, "amendment-10", "    > have signed this instrument on March 14, 2008\n", "")


@pytest.mark.parametrize("in_git", [True, False])
def test_an_execution_that_is_written_into_a_rule_file_is_an_edit_of_it(
    bare: Path,
    in_git: bool,  # noqa: FBT001
) -> None:
    unexecuted(bare)
    if in_git:
        committed(bare, "first")
    recorded(bare, fees(Month(2007, 7)))
    edit(bare, "amendment-10", "  not executed,", "  executed 2008-04-01,")
    cause = only(replayed(bare))
    assert (cause["kind"], cause["executed"], cause["proven"]) == ("rule file", "2008-04-01", True)
    assert "no document was filed for it" in cause["says"]
    (file,) = cause["files"]
    assert (file["path"], file["change"]) == (NUMBER_TEN, "changed")
    assert any("+  executed 2008-04-01" in line for line in file["diff"]) == in_git


def test_an_execution_that_a_document_filed_since_shows_is_an_instrument(bare: Path) -> None:
    unexecuted(bare)
    committed(bare, "first")
    recorded(bare, fees(Month(2007, 7)))
    draft = bare / f"agreements/{LARKSPUR}/amendment-10.txt"
    put(draft.with_name("signed.txt"), draft.read_text())
    record(bare)
    edit(bare, "amendment-10", "amendment-10.txt", "signed.txt")
    edit(bare, "amendment-10", "  not executed,", "  executed 2008-04-01,")
    cause = only(replayed(bare))
    assert (cause["kind"], cause["proven"]) == ("instrument", True)
    assert "signed.txt was filed since" in cause["says"]
    assert [(file["path"], file["change"]) for file in cause["files"]] == [
        (NUMBER_TEN, "changed"),
        (f"agreements/{LARKSPUR}/signed.txt", "added"),
    ]
    assert any("signed.txt" in line for line in cause["files"][0]["diff"])


def test_as_known_before_an_edited_execution_it_is_an_edit_where_that_can_be_told(
    bare: Path,
) -> None:
    unexecuted(bare)
    recorded(bare, fees(Month(2007, 7), known_on=date(2008, 1, 2)))
    edit(bare, "amendment-10", "  not executed,", "  executed 2008-04-01,")
    cause = only(replayed(bare))
    assert (cause["kind"], cause["proven"]) == ("instrument", False)
    assert "is not told" in cause["says"]
    edit(bare, "amendment-10", "  executed 2008-04-01,", "  not executed,")
    commit = committed(bare, "first")
    (bare / "ledger.sqlite").unlink()
    recorded(bare, fees(Month(2007, 7), known_on=date(2008, 1, 2)))
    edit(bare, "amendment-10", "  not executed,", "  executed 2008-04-01,")
    cause = only(replayed(bare))
    assert (cause["kind"], cause["proven"], len(commit)) == ("rule file", True, 40)


def test_a_rule_file_for_a_document_that_was_on_file_is_no_later_instrument(bare: Path) -> None:
    amend(bare, 10, date(2008, 3, 14), LATE)
    rule = bare / NUMBER_TEN
    text = rule.read_text()
    rule.unlink()
    recorded(bare, fees(Month(2007, 7)))
    put(rule, text)
    cause = only(replayed(bare))
    assert (cause["kind"], cause["proven"]) == ("rule file", True)
    assert "no rule file said what it does" in cause["says"]


def test_a_rule_file_under_another_name_is_no_later_instrument(bare: Path) -> None:
    unexecuted(bare)
    committed(bare, "first")
    recorded(bare, fees(Month(2007, 7)))
    edit(bare, "amendment-10", "  not executed,", "  executed 2008-04-01,")
    (bare / NUMBER_TEN).rename(bare / NUMBER_TEN.replace("10", "ten"))
    cause = only(replayed(bare))
    assert cause["kind"] == "rule file"
    assert [file["change"] for file in cause["files"]] == ["added", "removed"]


def test_an_edit_of_what_became_known_later_is_a_second_cause(bare: Path) -> None:
    amend(bare, 10, date(2008, 3, 14), MORE_RESERVE)
    committed(bare, "first")
    recorded(bare, [Asked(RESERVE, Month(2005, 3), date(2007, 4, 1))])
    assert only(replayed(bare))["kind"] == "instrument"
    edit(bare, "amendment-10", "means 1.00% *", "means 1.10% *")
    (row,) = changed(replayed(bare))
    assert [(each["kind"], each["proven"]) for each in row["causes"]] == [
        ("instrument", True),
        ("rule file", True),
    ]
    assert [file["path"] for file in row["causes"][1]["files"]] == [NUMBER_TEN]
    parts = [Fraction(each["difference"]["exact"]) for each in row["causes"]]
    assert sum(parts) == Fraction(row["difference"]["exact"])
    assert 0 not in parts


# ---- what was written into the rule base


def test_a_rule_file_that_was_edited_is_told_apart_and_its_diff_shown(bare: Path) -> None:
    recorded_in = committed(bare, "first")
    recorded(bare, [Asked(RESERVE, each) for each in months(Month(2005, 5), 5)])
    edit(bare, *ASSERTED)
    view = replayed(bare)
    cause = only(view)
    (file,) = cause["files"]
    assert counts(view) == {"unchanged": 2, "rule file": 3}
    assert (cause["kind"], cause["proven"]) == ("rule file", True)
    assert (file["path"], file["change"]) == (f"rules/{LARKSPUR}/amendment-1.hereof", "changed")
    assert [line[:1] for line in file["diff"] if LESS in line or MORE in line] == ["-", "+"]
    for row in changed(view):
        was, now = (Fraction(row[each]["value"]["exact"]) for each in ("recorded", "now"))
        assert now == was * Fraction(6, 5)
        assert Fraction(row["difference"]["exact"]) == round(now, 2) - round(was, 2)
    assert list(faults(view)) == []
    assert len(recorded_in) == 40


def test_without_the_file_of_then_nothing_is_claimed_to_be_proven(bare: Path) -> None:
    recorded(bare, [Asked(RESERVE, Month(2005, 3))])
    edit(bare, *ASSERTED)
    cause = only(replayed(bare))
    (file,) = cause["files"]
    assert (cause["kind"], cause["proven"], file["diff"]) == ("rule file", False, [])
    assert file["was"] != file["now"]
    assert "is not at hand" in cause["proof"]


def test_of_two_files_that_were_edited_the_one_that_matters_is_named(bare: Path) -> None:
    committed(bare, "first")
    recorded(bare, [Asked(RESERVE, Month(2005, 3))])
    edit(bare, *ASSERTED)
    edit(bare, "amendment-2", "# Fiction", "# All of it is fiction")
    cause = only(replayed(bare))
    assert [file["path"] for file in cause["files"]] == [f"rules/{LARKSPUR}/amendment-1.hereof"]
    assert cause["proven"]


def test_a_file_edited_without_another_meaning_changes_nothing(base: Path) -> None:
    edit(base, "amendment-8", "# Fiction", "# All of it is fiction")
    assert counts(replayed(base)) == {"unchanged": 12}


@pytest.mark.parametrize("known_on", [None, date(2006, 10, 20)])
def test_an_instrument_that_was_executed_by_then_and_not_on_file_is_a_file_added(
    bare: Path, known_on: date | None
) -> None:
    recorded(bare, fees(Month(2006, 4), Month(2006, 10), known_on=known_on))
    amend(bare, 10, date(2006, 5, 1), fee("The Reserve Fund Balance.", date(2006, 6, 1)))
    view = replayed(bare)
    cause = only(view)
    assert [row["asked"] for row in changed(view)] == ["2006-10"]
    assert (cause["kind"], cause["proven"]) == ("rule file", True)
    assert [file["change"] for file in cause["files"]] == ["added"]
    assert "executed 1 May 2006, no later than" in cause["says"]


def test_a_certificate_that_bears_a_date_was_made_without_what_was_executed_by_then(
    bare: Path,
) -> None:
    recorded(bare, fees(Month(2007, 7), issued=date(2009, 1, 2)))
    amend(bare, 10, date(2008, 3, 14), LATE)
    cause = only(replayed(bare))
    assert (cause["kind"], cause["files"][0]["change"]) == ("rule file", "added")
    assert "was not on file then" in cause["says"]


def test_an_edited_file_and_a_later_instrument_are_two_causes(bare: Path) -> None:
    committed(bare, "first")
    recorded(bare, [Asked(RESERVE, Month(2005, 3))])
    edit(bare, *ASSERTED)
    amend(bare, 10, date(2008, 3, 14), MORE_RESERVE)
    (row,) = changed(replayed(bare))
    assert [each["kind"] for each in row["causes"]] == ["rule file", "instrument"]
    assert all(each["proven"] for each in row["causes"])
    parts = [Fraction(each["difference"]["exact"]) for each in row["causes"]]
    assert sum(parts) == Fraction(row["difference"]["exact"])


# ---- the engine


def test_another_engine_is_told_apart_from_files(base: Path) -> None:
    loaded = hereof.load(base)
    made = certify(loaded, loaded.agreement(LARKSPUR), Asked("Loss Threshold", Month(2005, 3)))
    other = copied(made)
    other["answer"]["words"] = ["Other words."]
    other["engine"]["version"] = "0.0.1"
    unlike = copied(other)
    unlike["engine"] = made["engine"]
    with Ledger.open_to_append(base / "ledger.sqlite") as ledger:
        for each in (other, unlike):
            raw = resealed(each)
            ledger.append([Record(raw, json.loads(raw)["digest"], facets_of(each))])
    one, two = changed(replayed(base))
    assert one["causes"][0]["kind"] == two["causes"][0]["kind"] == "engine"
    assert [(each["what"], each["was"]) for each in one["causes"][0]["makers"]] == [
        ("Hereof", "0.0.1")
    ]
    assert (one["causes"][0]["proven"], two["causes"][0]["proven"]) == (True, False)
    assert "never was that of these files" in two["causes"][0]["says"]


# ---- figures


def test_figures_are_those_of_then_wherever_the_file_lies(base: Path, tmp_path: Path) -> None:
    amend(base, 10, date(2008, 3, 14), LATE)
    whole = replayed(base)
    (base / FIGURES).rename(tmp_path / "moved.csv")
    moved = replayed(base, [tmp_path / "moved.csv"])
    assert {row["figures"] for row in moved["rows"]} == {"file"}
    lost = replayed(base)
    assert {row["figures"] for row in lost["rows"]} == {"certificate"}
    put(base / FIGURES, (tmp_path / "moved.csv").read_text().replace("412,350,000", "1"))
    other = replayed(base)
    for view in (moved, lost, other):
        assert [(row["found"], row["difference"]) for row in view["rows"]] == [
            (row["found"], row["difference"]) for row in whole["rows"]
        ]


def test_a_figure_that_was_not_kept_is_named(base: Path) -> None:
    amend(base, 10, date(2008, 3, 14), fee("The Reserve Fund Balance.", date(2007, 6, 1)))
    assert counts(replayed(base)) == {"unchanged": 9, "instrument": 3}
    (base / FIGURES).unlink()
    row = changed(replayed(base))[0]
    assert row["found"] == "no answer"
    assert "Reserve Fund Balance" in row["why"]
    assert [each["kind"] for each in row["causes"]] == ["instrument"]


# ---- what cannot be answered


def test_a_rule_base_with_errors_answers_nothing_and_says_why(base: Path) -> None:
    edit(base, "amendment-8", "  effective 2007-01-01\n", "  effective 2007-01-02\n")
    view = replayed(base)
    assert counts(view) == {"no answer": 12}
    assert "amendment-8.hereof" in view["rows"][0]["why"]
    shutil.rmtree(base / f"rules/{LARKSPUR}")
    assert "no agreement" in replayed(base)["rows"][0]["why"]


def test_a_certificate_that_holds_not_by_itself_is_not_asked(base: Path) -> None:
    with Ledger.open(base / "ledger.sqlite") as ledger:
        entry = ledger.entry(1)
    assert entry is not None
    raw = entry.certificate.replace(b"Servicing", b"Servicint", 1)
    with Ledger.open_to_append(base / "ledger.sqlite") as ledger:
        ledger.append([Record(raw, f"sha256:{'1' * 64}", entry.facets)])
    (row,) = changed(replayed(base))
    assert (row["entry"], row["recorded"]) == (13, None)
    assert "does not hold by itself" in row["why"]


# ---- broken off, and gone on


def asks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the entries that are asked again."""
    found: list[int] = []
    whole = World.ask

    def counted(self: World, each: Any, *rest: Any) -> Any:  # noqa: ANN401 - as it is called
        found.append(each.entry)
        return whole(self, each, *rest)

    monkeypatch.setattr(World, "ask", counted)
    return found


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache of its own for what is done, in which each answer is kept at once."""
    (tmp_path / "cache").mkdir()
    monkeypatch.setattr(journal, "_OFTEN", 1)
    monkeypatch.setattr(journal, "private_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache/replays"


def broken_off(base: Path, after: int) -> None:
    done = 0

    def more(several: int, _: int) -> None:
        nonlocal done
        done += several
        if done >= after:
            raise KeyboardInterrupt

    with Ledger.open(base / "ledger.sqlite") as ledger, pytest.raises(KeyboardInterrupt):
        replay(ledger, hereof.load(base), more=more)


def test_a_run_that_is_broken_off_goes_on_and_ends_in_the_same(
    base: Path, often: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amend(base, 10, date(2008, 3, 14), LATE)
    whole = replayed(base)
    assert list(often.iterdir()) == []
    broken_off(base, 11)
    (kept,) = often.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text(kept.read_text() + kept.read_text().splitlines()[-1][:-9])  # half a line
    asked = asks(monkeypatch)
    assert replayed(base) == whole
    assert set(asked) == {12}
    assert list(often.iterdir()) == []


def test_what_was_kept_counts_only_where_all_is_as_it_was(
    base: Path, often: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off(base, 5)
    assert len(list(often.iterdir())) == 1
    asked = asks(monkeypatch)
    (base / FIGURES).rename(base / "gone.csv")
    assert {row["figures"] for row in replayed(base)["rows"]} == {"certificate"}
    assert len(set(asked)) == 12
    (base / "gone.csv").rename(base / FIGURES)
    broken_off(base, 5)
    amend(base, 10, date(2008, 3, 14), LATE)
    assert counts(replayed(base)) == {"unchanged": 9, "instrument": 3}


def test_a_killed_run_goes_on(base: Path, often: Path) -> None:
    whole = replayed(base)
    script = (
        "import os, signal, hereof\nfrom pathlib import Path\n"
        "from hereof.audit.ledger import Ledger\nfrom hereof.audit.replay import journal\n"
        "from hereof.audit.replay.replaying import replay\njournal._OFTEN = 1\n"
        f"journal.private_cache = lambda: Path({str(often.parent)!r})\n"
        "def more(several, count, done=[]):\n    done.append(several)\n"
        "    len(done) > 6 and os.kill(os.getpid(), signal.SIGKILL)\n"
        f"with Ledger.open(Path({str(base / 'ledger.sqlite')!r})) as ledger:\n"
        f"    replay(ledger, hereof.load({str(base)!r}), more=more)\n"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run([sys.executable, "-c", script], env=paths, check=False)
    assert ran.returncode == -9
    (kept,) = often.iterdir()
    assert len([line for line in kept.read_text().splitlines() if line]) >= 5
    assert replayed(base) == whole


# ---- several processes


def test_helpers_find_what_one_process_finds(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    amend(base, 10, date(2008, 3, 14), LATE)
    alone = replayed(base)
    monkeypatch.setattr(helpers, "_processors", lambda: 2)
    monkeypatch.setattr(replaying, "FEWEST", 1)
    monkeypatch.setattr(replaying, "TOGETHER", 5)
    asked = asks(monkeypatch)
    assert replayed(base) == alone
    assert asked == []
    monkeypatch.setattr(helpers._Helper, "do", lambda *_: None)
    assert replayed(base) == alone
    assert len(set(asked)) == 12


# ---- the verb


def test_the_verb_shows_what_is_another_and_exits_by_it(base: Path) -> None:
    ran = run_in(base, "ledger", "replay", "--width", "100")
    assert ran.code == 0
    assert "12 unchanged" in ran.flat
    amend(base, 10, date(2008, 3, 14), LATE)
    ran = run_in(base, "ledger", "replay", "--width", "100")
    assert ran.code == 1
    for said in ("9 unchanged", "3 changed by a later instrument", "-$31,314.63 in all",
                 "Amendment No. 10, paragraph 1, was executed on 14 March 2008"):  # fmt: skip
        assert said in ran.flat
    assert run_in(base, "ledger", "replay", "--json").json == replayed(base)
    table = run_in(base, "ledger", "replay", "--csv")
    assert len(table.out.splitlines()) == 13
    out = base / "replay.csv"
    assert run_in(base, "ledger", "replay", "--out", str(out)).code == 1
    assert out.read_text() == table.out
    some = run_in(base, "ledger", "replay", "--since", "10", "--json").json
    assert [row["entry"] for row in some["rows"]] == [11, 12]
    assert run_in(base, "ledger", "replay", "--term", "nothing").code == 0
    lost = run_in(base, "ledger", "replay", "--data", "nowhere.csv")
    assert (lost.code, lost.out) == (2, "")


def test_a_diff_is_shown(bare: Path) -> None:
    committed(bare, "first")
    recorded(bare, [Asked(RESERVE, Month(2005, 3))])
    edit(bare, *ASSERTED)
    ran = run_in(bare, "ledger", "replay", "--width", "100")
    assert f"-  means {LESS}" in ran.out
    assert "changed by a rule file" in ran.flat
    then = run_in(bare, "ledger", "replay", "--rules-at", "HEAD")
    assert (then.code, "1 unchanged" in then.flat) == (0, True)
    assert "Rules and documents as of commit" in then.flat


def test_the_schema_names_what_is_found() -> None:
    assert schema.FOUND == shapes.CLASSES
    assert schema.FOUND[1:-1] == shapes.CAUSES


def test_some_of_a_ledger(base: Path) -> None:
    view = replayed(base, wanted=Wanted(after=9))
    assert [row["entry"] for row in view["rows"]] == [10, 11, 12]
    assert ROOT.exists()
