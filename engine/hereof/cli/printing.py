"""Shows on a terminal how far the printing of a long page is."""

from __future__ import annotations

import logging
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click._termui_impl import ProgressBar

_LOGGER: Final = "weasyprint.progress"
_STEP: Final = re.compile(r"Step (\d+)")
_STEPS: Final = 7


@contextmanager
def printing(file: Path) -> Iterator[None]:
    """Show a bar with the steps that WeasyPrint tells of, where a terminal shows it."""
    if not sys.stderr.isatty():
        yield
        return
    logger = logging.getLogger(_LOGGER)
    level, spreads = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    with click.progressbar(length=_STEPS, label=f"printing {file.name}", file=sys.stderr) as bar:
        handler = _Steps(bar)
        logger.addHandler(handler)
        try:
            yield
            bar.update(_STEPS - bar.pos)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = spreads


class _Steps(logging.Handler):
    def __init__(self, bar: ProgressBar[int]) -> None:
        super().__init__()
        self._bar = bar

    def emit(self, record: logging.LogRecord) -> None:
        """Go on to the step that is told of."""
        step = _STEP.match(record.getMessage())
        if step is not None and int(step[1]) - 1 > self._bar.pos:
            self._bar.update(int(step[1]) - 1 - self._bar.pos)
