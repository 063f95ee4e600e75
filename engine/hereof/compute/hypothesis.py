"""An agreement as it would be without one of its instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.timeline.build import build

if TYPE_CHECKING:
    from hereof.rulebase.base import Agreement
    from hereof.timeline.agreement import AgreementTimeline


def without(agreement: Agreement, instrument: str) -> AgreementTimeline:
    """Place every instrument of an agreement in time but one.

    Raises:
        HereofError: The agreement has errors.
        ValueError: The instrument is the agreement itself.
    """
    timeline = agreement.timeline
    others = {other.id: other for other, _ in timeline.incorporated}
    files = [
        rules
        for rules in agreement.files
        if rules.instrument is None or rules.instrument.id != instrument
    ]
    found, _ = build(agreement.id, files, others)
    if found is None:
        raise ValueError(instrument)
    return found
