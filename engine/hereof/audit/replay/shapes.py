"""A replay as typed dictionaries, of which its schema is made."""

from __future__ import annotations

from typing import Final, TypedDict

from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.figures import Figure  # noqa: TC001 - the same

UNCHANGED: Final = "unchanged"
INSTRUMENT: Final = "instrument"
CONDITION: Final = "condition"
RULES: Final = "rule file"
ENGINE: Final = "engine"
UNANSWERED: Final = "no answer"
CLASSES: Final = (UNCHANGED, INSTRUMENT, CONDITION, RULES, ENGINE, UNANSWERED)
"""What a recorded answer can be found to be."""
CAUSES: Final = (INSTRUMENT, CONDITION, RULES, ENGINE)
ADDED: Final = "added"
CHANGED: Final = "changed"
REMOVED: Final = "removed"
FROM_FILE: Final = "file"
FROM_CERTIFICATE: Final = "certificate"
NO_FIGURES: Final = "none"


class Told(TypedDict):
    """An answer in short.

    Attributes:
        outcome: The named outcome.
        on: The date that it is about; null where there is none.
        governed_by: The paragraph that last changed the definition; null where none governs.
        value: The value; null where there is none.
        sentence: The outcome in one sentence.
        no_value: Why there is no value; empty where there is one.
    """

    outcome: str
    on: str | None
    governed_by: str | None
    value: Figure | None
    sentence: str
    no_value: str


class FileChange(TypedDict):
    """A file of the rule base that is not what it was.

    Attributes:
        path: Relative to the rule base.
        change: `added`, `changed` or `removed`.
        was: Its SHA-256 then; null where it was not there.
        now: Its SHA-256 now; null where it is not there.
        diff: The lines that differ, as a unified diff; empty where the file of then is not at hand.
    """

    path: str
    change: str
    was: str | None
    now: str | None
    diff: list[str]


class MakerChange(TypedDict):
    """Something that makes answers, and is of another version now.

    Attributes:
        what: The engine, a grammar, or the library that knows the holidays.
        was: Its version or SHA-256 then.
        now: Its version or SHA-256 now.
    """

    what: str
    was: str
    now: str


class Cause(TypedDict):
    """Why an answer is another.

    Attributes:
        kind: `instrument`, `condition`, `rule file` or `engine`.
        says: The cause in one sentence.
        proven: Whether that was found by asking with it and without it; otherwise it is what is
            left, as `proof` says.
        proof: How it is known.
        known_from: For what came to be known, the day from which it is; null otherwise.
        instrument: The instrument; null where it is none.
        title: Its title; empty where it is none.
        executed: The day on which it was executed; null likewise.
        paragraphs: Its paragraphs that the answer now rests on and did not before.
        condition: The condition, as the instrument words it; empty where it is none.
        document: The document that shows it to be met; null where none is named.
        files: The files that are not what they were.
        makers: What makes answers, and is of another version.
        difference: What it adds to the value, dollars in cents; null where there is no such number.
    """

    kind: str
    says: str
    proven: bool
    proof: str
    known_from: str | None
    instrument: str | None
    title: str
    executed: str | None
    paragraphs: list[str]
    condition: str
    document: str | None
    files: list[FileChange]
    makers: list[MakerChange]
    difference: Figure | None


class Replayed(TypedDict):
    """A recorded answer, asked again.

    Attributes:
        entry: The number of the ledger's entry.
        digest: The digest of the certificate.
        agreement: The agreement.
        term: The term.
        asked: The date or month that was asked about.
        known_on: The date as of which the file was read; null: everything that was on file.
        purpose: Why it was asked.
        found: `unchanged`, the kind of the first cause, or `no answer`.
        recorded: What was recorded; null where the certificate does not hold by itself.
        then: The same question as known then: with the knowledge date of the question or, where
            it has none, as of the last day on which something became known that was on file then.
            Null where it has no answer, or is unchanged and was asked without a knowledge date.
        then_known_on: That date; null likewise.
        now: The same question with all that is on file; null where it cannot be answered.
        difference: The value now less the value recorded, dollars in cents; null where there is no
            such number.
        causes: Why it is another, in the order in which it came about.
        differs: What of the answer is another.
        why: Why it cannot be answered; empty where it can.
        figures: Where the figures were taken from: `file`, `certificate` or `none`.
        notes: What is to be known, and changes nothing.
    """

    entry: int
    digest: str
    agreement: str
    term: str
    asked: str
    known_on: str | None
    purpose: str
    found: str
    recorded: Told | None
    then: Told | None
    then_known_on: str | None
    now: Told | None
    difference: Figure | None
    causes: list[Cause]
    differs: list[str]
    why: str
    figures: str
    notes: list[str]


class Counted(TypedDict):
    """How many answers were found to be what.

    Attributes:
        found: `unchanged`, a kind of cause, or `no answer`.
        count: So many.
    """

    found: str
    count: int


class ReplayHead(TypedDict):
    """The last entry of a ledger when it was replayed.

    Attributes:
        entry: Its number.
        hash: Its hash.
    """

    entry: int
    hash: str


class Replay(TypedDict):
    """Every recorded answer, asked again.

    Attributes:
        schema: The name and version of this form.
        ledger: The ledger, as named.
        head: Its head.
        rules_at: The commit that the rule base was read from; null: the files as they are.
        makers: What answered now: the engine, its grammars, the library that knows the holidays;
            `was` is empty.
        count: So many answers were asked again.
        counts: How many were found to be what.
        same: Whether all are unchanged.
        rows: Each answer, in the order of the entries.
    """

    schema: str
    ledger: str
    head: ReplayHead
    rules_at: shapes.RulesAt | None
    makers: list[MakerChange]
    count: int
    counts: list[Counted]
    same: bool
    rows: list[Replayed]
