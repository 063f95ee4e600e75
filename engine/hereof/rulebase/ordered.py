"""Whether what a paragraph encodes is what its instruction orders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeGuard

from hereof.model import operation as o
from hereof.model.names import is_section
from hereof.model.words import WordsKind
from hereof.rulebase.classes_ordered import classes_left_over, classes_otherwise
from hereof.rulebase.dates_said import words_of_time
from hereof.rulebase.deeds_said import KEEP, deeds_said
from hereof.rulebase.further import further_in
from hereof.rulebase.instruction import refs_in, said
from hereof.rulebase.miscounted import everywhere_instead, is_same, miscounted
from hereof.rulebase.modal import not_ordered
from hereof.rulebase.order_findings import (
    not_understood,
    order_denied,
    order_only_spoken_of,
    otherwise,
    shortened,
    unused,
)
from hereof.rulebase.orders import Orders, denied
from hereof.rulebase.parts_said import part_only
from hereof.rulebase.phrases import bare, phrases, plain
from hereof.rulebase.spoken_of import not_so_far, parts_left_over
from hereof.rulebase.targets import left_over, mistaken
from hereof.rulebase.treated import treated_otherwise
from hereof.rulebase.undone import undone_otherwise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from hereof.diagnostics import Diagnostic, Span
    from hereof.model.instrument import Paragraph

_LONGEST: Final = 20_000
"""An instruction of more characters is not read: its English is not simple."""

_DELETES: Final = "delet|strik|stricken|struck|remov|omit|eliminat|cancel"
_REPLACES: Final = (
    f"{_DELETES}|replac|substitut|amend|restat|supersed|revis|modif|chang|read|correct"
)
_RESCINDS: Final = "rescind|revok|cancel|annul|nullif|withdr|terminat|revers|supersed"


_STEMS: Final[dict[type, str]] = {
    o.Delete: _DELETES,
    o.InsertPhrase: "insert|add",
    o.Define: "insert|add",
    o.AddClass: "insert|add",
    o.Rescind: _RESCINDS,
    o.Revive: "reviv|reinstat|restor",
    o.Replace: _REPLACES,
    o.ReplacePhrase: _REPLACES,
    o.ReplaceThroughout: _REPLACES,
    o.Restate: _REPLACES,
}
_RESERVED: Final = re.compile(
    r"\W*(?:this\s+(?:definition|section|clause|term)\s+(?:is\s+)?)?"
    r"(?:(?:intentionally|deliberately|expressly)\s+)?"
    r"(?:reserved|omitted|deleted|left\s+blank)(?:\s+(?:intentionally|for\s+future\s+use))?\W*",
    re.IGNORECASE,
)
"""What stands in the place of words of which none are left: `[Intentionally Omitted]`."""


def ordered(
    paragraph: Paragraph,
    instruction: str,
    used: Iterable[str],
    parts: Sequence[o.Operation],
    titles: Mapping[str, str],
    other: str = "",
) -> Iterator[Diagnostic]:
    """Compare a paragraph with its instruction.

    Args:
        paragraph: As encoded.
        instruction: The quoted words that order the change, in one line.
        used: What else of the instruction is encoded, such as the Section or a condition.
        parts: The operations of the paragraph, and of the others that are parts of the same.
        titles: The titles of the agreement's instruments by name.
        other: What other agreement the instruction speaks of; empty where it speaks of none.
    """
    if len(instruction) > _LONGEST:
        return
    considered = [
        operation
        for place, operation in enumerate(paragraph.operations)
        if place not in paragraph.excused
    ]
    if any(getattr(op, "subject", "-") == "" for op in paragraph.operations):
        return  # an edit of nothing, which is a finding of its own
    subjects = {plain(subject) for op in paragraph.operations if (subject := _subject(op))}
    changed = {plain(text) for op in paragraph.operations for text in _changed(op)} - {""}
    found = phrases(instruction, {*subjects, *changed, *bare(instruction)})
    orders = Orders(found, subjects - changed, changed)
    quoted = paragraph.quotations[0].span
    deeds = deeds_said(instruction, [each for each in found if each.text not in changed])
    on_classes = False
    for operation in considered:
        refused = _refused(operation, orders, instruction, quoted)
        if refused is not None:
            yield refused
            continue
        why = (
            (other and f"it speaks of a part of the `{other}`")
            or _why_not(operation, orders)
            or everywhere_instead(operation, orders, instruction)
            or mistaken(operation, deeds, instruction)
            or classes_otherwise(operation, parts, instruction)
            or part_only(operation, instruction)
            or undone_otherwise(operation, instruction, titles)
            or not_so_far(operation, instruction, titles, paragraph.effectivity)
            or (isinstance(operation, o.Suspend) and treated_otherwise(operation, instruction))
            or ""
        )
        unclear = ""
        if not why and isinstance(operation, o.ReplacePhrase | o.InsertPhrase):
            alike = [each for each in considered if _is_alike(each, operation)]
            why, unclear = miscounted(operation, alike, orders, instruction)
        if why:
            on_classes |= isinstance(operation, o.AddClass | o.RemoveClass)
            yield otherwise(why, operation.span, quoted)
        elif unclear:
            yield not_understood(unclear, "how often, or where", operation.span, quoted)
    if paragraph.operations and not paragraph.because:
        texts = {plain(text) for text in (*subjects, *changed, *used)}
        texts |= set(_same_in_effect(paragraph, orders))
        texts |= {each.name for deed in deeds if deed.does == KEEP for each in deed.objects}
        silent = _silent(orders, texts, with_terms=not any(map(refs_in, paragraph.operations)))
        silent += [
            words
            for words in dict.fromkeys(left_over(deeds, parts, texts | set(silent)))
            if not any(title.casefold() in words.casefold() for title in titles.values())
        ]
        silent += list(parts_left_over(parts, instruction, titles))
        silent += further_in(words_of_time(instruction), texts)
        silent += () if on_classes else classes_left_over(parts, instruction, texts)
        if silent:
            yield unused(silent, paragraph, quoted)


def _is_alike(one: o.Operation, other: o.Operation) -> TypeGuard[o.ReplacePhrase | o.InsertPhrase]:
    """Tell whether two edits go by the same words of the same definition."""
    if isinstance(one, o.ReplacePhrase) and isinstance(other, o.ReplacePhrase):
        return (one.subject, one.old, one.new) == (other.subject, other.old, other.new)
    if isinstance(one, o.InsertPhrase) and isinstance(other, o.InsertPhrase):
        return (one.subject, one.new, one.anchor) == (other.subject, other.new, other.anchor)
    return False


def _subject(operation: o.Operation) -> str:
    subject = getattr(operation, "subject", "")
    return "" if is_section(subject) else subject


def _changed(operation: o.Operation) -> tuple[str, ...]:
    """Give the words that an operation takes away, puts in, or goes by."""
    if isinstance(operation, o.ReplacePhrase | o.ReplaceThroughout):
        return (operation.old, operation.new)
    if isinstance(operation, o.InsertPhrase):
        return (operation.new, operation.anchor)
    if isinstance(operation, o.Correct):
        return (operation.old, operation.new)
    return ()


# ------------------------------------------------------------------- one operation


def _refused(
    operation: o.Operation, orders: Orders, instruction: str, quoted: Span
) -> Diagnostic | None:
    """Report an operation that the words deny, or only speak of."""
    denies = _denied(operation, orders, instruction)
    if denies:
        return order_denied(denies, operation.span, quoted)
    stems = _stems(operation)
    only = not_ordered(words_of_time(instruction), stems) if stems else ""
    return order_only_spoken_of(only, operation.span, quoted) if only else None


def _denied(operation: o.Operation, orders: Orders, instruction: str) -> str:
    """Say which verb the instruction denies; empty: it denies none."""
    if isinstance(operation, o.Delete | o.Replace):
        verbs = _DELETES if isinstance(operation, o.Delete) else _REPLACES
        found = [each for each in orders.objects(verbs) if each.term == plain(operation.subject)]
        if found:
            return operation.subject if all(each.denied for each in found) else ""
    verbs = _stems(operation)
    return "this" if verbs and denied(instruction, verbs) else ""


def _stems(operation: o.Operation) -> str:
    if isinstance(operation, o.Suspend):
        return "waiv" if operation.waived else "suspend"
    return _STEMS.get(type(operation), "")


def _why_not(operation: o.Operation, orders: Orders) -> str:
    """Say what the instruction orders instead; empty where it orders this, or cannot be read."""
    if isinstance(operation, o.ReplacePhrase | o.ReplaceThroughout | o.Correct):
        if not operation.old:
            return ""
        if not operation.new:
            return _not_deleted(plain(operation.old), orders)
        return _not_swapped(plain(operation.old), plain(operation.new), _subject(operation), orders)
    if isinstance(operation, o.InsertPhrase):
        return _not_inserted(operation, orders)
    if isinstance(operation, o.Delete | o.Replace):
        return _not_object(operation, orders)
    return ""


def _not_swapped(old: str, new: str, subject: str, orders: Orders) -> str:
    fitting = [swap for swap in orders.swaps if is_same(old, new, swap)]
    if fitting:
        return _of_another(subject, [(swap.at, swap.to) for swap in fitting], orders)
    whole = _part(old, orders) or _part(new, orders)
    if whole:
        return whole
    for swap in orders.swaps:
        if (swap.old, swap.new) == (new, old):
            return f"it replaces `{shortened(new)}` with `{shortened(old)}`"
    for swap in orders.swaps:
        if old in (swap.old, swap.new) or new in (swap.old, swap.new):
            return f"it replaces `{shortened(swap.old)}` with `{shortened(swap.new)}`"
    return ""


def _same_in_effect(paragraph: Paragraph, orders: Orders) -> Iterator[str]:
    """Give the phrases of orders that an edit of a part of them carries out."""
    for operation in paragraph.operations:
        if isinstance(operation, o.ReplacePhrase) and operation.new:
            for swap in orders.swaps:
                if is_same(plain(operation.old), plain(operation.new), swap):
                    yield from (swap.old, swap.new)


def _not_deleted(old: str, orders: Orders) -> str:
    whole = _part(old, orders)
    if whole:
        return whole
    for swap in orders.swaps:
        if swap.old == old:
            return f"it replaces `{shortened(old)}` with `{shortened(swap.new)}`"
        if swap.new == old:
            return f"it puts `{shortened(old)}` in the place of `{shortened(swap.old)}`"
    for each in orders.insertions:
        if each.new == old:
            return f"it inserts `{shortened(old)}`"
    return ""


def _not_inserted(operation: o.InsertPhrase, orders: Orders) -> str:
    new, anchor = plain(operation.new), plain(operation.anchor)
    whole = _part(new, orders) or _part(anchor, orders)
    if whole:
        return whole
    after = operation.side is o.Side.AFTER
    own = [each for each in orders.insertions if new in (each.new, each.anchor)]
    fitting = [e for e in own if (e.new, e.after, e.anchor) == (new, after, anchor)]
    if fitting:
        places = [(each.at, each.to) for each in fitting]
        return _of_another(_subject(operation), places, orders)
    for each in own:
        side = "after" if each.after else "before"
        return f"it inserts `{shortened(each.new)}` {side} `{shortened(each.anchor)}`"
    for swap in orders.swaps:
        if new in (swap.old, swap.new):
            return f"it replaces `{shortened(swap.old)}` with `{shortened(swap.new)}`"
    return ""


def _part(text: str, orders: Orders) -> str:
    """Say of which phrase a text is only a part; empty where it is a phrase of its own."""
    if any(each.text == text for each in orders.phrases):
        return ""
    for each in orders.phrases:
        if text in each.text:
            return f"it speaks of `{shortened(each.text)}`, of which `{shortened(text)}` is a part"
    return ""


def _of_another(subject: str, places: list[tuple[int, int]], orders: Orders) -> str:
    """Say of which other term's definition a change is ordered."""
    if not subject or not any(each.text == plain(subject) for each in orders.phrases):
        return ""
    ruled = [orders.governing(*place) for place in places]
    if all(ruled) and not any(plain(subject) in terms for terms in ruled):
        other = min(ruled[0])
        return f"it orders this of `{shortened(other)}`"
    return ""


