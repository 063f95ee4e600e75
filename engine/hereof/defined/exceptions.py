"""Findings on defined terms that a rule file sets aside, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import Diagnostic, warning
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.defined.faults import Fault
    from hereof.model.instrument import Paragraph, RuleFile
    from hereof.model.words import Ignored


@frozen(eq=False)
class Excepted:
    """A line `ignore` of a rule file, in its place.

    Attributes:
        ignored: What it says.
        instrument: The instrument in whose rule file it stands.
        paragraph: The paragraph or definition; nothing: the header.
        is_base: Whether it stands in the agreement's own header, and so covers everything.
        matched: The faults that it sets aside.
    """

    ignored: Ignored
    instrument: str
    paragraph: Paragraph | None
    is_base: bool
    matched: list[Fault] = field(factory=list, init=False)

    @property
    def count(self) -> int:
        """How many findings it sets aside; several of one term about one name count as one."""
        return len({(fault.names[0], fault.subject) for fault in self.matched})

    def covers(self, fault: Fault) -> bool:
        """Tell whether it sets a fault aside."""
        if fault.finding.code != self.ignored.code:
            return False
        if self.ignored.names and not set(self.ignored.names) & set(fault.names):
            return False
        if self.paragraph is not None:
            return any(p.paragraph is self.paragraph for p in fault.provisions)
        return self.is_base or any(p.entry.id == self.instrument for p in fault.provisions)


def exceptions_in(files: Iterable[RuleFile]) -> tuple[Excepted, ...]:
    """Give the exceptions of an agreement's rule files, in the order of the files."""
    return tuple(_exceptions(files))


def _exceptions(files: Iterable[RuleFile]) -> Iterator[Excepted]:
    for rules in files:
        header = rules.instrument
        if header is None:
            continue
        for each in header.ignored:
            yield Excepted(each, header.id, None, "/" not in header.id)
        for paragraph in rules.paragraphs:
            for each in paragraph.ignored:
                yield Excepted(each, header.id, paragraph, is_base=False)


def set_aside(faults: Iterable[Fault], exceptions: tuple[Excepted, ...]) -> Iterator[Fault]:
    """Give the faults that no exception covers; each exception keeps those that it does."""
    by_code: dict[str, list[Excepted]] = {}
    for each in exceptions:
        by_code.setdefault(each.ignored.code, []).append(each)
    for fault in faults:
        covering = [each for each in by_code.get(fault.finding.code, ()) if each.covers(fault)]
        for each in covering:
            each.matched.append(fault)
        if not covering:
            yield fault


def for_nothing(exceptions: Iterable[Excepted]) -> Iterator[Diagnostic]:
    """Warn of exceptions that set nothing aside, or name what they need not."""
    for each in exceptions:
        about = {name for fault in each.matched for name in fault.names}
        idle = [name for name in each.ignored.names if name not in about]
        if each.matched and not idle:
            continue
        names = " and ".join(f"`{name}`" for name in idle)
        yield warning(
            "ignore-for-nothing",
            f"there is no finding `{each.ignored.code}`"
            + (f" about {names}" if names else "")
            + " here that is set aside",
            each.ignored.span,
            help="leave out what no longer applies, or put it where the finding points",
        )
