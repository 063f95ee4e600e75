"""Random formulas, and the same formulas written out in the wording of definitions.

What is *marked* has an enumerator before every operand, in another style at each level, so
that every grouping is said. What is *bare* has none, and may well be ambiguous.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from attrs import frozen
from hypothesis import strategies as st

from hereof.diagnostics import Source, Span
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

T = TypeVar("T")
Formulas: TypeAlias = st.SearchStrategy[f.Expression]
Tests: TypeAlias = st.SearchStrategy[f.Test]

CLASSES: Final = ("A-1", "A-2", "M-1", "B-1")
CONVENTIONS: Final = ("excess not less than zero", "difference signed")
HERE: Final = Span(Source("", ""), 0, 0)

NAMES: Final = (
    "Pool Balance", "Servicing Fee", "Available Funds", "Net Rate", "Excess Spread",
    "Total Loss Amount", "Required Percentage", "Monthly Payment", "Minimum Amount",
    "Principal Remittance Amount", "Net WAC Cap", "Trustee Fee",
)  # fmt: skip
TRUTHS: Final = ("Trigger Event", "Servicer Default")
DATES: Final = ("Stepdown Date", "Cross-Over Date")
TIMES: Final = (
    "immediately prior to that Distribution Date",
    "as of the last day of the related Due Period",
    "as of the first day of the related Due Period",
    "as of the Cut-off Date",
)
AMOUNTS: Final[dict[str, tuple[str, str]]] = {
    "zero": ("0", ""), "$500,000": ("500000", "$"), "2": ("2", ""), "$1,000.50": ("1000.5", "$"),
    "0.25%": ("1/400", "%"), "100%": ("1", "%"),
}  # fmt: skip
SHARES: Final = {"50%": "1/2", "1.25%": "1/80", "100%": "1"}
STYLES: Final = (
    ("i", "ii", "iii"), ("a", "b", "c"), ("A", "B", "C"), ("1", "2", "3"), ("x", "y", "z"),
    ("I", "II", "III"), ("X", "Y", "Z"),
)  # fmt: skip
OPENERS: Final = (
    "", "For any Distribution Date, ", "With respect to any Distribution Date, ",
    "As of any Distribution Date, ", "With respect to any Distribution Date, an amount equal to ",
    "An amount equal to ", "“Written Amount” means, for any Distribution Date, ",
    "Written Amount: As to any Distribution Date, ",
)  # fmt: skip
RELATIONS: Final = {
    "more than": ("exceeds", "is greater than", "is more than"),
    "less than": ("is less than", "is below"),
    "at least": ("is greater than or equal to", "equals or exceeds", "is at least"),
    "at most": ("is less than or equal to", "does not exceed", "is not more than"),
}
DATE_RELATIONS: Final = {
    "before": "prior to", "after": "after", "on or before": "on or before",
    "on or after": "on or after",
}  # fmt: skip
ASKED: Final = f.Input("Distribution Date", None, (), total=False, span=HERE)


# ---- formulas


def _input(name: str, timing: tuple[str, ...] = ()) -> f.Input:
    return f.Input(name, None, timing, total=False, span=HERE)


def _of(owners: tuple[str, ...], timing: tuple[str, ...] = ()) -> f.Input:
    pairs = tuple((f"Class {one}", f"Class {one}") for one in owners)
    total = len(owners) > 1
    return f.Input("Certificate Principal Balance", f.Owners(pairs), timing, total, span=HERE)


def _amount(text: str) -> f.Amount:
    value, unit = AMOUNTS[text]
    return f.Amount(Fraction(value), unit, text)


def _share(text: str, of: f.Expression) -> f.Product:
    return f.Product((f.Amount(Fraction(SHARES[text]), "%", text), of))


_timing = st.one_of(st.just(()), st.just(()), st.sampled_from(TIMES).map(lambda one: (one,)))
_owners = st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3, unique=True).map(tuple)
inputs: Formulas = st.one_of(
    st.builds(_input, st.sampled_from(NAMES), _timing), st.builds(_of, _owners, _timing)
)
leaves: Formulas = st.one_of(inputs, inputs, inputs, st.sampled_from([*AMOUNTS]).map(_amount))

_simple: Tests = st.one_of(
    st.sampled_from(TRUTHS).map(lambda one: f.Truth(_input(one))),
    st.sampled_from(TRUTHS).map(lambda one: f.Logic("not", (f.Truth(_input(one)),))),
    st.builds(f.Compare, inputs, st.sampled_from([*RELATIONS]), leaves),
    st.builds(
        f.Compare, st.just(ASKED), st.sampled_from([*DATE_RELATIONS]),
        st.sampled_from(DATES).map(_input),
    ),
)  # fmt: skip
conditions: Tests = st.one_of(
    _simple,
    _simple,
    st.builds(f.Logic, st.sampled_from(["all", "any"]), st.tuples(_simple, _simple)),
)


def _composed(inner: Formulas) -> Formulas:
    two, three = st.tuples(inner, inner), st.tuples(inner, inner, inner)
    return st.one_of(
        st.one_of(two, three).map(lambda parts: f.Sum(tuple((1, one) for one in parts))),
        two.map(lambda parts: f.Sum(((1, parts[0]), (-1, parts[1])))),
        two.map(f.Product),
        st.builds(_share, st.sampled_from([*SHARES]), inner),
        two.map(lambda parts: f.Quotient(*parts)),
        st.builds(f.Choice, st.sampled_from(["lesser", "greater"]), st.one_of(two, three)),
        two.map(lambda parts: f.Excess(*parts)),
    )


plain: Formulas = st.recursive(leaves, _composed, max_leaves=5)
one_condition: Formulas = st.one_of(
    plain, plain, st.builds(f.Conditional, conditions, plain, plain)
)
"""Formulas with no condition but about the whole: without marks, its end is the sentence's."""

