"""Of whom `thereof` and `such Class` are: the owners that the words named before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.names import singular
from hereof.formula.english.trees import WHICH_MARK, owned, parts_of
from hereof.formula.inputs import owner_name
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.formula.english.tokens import Token

_OPENING: Final = frozenset(
    "WRT FOR DET AND ASKED DTERM COMMA TIME OF CLASS GROUP THROUGH OCCURRING".split()
)
_MEANS: Final = frozenset({"EQUALS", "ISEQUAL", "SHALLBE", "COLON"})
_HEAD: Final = 16
"""Within how many tokens a definition says `means` after its subject."""
_EACH: Final = frozenset({"each", "any", "every"})
_OF_ALL: Final = (
    r"^(?!(?:\w+ )?(?:Pool|Aggregate|Total|Combined|Group|Trust|Senior|Subordinate|Mezzanine)\b)"
)
_OF_A_CLASS: Final = re.compile(
    rf"{_OF_ALL}(?:(?:Pass-Through|Note|Certificate|Bond|Interest|Coupon) Rate"
    r"|(?:\w+ )?(?:Certificate|Class|Note|Bond)(?: Certificate| Principal| Note)* Balance"
    r"|(?:Outstanding|Principal) (?:Amount|Balance)"
    r"|(?:Accrued|Current|Unpaid|Monthly) .*Interest(?!.* Amount$).*"
    r"|Interest (?:Carry.*|Shortfall|Distribut.*|Entitlement))$"
)
"""Terms that each Class has for itself."""
_OF_A_LOAN: Final = re.compile(
    rf"{_OF_ALL}(?!(?:Certificate|Class|Note|Bond)\b)"
    r"(?:(?:Net )?(?:Mortgage|Loan|Contract)(?: Loan)?(?: Interest)? Rate"
    r"|(?:[\w-]+ ){0,2}Principal Balance|(?:Monthly|Scheduled) Payment)$"
)
"""Terms that each loan has for itself."""
_ONE_LOAN: Final = re.compile(r"(?:^| )(?:Loan|Contract|Lease|Receivable)$")
"""The name of one thing that has a rate and a balance of its own."""
_ONE_OF_A_CLASS: Final = re.compile(r"(?<!\w)(?:Certificate|Note|Bond)$")


@frozen
class Named:
    """Owners that the words name at one place.

    Attributes:
        owners: Who.
        each: Whether each of them is meant for itself, as in `any Class of Certificates`.
    """

    owners: f.Owners
    each: bool


class Antecedents:
    """The owners that a definition names, in order, and those that it opens with."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.opened: Named | None = None
        self.value_at = self._value_at()
        opened = list(self._named(0, self.value_at))
        self.opened = opened[0] if len(opened) == 1 else None

    def _value_at(self) -> int:
        """Give where the opening ends and the value begins."""
        tokens = self.tokens
        means = next((i for i, t in enumerate(tokens[:_HEAD]) if t.type in _MEANS), -1)
        at = means + 1
        while at < len(tokens) and tokens[at].type in _OPENING:
            at += 1
        return at

    def _named(self, start: int, end: int, *, such: bool = True) -> Iterator[Named]:
        at = start
        while at < end:
            pointing = at > 0 and self.tokens[at - 1].lower in {"such", "that"}
            if self.tokens[at].type in {"CLASS", "GROUP"} and (such or not pointing):
                named, at = self._row(at, end)
                yield named
            else:
                at += 1

    def _row(self, at: int, end: int) -> tuple[Named, int]:
        """Give the owners that one row of Classes or groups names, and where it ends."""
        tokens = self.tokens
        first = at
        pairs = [(name := self._name(at), name)]
        at += 1
        while at < end:
            link = tokens[at].type
            to = at + 1
            while link == "COMMA" and to < end and tokens[to].type == "AND":
                to += 1
            while to < end and tokens[to].type == "DET":
                to += 1
            if to >= end or tokens[to].type not in {"CLASS", "GROUP"}:
                break
            name = self._name(to)
            if link == "THROUGH":
                pairs[-1] = (pairs[-1][0], name)
            elif link == "OF" and singular(pairs[-1][0]) in {"Class", "Group"}:
                pass
            elif link in {"AND", "COMMA"}:
                pairs.append((name, name))
            else:
                break
            at = to + 1
        before = [t.lower for t in tokens[max(0, first - 3) : first] if t.type == "DET"]
        each = bool(_EACH & set(before))
        if each and (len(pairs) > 1 or pairs[0][0] != pairs[0][1]):
            pairs = [("Class", "Class")]
        return Named(f.Owners(tuple(pairs)), each), at

    def _name(self, at: int) -> str:
        name = owner_name(self.tokens[at].value)
        such = at > 0 and self.tokens[at - 1].lower in {"such", "that"}
        return self.such(name) if such else name

    def thereof(self, place: int) -> f.Owners | None:
        """Give the owners of which `thereof` is at a place in the words.

        They are those that were named before it, if these are always the same. Of several
        Classes in an opening it is not said whether each or all of them are meant.
        """
        end = sum(1 for token in self.tokens if token.end <= place)
        found = {named.owners for named in self._named(0, end)}
        if len(found) != 1:
            return None
        (owners,) = found
        if self.of_one_certificate:
            return None
        return None if self.opened and owners == self.opened.owners and self.many else owners

    @property
    def of_one_certificate(self) -> bool:
        """Whether the opening names one Certificate or Note of a Class, not the Class."""
        opening = self.tokens[: self.value_at]
        return any(t.type == "CLASS" and _ONE_OF_A_CLASS.search(t.text) for t in opening)

    @property
    def many(self) -> bool:
        """Whether the definition opens with several Classes together."""
        if self.opened is None:
            return False
        pairs = self.opened.owners.items
        return len(pairs) > 1 or pairs[0][0] != pairs[0][1]

    def such(self, name: str, place: int = 0) -> str:
        """Give the one Class of the opening for `such Class` or `such Notes`, else the name.

        Where the opening names none, it is the one Class that the words name before the place;
        nothing where they name several.
        """
        if self.opened is None:
            return self._such_before(name, place)
        if self.many or self.of_one_certificate:
            return name
        one = self.opened.owners.items[0][0]
        if name == "Class" and one.startswith("Class "):
            return one
        if singular(name) == name:
            return name
        held = one == "Class" or one.startswith("Class ")
        held = held and singular(name) in {"Certificate", "Note", "Bond"}
        return one if held or (one.endswith(f" {name}") and not self.opened.each) else name

    def _such_before(self, name: str, place: int) -> str:
        end = sum(1 for token in self.tokens if token.end <= place)
        named = {
            pair
            for one in self._named(0, end, such=False)
            for pair in one.owners.items
            if not one.owners.except_for
        }
        if not named or singular(name) not in {"Class", "Certificate", "Note", "Bond"}:
            return name
        if len(named) > 1:
            return ""
        ((first, last),) = named
        return first if first == last and first.startswith("Class ") else name

    def with_owner(self, expression: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any node
        """Give a formula in each way in which its inputs may be those of what the words open with.

        What is said of one item, such as `any Mortgage Loan` or `the Class M-1 Certificates`, is
        of that item, and so is what every such item has for itself: its rate, its balance. Where
        such a quantity is said to be an aggregate, or the words open with something else, that
        stays open. Amounts that no item has for itself are as they are worded.
        """
        own = self._own(expression)
        if self.opened is None or not own:
            return (expression,)

        def of_it(only: frozenset[str], *, totals: bool) -> Any:  # noqa: ANN401 - any node
            owners = self.opened.owners if self.opened else f.Owners(())
            return owned(
                expression, owners, several=False, adds=lambda _: False, only=only, totals=totals
            )

        several = (of_it(own, totals=False), of_it(own, totals=True))
        each = any(isinstance(n, f.ForEach) for n in parts_of(expression))
        certain = self._opens_with_one() and not each
        found = several if certain else (expression, several[1])
        return tuple(dict.fromkeys(found))

    def _own(self, expression: Any) -> frozenset[str]:  # noqa: ANN401 - any node
        """Give the terms without owner that are of what such an item has for itself."""
        if self.opened is None or self.many:
            return frozenset()
        if any(_said_thereon(n) for n in parts_of(expression)):
            return frozenset()
        name = self.opened.owners.items[0][0]
        typical = _OF_A_CLASS if name.startswith("Class") else _OF_A_LOAN
        weights = {id(n.weight) for n in parts_of(expression) if isinstance(n, f.Weighted)}
        inputs = [n for n in parts_of(expression) if isinstance(n, f.Input) and not n.owners]
        several = {n.term for n in inputs if id(n) not in weights}
        return frozenset(term for term in several if typical.match(term))

    def _opens_with_one(self) -> bool:
        """Tell whether the words open with one Class, or with a loan and no group of loans."""
        if self.opened is None or self.of_one_certificate:
            return False
        name = self.opened.owners.items[0][0]
        return name.startswith("Class") or _ONE_LOAN.search(name) is not None


def _said_thereon(node: Any) -> bool:  # noqa: ANN401 - any node
    """Tell whether words say of what the opening names that a quantity is its own."""
    return isinstance(node, f.Input) and any(
        time.removeprefix(WHICH_MARK).startswith(("thereon", "thereof")) for time in node.timing
    )
