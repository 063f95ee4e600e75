"""The ledger: certificates in the order in which they were recorded, each chained to the last.

`file.py` opens and begins the file, `store.py` appends and reads, `chain.py` says what an
entry's hash is made of, `taking.py` looks at a certificate before it is taken, `checking.py`
looks at the whole afterwards; `appending.py` and `exporting.py` go from and to files.
"""

from __future__ import annotations

from hereof.audit.ledger.chain import Entry, Facets, Head
from hereof.audit.ledger.faults import LedgerError, NotTakenError
from hereof.audit.ledger.store import Appended, Ledger, Record, Wanted
from hereof.audit.ledger.taking import taken

__all__ = [
    "Appended",
    "Entry",
    "Facets",
    "Head",
    "Ledger",
    "LedgerError",
    "NotTakenError",
    "Record",
    "Wanted",
    "taken",
]
