"""A rule file cut into blocks at the keywords in column 0.

Each block is parsed alone, so that one mistake gives one finding.
"""

from __future__ import annotations

import re
from typing import Final

from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.frozen import frozen

KEYWORDS: Final = (
    "agreement",
    "amendment",
    "supplement",
    "waiver",
    "consent",
    "classes",
    "define",
    "paragraph",
    "example",
)
HEADERS: Final = KEYWORDS[:5]

MAX_FILE_CHARACTERS: Final = 4 * 1024 * 1024
MAX_LINE_CHARACTERS: Final = 20_000
MAX_BLOCK_CHARACTERS: Final = 512 * 1024
MAX_NESTING: Final = 48

_COLUMN_0: Final = re.compile(r"^(?![>#])\S+", re.MULTILINE)
_LONG_LINE: Final = re.compile(rf"^[^\n]{{{MAX_LINE_CHARACTERS + 1},}}", re.MULTILINE)
_NESTING: Final = re.compile(
    r'"(?:[^"\\\n]|\\["\\])*"|^[ \t]*>[^\n]*|#[^\n]*|[()]|\botherwise\b', re.MULTILINE
)
_SPLIT: Final = re.compile(
    r"^[ \t]*>[^\n]*\n[ \t]*(#[^\n]*)\n(?:[ \t]*#[^\n]*\n)*[ \t]*>", re.MULTILINE
)


@frozen
class Block:
    """A stretch of a rule file that begins with a keyword in column 0."""

    keyword: str
    start: int
    end: int


def split_blocks(source: Source) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Cut a rule file into blocks, with a finding for every other word in column 0."""
    starts = list(_COLUMN_0.finditer(source.text))
    blocks: list[Block] = []
    findings: list[Diagnostic] = []
    findings.extend(_before_first(source, starts[0].start() if starts else len(source.text)))
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(source.text)
        if match.group() in KEYWORDS:
            block = Block(match.group(), match.start(), end)
            finding = _too_large(source, block)
            if finding is None:
                blocks.append(block)
            else:
                findings.append(finding)
        else:
            findings.append(_stray(source, match))
    return tuple(blocks), tuple(findings)


def file_limits(source: Source) -> Diagnostic | None:
    """Say where a file or a line of it is longer than the language allows."""
    if len(source.text) > MAX_FILE_CHARACTERS:
        return error(
            "file-too-large",
            f"the rule file has {len(source.text):,} characters, more than {MAX_FILE_CHARACTERS:,}",
            Span(source, 0, 0),
            help="one file holds one instrument; long words belong in the document",
        )
    match = _LONG_LINE.search(source.text)
    if match is not None:
        return error(
            "line-too-long",
            f"a line has {len(match.group()):,} characters, more than {MAX_LINE_CHARACTERS:,}",
            Span(source, match.start(), match.start()),
            help="break the line; quoted text may be broken between any two words",
        )
    return None


def split_quotation(source: Source, block: Block) -> Diagnostic | None:
    """Refuse a comment between two quoted lines: do they belong to one quotation, or to two?"""
    if source.text.find("#", block.start, block.end) < 0:
        return None
    found = _SPLIT.search(source.text, block.start, block.end)
    if found is None:
        return None
    return error(
        "quotation-split",
        "a comment stands between two quoted lines, so that they may be one quotation or two",
        Span(source, found.start(1), found.end(1)),
        Label(Span(source, block.start, block.start + len(block.keyword)), "in this block"),
        help="put the comment above the quotation; between two quotations leave a line empty",
    )


def _before_first(source: Source, end: int) -> list[Diagnostic]:
    for match in re.finditer(r"^[ \t]*(?!#)(\S+)", source.text[:end], re.MULTILINE):
        return [
            error(
                "text-outside-block",
                f"`{match.group(1)[:60]}` stands before the first block",
                Span(source, match.start(1), match.end(1)),
                help="begin the file with `agreement` or `amendment` in the first column",
            )
        ]
    return []


def _stray(source: Source, match: re.Match[str]) -> Diagnostic:
    import difflib  # noqa: PLC0415 - only where there is a mistake

    word = match.group()
    near = difflib.get_close_matches(word, KEYWORDS, 1)
    listed = ", ".join(f"`{keyword}`" for keyword in KEYWORDS)
    return error(
        "unknown-block",
        f"`{word[:60]}` does not begin a block",
        Span(source, match.start(), match.start() + min(len(word), 60)),
        help=(f"did you mean `{near[0]}`? " if near else "")
        + f"a block begins in the first column with {listed}; everything else is indented",
    )


def _too_large(source: Source, block: Block) -> Diagnostic | None:
    if block.end - block.start > MAX_BLOCK_CHARACTERS:
        return error(
            "block-too-large",
            f"the block has more than {MAX_BLOCK_CHARACTERS:,} characters",
            Span(source, block.start, block.start + len(block.keyword)),
            help="divide the paragraph, or shorten what it quotes",
        )
    if (
        source.text.count("(", block.start, block.end)
        + source.text.count("otherwise", block.start, block.end)
        <= MAX_NESTING
    ):
        return None
    depth = chain = 0
    for match in _NESTING.finditer(source.text, block.start, block.end):
        part = match.group()
        depth += (part == "(") - (part == ")")
        chain += part == "otherwise"
        if depth > MAX_NESTING or chain > MAX_NESTING:
            return error(
                "nested-too-deeply",
                f"brackets or conditions are nested more than {MAX_NESTING} deep",
                Label(Span(source, match.start(), match.end()), "here"),
                help="give the inner part a definition of its own",
            )
    return None
