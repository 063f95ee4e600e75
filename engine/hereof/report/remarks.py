"""What is to be said of the rows of data behind an answer: notes, which refuse nothing.

A row may give what the agreement computes: it is compared, and never taken instead. A figure
that was taken may be below zero.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar import spoken
from hereof.compute.computed import Computed
from hereof.compute.day import is_now
from hereof.diagnostics import note
from hereof.formula.rounding import rounded
from hereof.report.figures import figure
from hereof.report.findings import Finding, finding

if TYPE_CHECKING:
    from hereof.compute.day import Day
    from hereof.compute.kinds import Kinds
    from hereof.data.dataset import Datum
    from hereof.diagnostics import Diagnostic
    from hereof.formula.refusals import NotComputedError
    from hereof.formula.trace import Value

_CENT: Final = Fraction(1, 100)


class Remarks:
    """Collects notes on rows of data, each row once for each thing that is said of it."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self.said: dict[tuple[str, int, str], tuple[str, int, Diagnostic]] = {}
        """Each note with its file and line, by its code, its row and its date where that counts."""

    def look(self, day: Day) -> None:
        """Look at the rows of a date, once the terms asked about were computed on it."""
        data = day.computer.data.on(day.on)
        days = tuple(day.family.days.values()) if data else ()
        taken = {id(datum): datum for each in days for datum in each.taken}
        for each in days:
            settled = each.settled()
            for datum in data:
                term = datum.input.quantity
                if term in settled and id(datum) not in taken and not each.takes_data(term):
                    # A row without a date stands for every date, and is compared on each.
                    on = "" if datum.day else day.on.isoformat()
                    self._say(datum, on, self._beside(datum, each, settled[term]))
        for datum in taken.values():
            if isinstance(datum.value, Fraction) and datum.value < 0:
                self._say(datum, "", self._below_zero(datum, day))

    def views(self, *others: Remarks) -> list[Finding]:
        """Give the notes by file and line; of a row that others speak of as well, these here."""
        said = dict(self.said)
        rows = {key[:2] for key in said}
        for other in others:
            said |= {key: each for key, each in other.said.items() if key[:2] not in rows}
        order = sorted(said.items(), key=lambda item: (*item[1][:2], item[0][0], item[0][2]))
        return [finding(found) for _, (_, _, found) in order]

    def _say(self, datum: Datum, on: str, found: Diagnostic) -> None:
        place = (datum.place.source.path, datum.line)
        self.said.setdefault((found.code, id(datum), on), (*place, found))

    def _below_zero(self, datum: Datum, day: Day) -> Diagnostic:
        said = f"{self._gives(datum, day)}, which is below zero"
        return note("figure-below-zero", said, datum.place, help="see that the sign is meant")

    def _beside(self, datum: Datum, day: Day, found: Computed | NotComputedError) -> Diagnostic:
        """Say how a row and what is computed stand to one another."""
        gives, on = self._gives(datum, day), spoken(day.on)
        help_ = "a row is taken only for what is `given`; correct it, or take it out"
        if not isinstance(found, Computed):
            help_ = "give what it is computed from; a row is taken only for what is `given`"
            said = (
                f"{gives}, which is not taken: the agreement does not leave it to data on {on}, "
                "and it has no value there"
            )
        elif found.how.startswith("treated"):
            help_ = "nothing is to be done, if the suspension is meant"
            said = f"{gives}, which is not taken: `{found.term}` is suspended on {on}, {found.how}"
        elif datum.input.of or not is_now(datum.input.timing):
            computed = self._shown(datum, found.value, day)
            said = f"{gives}, which is not taken: `{found.term}` is computed on {on}, as {computed}"
        else:
            computed = self._shown(datum, found.value, day)
            said = f"{gives}, and {computed} is computed on {on}, which counts"
            if _alike(datum.value, found.value, self._dimension(datum, found.value, day)):
                said = f"{gives}, and {computed} is computed on {on}: they agree"
                help_ = "nothing is to be done; what is computed counts"
        return note("figure-computed", said, datum.place, help=help_)

    def _gives(self, datum: Datum, day: Day) -> str:
        path, shown = datum.place.source.path, self._shown(datum, datum.value, day)
        return f"line {datum.line} of `{path}` gives `{datum.input}` as {shown}"

    def _shown(self, datum: Datum, value: Value, day: Day) -> str:
        return figure(value, self._dimension(datum, value, day))["shown"]

    def _dimension(self, datum: Datum, value: Value, day: Day) -> str:
        return self._kinds.of(datum.input.quantity, day.on, value)


def _alike(given: Value, computed: Value, dimension: str) -> bool:
    """Tell whether two values agree: dollars in cents, as they are reported; others exactly."""
    if dimension == "dollars" and isinstance(given, Fraction) and isinstance(computed, Fraction):
        return rounded(given, "half up", _CENT) == rounded(computed, "half up", _CENT)
    return type(given) is type(computed) and given == computed
