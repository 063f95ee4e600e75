"""The private folder for caches: made for us alone, or done without."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from hereof.cachedir import private_cache, write_private

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "named"
    monkeypatch.setenv("HEREOF_CACHE", str(place))
    return place


@posix
def test_the_named_folder_is_made_for_its_owner_alone(folder: Path) -> None:
    assert private_cache() == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_folder_is_found_again(folder: Path) -> None:
    assert private_cache() == private_cache() == folder


def test_without_a_name_it_lies_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEREOF_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert private_cache() == tmp_path / "xdg" / "hereof"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for unusable in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CACHE_HOME", unusable)
        assert private_cache() == tmp_path / ".cache" / "hereof"


@posix
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701, 0o500])
def test_a_folder_open_to_others_or_shut_to_us_is_refused(folder: Path, mode: int) -> None:
    folder.mkdir()
    folder.chmod(mode)
    assert private_cache() is None
    assert stat.S_IMODE(folder.stat().st_mode) == mode


@posix
def test_a_symbolic_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    assert private_cache() is None


@posix
def test_a_folder_of_somebody_else_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert private_cache() == folder
    somebody_else = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody_else)
    assert private_cache() is None


def test_a_file_in_its_place_is_refused(folder: Path) -> None:
    folder.write_text("")
    assert private_cache() is None


def test_a_name_that_cannot_be_a_folder_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("")
    monkeypatch.setenv("HEREOF_CACHE", str(folder / "below-a-file"))
    assert private_cache() is None


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    assert write_private(path, b"old")
    assert write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    assert not write_private(tmp_path / "missing" / "kept.json", b"")
    assert not write_private(tmp_path / "taken", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
