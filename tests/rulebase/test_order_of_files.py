"""Where rule files lie, and how rows and owners are ordered, changes no answer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cli.runner import Ran, run_in

AGREEMENT: Final = """\
agreement fern-1
  title "Fern Agreement"
  dated 2020-01-01, construed because "an illustration"
  executed 2020-01-01, construed because "an illustration"
  document not on file
  incorporates fern-standard as amended, construed because "an illustration"

classes A-1, A-2, M-1
  construed because "an illustration"

define Distribution Date
  words not on file
  construed because "an illustration"
  means day 25 of each month

define Balance
  words not on file
  given dollars, per Class

define Group Balance
  words not on file
  construed because "an illustration"
  means total Balance of (Class A-1, Class M-1)

define Fee
  words not on file
  construed because "an illustration"
    > The product of 1.00% and the Group Balance.

define Late Event
  words not on file
  construed because "an illustration"
  means Balance of Class A-1 less than $60 or Fee more than $2

define Notice Day
  words not on file
  construed because "an illustration"
    > The last day of the month.
"""
STANDARD: Final = """\
agreement fern-standard
  title "Standard Terms"
  dated 2019-01-01, construed because "an illustration"
  executed 2019-01-01, construed because "an illustration"
  document not on file

define Holder
  words not on file
  construed because "an illustration"
    > A person in whose name a certificate is registered.
"""


def amendment(number: int, day: str, *lines: str) -> str:
    because = 'construed because "an illustration"'
    said = "\n".join(f"  {line}" for line in lines)
    return (
        f'amendment fern-1/{number}\n  title "Amendment No. {number}"\n'
        f"  dated {day}, {because}\n  executed {day}, {because}\n  document not on file\n\n"
        f"paragraph 1\n  effective as of the date hereof\n  {because}\n{said}\n"
    )


def replaced(term: str, words: str) -> tuple[str, ...]:
    because = 'construed because "an illustration"'
    return (f"replace {term} with words not on file", because, f"means {words}")


RULES: Final = {
    "fern.hereof": AGREEMENT,
    "standard.hereof": STANDARD,
    "one.hereof": amendment(
        1, "2020-03-01", *replaced("Group Balance", "total Balance of Class A-1 through Class M-1")
    ),
    # Signed on the same day: nobody knows which of the two comes last.
    "two.hereof": amendment(2, "2020-05-01", *replaced("Fee", "2% * Group Balance")),
    "three.hereof": amendment(3, "2020-05-01", *replaced("Fee", "3% * Group Balance")),
    "four.hereof": amendment(4, "2020-07-01", *replaced("Fee", "4% * Group Balance")),
}
ROWS: Final = tuple(
    f"{day},{term},{of},{value}"
    for day in ("2020-02-25", "2020-04-25", "2020-06-25", "2020-07-25")
    for term, of, value in (
        ("Balance", "A-1", "50.00"),
        ("Balance", "A-2", "30.00"),
        ("Balance", "M-1", "25.00"),
        ("Fee", "", "1.75"),
    )
)
TERMS: Final = ("Fee", "Group Balance", "Late Event", "Notice Day", "Holder", "Classes")
MONTHS: Final = ("2020-02", "2020-04", "2020-06", "2020-07")
QUESTIONS: Final = (
    ("check",),
    *(("which", f"fern-1: {term}", "--on", month) for term in TERMS for month in MONTHS[::2]),
    *(("calc", f"fern-1: {term}", "--on", month) for term in TERMS[:3] for month in MONTHS),
    ("calc", "fern-1: Fee", "--from", MONTHS[0], "--to", MONTHS[-1]),
    ("history", "fern-1: Fee"),
    ("impact", "fern-1/1"),
)


def asked(rules: dict[str, str], rows: tuple[str, ...]) -> list[tuple[int, Any]]:
    """Ask everything of a base, and give each answer with names and lines as in the first base."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "agreements").mkdir()
        (root / "agreements/MANIFEST.sha256").touch()
        for name, text in rules.items():
            path = root / "rules" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        data = root / "figures.csv"
        data.write_text("date,term,of,value\n" + "".join(f"{row}\n" for row in rows), "utf-8")
        return [answer(root, data, question, rules, rows) for question in QUESTIONS]


