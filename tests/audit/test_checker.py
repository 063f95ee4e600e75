"""The checker that stands alone: it agrees with every certificate, and with no altered one."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings

from audit.conftest import FIGURES, RAMP, TERM
from audit.recomputed import copied, other_values, resealed
from computing.random_formulas import NOWHERE, SETTING, Fed, Figures, FormulaMaker
from hereof.audit import checker
from hereof.audit.arithmetic import Arithmetic, exact
from hereof.audit.certificate import Asked, certify, file_bytes
from hereof.calendar import Month
from hereof.compute.computed import Computed
from hereof.data.dataset import Datum
from hereof.formula.evaluate import evaluate
from hereof.formula.refusals import NotComputedError
from hereof.formula.steps import METHODS
from hereof.formula.trace import Supplied
from hereof.model import formula as f
from language.strategies import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from hereof import RuleBase
    from hereof.audit.shapes import Certificate
    from hereof.formula.inputs import Input

FILE = Path(str(checker.__file__))
FED = Fed()
SHORT = "Distribution Date"
"""A term whose certificate is short enough to alter each of its bytes."""


def refuses(raw: bytes) -> bool:
    try:
        checker.check(raw)
    except checker.FaultError:
        return True
    return False


# ---- the file by itself


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    named = {
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert {str(name).split(".")[0] for name in named} <= set(sys.stdlib_module_names)


def test_it_can_be_read_in_a_sitting() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.strip().startswith(("#", '"""'))]
    assert len(code) < 325


def test_it_runs_where_hereof_is_not(ramp: Certificate, tmp_path: Path) -> None:
    (tmp_path / "checker.py").write_bytes(FILE.read_bytes())
    (tmp_path / "c.json").write_bytes(file_bytes(ramp))
    altered = copied(ramp)
    altered["arithmetic"][-1]["value"] = "343873916/1304"
    (tmp_path / "altered.json").write_bytes(resealed(altered))

    def run(name: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "checker.py", name]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run("c.json").returncode == 0
    assert re.search(r"holds: sha256:\w{64}, 14 steps done again", run("c.json").stdout)
    assert run("altered.json").returncode == 1
    assert "step 14" in run("altered.json").stdout
    assert run("none.json").returncode == 2


# ---- every certificate of the suite


def test_it_agrees_with_every_certificate(ramp: Certificate, larkspur: list[Certificate]) -> None:
    for each in (ramp, *larkspur):
        found = checker.check(file_bytes(each))
        assert found["digest"] == each["digest"]
    assert sum(each["value"] is not None for each in larkspur) > 80


def test_it_refuses_one_digit_of_one_step_though_every_digest_is_made_anew(
    ramp: Certificate, larkspur: list[Certificate]
) -> None:
    kinds: set[str] = set()
    for each in (ramp, *_of_every_kind(larkspur)):
        for at, step in enumerate(each["arithmetic"]):
            kinds.add(step["op"])
            for value in other_values(step["value"]):
                altered = copied(each)
                altered["arithmetic"][at]["value"] = value
                assert refuses(resealed(altered)), (step, value)
    assert len(kinds) == 17


def _of_every_kind(several: list[Certificate]) -> Iterator[Certificate]:
    """Give a few certificates that together have every kind of step, the longest first."""
    met: set[str] = set()
    for each in sorted(several, key=lambda each: -len(each["arithmetic"])):
        kinds = {step["op"] for step in each["arithmetic"]}
        if not kinds <= met:
            met |= kinds
            yield each


def test_it_refuses_another_operation_or_operand(larkspur: list[Certificate]) -> None:
    each = max(larkspur, key=lambda one: len(one["arithmetic"]))
    for at, step in enumerate(each["arithmetic"]):
        if step["op"] in ("product", "sum", "quotient", "compare", "choose"):
            for change in ({"op": "excess"}, {"of": step["of"][:1]}, {"how": ["equal to"]}):
                altered = copied(each)
                altered["arithmetic"][at] |= change
                if altered["arithmetic"][at] != step and change != {"how": ["equal to"]}:
                    assert refuses(resealed(altered)), (step, change)


# ---- the form of the file


@pytest.mark.parametrize(
    ("term", "mask", "every"), [(SHORT, 0x01, 1), (TERM, 0x01, 5), (TERM, 0x20, 11)]
)
def test_no_byte_of_a_certificate_can_be_another(
    base: RuleBase, term: str, mask: int, every: int
) -> None:
    asked = Asked(term, Month(2003, 10))
    raw = file_bytes(certify(base, base.agreement(RAMP), asked, [FIGURES]))
    for at in range(0, len(raw), every):
        byte = raw[at]
        altered = bytearray(raw)
        altered[at] = byte ^ mask
        assert refuses(bytes(altered)), at


