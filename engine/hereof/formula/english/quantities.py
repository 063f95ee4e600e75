"""What stands for an input: a quantity, of whom, which of them, measured when."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.anaphora import is_no_amount, points_back
from hereof.formula.english.meaning import Items, Meaning
from hereof.formula.english.names import singular
from hereof.formula.english.pointing import kind_of, pointer
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import ASKED_MARK, WHICH_MARK
from hereof.formula.inputs import UnknownOwnerError, owner_name, owners_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.formula.inputs import Setting

_COUNTED: Final = frozenset(
    "Balance Amount Percentage Rate Fraction Factor Ratio Price Shortfall Portion Share "
    "Entitlement Payment Fee Distribution Account Threshold Target Multiple Margin".split()
)
"""Nouns that name one quantity for each owner, so that the plural is the same quantity."""

_PAID: Final = frozenset(
    "Payment Prepayment Collection Proceed Recovery Advance Curtailment Loss Interest "
    "Principal".split()
)
"""Nouns that name money, of which a product with another amount would be no quantity."""

_WORTH: Final = frozenset("Value Cost".split())
"""Nouns that say what a thing is worth: of Inventory or a Property, and never times it."""

INDICES: Final = frozenset("LIBOR SOFR EURIBOR Index Yield Coupon Spread".split())
"""What a term ends with that is a rate, beside those that say so."""

POSITIVE: Final = "to the extent positive"
"""What makes an amount count as zero where it is negative."""
_SIZE: Final = re.compile(
    r"\b(?:positive|negative|greater|less|more|exceeds?|exceeding|excess|zero|above|below)\b"
)

_FOR_EACH: Final = re.compile(r"\b(?:for|in respect of|with respect to) (?:each|every) (?!of\b)")

_EACH_CLASS: Final = re.compile(r"\b(?:of|for) each Class of Class\b")

_GENERIC: Final = frozenset(
    "amount amounts percentage rate sum number fraction ratio price portion figure quantity".split()
)
"""Nouns that name no quantity by themselves."""


@attrs.frozen
class Modifier:
    """What follows a quantity: an owner, a time, a restriction, or nothing."""

    kind: str
    value: Any


class Quantities(Meaning):
    """The part of the builder that makes inputs."""

    # ---- modifiers

    def owned(self, _word: Any, owner: f.Owners) -> Iterator[Modifier]:
        """Of whom."""
        yield Modifier("owner", owner)

    def measured_when(self, *tokens: Token) -> Iterator[Modifier]:
        """Measured when."""
        inside = [t for t in tokens if t.type not in {"LP", "RP", "COMMA"}]
        yield Modifier("time", " ".join(self._timing(t) for t in inside))

    def supposed(self, *tokens: Token) -> Iterator[Modifier]:
        """What is supposed or set aside when it is measured."""
        text = next(t.text for t in tokens if t.type == "EFFECT")
        if is_of_size(text):
            return
        yield Modifier("which" if text.startswith(("to the extent", "assuming")) else "time", text)

    def measured_about(self, token: Token) -> Iterator[Modifier]:
        """Measured before, on or after a date."""
        yield Modifier("time", token.text)

    def measured_within(self, first: Token, _and: Token, last: Token) -> Iterator[Modifier]:
        """Measured from one date until another."""
        yield Modifier("time", f"{first.text} and {last.text}")

    def measured_asked(self, _token: Token) -> Iterator[Modifier]:
        """Measured on the date asked about."""
        yield Modifier("time", ASKED_MARK)

    def restricted(self, *tokens: Token) -> Iterator[Modifier]:
        """Which of them."""
        yield Modifier("which", next(t.text for t in tokens if t.type == "RESTR"))

    def left_out(self, *_children: Any) -> Iterator[Modifier]:
        """Which of them are not meant."""
        yield Modifier("which", " ".join(self.span.text.strip("(), ").split()))

    def nothing(self, *_tokens: Token) -> Iterator[Modifier]:
        """What changes nothing, such as `if any`."""
        yield Modifier("nothing", "")

    def _timing(self, token: Token) -> str:
        return ASKED_MARK if token.type == "ASKED" else token.text

    # ---- quantities

    def quantity(self, *children: Any) -> Iterator[Any]:
        """A defined term as a quantity."""
        term = next(c for c in children if isinstance(c, Token) and c.type == "TERM")
        total = any(isinstance(c, Token) and c.type == "AGG" for c in children)
        if any(isinstance(c, Token) and c.lower in {"its", "their"} for c in children):
            whose = self.antecedents.thereof(term.start)
            if whose is None or any(
                isinstance(c, Modifier) and c.kind == "owner" for c in children
            ):
                return
            children = (*children, Modifier("owner", whose))
        yield from self._made(quantity_name(term, self.setting), children, total=total)

    def names_sharing(self, *children: Any) -> Iterator[Any]:
        """Several quantities whose names share their last words, with what is said of all."""
        token = next(c for c in children if isinstance(c, Token) and c.type == "SEVERAL")
        joint, names = token.value
        terms = [Token("TERM", name, token.start, token.end, name) for name in names]
        rows = [list(self.quantity(*(t if c is token else c for c in children))) for t in terms]
        for parts in itertools.product(*rows):
            yield Items(parts, bare=len(parts) == 2, either=joint == "OR")  # noqa: PLR2004 - one joint

    def described(self, *children: Any) -> Iterator[Any]:
        """A description, exactly as worded."""
        words = [c for c in children if isinstance(c, Token) and c.type in {"OPAQUE", "RESTR"}]
        text = words[0].value
        back = points_back(words[0].text) if len(words) == 1 else ""
        if text.split()[-1] in _GENERIC and len(children) == 1 and not back:
            return
        if back and kind_of(words[0].text) == "rate" and not _says_when(children):
            yield pointer("rate", self.span)
            return
        if back:
            text = back
        elif is_no_amount(text):
            return
        if len(words) > 1:
            joint = next(
                c.text for c in children if isinstance(c, Token) and c.type in {"AND", "OR"}
            )
            text = f"{text} {joint} {words[1].text}"
        if any(isinstance(c, Token) and c.type == "AGG" for c in children):
            text = f"aggregate {text}"
        yield from self._made(text, children, total=False, opaque=True)

    def _made(
        self, name: str, children: Any, *, total: bool, opaque: bool = False
    ) -> Iterator[Any]:
        modifiers = [c for c in children if isinstance(c, Modifier)]
        owners = [m.value for m in modifiers if m.kind == "owner"]
        if len(owners) > 1 or any(
            before.kind == "owner" and after.kind == "which" and _takes_which(before.value)
            for before, after in itertools.pairwise(modifiers)
        ):
            return
        which = [m.value for m in modifiers if m.kind == "which" and m.value != "thereof"]
        if not opaque and not self._adds(name) and any(w.startswith("applied") for w in which):
            return  # a rate applied to an amount is a product
        if not owners and len(which) < sum(m.kind == "which" for m in modifiers):
            owners = self._thereof()
            if not owners and not self._weighs():
                return
        times = tuple(m.value for m in modifiers if m.kind == "time")
        if not opaque and any(w.startswith("elapsed") for w in which):
            return
        counted = [time for time in times if _FOR_EACH.match(time)]
        if any(map(counts_periods, times)) or (counted and len(times) > 1):
            return  # a number for each period is a product, and no time of measurement
        whom = owners[0] if owners else None
        if opaque:
            said = [modifier.value for modifier in modifiers if modifier.kind == "which"]
            name, which = " ".join((name, *said)), []
        several = whom is not None and self._several(whom)
        each = several or _EACH_CLASS.search(self.span.text) is not None
        if each and not total and self._adds(name) and self._of_each():
            return
        add = several and (total or self._adds(name))
        if several and not add and whom is not None and len(whom.items) > 1:
            add = False
        yield f.Input(name, whom, (*(WHICH_MARK + w for w in which), *times), add, self.span)

    def _of_each(self) -> bool:
        """Tell whether each of several owners is meant for itself, and no sum of them is made."""
        if re.search(r"\b(?:of|for) each\b(?! Class\b(?! of\b))", self.span.text) is None:
            return False
        before = [t.type for t in self.tokens if t.end <= self.span.start and t.type != "DET"]
        return not before or before[-1] not in {"SUMOF", "AVERAGEOF", "AGG"}

    def _weighs(self) -> bool:
        """Tell whether the words at hand say by what an average is weighted."""
        return any(t.type == "WEIGHTEDBY" and t.end <= self.span.start for t in self.tokens)

    def _thereof(self) -> list[f.Owners]:
        """Give the owners of which `thereof` is, where they are certain."""
        if self._weighs():
            return []
        found = self.antecedents.thereof(self.span.start)
        return [] if found is None else [found]

    def _adds(self, name: str) -> bool:
        dimension = self.setting.types.get(name)
        if dimension is not None:
            return dimension in {"dollars", "days", "count"}
        last = name.rpartition(" ")[2]
        return last not in {"Rate", "Percentage", "Fraction", "Factor", "Ratio", "Price", "Margin"}

    def _several(self, owners: f.Owners) -> bool:
        pairs = owners.items
        if len(pairs) > 1 or owners.except_for or pairs[0][0] != pairs[0][1]:
            return True
        name = pairs[0][0]
        if name in self.setting.members:
            return True
        if name.startswith("all "):
            return True
        if re.search(r" and (?:its|their) ", name):
            return False  # one consolidated figure
        head = re.split(r" (?:of|that|which|in|on|with|under|for|then) ", name)[0].rpartition(" ")[
            2
        ]
        return not _is_class(name) and head != singular(head)

    def _owners(self, owners: f.Owners) -> tuple[str, ...]:
        try:
            return owners_of(owners, self.setting)
        except UnknownOwnerError:
            return ()

    def _of_one(self, of: f.Input, owner: str) -> f.Input:
        return attrs.evolve(of, owners=f.Owners(((owner, owner),)), total=False)

    def share_of(self, *children: Any) -> Iterator[Any]:
        """A term of another quantity: its attribute, or a product; the term's type says which."""
        term = next(c for c in children if isinstance(c, Token) and c.type == "TERM")
        name, whole = quantity_name(term, self.setting), children[-1]
        if any(isinstance(m, Modifier) and m.kind == "owner" for m in children):
            return
        dimension = self.setting.types.get(name)
        part = name.rpartition(" ")[2] in {"Portion", "Component"} and dimension is None
        words = whole.span.text.split() if isinstance(whole, f.Input) else [""]
        part = part and words[0].lower() in {"all", "each", "any"}
        attribute = isinstance(whole, f.Input) and whole.owners is None
        ratio = dimension in {"ratio", "rate per year", "count"}
        paid = dimension is None and singular(name.rpartition(" ")[2]) in _PAID
        paid = paid or (dimension is None and is_worth(name, whole))
        if (dimension is None or ratio) and not part and not paid:
            for left in self._made(name, children[:-2], total=False):
                yield f.Product((left, whole), self.span)
        if attribute and not ratio:
            owner = f.Owners(((whole.term, whole.term),))
            child = (*children[:-2], Modifier("owner", owner))
            modifiers = [c for c in child if isinstance(c, Modifier)]
            which = tuple(WHICH_MARK + m.value for m in modifiers if m.kind == "which")
            times = tuple(m.value for m in modifiers if m.kind == "time")
            said = (*which, *times, *whole.timing)
            yield f.Input(name, owner, said, total=False, span=self.span)

    def share_of_several(self, *children: Any) -> Iterator[Any]:
        """A term of several amounts: its product with their sum, or with the first alone."""
        items = children[-1]
        plain = all(isinstance(p, f.Input) for p in items.parts)
        term = next(c for c in children if isinstance(c, Token) and c.type == "TERM")
        name = quantity_name(term, self.setting)
        worth = name not in self.setting.types and is_worth(name, items.parts[0])
        if items.either or not plain or worth:
            return
        parts = tuple((1, part) for part in items.parts)
        for whole in (f.Sum(parts, self.span), parts[0][1]):
            for share in self.share_of(*children[:-1], whole):
                if not isinstance(share, f.Product):
                    continue
                first = whole is parts[0][1]
                yield f.Sum(((1, share), *parts[1:]), self.span) if first else share

    # ---- owners

    def owner_item(self, *children: Token) -> Iterator[str]:
        """One owner."""
        head = children[-1] if children[-1].type in {"CLASS", "GROUP"} else None
        head = head or next(c for c in reversed(children) if c.type in {"CLASS", "GROUP"})
        name = owner_name(head.value)
        if name.endswith("Series") and any(c.lower == "all" for c in children):
            name = f"all {name}"
        such = any(c.type == "DET" and c.lower in {"such", "that"} for c in children)
        if such:
            name = self.antecedents.such(name, self.span.start)
            if not name:
                return
        which = [c.text for c in children if c.type == "RESTR"]
        yield " ".join([name, *which])

    def owner_sized(self, *children: Token) -> Iterator[str]:
        """So many of a group, such as the three largest Mortgage Loans."""
        if any(c.type in {"NUMBER", "SIZE"} for c in children):
            words = [c.text for c in children if c.type != "DET"]
            yield " ".join(words)

    def owner_of(self, *children: Any) -> Iterator[str]:
        """A group of another, such as each Class of Senior Certificates."""
        head = next(c for c in children if isinstance(c, Token) and c.type == "GROUP")
        of_all = any(isinstance(c, Token) and c.lower in {"each", "all", "every"} for c in children)
        if singular(head.value) == "Class" and of_all and not _is_class(children[-1]):
            held = children[-1] in {"Certificates", "Notes", "Bonds", "Securities"}
            yield f"Classes of {children[-1]}" if held else children[-1]
        elif singular(head.value) != "Class" or not _is_class(children[-1]):
            yield f"{head.value} of {children[-1]}"

    def owner_within(self, *children: Any) -> Iterator[f.Owners]:
        """Each Class of several Classes."""
        head = next(c for c in children if isinstance(c, Token) and c.type == "GROUP")
        owners = children[-1]
        if singular(head.value) == "Class" and (
            len(owners.items) > 1 or _is_class(owners.items[0][0])
        ):
            yield owners

    def owner_of_each(self, *children: Any) -> Iterator[f.Owners]:
        """Each of several owners."""
        if children[0].lower in {"each", "all", "any"}:
            yield children[-1]

    def owner_each(self, _each: Any, _of: Any, item: str) -> Iterator[str]:
        """Each of the owners."""
        yield item

    def owner_one(self, item: str) -> Iterator[f.Owners]:
        """One owner as owners."""
        yield f.Owners(((item, item),))

    def owner_range(self, first: str, _through: Any, last: str) -> Iterator[f.Owners]:
        """A range of Classes."""
        if _is_class(first) and _is_class(last):
            owners = f.Owners(((first, last),))
            try:
                owners_of(owners, self.setting)
            except UnknownOwnerError as failure:
                raise UnreadableError(
                    "class-unknown", str(failure), self.span.start, self.span.end,
                    "give every Class in its order, or mend the range",
                ) from failure  # fmt: skip
            yield owners

    def owner_list(self, *children: Any) -> Iterator[f.Owners]:
        """Several owners."""
        several = [c for c in children if isinstance(c, f.Owners)]
        text = " ".join(self.span.text.split())
        if re.search(r"(?:,|\band) (?:its|their)\b", text):
            whole = re.sub(r"^(?:the|such|a|an) ", "", text)
            yield f.Owners(((whole, whole),))  # one owner with those of its own
            return
        left_out = tuple(pair for one in several for pair in one.except_for)
        yield f.Owners(tuple(pair for one in several for pair in one.items), left_out)

    owner_commas = owner_list
    owner_part = owner_list

    def owner_many(self, owners: f.Owners) -> Iterator[f.Owners]:
        """Several owners as they are."""
        yield owners

    def owner_except(self, owners: f.Owners, *rest: Any) -> Iterator[f.Owners]:
        """Owners other than some."""
        left_out = next(c for c in rest if isinstance(c, f.Owners))
        if not left_out.except_for:
            yield attrs.evolve(owners, except_for=(*owners.except_for, *left_out.items))


