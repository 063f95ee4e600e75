"""A question believes an earlier examination, and gives the answer of a new one all the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest

import hereof
from hereof.report.which import which
from hereof.rulebase import examining
from hereof.rulebase.material import ROOMS
from hereof.rulebase.sound import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hereof.report.which import Which
    from hereof.rulebase.evidence import Evidence, Quoted, Spot
    from hereof.rulebase.material import Material

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "larkspur-2004-1"
SOURCE: Final = "larkspur-standard-terms"
DAY: Final = date(2006, 3, 1)


class Base:
    """A copy of the repository's rule base, with a cache of its own.

    Attributes:
        examined: The agreements that were examined.
        before: Files as they were before they were changed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.examined: list[str] = []
        self.before: dict[Path, str] = {}

    def load(self) -> hereof.Agreement:
        return hereof.load(self.root).agreement(NAME)

    def answers(self) -> list[Which]:
        """Give what is in force of every term, with its evidence."""
        base = hereof.load(self.root)
        agreement = base.agreement(NAME)
        return [which(base, agreement, term, DAY, None) for term in agreement.terms]

    def asked_again(self) -> list[str]:
        """Load the agreement, and give what was examined for it."""
        self.examined.clear()
        self.load()
        return list(self.examined)

    def kept(self) -> Path:
        """Give the file in which it is kept that the agreement is sound."""
        file = sound(self.root, NAME).file
        assert file is not None
        return file

    def put(self, place: str, old: str, new: str) -> None:
        file = self.root / place
        text = file.read_text()
        assert text.count(old) == 1
        self.before.setdefault(file, text)
        file.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def examined_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a rule base, and the cache after a question has been answered."""
    folder = tmp_path_factory.mktemp("sound")
    for name in ("rules", "agreements"):
        shutil.copytree(ROOT / name, folder / "base" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEREOF_CACHE", str(folder / "cache"))
        hereof.load(folder / "base").agreement(NAME)
    return folder


@pytest.fixture
def base(examined_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Base]:
    monkeypatch.setenv("HEREOF_CACHE", str(tmp_path / "cache"))
    shutil.copytree(examined_once / "cache", tmp_path / "cache")
    made = Base(examined_once / "base")
    examine = examining.examine

    def noted(material: Material, evidence: Evidence) -> tuple[hereof.Diagnostic, ...]:
        made.examined.append(material.name)
        return examine(material, evidence)

    monkeypatch.setattr(examining, "examine", noted)
    yield made
    for file, text in made.before.items():
        file.write_text(text)


def test_the_same_files_are_examined_once_and_give_the_same_answers(base: Base) -> None:
    believing = base.answers()
    assert not base.examined
    base.kept().unlink()
    assert base.answers() == believing
    assert base.examined == [SOURCE, NAME]
    assert any(view["versions"] for view in believing)


def test_findings_are_never_remembered(base: Base) -> None:
    agreement = base.load()
    assert not agreement.errors
    assert not base.examined
    assert agreement.findings == ()
    assert base.examined == [NAME]


def test_a_check_examines_whatever_is_remembered(base: Base) -> None:
    list(hereof.findings(hereof.load(base.root), NAME))
    assert base.examined == [NAME]
    base.examined.clear()
    list(hereof.load(base.root).check())
    assert {NAME, SOURCE} < set(base.examined)


OWN: Final = f"{NAME}/amendment-1"
OTHER: Final = f"{SOURCE}/amendment-1"


@pytest.mark.parametrize(
    ("place", "old", "new", "code"),
    [
        (f"agreements/{OWN}.txt", "NO. 1", "NO. l", "document-changed"),
        (f"agreements/{OTHER}.txt", "NO. 1", "NO. l", "incorporation-of-errors"),
        (f"rules/{OWN}.hereof", "the Agreement gives them", "it gives them", "quotation-not-found"),
        (
            f"rules/{OTHER}.hereof",
            "2004\n  executed",
            "2005\n  executed",
            "incorporation-of-errors",
        ),
    ],
)
def test_one_changed_character_is_an_error(
    base: Base, place: str, old: str, new: str, code: str
) -> None:
    assert not base.load().errors
    base.put(place, old, new)
    for _ in range(2):  # an agreement with errors is never believed sound
        base.examined.clear()
        agreement = base.load()
        assert code in {each.code for each in agreement.errors}
        assert NAME in base.examined
        with pytest.raises(hereof.HereofError):
            _ = agreement.timeline


def test_a_rule_file_that_takes_the_same_document_is_seen(base: Base) -> None:
    other = base.root / "rules" / "other.hereof"
    other.write_text("agreement other\n  dated 2004-01-01\n  document not on file\n")
    assert base.asked_again() == [SOURCE, NAME]
    other.unlink()
    assert base.asked_again() == [SOURCE, NAME]


def test_an_engine_that_is_another_believes_nothing(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hereof.rulebase.sound.this_engine", lambda *_: b"another")
    assert base.asked_again() == [SOURCE, NAME]


def test_what_is_damaged_is_passed_over(base: Base) -> None:
    whole = base.kept().read_bytes()
    first, middle, last = (
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (0, 80, len(whole) - 3)
    )
    for data in (first, middle, last, whole[:-1], b"", b"{}"):
        base.kept().write_bytes(data)
        assert base.asked_again() == [SOURCE, NAME]
        assert base.kept().read_bytes() == whole


def test_what_is_kept_of_other_files_is_passed_over(base: Base) -> None:
    hereof.load(base.root).agreement("ramp-2003-rs8")
    kept = base.kept().read_bytes()
    base.put(f"rules/{NAME}/amendment-1.hereof", "the Agreement gives them", "it gives them")
    base.kept().write_bytes(kept)
    assert base.load().errors
    other = sound(base.root, "ramp-2003-rs8").file
    assert other is not None
    base.kept().write_bytes(other.read_bytes())
    assert base.load().errors


def test_a_place_where_the_words_do_not_stand_is_not_shown(base: Base) -> None:
    agreement = base.load()
    kept = sound(base.root, NAME)
    spots = kept.of(NAME, agreement.digest)
    assert spots
    kept.keep(NAME, agreement.digest, cast("Evidence", Moved(spots)))
    kept.save()
    moved = base.answers()
    assert NAME in base.examined
    base.kept().unlink()
    assert base.answers() == moved


class Moved:
    """Each place, one character further."""

    def __init__(self, spots: Mapping[Quoted, Spot]) -> None:
        self.held = spots

    def spots(self) -> dict[Quoted, Spot]:
        return {
            quoted: (path, start + 1, end + 1, first + 1, last + 1)
            for quoted, (path, start, end, first, last) in self.held.items()
        }


def test_the_engine_is_told_by_every_room_that_an_examination_imports() -> None:
    said = "import sys, hereof.rulebase.examining; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    modules = [name for name in done.stdout.split() if name.startswith("hereof.")]
    rooms = {"/".join(name.split(".")[1:-1]) for name in modules}
    assert rooms - {""}
    assert rooms <= {*ROOMS}
