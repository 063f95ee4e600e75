"""The language reference and the guide to encoding: each example true, each construct shown."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from lark import Token, Tree
from lark.exceptions import UnexpectedInput
from lark.grammar import NonTerminal

import hereof
from hereof.language.grammar import rule_parser
from hereof.report import examples
from mdtest import Case, cases, run, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark
    from lark.grammar import Rule, Symbol

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
REFERENCE: Final = DOCS / "language.md"
CASES: Final = [case for page in (REFERENCE, DOCS / "encoding.md") for case in cases(page)]

NOT_SHOWN: Final[dict[str, str]] = {}
"""Constructs that the reference leaves out, and why."""

SPELLINGS: Final = {
    "KIND": ("agreement", "amendment", "supplement", "waiver", "consent"),
    "COMPARISON": (
        *("at least", "at most", "more than", "less than", "equal to"),
        *("before", "after", "on or before", "on or after"),
    ),
    "ROUNDING": ("half up", "half even", "down", "up", "nearest"),
    "DAY_COUNT": ("30/360", "actual/360", "actual/365", "actual/actual"),
    "KIND_OF_DATA": ("dollars", "ratio", "days", "count", "date", "truth"),
    "OUTCOME": (
        *("in force", "in force as construed", "suspended", "deleted", "not in force"),
        *("words not on file", "crossing", "guard failed"),
    ),
}
"""Terminals that are several words, each of which is to be shown."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_example_is_true(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_examples_within_its_rule_files_pass(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    base = hereof.load(tmp_path)
    loaded = [base.agreement(name) for name in base.agreements]
    failures = [
        finding.message
        for agreement in loaded
        if not agreement.errors
        for _, findings in examples.run(agreement)
        for finding in findings
    ]
    assert failures == []


# ------------------------------------------------------------- every construct is shown


@cache
def bare_parser() -> Lark:
    return rule_parser(None, keep_all_tokens=True)


@cache
def trees() -> list[Tree[Token]]:
    """Parse every rule file of the reference that is no example of a mistake."""
    texts = {
        block.text: None
        for case in CASES
        if case.path == REFERENCE
        for path, block in case.files.items()
        if path.endswith(".hereof")
    }
    found: list[Tree[Token]] = []
    for text in texts:
        try:
            found.append(bare_parser().parse(text, start="file"))
        except UnexpectedInput:
            continue
    return found


@cache
def shown() -> set[tuple[str, str]]:
    """Give what stands directly within what, by the names of rules and terminals."""
    return {
        (node.data, child.type if isinstance(child, Token) else child.data)
        for tree in trees()
        for node in tree.iter_subtrees()
        for child in node.children
    }


@cache
def spelled() -> dict[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for tree in trees():
        for token in tree.scan_values(lambda value: isinstance(value, Token)):
            words[token.type].add(" ".join(token.split()).removeprefix("is "))
    return words


@cache
def rules() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in bare_parser().rules:
        found[rule.origin.name].append(rule)
    return found


def within(rule: Rule) -> Iterator[Symbol]:
    """Give the symbols of an alternative; Lark's own helpers, such as for `*`, give theirs."""
    seen: set[str] = set()
    todo = list(rule.expansion)
    while todo:
        symbol = todo.pop()
        if not symbol.name.startswith("__") or not isinstance(symbol, NonTerminal):
            yield symbol
        elif symbol.name not in seen:
            seen.add(symbol.name)
            todo += [each for helper in rules()[symbol.name] for each in helper.expansion]


@cache
def as_node(symbol: Symbol) -> frozenset[str]:
    """Give the names under which a symbol may stand in a tree: `?rule` gives way to what it holds.

    A rule that only passes on another, as a sum of one part does, stands as that other.
    """
    found: set[str] = set()
    seen: set[str] = set()
    todo = [symbol]
    while todo:
        each = todo.pop()
        if each.name in seen:
            continue
        seen.add(each.name)
        if not isinstance(each, NonTerminal):
            found.add(each.name)
        for rule in rules()[each.name] if isinstance(each, NonTerminal) else ():
            gives_way = rule.options.expand1 and not rule.alias and len(rule.expansion) == 1
            todo += rule.expansion if gives_way else ()
            found |= set() if gives_way else {name_of(rule)}
    return frozenset(found)


def name_of(rule: Rule) -> str:
    return rule.alias or rule.origin.name


def constructs() -> set[tuple[str, Symbol]]:
    """Give every rule, or named alternative, with each symbol that may stand in it."""
    return {
        (name_of(rule), symbol)
        for rule in bare_parser().rules
        if not rule.origin.name.startswith("__")
        and not (rule.options.expand1 and not rule.alias and len(rule.expansion) == 1)
        and rule.origin.name != "block"
        for symbol in within(rule)
    }


def test_the_reference_shows_every_alternative_of_every_rule_of_the_grammar() -> None:
    missing = {
        f"{symbol.name} within {name}"
        for name, symbol in constructs()
        if name not in NOT_SHOWN and symbol.name not in NOT_SHOWN
        if not any((name, node) in shown() for node in as_node(symbol))
    }
    assert missing == set()


def test_the_reference_shows_every_rule_that_gives_way_to_what_it_holds() -> None:
    nodes = {name for pair in shown() for name in pair}
    missing = {
        f"{name} for {rule.origin.name}"
        for rule in bare_parser().rules
        if rule.options.expand1 and not rule.origin.name.startswith("__")
        for symbol in within(rule)
        for name in as_node(symbol)
        if name not in nodes and name not in NOT_SHOWN
    }
    assert missing == set()


def test_what_the_reference_leaves_out_is_in_the_grammar_and_is_left_out() -> None:
    assert rules().keys() >= NOT_SHOWN.keys()
    assert {name for pair in shown() for name in pair}.isdisjoint(NOT_SHOWN)


@pytest.mark.parametrize("terminal", SPELLINGS)
def test_the_reference_shows_every_word_of_a_terminal(terminal: str) -> None:
    assert spelled()[terminal] == set(SPELLINGS[terminal])
