"""Rule bases with one mistake, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

import hereof
from hereof.documents import record

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.diagnostics import Diagnostic

AGREEMENT: Final = """\
agreement pine-1
  title     "Trust Agreement"
  dated     2020-01-01
    > dated January 1, 2020
  executed  2020-01-01
    > Signed on January 1, 2020.
  document  "pine/agreement.txt"

define Fee Rate
  in Section 1.01
  > 0.50% per annum.

define Payment Date
  in Section 1.01
  > The 15th day of each month.
  means day 15 of each month
"""

AMENDMENT: Final = """\
amendment pine-1/1
  title     "Amendment No. 1"
  dated     2020-03-01
    > dated March 1, 2020
  executed  2020-03-01
    > Signed on March 1, 2020.
  document  "pine/1.txt"

paragraph 1
  > Effective April 1, 2020, the definition of "Fee Rate" is hereby replaced with "0.45% per annum."
  effective 2020-04-01
  replace Fee Rate with
    > 0.45% per annum.

paragraph 2
  > In the definition of "Payment Date" "15th" is hereby replaced with "20th".
  in Payment Date replace "15th" with "20th"
"""

DOCUMENTS: Final = {
    "agreement.txt": """\
TRUST AGREEMENT
dated January 1, 2020

Section 1.01. Definitions.

"Fee Rate": 0.50% per annum.

"Payment Date": The 15th day of each month.

Signed on January 1, 2020.
""",
    "1.txt": """\
AMENDMENT NO. 1
dated March 1, 2020

1. Effective April 1, 2020, the definition of "Fee Rate" is hereby replaced with "0.45% per annum."

2. In the definition of "Payment Date" "15th" is hereby replaced with "20th".

Signed on March 1, 2020.
""",
}


@frozen
class Said:
    """A finding: its code, what is marked in the file, and its words."""

    code: str
    marked: str
    message: str
    help: str


def write(root: Path, agreement: str = AGREEMENT, amendment: str = AMENDMENT) -> Path:
    """Write the rule base."""
    for folder in ("rules/pine", "agreements/pine"):
        (root / folder).mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (root / "agreements/pine" / name).write_text(text, encoding="utf-8")
    (root / "rules/pine/agreement.hereof").write_text(agreement, encoding="utf-8")
    (root / "rules/pine/1.hereof").write_text(amendment, encoding="utf-8")
    assert not record(root / "agreements", write=True).diagnostics
    return root


def findings(
    root: Path, agreement: str = AGREEMENT, amendment: str = AMENDMENT
) -> list[Diagnostic]:
    """Give what is found in the rule base with these rule files."""
    return list(hereof.load(write(root, agreement, amendment)).check())


def said(root: Path, old: str, new: str) -> list[Said]:
    """Give what is said where a text of one of the two rule files is another."""
    assert (AGREEMENT + AMENDMENT).count(old) == 1
    found = findings(root, AGREEMENT.replace(old, new), AMENDMENT.replace(old, new))
    return [
        Said(each.code, each.labels[0].span.text if each.labels else "", each.message, each.help)
        for each in found
    ]
