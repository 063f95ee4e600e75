"""Rule bases that the tests of the checks write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hereof
from hereof.documents import record

if TYPE_CHECKING:
    from pathlib import Path


def base_of(root: Path, **files: str) -> hereof.RuleBase:
    """Write the files, `rules_pine_1` being `rules/pine/1.hereof`, and open the rule base."""
    for name, text in files.items():
        top, *folders, last = name.split("_")
        suffix = ".hereof" if top == "rules" else ".txt"
        file = root.joinpath(top, *folders, f"{last}{suffix}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for top in ("rules", "agreements"):
        (root / top).mkdir(exist_ok=True)
    assert not record(root / "agreements", write=True).diagnostics
    return hereof.load(root)


def found(root: Path, **files: str) -> list[tuple[str, int]]:
    """Give the code and the line of each finding."""
    return [
        (finding.code, int(finding.place.split(":")[1]))
        for finding in base_of(root, **files).check()
    ]
