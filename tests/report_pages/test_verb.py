"""`hereof report`: which files it writes, what it says, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runner import ROOT, run_in
from hereof.cli.exits import Misuse
from hereof.cli.writing import STDOUT, Look, Target, file_name, render_all
from rulebase.filed import base_of

TERM = "Class A-I-7 Pro Rata Distribution Amount"
NAME = "ramp-2003-rs8-class-a-i-7-pro-rata-distribution-amount"
ASKED = ("report", TERM, "--on", "2003-10")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_it_writes_html_into_out_and_names_the_file() -> None:
    ran = run_in(ROOT, *ASKED)
    assert ran.code == 0
    assert f"out/{NAME}.html" in ran.out
    page = Path("out", f"{NAME}.html").read_text(encoding="utf-8")
    assert "made " not in page


def test_several_formats_go_into_a_folder() -> None:
    ran = run_in(ROOT, *ASKED, "--out", "there", "-f", "html", "-f", "md", "-f", "json")
    assert ran.code == 0
    drawings = [f"{NAME}-{kind}.svg" for kind in ("graph", "plane", "timeline")]
    written = sorted([f"{NAME}.html", f"{NAME}.json", f"{NAME}.md", *drawings])
    assert sorted(path.name for path in Path("there").iterdir()) == written
    assert all(name in ran.out for name in written)
    view = json.loads(Path("there", f"{NAME}.json").read_text(encoding="utf-8"))
    assert view["schema"] == "hereof/definition/1"


def test_a_file_says_its_format_by_its_ending() -> None:
    assert run_in(ROOT, *ASKED, "--out", "a.md").code == 0
    assert Path("a.md").read_text(encoding="utf-8").startswith(f"# {TERM}\n")


def test_a_dash_prints_the_report_alone() -> None:
    ran = run_in(ROOT, *ASKED, "--out", "-", "-f", "md")
    assert ran.out.startswith(f"# {TERM}\n")
    assert ran.out.endswith("It is no legal advice.\n")


def test_json_is_printed_and_nothing_is_written() -> None:
    ran = run_in(ROOT, *ASKED, "--json")
    assert ran.json["schema"] == "hereof/definition/1"
    assert not Path("out").exists()


def test_a_refusal_is_written_too_and_exits_with_3() -> None:
    ran = run_in(ROOT, "report", TERM, "--on", "2003-08-31", "--out", "a.html")
    assert ran.code == 3
    assert "No answer: not in force" in Path("a.html").read_text(encoding="utf-8")
    assert "written" in ran.out


def test_the_date_is_that_of_the_epoch_or_the_one_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    assert run_in(ROOT, *ASKED, "--out", "a.html").code == 0
    assert "made 21 October 2003" in Path("a.html").read_text(encoding="utf-8")
    assert run_in(ROOT, *ASKED, "--out", "a.html", "--generated", "2026-01-02").code == 0
    assert "made 2 January 2026" in Path("a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "a.html", "-f", "html", "-f", "md"), "formats-in-one-file"),
        (("--out", "a.txt"), "format-unknown"),
        (("--out", "/dev/null/a.html"), "output-not-written"),
        (("--out", "a.html", "-f", "md"), "format-elsewhere"),
        (("--on", "9999-12-31"), "misuse"),
    ],
)
def test_misuse_is_refused(arguments: tuple[str, ...], code: str) -> None:
    ran = run_in(ROOT, *ASKED, *arguments)
    assert ran.code == 2
    assert f"error[{code}]" in ran.err


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("afile/a.html", "`afile` is a file and no folder"),
        ("alink.html", "it is a link to `nothing.html`, where nothing is"),
    ],
)
def test_what_stands_in_the_way_is_named(here: Path, place: str, why: str) -> None:
    (here / "afile").write_text("mine", encoding="utf-8")
    (here / "alink.html").symlink_to("nothing.html")
    ran = run_in(ROOT, *ASKED, "--out", place)
    assert ran.code == 2
    assert why in ran.err
    assert not (here / "nothing.html").exists()


@pytest.mark.parametrize("how", ["docx", "pdf"])
def test_a_terminal_is_shown_no_bytes(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("hereof.cli.writing.sys.stdout", Terminal())
    with pytest.raises(Misuse, match="a terminal cannot show"):
        render_all({}, Target((how,), (STDOUT,)), Look())


def test_an_epoch_that_is_no_number_is_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = run_in(ROOT, *ASKED)
    assert ran.code == 2
    assert "error[epoch-unreadable]" in ran.err


def test_a_template_that_fails_is_named(here: Path) -> None:
    (here / "own").mkdir()
    (here / "own/definition.html.j2").write_text("\n{{ view.wrods }}", encoding="utf-8")
    ran = run_in(ROOT, *ASKED, "--template", "own")
    assert ran.code == 2
    assert "error[template-fails]" in ran.err
    assert "wrods" in ran.err


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("a", "P&I Advance"), "a-p-i-advance"),
        (("a", "../../etc/passwd"), "a-etc-passwd"),
        (("\u05d4\u05e1",), "u05d4-u05e1"),
        (("",), "report"),
        (("x" * 300,), "x" * 80),
    ],
)
def test_names_of_files_are_plain(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


def test_the_name_of_an_agreement_makes_the_report_of_it(here: Path) -> None:
    ran = run_in(ROOT, "report", "ramp-2003-rs8", "--on", "2003-10")
    assert ran.code == 0
    assert "out/ramp-2003-rs8-agreement.html" in ran.out
    assert "Agreement report" in (here / "out/ramp-2003-rs8-agreement.html").read_text("utf-8")
    asked = ("report", "Pooling and Servicing Agreement, Series 2003-RS8", "--on", "2003-10")
    assert run_in(ROOT, *asked, "--json").json["agreement"]["id"] == "ramp-2003-rs8"


def test_every_format_of_an_agreement_is_written(here: Path) -> None:
    formats = [part for each in ("html", "md", "docx", "json") for part in ("-f", each)]
    assert run_in(ROOT, "report", "ramp-2003-rs8:", *formats, "--out", "there").code == 0
    endings = sorted(
        each.name.removeprefix("ramp-2003-rs8-agreement") for each in (here / "there").iterdir()
    )
    assert endings == sorted([".html", ".md", ".docx", ".json", "-changes.svg", "-graph.svg"])


def test_a_term_is_not_taken_for_an_agreement() -> None:
    found = run_in(ROOT, "report", "ramp-2003-rs8: Class A-I-7 Pro Rata", "--json").json
    assert found["schema"] == "hereof/definition/1"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("larkspur",), "agreement-ambiguous"),
        (("ramp-2003-rs8", "--data", "x.csv"), "misuse"),
        (("nothing like it",), "term-unknown"),
    ],
)
def test_what_names_no_one_thing_is_refused(arguments: tuple[str, ...], code: str) -> None:
    ran = run_in(ROOT, "report", *arguments)
    assert ran.code == 2
    assert f"error[{code}]" in ran.err


def test_an_agreement_that_is_called_as_a_term_is_asked_about(tmp_path: Path) -> None:
    root = tmp_path / "base"
    base_of(
        root,
        agreements_amount_1='Deed dated as of May 1, 2005\n\n"Amount": one dollar.\n',
        rules_amount_1="""agreement amount
  title     "Deed"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01
    > dated as of May 1, 2005
  document  "amount/1.txt"

