"""Every recorded answer asked again: what is another now, by how many cents, and why.

`recorded.py` reads what was recorded, `world.py` asks a rule base, `substance.py` says what of two
answers is compared, `knowledge.py` when something came to be known, `past.py` puts the rule base
of then together again, `causes.py` finds why an answer is another, `replaying.py` goes through a
ledger, `journal.py` keeps what is done for a run that is broken off.
"""

from __future__ import annotations
