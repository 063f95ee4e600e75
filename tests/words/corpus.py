"""Reads the files of definitions: the words, the setting, what the reader must make of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STATUSES: Final = ("read", "ambiguous", "refused")
TIERS: Final = ("core", "extended")
HERE: Final = Path(__file__).parent

_HEADING: Final = re.compile(r"## (?P<id>\S+) · (?P<status>\w+) · (?P<tier>\w+) · (?P<about>.+)")
_FENCE: Final = re.compile(r"```(?P<kind>\w*)\s*")
_BLOCKS: Final = ("words", "setting", "formula")


class CorpusError(Exception):
    """A file of definitions is not in its form: `file:line: what is wrong`."""


@frozen
class Surroundings:
    """What an agreement says beside the words of a definition."""

    classes: tuple[str, ...] = ()
    members: dict[str, tuple[str, ...]] = field(factory=dict)
    types: dict[str, str] = field(factory=dict)
    conventions: tuple[str, ...] = ()
    calendar: str = ""
    term: str | None = None


@frozen
class Case:
    """A definition and what the reader must make of it.

    Attributes:
        room: The name of its file, without suffix.
        about: The constructions that it shows.
        formulas: Each meaning in the notation; none where it is refused.
    """

    id: str
    room: str
    line: int
    status: str
    tier: str
    about: tuple[str, ...]
    words: str = ""
    setting: Surroundings = field(factory=Surroundings)
    formulas: tuple[str, ...] = ()


def cases() -> list[Case]:
    """Give every case of every file, in order."""
    files = sorted(path for path in HERE.glob("*.md") if path.name != "README.md")
    return [case for path in files for case in _cases_of(path)]


def _cases_of(path: Path) -> Iterator[Case]:
    common, case = Surroundings(), None
    for line, kind, text in _pieces(path):
        if kind == "heading":
            if case is not None:
                yield _whole(case, path)
            case = evolve(_headed(path, line, text), setting=common)
        elif kind == "setting":
            before = common if case is None else case.setting
            setting = _setting(before, text, f"{path.name}:{line}")
            if case is None:
                common = setting
            else:
                case = evolve(case, setting=setting)
        elif case is None:
            raise CorpusError(f"{path.name}:{line}: a block `{kind}` before the first case")
        elif kind == "words":
            case = evolve(case, words=text)
        else:
            case = evolve(case, formulas=(*case.formulas, text))
    if case is not None:
        yield _whole(case, path)


def _pieces(path: Path) -> Iterator[tuple[int, str, str]]:
    """Give headings and fenced blocks as (line, kind, text)."""
    lines = iter(enumerate(path.read_text("utf-8").split("\n"), 1))
    for number, line in lines:
        if line.startswith("## "):
            yield number, "heading", line
        elif fence := _FENCE.fullmatch(line):
            if fence["kind"] not in _BLOCKS:
                raise CorpusError(f"{path.name}:{number}: a block `{fence['kind']}`")
            yield number, fence["kind"], "\n".join(_until_fence(lines))


def _until_fence(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    for _, line in lines:
        if line == "```":
            return
        yield line


def _headed(path: Path, line: int, text: str) -> Case:
    found = _HEADING.fullmatch(text)
    if not found or found["status"] not in STATUSES or found["tier"] not in TIERS:
        raise CorpusError(f"{path.name}:{line}: `{text}` is not the heading of a case")
    about = tuple(part.strip() for part in found["about"].split(";"))
    return Case(found["id"], path.stem, line, found["status"], found["tier"], about)


def _whole(case: Case, path: Path) -> Case:
    wanted = {"read": (1,), "ambiguous": range(2, 9), "refused": (0,)}[case.status]
    if len(case.formulas) not in wanted or not case.words.strip():
        place, count = f"{path.name}:{case.line}", len(case.formulas)
        raise CorpusError(f"{place}: {case.id} is {case.status} and has {count} formulas")
    return case


def _setting(setting: Surroundings, text: str, place: str) -> Surroundings:
    fresh: dict[str, dict[str, str]] = {"members": {}, "types": {}}
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition(":"))
        if key == "classes":
            setting = evolve(setting, classes=_listed(value))
        elif key == "conventions":
            setting = evolve(setting, conventions=_listed(value))
        elif key == "calendar":
            setting = evolve(setting, calendar=value)
        elif key == "term":
            setting = evolve(setting, term=value)
        elif key == "members":
            name, _, several = value.partition("=")
            fresh["members"][name.strip()] = several
        elif key == "types":
            pairs = (part.partition("=") for part in value.split(","))
            fresh["types"] |= {term.strip(): kind.strip() for term, _, kind in pairs}
        else:
            raise CorpusError(f"{place}: `{line}` is no line of a setting")
    members = {name: _listed(several) for name, several in fresh["members"].items()}
    return evolve(
        setting, members=members or setting.members, types=fresh["types"] or setting.types
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
