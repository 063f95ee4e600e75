"""What `and` joins within one noun phrase, and no two amounts.

Names share their last words, as in `the Servicing and Trustee Fees`; adjectives share a
noun, as in `accrued and unpaid interest`; one amount is payable to two persons.
"""

from __future__ import annotations

import re
from typing import Final

from hereof.formula.english.names import singular
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.vocabulary import ADJECTIVES, ENTITIES, OPERATORS

_SHARED: Final = frozenset(
    "Fee Balance Amount Rate Payment Percentage Ratio Fraction Factor Expense Collection "
    "Shortfall Distribution Proceed Loss Advance Charge Cost Recovery Prepayment Price "
    "Portion".split()
)
"""What several names can share in the plural."""
_WHOLE: Final = _SHARED | frozenset(
    "Income Expense Expenditure Indebtedness Debt Cash EBITDA LIBOR SOFR EURIBOR Index Spread "
    "Yield Coupon Deposit Fund Tax Revenue Sale Equity Value Worth Capital Level Limit Cap Floor "
    "Exposure Commitment Outstanding Rent Premium Requirement Liability Asset Margin Threshold "
    "Target Multiple Interest Principal Reserve Draw Deficiency Deficit Excess Availability "
    "Remittance".split()
)
"""Last words of names that are complete as they stand."""
PERSONS: Final = frozenset(
    "Borrower Company Subsidiary Obligor Servicer Trustee Issuer Depositor Seller Holder "
    "Certificateholder Noteholder Mortgagor Insurer Person Guarantor Party Parent Partner "
    "Lender Subsidiarie Subservicer Custodian Administrator Agent Bank Manager Purchaser "
    "Registrar".split()
)
"""Last words of names of persons."""
_LINKS: Final = frozenset({"OF", "ON", "IN", "UNDER", "FROM", "AT", "WITH"})
_ALONE: Final = frozenset("EBITDA LIBOR SOFR EURIBOR Fee Amount Balance Payment".split())
"""Words that are a whole name by themselves."""
_PLACES: Final = re.compile(r"(?:[IVX]+|\d{1,2}|[A-Z])")


def shared_heads(tokens: list[Token]) -> list[Token]:
    """Give tokens in which several names that share their last words are one.

    They become one token, so that what follows is said of all of them.

    Raises:
        UnreadableError: It is not said which words a name shares.
    """
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end, names = _row(tokens, at)
        if names:
            joint = next(t.type for t in tokens[at:end] if t.type in {"AND", "OR"})
            text = " ".join(t.text for t in tokens[at:end])
            found.append(
                Token("SEVERAL", text, tokens[at].start, tokens[end - 1].end, (joint, names))
            )
        else:
            found.append(tokens[at])
        at = end if names else at + 1
    return found


def _row(tokens: list[Token], start: int) -> tuple[int, tuple[str, ...]]:
    """Give the names that share the last words of the last of them, and where they end."""
    at = start
    firsts: list[Token] = []
    while at + 1 < len(tokens) and tokens[at].type in {"TERM", "GROUP", "CLASS"}:
        firsts.append(tokens[at])
        if tokens[at + 1].type != "COMMA":
            break
        at += 2
    if not firsts or at >= len(tokens):
        return start, ()
    joint = at + (tokens[at].type not in {"AND", "OR"})
    if joint + 1 >= len(tokens) or tokens[joint].type not in {"AND", "OR"}:
        return start, ()
    last = tokens[joint + 1]
    names = [_with_head(first, last) for first in firsts] if last.type == "TERM" else [None]
    if not all(names):
        return start, ()
    return joint + 2, (*(name for name in names if name), str(last.value or last.text))


def _with_head(first: Token, last: Token) -> str | None:
    """Give the whole name of the first, or nothing where it is whole as it stands."""
    name = str(first.value or first.text)
    words, others = name.split(), str(last.value or last.text).split()
    head = singular(others[-1])
    if len(others) == 1 or head == others[-1] or head not in _SHARED:
        return None
    numbered = _PLACES.fullmatch(words[-1]) is not None or first.type == "CLASS"
    whole = singular(words[-1])
    if first.type == "CLASS" and not numbered:
        return None
    if not numbered and whole in _WHOLE and not _divides(words, others):
        if len(words) > 1 or whole in _ALONE:
            return None
        raise _unsaid(name, first, last)
    if first.type == "GROUP" and not numbered and whole not in ENTITIES:
        return None
    if numbered and words[0] != others[0] and first.type != "TERM":
        return None
    if len(others) == len(words) + 1 or (numbered and len(others) > len(words)):
        return " ".join([*words, *others[len(words) :]])
    raise _unsaid(name, first, last)


