"""`hereof ledger replay`: every recorded answer asked again of the rule base of today."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hereof
from hereof.audit.canonical import digest
from hereof.audit.replay.asking import Task
from hereof.audit.replay.filing import makers
from hereof.audit.replay.journal import Journal
from hereof.audit.replay.shapes import CLASSES, UNCHANGED
from hereof.report.helpers import handed_out, helpers_for
from hereof.report.sources import rules_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hereof.audit.ledger import Head, Ledger, Wanted
    from hereof.audit.replay.asking import Asking, Done
    from hereof.audit.replay.shapes import Replay, Replayed
    from hereof.rulebase.base import RuleBase

FORM: Final = "hereof/replay/1"
FEWEST: Final = 1000
"""With fewer answers than these a helper would take longer to start than it saves."""
TOGETHER: Final = 50
"""So many answers are handed to a helper together."""


def replay(
    ledger: Ledger,
    base: RuleBase,
    data: Sequence[Path] = (),
    wanted: Wanted | None = None,
    more: Callable[[int, int], None] | None = None,
) -> Replay:
    """Ask every recorded answer again.

    What is done is kept, so that a run that is broken off goes on where it was.

    Args:
        ledger: The ledger.
        base: The rule base of today.
        data: Where data files of then lie now; others are looked for where they lay.
        wanted: Which entries; none: all.
        more: Is told how many answers are done since, and how many there are.

    Raises:
        LedgerError: The ledger cannot be read, or an entry of it is altered.
        OSError: A file of the rule base cannot be read.
    """
    head = ledger.head()
    ledger.see_sound(head)
    state = [_state(base), _hashes(data), _engine()]
    key = digest([FORM, head.hash, str(wanted), *state])
    task = Task(ledger.path, base.folder, tuple(data))
    asking = task.asking(base)
    with Journal.of(key) as journal, closing(asking):
        rows = {
            entry: row for entry, (row, rests_on) in journal.done().items() if asking.fits(rests_on)
        }
        open_ = _open(ledger, wanted, head, rows)
        count = len(rows) + len(open_)
        if more is not None:
            more(len(rows), count)
        for row, rests_on in _all(open_, task, asking):
            journal.keep(row, rests_on)
            rows[row["entry"]] = row
            if more is not None:
                more(1, count)
        journal.end()
    return _view(ledger, head, base, [rows[number] for number in sorted(rows)])


def _all(numbers: Sequence[str], task: Task, asking: Asking) -> Iterator[Done]:
    """Ask entries again, with helpers where that is worth it; what none did is done here."""
    several = helpers_for(len(numbers), FEWEST)
    if not several:
        yield from map(asking.work, numbers)
        return
    chunks = [numbers[at : at + TOGETHER] for at in range(0, len(numbers), TOGETHER)]
    with handed_out(chunks, several, task) as asked:
        for chunk, future in zip(chunks, asked, strict=True):
            done = future.result()
            yield from done if done is not None else map(asking.work, chunk)


def _view(ledger: Ledger, head: Head, base: RuleBase, rows: list[Replayed]) -> Replay:
    counted = Counter(row["found"] for row in rows)
    return {
        "schema": FORM,
        "ledger": str(ledger.path),
        "head": {"entry": head.entry, "hash": head.hash},
        "rules_at": rules_at(base),
        "makers": makers(),
        "count": len(rows),
        "counts": [{"found": each, "count": counted[each]} for each in CLASSES],
        "same": counted[UNCHANGED] == len(rows),
        "rows": rows,
    }


def _open(
    ledger: Ledger, wanted: Wanted | None, head: Head, done: dict[int, Replayed]
) -> list[str]:
    """Give the entries that are to be asked: of one agreement together, in the order of dates."""
    found = sorted(
        (line.facets.agreement, line.facets.day or "", line.facets.known_on or "", line.number)
        for line in ledger.lines(wanted, head)
        if line.number not in done
    )
    return [str(number) for *_, number in found]


# ---- what a replay depends on


def _state(base: RuleBase) -> list[list[str]]:
    """Give every file of a rule base with its SHA-256, as far as it can be read."""
    found = []
    for folder in (base.folder.rules, base.folder.agreements):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(base.folder.root).as_posix()
            found.append([name, _sha256(path)])
    at = base.folder.at
    return [*found, ["commit", at.commit if at is not None else ""]]


def _hashes(paths: Iterable[Path]) -> list[str]:
    return sorted(_sha256(path) for path in paths)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _engine() -> list[str]:
    """Tell this engine from any other: by its makers, and by the size and time of each file."""
    files = sorted(Path(str(hereof.__file__)).parent.rglob("*.py"))
    told = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return [*told, *(f"{each['what']} {each['now']}" for each in makers())]
