"""Counts how the definitions came out, by tier and by construction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from words.corpus import cases

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print a line a tier and a line a construction, where there was a reader."""
    known = {case.id: case for case in cases()}
    tiers: dict[str, Counter[str]] = {}
    constructions: dict[str, Counter[str]] = {}
    for report in (
        r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])
    ):
        test, _, name = report.nodeid.rpartition("::")[2].partition("[")
        case = known.get(name.rstrip("]"))
        if case is None or test != f"test_{case.status}" or report.when != "call":
            continue
        outcome = dict(report.user_properties).get("came out", "stopped")
        tiers.setdefault(f"{case.tier}, {case.status}", Counter())[str(outcome)] += 1
        for construction in case.about:
            constructions.setdefault(construction, Counter())[str(outcome)] += 1
    if not tiers:
        return
    terminalreporter.section("definitions by tier")
    _table(terminalreporter, tiers)
    terminalreporter.section("definitions by construction")
    _table(terminalreporter, constructions)


def _table(terminalreporter: TerminalReporter, counted: dict[str, Counter[str]]) -> None:
    for name, outcomes in sorted(counted.items()):
        of = sum(outcomes.values())
        rest = ", ".join(f"{n} {o}" for o, n in sorted(outcomes.items()) if o != "right")
        terminalreporter.line(f"{name:<44} {outcomes['right']:>4} of {of:<4} {rest}")
