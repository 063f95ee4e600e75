"""Patterns that are compiled when they are first used: a question uses few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from typing import AnyStr


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a pattern for its methods: as `re.compile`, but compiled with the first of them.

    Args:
        source: The regular expression.
        flags: Those of `re`.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any method of a pattern
        compiled = re.compile(self._source, self._flags)
        found = self.__dict__[name] = getattr(compiled, name)  # from now on it is asked directly
        return found
