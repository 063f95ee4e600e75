"""The benchmark runs; what it measures is no matter of a test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent / "bench"


def test_the_benchmark_measures_every_row(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    subprocess.run(
        [sys.executable, BENCH / "run.py", "--quick", "--json", figures],
        check=True,
        capture_output=True,
    )
    rows = json.loads(figures.read_text())["rows"]
    assert len(rows) == 31
    assert all(row["figure"] for row in rows)
