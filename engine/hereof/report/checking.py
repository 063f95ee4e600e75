"""One agreement checked: its findings, what its words state, and what was counted."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from hereof.defined.check import EVER, Dates, check_defined_terms
from hereof.diagnostics import Diagnostic, Source, Span
from hereof.frozen import frozen
from hereof.model.meaning import Formula
from hereof.report.tally import Tally
from hereof.rulebase.formulas import circles_in_words
from hereof.rulebase.gathering import Part, part_of
from hereof.wording.check import check_words, words_span
from hereof.wording.kept import kept_readings
from hereof.wording.reader import WordsReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hereof.rulebase.agreement import Agreement
    from hereof.rulebase.base import RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State
    from hereof.wording.kept import KeptReadings


@frozen(eq=False)
class Checked:
    """What a check of one agreement gives; it can be handed from process to process.

    Attributes:
        part: What it adds to the findings of the whole.
        worded: What is wrong between its words and formulas, and with its defined terms.
        tally: What was counted.
        read: What was read anew, to be kept.
    """

    part: Part
    worded: tuple[Diagnostic, ...]
    tally: Tally
    read: dict[str, dict[str, Any]]


def checked(base: RuleBase, name: str, kept: KeptReadings, dates: Dates = EVER) -> Checked:
    """Check one agreement of a base.

    Args:
        base: The rule base.
        name: The agreement.
        kept: Readings of other times, to which those of now are added.
        dates: As in force, and as known, on which dates defined terms are checked.
    """
    tally = Tally()
    agreement = base.once(name)
    tally.add(agreement)
    found = (*worded(agreement, kept, tally), *defined(base, agreement, tally, dates))
    return Checked(part_of(agreement), found, tally, kept.new())


@frozen(eq=False)
class CheckTask:
    """A check of agreements, as another process does it.

    Attributes:
        base: The rule base, with nothing loaded.
        dates: As in force, and as known, on which dates defined terms are checked.
    """

    base: RuleBase
    dates: Dates

    def begin(self) -> Callable[[str], Checked]:
        """Make ready, and give what checks one agreement by its name."""
        kept = kept_readings()
        return lambda name: checked(self.base, name, kept, self.dates)


@frozen(eq=False)
class CheckHere:
    """A check of agreements in this process.

    Attributes:
        base: The rule base.
        kept: Readings of other times, to which those of now are added.
        dates: As in force, and as known, on which dates defined terms are checked.
    """

    base: RuleBase
    kept: KeptReadings
    dates: Dates

    def work(self, name: str) -> Checked:
        """Check an agreement."""
        return checked(self.base, name, self.kept, self.dates)

    def anew(self, name: str) -> Checked:
        """Check one that a helper may have begun with."""
        return self.work(name)

    def take(self, done: Checked) -> None:
        """Keep what a helper read."""
        self.kept.include(done.read)


def worded(
    agreement: Agreement,
    kept: KeptReadings,
    tally: Tally,
    of: dict[str, list[Diagnostic]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Give what is wrong between words and formulas, and the circles that words lead into.

    Nothing is said of an agreement with errors.

    Args:
        agreement: The agreement.
        kept: Readings of other times, to which those of now are added.
        tally: What is counted.
        of: Takes what is found of the words of each term.
    """
    return () if agreement.errors else tuple(_worded(agreement.timeline, kept, tally, of))


def defined(
    base: RuleBase, agreement: Agreement, tally: Tally, dates: Dates
) -> tuple[Diagnostic, ...]:
    """Give what is wrong with defined terms; what is set aside is counted.

    Nothing is said of an agreement with errors.
    """
    if agreement.errors:
        return ()
    found = check_defined_terms(base, agreement, *dates)
    tally.exceptions += [
        {
            "code": each.ignored.code,
            "names": list(each.ignored.names),
            "because": each.ignored.because.text,
            "place": each.ignored.span.place,
            "findings": each.count,
        }
        for each in found.exceptions
    ]
    return found.findings


def _worded(
    timeline: AgreementTimeline,
    kept: KeptReadings,
    tally: Tally,
    of: dict[str, list[Diagnostic]] | None,
) -> Iterator[Diagnostic]:
    needs: dict[str, set[str]] = {}
    yield from check_words(timeline, kept, tally.standings, needs, of=of)
    try:
        graph = {term: several & needs.keys() for term, several in needs.items()}
        TopologicalSorter(graph).prepare()
    except CycleError:
        reader = WordsReader(timeline)

        def formula(term: str, state: State, on: date) -> Formula | None:
            found = reader.of(term, state, on).formula
            return None if found is None else Formula(found, words_span(state) or _NOWHERE)

        yield from circles_in_words(timeline, formula)


_NOWHERE = Span(Source("words", ""), 0, 0)