def _says_when(children: tuple[Any, ...]) -> bool:
    """Tell whether modifiers say of another time, or of anything but the date asked about."""
    return any(isinstance(c, Modifier) and c.value != ASKED_MARK for c in children)


def is_worth(name: str, of: Any) -> bool:
    """Tell whether a Value or a Cost is that of what stands behind `of`, and no factor."""
    owned = isinstance(of, f.Input) and of.owners is None
    return owned and name.rpartition(" ")[2] in _WORTH


def is_of_size(text: str) -> bool:
    """Tell whether an extent is one of size, and so computes: `to the extent positive`."""
    return text.startswith("to the extent") and _SIZE.search(text) is not None


def counts_periods(time: str) -> bool:
    """Tell whether words multiply by a number of periods, as in `for each month elapsed`."""
    return _FOR_EACH.search(time, 1) is not None or (
        _FOR_EACH.match(time) is not None and "elapsed" in time
    )


def quantity_name(term: Token, setting: Setting) -> str:
    """Give the name of a quantity without article, the plural of one for each owner undone."""
    name = re.sub(
        r"^(?:the|such|a|an|any|each|that|all|related|applicable) ", "", term.value or term.text
    )
    if name in setting.types:
        return name
    head, _, last = name.rpartition(" ")
    one = singular(last)
    if one in _COUNTED or f"{head} {one}".strip() in setting.types:
        return f"{head} {one}".strip()
    return name


def _takes_which(owners: f.Owners) -> bool:
    """Tell whether words after owners say which of them, and not which quantity."""
    return not _is_class(owners.items[-1][1])


def _is_class(name: str) -> bool:
    plain = name.startswith("Class ") and " " not in name.removeprefix("Class ")
    return plain or name == "Class"
