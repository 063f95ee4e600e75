"""An agreement of a rule base, loaded, and asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve

from hereof.diagnostics import HereofError
from hereof.frozen import frozen
from hereof.model.instrument import Kind
from hereof.rulebase.sure import be_sure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hereof.diagnostics import Diagnostic
    from hereof.documents.document import Document
    from hereof.model.instrument import RuleFile
    from hereof.rulebase.evidence import Evidence
    from hereof.rulebase.examined import Examined
    from hereof.rulebase.material import Material
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.term import TermTimeline


@frozen(eq=False)
class Agreement:
    """An agreement of a rule base, loaded.

    Attributes:
        digest: Of all that it was loaded from.
    """

    _material: Material
    _examined: Examined
    digest: bytes

    @property
    def id(self) -> str:
        """Its name."""
        return self._material.name

    @cached_property
    def files(self) -> tuple[RuleFile, ...]:
        """Its rule files, the agreement's own first."""
        return tuple(sorted(self._material.files, key=_first_by_name))

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents on file by path."""
        return self._material.documents

    @property
    def evidence(self) -> Evidence:
        """Where quotations stand."""
        return self._examined.evidence

    @property
    def placed(self) -> AgreementTimeline | None:
        """Its instruments in time, whatever was found; none where it cannot be placed."""
        return self._material.timeline

    def placed_as(self, timeline: AgreementTimeline) -> Agreement:
        """Give this agreement with other instruments in time, as if these were all.

        Args:
            timeline: The instruments in time.
        """
        return evolve(self, material=evolve(self._material, timeline=timeline))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it: whoever asks has it examined, whatever is remembered."""
        return self._examined.findings

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop every answer, but for what words state; see `be_sure`."""
        return self._examined.errors

    @property
    def timeline(self) -> AgreementTimeline:
        """The agreement's instruments in time.

        Raises:
            HereofError: The agreement has errors, so nothing is answered about it.
        """
        if self.errors or self.placed is None:
            raise HereofError(*(self.errors or self.findings))
        return self.placed

    @property
    def title(self) -> str:
        """The agreement's title, or its name."""
        for rules in self.files:
            header = rules.instrument
            if header is not None and header.kind is Kind.AGREEMENT and header.title:
                return header.title.value
        return self.id

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term, Section and list that the agreement speaks of, sorted."""
        return self.timeline.subjects

    def in_force(self, term: str, on: date, known_on: date | None = None) -> Answer:
        """Say what is in force of a term on a date, as known on a date.

        Args:
            term: The term as defined.
            on: The date asked about.
            known_on: The date as of which the file is read; none counts everything on file.

        Raises:
            HereofError: The agreement has errors, or the words of the term, or of a calendar,
                state something else than the rule file.
        """
        be_sure(self, term)
        return self.timeline.answer(term, on, known_on)

    def history(self, term: str) -> TermTimeline:
        """Give a term's timeline.

        Raises:
            HereofError: The agreement has errors.
        """
        return self.timeline.term(term)


def _first_by_name(rules: RuleFile) -> tuple[bool, str]:
    return rules.instrument is None, rules.instrument.id if rules.instrument else ""
