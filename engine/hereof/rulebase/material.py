"""What an agreement is examined from, and a digest of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hereof.calendar.closures import BASES, origin
from hereof.diagnostics import Diagnostic, Severity
from hereof.engine import this_engine
from hereof.frozen import frozen
from hereof.model.meaning import BusinessDayRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hereof.documents.document import Document
    from hereof.model.instrument import RuleFile
    from hereof.rulebase.survey import Survey
    from hereof.timeline.agreement import AgreementTimeline

ROOMS = (
    "",
    "calendar",
    "documents",
    "model",
    "language",
    "timeline",
    "formula",
    "formula/english",
    "wording",
    "rulebase",
)
"""The rooms that an examination rests on."""


@frozen(eq=False)
class Material:
    """What an agreement is examined from.

    Attributes:
        name: The agreement's name.
        files: Its rule files, each instrument once.
        documents: The documents on file by path, each as it was recorded.
        survey: All rule files of the base.
        timeline: Its instruments in time; none where they cannot be placed.
        twins: Rule files of instruments that another file describes already.
        mixed: The paths of rule files that describe several instruments.
        incorporated: The rule files of the agreements whose definitions it takes in.
        found: What is wrong so far: what could not be read, found or placed.
    """

    name: str
    files: tuple[RuleFile, ...]
    documents: Mapping[str, Document]
    survey: Survey
    timeline: AgreementTimeline | None
    twins: tuple[RuleFile, ...] = ()
    mixed: frozenset[str] = frozenset()
    incorporated: tuple[RuleFile, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read and placed without an error."""
        errors = any(each.severity is Severity.ERROR for each in self.found)
        return self.timeline is not None and not errors

    def digest(self, others: Iterable[bytes]) -> bytes:
        """Give a digest of all that comes of it depends on, this engine included.

        Args:
            others: The digests of the agreements whose definitions it takes in.
        """
        digest = hashlib.sha256(this_engine(*ROOMS))
        for part in (*self._parts(), *others):
            digest.update(hashlib.sha256(part).digest())
        return digest.digest()

    def _parts(self) -> Iterator[bytes]:
        yield self.name.encode()
        yield self.survey.digest
        for rules in self.files:
            yield rules.source.path.encode("utf-8", "surrogateescape")
            yield rules.source.text.encode("utf-8", "surrogatepass")
        for path, document in sorted(self.documents.items()):
            yield f"{document.sha256} {path}".encode("utf-8", "surrogatepass")
        for base in sorted(set(_calendars(self.files)) & BASES.keys()):
            yield f"{base} {origin(base)}".encode()


def _calendars(files: Iterable[RuleFile]) -> Iterator[str]:
    """Give the base calendars that rule files name."""
    for rules in files:
        for paragraph in rules.paragraphs:
            for operation in paragraph.operations:
                meaning = getattr(operation, "meaning", None)
                if isinstance(meaning, BusinessDayRule):
                    yield meaning.base
