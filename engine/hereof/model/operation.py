"""What a paragraph of an instrument does."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.diagnostics import Span
    from hereof.model.meaning import Meaning
    from hereof.model.names import Ref
    from hereof.model.words import Quotation, Words


@frozen
class Define:
    """Define a term that is not yet defined."""

    subject: str
    words: Words
    meaning: Meaning | None
    span: Span = field(eq=False, repr=False)


@frozen
class Replace:
    """Replace the whole definition of a term that is in force."""

    subject: str
    words: Words
    meaning: Meaning | None
    span: Span = field(eq=False, repr=False)


@frozen
class Delete:
    """Delete a definition."""

    subject: str
    span: Span = field(eq=False, repr=False)


class Side(enum.Enum):
    """On which side of its anchor something is inserted."""

    BEFORE = "before"
    AFTER = "after"


@frozen
class Occurrences:
    """Which occurrences of a phrase are meant, and how many there must be.

    Attributes:
        exactly: So many, all of them; nothing where one is picked or any number will do.
        pick: The n-th from the front (1 is the first) or from the back (-1 is the last).
    """

    exactly: int | None
    pick: int | None

    def __str__(self) -> str:
        if self.pick is not None:
            return "the last" if self.pick < 0 else f"no. {self.pick}"
        if self.exactly is None:
            return "wherever it appears"
        return {1: "once", 2: "twice"}.get(self.exactly, f"{self.exactly} times")


ONCE = Occurrences(exactly=1, pick=None)
"""What an edit takes for granted where it does not say how often."""


@frozen
class ReplacePhrase:
    """Replace a phrase within a definition; an empty `new` deletes it."""

    subject: str
    old: str
    new: str
    occurrences: Occurrences
    result: str | None
    meaning: Meaning | None
    span: Span = field(eq=False, repr=False)


@frozen
class InsertPhrase:
    """Insert a phrase before or after an anchor within a definition."""

    subject: str
    new: str
    side: Side
    anchor: str
    occurrences: Occurrences
    result: str | None
    meaning: Meaning | None
    span: Span = field(eq=False, repr=False)


@frozen
class AmendClause:
    """Replace, delete (no words) or insert (an anchor) one lettered clause of a definition.

    Attributes:
        clause: Such as `(b)` or `(a)(ii)`.
        words: The clause's new words with its letter; nothing deletes it.
        side: With `anchor`: where the new clause goes.
        anchor: The clause beside which a new one goes.
    """

    subject: str
    clause: str
    words: Quotation | None
    side: Side | None
    anchor: str | None
    result: str | None
    meaning: Meaning | None
    span: Span = field(eq=False, repr=False)


@frozen
class ReplaceThroughout:
    """Replace a word or phrase wherever it stands in the agreement's definitions."""

    old: str
    new: str
    span: Span = field(eq=False, repr=False)


@frozen
class Restate:
    """Restate a Section, or the whole agreement where no Section is named.

    Attributes:
        section: The Section whose definitions are restated; empty for the agreement.
        definitions: The definitions that the restated text holds.
        surviving: Terms that go on unchanged though the restated text does not hold them.
    """

    section: str
    definitions: tuple[Define, ...]
    surviving: tuple[str, ...]
    span: Span = field(eq=False, repr=False)


@frozen
class Suspend:
    """Suspend or waive a term for a while.

    Attributes:
        waived: Whether the instrument speaks of a waiver.
        treated_as: What those who depend on the term get: `met`, `no answer`, or a value.
    """

    subject: str
    waived: bool
    treated_as: str
    span: Span = field(eq=False, repr=False)


@frozen
class Rescind:
    """Rescind an earlier instrument or paragraph."""

    target: Ref
    span: Span = field(eq=False, repr=False)


@frozen
class Revive:
    """Revive what was rescinded; it takes this paragraph's place in the order."""

    target: Ref
    span: Span = field(eq=False, repr=False)


@frozen
class Correct:
    """Correct the new words of an earlier paragraph, in that paragraph's place.

    Attributes:
        words: The new words as corrected, whole; or nothing where a slip is mended.
        old: The slip.
        new: What it should have said.
        meaning: What the definition means as corrected, where that is stated.
    """

    target: Ref
    words: Quotation | None
    old: str
    new: str
    span: Span = field(eq=False, repr=False)
    meaning: Meaning | None = field(default=None, kw_only=True)


@frozen
class DeclareVoid:
    """Say that an earlier instrument or paragraph never took effect."""

    target: Ref
    span: Span = field(eq=False, repr=False)


@frozen
class Order:
    """Say that one instrument or paragraph follows another, or prevails over it.

    Attributes:
        later: What follows or prevails; nothing means the paragraph that says so.
        earlier: What it follows or prevails over.
        prevails: Whether the earlier is defeated, not only ordered before.
    """

    later: Ref | None
    earlier: Ref
    prevails: bool
    span: Span = field(eq=False, repr=False)


@frozen
class AddClass:
    """Add a Class before or after another in the list."""

    name: str
    side: Side
    anchor: str
    span: Span = field(eq=False, repr=False)


@frozen
class RemoveClass:
    """Remove a Class from the list."""

    name: str
    span: Span = field(eq=False, repr=False)


@frozen
class SetClasses:
    """State the list of Classes, in their order."""

    names: tuple[str, ...]
    words: Words | None
    span: Span = field(eq=False, repr=False)


TextOperation: TypeAlias = (
    Define
    | Replace
    | Delete
    | ReplacePhrase
    | InsertPhrase
    | AmendClause
    | ReplaceThroughout
    | Restate
    | AddClass
    | RemoveClass
    | SetClasses
)
"""Operations that change words."""

InstrumentOperation: TypeAlias = Rescind | Revive | Correct | DeclareVoid | Order
"""Operations on other operations."""

Operation: TypeAlias = TextOperation | InstrumentOperation | Suspend
