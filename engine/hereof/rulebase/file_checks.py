"""What one rule file alone can get wrong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.model import operation as o
from hereof.model.words import MAY_BE_IGNORED
from hereof.rulebase.place_checks import check_places
from hereof.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import Instrument, Paragraph, RuleFile


def check_file(rules: RuleFile) -> Iterator[Diagnostic]:
    """Check what one rule file alone can get wrong."""
    instrument = rules.instrument
    if instrument is None:
        return
    yield from _header(instrument)
    yield from _ignored(rules, instrument)
    yield from _numbers(rules)
    yield from check_places(rules.paragraphs)
    yield from _examples(rules)
    for paragraph in rules.paragraphs:
        yield from _twice_in_paragraph(paragraph)
        yield from _classes_twice(paragraph)
        if not paragraph.number and "/" in instrument.id:
            yield error(
                "definition-without-paragraph",
                "a definition outside a paragraph belongs to the agreement's own rule file",
                paragraph.span,
                help="put it under the `paragraph` that orders it",
            )
        if paragraph.number and "/" not in instrument.id:
            yield error(
                "paragraph-in-agreement",
                "an agreement's rule file has definitions, not paragraphs",
                paragraph.span,
                help="write `define`, and put changes in a rule file for the instrument that "
                "orders them",
            )


def _header(instrument: Instrument) -> Iterator[Diagnostic]:
    is_base = "/" not in instrument.id
    if is_base != (instrument.kind.value == "agreement"):
        yield error(
            "name-of-instrument",
            f"`{instrument.id}` is no name for "
            + ("an " if instrument.kind.value[0] == "a" else "a ")
            + instrument.kind.value,
            instrument.span,
            help="an agreement is named `series-1`; what belongs to it `series-1/1`",
        )
    if instrument.document is None:
        yield error(
            "document-unsaid",
            f"`{instrument.id}` does not say whether its document is on file",
            instrument.span,
            help='write `document "folder/file.txt"` or `document not on file`',
        )


def _ignored(rules: RuleFile, instrument: Instrument) -> Iterator[Diagnostic]:
    """Refuse to set aside what is no finding on defined terms."""
    listed = ", ".join(f"`{code}`" for code in MAY_BE_IGNORED)
    for each in (*instrument.ignored, *(i for p in rules.paragraphs for i in p.ignored)):
        if each.code not in MAY_BE_IGNORED:
            yield error(
                "ignore-unknown",
                f"`{each.code}` is no finding that may be set aside",
                each.span,
                help=did_you_mean(each.code, MAY_BE_IGNORED, f"these may be: {listed}"),
            )


def _numbers(rules: RuleFile) -> Iterator[Diagnostic]:
    seen: dict[str, Paragraph] = {}
    for paragraph in rules.paragraphs:
        if not paragraph.number:
            continue
        first = seen.setdefault(paragraph.number, paragraph)
        if first is not paragraph:
            yield error(
                "paragraph-twice",
                f"paragraph {paragraph.number} is encoded twice",
                Label(paragraph.span, "again here"),
                Label(first.span, "first here"),
                help="number its parts, such as `2(a)` and `2(b)`",
            )


def _twice_in_paragraph(paragraph: Paragraph) -> Iterator[Diagnostic]:
    whole: dict[str, o.Operation] = {}
    for operation in paragraph.operations:
        if not isinstance(operation, o.Define | o.Replace | o.Delete):
            continue
        first = whole.setdefault(operation.subject, operation)
        if first is not operation:
            yield error(
                "replaced-twice",
                f"one paragraph changes the whole definition of `{operation.subject}` twice",
                Label(operation.span, "again here"),
                Label(first.span, "first here"),
                help="keep the one that the document orders",
            )


def _classes_twice(paragraph: Paragraph) -> Iterator[Diagnostic]:
    for operation in paragraph.operations:
        if isinstance(operation, o.SetClasses):
            for name, times in Counter(operation.names).items():
                if times > 1:
                    yield error(
                        "class-twice",
                        f"the list has Class {name} {times} times",
                        operation.span,
                        help="list each Class once, where the document has it",
                    )


def _examples(rules: RuleFile) -> Iterator[Diagnostic]:
    for example in rules.examples:
        if not example.expectations:
            yield warning(
                "example-expects-nothing",
                "an example expects nothing, so that it cannot fail",
                example.span,
                help="say with `expect` what must come out",
            )
