"""Words that round."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from hereof.formula.english.vocabulary import PARTS, SMALL_NUMBERS
from hereof.model.formula import Amount

_UNIT: Final = r"""
    (?P<cent>(?:whole\s+|full\s+)?cent)
  | (?P<dollar>(?:whole\s+|full\s+)?(?:U\.?S\.?\s+)?dollar)
  | \$(?P<money>[\d,]+(?:\.\d+)?)
  | (?P<top>\d+)/(?P<bottom>\d+)(?:th|st|nd|rd)?s?\s+of\s+(?:(?:one|1)\s+per\s?cent|1\s?%|(?:one|a)\s+percentage\s+point)
  | (?P<many>one-|a\s+|one\s+)?(?P<part>hundred-thousandth|ten-thousandth|thousandth|hundredth|tenth|eighth|sixteenth|thirty-second|quarter|half)
      s?\s+of\s+(?:(?:one|1|a)\s+per\s?cent|1\s?%|(?:one|a)\s+percentage\s+point)
  | (?P<percent>[\d.]+)\s?(?:%|percent)
  | (?P<places>\w+)\s+decimal\s+places?
  | (?P<whole>whole\s+(?:number|percent|percentage)|integer|integral\s+multiple\s+of\s+\$(?P<multiple>[\d,]+))
"""
ROUNDED: Final = re.compile(
    rf"""[(]?rounded(?:\s+(?P<way>upwards?|downwards?|up|down))?(?:,?\s+if\s+necessary,?)?\s+
    to\s+(?:the\s+)?(?:(?P<next>nearest|next)\s+)?(?:(?P<side>higher|lower|highest|lowest)\s+)?(?:{_UNIT})
    (?:\s+\((?:[\d.]+\s?%|\$[\d.,]+)\))?
    (?:,?\s+(?:with\s+)?(?:one-half|half|five|a\s+half|0\.5|\.5|[\w-]+\s+(?:millionths|thousandths|ten-thousandths)|\d\S*)[\w\s%.,$-]{{0,60}}?(?:being\s+|to\s+be\s+)?rounded\s+(?P<half>upwards?|downwards?|up|down))?
    [)]?""",
    re.VERBOSE,
)
_PARTS: Final = PARTS | {
    "sixteenth": 16, "thirty-second": 32, "thousandth": 1000, "ten-thousandth": 10_000,
    "hundred-thousandth": 100_000,
}  # fmt: skip


def rounding_of(match: re.Match[str]) -> tuple[str, Amount]:
    """Give the rule and the unit of words that round."""
    way = match["way"] or ""
    side = match["side"] or ""
    if way.startswith("up") or side.startswith("high"):
        rule = "up"
    elif way.startswith("down") or side.startswith("low"):
        rule = "down"
    elif (match["half"] or "").startswith("up"):
        rule = "half up"
    else:
        rule = "nearest"
    return rule, _unit(match)


def _unit(match: re.Match[str]) -> Amount:
    if match["cent"]:
        return Amount(Fraction(1, 100), "$", "$0.01")
    if match["dollar"]:
        return Amount(Fraction(1), "$", "$1")
    money = match["money"] or match["multiple"]
    if money:
        return Amount(Fraction(money.replace(",", "").rstrip(".")), "$", f"${money}")
    if match["top"]:
        return _percent(Fraction(int(match["top"]), int(match["bottom"])))
    if match["part"]:
        return _percent(Fraction(1, _PARTS[match["part"]]))
    if match["percent"]:
        return _percent(Fraction(match["percent"].rstrip(".")))
    if match["places"]:
        places = SMALL_NUMBERS.get(match["places"], 0)
        places = int(match["places"]) if match["places"].isdigit() else places
        return Amount(Fraction(1, 10**places), "", "")
    return Amount(Fraction(1), "", "1")


def _percent(value: Fraction) -> Amount:
    return Amount(value / 100, "%", "")
