"""Paragraphs placed in time: what the fold works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen
from hereof.model.names import Ref

if TYPE_CHECKING:
    from datetime import date

    from hereof.model.instrument import Instrument, Paragraph
    from hereof.model.operation import Operation
    from hereof.timeline.corrections import Misfit
    from hereof.timeline.strips import Strip


@frozen(eq=False)
class Entry:
    """An instrument of an agreement with its dates settled.

    Attributes:
        instrument: The header.
        dated: The date that it bears.
        executed: The day on which it was executed; none while it is not.
        position: Its place in the order of execution.
        is_base: Whether it is the agreement itself, which every other one follows.
    """

    instrument: Instrument
    dated: date
    executed: date | None
    position: int
    is_base: bool

    @property
    def id(self) -> str:
        """The instrument's name."""
        return self.instrument.id


@frozen(eq=False)
class Provision:
    """A paragraph of an instrument with the strips on which it is live.

    Attributes:
        entry: Its instrument.
        paragraph: As encoded.
        position: Its place within the instrument.
        strips: Where it is live; none while the instrument is not executed or
            its condition is pending.
    """

    entry: Entry
    paragraph: Paragraph
    position: int
    strips: tuple[Strip, ...]

    @property
    def ref(self) -> Ref:
        """How the paragraph is called."""
        return Ref(self.entry.id, self.paragraph.number, self.paragraph.span)

    def strip_at(self, on: date, known_on: date | None) -> Strip | None:
        """Give the strip that holds a point."""
        for strip in self.strips:
            if strip.holds(on, known_on):
                return strip
        return None

    def is_meant_by(self, ref: Ref) -> bool:
        """Tell whether a reference means this paragraph, or one that it is part of."""
        if ref.instrument != self.entry.id:
            return False
        number = self.paragraph.number
        return (
            not ref.paragraph or number == ref.paragraph or number.startswith(ref.paragraph + "(")
        )

    def __str__(self) -> str:
        return str(self.ref)


@frozen(eq=False)
class Step:
    """What one paragraph does to one subject: all of it, or nothing.

    Attributes:
        provision: The paragraph.
        subject: The term, Section or list of Classes.
        operations: Its operations on that subject, in the order of the document.
    """

    provision: Provision
    subject: str
    operations: tuple[Operation, ...] = field(repr=False)

    def __str__(self) -> str:
        return str(self.provision.ref)


@frozen(eq=False)
class Wording:
    """How a correction has operations read.

    Attributes:
        operations: As they then read.
        by: The paragraph that has them read so.
        of: The paragraph that it corrects: theirs, or an earlier correction.
    """

    operations: tuple[Operation, ...]
    by: Provision
    of: Provision


@frozen
class Place:
    """A step in the order in which steps bite.

    Attributes:
        step: What is placed.
        operations: Its operations, as corrected.
        corrected_by: The corrections.
        bites: The latest of executed, effective and the day a condition was met.
        executed: Of the instrument, or of the one that revived it.
        dated: Likewise.
        entry: The instrument, or the one that revived it.
        order: Places within one instrument: by paragraph, within it by operation.
        misfit: The correction of it that fails, so that what it does is in doubt.
        others: The same step as it also may read, where the order of corrections is in doubt.
        wordings: How it reads after each correction, one after the other, the last as it stands
            here; empty where nothing corrects it.
    """

    step: Step
    operations: tuple[Operation, ...]
    corrected_by: tuple[Provision, ...]
    bites: date
    executed: date
    dated: date
    entry: Entry
    order: tuple[int, ...]
    misfit: Misfit | None = None
    others: tuple[Place, ...] = ()
    wordings: tuple[Wording, ...] = field(default=(), eq=False, repr=False)

    @property
    def key(self) -> tuple[bool, date, date, int, tuple[int, ...]]:
        """The biting order; the agreement itself comes first."""
        return (not self.entry.is_base, self.bites, self.executed, self.entry.position, self.order)
