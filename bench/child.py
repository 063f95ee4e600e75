"""Runs the command line and tells on standard error what it cost: for `run.py`.

`child.py COUNT FOLDER ARGUMENTS...`: with COUNT 1, the rule files and documents
below the folder that were opened are counted as well.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any


def main() -> int:
    """Run the command line."""
    started = time.perf_counter()
    count, folder, *arguments = sys.argv[1:]
    opened: set[str] = set()

    def see(event: str, details: tuple[Any, ...]) -> None:
        if event == "open" and str(details[0]).startswith(folder):
            opened.add(str(details[0]).removeprefix(folder).lstrip("/"))

    if count == "1":
        sys.addaudithook(see)
    from hereof.__main__ import main as hereof  # noqa: PLC0415 - within the time measured

    sys.argv = ["hereof", *arguments]
    code = 0
    try:
        hereof()
    except SystemExit as end:
        code = int(end.code or 0)
    # Linux counts kilobytes, macOS bytes.
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {
        "code": code,
        "seconds": time.perf_counter() - started,
        "megabytes": size / (2**20 if sys.platform == "darwin" else 2**10),
        "opened": sorted(opened),
    }
    sys.stderr.write("\n" + json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
