"""`attrs.frozen`, made in half the time.

For each class attrs writes a comparison, a hash and a representation, and has
Python compile them; with a hundred and more classes that is a good part of the
time that a question takes. Here all classes share one of each, with the same
results. To a type checker it is `attrs.frozen` itself.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import frozen as frozen  # noqa: PLC0414 - handed on
else:

    def frozen(maybe_cls=None, *, eq=True, **options):  # noqa: ANN001, ANN003, ANN201 - see above
        """Make a class of immutable objects; see `attrs.frozen`.

        Args:
            maybe_cls: The class, where used without brackets.
            eq: Whether objects with equal attributes are equal; else only one and the same.
            options: Further options of attrs.
        """

        def make(cls: type) -> type:
            shared = {"__repr__": _representation}
            if eq:
                shared |= {"__eq__": _equals, "__hash__": _hash}
            for name, method in shared.items():
                if cls.__dict__.get(name) is None:
                    setattr(cls, name, method)
            return attrs.frozen(cls, eq=False, repr=False, **options)

        return make if maybe_cls is None else make(maybe_cls)


def _equals(self: Any, other: object) -> Any:  # noqa: ANN401 - any class made here
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = _compared(self.__class__)
    return compared(self) == compared(other)


def _hash(self: Any) -> int:  # noqa: ANN401 - any class made here
    return hash((self.__class__, _compared(self.__class__)(self)))


def _representation(self: Any) -> str:  # noqa: ANN401 - any class made here
    shown = (
        f"{each.name}={getattr(self, each.name)!r}"
        for each in attrs.fields(self.__class__)
        if each.repr
    )
    return f"{self.__class__.__qualname__.rsplit('>.', 1)[-1]}({', '.join(shown)})"


def _compared(cls: Any) -> Callable[[object], object]:  # noqa: ANN401 - any class made here
    """Give what takes from an object the attributes by which it is compared."""
    found = _TAKES.get(cls)
    if found is None:
        names = [each.name for each in attrs.fields(cls) if each.eq]
        found = _TAKES[cls] = attrgetter(*names) if names else _nothing
    return found


_TAKES: Final[dict[Any, Callable[[object], object]]] = {}


def _nothing(_of: object) -> tuple[()]:
    return ()
