"""Tokens to chunks: phrases about time, descriptions, restrictions."""

from __future__ import annotations

import re
from typing import Final

from hereof.formula.english.coordination import joins, kinds_of_one
from hereof.formula.english.dates import Times, When
from hereof.formula.english.tokens import Token, merged
from hereof.formula.english.vocabulary import ADJECTIVES, COMPUTED, OPERATORS, PARTICIPLES

_NOUN_ENDS: Final = frozenset(
    {
        "TERM",
        "SEVERAL",
        "GROUP",
        "CLASS",
        "OPAQUE",
        "TIME",
        "ASKED",
        "IFANY",
        "RESTR",
        "DTERM",
        "RP",
        "LP",
        "EFFECT",
        "INEACHCASE",
    }
)
_WITHIN: Final = frozenset(
    "WORD DET TERM GROUP CLASS DTERM OF ON IN FOR AT AS WITH UNDER FROM THEN SECTION NUMBER "
    "ORDINAL DATE MONTHYEAR".split()
)
_BEFORE_TO: Final = frozenset(
    "payable allocable respect distributable attributable allocated paid made pursuant related "
    "prior due according subject transferred distributed delivered entitled released remitted "
    "available applied credited deposited relating as advanced owed owing loaned applicable "
    "reference sixty thirty required assigned effect account regard".split()
)
_VERBS: Final = frozenset(
    "was were have has had will would shall may is are remain remains became become secures "
    "secure accrue accrued constitute represents represent relate relates".split()
)
_BEFORE_PARTICIPLE: Final = frozenset("previously theretofore then".split())
_STATED: Final = frozenset(
    "calculated determined reported computed shown stated specified published certified set".split()
)
"""What is done to an amount by one who says how much it is."""
_DONE: Final = frozenset(
    "paid received reimbursed distributed collected deposited applied allocated recovered "
    "remitted advanced made".split()
)
_UNDONE: Final = frozenset("unpaid unreimbursed uncollected undistributed unapplied".split())
"""What may follow `but` in a description, for it says only which amounts are meant."""
_PAID_AS: Final = frozenset("principal interest fees premium expenses losses".split())
"""In respect of what an amount may be paid."""
_EACH_DAY: Final = frozenset("daily weekly monthly quarterly".split())
"""What may follow `average` in the name of an amount that is kept as it is worded."""
_COMPUTING: Final = frozenset("arriving computing calculating determining".split())
_WHICH_DATE: Final = frozenset(
    "prior preceding previous immediately current next following succeeding".split()
)
_NAMED: Final = frozenset({"TERM", "SEVERAL", "GROUP", "CLASS"})
_ENDS: Final = frozenset(
    {"", "PERIOD", "COMMA", "SEMI", "AND", "RP", "PLUS", "MINUS", "TIMES", "DIVIDED"}
)
"""What may follow a row of times."""
_PREPOSITION: Final = re.compile(r"(?:as of|as at|for|on|during|in respect of|with respect to)\b")
_PAIRS: Final = (
    {"principal", "interest"},
    {"depreciation", "amortization"},
    {"fees", "expenses"},
    {"costs", "expenses"},
)
"""What `and` joins within one description, where that has begun before them."""

_EFFECT: Final = frozenset(
    {
        ("after", "giving", "effect"),
        ("before", "giving", "effect"),
        ("without", "giving", "effect"),
        ("without", "regard", "to"),
        ("without", "taking", "into"),
        ("after", "taking", "into"),
        ("taking", "into", "account"),
        ("giving", "effect", "to"),
        ("before", "taking", "into"),
        ("after", "application", "of"),
        ("prior", "to", "giving"),
        ("after", "payment", "of"),
        ("after", "distribution", "of"),
        ("after", "distributions", "of"),
        ("after", "payments", "of"),
        ("before", "distributions", "of"),
        ("before", "payments", "of"),
        ("after", "application", "of"),
        ("after", "reimbursement", "of"),
    }
)


