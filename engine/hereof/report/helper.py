"""Works on agreements for another process: see `hereof.report.helpers`.

It is told the task and then names, by pickles on its standard input, and answers on its
standard output. It ends when its input does.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hereof.report.helpers import Task

_OBJECTS: Final = 200_000


def main() -> None:
    """Answer until nothing more is asked."""
    gc.set_threshold(_OBJECTS)
    given = sys.stdin.buffer
    # What anything prints must not stand among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(EOFError, OSError):
        task: Task[object] = pickle.load(given)  # noqa: S301 - from the process that started this one
        work = task.begin()
        while True:
            names: list[str] = pickle.load(given)  # noqa: S301 - likewise
            pickle.dump([work(name) for name in names], answers)
            answers.flush()


if __name__ == "__main__":
    main()
