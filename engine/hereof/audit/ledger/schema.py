"""The tables of a ledger, and the triggers that refuse every change but an append.

The triggers guard against accident. Whoever owns the file can take them away; `check` says
where they are not as they were made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

APPLICATION: Final = int.from_bytes(b"Hrof", "big")
"""By this number in the file's header a ledger is known."""

VERSION: Final = 1
OLDEST_SQLITE: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""

_REFUSED: Final = "a ledger is only appended to"

STATEMENTS: Final = {
    "entries": """CREATE TABLE entries (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 9007199254740991),
  previous TEXT NOT NULL CHECK (length(previous) = 71),
  hash TEXT NOT NULL CHECK (length(hash) = 71),
  digest TEXT NOT NULL CHECK (length(digest) = 71),
  agreement TEXT NOT NULL,
  term TEXT NOT NULL,
  asked TEXT NOT NULL,
  day TEXT,
  known_on TEXT,
  outcome TEXT NOT NULL,
  value TEXT,
  signature BLOB,
  certificate BLOB NOT NULL
) STRICT""",
    "each_once": """CREATE UNIQUE INDEX each_once
ON entries (digest, coalesce(signature, x''))""",
    "no_update": f"""CREATE TRIGGER no_update BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, '{_REFUSED}');
END""",
    "no_delete": f"""CREATE TRIGGER no_delete BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, '{_REFUSED}');
END""",
    # An INSERT OR REPLACE takes away what is in its place without asking the trigger on DELETE.
    "only_append": f"""CREATE TRIGGER only_append BEFORE INSERT ON entries
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
  OR NEW.previous IS NOT coalesce(
    (SELECT hash FROM entries ORDER BY number DESC LIMIT 1), 'sha256:{"0" * 64}')
  OR EXISTS (
    SELECT 1 FROM entries
    WHERE digest = NEW.digest AND coalesce(signature, x'') = coalesce(NEW.signature, x''))
BEGIN
  SELECT RAISE(ABORT, '{_REFUSED}');
END""",  # noqa: S608 - words of ours
}
"""All that a ledger is made of, by name, in the order in which it is made."""


def make(connection: sqlite3.Connection) -> None:
    """Make an empty ledger of a new file, within the transaction that is open."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for statement in STATEMENTS.values():
        connection.execute(statement)


def differences(connection: sqlite3.Connection) -> Iterator[str]:
    """Say what in the file is not as it was made."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_schema ORDER BY name")
    found = {str(name): (str(kind), sql) for name, kind, sql in rows}
    for name, statement in STATEMENTS.items():
        kind = _kind(statement)
        if name not in found:
            yield f"the {kind} `{name}` is gone"
        elif found[name][1] != statement:
            yield f"the {kind} `{name}` is not as it was made"
    for name, (kind, _) in found.items():
        if name not in STATEMENTS:
            yield f"there is a {kind} `{name}`, which a ledger has not"


def _kind(statement: str) -> str:
    words = statement.split(maxsplit=3)
    return (words[2] if words[1] == "UNIQUE" else words[1]).lower()
