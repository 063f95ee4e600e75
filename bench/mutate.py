"""Spoils rule files: bytes, lines and tokens changed at random, and files made from the grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from lark.grammar import NonTerminal, Terminal

from hereof.language.grammar import rule_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from lark.grammar import Symbol
    from lark.lexer import TerminalDef

TOKEN: Final = re.compile(r'"[^"\n]*"|>[^\n]*|[\w$%\-/.]+|[^\w\s]|\n[ \t]*|[ \t]+')

ODD_BYTES: Final = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\r\n",
    b"\xc3",
    b"\x1b[31m",
    b"\xe2\x80\xa8",
    b"\xe2\x80\x9c",
    b"\xc2\xa0",
    b"\xf0\x9f\x93\x9c",
    b"\xc4\xb0",
    b"\t",
    b"\f",
)
ODD_TOKENS: Final = (
    "",
    '"',
    '""',
    '"\\"',
    "(",
    ")",
    "((((((((((((",
    ">",
    "\n",
    "\n  ",
    "\n    > ",
    "\n  > and so on",
    "#",
    ",",
    "/",
    "0001-01-01",
    "9999-12-31",
    "2003-02-30",
    "0000-00-00",
    "2003-10-99",
    "January 0000",
    "December 9999",
    "February 1",
    "day 0 of each month",
    "day 31 of each month",
    "day 99999999999999999999 of each month",
    "99999999999999999999",
    "9" * 5000,
    "0 times",
    "the 0th",
    "the 999999999999th",
    "$1,000,000,000,000.00",
    "0.000000000000000001%",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\x",
    "at lines 0-0",
    "at lines 99999999999-1",
    "agreement",
    "paragraph",
    "paragraph 1(a)(i)",
    "define",
    "classes",
    "example",
    "Classes",
    "A-1",
    "Class A-1 through Class A-8",
    "otherwise",
    "if 1 is more than 2 then 3 otherwise ",
    "\u0130",
    "\u2028",
)
MOST_BYTES: Final = 2_000_000


# --------------------------------------------------------------------------- spoiling


def spoil(data: bytes, pool: Sequence[str], others: Sequence[bytes], random: Random) -> bytes:
    """Change a rule file at one place or several.

    Args:
        data: The file.
        pool: Tokens of other files and of the grammar.
        others: Other rule files, to splice from.
        random: The dice.
    """
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = data[:MOST_BYTES]
        kind = random.random()
        if kind < 0.2:  # noqa: PLR2004 - a share of the dice, here and below
            data = _bytes(data, random)
        elif kind < 0.45:  # noqa: PLR2004
            data = _lines(data, others, random)
        else:
            data = _tokens(data, pool, random)
    return data


def _bytes(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    to = min(len(data), at + random.choice((1, 1, 2, 5, 40)))
    how = random.randrange(6)
    if how == 0:
        return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
    if how == 1:
        return data[:at] + random.choice(ODD_BYTES) + data[at:]
    if how == 2:  # noqa: PLR2004
        return data[:at] + data[to:]
    if how == 3:  # noqa: PLR2004
        return data[:to] + data[at:to] * random.choice((1, 2, 50)) + data[to:]
    if how == 4:  # noqa: PLR2004
        return data[:at]
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\n\xef\xbb\xbf")))


def _lines(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    to = min(len(lines), at + random.choice((1, 1, 2, 6)))
    how = random.randrange(6)
    if how == 0:
        del lines[at:to]
    elif how == 1:
        lines[to:to] = lines[at:to] * random.choice((1, 1, 3))
    elif how == 2:  # noqa: PLR2004
        block, lines[at:to] = lines[at:to], []
        there = random.randrange(len(lines) + 1)
        lines[there:there] = block
    elif how == 3:  # noqa: PLR2004
        lines[at] = random.choice((b"", b" ", b"      ", b"\t")) + lines[at].lstrip()
    else:
        other = random.choice(others).split(b"\n")
        start = random.randrange(len(other))
        lines[at : at if how == 4 else to] = other[start : start + random.choice((1, 2, 8, 30))]  # noqa: PLR2004
    return b"\n".join(lines)


def _tokens(data: bytes, pool: Sequence[str], random: Random) -> bytes:
    parts = TOKEN.findall(data.decode("utf-8", "surrogateescape"))
    if not parts:
        return random.choice(pool).encode("utf-8", "surrogateescape")
    at = random.randrange(len(parts))
    how = random.randrange(6)
    word = random.choice(ODD_TOKENS) if random.random() < 0.4 else random.choice(pool)  # noqa: PLR2004
    if how == 0:
        parts[at] = word
    elif how == 1:
        parts.insert(at, f" {word} ")
    elif how == 2:  # noqa: PLR2004
        del parts[at]
    elif how == 3:  # noqa: PLR2004
        other = random.randrange(len(parts))
        parts[at], parts[other] = parts[other], parts[at]
    elif how == 4:  # noqa: PLR2004
        same = [n for n, part in enumerate(parts) if part == parts[at]]
        for n in same:
            parts[n] = word
    else:
        most = 30_000 // max(1, len(parts[at]))
        parts[at] = parts[at] * random.choice((2, 3, 60, 60, most))
    return "".join(parts).encode("utf-8", "surrogateescape")


# ------------------------------------------------------------------------ from the grammar

_SAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "KIND": ("agreement", "amendment", "supplement", "waiver", "consent"),
    "CLASSES": ("classes",),
    "DEFINE": ("define",),
    "PARAGRAPH": ("paragraph",),
    "EXAMPLE": ("example",),
    "QUOTE": ("> one\n  > two\n", "> 0.50% per annum.\n", ">\n", '> "Due Period" means what\n'),
    "STRING": ('"larkmoor/agreement.txt"', '"0.50%"', '"Due Period"', '""', '"a \\"b\\" c"', '"x"'),
    "LINES": ("at lines 3-9", "at line 1", "at lines 9 - 3"),
    "REF": ("larkmoor/1", "larkmoor/2", "ramp-2003-rs8/1", "x/y.z"),
    "ID": ("larkmoor-1", "ramp-2003-rs8", "a.b"),
    "NUMBERED": ("1", "2", "2(a)", "1.1", "IV"),
    "SECTION": ("Section 1.01", "Exhibit A", "Article IV"),
    "MONTH": ("October 2003", "November 2004", "February 0004"),
    "DATE": ("2003-10-21", "2004-01-15", "2004-02-30", "9999-12-31", "0001-01-01"),
    "TERM": ("Due Period", "Class A-1", "Business Day", "Distribution Date", "Servicing Fee Rate"),
    "BARE_CLASS": ("1A", "2B-3"),
    "CLAUSE": ("clause (a)", "clause (b)(ii)"),
    "TIMING": ("[immediately prior]", "[]"),
    "MEASURED": ("immediately prior to that date", "on the last day"),
    "MONEY": ("$500,000", "$0.01"),
    "PERCENT": ("0.25%", "1,000%"),
    "NUMBER": ("1,000", "0.5"),
    "INTEGER": ("1", "25", "0", "31"),
    "MINUS": ("- ",),
    "COMPARISON": ("at least", "is more than", "on or after"),
    "ROUNDING": ("half up", "down"),
    "DAY_COUNT": ("30/360",),
    "KIND_OF_DATA": ("dollars", "date", "truth"),
    "TIMES": ("3 times", "0 times"),
    "NTH": ("the 2nd", "the 0th"),
    "EVERYWHERE": ("wherever it appears",),
    "OUTCOME": ("in force", "in force as construed", "not in force", "crossing"),
    "LAST_DAY": ("the last day of each month",),
}
_PLAIN: Final = re.compile(r"[a-z]+(?:\\s\+[a-z]+)*")
_DEEPEST: Final = 9


@cache
def _grammar() -> tuple[dict[str, list[list[Symbol]]], dict[str, tuple[str, ...]], dict[str, int]]:
    parser = rule_parser(None)
    rules: dict[str, list[list[Symbol]]] = {}
    for rule in parser.rules:
        rules.setdefault(rule.origin.name, []).append(list(rule.expansion))
    samples = {each.name: _sample(each) for each in parser.terminals}
    return rules, samples, _heights(rules)


def _sample(terminal: TerminalDef) -> tuple[str, ...]:
    if terminal.name in _SAMPLES:
        return _SAMPLES[terminal.name]
    pattern: str = terminal.pattern.value
    if terminal.pattern.type == "str":
        return (pattern,)
    plain = _PLAIN.match(pattern)
    return (plain.group().replace(r"\s+", " "),) if plain else (pattern,)


def _heights(rules: dict[str, list[list[Symbol]]]) -> dict[str, int]:
    """Give the least depth at which each rule ends."""
    heights: dict[str, int] = {}
    grown = True
    while grown:
        grown = False
        for name, expansions in rules.items():
            found = [h for e in expansions if (h := _height(e, heights)) is not None]
            if found and (name not in heights or min(found) + 1 < heights[name]):
                heights[name] = min(found) + 1
                grown = True
    return heights


def _height(expansion: Sequence[Symbol], heights: dict[str, int]) -> int | None:
    inner = [heights.get(s.name) for s in expansion if isinstance(s, NonTerminal)]
    known = [h for h in inner if h is not None]
    return None if len(known) < len(inner) else max(known, default=0)


def compose(random: Random) -> bytes:
    """Make a rule file from the grammar: every construct, little sense."""
    rules, samples, heights = _grammar()
    blocks = ["instrument", *random.choices(("classes", "definition", "paragraph", "example"), k=5)]
    text = "\n\n".join(_derive(NonTerminal(b), random, rules, samples, heights, 0) for b in blocks)
    return text.encode()


def _derive(
    symbol: Symbol,
    random: Random,
    rules: dict[str, list[list[Symbol]]],
    samples: dict[str, tuple[str, ...]],
    heights: dict[str, int],
    depth: int,
) -> str:
    if isinstance(symbol, Terminal):
        return random.choice(samples[symbol.name])
    choices = rules[symbol.name]
    if depth > _DEEPEST:
        least = min(h for e in choices if (h := _height(e, heights)) is not None)
        choices = [e for e in choices if _height(e, heights) == least]
    parts = [
        _derive(part, random, rules, samples, heights, depth + 1) for part in random.choice(choices)
    ]
    join: Callable[[Sequence[str]], str] = (
        "\n  ".join if symbol.name.startswith("__") and depth < 3 else " ".join  # noqa: PLR2004
    )
    return join(parts)