def _unsaid(name: str, first: Token, last: Token) -> UnreadableError:
    return UnreadableError(
        "words-not-read", f"it is not said which words `{name}` shares with `{last.text}`",
        first.start, last.end, "write both names in full",
    )  # fmt: skip


def _divides(words: list[str], others: list[str]) -> bool:
    """Tell whether two names divide one kind of money: `Principal and Interest Collections`."""
    return len(words) == 1 and {words[0], others[0]} == {"Principal", "Interest"}


# ------------------------------------------------------------------- within a description


def kinds_of_one(tokens: list[Token], start: int, end: int) -> int:
    """Give where the noun stands of which two adjectives are said, or 0.

    Args:
        tokens: All tokens.
        start: Where the first adjective stands.
        end: Where the adjectives before a joint end.
    """
    if end == start or end + 1 >= len(tokens) or tokens[end].type not in {"AND", "OR"}:
        return 0
    at = end + 1
    while at < len(tokens) and tokens[at].type == "WORD" and tokens[at].lower in ADJECTIVES:
        at += 1
    noun = at < len(tokens) and tokens[at].type in {"WORD", "TERM", "GROUP"}
    return at if at > end + 1 and noun and tokens[at].lower not in OPERATORS else 0


def joins(tokens: list[Token], place: int, start: int) -> bool:
    """Tell whether `and` at a place goes on with the description that began before it.

    It does between two adjectives, between two persons or Classes, and where one word alone
    stands before it and shares the noun that follows, as in `principal and interest collections`.
    """
    while tokens[start].type == "DET":
        start += 1
    before, after = tokens[place - 1].lower, tokens[min(place + 1, len(tokens) - 1)].lower
    if before.endswith(("ed", "able")) and after in ADJECTIVES:
        return True
    head = start
    while head < place and tokens[head].type == "WORD" and tokens[head].lower in ADJECTIVES:
        head += 1
    if head == place and kinds_of_one(tokens, start, place):
        return True
    to = place + 1
    goes_on = _plain(tokens, to + 1) or (to + 1 < len(tokens) and tokens[to + 1].type in _LINKS)
    if place == start + 1 and _plain(tokens, to) and goes_on:
        return not tokens[start].lower.endswith("s")
    while to < len(tokens) and tokens[to].type == "DET":
        to += 1
    if to >= len(tokens):
        return False
    last = tokens[place - 1]
    if last.type == "CLASS" or (last.type == "GROUP" and tokens[to].type == "CLASS"):
        return tokens[to].type in {"CLASS", "GROUP"}
    return is_person(last) and is_person(tokens[to])


def _plain(tokens: list[Token], at: int) -> bool:
    """Tell whether a word stands at a place that may belong to a description."""
    return at < len(tokens) and tokens[at].type == "WORD" and tokens[at].lower not in OPERATORS


def is_person(token: Token) -> bool:
    """Tell whether a token names a person, who is no amount."""
    last = singular(str(token.value or token.text).rpartition(" ")[2])
    return token.type == "GROUP" and last in PERSONS


def may_be_amount(tokens: list[Token], place: int) -> bool:
    """Tell whether the name of a group of things may stand for their amount.

    Persons and numbered groups never do, nor do things whose like is an owner before them:
    in `the ratio of X for Group I Loans to Group II Loans` words are left out.
    """
    token = tokens[place]
    name = str(token.value or token.text)
    last = name.rpartition(" ")[2]
    if is_person(token) or _PLACES.fullmatch(last):
        return False
    return not any(
        singular(str(t.value).rpartition(" ")[2]) == singular(last) and _is_owner(tokens, at)
        for at, t in enumerate(tokens[:place])
        if t.type == "GROUP"
    )


def _is_owner(tokens: list[Token], place: int) -> bool:
    """Tell whether words before a name say that something is of it."""
    at = place - 1
    while at >= 0 and tokens[at].type == "DET":
        at -= 1
    if at > 0 and tokens[at].type == "OF" and tokens[at - 1].type in {"PERCENT", "PART"}:
        return False
    return at >= 0 and tokens[at].type in {"OF", "FOR", "ON", "WRT", "IN"}
