"""The parts that the views share, as typed dictionaries.

The JSON Schema files in `schemas/` are written from these by `hereof.report.schema`:
a docstring here is a description there.
"""

from __future__ import annotations

from typing import TypedDict


class Document(TypedDict):
    """A document on file.

    Attributes:
        path: Relative to the rule base.
        sha256: Of its bytes, in lower-case hexadecimal.
    """

    path: str
    sha256: str


class Quoted(TypedDict):
    """Words found in a document.

    Attributes:
        text: The words, layout aside.
        document: The document, relative to the rule base.
        sha256: Of the document's bytes.
        first_line: The first line of the words in it, counted from 1.
        last_line: The last line.
        rule: Where the rule file quotes them: path, line and column.
    """

    text: str
    document: str
    sha256: str
    first_line: int
    last_line: int
    rule: str


class Party(TypedDict):
    """A party and its role."""

    name: str
    role: str


class Signature(TypedDict):
    """A signature, or one that is lacking.

    Attributes:
        signatory: Who signed; null where the signature is lacking.
        capacity: In which office; empty where not said.
        role: For which party.
        day: The day of signing; null where not said.
    """

    signatory: str | None
    capacity: str
    role: str
    day: str | None


class Instrument(TypedDict):
    """An instrument.

    Attributes:
        id: Its name in the rule base.
        kind: Agreement, amendment, supplement, waiver or consent.
        title: Its title, or its name where the rule file gives none.
        dated: The date that it bears.
        executed: The day on which it was executed; null while it is not.
        execution_assumed: Whether nothing is said of its execution, so that its date stands for it.
        lacking: The roles whose signatures are still required.
        authority: The Section under which it is made; null where not said.
        document: Its document; null where it is not on file.
        known_from: Where its document is not on file, the words that speak of it.
        parties: Its parties.
        signatures: Its signatures.
        rule: Its rule file.
    """

    id: str
    kind: str
    title: str
    dated: str
    executed: str | None
    execution_assumed: bool
    lacking: list[str]
    authority: str | None
    document: Document | None
    known_from: list[Quoted]
    parties: list[Party]
    signatures: list[Signature]
    rule: str


class Condition(TypedDict):
    """A condition on which an effectivity hangs.

    Attributes:
        text: As the instrument words it.
        met: The day it was met; null while it is pending.
        shown: The day on which that was shown; null where not said.
        document: The document that shows it; null where none is named.
        effective_from: The earlier date from which the paragraph then counts; null: from `met`.
        ends: Whether the paragraph ends with it, and does not begin with it.
        pending: Whether it is not shown to be met, as then known.
    """

    text: str
    met: str | None
    shown: str | None
    document: Document | None
    effective_from: str | None
    ends: bool
    pending: bool


class Correction(TypedDict):
    """A paragraph that corrects another's words, in that one's place.

    Attributes:
        instrument: The correcting instrument.
        title: Its title.
        paragraph: The correcting paragraph.
        effective_from: First day on which the correction is effective; null where it is not.
        known_from: First day on which that is known; null where it is not effective.
        instruction: The quoted words that order it.
    """

    instrument: str
    title: str
    paragraph: str
    effective_from: str | None
    known_from: str | None
    instruction: list[Quoted]


class Paragraph(TypedDict):
    """A paragraph of an instrument, or a definition of the agreement itself.

    Attributes:
        instrument: The instrument's name.
        title: The instrument's title.
        paragraph: Its number; empty for a definition of the agreement itself.
        does: What it does, in a few words.
        authority: The Section under which its instrument is made; null where not said.
        section: The Section in which the definition stands; null where not said.
        effective_from: First day on which it is effective; null where it is not, or not yet.
        effective_until: First day on which it is effective no more; null: open.
        known_from: First day on which that is known; null where it is not effective.
        known_until: First day on which it is no longer so known; null: open.
        conditions: The conditions on which its effectivity hangs.
        instruction: The quoted words that order the change.
        words: The quoted new words; null where it gives no whole definition.
        corrected_by: The paragraphs that correct it.
        revived_by: The title of the instrument that revived it; null where none did.
        because: Why what is encoded is construed, where the words do not say it.
        rule: Where it stands in the rule file.
    """

    instrument: str
    title: str
    paragraph: str
    does: str
    authority: str | None
    section: str | None
    effective_from: str | None
    effective_until: str | None
    known_from: str | None
    known_until: str | None
    conditions: list[Condition]
    instruction: list[Quoted]
    words: Quoted | None
    corrected_by: list[Correction]
    revived_by: str | None
    because: list[str]
    rule: str


class Incorporated(TypedDict):
    """The agreement that a definition is taken from.

    Attributes:
        agreement: Its name.
        as_of: The date of the version taken in; null: as amended from time to time.
        quoted: The words that take it in.
    """

    agreement: str
    as_of: str | None
    quoted: list[Quoted]


class Run(TypedDict):
    """A stretch of the words in force and the paragraph that put it there.

    Attributes:
        text: The words.
        by: The paragraph, such as `ramp-2003-rs8/1 paragraph 2`.
    """

    text: str
    by: str


class ClassRange(TypedDict):
    """A range of Classes that the words name.

    Attributes:
        first: The first Class.
        last: The last.
        members: Every Class from one through the other, in the agreement's order.
        fault: Why it cannot be resolved; null where it can.
    """

    first: str
    last: str
    members: list[str]
    fault: str | None


