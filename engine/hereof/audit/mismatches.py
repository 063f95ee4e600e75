"""What of a certificate no longer matches: its files, and its parts against one made anew."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.audit.meaning import PARTS, meant
from hereof.rulebase.folder import AGREEMENTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hereof.rulebase.base import RuleBase

CERTIFICATE: Final = "certificate"
SIGNATURE: Final = "signature"
DOCUMENT: Final = "document"
RULE_FILE: Final = "rule file"
DATA_FILE: Final = "data file"
MEANING: Final = "meaning"
PLACES: Final = "places"
RULE_BASE: Final = "rule base"
KINDS: Final = (
    *(CERTIFICATE, SIGNATURE, DOCUMENT, RULE_FILE, DATA_FILE, MEANING, PLACES, RULE_BASE),
)

_LARGE: Final = 1 << 20
_LONGEST: Final = 120
_SAID: Final = {
    "words": "the words",
    "construed": "the words, as construed,",
    "because": "the reason for the construction",
    "means": "the formula",
    "standing": "the standing of the formula",
    "readings": "the readings",
    "conventions": "the conventions",
    "classes": "the list",
    "outcome": "the outcome",
    "passages": "who put the words there",
    "by": "the paragraphs",
}


class Mismatch(TypedDict):
    """Something that does not hold, or no longer matches.

    Attributes:
        kind: `certificate`, `signature`, `document`, `rule file`, `data file`, `meaning`: what is
            resolved or computed is another; `places`: only lines, places or sentences are; or
            `rule base`: nothing can be resolved.
        what: The file, or the part of the certificate.
        says: What is wrong, in one sentence.
    """

    kind: str
    what: str
    says: str


def mismatch(kind: str, what: str, says: str) -> Mismatch:
    """Make one."""
    return {"kind": kind, "what": what, "says": says}


# ---- files


def changed_files(
    certificate: Mapping[str, Any], base: RuleBase, data: Sequence[Path]
) -> Iterator[Mismatch]:
    """Give every document, rule file and data file that is not as it was."""
    evidence = certificate["evidence"]
    for kind, files in ((DOCUMENT, evidence["documents"]), (RULE_FILE, evidence["rules"])):
        for file in files:
            within = _within(base.folder.root, file["path"])
            yield from _compared(kind, file["path"], file["sha256"], within)
    for named, path in zip(certificate["data"]["files"], data, strict=False):
        yield from _compared(DATA_FILE, named["path"], named["sha256"], path)
    for named in certificate["data"]["files"][len(data) :]:
        yield mismatch(DATA_FILE, named["path"], "is not given")


def added_files(certificate: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Give the documents and rule files of the rule base that the certificate does not name."""
    then = {file["path"] for each in certificate["evidence"].values() for file in each}
    now = {file["path"] for each in again["evidence"].values() for file in each}
    return sorted(now - then)


def data_files(certificate: Mapping[str, Any], root: Path) -> list[Path]:
    """Find the data files by the names that they had: from here, else in the rule base."""
    names = [Path(file["path"]) for file in certificate["data"]["files"]]
    return [name if name.is_file() else root / name for name in names]


def _compared(kind: str, path: str, sha256: str, file: Path | None) -> Iterator[Mismatch]:
    found = _sha256(file) if file is not None else None
    if found is None:
        yield mismatch(kind, path, "is not there, or cannot be read")
    elif found != sha256:
        yield mismatch(kind, path, f"is changed: its sha256 was {sha256}, and is {found}")


def _within(root: Path, path: str) -> Path | None:
    """Give a file of a rule base; nothing where the name leads out of it."""
    parts = PurePosixPath(path).parts
    if parts[:1] not in ((AGREEMENTS,), (RULES,)) or ".." in parts:
        return None
    file = root.joinpath(*parts)
    return file if file.resolve().is_relative_to(root.resolve()) else None


def _sha256(file: Path) -> str | None:
    found = hashlib.sha256()
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            while data := opened.read(_LARGE):
                found.update(data)
    except (OSError, ValueError):
        return None
    return found.hexdigest()


# ---- what is resolved and computed


def changed_meaning(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Mismatch]:
    """Say what is resolved or computed otherwise than the certificate says."""
    found = [each for part in PARTS for each in _in_part(part, then[part], now[part])]
    return [mismatch(MEANING, what, says) for what, says in found]


