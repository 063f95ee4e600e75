"""The findings on an instruction and what is encoded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, error, warning

if TYPE_CHECKING:
    from hereof.diagnostics import Span
    from hereof.documents import Paragraph as Numbered
    from hereof.model.instrument import Paragraph

_SHOWN: Final = 60
_MOST: Final = 3


def shortened(text: str) -> str:
    """Give the beginning of a text that is too long to be shown whole."""
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rpartition(" ")[0] + " ..." if " " in text[:_SHOWN] else text[:_SHOWN]


def otherwise(why: str, span: Span, quoted: Span) -> Diagnostic:
    """Report an encoding that is not what is ordered.

    Args:
        why: What is ordered instead.
        span: What is encoded.
        quoted: The quotation.
    """
    return error(
        "ordered-otherwise",
        f"the quoted instruction does not order this: {why}",
        Label(span, "encoded here"),
        Label(quoted, "quoted here"),
        help="encode what it orders; where it orders this in other words, write "
        "`construed because` with the reason",
    )


def order_denied(what: str, span: Span, quoted: Span) -> Diagnostic:
    """Report an encoding that the words deny: `what` is the term, or `this`."""
    said_of = "it" if what == "this" else f"`{what}`"
    return error(
        "order-denied",
        f"the quoted instruction says that {said_of} is not to be changed so",
        Label(span, "encoded here"),
        Label(quoted, "quoted here"),
        help="encode nothing that the document denies, or write `construed because` with the "
        "reason",
    )


def order_only_spoken_of(words: str, span: Span, quoted: Span) -> Diagnostic:
    """Report a change that is only wished for, allowed or refused; `words` say so."""
    return error(
        "order-denied",
        f"the quoted instruction says `{shortened(words)}`, which orders no change",
        Label(span, "encoded here"),
        Label(quoted, "quoted here"),
        help="encode only what the document itself does, say `no operation`, or write "
        "`construed because` with the reason",
    )


def not_understood(words: str, what: str, span: Span, quoted: Span) -> Diagnostic:
    """Report words of an order that are seen and cannot be compared with what is encoded.

    Args:
        words: As the instruction has them.
        what: What they may say.
        span: What is encoded.
        quoted: The quotation.
    """
    return warning(
        "order-not-understood",
        f"the instruction says `{shortened(words)}`, and whether what is encoded fits {what} it "
        "says cannot be told",
        Label(span, "encoded here"),
        Label(quoted, "quoted here"),
        help="read it again, and write `construed because` with the reason why this is what it "
        "orders",
    )


def proviso_left(words: str, paragraph: Paragraph, found: Numbered) -> Diagnostic:
    """Report a proviso that nothing encoded takes up.

    Args:
        words: The proviso.
        paragraph: As encoded.
        found: The document's paragraph.
    """
    return error(
        "proviso-not-encoded",
        f"paragraph {paragraph.number} of the document says `{shortened(words)}`, and nothing "
        "encoded does",
        Label(paragraph.span, "encoded here"),
        Label(found.span, "in the document"),
        help="encode what it takes back, as by paragraphs of their own dates, or write `construed "
        "because` with the reason why what is encoded is right all the same",
    )


def unused(silent: list[str], paragraph: Paragraph, quoted: Span) -> Diagnostic:
    """Report phrases and orders of an instruction that nothing encoded uses."""
    shown = ", ".join(f"`{shortened(text)}`" for text in silent[:_MOST])
    more = f" and {len(silent) - _MOST} more" if len(silent) > _MOST else ""
    return warning(
        "instruction-unused",
        f"the instruction speaks of {shown}{more}, and nothing encoded in paragraph "
        f"{paragraph.number} does",
        Label(paragraph.span, "encoded here"),
        Label(quoted, "quoted here"),
        help="encode all that it orders; where nothing is left out, write `construed because` "
        "with the reason",
    )
