"""Whether a place such as `the 2nd` is counted over lettered parts of one paragraph."""

from __future__ import annotations

import re
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, warning
from hereof.model import operation as o

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.model.instrument import Paragraph

EDITS: Final = (o.ReplacePhrase, o.InsertPhrase)


def check_places(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """Warn of a place that is counted after an earlier part of the same paragraph changed it.

    `1(a)` and `1(b)` are paragraphs of their own in a rule file, so that each is counted in the
    words that the one before leaves; a reader of paragraph 1 may count in the words before both.

    Args:
        paragraphs: All of one instrument, in its order.
    """
    parts: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.number:
            parts.setdefault(_top(paragraph.number), []).append(paragraph)
    for before, after in chain.from_iterable(combinations(each, 2) for each in parts.values()):
        for at, edit in enumerate(after.operations):
            if not isinstance(edit, EDITS) or edit.occurrences.pick is None:
                continue
            earlier = [each for each in before.operations if _changes_places(each, edit)]
            if earlier and not {-1, at} & set(after.excused):
                yield _counted_after(before, after, edit, earlier[0])


def _top(number: str) -> str:
    """Give the number of the whole paragraph, such as `1` of `1(b)(ii)`."""
    return number.partition("(")[0].strip() or number


def _changes_places(earlier: o.Operation, edit: o.ReplacePhrase | o.InsertPhrase) -> bool:
    """Tell whether an edit adds or takes away places of the words that a later one counts."""
    if not isinstance(earlier, EDITS) or earlier.subject != edit.subject:
        return False
    counted = _counted(edit)
    old = earlier.old if isinstance(earlier, o.ReplacePhrase) else ""
    return _times(counted, old) != _times(counted, earlier.new)


def _counted(edit: o.ReplacePhrase | o.InsertPhrase) -> str:
    return edit.old if isinstance(edit, o.ReplacePhrase) else edit.anchor


def _times(phrase: str, text: str) -> int:
    """Count whole occurrences."""
    pattern = r"\s+".join(map(re.escape, phrase.split()))
    return len(re.findall(rf"(?<!\w){pattern}(?!\w)", text))


def _counted_after(
    before: Paragraph,
    after: Paragraph,
    edit: o.ReplacePhrase | o.InsertPhrase,
    earlier: o.Operation,
) -> Diagnostic:
    return warning(
        "place-after-part",
        f"`{edit.occurrences}` of `{_counted(edit)}` is counted in the words that paragraph "
        f"{before.number} leaves",
        Label(edit.span, f"counted here, in paragraph {after.number}"),
        Label(earlier.span, "this changes how often the words stand there"),
        help=f"encode them as one paragraph {_top(after.number)}, if the places are those of the "
        "words before it; else say under it why not, with `construed because`",
    )