@pytest.mark.parametrize("change", [
    lambda raw: raw[:-1],
    lambda raw: raw + b"\n",
    lambda raw: b"\xef\xbb\xbf" + raw,
    lambda raw: raw.replace(b'{"answer"', b'{ "answer"', 1),
    lambda raw: raw.replace(b'{"answer"', b'{"answer":{},"answer"', 1),
    lambda raw: raw.replace(b'"id":1,', b'"id":1.0,', 1),
    lambda raw: raw.replace(b'"id":1,', b'"id":NaN,', 1),
    lambda raw: raw.replace(b'"issued":null', b'"issued":"\\u0041"', 1),
    lambda _: b"[]\n",
    lambda _: b"{}\n",
    lambda _: b"",
    lambda _: b"[" * 100_000,
])  # fmt: skip
def test_other_bytes_that_may_say_the_same_are_refused(ramp: Certificate, change: Any) -> None:  # noqa: ANN401
    assert refuses(change(file_bytes(ramp)))


@pytest.mark.parametrize("path", [
    ("value", "exact"), ("value", "shown"), ("data", "figures", 0, "exact"),
])  # fmt: skip
def test_what_is_stated_twice_must_be_the_same(ramp: Certificate, path: tuple[Any, ...]) -> None:
    altered = part = copied(ramp)
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = next(other_values(part[path[-1]]))
    assert refuses(resealed(altered))


LONG = "9" * 1999


@pytest.mark.parametrize("value", [
    "1e99999999", "1e-99999999", "1_0", "1.5", " 7", "7 ", "+7", "9" * 100_000, "1/0", "\u0667",
    "07",
])  # fmt: skip
def test_a_value_of_another_form_is_refused_before_it_is_computed(
    ramp: Certificate, value: str
) -> None:
    changes: list[Callable[[Any], None]] = [
        lambda found: found["arithmetic"][0].update(value=value),
        lambda found: found["data"]["figures"][0].update(exact=value),
        lambda found: found["arithmetic"][13].update(op="rounded", how=["down", value], of=[1]),
        lambda found: found["arithmetic"][13].update(op="constant", how=[f"${value}"], of=[]),
    ]
    for change in changes:
        altered = copied(ramp)
        change(altered)
        began = perf_counter()
        assert refuses(resealed(altered))
        assert perf_counter() - began < 1


def test_a_number_that_grows_beyond_bounds_is_refused() -> None:
    step = {"op": "constant", "of": [], "how": [LONG], "value": LONG, "id": 1}
    many = {"op": "product", "of": [1] * 40_000, "how": [], "value": "1", "id": 2}
    began = perf_counter()
    with pytest.raises(checker.FaultError, match="too long"):
        checker.check_steps({"arithmetic": [step, many]})
    assert perf_counter() - began < 1


# ---- every kind of part of a formula


def test_every_kind_of_part_has_its_operation() -> None:
    parts = {*get_args(f.Expression), *get_args(f.Test)}
    assert parts == {f.Input, *METHODS}
    made = {node for node in parts if hasattr(Arithmetic, f"_{METHODS.get(node, 'traced')}")}
    assert parts - made == {f.DateIn}  # which is stated, as every date of a calendar


def flattened(node: Any, figures: Figures, on: date) -> Arithmetic | None:  # noqa: ANN401
    """Compute a random formula with figures that say where they stand, and flatten its trace."""

    def supplied(wanted: Input) -> Supplied | None:
        value = figures(wanted)
        return None if value is None else Supplied(value, Datum(on, wanted, value, 1, NOWHERE))

    try:
        result = evaluate(node, supplied, on, SETTING, FED)
    except NotComputedError:
        return None
    sums = Arithmetic(on, lambda _node, _owner: "")
    sums.add(Computed("Amount", on, result.value, None, None, "formula", result.trace))
    return sums


def as_certified(sums: Arithmetic, on: date) -> dict[str, Any]:
    return {
        "arithmetic": sums.steps,
        "answer": {"on": on.isoformat()},
        "calendar": {"dates": sums.dates},
        "data": {"figures": [{"exact": exact(each.value)} for each in sums.figures]},
    }


SEEN: set[str] = set()