define Amount
  > one dollar.
""",
    )
    ran = run_in(root, "report", "amount")
    assert ran.code == 2
    assert "error[name-ambiguous]" in ran.err
    assert "write `amount:` for the agreement, `amount: Amount` for the term" in ran.err
    assert run_in(root, "report", "amount:", "--json").json["schema"] == "hereof/agreement/1"
    found = run_in(root, "report", "amount: Amount", "--json").json
    assert found["schema"] == "hereof/definition/1"


def test_a_date_before_the_agreement_makes_a_refusal() -> None:
    ran = run_in(ROOT, "report", "ramp-2003-rs8", "--on", "1999-01-01", "--out", "a.html")
    assert ran.code == 3
    assert "There is nothing to report" in Path("a.html").read_text(encoding="utf-8")


def test_a_template_of_ones_own_stands_in_for_that_of_an_agreement(here: Path) -> None:
    (here / "own").mkdir()
    base = (ROOT / "engine/hereof/render/templates/agreement.html.j2").read_text("utf-8")
    (here / "own/agreement.html.j2").write_text(
        base.replace("{% block contents %}", "{% block contents %}<p>OURS</p>"), encoding="utf-8"
    )
    ran = run_in(ROOT, "report", "ramp-2003-rs8", "--template", "own", "--out", "a.html")
    assert ran.code == 0
    assert "<p>OURS</p>" in Path("a.html").read_text(encoding="utf-8")