class RangeChange(TypedDict):
    """A range of Classes that is named on both dates and holds other Classes on the second.

    Attributes:
        old: The range by the list of Classes on the first date.
        new: By the list on the second.
    """

    old: ClassRange
    new: ClassRange


class RangesFrom(TypedDict):
    """What ranges of Classes hold from a date on which the list of Classes changes.

    Attributes:
        effective_from: The date.
        ranges: The ranges that the words name.
    """

    effective_from: str
    ranges: list[ClassRange]


class Version(TypedDict):
    """The words of a term at a point of time, and who put them there.

    Attributes:
        outcome: What these words amount to on their own, suspension aside.
        status: `on file`, `reserved`, `not on file`, or `none`.
        words: The words on file; null where there are none.
        construed: Where they are not on file, what they are taken to say; null where that
            is not said.
        because: Why they are so construed; null where they are not.
        runs: The words by who put them there.
        set_by: The paragraph that set the whole definition; null where none did.
        edited_by: The paragraphs that edited it since, in the order of biting.
        unreadable_edits: Those that edited words which are not on file, by their titles.
        failed: The paragraph whose guard fails; null where none does.
        why: Why it fails; null where none does.
        ranges: The ranges of Classes that the words name.
        classes: For the list of Classes, the list.
        incorporated: The agreement whose definition this is; null where it is its own.
    """

    outcome: str
    status: str
    words: str | None
    construed: str | None
    because: str | None
    runs: list[Run]
    set_by: Paragraph | None
    edited_by: list[Paragraph]
    unreadable_edits: list[str]
    failed: Paragraph | None
    why: str | None
    ranges: list[ClassRange]
    classes: list[str]
    incorporated: Incorporated | None


class Suspension(TypedDict):
    """A suspension or waiver that lies on a term.

    Attributes:
        waived: Whether the instrument speaks of a waiver.
        treated_as: What those who depend on the term get.
        by: The paragraph.
    """

    waived: bool
    treated_as: str
    by: Paragraph


class Undone(TypedDict):
    """A paragraph that does not count, and would have changed the words in force.

    Attributes:
        paragraph: The paragraph.
        how: `rescinded`, `said never to have taken effect`, `never took effect`, `ended` or
            `prevailed over`.
        by: The paragraph that undid it; null where it ended by its own words.
        on: Where it ended, the first day on which it was effective no more; otherwise null.
        because: Where it never took effect, what shows that; otherwise null.
        displaced: Whether its words were in force on an earlier day, so that those now in
            force are restored.
        document: The document that says so; null where it is not on file.
    """

    paragraph: Paragraph
    how: str
    by: Paragraph | None
    on: str | None
    because: str | None
    displaced: bool
    document: Document | None


class Lapsed(TypedDict):
    """A suspension or waiver of an earlier definition, which does not lie on the one in force.

    Attributes:
        waived: Whether the instrument speaks of a waiver.
        treated_as: What those who depended on the term got.
        by: The paragraph.
        ended_by: The paragraph that deleted, restated or newly made the definition.
    """

    waived: bool
    treated_as: str
    by: Paragraph
    ended_by: Paragraph


class Lean(TypedDict):
    """Something construed that an answer rests on.

    Attributes:
        what: What is construed or assumed.
        because: Why; empty where no reason is given.
    """

    what: str
    because: str


class SeriesDate(TypedDict):
    """A date of a series, such as a Distribution Date.

    Attributes:
        term: The series.
        month: The month that it belongs to, as `2003-10`.
        day: The date.
        why: Why it is not simply the day that the rule names; empty where it is.
        fixed: Whether an instrument fixed it, so that the month gets no other.
        fixed_by: The paragraphs that change the calendar from this date on, and so fixed it.
    """

    term: str
    month: str
    day: str
    why: str
    fixed: bool
    fixed_by: list[Paragraph]


class Unread(TypedDict):
    """A file of the rule base that may change the answer and that it does not count.

    Attributes:
        path: Relative to the rule base.
        why: Why it is not counted.
    """

    path: str
    why: str


class RulesAt(TypedDict):
    """The commit that rules and documents were read from.

    Attributes:
        revision: As it was named.
        commit: Its id.
    """

    revision: str
    commit: str


class Knowledge(TypedDict):
    """As known when.

    Attributes:
        on: The date as of which the file is read; null: with every executed instrument that a
            rule file describes.
        latest: The latest executed instrument that counts; null where none does.
        latest_title: Its title.
        latest_executed: The day on which it was executed.
        unread: What lies on file and is not counted; where this is empty, every executed
            instrument on file is.
        rules_at: The commit that rules and documents were read from; null: the files as they are.
    """

    on: str | None
    latest: str | None
    latest_title: str | None
    latest_executed: str | None
    unread: list[Unread]
    rules_at: RulesAt | None


class AgreementName(TypedDict):
    """An agreement by name and title."""

    id: str
    title: str


class Asked(TypedDict):
    """The question.

    Attributes:
        term: As it was typed.
        on: The date or month as understood; null where the question has none.
        known_on: The date as of which the file is read; null: everything on file.
    """

    term: str
    on: str | None
    known_on: str | None
