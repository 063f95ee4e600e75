"""What a whole word is: where a cut would go through a word or a number."""

from __future__ import annotations

import re

from hereof.patterns import pattern

# The places where a cut would go through a token: a word, a number with its
# sign or its decimals, a compound with a hyphen. A possessive `'s` may be cut off.
_INSIDE_TOKEN = pattern(
    r"""
    (?<=[^\W_])(?=[^\W_])                         # update|hereof
    | (?<=\d[.,])(?=\d) | (?<=\d)(?=[.,]\d)       # 2.5, 500,000
    | (?<=[^\w.][.])(?=\d)                        # .5
    | (?<=[$€£¥])(?=\d) | (?<=\d)(?=[%¢‰])        # $500, 5%
    | (?<=[^\W_])(?=[$€£¥]\d)                     # US$500
    | (?<=[^\W_])(?=[-\u2010\u2011&][^\W_])                 # A-I-7, P&I
    | (?<=[^\W_][-\u2010\u2011&])(?=[^\W_])
    | (?<=[^\W_])(?=['\u2019](?![sS]\b)[^\W_])         # don't
    | (?<=[^\W_]['\u2019])(?=[^\W_])
    | (?<=\d)(?=/\d) | (?<=\d/)(?=\d)             # 10/21/2003
    | (?<=\band)(?=/or\b) | (?<=\band/)(?=or\b)
    | (?=[\u0300-\u036f])                         # a letter and its accent
    """,
    re.VERBOSE,
)


def cuts_token(text: str, at: int) -> bool:
    """Tell whether a cut at an offset would go through a word or a number."""
    return 0 < at < len(text) and bool(_INSIDE_TOKEN.match(text, at))
