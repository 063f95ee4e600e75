"""Definitions as agreements word them, composed by dice that fall alike in every run.

Each is another sentence: quantities, times, Classes, figures and constructions are drawn, and
constructions hold one another. One in five is words that no formula follows from, as in every
agreement. What they are about is fiction.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OPENERS: Final = (
    "With respect to any Distribution Date, an amount equal to ",
    "With respect to any Distribution Date, ",
    "For any Distribution Date, an amount equal to ",
    "For any Distribution Date, ",
    "As of any Distribution Date, ",
    "An amount equal to ",
)
KINDS: Final = (
    *("Principal Remittance", "Interest Remittance", "Senior Principal Distribution"),
    *("Net Monthly Excess Cashflow", "Overcollateralization Target", "Basis Risk Shortfall"),
    *("Unpaid Interest Shortfall", "Realized Loss", "Subsequent Recovery", "Extra Principal"),
    *("Servicing Advance", "Monthly Advance", "Prepayment Interest", "Liquidation Expense"),
    *("Insured Payment", "Reserve Fund Deposit", "Swap Termination", "Yield Maintenance"),
)
AMOUNTS: Final = ("Amount", "Amount", "Amount", "Balance", "Shortfall", "Fee", "Release")
RATES: Final = (
    *("Servicing Fee Rate", "Net Mortgage Rate", "Pass-Through Rate", "Trustee Fee Rate"),
    *("Senior Percentage", "Subordinate Percentage", "Senior Prepayment Percentage"),
)
UNTIMED: Final = (
    *(("", ""), ("", ""), ("", "")),
    *((" for such Distribution Date", ""), (" for that Distribution Date", "")),
)
TIMED: Final = (
    (
        " immediately prior to such Distribution Date",
        " [immediately prior to that Distribution Date]",
    ),
    *(
        (f" {time}", f" [{time}]")
        for time in (
            "as of the last day of the related Due Period",
            "as of the first day of the related Due Period",
            "as of the close of business on the last day of the related Prepayment Period",
            "as of the Cut-off Date",
            "for the immediately preceding Distribution Date",
        )
    ),
)
"""When something is measured: in words, and in the notation of formulas."""
EVENTS: Final = ("Trigger Event", "Servicer Termination Trigger", "Cumulative Loss Trigger")
DATES: Final = ("Stepdown Date", "Cross-Over Date", "Optional Termination Date")
RECEIVED: Final = ("Liquidation Proceeds", "Insurance Proceeds", "Curtailments", "Recoveries")
STYLES: Final = (("i", "ii", "iii", "iv"), ("A", "B", "C", "D"), ("1", "2", "3", "4"))
CLASSES: Final = ("A-1", "A-2", "A-3", "M-1", "M-2", "M-3", "B-1")
ASSETS: Final = ("Mortgage Loan", "Mortgaged Property", "Underlying Security", "Receivable")
NOT_READ: Final = (
    (
        "Any {asset} that was the subject of a repurchase by the Seller pursuant to Section "
        "{a}.{b:02} and has not been replaced by an Eligible Substitute {asset}."
    ),
    (
        "The policy of insurance required to be maintained in respect of each {asset} pursuant to "
        "Section {a}.{b:02}, together with each endorsement issued in the first {days} days after."
    ),
    (
        "Each {asset} identified on the schedule delivered to the Trustee on the Closing Date, but "
        "not one which is {days} or more days delinquent under the terms of the related note."
    ),
    (
        "The account established and maintained by the Servicer under Section {a}.{b:02} for the "
        "benefit of the Holders, into which collections on each {asset} are deposited."
    ),
)
GIVEN: Final = ("Certificate Principal Balance", "Pool Principal Balance", "Reimbursement Amount")
"""What a formula in a rule file is computed from: its agreement has these reported."""
DEEPEST: Final = 3


@frozen
class Said:
    """Words, and the formula that they state; empty where they state none."""

    words: str
    formula: str


def definition(dice: str, others: Sequence[str] = (), *, given: bool = False) -> Said:
    """Give the words of a definition and what they state.

    Args:
        dice: How the dice fall: the same text gives the same words.
        others: Terms that it may be computed from.
        given: Whether it is computed from nothing else but what is given.
    """
    random = Random(dice)  # noqa: S311 - dice, no secret
    if random.random() < 0.2:  # noqa: PLR2004 - a share of the dice, here and below
        words = random.choice(NOT_READ).format(
            asset=random.choice(ASSETS),
            a=random.randrange(1, 13),
            b=random.randrange(1, 30),
            days=random.randrange(20, 400),
        )
        return Said(words, "")
    said = _Composer(random, others, given=given).construction(0)
    return Said(f"{random.choice(OPENERS)}{said.words}.", said.formula)


class _Composer:
    """Composes one definition."""

    def __init__(self, random: Random, others: Sequence[str], *, given: bool) -> None:
        self.random = random
        self.others = others
        self.given = given

    def construction(self, depth: int) -> Said:
        """Give a construction, as often as agreements have it."""
        several = _CONSTRUCTIONS if depth or self.given else _CONSTRUCTIONS + _WHOLE
        weights = [often for often, _ in several]
        ((_, compose),) = self.random.choices(several, weights)
        return compose(self, depth)

    def value(self, depth: int) -> Said:
        """Give a part of a construction: a quantity, or another construction."""
        if depth < DEEPEST and self.random.random() < 0.45 - 0.1 * depth:
            said = self.construction(depth)
            return Said(said.words, f"({said.formula})")
        return self.quantity()

    def quantity(self, times: Sequence[tuple[str, str]] = UNTIMED + TIMED) -> Said:
        """Give a quantity with its time, and at times with its Class."""
        random, balance = self.random, GIVEN[0]
        share, (time, then) = random.random(), random.choice(times)
        if share < 0.2:  # noqa: PLR2004
            name = f"Class {random.choice(CLASSES)}"
            return Said(
                f"the {balance} of the {name} Certificates{time}", f"{balance} of {name}{then}"
            )
        if share < 0.3:  # noqa: PLR2004
            first, last = sorted(random.sample(range(4), 2))
            of = f"Class A-{first + 1} through Class A-{last + 1}"
            return Said(
                f"the aggregate {balance} of the {of} Certificates{time}",
                f"total {balance} of {of}{then}",
            )
        if share < 0.4 and not self.given:  # noqa: PLR2004
            what, when = random.choice(RECEIVED), "during the related Prepayment Period"
            return Said(f"all {what} received {when}", f"{what} [received] [{when}]")
        if share < 0.5:  # noqa: PLR2004
            money = f"${random.randrange(1, 900) * 2500:,}"
            return Said(money, money)
        if self.others and share < 0.6:  # noqa: PLR2004
            name = random.choice(self.others)
        elif self.given:
            name = random.choice(GIVEN[1:])
        else:
            group = random.choice(("", "", "Group I ", "Group II ", "Class M-1 ", "Senior "))
            name = f"{group}{random.choice(KINDS)} {random.choice(AMOUNTS)}"
        return Said(f"the {name}{time}", f"{name}{then}")

    def rate(self) -> Said:
        """Give a rate or a share."""
        if self.given or self.random.random() < 0.5:  # noqa: PLR2004
            percent = f"{self.random.randrange(1, 400) / 4:g}%"
            return Said(percent, percent)
        name, (time, then) = self.random.choice(RATES), self.random.choice(UNTIMED)
        return Said(f"the {name}{time}", f"{name}{then}")

    def several(self, depth: int, most: int) -> list[Said]:
        """Give from two to so many parts."""
        return [self.value(depth + 1) for _ in range(self.random.randint(2, most))]

    def sum(self, depth: int) -> Said:
        """Add; the formula has the parts in another order as often as not."""
        parts = self.several(depth, 4)
        back = parts[:: self.random.choice((1, -1))]
        return Said(f"the sum of {_listed(parts, depth)}", " + ".join(p.formula for p in back))

    def choice(self, depth: int) -> Said:
        """Choose the lesser or the greater."""
        one, other = self.several(depth, 2)
        kind = f"{self.random.choice(('lesser', 'greater'))} of"
        listed = _listed((one, other), depth)
        return Said(f"the {kind} {listed}", f"{kind} ({other.formula}, {one.formula})")

    def excess(self, depth: int) -> Said:
        """Subtract, not below zero."""
        one, two, *_ = STYLES[depth % len(STYLES)]
        of, over = self.several(depth, 2)
        return Said(
            f"the excess, if any, of ({one}) {of.words} over ({two}) {over.words}",
            f"excess of ({of.formula} over {over.formula})",
        )

    def product(self, depth: int) -> Said:
        """Multiply by a rate or a share."""
        rate, of = self.rate(), self.value(depth + 1)
        said = f"the product of {_listed((rate, of), depth)}"
        if self.random.random() < 0.3:  # noqa: PLR2004
            return Said(f"one-twelfth of {said}", f"({of.formula} * {rate.formula}) / 12")
        return Said(said, f"{of.formula} * {rate.formula}")

    def fraction(self, depth: int) -> Said:
        """Take as large a part of one as another is of a third."""
        over, under, of = self.quantity(), self.quantity(), self.quantity()
        words = (
            f"a fraction, the numerator of which is {over.words} and the denominator of which is "
            f"{under.words}"
        )
        fraction = Said(words, f"({over.formula} / {under.formula})")
        return Said(
            f"the product of {_listed((fraction, of), depth)}",
            f"{fraction.formula} * {of.formula}",
        )

    def share(self, _depth: int) -> Said:
        """Take a share."""
        percent, of = f"{self.random.randrange(1, 200) / 2:g}%", self.quantity()
        return Said(f"{percent} of {of.words}", f"{percent} * {of.formula}")

    def less(self, _depth: int) -> Said:
        """Take one from another."""
        word = self.random.choice(("minus", "less", "reduced by"))
        one, other = self.quantity(TIMED), self.quantity(TIMED)
        return Said(f"{one.words} {word} {other.words}", f"{one.formula} - {other.formula}")

    def either(self, _depth: int) -> Said:
        """Tell cases apart."""
        one, other = self.quantity(TIMED), self.quantity(TIMED)
        event, day = self.random.choice(EVENTS), self.random.choice(DATES)
        test, so = self.random.choice(
            (
                (f"a {event} is in effect", event),
                (
                    f"such Distribution Date is prior to the {day}",
                    f"Distribution Date before {day}",
                ),
            )
        )
        return Said(
            f"if {test}, {one.words}, and otherwise, {other.words}",
            f"if {so} then {one.formula} otherwise {other.formula}",
        )


def _listed(parts: Sequence[Said], depth: int) -> str:
    """Give parts with their enumerators."""
    style = STYLES[depth % len(STYLES)]
    marked = [f"({label}) {part.words}" for label, part in zip(style, parts, strict=False)]
    comma = "," if len(marked) > 2 else ""  # noqa: PLR2004 - as lists are written
    return f"{', '.join(marked[:-1])}{comma} and {marked[-1]}"


_Compose: TypeAlias = "Callable[[_Composer, int], Said]"
_CONSTRUCTIONS: Final[tuple[tuple[int, _Compose], ...]] = (
    (4, _Composer.sum),
    (4, _Composer.product),
    (3, _Composer.excess),
    (3, _Composer.choice),
    (1, _Composer.fraction),
    (1, _Composer.share),
)
"""Each with how often it is drawn."""
_WHOLE: Final[tuple[tuple[int, _Compose], ...]] = ((2, _Composer.less), (1, _Composer.either))
"""Those that stand for a whole definition alone: within another they could be read in two ways."""
