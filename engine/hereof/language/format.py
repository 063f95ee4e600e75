"""The formatter: one canonical layout of a rule file, without a change of meaning.

It lays out the tokens that the author wrote, in their order, and then reads
the result again: where the model or the comments would differ, it refuses.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Severity, Source, Span, error
from hereof.frozen import frozen
from hereof.language.format_doc import Printer, Word
from hereof.language.format_layout import MARGIN, Layout
from hereof.language.format_tokens import Comments, syntax_of
from hereof.language.reader import decode, read_rules

if TYPE_CHECKING:
    from hereof.language.format_tokens import Comment, SyntaxFile

_BOM: Final = "\ufeff"


@frozen
class FormatResult:
    """What formatting gives.

    Attributes:
        text: The rule file in the canonical layout; nothing where it cannot be formatted.
        findings: Why it cannot.
    """

    text: str | None
    findings: tuple[Diagnostic, ...]


def format_bytes(data: bytes, path: str) -> FormatResult:
    """Format a rule file as stored; line ends and a byte-order mark are put right too.

    Args:
        data: The bytes of the file; the result is to be stored as UTF-8.
        path: The file, relative to the rule base.
    """
    source, findings = decode(path, data)
    if source is None:
        return FormatResult(None, findings)
    return format_rules(source.text, path)


def format_rules(text: str, path: str) -> FormatResult:
    """Format the text of a rule file.

    Args:
        text: The whole file.
        path: The file, relative to the rule base; findings name it.
    """
    plain = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, plain)
    model, findings = read_rules(source)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        return FormatResult(None, errors)
    syntax = syntax_of(source)
    result = _laid_out(syntax)
    again = Source(path, result)
    model_again, faults = read_rules(again)
    if faults:
        return FormatResult(None, (_refused(source, "leave it unreadable", faults),))
    if model_again != model:
        return FormatResult(None, (_refused(source, "change its meaning"),))
    if syntax_of(again).comments != syntax.comments:
        return FormatResult(None, (_refused(source, "lose a comment"),))
    return FormatResult(result, ())


def _laid_out(syntax: SyntaxFile) -> str:
    printer = Printer()
    above = syntax.before
    for block in syntax.blocks:
        _comments(printer, above.lines)
        if above.then_blank or not above.lines:
            printer.blank()
        for statement in Layout(block).statements():
            printer.statement(statement.doc, statement.margin)
        inside = tuple(takewhile(lambda comment: not comment.in_margin, block.after.lines))
        for comment in inside:
            printer.statement(Word(comment.text), MARGIN)
        printer.blank()
        above = Comments(block.after.lines[len(inside) :], block.after.then_blank)
    _comments(printer, above.lines)
    return "\n".join(printer.lines).rstrip("\n") + "\n"


def _comments(printer: Printer, comments: tuple[Comment, ...]) -> None:
    for comment in comments:
        if comment.after_blank:
            printer.blank()
        printer.statement(Word(comment.text), 0)


def _refused(source: Source, harm: str, faults: tuple[Diagnostic, ...] = ()) -> Diagnostic:
    return error(
        "format-refused",
        f"formatting `{source.path}` would {harm}, so it is left as it is",
        Span(source, 0, 0),
        help="nothing is wrong with the rules themselves; please report the file as a fault of "
        "the formatter",
        detail=(fault.message for fault in faults),
    )
