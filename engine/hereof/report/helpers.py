"""A large rule base worked on by several processes, with the same results in the same order.

Each helper is a Python of its own that runs `hereof.report.helper`, is told the task and
then names of agreements, and gives back what came of each. It ends when this process
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
from typing import IO, TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hereof.rulebase.base import RuleBase

Given = TypeVar("Given")

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


Made_co = TypeVar("Made_co", covariant=True)


class Task(Protocol[Made_co]):
    """Work on agreements one by one, which can be handed to another process."""

    def begin(self) -> Callable[[str], Made_co]:
        """Make ready in that process, and give what works on one agreement by its name."""


class Here(Protocol[Given]):
    """The same work as done in this process."""

    def work(self, name: str) -> Given:
        """Work on an agreement."""

    def anew(self, name: str) -> Given:
        """Work on one that a helper may have begun with."""

    def take(self, done: Given) -> None:
        """Take note of what a helper did."""


def spread(
    base: RuleBase, names: Sequence[str], several: int, task: Task[Given], here: Here[Given]
) -> Iterator[Given]:
    """Work on agreements with helpers; what comes of it is given in the order of names.

    What an agreement that others are bound up with gives may depend on which of them is read
    first: those are worked on here, in order.

    Args:
        base: The rule base.
        names: The agreements.
        several: How many helpers.
        task: The work, as helpers do it.
        here: The same as done in this process.
    """
    alone = set(_alone(base))
    handed = [name for name in names if name in alone]
    chunks = [handed[at : at + AT_ONCE] for at in range(0, len(handed), AT_ONCE)]
    idle: SimpleQueue[_Helper[Given]] = SimpleQueue()
    started = [_Helper(task) for _ in range(several)]
    for each in started:
        idle.put(each)
    threads = ThreadPoolExecutor(several)
    try:
        asked = [threads.submit(_ask, idle, chunk) for chunk in chunks]
        answers = _answers(here, chunks, asked)
        for name in names:
            yield next(answers) if name in alone else here.work(name)
    finally:
        for each in started:
            each.stop()
        threads.shutdown(cancel_futures=True)
        for each in started:
            each.end()


def _answers(
    here: Here[Given],
    chunks: Sequence[Sequence[str]],
    asked: Sequence[Future[list[Given] | None]],
) -> Iterator[Given]:
    """Give what helpers did, in order; what none of them did is done here."""
    for chunk, future in zip(chunks, asked, strict=True):
        done = future.result()
        if done is None:
            yield from map(here.anew, chunk)
            continue
        for each in done:
            here.take(each)
            yield each


def _ask(idle: SimpleQueue[_Helper[Given]], names: Sequence[str]) -> list[Given] | None:
    helper = idle.get()
    try:
        return helper.do(names)
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


class _Helper(Generic[Given]):
    """A process that works on agreements; once anything went wrong with it, it does none."""

    def __init__(self, task: Task[Given]) -> None:
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
            self._tell(task)

    def do(self, names: Sequence[str]) -> list[Given] | None:
        """Have agreements worked on; nothing where that went wrong."""
        try:
            self._tell(names)
            found: list[Given] = pickle.load(self._pipe("stdout"))  # noqa: S301 - our own child
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
