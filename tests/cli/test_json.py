"""`--json`: every form as its schema says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import hereof as package
from cli.runner import ROOT, run_in
from hereof.report.schema import VIEWS, schema_file, schema_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cli.runner import Ran

SCHEMAS = Path(str(package.__file__)).parent / "schemas"
TERM = "Class A-I-7 Pro Rata Distribution Amount"

ASKED = (
    ("which", TERM, "--on", "2003-10"),
    ("which", TERM, "--on", "2003-10-20"),
    ("which", TERM, "--on", "2003-08-31"),
    ("which", TERM, "--on", "2003-09"),
    ("which", "Classes", "-a", "larkspur-2004-1", "--on", "2004-12"),
    ("which", "Delinquency Test", "--on", "2005-05-02"),
    ("which", "Exhibit C", "--on", "2005-08-01"),
    ("which", "Lockout Percentage", "--on", "2007-07"),
    ("which", "Eligible Account", "-a", "larkspur-2004-1", "--on", "2004-12-01"),
    ("which", "Required Reserve Amount", "--on", "2005-10-25", "--known-on", "2005-10-25"),
    ("history", TERM),
    ("history", "Required Reserve Amount"),
    ("history", "Delinquency Test", "--known-on", "2005-06-01"),
    ("diff", TERM, "--from", "2003-10-20", "--to", "2003-10"),
    ("diff", TERM, "--from", "2003-08-01", "--to", "2003-08-02"),
    ("check",),
    ("test",),
    ("fmt", "--check"),
    ("record", "--dry-run"),
    ("list",),
    ("list", "larkspur-2004-1"),
    ("list", "ramp-2003-rs8"),
)


def schema(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads((SCHEMAS / schema_file(name)).read_text(encoding="utf-8"))


def strict(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Give a schema that allows no member that it does not name."""
    if isinstance(part, dict):
        changed = {key: strict(value) for key, value in part.items()}
        if part.get("type") == "object":
            changed["additionalProperties"] = False
        return changed
    return [strict(each) for each in part] if isinstance(part, list) else part


def faults(view: Any) -> Iterator[str]:  # noqa: ANN401 - any view
    name = view["schema"].split("/")[1]
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(strict(schema(name)), format_checker=checker)
    for fault in validator.iter_errors(view):
        yield f"{list(fault.path)}: {fault.message}"


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_what_is_printed_is_what_the_schema_says(
    hereof: Callable[..., Ran], asked: tuple[str, ...]
) -> None:
    plain, ran = hereof(*asked), hereof(*asked, "--json")
    assert ran.code == plain.code
    assert ran.err == ""
    assert list(faults(ran.json)) == []
    assert hereof("--json", *asked).out == ran.out
    assert ran.out.isascii()


def test_members_stand_in_the_order_of_the_schema(hereof: Callable[..., Ran]) -> None:
    view = hereof("which", TERM, "--on", "2003-10", "--json").json
    assert list(view) == list(schema("which")["properties"])
    assert list(view["governed_by"]) == list(schema("which")["$defs"]["Paragraph"]["properties"])


def test_findings_instead_of_an_answer_have_a_form_of_their_own(sample: Path) -> None:
    (sample / "agreements/sample-2020-1/agreement.txt").write_text("gone\n")
    ran = run_in(sample, "which", "fee", "--on", "2020-06", "--json")
    assert ran.code == 1
    assert ran.json["schema"] == "hereof/findings/1"
    assert list(faults(ran.json)) == []
    assert "document-changed" in {each["code"] for each in ran.json["findings"]}
    checked = run_in(sample, "check", "--json")
    assert checked.code == 1
    assert list(faults(checked.json)) == []
    assert checked.json["errors"] == len(checked.json["findings"])


def test_what_was_written_is_told(sample: Path) -> None:
    file = sample / "rules/sample-2020-1/agreement.hereof"
    file.write_text(file.read_text().replace("  title  ", "  title           ", 1))
    (sample / "rules/other.hereof").write_text("agreement   other-1\n  nonsense\n")
    (sample / "agreements/letter.txt").write_text("Dear all,\n")
    looked = run_in(sample, "fmt", "--check", "--json")
    done = run_in(sample, "fmt", "--json")
    for ran, written in ((looked, False), (done, True)):
        assert ran.code == 1
        assert list(faults(ran.json)) == []
        assert (ran.json["written"], ran.json["changed"]) == (written, 1)
        assert [each["path"] for each in ran.json["files"] if not each["readable"]] == [
            "rules/other.hereof"
        ]
        assert [each["code"] for each in ran.json["findings"]] == ["unexpected-text"]
        (diff,) = (each["diff"] for each in ran.json["files"] if each["changed"])
        assert any(line.startswith("-  title           ") for line in diff)
    assert "1 file laid out anew, 1 cannot be read." in done.out
    for args, written in ((("--dry-run",), False), ((), True)):
        ran = run_in(sample, "record", *args, "--json")
        assert list(faults(ran.json)) == []
        assert (ran.code, ran.json["written"]) == (0, written)
        assert [each["path"] for each in ran.json["added"]] == ["letter.txt"]
    assert run_in(sample, "record", "--json").json["added"] == []


@pytest.mark.parametrize("args", [("init",), ("completion", "bash")])
def test_a_verb_without_a_json_form_says_so(tmp_path: Path, args: tuple[str, ...]) -> None:
    for asked in (("--json", *args), (*args, "--json")):
        ran = run_in(None, *asked)
        assert (ran.code, ran.out) == (2, "")
        assert f"error[json-unknown] `hereof {args[0]}` has no JSON form" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_misuse_prints_no_json(hereof: Callable[..., Ran]) -> None:
    ran = hereof("which", "no such term", "--on", "2003-10", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "error[term-unknown]" in ran.err


@pytest.mark.parametrize("name", VIEWS)
def test_the_schema_files_are_as_the_views_are(name: str) -> None:
    text = (SCHEMAS / schema_file(name)).read_text(encoding="utf-8")
    assert text == schema_text(name), "run `python -m hereof.report.schema`"
    Draft202012Validator.check_schema(json.loads(text))


def test_every_member_is_described() -> None:
    for name in VIEWS:
        whole = schema(name)
        for title, part in (("", whole), *whole["$defs"].items()):
            for key, member in part["properties"].items():
                plain = title in {"Party", "AgreementName"}
                assert plain or member.get("description"), f"{name}: {title}.{key}"


@pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="the docs are not here")
def test_the_page_on_json_names_every_form_and_its_examples_are_real(
    hereof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    for name in VIEWS:
        assert f"hereof/{name}/1" in page
        assert schema_file(name) in page
    blocks = page.split("```console\n$ hereof ")[1:]
    assert blocks
    for block in blocks:
        command, _, rest = block.partition("\n")
        shown = rest.partition("```")[0]
        assert hereof(*shlex.split(command)).json == json.loads(shown), command
