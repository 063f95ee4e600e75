"""A bar on standard error for what takes longer than a second, where a terminal shows it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self

    from click._termui_impl import ProgressBar

_SOON: Final = 1.0
"""What is done within so many seconds needs no bar."""


class Progress:
    """Counts what is done, and shows it once that has taken a while.

    Attributes:
        done: So many.
    """

    def __init__(self, label: str, whole: int) -> None:
        self.done = 0
        self._label = label
        self._whole = whole
        self._started = time.monotonic()
        self._bar: ProgressBar[Any] | None = None
        self._is_seen = sys.stderr.isatty() if sys.stderr else False

    def more(self, several: int) -> None:
        """Count what was done since."""
        self.done += several
        if self._bar is None and self._is_seen and time.monotonic() - self._started > _SOON:
            self._bar = click.progressbar(length=self._whole, label=self._label, file=sys.stderr)
            self._bar.__enter__()
            several = self.done
        if self._bar is not None:
            self._bar.update(several)

    def __enter__(self) -> Self:
        """Begin to count."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal's line behind."""
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
