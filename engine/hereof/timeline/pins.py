"""Dates of a series that fix an effectivity, and the paragraphs whose change they hold off.

A paragraph that changes the calendar "from the Distribution Date in November" would
leave November without a date, or with two: its date is found under the old rule, on
which day the new one begins. That month's date is therefore found as though the
paragraph had not been made. What any other instrument says of the month counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.calendar import Month
    from hereof.diagnostics import Span
    from hereof.timeline.step import Provision

    Counts = Callable[[Provision, date, date | None], bool]


@frozen(eq=False)
class Pin:
    """A date of a series that a paragraph's effectivity names.

    Attributes:
        term: The series.
        month: The month whose date is named.
        day: That date, by the calendar standing before the paragraph.
        provision: The paragraph.
        span: Where it names the date.
    """

    term: str
    month: Month
    day: date
    provision: Provision
    span: Span

    def holds(self, known_on: date | None, counts: Counts) -> bool:
        """Tell whether the paragraph begins or ends on that date, as known on a date.

        Args:
            known_on: The date of knowledge; none: everything on file.
            counts: Tells whether a paragraph is live at a point, and not undone there.
        """
        return any(
            (strip.start == self.day and counts(self.provision, self.day, known_on))
            or (
                strip.until == self.day
                and self.day > date.min
                and counts(self.provision, self.day - timedelta(days=1), known_on)
            )
            for strip in self.provision.strips
            if strip.is_known(known_on)
        )
