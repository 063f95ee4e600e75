"""Whether a rule file accounts for all of its document: each paragraph, each order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.documents import Document, amending_verbs
from hereof.frozen import frozen
from hereof.rulebase.dates_said import words_of_time
from hereof.rulebase.hinges import is_given
from hereof.rulebase.idle import order_in
from hereof.rulebase.instruction import DATE_HEREOF, undated
from hereof.rulebase.order_findings import proviso_left, shortened
from hereof.rulebase.own_words import lead_in, own_words, unquoted_about
from hereof.rulebase.provisos import provisos_in, takes_up
from hereof.rulebase.timing import takes_effect_in, untimed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from hereof.documents import Match
    from hereof.documents import Paragraph as Numbered
    from hereof.model.instrument import Paragraph, RuleFile
    from hereof.rulebase.evidence import Evidence

_NUMBERED_BLOCK: Final = re.compile(r"^\w+[ \t]+(\d+(?:\.\d+)*)(?![\w./-])", re.MULTILINE)
_NUMBERED_LINE: Final = re.compile(
    r"^[ \t]+paragraph[ \t]+(\d+(?:\.\d+)*)(?![\w./-])", re.MULTILINE
)
_PARAGRAPH_BLOCK: Final = re.compile(r"^paragraph\b", re.MULTILINE)


@frozen
class Quoted:
    """What of a document is quoted.

    Attributes:
        evidence: Where quotations stand.
        covered: What they cover in the document.
        lead: The sentence above the numbered paragraphs that introduces them.
    """

    evidence: Evidence
    covered: tuple[tuple[int, int], ...]
    lead: str


def coverage(
    rules: RuleFile,
    document: Document,
    numbered: Mapping[str, Numbered],
    covered: list[tuple[int, int]],
    repeated: Mapping[str, int],
    region: Callable[[str], Numbered | None],
    terms: Collection[str],
    evidence: Evidence,
) -> Iterator[Diagnostic]:
    """Give what a document orders and its rule file does not account for.

    Args:
        rules: The rule file.
        document: Its document.
        numbered: The document's numbered paragraphs.
        covered: What quotations cover in the document; grows by what is reported here.
        repeated: Numbers under which more than one paragraph is encoded, and how many.
        region: Gives the numbered paragraph that an encoded one belongs to.
        terms: The agreement's defined terms.
        evidence: Where quotations stand.
    """
    yield from _unencoded(rules, document, numbered, covered, repeated)
    verbs = amending_verbs(document)
    is_whole = all(paragraph.number for paragraph in rules.paragraphs)
    for paragraph in rules.paragraphs if is_whole else ():
        found = region(paragraph.number)
        if found is not None and not paragraph.because:
            text = document.flow.text[found.start : found.end]
            orders = list(_orders_after_all(paragraph, found, verbs, text, terms))
            covered += [(found.start, found.end)] * len(orders)
            yield from orders
    quoted = Quoted(evidence, tuple(covered), lead_in(document, tuple(numbered.values())))
    yield from _effect_unsaid(rules, document, region, quoted)
    for verb in verbs:
        if not any(a <= verb.start and verb.end <= b for a, b in covered):
            yield warning(
                "amending-words-uncovered",
                f"`{verb.span.text}` in `{document.path}` is covered by no quotation",
                verb.span,
                help="encode what it orders, or quote it under a paragraph that does",
            )


def _unencoded(
    rules: RuleFile,
    document: Document,
    numbered: Mapping[str, Numbered],
    covered: list[tuple[int, int]],
    repeated: Mapping[str, int],
) -> Iterator[Diagnostic]:
    encoded = {p.number.partition("(")[0] for p in rules.paragraphs if p.number}
    encoded |= {p.number for p in rules.paragraphs}
    written = set(_NUMBERED_BLOCK.findall(rules.source.text))
    lost = _unread(rules)
    if lost:  # what is not read may hold others, whose first word is indented by mistake
        written |= set(_NUMBERED_LINE.findall(rules.source.text))
    unknown = [p for p in rules.paragraphs if p.number and not _is_known(p.number, numbered)]
    misnumbered = len(unknown) + sum(count - 1 for count in repeated.values())
    misnumbered += max(lost - len(numbered.keys() & written - encoded), 0)
    for number, found in numbered.items():
        if number in encoded:
            continue
        covered.append((found.start, found.end))
        if number in written:  # its block could not be read
            continue
        if misnumbered:  # it is encoded, but under another number
            misnumbered -= 1
        elif rules.instrument is not None:
            yield error(
                "paragraph-not-encoded",
                f"paragraph {number} of `{document.path}` is neither encoded nor said to "
                "be no operation",
                Label(found.span, "in the document"),
                Label(rules.instrument.span, "not in this rule file"),
                help=f"add `paragraph {number}`, or `paragraph {number}, no operation`",
            )
    for paragraph in unknown:
        yield error(
            "paragraph-unknown",
            f"`{document.path}` has no paragraph {paragraph.number}",
            paragraph.span,
            help="its numbered paragraphs are " + ", ".join(numbered),
        )


def _unread(rules: RuleFile) -> int:
    """Give how many paragraphs of a rule file could not be read."""
    blocks = len(_PARAGRAPH_BLOCK.findall(rules.source.text))
    return blocks - sum(bool(p.number) for p in rules.paragraphs)


def _is_known(number: str, numbered: Mapping[str, Numbered]) -> bool:
    """Tell whether the document has a paragraph; of one without numbers nothing is known."""
    return not numbered or bool({number, number.partition("(")[0]} & numbered.keys())


def _orders_after_all(
    paragraph: Paragraph,
    found: Numbered,
    verbs: Sequence[Match],
    text: str,
    terms: Collection[str],
) -> Iterator[Diagnostic]:
    """Report a paragraph that is said to be no operation and whose words order a change."""
    if not paragraph.no_operation or paragraph.operations:
        return
    for verb in verbs:
        if found.start <= verb.start and verb.end <= found.end:
            yield warning(
                "no-operation-orders",
                f"paragraph {paragraph.number} is said to be no operation, and the document "
                f"says `{verb.span.text}`",
                Label(paragraph.span, "said here"),
                Label(verb.span, "in the document"),
                help="encode what it orders, or write under it `construed because` with the "
                "reason why it orders nothing",
            )
            return
    words = "" if paragraph.because else order_in(text, terms)
    if words:
        yield warning(
            "no-operation-orders",
            f"paragraph {paragraph.number} is said to be no operation, and the document "
            f"says `{shortened(words)}`",
            Label(paragraph.span, "said here"),
            Label(found.span, "in the document"),
            help="encode what it orders, or write under it `construed because` with the "
            "reason why it orders nothing",
        )


def _effect_unsaid(
    rules: RuleFile,
    document: Document,
    region: Callable[[str], Numbered | None],
    quoted: Quoted,
) -> Iterator[Diagnostic]:
    """Report words on when something is effective that the encoding passes over."""
    says = all(p.effectivity is not None for p in rules.paragraphs if p.operations)
    told: set[tuple[int, str]] = set()
    for paragraph in rules.paragraphs:
        found = region(paragraph.number) if paragraph.number else None
        if found is None or paragraph.because:
            continue
        if paragraph.operations and not paragraph.no_operation:
            about = _Texts(
                own_words(paragraph, quoted.evidence),
                tuple(unquoted_about(paragraph, found, document, quoted.covered, quoted.evidence)),
            )
            parts = [p for p in rules.paragraphs if region(p.number) is found]
            left = list(_provisos_left(about, parts))
            for words in left:
                if (found.start, words) not in told:
                    told.add((found.start, words))
                    yield proviso_left(words, paragraph, found)
            for what, words in _passed_over(paragraph, about, quoted):
                if not any(words in each for each in left) and not is_given(
                    words, rules.instrument
                ):
                    yield _unsaid(paragraph, found, what, words)
        if not paragraph.no_operation:
            continue
        text = words_of_time(document.flow.text[found.start : found.end])
        if not says and takes_effect_in(text) and not DATE_HEREOF.search(text):
            yield _unsaid(paragraph, found, "a start", "")


@frozen
class _Texts:
    """The words that bear on an order: those quoted, and those about it that are not."""

    own: str
    about: tuple[str, ...]


def _provisos_left(texts: _Texts, parts: Sequence[Paragraph]) -> Iterator[str]:
    """Give the provisos that nothing encoded takes up."""
    for text in (texts.own, *texts.about):
        for words in provisos_in(text):
            before = texts.own.partition(words)[0]
            if not takes_up(words, before, parts):
                yield words


def _passed_over(paragraph: Paragraph, texts: _Texts, quoted: Quoted) -> Iterator[tuple[str, str]]:
    """Give what a paragraph says of its effect, or what is said about it, and is not encoded."""
    whole = " ".join(quotation.text for quotation in paragraph.quotations)
    if paragraph.effectivity is not None and any(undated(paragraph.effectivity, whole)):
        return  # a finding of its own
    said = list(untimed(texts.own, paragraph.effectivity))
    for text in texts.about:
        said += untimed(text, paragraph.effectivity)
    has_start = paragraph.effectivity is not None and paragraph.effectivity.start_said
    if not said:
        above = untimed(quoted.lead, paragraph.effectivity)
        said += [each for each in above if not (has_start and "start" in each[0])]
    for what, words in dict.fromkeys(said):
        if what != "a condition" or paragraph.never is None:
            yield what, words


def _unsaid(paragraph: Paragraph, found: Numbered, what: str, words: str) -> Diagnostic:
    speaks = f"of {what}, `{shortened(words)}`" if words else "of when it is effective"
    line = "no `effective` line does" if paragraph.effectivity is None else "its line does not"
    line = "nothing encoded does" if what == "a limit" else line
    return warning(
        "effectivity-unsaid",
        f"paragraph {paragraph.number} of the document speaks {speaks}, and {line}",
        Label(paragraph.span, "encoded here"),
        Label(found.span, "in the document"),
        help=_SAY[what],
    )


_SAY: Final = {
    "a start": "write `effective` under the paragraphs that it speaks of; without it they are "
    "effective as of the date hereof",
    "more than one start": "give each change its own paragraph, as `2(a)` and `2(b)`, with its own "
    "`effective` line, or write `construed because` with the reason",
    "a condition": 'write `effective when "..."`, `not yet met` or `met` with the day; where it is '
    "no condition, write `construed because` with the reason",
    "a limit": "no line says such a limit: write `construed because` with the reason why what is "
    "encoded is right all the same, or encode the term's new words with the limit in them",
    "an end": "write `until` or `through` behind the start; where no date is said, name the date "
    "that is meant and write `, construed because` behind it",
}
