"""Runs the command line and tells on standard error what it cost: for `run.py`.

`child.py COUNT FOLDER ARGUMENTS...`: with COUNT 1, the rule files and documents
below the folder that were opened are counted as well. Time and memory are those of
all its processes, memory as though each were at its largest at once.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any, Final

_UNIT: Final = 2**20 if sys.platform == "darwin" else 2**10
"""So many of the units of `ru_maxrss` are a megabyte."""


def main() -> int:
    """Run the command line."""
    started = time.perf_counter()
    count, folder, *arguments = sys.argv[1:]
    opened: set[str] = set()
    helpers: list[object] = []

    def see(event: str, details: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            helpers.append(details[0])
        elif count == "1" and event == "open" and str(details[0]).startswith(folder):
            opened.add(str(details[0]).removeprefix(folder).lstrip("/"))

    sys.addaudithook(see)
    from hereof.__main__ import main as hereof  # noqa: PLC0415 - within the time measured

    sys.argv = ["hereof", *arguments]
    code = 0
    try:
        hereof()
    except SystemExit as end:
        code = int(end.code or 0)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "code": code,
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() + others.ru_utime + others.ru_stime,
        "processes": 1 + len(helpers),
        "megabytes": _peak() + len(helpers) * others.ru_maxrss / _UNIT,
        "opened": sorted(opened),
    }
    sys.stderr.write("\n" + json.dumps(told) + "\n")
    return 0


def _peak() -> float:
    """Give the peak of this process's memory in megabytes.

    Linux lets a process inherit `ru_maxrss` from the one that started it; what
    it says of the memory itself begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT


if __name__ == "__main__":
    sys.exit(main())
