"""Reads rule files: bytes to text, text to blocks, blocks to the model."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from lark import TextSlice
from lark.exceptions import UnexpectedInput

from hereof.diagnostics import Diagnostic, Label, Source, Span, error, warning
from hereof.language.blocks import (
    HEADERS,
    MAX_FILE_CHARACTERS,
    Block,
    file_limits,
    split_blocks,
    split_quotation,
)
from hereof.language.builder import Builder
from hereof.language.grammar import rule_parser
from hereof.language.mistakes import explain
from hereof.model.instrument import RuleFile

if TYPE_CHECKING:
    from lark import Lark


_BOM: Final = b"\xef\xbb\xbf"
_LOCK: Final = Lock()


@cache
def _engine() -> tuple[Lark, Builder]:
    from hereof.cachedir import private_cache  # noqa: PLC0415 - only when first needed

    folder = private_cache()
    builder = Builder()
    options: dict[str, Any] = {}
    if folder is not None:
        options["cache"] = str(folder / "rules-grammar.cache")
    return rule_parser(builder, **options), builder


def decode(path: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Give the text of a rule file, with findings on how it is stored.

    Args:
        path: The file, relative to the rule base.
        data: Its bytes.
    """
    empty = Source(path, "")
    if len(data) > MAX_FILE_CHARACTERS * 4:
        return None, (
            error(
                "file-too-large",
                f"the rule file has {len(data):,} bytes",
                Span(empty, 0, 0),
                help="one file holds one instrument; long words belong in the document",
            ),
        )
    findings: list[Diagnostic] = []
    body = data.removeprefix(_BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as failure:
        before = Source(path, body[: failure.start].decode("utf-8", "replace"))
        return None, (_not_text(before, body, failure.start),)
    if "\x00" in text:
        at = text.index("\x00")
        return None, (_not_text(Source(path, text[:at]), body, at),)
    if body is not data and len(body) != len(data):
        findings.append(
            warning(
                "byte-order-mark",
                "the file begins with a byte-order mark",
                Span(empty, 0, 0),
                help="save it as UTF-8 without one, or run `hereof fmt`",
            )
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        source = Source(path, text)
        source.position(0)
        at = sum(len(part) + 1 for part in text.split("\n")[: line - 1])
        findings.append(
            warning(
                "carriage-return",
                "the file has line ends of another system",
                Span(source, at, at),
                help="run `hereof fmt`, which writes plain line ends",
            )
        )
        return source, tuple(findings)
    return Source(path, text), tuple(findings)


def _not_text(before: Source, body: bytes, at: int) -> Diagnostic:
    end = len(before.text)
    return error(
        "file-not-text",
        f"the rule file is no UTF-8 text: byte 0x{body[at]:02x} at offset {at:,}",
        Span(before, end, end),
        help="save the file as UTF-8 text",
    )


def read_rules(source: Source) -> tuple[RuleFile, tuple[Diagnostic, ...]]:
    """Read the text of a rule file.

    Every block is read alone: a mistake in one is one finding, and the others
    are read all the same.
    """
    limit = file_limits(source)
    if limit is not None:
        return RuleFile(source, None, (), ()), (limit,)
    blocks, findings = split_blocks(source)
    items, more = parse_blocks(source, blocks)
    headers = [item for block, item in items if block.keyword in HEADERS]
    broken = {f.labels[-1].span.start for f in more if f.labels}
    tried = [block for block in blocks if block.keyword in HEADERS]
    order = (
        [] if _begins_wrong(findings, tried) else _header_findings(source, blocks, tried, broken)
    )
    # What stands below a second header belongs to another instrument.
    end = tried[1].start if len(tried) > 1 else len(source.text)
    items = [(block, item) for block, item in items if block.start < end]
    return (
        RuleFile(
            source,
            headers[0].value if headers else None,
            tuple(item.value for _, item in items if item.kind == "paragraph"),
            tuple(item.value for _, item in items if item.kind == "example"),
        ),
        (*findings, *order, *more),
    )


def parse_blocks(
    source: Source, blocks: tuple[Block, ...]
) -> tuple[list[tuple[Block, Any]], list[Diagnostic]]:
    """Parse blocks one by one; a block that fails gives its finding and no item."""
    parsed: list[tuple[Block, Any]] = []
    findings: list[Diagnostic] = []
    with _LOCK:
        parser, builder = _engine()
        builder.source = source
        builder.findings = findings
        for block in blocks:
            split = split_quotation(source, block)
            if split is not None:
                findings.append(split)
                continue
            builder.start = Span(source, block.start, block.start + len(block.keyword))
            try:
                item: Any = parser.parse(
                    TextSlice(source.text, block.start, block.end), start="block"
                )
            except UnexpectedInput as failure:
                findings.append(explain(failure, parser, source, block))
            else:
                parsed.append((block, item))
    return parsed, findings


def _begins_wrong(findings: tuple[Diagnostic, ...], headers: list[Block]) -> bool:
    """Tell whether a file lacks a header because what may be meant as one begins no block."""
    codes = {finding.code for finding in findings}
    return not headers and bool(codes & {"unknown-block", "text-outside-block"})


def _header_findings(
    source: Source, blocks: tuple[Block, ...], headers: list[Block], broken: set[int]
) -> list[Diagnostic]:
    if not headers:
        return [
            error(
                "header-missing",
                f"`{source.path}` does not say which instrument it describes",
                Span(source, 0, 0),
                help="begin with `agreement`, `amendment`, `supplement`, `waiver` or `consent` "
                "and its name",
            )
        ]
    first, *others = headers
    findings = [
        error(
            "header-twice",
            "a rule file describes one instrument, and this is a second header",
            Label(_keyword(source, other), "second header"),
            Label(_keyword(source, first), "first header"),
            help="move the second instrument to a file of its own",
        )
        for other in others
    ]
    if blocks[0] is not first and first.start not in broken:
        findings.append(
            error(
                "header-not-first",
                "the header does not stand first",
                Label(_keyword(source, first), "the header"),
                Label(_keyword(source, blocks[0]), "stands before it"),
                help="move the header to the top of the file",
            )
        )
    return findings


def _keyword(source: Source, block: Block) -> Span:
    return Span(source, block.start, block.start + len(block.keyword))