def changed_places(
    then: Mapping[str, Any], now: Mapping[str, Any], *, files_are_same: bool
) -> list[Mismatch]:
    """Say where the certificate names other places, or words an outcome otherwise.

    Where a file is changed, places may move; the sentence may not.
    """
    found: list[Mismatch] = []
    sentences = (then["answer"].get("sentence"), now["answer"]["sentence"])
    if sentences[0] != sentences[1]:
        says = f"says “{_short(sentences[0])}”; the answer is “{_short(sentences[1])}”"
        found.append(mismatch(PLACES, "answer", says))
    if files_are_same:
        says = "names other places than the files have"
        found += [
            mismatch(PLACES, part, says)
            for part in PARTS
            if _stable(part, then[part]) != _stable(part, now[part])
        ]
        found += _changed_provenance(then, now)
        if then["evidence"] != _named(now["evidence"], then["evidence"]):
            found.append(mismatch(PLACES, "evidence", says))
    return found


def _changed_provenance(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Say where figures and steps are said to come from elsewhere, while no file is changed.

    A data file may lie elsewhere now: of each is compared what was in it, and the name that the
    certificate gives it is to be the same throughout.
    """
    old, new = then["data"], now["data"]
    if [each["sha256"] for each in old["files"]] != [each["sha256"] for each in new["files"]]:
        yield mismatch(PLACES, "data", "names other files than are read")
        return
    if len({each["path"] for each in old["files"]}) < len(old["files"]):
        yield mismatch(PLACES, "data", "names a file twice")
    names = {n["path"]: o["path"] for o, n in zip(old["files"], new["files"], strict=True)}
    places = [(names.get(each["path"], each["path"]), each["line"]) for each in new["figures"]]
    if [(each["path"], each["line"]) for each in old["figures"]] != places:
        yield mismatch(PLACES, "data", "names other places of figures than the files have")
    for step, again in zip(then["arithmetic"], now["arithmetic"], strict=False):
        source = again["source"]
        for path, name in names.items():
            if source.startswith(path):
                source = name + source[len(path) :]
                break
        if step["source"] != source:
            says = f"step {step['id']} names another source than the files have"
            yield mismatch(PLACES, "arithmetic", says)
            return
    known, again = then["answer"]["known"], now["answer"]["known"]
    told = ("latest_title", "latest_executed")
    if known["latest"] == again["latest"] and any(known[n] != again[n] for n in told):
        yield mismatch(PLACES, "answer", "names the latest instrument otherwise than its rule file")


def _named(now: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the files that the certificate does not name."""
    paths = {file["path"] for each in then.values() for file in each}
    return {kind: [file for file in now[kind] if file["path"] in paths] for kind in now}


def _stable(part: str, value: Any) -> Any:  # noqa: ANN401 - any part of a certificate
    """Leave out what may change though no file did: what else was filed, where figures lie."""
    if part == "answer":
        rest = {name: each for name, each in value.items() if name not in ("known", "sentence")}
        return {**rest, "known": value["known"]["on"]}
    if part == "question":
        return {name: each for name, each in value.items() if name != "purpose"}
    if part == "calendar":
        return value.get("dates")
    if part == "data":
        return meant(value)
    if part == "arithmetic":
        return [{**step, "source": ""} for step in value]
    return value


def _in_part(part: str, then: Any, now: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if meant(then) == meant(now):
        return
    if part == "definitions":
        yield from _definitions(then, now)
    elif part == "value":
        yield part, f"was {_shown(then)}, and is {_shown(now)}"
    elif part == "answer" and then.get("outcome") != now["outcome"]:
        yield part, f"was `{_short(then.get('outcome'))}`, and is `{now['outcome']}`"
    elif isinstance(then, dict):
        names = [name for name in now if meant({name: then.get(name)}) != meant({name: now[name]})]
        yield part, f"another {', '.join(names) or 'content'}"
    elif isinstance(then, list) and len(then) == len(now):
        numbers = [n for n, pair in enumerate(zip(then, now, strict=True), 1) if _differs(*pair)]
        yield part, f"number {', '.join(map(str, numbers[:5]))} is another"
    else:
        yield part, "is another"


def _differs(then: Any, now: Any) -> bool:  # noqa: ANN401 - any part of a certificate
    return bool(meant(then) != meant(now))


def _definitions(then: list[Any], now: list[Any]) -> Iterator[tuple[str, str]]:
    """Say of each definition what of it is another."""
    olds, news = ({_name(each): each for each in side} for side in (then, now))
    for name in dict.fromkeys((*olds, *news)):
        term = str(name[1])
        if name not in news:
            yield term, "is leant on no more"
        elif name not in olds:
            yield term, "is now leant on"
        elif _differs(olds[name], news[name]):
            old, new = olds[name], news[name]
            what = [said for key, said in _SAID.items() if old.get(key) != new[key]]
            yield term, f"{' and '.join(what[:2]) or 'the definition'} changed"


def _name(definition: Mapping[str, Any]) -> tuple[Any, ...]:
    return definition["agreement"], definition["term"], definition["on"]


def _shown(value: Mapping[str, Any] | None) -> str:
    return "no value" if value is None else f"{value['shown']} (exactly {value['exact']})"


def _short(text: object) -> str:
    said = str(text)
    return said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
