"""What an examination of an agreement finds; one without an error need not be made twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, HereofError, Severity
from hereof.rulebase.evidence import Evidence, Remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.rulebase.evidence import Quoted, Spot
    from hereof.rulebase.material import Material


class Examined:
    """What an examination finds.

    Where the very same material was examined before, and no error found in it, this is
    believed: errors there are none, and a quotation is looked for first where it stood.
    Findings themselves are never remembered. Whoever asks for them has the examination made,
    and from then on nothing is believed.
    """

    def __init__(self, material: Material, spots: Mapping[Quoted, Spot] | None) -> None:
        """Begin.

        Args:
            material: What is examined.
            spots: Where its quotations stood when it was found to be without an error; nothing
                where it was not.
        """
        self._material = material
        self._findings: tuple[Diagnostic, ...] | None = None
        self._looked = Evidence()
        self.evidence: Evidence = (
            self._looked if spots is None else Remembered(spots, material.documents, self._look)
        )
        self._is_believed = spots is not None

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong, in the order of places."""
        return self._examine() if self._findings is None else self._findings

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What stops every answer."""
        if self._is_believed and self._findings is None:
            return ()
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    def _examine(self) -> tuple[Diagnostic, ...]:
        from hereof.rulebase.examining import examine  # noqa: PLC0415 - it takes long to import

        self._findings = examine(self._material, self._looked)
        self.evidence = self._looked
        return self._findings

    def _look(self) -> Evidence:
        """Look for every quotation anew, where one does not stand where it stood.

        Raises:
            HereofError: The agreement has errors after all.
        """
        if errors := [each for each in self.findings if each.severity is Severity.ERROR]:
            raise HereofError(*errors)
        return self._looked
