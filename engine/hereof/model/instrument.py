"""An instrument as its rule file describes it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import Month
    from hereof.diagnostics import Source, Span
    from hereof.model.effectivity import Effectivity, NeverTookEffect
    from hereof.model.formula import Amount, Day, Input
    from hereof.model.names import Ref
    from hereof.model.operation import Operation, Order
    from hereof.model.words import Ignored, Quotation, Reason, Reviewed


class Kind(enum.Enum):
    """What an instrument is."""

    AGREEMENT = "agreement"
    AMENDMENT = "amendment"
    SUPPLEMENT = "supplement"
    WAIVER = "waiver"
    CONSENT = "consent"


@frozen
class Fact:
    """A line of the header with its evidence.

    Attributes:
        because: The reason where it is construed.
        quotations: The quotations beneath it.
        span: Where the value stands in the rule file.
    """

    because: Reason | None
    quotations: tuple[Quotation, ...]
    span: Span = field(eq=False, repr=False)


@frozen
class TextFact(Fact):
    """A title or the authority, as a text."""

    value: str = field(kw_only=True)


@frozen
class DateFact(Fact):
    """The date that an instrument bears, or the day it was executed; none: not executed."""

    value: date | None = field(kw_only=True)


@frozen
class DocumentFact(Fact):
    """A document below `agreements/`; the path is empty where it is not on file."""

    path: str = field(kw_only=True)


@frozen
class Party(Fact):
    """A party and its role."""

    name: str = field(kw_only=True)
    role: str = field(kw_only=True)


@frozen
class Signature(Fact):
    """A signature, or one that is missing (`signatory` is empty).

    Attributes:
        day: The day of signing where it is said.
    """

    signatory: str = field(kw_only=True)
    capacity: str = field(kw_only=True, default="")
    role: str = field(kw_only=True)
    day: date | None = field(kw_only=True, default=None)


@frozen
class Requirement(Fact):
    """Roles whose signatures are required, and where each stands in the rule file."""

    roles: tuple[str, ...] = field(kw_only=True)
    places: tuple[Span, ...] = field(kw_only=True, eq=False, repr=False)


@frozen
class Incorporation(Fact):
    """The definitions of another agreement, taken in.

    Attributes:
        agreement: Whose definitions.
        as_of: The date of the version; none: as amended from time to time.
    """

    agreement: str = field(kw_only=True)
    as_of: date | None = field(kw_only=True)


@frozen
class OrderFact(Fact):
    """What an instrument as a whole follows or prevails over."""

    value: Order = field(kw_only=True)


@frozen
class Where:
    """The Section that an operation stands under, and the reason where it is construed."""

    section: str
    because: Reason | None


@frozen
class Paragraph:
    """A numbered paragraph of an instrument, or a definition of an agreement (no number).

    Attributes:
        number: Such as `2` or `2(a)`; empty for a definition of the agreement itself.
        no_operation: Said to change nothing.
        section: The Section last said in it; empty where none is.
        effectivity: From when it is effective; none: with its instrument.
        never: Where it never took effect, since when that is known.
        operations: In the order of the document.
        quotations: The quoted instruction.
        because: The reasons for what is encoded and does not stand in the instruction.
        excused: Which operations they are given for, by their place; -1 for all of them.
        where_because: The reason where the Section, or the term edited, is construed.
        ignored: Findings on its definitions that are set aside.
        reviewed: Who reviewed it, and what exactly.
        where: For each operation, the Section last said before it; empty for a definition of the
            agreement itself, where `section` holds.
        span: The paragraph's number or the term defined.
    """

    number: str
    no_operation: bool
    section: str
    effectivity: Effectivity | None
    never: NeverTookEffect | None
    operations: tuple[Operation, ...]
    quotations: tuple[Quotation, ...]
    because: tuple[Reason, ...]
    span: Span = field(eq=False, repr=False)
    excused: tuple[int, ...] = field(default=(), kw_only=True)
    where_because: Reason | None = field(default=None, kw_only=True)
    ignored: tuple[Ignored, ...] = field(default=(), kw_only=True)
    where: tuple[Where, ...] = field(default=(), kw_only=True)
    reviewed: tuple[Reviewed, ...] = field(default=(), kw_only=True)

    @property
    def places(self) -> tuple[Where, ...]:
        """The Sections that its operations stand under, each once, in the order of the words."""
        return tuple(dict.fromkeys(self.where)) or (Where(self.section, self.where_because),)

    def section_of(self, operation: Operation) -> str:
        """Give the Section that one of its operations stands under; empty where none is said."""
        for where, own in zip(self.where, self.operations, strict=False):
            if own.span.start == operation.span.start:
                return where.section
        return self.section


class Expected(enum.Enum):
    """What an example expects of a term."""

    GOVERNED = "governed by"
    OUTCOME = "outcome"
    READS = "reads"
    FALLS_ON = "falls on"
    NAMES = "names"
    PENDING = "pending"
    VALUE = "="


@frozen
class Expectation:
    """One expectation of an example."""

    subject: str
    kind: Expected
    value: Ref | str | date | tuple[str, ...] | Amount | Day | bool
    span: Span = field(eq=False, repr=False)


@frozen
class Example:
    """An example: on a date, as known on a date, with data, what is expected."""

    title: str
    on: date | Month | None
    known_on: date | None
    data: tuple[tuple[Input, Amount | Day | bool], ...]
    expectations: tuple[Expectation, ...]
    span: Span = field(eq=False, repr=False)


@frozen
class Instrument:
    """The header of a rule file.

    Attributes:
        id: Such as `ramp-2003-rs8` for an agreement, `ramp-2003-rs8/1` for what belongs to it.
        known_from: Where its document is not on file, the document that speaks of it.
        requirements: The lines that say whose signatures are required.
        orders: What it follows or prevails over as a whole.
        conventions: How words are read that usage leaves open.
        ignored: Findings on defined terms that are set aside, of the agreement as a whole or of
            what this instrument says.
    """

    kind: Kind
    id: str
    title: TextFact | None
    dated: DateFact | None
    executed: DateFact | None
    document: DocumentFact | None
    known_from: DocumentFact | None
    parties: tuple[Party, ...]
    authority: TextFact | None
    requirements: tuple[Requirement, ...]
    signatures: tuple[Signature, ...]
    incorporations: tuple[Incorporation, ...]
    orders: tuple[OrderFact, ...]
    span: Span = field(eq=False, repr=False)
    conventions: tuple[TextFact, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def requires(self) -> tuple[str, ...]:
        """The roles whose signatures are required."""
        return tuple(role for each in self.requirements for role in each.roles)


@frozen
class RuleFile:
    """One rule file as parsed.

    Attributes:
        source: The file's text.
        instrument: Its header; none where it could not be read.
        paragraphs: Definitions and paragraphs in the order of the file.
        examples: Its examples.
    """

    source: Source = field(eq=False, repr=False)
    instrument: Instrument | None
    paragraphs: tuple[Paragraph, ...]
    examples: tuple[Example, ...]
