"""What the parts of the model builder share: places, dates, quotations, names."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

from lark import Token

from hereof.calendar import Month
from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.frozen import frozen
from hereof.language.values import date_of, lines_of, month_of, occurrences_of, quoted_text, text_of
from hereof.model import operation as o
from hereof.model.names import Ref
from hereof.model.words import Ignored, Quotation, Reason, Reviewed, Words, WordsKind

Items: TypeAlias = list[Any]
Named: TypeAlias = tuple[str, Span]

MAX_DIGITS: Final = 40
"""No amount, count or rate of an agreement has more digits."""


@frozen
class Item:
    """A line of a block that is no operation: its kind and what it says."""

    kind: Any
    value: Any
    extra: Any = None
    span: Span | None = None


@frozen
class Placed:
    """A part of a formula that is no formula, with its place."""

    value: Any
    span: Span


class Pieces:
    """Builds the pieces that many constructs share. Set `source`, `findings`, `start` first."""

    source: Source
    findings: list[Diagnostic]
    start: Span

    # ---- places and dates

    def span(self, token: Token) -> Span:
        """Give a token's place in the file."""
        start = token.start_pos or 0
        return Span(self.source, start, start + len(token))

    def across(self, items: Items) -> Span:
        """Give the place from the first of several parts to the last."""
        return Span(self.source, self._of(items[0]).start, self._of(items[-1]).end)

    def _of(self, item: Any) -> Span:  # noqa: ANN401
        """Give the place of a token, a name, or a part of a formula."""
        if isinstance(item, Token):
            return self.span(item)
        place: Span = item[1] if isinstance(item, tuple) else item.span
        return place

    def here(self) -> Span:
        """Give the place of the block being read."""
        return self.start

    def day(self, token: Token) -> date:
        """Give a token's date; a day that is in no calendar is a finding."""
        value = date_of(token)
        if value is not None:
            return value
        self.findings.append(
            error(
                "no-such-date",
                f"there is no day `{token}`",
                self.span(token),
                help=_days_of(token),
            )
        )
        return date.min

    def month(self, token: Token) -> Month:
        """Give a token's month; one that is in no calendar is a finding."""
        try:
            return month_of(token)
        except ValueError:
            self.findings.append(
                error(
                    "no-such-date",
                    f"there is no month `{token}`",
                    self.span(token),
                    help="write the month and the year, such as November 2004",
                )
            )
            return Month(1, 1)

    def brief(self, token: Token) -> bool:
        """Tell whether a number is of a length to compute with; if not, that is a finding."""
        if len(token) <= MAX_DIGITS:
            return True
        self.findings.append(
            error(
                "number-too-long",
                f"a number has {len(token):,} characters, more than {MAX_DIGITS}",
                self.span(token),
                help="write the number as the document has it",
            )
        )
        return False

    def integer(self, token: Token) -> int:
        """Give a token's whole number."""
        return int(token) if self.brief(token) else 0

    # ---- shared pieces

    def because(self, items: Items) -> Reason:
        """The reason for what is construed."""
        return self._reason(items[0])

    def construed_tail(self, items: Items) -> Reason:
        """The same, within an effectivity."""
        return self._reason(items[0])

    def ignored(self, items: Items) -> Item:
        """Findings that are set aside, with the reason."""
        code, *names, because = items
        found = Ignored(
            str(code), tuple(x[0] for x in names), self._reason(because), self.span(code)
        )
        return Item("ignored", found, found.span)

    def reviewed(self, items: Items) -> Item:
        """Who reviewed the block, when, and the digest of what was reviewed."""
        _, by, on, *digests = items
        digest, parts = (*(text_of(each) for each in digests), "")[:2]
        found = Reviewed(text_of(by), self.day(on), digest, parts, self.across(items))
        return Item("reviewed", found, found.span)

    def construed(self, items: Items) -> Reason:
        """The same, on a line of its own."""
        return self._reason(items[0])

    def as_construed(self, items: Items) -> Item:
        """What words not on file are taken to say."""
        return Item("as construed", items[0], items[0].span)

    def _reason(self, token: Token) -> Reason:
        text = text_of(token)
        if not text.strip():
            self.findings.append(
                error(
                    "reason-empty",
                    "a reason says nothing",
                    self.span(token),
                    help="say why; every answer that leans on it shows the reason",
                )
            )
        return Reason(text, self.span(token))

    def quoted(self, items: Items) -> Quotation:
        """Quoted lines."""
        lines = lines_of(items[1]) if len(items) > 1 else None
        return Quotation(quoted_text(items[0]), lines, self.span(items[0]))

    def quoted_words(self, items: Items) -> Quotation:
        """Quoted lines of a definition."""
        quotation: Quotation = items[0]
        return quotation

    def subject(self, items: Items) -> Named:
        """A subject with its place."""
        return text_of(items[0]), self.span(items[0])

    subject_term = bare_subject = name = class_name = expected = subject

    def ref(self, items: Items) -> Ref:
        """An instrument or paragraph."""
        return Ref(str(items[0]), str(items[1]) if len(items) > 1 else "", self.span(items[0]))

    def side(self, items: Items) -> o.Side:
        """Before or after."""
        return o.Side.BEFORE if items[0].type == "BEFORE" else o.Side.AFTER

    def count(self, items: Items) -> o.Occurrences:
        """How often, or which."""
        return occurrences_of(items)

    def phrase(self, items: Items) -> Named:
        """A phrase: in quotation marks, or quoted lines."""
        item = items[0]
        if isinstance(item, Quotation):
            return item.text, item.span
        return text_of(item), self.span(item)

    def words(self, items: Items) -> Words:
        """The statement that words are not on file, or reserved."""
        kind = WordsKind.RESERVED if items[0].type == "RESERVED" else WordsKind.NOT_ON_FILE
        return Words(kind, None, None, None, self.span(items[0]))

    def new_words(self, items: Items) -> Words:
        """New words: quoted, or a statement about them."""
        item = items[0]
        if isinstance(item, Words):
            return item
        return Words(WordsKind.QUOTED, item, None, None, item.span)


def _days_of(token: str) -> str:
    """Say what days there are where one is not."""
    from hereof.calendar.typed import days_in  # noqa: PLC0415 - only where there is a mistake

    year, month, _ = (int(part) for part in token.split("-"))
    days = days_in(year, month)
    if days is None:
        return "write year-month-day, such as 2003-10-21"
    return f"write a day that there is: {Month(year, month)} has {days}"


def self_order(items: Items) -> o.Order:
    """Give what is said to follow, or to prevail over, another instrument."""
    word, earlier = items[:2]
    return o.Order(None, earlier, word.type == "PREVAILS", earlier.span)


def twice(name: str, first: Span, second: Span) -> Diagnostic:
    """Report a line that may stand once and stands twice."""
    return error(
        "said-twice",
        f"`{name}` is said twice",
        Label(second, "said again here"),
        Label(first, "said first here"),
        help="leave one",
    )


def bare_class(name: str) -> str:
    """Give `A-1` for `Class A-1`."""
    return name.removeprefix("Class ")
