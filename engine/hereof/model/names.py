"""Names of instruments, paragraphs and subjects.

A *subject* is what an operation works on: a defined term, a Section whose text
is on file, or the list of Classes. It is a plain text in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.diagnostics import Span

CLASSES: Final = "Classes"
"""The subject that holds an agreement's list of Classes, in their order."""

SECTION_WORDS: Final = ("Section ", "Article ", "Exhibit ", "Schedule ", "Appendix ", "Annex ")


@frozen
class Ref:
    """An instrument, or one of its paragraphs.

    Attributes:
        instrument: Such as `ramp-2003-rs8/1`.
        paragraph: Such as `2` or `2(a)`; empty for the whole instrument.
        span: Where the rule file says so.
    """

    instrument: str
    paragraph: str
    span: Span = field(eq=False, repr=False)

    def __str__(self) -> str:
        return (
            f"{self.instrument} paragraph {self.paragraph}" if self.paragraph else self.instrument
        )


def agreement_of(instrument: str) -> str:
    """Give the agreement that an instrument belongs to: the part before the stroke."""
    return instrument.partition("/")[0]


def is_section(subject: str) -> bool:
    """Tell whether a subject is a Section (Article, Exhibit ...) and not a term."""
    return subject.startswith(SECTION_WORDS) and any(
        c.isdigit() or c.isupper() for c in subject[7:]
    )


def class_name(subject: str) -> str | None:
    """Give `A-1` for the name `Class A-1`, and nothing for any other name."""
    head, _, tail = subject.partition(" ")
    return tail if head == "Class" and tail and " " not in tail else None