class Chunker:
    """Joins tokens that stand as one."""

    def __init__(self, tokens: list[Token], words: str) -> None:
        self.tokens = tokens
        self.words = words
        self.times = Times(tokens, words)

    def chunks(self) -> list[Token]:
        """Give the tokens with phrases of time, then descriptions and restrictions, joined."""
        self.tokens = self._timed()
        return self._described()

    def _timed(self) -> list[Token]:
        found: list[Token] = []
        i = 0
        while i < len(self.tokens):
            asked = bool(found) and found[-1].type == "ASKED"
            hit = (
                (self.times.period_ends(i) if asked else None)
                or self._effect(i)
                or self.times.phrase(i)
                or self._date_value(i)
            )
            if hit is not None:
                token, i = hit
                after_noun = bool(found) and found[-1].type in _NAMED
                found.append(token)
                while after_noun and (also := self._also(token, i)) is not None:
                    other, i = also
                    found.append(other)
            else:
                found.append(self.tokens[i])
                i += 1
        return found

    def _also(self, time: Token, i: int) -> tuple[Token, int] | None:
        """Give another time of the same quantity: `for this period and the prior period`."""
        times = self.times
        end = times.noun(i + 1) if times.kind(i) in {"AND", "COMMA"} else None
        if time.type not in {"TIME", "ASKED"} or end is None or end < i + 3:
            return None  # a name alone is no more than a date
        if times.kind(i + 1) != "DET" or times.kind(end) not in _ENDS:
            return None
        said = _PREPOSITION.match(time.text)
        if said is None:
            return None
        if " of " not in time.text[said.end() :] and self._says_of(i + 1, end):
            return None  # `the first day and the last day of the period` is not told apart
        token = merged("ANDTIME", self.tokens[i + 1 : end], self.words)
        token.text = f"{said[0]} {token.text}"
        return token, end

    def _says_of(self, start: int, end: int) -> bool:
        return any(token.type == "OF" for token in self.tokens[start:end])

    def _date_value(self, i: int) -> tuple[Token, int] | None:
        """Give a date that is more than a term: in a month, the n-th, an anniversary."""
        times = self.times
        if times.low(i) in {"any", "each", "every"}:
            return None
        end = times.noun(i)
        if end is None:
            return None
        said = self.tokens[i:end]
        while said and said[0].type == "DET":
            said = said[1:]
        kinds = {t.type for t in said}
        odd = "MONTHYEAR" in kinds or (said[0].type == "ORDINAL" and len(said) > 1)
        counted = i > 0 and self.tokens[i - 1].type in {"DAYSFROM", "TOBUT"} and len(said) > 1
        odd = odd or (counted and said[0].lower in _WHICH_DATE)
        heads = {t.lower for t in said}
        if not odd or not (kinds & {"DTERM"} or "anniversary" in heads):
            return None
        token = merged("DATEVAL", self.tokens[i:end], self.words)
        token.value = When("on", tuple(said))
        return token, end

    def _effect(self, i: int) -> tuple[Token, int] | None:
        """Give what the words suppose or set aside, such as `after giving effect to ...`."""
        low = self.times.low
        said = (low(i), low(i + 1), low(i + 2))
        extent = self.times.kind(i) == "EXTENT" or said[0] == "assuming"
        if self.times.kind(i) == "EXTENT" and self.times.kind(i + 1) == "OF":
            return None  # `to the extent of` is a ceiling
        if said not in _EFFECT and not extent:
            return None
        end = i + (1 if extent else 3)
        while end < len(self.tokens) and self._supposed(end, extent=extent):
            extent = extent or self.tokens[end].lower == "assuming"
            end += 1
        return merged("EFFECT", self.tokens[i:end], self.words), end

    def _supposed(self, i: int, *, extent: bool) -> bool:
        token, before = self.tokens[i], self.tokens[i - 1]
        if token.type in {"AND", "OR"}:
            after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            return after is not None and after.type == "WORD" and before.type == "WORD"
        if extent and token.type == "PERCENT" and before.lower in {"assuming", "that"}:
            return True
        if token.type in {"WORD", "NO", "EVENT", "IS", "TO", "AGG", "AMTOF"} and (
            extent or token.lower not in OPERATORS
        ):
            return token.type != "WORD" or token.lower != "over"
        if token.type == "TO":
            return True
        return self._goes_on(self.tokens, i, start=i)

    def _goes_on(self, tokens: list[Token], i: int, start: int) -> bool:
        """Tell whether a description goes on at a token."""
        token, before = tokens[i], tokens[i - 1]
        kind, low = token.type, token.lower
        if kind == "FROM" and self._subtracted(i):
            return False
        if kind == "WORD":
            undone = before.type in {"IS", "BUT"} or before.lower in {"has", "have", "had"}
            return undone if low == "not" else low not in OPERATORS
        if kind == "BUT":
            return before.type == "WORD" and self._but_not(tokens, i)
        if kind == "WRT":
            return i > start and self._paid_as(tokens, i)
        return self._goes_on_beyond(tokens, i, start)

    def _goes_on_beyond(self, tokens: list[Token], i: int, start: int) -> bool:
        """Tell the same of a token that is no word of a description itself."""
        token, before = tokens[i], tokens[i - 1]
        kind = token.type
        if kind == "AGG":
            return True
        if kind == "TO":
            to_a_date = [t.lower for t in tokens[i + 1 : i + 3]] == ["the", "date"]
            known = before.lower in _BEFORE_TO or before.lower.endswith(("able", "ed"))
            return known or to_a_date
        if kind == "BY":
            return before.type == "WORD" and before.lower.endswith(
                ("ed", "de", "ld", "id", "wn", "by")
            )
        if kind in {"IS", "EVENT"}:
            return any(t.lower in {"that", "which", "who"} for t in tokens[start:i])
        if kind in {"AND", "OR"}:
            after = tokens[i + 1 : i + 2]
            begun = i > start + 1 or (start > 0 and tokens[start - 1].type == "ENUM")
            pair = bool(after) and {before.lower, after[0].lower} in _PAIRS and begun
            if before.type == "WORD" and (pair or _is_participle(after)):
                return True
            return joins(tokens, i, start)
        return kind in _WITHIN

    def _paid_as(self, tokens: list[Token], i: int) -> bool:
        """Tell whether words say as what an amount is paid, as in `in respect of principal`."""
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        return tokens[i].lower == "in respect of" and after in _PAID_AS

    def _but_not(self, tokens: list[Token], i: int) -> bool:
        """Tell whether words say what was left undone, as in `due but not yet paid`."""
        j = i + 1
        if j < len(tokens) and tokens[j].lower in _UNDONE:
            return True
        if j >= len(tokens) or tokens[j].lower != "not":
            return False
        j += 1
        while j < len(tokens) and tokens[j].lower in {"yet", "previously", "theretofore"}:
            j += 1
        return j < len(tokens) and tokens[j].lower in _DONE

    def _described(self) -> list[Token]:
        tokens = self.tokens
        found: list[Token] = []
        i = 0
        while i < len(tokens):
            after_noun = bool(found) and found[-1].type in _NOUN_ENDS
            end = None
            kind = "OPAQUE"
            if after_noun:
                end, kind = self._restriction(i), "RESTR"
            if end is None:
                end, kind = self._description(i)
            if end is None:
                found.append(tokens[i])
                i += 1
                continue
            found.append(self._chunk(kind, i, end))
            i = end
        return found

    def _chunk(self, kind: str, i: int, end: int) -> Token:
        tokens = self.tokens[i:end]
        begin = 0
        while begin < len(tokens) - 1 and tokens[begin].lower in {"the", "a", "an"}:
            begin += 1
        token = merged(kind, tokens, self.words)
        token.text = token.text.strip(" ,")
        token.value = merged(kind, tokens[begin:], self.words).text
        return token

    def _restriction(self, i: int) -> int | None:
        tokens = self.tokens
        token = tokens[i]
        low, kind = token.lower, token.type
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None and kind != "WORD":
            return None
        if kind == "COMMA" and after is not None and after.lower == "whether or not":
            return self._parenthesis(i)
        starts = kind == "WORD" and _says_which(low)
        starts = starts or (low in {"deducted", "included"} and self._in_computing(i))
        starts = starts or _done_before(low, after) or self._as_stated(i)
        if kind == "FROM" and self._subtracted(i):
            return None
        if kind in {"ON", "IN", "UNDER", "WITH", "FROM", "AT", "FOR"} and after is not None:
            starts = (
                after.type in {"DET", "WORD", "TERM", "GROUP", "DTERM", "CLASS", "SECTION"}
                and after.lower not in OPERATORS
            )
            head = i + 1
            while head < len(tokens) and (
                tokens[head].type == "DET" or (head > i + 1 and tokens[head].type == "OF")
            ):
                head += 1
            if (
                kind in {"FOR", "ON"}
                and head < len(tokens)
                and tokens[head].type in {"CLASS", "GROUP"}
            ):
                return None
        if low in {"that", "which", "who"} and after is not None:
            starts = after.lower in _VERBS or after.type in {"IS", "EVENT"}
        starts = starts or (kind == "TO" and self._before(i) == "thereon" and self._day_at(i + 1))
        as_what = self._before(i) in {"principal", "interest"} and self._before(i - 1) == "as"
        starts = starts or (kind == "TO" and as_what)
        starts = starts or (kind == "TO" and low == "to" and self._before(i) in _BEFORE_TO)
        if not starts:
            return None
        end = i + 1
        while end < len(tokens) and self._goes_on(tokens, end, start=i):
            end += 1
        return end

    def _in_computing(self, i: int) -> bool:
        """Tell whether words say of which amounts another is made up, `deducted in computing`."""
        said = [token.lower for token in self.tokens[i + 1 : i + 3]]
        return len(said) == 2 and said[0] == "in" and said[1] in _COMPUTING  # noqa: PLR2004

    def _as_stated(self, i: int) -> bool:
        """Tell whether words say by whom or when an amount is stated, `as last reported`."""
        if self.tokens[i].lower != "as":
            return False
        j = i + 1
        while j < len(self.tokens) and self.tokens[j].lower in {"most", "recently", "last", "then"}:
            j += 1
        return j < len(self.tokens) and self.tokens[j].lower in _STATED

    def _parenthesis(self, i: int) -> int | None:
        """Give the end of `, whether or not received,` with the comma that closes it."""
        end = i + 2
        while end < len(self.tokens) and self._goes_on(self.tokens, end, start=i):
            end += 1
        if end == i + 2:
            return None
        return end + (end < len(self.tokens) and self.tokens[end].type == "COMMA")

    def _subtracted(self, i: int) -> bool:
        """Tell whether a `from` says from what the amount before it is subtracted."""
        kinds = [token.type for token in self.tokens[:i]]
        return kinds.count("SUBTRACTING") > kinds.count("FROM")

    def _average_daily(self, tokens: list[Token], j: int) -> bool:
        """Tell whether `average daily`, before a term, says which amount the term names."""
        after = [t.lower for t in tokens[j + 1 : j + 2]]
        k = j + 2
        while k < len(tokens) and tokens[k].lower in ADJECTIVES:
            k += 1
        named = k < len(tokens) and tokens[k].type == "TERM"
        return tokens[j].lower == "average" and set(after) <= _EACH_DAY and bool(after) and named

    def _day_at(self, i: int) -> bool:
        """Tell whether a date is named at a token, as in `thereon to the Purchase Date`."""
        while i < len(self.tokens) and self.tokens[i].type == "DET":
            i += 1
        return i < len(self.tokens) and self.tokens[i].type == "DTERM"

    def _before(self, i: int) -> str:
        return self.tokens[i - 1].lower if i else ""

    def _description(self, i: int) -> tuple[int | None, str]:
        tokens = self.tokens
        j = i
        while j < len(tokens) and tokens[j].type == "DET":
            j += 1
        if j >= len(tokens) or tokens[j].type != "WORD":
            return None, ""
        if tokens[j].lower in OPERATORS and not self._average_daily(tokens, j):
            return None, ""
        k = j
        while k < len(tokens) and tokens[k].type == "WORD" and tokens[k].lower in ADJECTIVES:
            k += 1
        paired = kinds_of_one(tokens, j, k)
        if paired and tokens[paired].type == "TERM":
            return paired + 1, "TERM"
        if k > j and k < len(tokens) and tokens[k].type == "TERM":
            return k + 1, "TERM"
        of_whom = i > 0 and tokens[i - 1].type in {"OF", "FOR"}
        if k > j and k < len(tokens) and tokens[k].type == "GROUP" and of_whom:
            return k + 1, "GROUP"
        end = j + 1
        while end < len(tokens) and self._goes_on(tokens, end, start=i):
            end += 1
        while (
            tokens[end - 1].type in {"DET", "OF", "AND", "OR", "ON", "IN", "FOR", "AS", "FROM"}
            and end > j + 1
        ):
            end -= 1
        return end, "OPAQUE"


def _done_before(low: str, after: Token | None) -> bool:
    """Tell whether `previously` and its like begin what says which, as in `previously paid`."""
    if low not in _BEFORE_PARTICIPLE or after is None:
        return False
    return after.type == "WORD" and _says_which(after.lower)


def _says_which(low: str) -> bool:
    """Tell whether a word begins what says which amounts are meant."""
    if low in OPERATORS or low in COMPUTED or low == "during":
        return False
    listed = low in PARTICIPLES or low in {"thereof", "thereon", "therein", "whether or not"}
    return listed or low.endswith(("ed", "ing", "able"))


def _is_participle(following: list[Token]) -> bool:
    """Tell whether what follows goes on with what was done, as in `received and retained`."""
    if not following or following[0].type != "WORD":
        return False
    low = following[0].lower
    done = low in PARTICIPLES or low.endswith(("ed", "ing"))
    return done and low not in OPERATORS