formulas: Formulas = st.one_of(
    one_condition, _composed(st.one_of(plain, st.builds(f.Conditional, _simple, leaves, leaves)))
)


# ---- words


@frozen
class Written:
    """A formula and its words."""

    formula: f.Expression
    words: str


class Writer:
    """Writes formulas as English, drawing the wording of each node."""

    def __init__(self, draw: Draw, *, marked: bool) -> None:
        self.draw = draw
        self.marked = marked
        self.styles: Sequence[Sequence[str]] = draw(st.permutations(STYLES)) if marked else ()

    def choose(self, *several: str) -> str:
        """Draw one of several wordings."""
        found: str = self.draw(st.sampled_from(several))
        return found

    def value(  # noqa: PLR0911 - a line for each kind of node
        self,
        node: Any,  # noqa: ANN401 - any node
        depth: int = 0,
        *,
        closed: bool = False,
    ) -> str:
        """Write a formula; a closed one begins with words such as `the sum of` that hold it."""
        match node:
            case f.Amount():
                return node.text
            case f.Input():
                return self._quantity(node)
            case f.Sum():
                return self._sum(node, depth, closed=closed)
            case f.Product(factors=(f.Amount(unit="%"), _)):
                return self._share(node, depth, closed=closed)
            case f.Product():
                return self._product(node, depth, closed=closed)
            case f.Quotient():
                return self._quotient(node, depth, closed=closed)
            case f.Choice():
                return self._choice(node, depth)
            case f.Excess():
                return self._excess(node, depth)
            case f.Conditional():
                return self._conditional(node, depth)
        raise AssertionError(node)

    # ---- quantities

    def _quantity(self, node: f.Input) -> str:
        times = [one.replace("that", self.choose("such", "that")) for one in node.timing]
        when = f" {times[0]}" if times else self.choose("", "", " for such Distribution Date")
        if node.owners is None:
            return f"{self.choose('the ', 'the ', '')}{node.term}{when}"
        names = [first for first, _ in node.owners.items]
        if len(names) == 1:
            return f"the {node.term} of the {names[0]} Certificates{when}"
        names = [f"the {name} Certificates" for name in names]
        return f"the aggregate {node.term} of {self._joined(names)}{when}"

    def _joined(self, several: Sequence[str]) -> str:
        *first, last = several
        comma = "," if len(first) > 1 and self.choose("", ",") else ""
        return f"{', '.join(first)}{comma} and {last}"

    # ---- operands

    def _operands(self, nodes: Sequence[Any], depth: int) -> list[str]:
        texts = [self.value(one, depth + 1) for one in nodes]
        if not self.marked:
            return texts
        labels = self.styles[depth][: len(texts)]
        return [f"({label}) {text}" for label, text in zip(labels, texts, strict=True)]

    def _list(self, nodes: Sequence[Any], depth: int) -> str:
        operands = self._operands(nodes, depth)
        if not self.marked or self.choose("", ";") == "":
            return self._joined(operands)
        *first, last = operands
        if self.choose("", ":") == "":
            return f"{'; '.join(first)}; and {last}"
        lines = [*(f"{one};" for one in first[:-1]), f"{first[-1]}; and", last]
        return ":" + "".join(f"\n{'  ' * (depth + 1)}{one}" for one in lines)

    # ---- constructions

    def _gaps(self, depth: int) -> tuple[str, ...]:
        """Give what may stand before an operator: a comma closes all that is before it."""
        return (" ", ", ") if self.marked or depth == 0 else (" ", " ")

    def _sum(self, node: f.Sum, depth: int, *, closed: bool) -> str:
        nodes = [part for _, part in node.parts]
        if node.parts[-1][0] < 0:
            return self._difference(nodes, depth, closed=closed)
        how = "of" if closed else self.choose("of", "of", *self._gaps(depth))
        if how == "of":
            words = self.choose("the sum of", "the sum, without duplication, of", "the total of")
            return _before(words, self._list(nodes, depth))
        between = f"{how}{self.choose('plus', 'increased by')} "
        return between.join(self._operands(nodes, depth))

    def _difference(self, nodes: list[Any], depth: int, *, closed: bool) -> str:
        words = ("between", "subtracting")
        how = self.choose(*words) if closed else self.choose(*words, *self._gaps(depth))
        if how == "subtracting":
            less, of = self._operands(nodes[::-1], depth)
            return f"the amount obtained by subtracting {less} from {of}"
        first, last = self._operands(nodes, depth)
        if how == "between":
            return f"the difference between {first} and {last}"
        return f"{first}{how}{self.choose('minus', 'less', 'reduced by', 'net of')} {last}"

    def _share(self, node: f.Product, depth: int, *, closed: bool) -> str:
        share, of = node.factors
        assert isinstance(share, f.Amount)
        if isinstance(of, f.Conditional) or self.choose("of", "of", "product") == "product":
            return self._product(node, depth, closed=closed)
        deeper = depth if self.marked else depth + 1
        return f"{share.text} of {self.value(of, deeper, closed=self.marked)}"

    def _product(self, node: f.Product, depth: int, *, closed: bool) -> str:
        words = ("of", "multiplying")
        how = self.choose(*words) if closed else self.choose(*words, "multiplied by", "times")
        if how == "of":
            return _before("the product of", self._list(node.factors, depth))
        first, last = self._operands(node.factors, depth)
        if how == "multiplying":
            return f"the result of multiplying {first} by {last}"
        return f"{first} {how} {last}"

    def _quotient(self, node: f.Quotient, depth: int, *, closed: bool) -> str:
        words = ("fraction", "fraction", "ratio", "dividing", "quotient")
        how = self.choose(*words) if closed else self.choose(*words, "infix")
        nodes = (node.numerator, node.denominator)
        if how == "fraction":
            which = self.choose("of which is", "of which is equal to")
            over, under = (
                f"the {part} {which} {self.value(one, depth + 1)}"
                for part, one in zip(("numerator", "denominator"), nodes, strict=True)
            )
            if self.marked:
                one, two = self.styles[depth][:2]
                over, under = f"({one}) {over}", f"({two}) {under}"
            return f"a fraction, {over}{self.choose('', ',')} and {under}"
        first, last = self._operands(nodes, depth)
        return {
            "infix": f"{first} divided by {last}",
            "ratio": f"the ratio of {first} to {last}",
            "dividing": f"the percentage obtained by dividing {first} by {last}",
            "quotient": f"the quotient of {first} divided by {last}",
        }[how]

    def _choice(self, node: f.Choice, depth: int) -> str:
        lesser = node.kind == "lesser"
        if len(node.parts) > 2:
            words = "the least of" if lesser else "the greatest of"
        elif not self.marked and depth == 0 and self.choose("cap", "", "") == "cap":
            value, bound = self._operands(node.parts, depth)
            return f"{value}, but not {'more' if lesser else 'less'} than {bound}"
        elif lesser:
            words = self.choose("the lesser of", "the smaller of", "the lower of")
        else:
            words = self.choose("the greater of", "the larger of", "the higher of")
        return _before(words, self._list(node.parts, depth))

    def _excess(self, node: f.Excess, depth: int) -> str:
        of, over = self._operands((node.of, node.over), depth)
        return self.choose(
            f"the excess, if any, of {of} over {over}",
            f"the excess (if any) of {of} over {over}",
            f"the excess of {of} over {over}",
            f"the amount, if any, by which {of} exceeds {over}",
        )

    # ---- conditions

    def _conditional(self, node: f.Conditional, depth: int) -> str:
        test = self.test(node.test)
        then, otherwise = (self.value(one, depth + 1) for one in (node.then, node.otherwise))
        if self.marked:
            one, two = self.styles[depth][:2]
            return f"({one}) if {test}, {then} and ({two}) otherwise, {otherwise}"
        return self.choose(
            f"if {test}, {then}, and otherwise, {otherwise}",
            f"if {test}, {then}; otherwise, {otherwise}",
            f"{then} if {test}, and otherwise {otherwise}",
        )

    def test(self, node: Any) -> str:  # noqa: ANN401 - any test
        """Write a test."""
        match node:
            case f.Truth(value=f.Input(term=name)):
                return f"a {name} {self.choose('is in effect', 'has occurred and is continuing')}"
            case f.Logic(kind="not", parts=(f.Truth(value=f.Input(term=name)),)):
                return self.choose(f"no {name} is in effect", f"a {name} is not in effect")
            case f.Logic():
                joint = " and " if node.kind == "all" else " or "
                return joint.join(self.test(one) for one in node.parts)
            case f.Compare(left=f.Input(term="Distribution Date"), right=f.Input(term=name)):
                where = f"{DATE_RELATIONS[node.relation]} the {name}"
                return f"such Distribution Date is {where}"
            case f.Compare():
                relation = self.choose(*RELATIONS[node.relation])
                return f"{self.value(node.left)} {relation} {self.value(node.right)}"
        raise AssertionError(node)


def _before(words: str, operands: str) -> str:
    return f"{words}{operands}" if operands.startswith(":") else f"{words} {operands}"


@st.composite
def written(draw: Draw, several: Formulas, *, marked: bool) -> Written:
    """Give formulas with their words, whole definitions in some layout."""
    node = draw(several)
    writer = Writer(draw, marked=marked)
    words = writer.value(node)
    openers = [one for one in OPENERS if not words.startswith(("if ", "(")) or "equal" not in one]
    words = f"{draw(st.sampled_from(openers))}{words}{writer.choose('', '.')}"
    if writer.choose("", "", "lines"):
        every = draw(st.integers(2, 9))
        pieces = words.split(" ")
        lines = [" ".join(pieces[at : at + every]) for at in range(0, len(pieces), every)]
        words = "\n  ".join(lines)
    return Written(node, words)
