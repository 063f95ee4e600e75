"""A site's folder is written whole, and nothing that is not its own is ever removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hereof.site.folder import LIST, NotOurFolderError, new_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def written(place: Path, **files: str) -> None:
    with new_folder(place) as folder:
        for name, text in files.items():
            folder.write(name.replace("_", "/"), text.encode())


def held(place: Path) -> dict[str, str]:
    return {
        path.relative_to(place).as_posix(): path.read_text()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != LIST
    }


def beside(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir())


def test_a_new_folder_an_empty_one_and_a_site_are_written(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "site"
    written(place, a="1", b_c="2")
    assert held(place) == {"a": "1", "b/c": "2"}
    written(place, a="3")
    assert held(place) == {"a": "3"}
    empty = tmp_path / "empty"
    empty.mkdir()
    written(empty, a="4")
    assert held(empty) == {"a": "4"}
    assert beside(place) == ["site"]


def test_something_else_is_refused_and_kept(tmp_path: Path) -> None:
    place = tmp_path / "notes"
    place.mkdir()
    (place / "letter.txt").write_text("mine")
    with pytest.raises(NotOurFolderError, match="no site that hereof wrote"):
        written(place, a="1")
    assert held(place) == {"letter.txt": "mine"}
    with pytest.raises(NotOurFolderError, match="it is a file"):
        written(place / "letter.txt", a="1")
    (place / LIST).write_text("letter.txt\n")
    with pytest.raises(NotOurFolderError, match="none that hereof wrote"):
        written(place, a="1")
    assert beside(place) == ["notes"]


@pytest.mark.parametrize("stranger", ["note.txt", "b/note.txt", "new/note.txt", ".git/config"])
def test_a_site_with_a_file_of_somebody_else_is_refused(tmp_path: Path, stranger: str) -> None:
    place = tmp_path / "site"
    written(place, a="1", b_c="2")
    (place / stranger).parent.mkdir(exist_ok=True)
    (place / stranger).write_text("mine")
    with pytest.raises(NotOurFolderError, match=stranger):
        written(place, a="3")
    assert held(place) == {"a": "1", "b/c": "2", stranger: "mine"}


def _link(place: Path, other: Path) -> None:
    (place / "link").symlink_to(other)


def _instead(place: Path, other: Path) -> None:
    (place / "a").unlink()
    (place / "a").symlink_to(other / "kept")


def _empty(place: Path, _: Path) -> None:
    (place / "empty").mkdir()


@pytest.mark.parametrize("make", [_link, _instead, _empty])
def test_links_and_empty_folders_are_somebody_elses(
    tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").write_text("mine")
    place = tmp_path / "site"
    written(place, a="1")
    make(place, other)
    with pytest.raises(NotOurFolderError):
        written(place, a="2")
    assert (other / "kept").read_text() == "mine"


def test_a_link_to_a_site_is_followed(tmp_path: Path) -> None:
    written(tmp_path / "real", a="1")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    written(tmp_path / "link", a="2")
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "real") == {"a": "2"}


def test_what_goes_wrong_leaves_the_old_site_whole(tmp_path: Path) -> None:
    place = tmp_path / "site"
    written(place, a="1")

    def fail() -> None:
        with new_folder(place) as folder:
            folder.write("a", b"2")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert held(place) == {"a": "1"}
    assert beside(place) == ["site"]


def test_what_comes_while_a_site_is_written_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "site"
    written(place, a="1")

    def disturbed() -> None:
        with new_folder(place) as folder:
            folder.write("a", b"2")
            (place / "late.txt").write_text("mine")

    with pytest.raises(NotOurFolderError, match=r"late\.txt"):
        disturbed()
    assert held(place) == {"a": "1", "late.txt": "mine"}


def test_no_two_pages_have_one_name(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        twice(tmp_path / "site")
    assert not list(tmp_path.iterdir())


def twice(place: Path) -> None:
    with new_folder(place) as folder:
        folder.write("a", b"1")
        folder.write("a", b"2")