def answer(
    root: Path, data: Path, question: tuple[str, ...], rules: dict[str, str], rows: tuple[str, ...]
) -> tuple[int, Any]:
    figures = ("--data", str(data)) if question[0] in {"calc", "impact"} else ()
    ran: Ran = run_in(root, *question, *figures, "--json")
    assert ran.out, ran.err
    text = ran.out.replace(hashlib.sha256(data.read_bytes()).hexdigest(), "of the figures")
    text = text.replace(str(root), "")
    return ran.code, plain(json.loads(text), rules, rows)


def plain(view: Any, rules: dict[str, str], rows: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Name rule files by their instruments and lines by their rows; a list of places is a set."""
    if isinstance(view, dict):
        said = {key: plain(each, rules, rows) for key, each in view.items()}
        if str(said.get("path", "")).endswith("figures.csv") and "line" in said:
            said |= {key: rows[said[key] - 2] for key in ("line", "end_line") if key in said}
        if said.get("code") == "figure-computed":
            said["message"] = said["message"].partition(" gives ")[2]
        return said
    if isinstance(view, list):
        found = [plain(each, rules, rows) for each in view]
        is_set = any(isinstance(each, dict) and {"path", "code"} & each.keys() for each in found)
        return sorted(found, key=lambda each: json.dumps(each, sort_keys=True)) if is_set else found
    if isinstance(view, str):
        for name, text in rules.items():
            view = view.replace(f"rules/{name}", text.partition("\n")[0])
        return view
    return view


NAMES: Final = st.lists(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}\.hereof", fullmatch=True),
    min_size=len(RULES),
    max_size=len(RULES),
    unique=True,
)
FIRST: Final[list[list[tuple[int, Any]]]] = []


@given(
    NAMES,
    st.sampled_from(("", "a/", "z/y/")),
    st.permutations(list(RULES.values())),
    st.permutations(ROWS),
)
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
def test_where_files_lie_and_how_rows_are_ordered_changes_no_answer(
    names: list[str], folder: str, texts: list[str], rows: list[str]
) -> None:
    # All of one agreement's files lie together: a file among those of another is a finding.
    def placed(name: str, text: str) -> str:
        return name if "fern-1" not in text.partition("\n")[0] else f"{folder}{name}"

    names = [placed(name, text) for name, text in zip(names, texts, strict=True)]
    if not FIRST:
        FIRST.append(asked(RULES, ROWS))
    assert {code for code, _ in FIRST[0]} == {0, 3}
    found = asked(dict(zip(names, texts, strict=True)), tuple(rows))
    for question, one, other in zip(QUESTIONS, FIRST[0], found, strict=True):
        assert one == other, question


def test_the_order_of_owners_in_a_formula_or_a_row_changes_no_value() -> None:
    turned = RULES | {
        "fern.hereof": AGREEMENT.replace("(Class A-1, Class M-1)", "(Class M-1, Class A-1)")
    }
    several = [
        [view["values"][0]["value"] for view in values(rules, of)]
        for rules in (RULES, turned)
        for of in ("A-1, M-1", "M-1, A-1")
    ]
    assert several[0][0]["exact"] == "75"
    assert all(each == several[0] for each in several)


def values(rules: dict[str, str], of: str) -> list[Any]:
    """Compute from a total that is given for several owners."""
    rows = (f'2020-02-25,Balance,"{of}",75.00',)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "agreements").mkdir()
        (root / "rules").mkdir()
        (root / "agreements/MANIFEST.sha256").touch()
        for name, text in rules.items():
            (root / "rules" / name).write_text(text, encoding="utf-8")
        data = root / "figures.csv"
        data.write_text("date,term,of,value\n" + "".join(f"{row}\n" for row in rows), "utf-8")
        return [
            run_in(
                root, "calc", f"fern-1: {term}", "--on", "2020-02", "--data", str(data), "--json"
            ).json
            for term in ("Group Balance", "Fee")
        ]
