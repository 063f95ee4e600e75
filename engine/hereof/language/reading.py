"""Reads a formula, or an input, that stands alone and in no rule file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hereof.diagnostics import Source
from hereof.language.reader import read_rules
from hereof.model.formula import Compare, Input, Logic, Truth
from hereof.model.meaning import Formula

if TYPE_CHECKING:
    from hereof.diagnostics import Diagnostic
    from hereof.model.formula import Expression

_BEFORE = "agreement a-b\ndefine X\n  words reserved\n  means\n"


@lru_cache(maxsize=4096)
def formula_of(text: str) -> Expression | tuple[Diagnostic, ...]:
    """Read a formula, or say why it is none."""
    one_line = " ".join(text.split())
    file, findings = read_rules(Source("formula", f"{_BEFORE}    {one_line}\n"))
    if findings or not file.paragraphs:
        return findings
    (operation,) = file.paragraphs[0].operations
    meaning = getattr(operation, "meaning", None)
    if not isinstance(meaning, Formula) or isinstance(meaning.expression, Compare | Truth | Logic):
        return ()
    return meaning.expression


def input_of(text: str) -> Input | None:
    """Read an input, such as `Balance of Class A-1 [then]`; nothing where it is none."""
    found = formula_of(text)
    return found if isinstance(found, Input) else None
