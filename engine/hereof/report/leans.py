"""Everything construed or assumed that an answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.report.sources import execution_assumed, reasons, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import Fact
    from hereof.report.shapes import Lean
    from hereof.timeline.state import State
    from hereof.timeline.step import Entry, Provision


class Leans:
    """Collects what an answer leans on, each thing once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Lean] = {}

    def views(self) -> list[Lean]:
        """Give them in the order in which they were met."""
        return list(self._found.values())

    def add(self, what: str, because: str = "") -> None:
        """Add something construed or assumed."""
        self._found.setdefault((what, because), {"what": what, "because": because})

    def state(self, subject: str, state: State) -> None:
        """Add the words of a term, where they are construed or not on file."""
        if state.is_construed and state.because is not None:
            what = "the words" if state.construed is not None else "the meaning"
            self.add(f"{what} of {subject}, as construed", state.because.text)
        elif not state.on_file:
            self.add(f"{subject}, whose words are not on file")

    def provision(self, provision: Provision, but: str = "") -> None:
        """Add what is construed of a paragraph and of its instrument.

        Args:
            provision: The paragraph.
            but: A reason that counts for words which are construed no more.
        """
        entry = provision.entry
        name = title_of(entry.instrument)
        if provision.paragraph.number:
            name = f"{name}, paragraph {provision.paragraph.number}"
        known = {lean["because"] for lean in self._found.values()}
        for reason in reasons(provision.paragraph):
            if reason not in known and reason != but:
                self.add(f"{name}, as construed", reason)
        self.entry(entry)

    def entry(self, entry: Entry) -> None:
        """Add what is construed of an instrument's own facts."""
        name = title_of(entry.instrument)
        if execution_assumed(entry) and entry.executed is not None:
            self.add(
                f"{name}, taken as executed on {spoken(entry.executed)}",
                "nothing else is said of its execution than the date that it bears",
            )
        for what, fact in _facts(entry):
            if fact.because is not None:
                self.add(f"{what} of {name}, as construed", fact.because.text)


def _facts(entry: Entry) -> Iterator[tuple[str, Fact]]:
    header = entry.instrument
    dated, executed = header.dated, header.executed
    if header.title:
        yield "the title", header.title
    if dated and dated.value:
        yield f"the date, {spoken(dated.value)},", dated
    if executed and executed.value:
        yield f"the execution, {spoken(executed.value)},", executed
    if header.authority:
        yield "the authority", header.authority
    for requirement in header.requirements:
        yield f"the required signatures of {' and '.join(requirement.roles)}", requirement
    for signature in header.signatures:
        yield f"the signature for {signature.role}", signature
    for incorporation in header.incorporations:
        yield f"the incorporation of {incorporation.agreement}", incorporation
