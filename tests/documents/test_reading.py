"""Reading documents: what is taken as evidence, and what is refused."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from hereof.diagnostics import Diagnostic
from hereof.documents import MAX_DOCUMENT_BYTES, Document, find_all, read_document

if TYPE_CHECKING:
    from pathlib import Path


def refusal(root: Path, path: str) -> Diagnostic:
    found = read_document(root, path)
    assert isinstance(found, Diagnostic)
    return found


def reading(root: Path, path: str) -> Document:
    found = read_document(root, path)
    assert isinstance(found, Document), found
    return found


def test_a_document_keeps_its_bytes_hash_and_place(tmp_path: Path) -> None:
    data = b"AMENDMENT NUMBER ONE\r\nto the Agreement\r\n"
    (tmp_path / "deal").mkdir()
    (tmp_path / "deal" / "a.txt").write_bytes(data)

    document = reading(tmp_path, "deal/a.txt")

    assert document.data == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source.path == "agreements/deal/a.txt"
    assert document.source.text == "AMENDMENT NUMBER ONE\nto the Agreement\n"
    assert find_all(document, "to the Agreement")[0].lines == (2, 2)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_alike_whatever_ends_them(end: bytes) -> None:
    document = Document("a.txt", end.join([b"one", b"two three", b"four"]))
    assert find_all(document, "two three four")[0].lines == (2, 3)


def test_a_byte_order_mark_is_no_word() -> None:
    document = Document("a.txt", b"\xef\xbb\xbfFor any Distribution Date")
    assert document.flow.text == "For any Distribution Date"


def test_an_old_filing_in_windows_1252_is_read(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"the \x93Trustee\x94 \x96 as trustee")
    assert reading(tmp_path, "old.txt").flow.text == "the “Trustee” – as trustee"  # noqa: RUF001


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../secret.txt",
        "deal/../../secret.txt",
        "deal\\a.txt",
        "C:/a.txt",
        "c:a.txt",
        "a\x00.txt",
        "a\n.txt",
        "a\x85.txt",
        "deal//a.txt",
        "./a.txt",
        "deal/",
        ".git/config",
        "MANIFEST.sha256",
        "\udcff.txt",
    ],
)
def test_a_path_that_is_not_plainly_inside_is_refused(tmp_path: Path, path: str) -> None:
    found = refusal(tmp_path, path)
    assert found.code == "document-path-outside"
    assert found.message.isprintable()
    assert found.help


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "agreements", tmp_path / "agreements-private"
    root.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text("words")
    (root / "file.txt").symlink_to(outside / "a.txt")
    (root / "folder").symlink_to(outside)

    assert refusal(root, "file.txt").code == "document-path-outside"
    assert refusal(root, "folder/a.txt").code == "document-path-outside"


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert reading(tmp_path, "b.txt").flow.text == "words"


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("words")
    (tmp_path / "agreements").symlink_to(tmp_path / "real")
    assert reading(tmp_path / "agreements", "a.txt").flow.text == "words"


def test_a_missing_document_offers_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "deal").mkdir()
    (tmp_path / "deal" / "amendment-1.txt").write_text("words")

    found = refusal(tmp_path, "deal/amendment-one.txt")

    assert found.code == "document-missing"
    assert found.help == "did you mean `deal/amendment-1.txt`?"


@pytest.mark.parametrize("path", ["deal/a.txt", "a.txt/b.txt", "x" * 300])
def test_a_document_that_cannot_be_there_is_told_of(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.txt").write_text("words")
    found = refusal(tmp_path, path)
    assert found.code in {"document-missing", "document-unreadable"}
    assert found.help


def test_a_link_to_itself_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert refusal(tmp_path, "a.txt").code in {"document-missing", "document-unreadable"}


def test_a_folder_or_a_pipe_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "deal").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path, "deal").code == "document-not-a-file"
    assert refusal(tmp_path, "pipe").code == "document-not-a-file"


def test_a_document_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_DOCUMENT_BYTES + 1)
    found = refusal(tmp_path, "large.txt")
    assert found.code == "document-too-large"
    assert "67,108,865" in found.message


@pytest.mark.parametrize(
    "data",
    [
        b"words\x00words",
        "words".encode("utf-16"),
        b"%PDF-1.4\nwords",
        b"\x93words\x94 \x07",
        b"\x81 is no character of Windows-1252",
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert refusal(tmp_path, "a.txt").code == "document-not-text"
