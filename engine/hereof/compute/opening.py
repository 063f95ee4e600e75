"""What a verb needs to compute: an agreement with its data, ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.compute.computer import Computer
from hereof.compute.surroundings import expected_of, pointed_to
from hereof.data.dataset import DataSet, joined
from hereof.data.reading import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline


def computer_for(
    base: RuleBase,
    agreement: Agreement,
    files: Iterable[Path] = (),
    known_on: date | None = None,
    *,
    data: DataSet | None = None,
) -> Computer:
    """Make ready to compute the terms of an agreement.

    Args:
        base: The rule base, for definitions that point to other agreements.
        agreement: The agreement.
        files: Its data files.
        known_on: The date of knowledge; none: everything on file.
        data: Data that is already at hand.

    Raises:
        HereofError: The agreement has errors, or rows of data are refused.
    """
    figures = data or data_for(base, agreement, files)
    return Computer(
        agreement.timeline, figures, known_on, lambda name: base.agreement(name).timeline
    )


def data_for(base: RuleBase, agreement: Agreement, files: Iterable[Path]) -> DataSet:
    """Read the data files of an agreement.

    Raises:
        HereofError: The agreement has errors, or rows of data are refused.
    """
    paths = tuple(files)
    if not paths:
        return DataSet()
    expected = expected_of(agreement.timeline, _others(base, agreement.timeline))
    return joined(read_data(path, expected) for path in paths)


def _others(base: RuleBase, timeline: AgreementTimeline) -> tuple[AgreementTimeline, ...]:
    found: dict[str, AgreementTimeline] = {}
    todo = sorted(pointed_to(timeline))
    while todo:
        name = todo.pop()
        if name not in found and name != timeline.id and name in base.agreements:
            found[name] = base.agreement(name).timeline
            todo.extend(sorted(pointed_to(found[name])))
    return tuple(found.values())
