"""Shared by the tests of the language: read a text, or fail with what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hereof.diagnostics import Source
from hereof.language.reader import read_rules
from hereof.model.operation import Define

if TYPE_CHECKING:
    from hereof.model.instrument import RuleFile
    from hereof.model.meaning import Meaning

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
CONSTRUCTS = sorted(HERE.glob("constructs*.hereof"))


def rule_file_of(text: str) -> RuleFile:
    """Read a text that has no findings."""
    file, findings = read_rules(Source("rules/a.hereof", text))
    assert not findings, [f"{finding.place}: {finding.message}" for finding in findings]
    return file


def codes_of(text: str) -> list[str]:
    """Give the codes of a text's findings."""
    return [finding.code for finding in read_rules(Source("rules/a.hereof", text))[1]]


def meaning_of(text: str) -> Meaning:
    """Read what stands after `means`."""
    file = rule_file_of(f"agreement a-b\ndefine Some Term\n  words reserved\n  means\n    {text}\n")
    (define,) = file.paragraphs[0].operations
    assert isinstance(define, Define)
    assert define.meaning is not None
    return define.meaning
