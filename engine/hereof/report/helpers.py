"""A large rule base checked by several processes, with the same findings in the same order.

Each helper is a Python of its own that runs `hereof.report.helper`, is told the base and
then names of agreements, and gives back what it found of each. It ends when this process
does. Whatever goes wrong with a helper, this process does the work itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Final

from hereof.defined.check import EVER, Dates
from hereof.report.checking import Checked, checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.rulebase.base import RuleBase
    from hereof.wording.kept import KeptReadings

FEWEST: Final = 60
"""With fewer agreements than these a helper would take longer to start than it saves."""
MOST: Final = 4
"""So many helpers at most: each takes as much memory as a check by one process."""
AT_ONCE: Final = 8
"""So many agreements are handed over together."""


def helpers(base: RuleBase) -> int:
    """Say how many helpers are worth their start for a base; none: zero."""
    if len(_alone(base)) < FEWEST or not sys.executable:
        return 0
    several = _processors()
    return min(several, MOST) if several > 1 else 0


def together(
    base: RuleBase, kept: KeptReadings, several: int, dates: Dates = EVER
) -> Iterator[Checked]:
    """Check every agreement of a base with helpers.

    What an agreement that others are bound up with gives may depend on which of them is read
    first: those are checked here, in order.

    Args:
        base: The rule base.
        kept: Readings of other times, to which those of now are added.
        several: How many helpers.
        dates: As in force, and as known, on which dates defined terms are checked.
    """
    alone = set(_alone(base))
    handed = [name for name in base.every if name in alone]
    chunks = [handed[at : at + AT_ONCE] for at in range(0, len(handed), AT_ONCE)]
    idle: SimpleQueue[_Helper] = SimpleQueue()
    started = [_Helper(base, dates) for _ in range(several)]
    for each in started:
        idle.put(each)
    threads = ThreadPoolExecutor(several)
    try:
        asked = [threads.submit(_ask, idle, chunk) for chunk in chunks]
        answers = _answers(base, kept, chunks, asked, dates)
        for name in base.every:
            yield next(answers) if name in alone else checked(base, name, kept, dates)
    finally:
        for each in started:
            each.stop()
        threads.shutdown(cancel_futures=True)
        for each in started:
            each.end()


def _answers(
    base: RuleBase,
    kept: KeptReadings,
    chunks: Sequence[Sequence[str]],
    asked: Sequence[Future[list[Checked] | None]],
    dates: Dates,
) -> Iterator[Checked]:
    """Give what helpers found, in order; what none of them did is done here."""
    for chunk, future in zip(chunks, asked, strict=True):
        found = future.result()
        if found is None:
            yield from (checked(base, name, kept, dates) for name in chunk)
            continue
        for each in found:
            kept.include(each.read)
            yield each


def _ask(idle: SimpleQueue[_Helper], names: Sequence[str]) -> list[Checked] | None:
    helper = idle.get()
    try:
        return helper.check(names)
    finally:
        idle.put(helper)


def _alone(base: RuleBase) -> list[str]:
    """Give the agreements that no other is bound up with."""
    needed = base.survey.needed
    return [
        name
        for name in base.every
        if name not in needed and not any(file.needs for file in base.survey.of(name))
    ]


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Helper:
    """A process that checks agreements; once anything went wrong with it, it checks none."""

    def __init__(self, base: RuleBase, dates: Dates) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError, ValueError):
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "hereof.report.helper",
                ],  # not what lies in this folder
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # an interruption is for this process alone to answer
            )
            self._tell((base.part(), dates))

    def check(self, names: Sequence[str]) -> list[Checked] | None:
        """Have agreements checked; nothing where that went wrong."""
        try:
            self._tell(names)
            found: list[Checked] = pickle.load(self._pipe("stdout"))  # noqa: S301 - our own child
        except (OSError, EOFError, ValueError, AttributeError, pickle.PickleError):
            self.end()
            return None
        return found

    def stop(self) -> None:
        """Break off what the process does."""
        process = self._process
        if process is not None:
            process.terminate()

    def end(self) -> None:
        """Let the process end, and wait for that."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()

    def _tell(self, what: object) -> None:
        pipe = self._pipe("stdin")
        pickle.dump(what, pipe)
        pipe.flush()

    def _pipe(self, name: str) -> IO[Any]:
        if self._process is None:
            raise EOFError
        pipe: IO[Any] = getattr(self._process, name)
        return pipe
