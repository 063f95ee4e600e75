"""What a formula asks to be given: a quantity, of whom, measured when.

A formula's tree names owners as the words do, ranges and groups included. Here
they become the Classes that they stand for, by the agreement's order of Classes
and its named sets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hereof.model.formula import Input as InputNode
    from hereof.model.formula import Owners

DIMENSIONS: Final = ("dollars", "ratio", "rate per year", "days", "count", "date", "truth")
"""What a value can be a quantity of."""

_EVERY_CLASS: Final = re.compile(r"Classes(?: of (Certificates|Notes|Bonds|Securities))?")
"""What names every Class that there is, or every one of a kind."""

_HOLDERS: Final = re.compile(r" (Certificate|Note|Bond|Interest)s?$")


@frozen
class Input:
    """What is to be given: one value, or one for each of `per_class`.

    Attributes:
        quantity: Such as `Certificate Principal Balance`.
        of: Of whom, such as `("Class A-I-7",)`; empty where the words name no owner.
        timing: When it is measured and which of them are meant, as worded; several texts
            are joined by a semicolon. Empty for the date that is asked about.
        per_class: The same quantity of each owner alone, where it is a total over several.
    """

    quantity: str
    of: tuple[str, ...]
    timing: str
    per_class: tuple[Input, ...] = field(default=(), eq=False)

    def __str__(self) -> str:
        whom = f" of {', '.join(self.of)}" if self.of else ""
        return self.quantity + whom + (f" [{self.timing}]" if self.timing else "")


@frozen
class Setting:
    """What an agreement says beside the words: its Classes, named sets and types.

    Attributes:
        classes: Every Class in order, each such as `Class A-I-7`.
        members: What a named set consists of, such as `Group I Certificates`.
        types: The dimension of a defined term, one of `DIMENSIONS`.
        kinds: What a Class consists of where the order says so, such as `Notes`.
    """

    classes: tuple[str, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(factory=dict)
    types: Mapping[str, str] = field(factory=dict)
    kinds: Mapping[str, str] = field(factory=dict)


class UnknownOwnerError(Exception):
    """A range names a Class that the order of Classes lacks, or runs backwards."""


def setting(
    classes: Iterable[str] = (),
    members: Mapping[str, Iterable[str]] | None = None,
    types: Mapping[str, str] | None = None,
) -> Setting:
    """Give a setting with its names in one form: `A-1` becomes `Class A-1`.

    Of `Class A-1 Notes` it is kept that the Class consists of Notes.

    Raises:
        ValueError: A type is not one of `DIMENSIONS`.
    """
    said = tuple(classes)
    order = tuple(_class_name(name) for name in said)
    held = {_class_name(name): found[1] + "s" for name in said if (found := _HOLDERS.search(name))}
    known = {name.removeprefix("Class ") for name in order}
    sets = {
        owner_name(name): tuple(_class_name(one) if one in known else one for one in several)
        for name, several in (members or {}).items()
    }
    for term, dimension in (types or {}).items():
        if dimension not in DIMENSIONS:
            raise ValueError(f"`{dimension}`, the type of `{term}`, is none of {DIMENSIONS}")
    return Setting(order, sets, dict(types or {}), held)


def _class_name(name: str) -> str:
    return owner_name(name if name.startswith("Class ") else f"Class {name}")


def owner_name(name: str) -> str:
    """Give an owner's name in one form: `Class A-1 Certificates` is `Class A-1`."""
    return _HOLDERS.sub("", name) if name.startswith("Class ") else name


def owners_of(owners: Owners | None, within: Setting) -> tuple[str, ...]:
    """Give the owners that are meant, named sets and ranges taken apart where that is known.

    Raises:
        UnknownOwnerError: A range names a Class that the order lacks, or runs backwards.
    """
    if owners is None:
        return ()
    named = [one for pair in owners.items for one in _stretch(pair, within)]
    left_out = {one for pair in owners.except_for for one in _stretch(pair, within)}
    unknown = left_out - set(named)
    if unknown:
        kept = tuple(dict.fromkeys(one for one in named if one not in left_out))
        return (*kept[:-1], f"{kept[-1]} other than {', '.join(sorted(unknown))}")
    return tuple(dict.fromkeys(one for one in named if one not in left_out))


def _stretch(pair: tuple[str, str], within: Setting) -> tuple[str, ...]:
    first, last = (owner_name(name) for name in pair)
    every = _EVERY_CLASS.fullmatch(first)
    if first == last and first not in within.members and every is not None:
        return _every(every[1], within) or (first,)
    if first == last:
        return within.members.get(first, (first,))
    if not within.classes:
        return (f"{first} through {last}",)
    for name in (first, last):
        if name not in within.classes:
            raise UnknownOwnerError(f"there is no {name} in the order of Classes")
    start, end = within.classes.index(first), within.classes.index(last)
    if end < start:
        raise UnknownOwnerError(f"{last} stands before {first} in the order of Classes")
    return within.classes[start : end + 1]


def _every(kind: str | None, within: Setting) -> tuple[str, ...]:
    """Give every Class, or every one of a kind where the setting tells the kinds apart.

    Nothing where it cannot be told which are of the kind.
    """
    if kind is None or kind == "Securities":
        return within.classes
    if kind in within.members:
        return within.members[kind]
    if not within.kinds:
        return within.classes
    if any(each not in within.kinds for each in within.classes):
        return ()
    return tuple(each for each in within.classes if within.kinds[each] == kind)


def asked(node: InputNode, within: Setting) -> Input:
    """Give what an input of a formula asks for.

    Raises:
        UnknownOwnerError: A range names a Class that the order lacks, or runs backwards.
    """
    whom = owners_of(node.owners, within)
    timing = "; ".join(node.timing)
    each = tuple(Input(node.term, (one,), timing) for one in whom) if len(whom) > 1 else ()
    return Input(node.term, whom, timing, each)
