"""The words of Amendment Number One, straight from the filed document, read as one formula."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

import pytest

import hereof
from hereof.formula.compare import Verdict, compare
from hereof.formula.english.trees import parts_of
from hereof.language.notation import notation
from hereof.model.formula import Input, Product, Quotient
from hereof.model.meaning import Formula
from hereof.wording.check import check_words
from hereof.wording.kept import KeptReadings
from hereof.wording.places import Places
from hereof.wording.reader import WordsReader
from hereof.wording.statuses import Standing, as_declared

REPOSITORY: Final = Path(__file__).resolve().parents[2]
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
ON: Final = date(2003, 10, 27)


@pytest.fixture(scope="module")
def agreement() -> hereof.Agreement:
    return hereof.load(REPOSITORY).agreement("ramp-2003-rs8")


def test_the_document_reads_as_exactly_one_formula() -> None:
    text = (REPOSITORY / "agreements/ramp-2003-rs8/amendment-1.txt").read_text(encoding="utf-8")
    start = text.index("For any Distribution Date")
    words = text[start : text.index("Distribution Date.", start) + len("Distribution Date.")]
    classes = [f"A-I-{n}" for n in range(1, 9)]
    result = hereof.read(words, term=TERM, classes=classes)
    assert result.status == "read"
    (reading,) = result.readings
    asked = {(i.quantity, len(i.of), i.timing) for i in reading.inputs}
    prior = "immediately prior to that Distribution Date"
    assert asked == {
        ("Certificate Principal Balance", 1, prior),
        ("Certificate Principal Balance", 8, prior),
        ("Class A-I Principal Distribution Amount", 0, ""),
    }


def test_it_equals_the_notation_in_the_rule_file(agreement: hereof.Agreement) -> None:
    reader = WordsReader(agreement.timeline)
    state = agreement.in_force(TERM, ON).states[0]
    wording = reader.of(TERM, state, ON)
    assert wording.standing is Standing.READ
    assert isinstance(state.meaning, Formula)
    assert wording.formula is not None
    assert notation(wording.formula) == notation(state.meaning.expression)
    stated = as_declared(state.meaning.expression, reader.measured())
    assert compare(stated, wording.formula, reader.setting(ON)).verdict is Verdict.EQUAL


def test_each_node_has_its_place_in_the_document(agreement: hereof.Agreement) -> None:
    reader = WordsReader(agreement.timeline)
    state = agreement.in_force(TERM, ON).states[0]
    wording = reader.of(TERM, state, ON)
    placed = Places(lambda _: agreement.evidence).placed(wording.formula, state)
    nodes = [node for node in parts_of(placed) if not hasattr(node, "items")]
    assert Counter(type(node) for node in nodes) == {Product: 1, Quotient: 1, Input: 3}
    for node, before in zip(parts_of(placed), parts_of(wording.formula), strict=True):
        span, words = getattr(node, "span", None), getattr(before, "span", None)
        if words is not None:
            assert span is not None
            assert span.source.path == "agreements/ramp-2003-rs8/amendment-1.txt"
            assert " ".join(span.text.split()) == words.text
            assert 30 <= span.lines[0] <= span.lines[1] <= 36


def test_the_check_counts_it_as_read(agreement: hereof.Agreement) -> None:
    counts: Counter[Standing] = Counter()
    assert not list(check_words(agreement.timeline, KeptReadings(None), counts))
    assert counts == {Standing.READ: 2}


def test_another_range_in_the_formula_is_an_error_with_figures(tmp_path: Path) -> None:
    base = _copied(tmp_path)
    path = base / "rules/ramp-2003-rs8/amendment-1.hereof"
    text = path.read_text(encoding="utf-8")
    before, after = text.rsplit("Class A-I-8)", 1)
    path.write_text(f"{before}Class A-I-7){after}", encoding="utf-8")
    timeline = hereof.load(base).agreement("ramp-2003-rs8").timeline
    (finding,) = check_words(timeline, KeptReadings(None), Counter())
    assert finding.code == "means-another-formula"
    assert "Certificate Principal Balance of Class A-I-8 = " in finding.message
    assert finding.message.endswith("`means` gives 100 and the words 50")


def _copied(tmp_path: Path) -> Path:
    base = tmp_path / "base"
    for folder in ("rules", "agreements"):
        shutil.copytree(REPOSITORY / folder / "ramp-2003-rs8", base / folder / "ramp-2003-rs8")
    manifest = (REPOSITORY / "agreements/MANIFEST.sha256").read_text(encoding="utf-8")
    lines = [line for line in manifest.splitlines(keepends=True) if "ramp-2003-rs8/" in line]
    (base / "agreements/MANIFEST.sha256").write_text("".join(lines), encoding="utf-8")
    return base