@settings(max_examples=500, deadline=None, derandomize=True)
@given(choices())
def test_it_redoes_random_formulas(random: Random) -> None:
    maker = FormulaMaker(random)
    node = maker.pick(maker.number, maker.number, maker.number, maker.day, maker.test)
    on = date(2004, 1, 1) + timedelta(random.randint(0, 1200))
    sums = flattened(node, Figures(random, {}), on)
    if sums is None:
        return
    found = as_certified(sums, on)
    assert exact(checker.check_steps(found)[-1]) == sums.steps[-1]["value"]
    SEEN.update(step["op"] for step in sums.steps)
    at = random.randrange(len(sums.steps))
    for value in other_values(sums.steps[at]["value"]):
        altered = copied(found)
        altered["arithmetic"][at]["value"] = value
        with pytest.raises(checker.FaultError):
            checker.check_steps(altered)


def test_random_formulas_have_seen_every_operation() -> None:
    if not SEEN:  # the test above may have run in another process
        test_it_redoes_random_formulas()
    rest = {*checker.OPERATIONS, *checker.STATED} - SEEN
    # Two ways to a total, and months compared where no calendar tells a date, have tests of theirs.
    assert rest <= {"month of"}


# ---- values


@pytest.mark.parametrize(("text", "value"), [
    ("$500,000", Fraction(500_000)), ("5%", Fraction(1, 20)), ("4.5% per year", Fraction(9, 200)),
    ("(1 / 3)", Fraction(1, 3)), ("(-1 / 3)", Fraction(-1, 3)), ("2005-01-25", date(2005, 1, 25)),
    ("met", True), ("2005-01", "2005-01"),
])  # fmt: skip
def test_literals_are_read(text: str, value: Any) -> None:  # noqa: ANN401
    assert checker.literal(text) == value


@pytest.mark.parametrize(("shown", "value", "kind", "same"), [
    ("$263,706.99", Fraction(343873917, 1304), "dollars", True),
    ("$263,706.98", Fraction(343873917, 1304), "dollars", False),
    ("$26,37,06.99 per year", Fraction(343873917, 1304), "dollars", False),
    ("$263,707", Fraction(343873917, 1304), "days", False),
    ("$-0.50", -Fraction(1, 2), "dollars", False),
    ("-$0.50", -Fraction(1, 2), "dollars", True), ("$0.00", -Fraction(1, 999), "dollars", True),
    ("7.6687116564...%", Fraction(25, 326), "ratio", True), ("0.25", Fraction(1, 4), "", True),
    ("7.6687116565...%", Fraction(25, 326), "ratio", False), ("25%", Fraction(1, 4), "ratio", True),
    ("25%", Fraction(1, 4), "rate per year", False),
    ("25% per year", Fraction(1, 4), "rate per year", True),
    ("25%", Fraction(251, 1000), "ratio", False), ("31 days", Fraction(31), "days", True),
    ("1", Fraction(1), "days", True), ("1", Fraction(1), "date", False),
    ("1", Fraction(1), "own", False),
    ("27 October 2003", date(2003, 10, 27), "date", True), ("met", True, "truth", True),
    ("28 October 2003", date(2003, 10, 27), "date", False), ("met", False, "truth", False),
    ("1", True, "count", False), ("1.2.3", Fraction(1), "count", False),
])  # fmt: skip
def test_a_value_is_shown_as_what_it_is(shown: str, value: Any, kind: str, same: bool) -> None:  # noqa: ANN401, FBT001
    assert checker.shows(shown, value, kind) is same


@pytest.mark.parametrize("change", [
    lambda found: found["data"]["figures"][0].update(shown="$99,000,000.00"),
    lambda found: found["value"].update(dimension="days"),
    lambda found: found["answer"].update(answered=False),
    lambda found: found["answer"].update(no_value="it has none"),
])  # fmt: skip
def test_what_is_shown_must_agree_with_what_is_exact(ramp: Certificate, change: Any) -> None:  # noqa: ANN401
    altered = copied(ramp)
    change(altered)
    assert refuses(resealed(altered))


def objects(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any data
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(each)


def test_no_object_may_have_a_member_that_is_not_of_the_form(ramp: Certificate) -> None:
    altered = copied(ramp)
    for each in objects(altered):
        if each is altered["meaning"]:  # it is made anew
            continue
        each["zz"] = "more"
        assert refuses(resealed(altered))
        del each["zz"]
    assert not refuses(resealed(altered))


def test_the_members_are_those_of_the_schema() -> None:
    file = FILE.parents[1] / "schemas/certificate-1.json"
    known = {" ".join(sorted(each.split())) for each in checker.MEMBERS.values()}
    for each in objects(json.loads(file.read_text(encoding="utf-8"))):
        if each.get("type") == "object":
            assert " ".join(sorted(each["properties"])) in known
