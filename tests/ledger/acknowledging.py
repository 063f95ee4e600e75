"""Appends certificates one by one and prints what is acknowledged, as soon as it is.

`python acknowledging.py LEDGER SYNCHRONOUS CERTIFICATE...`: with SYNCHRONOUS other than
EXTRA the ledger is told to do less than it does by itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hereof.audit.ledger import Ledger, taken

_, named, synchronous, *files = sys.argv
records = [taken(Path(file).read_bytes()) for file in files]
with Ledger.open_to_append(Path(named)) as ledger:
    if synchronous != "EXTRA":
        ledger.connection.execute(f"PRAGMA synchronous = {synchronous}")
    for record in records:
        (done,) = ledger.append([record])
        os.write(1, f"{done.entry} {done.hash}\n".encode())
