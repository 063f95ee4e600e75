"""Data files to rows of cells: CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import HereofError, Source, Span, error
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LARGEST: Final = 256 * 1024 * 1024
_SAYS: Final = "illustrative:"


@frozen(eq=False)
class Cells:
    """One row of a file: its line, its place, and its cells by the head of their column."""

    line: int
    place: Span
    cells: Mapping[str, Any]


@frozen(eq=False)
class File:
    """A data file, opened.

    Attributes:
        path: As it was named.
        sha256: Of its bytes.
        illustrative: What it says of itself where its figures are made up; else empty.
        heads: The heads of its columns, in order.
        place: Its first line, for what concerns them.
        rows: Its rows, in order.
    """

    path: str
    sha256: str
    illustrative: str
    heads: tuple[str, ...]
    place: Span
    rows: tuple[Cells, ...]


def open_file(path: Path) -> File:
    """Read a file by its suffix: `.csv`, `.json` or `.parquet`.

    Raises:
        HereofError: It cannot be read, or is no such file.
    """
    name = path.as_posix()
    if not path.exists():
        from_ = "" if path.is_absolute() else "; it is looked for from the folder that one is in"
        raise _bad(name, f"there is no file `{name}`", f"name a file that is there{from_}")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise _bad(name, f"`{name}` is no data file", "its name ends in .csv, .json or .parquet")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as failure:
        reason = (failure.strerror or "unknown fault").lower()
        raise _bad(
            name, f"`{name}` cannot be read: {reason}", "name a file that is there"
        ) from None
    if size > LARGEST:
        raise _bad(name, f"`{name}` has {size:,} bytes", f"at most {LARGEST:,} are read")
    found: File = reader(name, hashlib.sha256(data).hexdigest(), data)
    return found


def _bad(path: str, message: str, help_: str) -> HereofError:
    return HereofError(error("data-unreadable", message, Span(Source(path, ""), 0, 0), help=help_))


def _decoded(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(path, f"`{path}` is no UTF-8 text", "save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---- CSV


def _csv(path: str, sha256: str, data: bytes) -> File:
    text = _decoded(path, data)
    source = Source(path, text)
    note, starts = "", _line_starts(text)
    lines = list(_csv_lines(path, text))
    while lines and (not any(lines[0][1]) or lines[0][1][0].lstrip().startswith("#")):
        said = ",".join(lines.pop(0)[1]).strip().lstrip("#").strip()
        if said.casefold().startswith(_SAYS):
            note = said[len(_SAYS) :].strip() or "its figures are made up"
    if not lines:
        raise _bad(path, f"`{path}` has no rows", "its first line names the columns")
    first, heads = lines.pop(0)
    heads = [" ".join(head.split()) for head in heads]

    def place(line: int) -> Span:
        start = starts[line - 1]
        end = text.find("\n", start)
        return Span(source, start, len(text) if end == -1 else end)

    _see_heads(path, heads)
    rows = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        if len(cells) > len(heads):
            message = f"line {line} of `{path}` has {len(cells)} cells under {len(heads)} columns"
            raise HereofError(
                error(
                    "data-row-refused",
                    message,
                    place(line),
                    help="put a cell with a comma in quotation marks",
                )
            )
        rows.append(Cells(line, place(line), dict(zip(heads, cells, strict=False))))
    return File(path, sha256, note, tuple(heads), place(first), tuple(rows))


def _csv_lines(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line on which it begins."""
    head = next((line for line in text.split("\n") if line and not line.startswith("#")), "")
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark if mark in head else ",", strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as failure:
        raise _bad(path, f"`{path}` is no CSV at line {line}: {failure}", "mend it") from None


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _see_heads(path: str, heads: list[str]) -> None:
    if "" in heads or len(set(heads)) != len(heads):
        raise _bad(
            path,
            f"two columns of `{path}` have one name, or one has none",
            "name each column in the first line",
        )


# ---- JSON


def _json(path: str, sha256: str, data: bytes) -> File:
    text = _decoded(path, data)
    try:
        content: Any = json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError) as failure:
        raise _bad(path, f"`{path}` is no JSON: {failure}", "mend it") from None
    note = ""
    if isinstance(content, dict):
        note, content = str(content.get("illustrative") or ""), content.get("rows")
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise _bad(
            path,
            f"`{path}` is no list of rows",
            'it holds `[{...}, ...]`, or `{"illustrative": "...", "rows": [{...}, ...]}`',
        )
    return _of_rows(path, sha256, note, content)


def _of_rows(path: str, sha256: str, note: str, content: list[dict[str, Any]]) -> File:
    place = Span(Source(path, ""), 0, 0)
    heads = tuple(dict.fromkeys(head for row in content for head in row))
    rows = tuple(
        Cells(number, place, {head: "" if cell is None else cell for head, cell in row.items()})
        for number, row in enumerate(content, 1)
    )
    return File(path, sha256, note, heads, place, rows)


# ---- Parquet


def _parquet(path: str, sha256: str, data: bytes) -> File:
    try:
        import pyarrow as pa  # noqa: PLC0415 - a large library, and only where it is needed
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError:
        raise _bad(
            path,
            f"to read `{path}` the package pyarrow is needed, and it is not installed",
            "install it with `pip install 'hereof[parquet]'`, or give the data as CSV or JSON",
        ) from None
    try:
        table = parquet.read_table(pa.BufferReader(data))
        content = table.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as failure:
        raise _bad(path, f"`{path}` is no Parquet: {failure}", "mend it") from None
    said = (table.schema.metadata or {}).get(b"illustrative", b"")
    return _of_rows(path, sha256, said.decode("utf-8", "replace"), content)


_READERS: Final = {".csv": _csv, ".json": _json, ".parquet": _parquet}
