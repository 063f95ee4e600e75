"""What a look at rule files told is kept, and counts only as it was written."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import hereof
from rulebase.filed import base_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SAID: Final = 'Kept Agreement dated as of May 1, 2005\n\n"Fee": The Late Fees.\n'
RULES: Final = """agreement kept
  title     "Kept Agreement"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01, construed because "as dated"
  document  "kept/1.txt"

define Fee
  > The Late Fees.
"""


def test_a_survey_that_was_altered_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("HEREOF_CACHE", str(cache))
    root = tmp_path / "base"
    root.mkdir()
    base_of(root, agreements_kept_1=SAID, rules_kept_1=RULES)
    long_ago = time.time() - 3600
    for file in root.rglob("*"):
        os.utime(file, (long_ago, long_ago))
    assert [file.instrument for file in hereof.load(root).survey.files] == ["kept"]
    (kept,) = cache.glob("survey-*")
    data = kept.read_bytes()
    assert data.count(b'"kept"') == 1
    kept.write_bytes(data.replace(b'"kept"', b'""'))
    assert [file.instrument for file in hereof.load(root).survey.files] == ["kept"]
