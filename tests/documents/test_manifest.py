"""The manifest: what was recorded of each document, and what no longer agrees."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from hereof.documents import (
    MANIFEST_NAME,
    Document,
    check_document,
    missing,
    read_document,
    read_manifest,
    record,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "agreements"
    (folder / "deal").mkdir(parents=True)
    (folder / "deal" / "b.txt").write_bytes(b"second")
    (folder / "a b.txt").write_bytes(b"first\r\n")
    (folder / "deal" / "scan.pdf").write_bytes(b"%PDF-1.4\x00")
    (folder / ".hidden").write_bytes(b"no document")
    return folder


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_recording_lists_every_document(root: Path) -> None:
    done = record(root, write=True)
    assert done.diagnostics == ()
    assert done.added == ("a b.txt", "deal/b.txt", "deal/scan.pdf")
    assert (root / MANIFEST_NAME).read_bytes().decode() == (
        f"{sha256(b'first' + bytes([13, 10]))}  a b.txt\n"
        f"{sha256(b'second')}  deal/b.txt\n"
        f"{sha256(b'%PDF-1.4' + bytes(1))}  deal/scan.pdf\n"
    )
    assert sorted(path.name for path in root.iterdir()) == [
        ".hidden",
        MANIFEST_NAME,
        "a b.txt",
        "deal",
    ]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_can_check_it(root: Path) -> None:
    record(root, write=True)
    subprocess.run(["sha256sum", "--strict", "-c", MANIFEST_NAME], cwd=root, check=True)


def test_asking_writes_nothing(root: Path) -> None:
    assert len(record(root, write=False).added) == 3
    assert not (root / MANIFEST_NAME).exists()


def test_recording_twice_changes_nothing(root: Path) -> None:
    record(root, write=True)
    before = (root / MANIFEST_NAME).stat()
    assert record(root, write=True).added == ()
    assert (root / MANIFEST_NAME).stat() == before


def test_only_new_documents_are_added(root: Path) -> None:
    record(root, write=True)
    (root / "deal" / "a.txt").write_bytes(b"new")
    assert record(root, write=True).added == ("deal/a.txt",)
    manifest, faults = read_manifest(root)
    assert faults == ()
    assert list(manifest.hashes) == sorted(manifest.hashes)
    assert len(manifest.hashes) == 4


def test_a_changed_document_stops_recording(root: Path) -> None:
    record(root, write=True)
    before = (root / MANIFEST_NAME).read_bytes()
    (root / "deal" / "b.txt").write_bytes(b"altered")
    (root / "new.txt").write_bytes(b"new")

    done = record(root, write=True)

    assert [one.code for one in done.diagnostics] == ["document-changed"]
    assert done.added == ()
    assert (root / MANIFEST_NAME).read_bytes() == before


def test_a_listed_document_that_is_gone_is_told_of(root: Path) -> None:
    record(root, write=True)
    (root / "deal" / "b.txt").rename(root / "deal" / "b1.txt")
    manifest, _ = read_manifest(root)

    (finding,) = missing(root, manifest)

    assert finding.code == "document-missing"
    assert "deal/b1.txt" in finding.help
    assert finding.place == f"agreements/{MANIFEST_NAME}:2:1"
    assert [one.code for one in record(root, write=True).diagnostics] == ["document-missing"]


def test_a_document_is_compared_with_its_record(root: Path) -> None:
    record(root, write=True)
    manifest, _ = read_manifest(root)
    document = read_document(root, "deal/b.txt")
    assert isinstance(document, Document)
    assert check_document(manifest, document) is None

    finding = check_document(manifest, Document("deal/b.txt", b"altered"))
    assert finding is not None
    assert finding.code == "document-changed"
    assert finding.labels[0].span.text == f"{sha256(b'second')}  deal/b.txt"
    assert finding.detail == (f"recorded  {sha256(b'second')}", f"found     {sha256(b'altered')}")


def test_a_document_that_was_not_recorded_is_told_of(root: Path) -> None:
    manifest, faults = read_manifest(root)
    assert faults == ()
    finding = check_document(manifest, Document("deal/b.txt", b"second"))
    assert finding is not None
    assert finding.code == "document-not-in-manifest"
    assert "hereof record" in finding.help


HASH = "0" * 64


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# remark",
        f"{HASH} a.txt",
        f"{HASH} *a.txt",
        f"{HASH[1:]}  a.txt",
        f"{'A' * 64}  a.txt",
        f"{HASH}  ",
        f"{HASH}  ../a.txt",
        f"{HASH}  /a.txt",
        f"{HASH}  a.txt\r",
        f"{HASH}  ok.txt",
    ],
)
def test_a_malformed_line_is_named_and_stops_recording(root: Path, line: str) -> None:
    text = f"{HASH}  ok.txt\n{line}\n{HASH}  z.txt\n"
    (root / "ok.txt").write_bytes(b"")
    (root / MANIFEST_NAME).write_bytes(text.encode())

    manifest, (finding,) = read_manifest(root)

    assert finding.code == "manifest-malformed"
    assert "line 2" in finding.message
    assert finding.labels[0].span.lines[0] == 2
    assert set(manifest.hashes) == {"ok.txt", "z.txt"}
    assert "manifest-malformed" in {one.code for one in record(root, write=True).diagnostics}
    assert (root / MANIFEST_NAME).read_bytes() == text.encode()


def test_a_manifest_that_is_no_text_is_told_of(root: Path) -> None:
    (root / MANIFEST_NAME).write_bytes(b"\xff\xfe")
    _, (finding,) = read_manifest(root)
    assert finding.code == "manifest-malformed"


def test_the_last_line_end_may_be_missing(root: Path) -> None:
    (root / MANIFEST_NAME).write_bytes(f"{HASH}  a.txt".encode())
    manifest, faults = read_manifest(root)
    assert dict(manifest.hashes) == {"a.txt": HASH}
    assert faults == ()


def test_a_file_that_cannot_be_listed_stops_recording(root: Path) -> None:
    (root / "a\\b.txt").write_bytes(b"")
    (root / "out.txt").symlink_to("/etc/hostname")
    done = record(root, write=True)
    assert [one.code for one in done.diagnostics] == ["document-path-outside"] * 2
    assert not (root / MANIFEST_NAME).exists()
