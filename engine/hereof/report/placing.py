"""Where definitions stand in an agreement: the parts of a copy or a report, in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model.names import CLASSES, is_section

if TYPE_CHECKING:
    from hereof.report.contributors import Numbers
    from hereof.report.versions import Moment
    from hereof.timeline.answer import Answer

_NUMBERS: Final = re.compile(r"\d+")
_ATTACHED: Final = ("Exhibit", "Schedule", "Appendix", "Annex")


def part_title(answer: Answer, moment: Moment, numbers: Numbers) -> str:
    """Name the Section in which a definition stands; nothing where none is named."""
    if answer.subject == CLASSES:
        return ""
    if is_section(answer.subject):
        return answer.subject
    for state in answer.states:
        if state.base is not None:
            paragraph = moment.paragraph(state.base.step.provision, state.base)
            section = paragraph["section"] or ""
            title = numbers.titles.get(state.incorporated_from, "")
            return ", ".join(filter(None, (title, section)))
    return ""


def place_in_part(answer: Answer) -> tuple[bool, str]:
    """Order the list of Classes before definitions, and these by name."""
    return answer.subject != CLASSES, answer.subject.casefold()


def natural(title: str) -> tuple[int, str, list[int]]:
    """Order `Section 2.05` before `Section 10.01`, the agreement's own before what it attaches."""
    rank = 0 if not title else 1 if title.startswith(("Section", "Article")) else 2
    named = _NUMBERS.sub("", title).rstrip(".")
    return rank + title.startswith(_ATTACHED), named, [int(n) for n in _NUMBERS.findall(title)]