def _not_object(operation: o.Delete | o.Replace, orders: Orders) -> str:
    verbs = _DELETES if isinstance(operation, o.Delete) else _REPLACES
    objects = [each.term for each in orders.objects(verbs)]
    if not objects or plain(operation.subject) in objects:
        return ""
    if is_section(operation.subject):
        return ""
    what = "deletes" if isinstance(operation, o.Delete) else "changes"
    return f"it {what} `{shortened(objects[0])}` and only mentions `{shortened(operation.subject)}`"


# ------------------------------------------------------------------- what is left over


def _silent(orders: Orders, used: Collection[str], *, with_terms: bool) -> list[str]:
    """Give the quoted phrases that nothing encoded uses.

    Args:
        orders: The instruction as read.
        used: What is encoded.
        with_terms: Terms count as well; where another instrument's paragraph is spoken of,
            they only say which it is.
    """
    return list(
        dict.fromkeys(
            each.text
            for each, is_term, is_place in zip(
                orders.phrases, orders.is_term, orders.is_place, strict=True
            )
            if each.text
            and not is_place
            and (with_terms or not is_term)
            and not any(each.text in text for text in used)
            and not ("[Reserved]" in used and _RESERVED.fullmatch(each.text))
        )
    )


def texts_of(operation: o.Operation) -> Iterator[str]:
    """Give every text that an operation encodes."""
    yield from said(operation)
    for name in ("result", "treated_as", "clause", "anchor"):
        yield str(getattr(operation, name, None) or "")
    words = getattr(operation, "words", None)
    quotation = getattr(words, "quotation", words)
    yield getattr(quotation, "text", "")
    if getattr(words, "kind", None) is WordsKind.RESERVED:
        yield "[Reserved]"
    if isinstance(operation, o.Restate):
        for definition in operation.definitions:
            yield definition.subject
            yield from texts_of(definition)
