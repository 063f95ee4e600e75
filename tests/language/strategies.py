"""Random rule files, as text, that use every construct of the grammar and have no findings.

`rule_files()` is a Hypothesis strategy; `rule_file(Random(seed))` gives the
same without Hypothesis, for a fuzzer with fixed seeds. Layout is as wild as
the language allows: odd spacing, statements broken over lines, comments
anywhere between two words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

BARE_TERMS = (
    "Certificate Principal Balance",
    "Class A-I-7",
    "Class 1-A-1",
    "Class A-6A",
    "Pass-Through Rate",
    "REO Property",
    "Servicer's Fee",
    "October Account",
    "Group 2 Loans",
    "Net WAC Cap 3",
    "Principal/Interest Split",
    "X",
)
QUOTED_TERMS = (
    '"Date of Determination"',
    '"P&I Advance"',
    '"the \\"Stated\\" Rate"',
    '"back\\\\slash"',
    '"October 2003 Pool"',
    '"# no comment, > no quotation ("',
)
CLASS_NAMES = ("A-I-1", "A-I-2", "Class M-1", "1-A-1", "2A", "R", "Class B", "A-6A")
SECTIONS = ("Section 1.01", "Section 4.02(a)(ii)", "Exhibit B", "Article IV", "Schedule A-1")
IDS = ("ramp-2003-rs8", "harbor.2001-1", "std-terms", "harbor")
REFS = ("ramp-2003-rs8/1", "harbor.2001-1/2", "std-terms/a.3")
DATES = ("2003-10-21", "2004-02-29", "1999-12-31", "2010-01-01")
MONTHS = ("October 2003", "May 2010", "February 2004")
NUMBERS = ("1", "0.5", "12", "1,000,000", "1,234.56", "$5", "$500,000", "$0.01", "0.25%", "100%")
TEXTS = (
    '"this issuer\'s usual term"',
    '"0.50%"',
    '"two  blanks and a \\"mark\\""',
    '"(unbalanced # and > signs"',
    '"back\\\\"',
    '"a long reason that goes on and on, so that no line of a hundred columns could ever hold it"',
)
PATHS = ('"ramp-2003-rs8/amendment-1.txt"', '"folder/some document.txt"')
NUMBERED = ("1", "2(a)", "3.1", "IV", "12(b)(ii)", "X(a)")
MEASUREMENTS = (
    "immediately prior to that Distribution Date",
    "as of the close of business, on the Due Date",
    "for that  Distribution Date (or the next)",
    "on the Closing Date",
)
COMMENTS = (
    "#",
    "# a remark",
    '#no blank, "one mark',
    "#  (spaces   kept > all)",
    "## twice # more",
)
QUOTED_WORDS = (
    "For any Distribution Date, an amount",
    "",
    " (x) indented",
    'the "words" # no comment',
    "> a mark of its own",
    "means 5% of nothing; provided, however",
)


@frozen
class Quote:
    """Quoted lines."""

    lines: tuple[str, ...]


@frozen
class Rest:
    """Words that run to the end of their line."""

    text: str


Unit: TypeAlias = str | Quote | Rest
Units: TypeAlias = list[Unit]


@define
class RuleFileWriter:
    """Writes one rule file with the choices that a source of randomness makes."""

    random: Random
    depth: int = field(default=0)

    # ---- choices

    def one(self, options: tuple[str, ...]) -> str:
        return options[self.random.randrange(len(options))]

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def maybe(self, make: Callable[[], Units], percent: int = 30) -> Units:
        return make() if self.chance(percent) else []

    def some(self, make: Callable[[], Units], low: int, high: int) -> Units:
        return [u for _ in range(self.random.randint(low, high)) for u in make()]

    def commas(self, make: Callable[[], Units], low: int = 1, high: int = 4) -> Units:
        units = make()
        for _ in range(self.random.randint(low, high) - 1):
            units += [",", *make()]
        return units

    def pick(self, *makers: Callable[[], Units]) -> Units:
        return makers[self.random.randrange(len(makers))]()

    # ---- pieces

    def term(self) -> Units:
        return [self.one(BARE_TERMS if self.chance(75) else QUOTED_TERMS)]

    def subject(self) -> Units:
        return [self.one(SECTIONS)] if self.chance(15) else self.term()

    def class_name(self) -> Units:
        return [self.one(CLASS_NAMES)]

    def date(self) -> Units:
        return [self.one(DATES)]

    def month(self) -> Units:
        return [self.one(MONTHS)]

    def text(self) -> Units:
        return [self.one(TEXTS)]

    def ref(self) -> Units:
        return [self.one(REFS), *self.maybe(lambda: ["paragraph", self.one(NUMBERED)], 60)]

    def construed(self) -> Units:
        return ["construed", "because", *self.text()]

    def because(self) -> Units:
        return self.maybe(lambda: [",", *self.construed()], 20)

    def quoted(self) -> Units:
        lines = tuple(self.one(QUOTED_WORDS) for _ in range(self.random.randint(1, 3)))
        located = ("at line 12", "at lines 30-36", "at lines 3 - 4")
        return [Quote(lines), *self.maybe(lambda: [self.one(located)], 20)]

    def quotations(self) -> Units:
        return self.some(self.quoted, 0, 2)

    def phrase(self) -> Units:
        return self.quoted() if self.chance(20) else self.text()

    def side(self) -> Units:
        return [self.one(("before", "after"))]

    def count(self) -> Units:
        counts = ("once", "twice", "3 times", "first", "last", "the 2nd", "wherever it appears")
        return self.maybe(lambda: [self.one(counts)], 60)

    def words(self) -> Units:
        return ["words", self.one(("not on file", "reserved"))]

    def new_words(self) -> Units:
        return self.words() if self.chance(20) else self.quoted()

    def clause(self) -> Units:
        return [self.one(("clause (a)", "clause (b)(ii)", "clause (10)"))]

    # ---- the header

    def header(self) -> Units:
        if self.chance(40):
            units: Units = ["agreement", self.one(IDS)]
        else:
            kinds = ("amendment", "supplement", "waiver", "consent")
            units = [self.one(kinds), self.one(REFS)]
        singles: list[Callable[[], Units]] = [
            lambda: ["title", *self.text(), *self.because()],
            lambda: ["dated", *self.date(), *self.because()],
            self.executed,
            self.document,
            lambda: ["known", "from", self.one(PATHS)],
            lambda: [
                "authority",
                self.one(SECTIONS) if self.chance(60) else self.one(TEXTS),
                *self.because(),
            ],
        ]
        shared: list[Callable[[], Units]] = [
            lambda: ["party", *self.text(), "as", *self.term(), *self.because()],
            self.signed,
            lambda: ["unsigned", "for", *self.term(), *self.because()],
            self.incorporates,
        ]
        if units[0] == "agreement":
            shared.append(lambda: ["convention", *self.text(), *self.because()])
        plain: list[Callable[[], Units]] = [
            lambda: ["requires", *self.commas(self.term), *self.because()],
            lambda: ["follows", *self.ref(), *self.because()],
            lambda: ["prevails", "over", *self.ref(), *self.because()],
        ]
        facts = [f for f in singles if self.chance(60)]
        facts += [f for f in shared * 2 if self.chance(40)]
        shown = [(fact, True) for fact in facts] + [(f, False) for f in plain if self.chance(40)]
        self.random.shuffle(shown)
        for fact, quotable in shown:
            units += fact()
            if quotable and self.chance(30):
                units += self.quotations()
        return units

    def executed(self) -> Units:
        day = ["not executed"] if self.chance(20) else ["executed", *self.date()]
        return [*day, *self.because()]

    def document(self) -> Units:
        return ["document", *(["not", "on", "file"] if self.chance(40) else [self.one(PATHS)])]

    def signed(self) -> Units:
        capacity = self.maybe(
            lambda: [",", *self.term(), *self.maybe(lambda: [","])],
        )
        day = self.maybe(lambda: ["on", *self.date()])
        return ["signed", *self.text(), *capacity, "for", *self.term(), *day, *self.because()]

    def incorporates(self) -> Units:
        version = ["as of", *self.date()] if self.chance(50) else ["as amended"]
        return ["incorporates", self.one(IDS), *version, *self.because()]

    # ---- Classes and definitions

    def classes(self) -> Units:
        items = self.some(lambda: self.pick(self.construed, self.quoted), 0, 3)
        where = self.maybe(self.within_section)
        return ["classes", *self.commas(self.class_name, 1, 12), *where, *items]

    def within_section(self) -> Units:
        return ["in", self.one(SECTIONS), *self.because()]

    def within_term(self) -> Units:
        return ["in", *self.term(), *self.because()]

    def definition(self) -> Units:
        parts = [self.maybe(self.within_section), self.maybe(self.effective)]
        parts.append(self.maybe(self.means, 80) if self.chance(80) else self.given())
        if self.chance(50):
            parts += [self.words(), self.maybe(self.construed, 60), self.maybe(self.quotations)]
        else:
            parts += [self.quoted(), self.maybe(self.construed), self.maybe(self.quotations)]
        self.random.shuffle(parts)
        return ["define", *self.subject(), *(u for part in parts for u in part)]

    # ---- effectivity

    def effective(self) -> Units:
        if self.chance(20):
            return ["effective", *self.pick(self.until, self.through)]
        moment, conditional = self.moment()
        units: Units = ["effective", *moment]
        if conditional:
            units += self.condition_tails()
        units += self.maybe(self.because)
        return [*units, *self.maybe(lambda: [",", *self.pick(self.until, self.through)])]

    def until(self) -> Units:
        until = self.pick(self.date, self.from_series, self.as_of_term, self.condition)
        return ["until", *until, *self.maybe(self.because)]

    def through(self) -> Units:
        return ["through", *self.date(), *self.maybe(self.because)]

    def moment(self) -> tuple[Units, bool]:
        if self.depth < 2 and self.chance(20):
            self.depth += 1
            units: Units = ["the", self.one(("later", "earlier")), "of", "(", *self.moment_part()]
            units += self.some(lambda: ["and", *self.moment_part()], 1, 2)
            self.depth -= 1
            return [*units, ")"], False
        if self.chance(30):
            return self.condition(), True
        return self.pick(self.date_hereof, self.date, self.from_series, self.as_of_term), False

    def moment_part(self) -> Units:
        moment, conditional = self.moment()
        tails = self.condition_tails() if conditional else []
        return [*moment, *tails, *self.maybe(self.because)]

    def date_hereof(self) -> Units:
        return ["as of", "the", "date", "hereof"]

    def from_series(self) -> Units:
        return ["from", "the", *self.term(), "in", *self.month()]

    def as_of_term(self) -> Units:
        return ["as of", "the", *self.term()]

    def condition(self) -> Units:
        return ["when", *self.text()]

    def condition_tails(self) -> Units:
        since = self.maybe(lambda: [",", "then", "as of", *self.date()])
        if self.chance(40):
            return [",", "not yet met", *since]
        if self.chance(20):
            return since
        shown = self.maybe(
            lambda: [",", "shown", *self.date(), *self.maybe(lambda: ["by", self.one(PATHS)])]
        )
        return [",", "met", *self.date(), *shown, *since]

    # ---- paragraphs

    def paragraph(self) -> Units:
        head: Units = ["paragraph", self.one(NUMBERED)]
        if self.chance(20):
            return [*head, ",", "no operation", *self.quotations(), *self.maybe(self.construed)]
        units = [*head, *self.quotations(), *self.maybe(self.within_section)]
        units += self.maybe(self.effective, 60)
        units += self.some(self.operation, 1, 4)
        units += self.maybe(self.never, 10)
        return [*units, *self.maybe(self.construed), *self.maybe(self.quotations)]

    def never(self) -> Units:
        return [
            *("never took effect", ",", "known", "from"),
            *self.date(),
            ",",
            "because",
            *self.text(),
        ]

    def operation(self) -> Units:
        return self.pick(
            lambda: ["define", *self.subject(), "as", *self.new_words(), *self.maybe(self.means)],
            lambda: ["replace", *self.named(), "with", *self.new_words(), *self.maybe(self.means)],
            self.construed_words,
            lambda: ["delete", *self.named()],
            self.edits,
            self.edits,
            lambda: [
                *("throughout", "the", "agreement", "replace"),
                *(*self.phrase(), "with", *self.phrase()),
            ],
            self.restate,
            self.suspend,
            lambda: [self.one(("rescind", "revive")), *self.ref()],
            self.correct,
            lambda: [*self.ref(), "never took effect"],
            lambda: [*self.ref(), *self.order(), *self.ref()],
            lambda: [*self.order(), *self.ref()],
            lambda: ["add", *self.class_name(), *self.side(), *self.class_name()],
            lambda: ["remove", *self.class_name()],
        )

    def construed_words(self) -> Units:
        head: Units = ["replace", *self.named(), "with", "words", "not on file"]
        return [*head, *self.construed(), "construed", "as", *self.quoted()]

    def named(self) -> Units:
        if self.chance(30):
            return ["definition", "of", *self.subject()]
        return [self.one(SECTIONS if self.chance(20) else BARE_TERMS)]

    def order(self) -> Units:
        return ["follows"] if self.chance(50) else ["prevails", "over"]

    def edits(self) -> Units:
        return [*self.within_term(), *self.some(self.edit, 1, 2)]

    def edit(self) -> Units:
        edit = self.pick(
            lambda: ["replace", *self.phrase(), "with", *self.phrase(), *self.count()],
            lambda: ["delete", *self.phrase(), *self.count()],
            lambda: ["insert", *self.phrase(), *self.side(), *self.phrase(), *self.count()],
            lambda: ["replace", *self.clause(), "with", *self.quoted()],
            lambda: ["delete", *self.clause()],
            lambda: ["insert", *self.clause(), *self.side(), *self.clause(), "as", *self.quoted()],
        )
        return [*edit, *self.maybe(self.reads), *self.maybe(self.means, 15)]

    def reads(self) -> Units:
        return ["reads", *(self.text() if self.chance(50) else [Quote(("the words", "result"))])]

    def restate(self) -> Units:
        units: Units = ["restate"]
        units += ["the", "agreement"] if self.chance(50) else [self.one(SECTIONS)]
        for _ in range(self.random.randint(0, 2)):
            units += ["with", *self.subject(), "as", *self.new_words(), *self.maybe(self.means)]
        return [*units, *self.maybe(lambda: ["surviving", *self.commas(self.subject, 1, 5)])]

    def suspend(self) -> Units:
        treatments = ("met", "no answer", "0", "1.5", "$1,000", "5%", '"as if zero"')
        treated = self.maybe(lambda: [",", "treated", "as", self.one(treatments)], 60)
        return [self.one(("suspend", "waive")), *self.subject(), *treated]

    def correct(self) -> Units:
        units: Units = ["correct", *self.ref(), "so", "that"]
        if self.chance(50):
            return [*units, "its", "new", "words", "read", *self.quoted()]
        return [*units, *self.phrase(), "reads", *self.phrase()]

    # ---- meanings

    def means(self) -> Units:
        meaning = self.pick(
            self.expression,
            self.expression,
            self.calendar_rule,
            self.business_days,
            self.given,
            lambda: ["classes", *self.owner_list()],
            lambda: [
                *("as", "defined", "in", self.one(IDS)),
                *self.maybe(lambda: ["as", *self.term()]),
            ],
        )
        return ["means", *meaning]

    def given(self) -> Units:
        if self.chance(70):
            kind: Units = [self.one(("dollars", "ratio", "days", "count", "date", "truth"))]
        else:
            counts = ("30/360", "actual/360", "actual/365", "actual/actual")
            kind = ["rate", "per", "year", *self.maybe(lambda: ["on", self.one(counts)], 50)]
        per = self.maybe(lambda: [",", "per", *self.term()], 50)
        return ["given", *kind, *per, *self.maybe(lambda: [",", Rest(self.one(MEASUREMENTS))], 50)]

    def calendar_rule(self) -> Units:
        number, nth = self.one(("1", "25", "31")), self.one(("1", "5", "23"))
        rule = self.pick(
            lambda: ["day", number, "of", "each", "month"],
            lambda: ["the last day of each month"],
            lambda: ["the last", *self.term(), "of", "each", "month"],
            lambda: ["business", "day", nth, "of", "each", "month", "by", *self.term()],
            lambda: [number, "Business Days", *self.side(), "each", *self.term()],
        )
        rolls: Units = [",", "or", "the"]
        if self.chance(60):
            rolls += ["next", *self.term(), *self.maybe(lambda: ["in that month"])]
        else:
            rolls += ["preceding", *self.term()]
        first = self.maybe(lambda: [",", "from", *self.month()])
        last = self.maybe(lambda: [",", "through", *self.month()])
        return [*rule, *(rolls if self.chance(50) else []), *first, *last]

    def business_days(self) -> Units:
        the: Units = ["the"] if self.chance(50) else []
        closures = self.some(
            lambda: [self.one(("closed", "open")), *self.date(), "because", *self.text()], 0, 3
        )
        return ["business", "days", "of", *the, *self.term(), *closures]

    # ---- formulas

    def nested(self, *makers: Callable[[], Units], leaf: Callable[[], Units]) -> Units:
        if self.depth >= 3 or self.chance(40):
            return leaf()
        self.depth += 1
        units = self.pick(*makers)
        self.depth -= 1
        return units

    def expression(self) -> Units:
        return self.nested(self.sum, self.sum, self.conditional, leaf=self.sum)

    def conditional(self) -> Units:
        return [
            *("if", *self.conditions(), "then", *self.expression()),
            *("otherwise", *self.expression()),
        ]

    def sum(self) -> Units:
        return [
            *self.product(),
            *self.some(lambda: [self.one(("+", "-")), *self.product()], 0, 2),
        ]

    def product(self) -> Units:
        return self.pick(
            self.factor,
            self.factor,
            lambda: [*self.factor(), *self.some(lambda: ["*", *self.factor()], 1, 2)],
            lambda: [*self.factor(), "/", *self.factor()],
        )

    def factor(self) -> Units:
        return self.nested(
            lambda: ["(", *self.expression(), ")"],
            self.literal,
            self.input,
            self.bracketed,
            self.bracketed,
            self.date_found,
            leaf=lambda: self.pick(
                *(self.literal, self.input, self.input, self.total),
                lambda: [self.one(("no value", "that date"))],
            ),
        )

    def date_found(self) -> Units:
        number = self.one(("1", "3", "12", "40"))
        return self.pick(
            lambda: [*self.term(), "in", *self.month()],
            lambda: ["date", number, "of", *self.term()],
            lambda: ["anniversary", number, "of", *self.factor()],
            lambda: ["day", "(", *self.day_of_month(), *self.in_month(), *self.roll(), ")"],
            lambda: [
                *("day", "(", number, *self.counted_days(), *self.side(), *self.expression(), ")")
            ],
        )

    def day_of_month(self) -> Units:
        return self.pick(
            lambda: [self.one(("1", "25", "31")), "of"],
            lambda: ["last", "of"],
            lambda: ["last", *self.term(), "of"],
            lambda: ["business", "day", self.one(("1", "23")), "by", *self.term(), "of"],
        )

    def in_month(self) -> Units:
        which = self.one(("the month", "the 2nd month", "the 12th month"))
        return self.pick(
            lambda: ["that month"],
            lambda: ["the", "month", "of", *self.expression()],
            lambda: [*which.rsplit(" ", 1), *self.side(), *self.maybe(self.expression, 70)],
        )

    def roll(self) -> Units:
        if self.chance(50):
            return []
        if self.chance(40):
            return [",", "or", "the", "preceding", *self.term()]
        return [",", "or", "the", "next", *self.term(), *self.maybe(lambda: ["in that month"])]

    def counted_days(self) -> Units:
        return self.pick(lambda: [self.one(("day", "days"))], lambda: ["Business Days"], self.term)

    def literal(self) -> Units:
        if self.chance(15):
            return self.date()
        return ["5.25%", "per", "year"] if self.chance(10) else [self.one(NUMBERS)]

    def input(self) -> Units:
        owner = self.maybe(lambda: ["of", *self.owner()], 40)
        return [*self.term(), *owner, *self.some(self.timing, 0, 1)]

    def total(self) -> Units:
        return ["total", *self.term(), "of", *self.owner(), *self.some(self.timing, 0, 2)]

    def timing(self) -> Units:
        return [self.one(("[prior month]", "[ as of  the Cut-off Date ]", "[# (]"))]

    def owner(self) -> Units:
        return self.owner_item() if self.chance(50) else ["(", *self.owner_list(), ")"]

    def owner_list(self) -> Units:
        others = self.maybe(lambda: ["other than", *self.commas(self.owner_item, 1, 2)])
        return [*self.commas(self.owner_item), *others]

    def owner_item(self) -> Units:
        if self.chance(5):
            return ["that one"]
        return [*self.term(), *self.maybe(lambda: ["through", *self.term()])]

    def arguments(self) -> Units:
        return ["(", *self.commas(self.expression, 2, 3), ")"]

    def bracketed(self) -> Units:
        roundings = ("half up", "half even", "down", "up", "nearest")
        return self.pick(
            lambda: [self.one(("lesser", "least")), "of", *self.arguments()],
            lambda: [self.one(("greater", "greatest")), "of", *self.arguments()],
            lambda: ["average", "of", *self.arguments()],
            lambda: ["excess", "of", "(", *self.expression(), "over", *self.expression(), ")"],
            lambda: ["days", "from", "(", *self.expression(), "to", *self.expression(), ")"],
            lambda: [
                *("rounded", "(", *self.expression(), ","),
                *(self.one(roundings), "to", self.one(NUMBERS), ")"),
            ],
            lambda: ["schedule", "(", *self.commas(self.step), ")"],
            lambda: [
                *("weighted", "average", "of", "(", *self.input(), "by", *self.term()),
                *(*self.some(self.timing, 0, 1), ")"),
            ],
            lambda: [
                *("total", "for", "each", "(", *self.owner_list(), ")"),
                *("of", "(", *self.expression(), ")"),
            ],
        )

    def step(self) -> Units:
        when = self.pick(self.month, self.date, self.term, self.date_found, self.sum)
        return [*self.expression(), self.one(("before", "from")), *when]

    def conditions(self) -> Units:
        word = self.one(("and", "or"))
        return [*self.test(), *self.some(lambda: [word, *self.test()], 0, 2)]

    def test(self) -> Units:
        several = self.conditions
        return self.nested(
            self.comparison,
            lambda: ["not", "(", *self.conditions(), ")"],
            lambda: [self.one(("all", "any")), "of", "(", *self.commas(several, 2, 3), ")"],
            leaf=self.comparison,
        )

    def comparison(self) -> Units:
        if self.chance(20):
            return self.sum()
        relation = self.one(
            (
                *("at least", "is at most", "more than", "is less than", "equal to"),
                *("on or after", "is on or before", "before", "is after", "after", "is before"),
            )
        )
        return [*self.sum(), relation, *self.sum()]

    # ---- examples

    def example(self) -> Units:
        when = self.maybe(lambda: ["on", *self.pick(self.date, self.month)], 90)
        known = self.maybe(lambda: ["as", "known", "on", *self.date()])
        data = self.some(
            lambda: ["with", *self.pick(self.input, self.total), "=", *self.datum()], 0, 2
        )
        return ["example", *self.text(), *when, *known, *data, *self.some(self.expectation, 0, 3)]

    def datum(self) -> Units:
        return self.pick(
            self.literal,
            lambda: ["-", self.one(NUMBERS)],
            lambda: ["met"],
            lambda: ["not", "met"],
        )

    def expectation(self) -> Units:
        outcomes = (
            *("in force", "in force as construed", "suspended", "deleted", "not in force"),
            *("words not on file", "crossing", "guard failed"),
        )
        return [
            "expect",
            *self.subject(),
            *self.pick(
                lambda: ["governed", "by", *([self.one(IDS)] if self.chance(30) else self.ref())],
                lambda: [self.one(outcomes)],
                self.reads,
                lambda: ["falls", "on", *self.date()],
                lambda: ["names", *self.commas(self.class_name)],
                lambda: ["pending", *self.ref()],
                lambda: ["=", *self.datum()],
            ),
        ]

    # ---- layout

    def file(self) -> str:
        """Write a whole file."""
        makers = (self.classes, self.definition, self.paragraph, self.paragraph, self.example)
        blocks = [self.header(), *(self.pick(*makers) for _ in range(self.random.randint(0, 4)))]
        text = self.between_blocks() + "".join(self.laid_out(block) for block in blocks)
        return text.rstrip("\n") if self.chance(10) else text

    def between_blocks(self) -> str:
        parts = ("\n", "  \n", "\t\n", "\f\n")
        text = ""
        for _ in range(self.random.randint(0, 3)):
            if self.chance(50):
                text += self.one(parts)
            else:
                text += self.one(("", "", "  ")) + self.one(COMMENTS) + self.one(("", "  ")) + "\n"
        return text

    def laid_out(self, units: Units) -> str:
        text = str(units[0])
        for previous, unit in pairwise(units):
            text += self.gap(previous, unit) + self.unit(unit)
        return text + self.one(("", "  ", "  # at the end")) + "\n" + self.between_blocks()

    def gap(self, previous: Unit, unit: Unit) -> str:
        ended = not isinstance(previous, str)
        if isinstance(previous, Quote):
            if isinstance(unit, Quote):
                return self.one(("\n\n  ", "\n\n# between\n  ", "\n   \n\n\t", "\n\n"))
            return "\n" + self.own_lines() + self.indent()
        if self.chance(12):
            comment = self.one((" ", "", "   ")) + self.one(COMMENTS) if self.chance(50) else ""
            comment = " " + comment if comment.startswith("#") else comment
            return comment + self.one(("\n", "  \n")) + self.own_lines() + self.indent()
        if ended:
            return "\n" + self.indent()
        tight = previous == "(" or unit in (",", ")")
        return self.one(("", "", " ")) if tight else self.one((" ", " ", " ", "  ", "\t"))

    def own_lines(self) -> str:
        if not self.chance(20):
            return ""
        return self.one(("", "    ", "\n ")) + self.one(COMMENTS) + "\n"

    def indent(self) -> str:
        return self.one(("  ", " ", "    ", "\t", "\n  "))

    def unit(self, unit: Unit) -> str:
        if isinstance(unit, Quote):
            marks = ("  > ", ">", " >", "> ", "\t>  ")
            first, *rest = unit.lines
            return self.one((">", "> ")) + first + "".join(f"\n{self.one(marks)}{r}" for r in rest)
        if isinstance(unit, Rest) or unit.startswith(('"', "[")):
            return unit.text if isinstance(unit, Rest) else unit
        if " " in unit and self.chance(10):
            return unit.replace(" ", self.one(("  ", "\n   ", "\t")))
        return unit


def rule_file(random: Random) -> str:
    """Write a valid rule file with the choices of `random`."""
    return RuleFileWriter(random).file()


def choices() -> st.SearchStrategy[Random]:
    """Sources of randomness: seeded, since a file needs more choices than Hypothesis can shrink."""
    return st.randoms(use_true_random=True)


def rule_files() -> st.SearchStrategy[str]:
    """Valid rule files in any layout."""
    return choices().map(rule_file)
