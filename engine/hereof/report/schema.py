"""Writes the JSON Schema files from the views, so that neither can drift from the other.

`python -m hereof.report.schema` writes them into `engine/hereof/schemas/`; a test
compares them with the views.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints, is_typeddict

from hereof.model.instrument import Kind
from hereof.redline.causes import Way
from hereof.report.moments import NO_DATE, OUT_OF_RANGE
from hereof.report.shapes import Instrument
from hereof.timeline.answer import Outcome

VIEWS: Final[dict[str, tuple[str, str]]] = {
    "which": ("which", "Which"),
    "history": ("history", "History"),
    "diff": ("diff", "Diff"),
    "redline": ("redlined", "Redline"),
    "conform": ("conform", "Conform"),
    "check": ("check", "Check"),
    "list": ("listing", "Agreements"),
    "contents": ("listing", "Contents"),
    "test": ("examples", "Test"),
    "fmt": ("filing", "Fmt"),
    "record": ("filing", "Record"),
    "calc": ("value_shapes", "Calc"),
    "explain": ("explain", "Explain"),
    "impact": ("impact_shapes", "Impact"),
    "read": ("read", "Read"),
    "definition": ("definition", "DefinitionReport"),
    "agreement": ("agreement", "AgreementReport"),
    "population": ("hereof.audit.population", "Population"),
    "review": ("hereof.audit.review", "Review"),
    "certificate": ("hereof.audit.shapes", "Certificate"),
    "verification": ("hereof.audit.verify", "Verification"),
    "ledger-append": ("hereof.audit.ledger.shapes", "LedgerAppend"),
    "ledger-list": ("hereof.audit.ledger.shapes", "LedgerList"),
    "ledger-entry": ("hereof.audit.ledger.shapes", "LedgerEntry"),
    "ledger-head": ("hereof.audit.ledger.shapes", "LedgerHead"),
    "ledger-check": ("hereof.audit.ledger.shapes", "LedgerCheck"),
    "ledger-export": ("hereof.audit.ledger.shapes", "LedgerExport"),
    "replay": ("hereof.audit.replay.shapes", "Replay"),
    "site": ("site", "Site"),
    "findings": ("findings", "Findings"),
}
"""Each form by name: the module of its view, in this room or with its whole name, and the view."""

VERSION: Final = 1

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FOUND: Final = ("unchanged", "instrument", "condition", "rule file", "engine", "no answer")
"""What a recorded answer can be found to be; a test compares it with the replay."""
_OUTCOMES: Final = [outcome.value for outcome in Outcome]
_ENUMS: Final[dict[tuple[str, str], list[str]]] = {
    ("Which", "outcome"): [*_OUTCOMES, NO_DATE, OUT_OF_RANGE],
    ("Version", "outcome"): _OUTCOMES,
    ("Version", "status"): ["on file", "reserved", "not on file", "none"],
    ("Held", "outcome"): _OUTCOMES,
    ("Held", "beneath"): _OUTCOMES,
    ("ListedTerm", "outcome"): _OUTCOMES,
    ("Instrument", "kind"): [kind.value for kind in Kind],
    ("ListedInstrument", "kind"): [kind.value for kind in Kind],
    ("Segment", "kind"): ["same", "deleted", "inserted"],
    ("RedlineSegment", "kind"): ["same", "deleted", "inserted"],
    ("RedlineSide", "outcome"): _OUTCOMES,
    ("RedlineSide", "beneath"): _OUTCOMES,
    ("RedlineChange", "way"): [way.value for way in Way],
    ("ConformedTerm", "outcome"): _OUTCOMES,
    ("DefinitionCard", "outcome"): _OUTCOMES,
    ("CardVersion", "outcome"): _OUTCOMES,
    ("ChangedStretch", "outcome"): _OUTCOMES,
    ("CardText", "status"): ["on file", "reserved", "not on file", "none"],
    ("ConformedText", "status"): ["on file", "reserved", "not on file", "none"],
    ("Read", "status"): ["read", "ambiguous", "refused"],
    ("CertifiedAnswer", "outcome"): [*_OUTCOMES, NO_DATE, OUT_OF_RANGE],
    ("CertifiedDefinition", "outcome"): _OUTCOMES,
    ("LedgerLine", "outcome"): [*_OUTCOMES, NO_DATE, OUT_OF_RANGE],
    ("LedgerEntry", "outcome"): [*_OUTCOMES, NO_DATE, OUT_OF_RANGE],
    ("Replayed", "found"): [*FOUND],
    ("Counted", "found"): [*FOUND],
    ("Cause", "kind"): [*FOUND[1:-1]],
    ("FileChange", "change"): ["added", "changed", "removed"],
    ("Replayed", "figures"): ["file", "certificate", "none"],
    ("Finding", "severity"): ["error", "warning", "note"],
}
_DAYS: Final = frozenset(
    {
        "dated",
        "executed",
        "day",
        "on_date",
        "met",
        "shown",
        "effective_from",
        "effective_until",
        "known_from",
        "known_until",
        "latest_executed",
        "first",
        "last",
        "days",
        "issued",
    }
)
_NO_DAYS: Final = frozenset(
    {
        "CertifiedFigure",
        "ClassRange",
        "Figure",
        "Instrument.known_from",
        "ListedInstrument.known_from",
    }
)
_PARENTS: Final = {"ListedInstrument": Instrument}
_PLAIN: Final = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def schema_of(name: str) -> dict[str, Any]:
    """Give the JSON Schema of a form."""
    module, view = VIEWS[name]
    path = module if "." in module else f"hereof.report.{module}"
    found = getattr(import_module(path), view)
    parts: dict[str, Any] = {}
    whole = _object(found, parts)
    whole["properties"]["schema"]["const"] = f"hereof/{name}/{VERSION}"
    return {
        "$schema": _DIALECT,
        "$id": f"urn:hereof:schema:{name}:{VERSION}",
        "title": f"hereof/{name}/{VERSION}",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def schema_text(name: str) -> str:
    """Give the text of a schema file."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"


def schema_file(name: str) -> str:
    """Give the name of a schema file."""
    return f"{name}-{VERSION}.json"


def _object(view: Any, parts: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a typed dictionary
    said, members = _docs(view)
    hints = get_type_hints(view)
    properties = {}
    for key, hint in hints.items():
        property_ = _schema(hint, view.__name__, key, parts)
        if key in members:
            property_["description"] = members[key]
        properties[key] = property_
    return {
        "description": said,
        "type": "object",
        "properties": properties,
        "required": list(hints),
    }


def _schema(hint: Any, owner: str, key: str, parts: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    if is_typeddict(hint):
        if hint.__name__ not in parts:
            parts[hint.__name__] = {}
            parts[hint.__name__] = _object(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is list:
        return {"type": "array", "items": _schema(get_args(hint)[0], owner, key, parts)}
    if get_origin(hint) in (Union, UnionType):
        kinds = [_schema(each, owner, key, parts) for each in get_args(hint)]
        if all(set(kind) <= {"type", "format"} for kind in kinds):
            merged = {"type": [kind["type"] for kind in kinds]}
            return merged | {k: v for kind in kinds for k, v in kind.items() if k == "format"}
        return {"anyOf": kinds}
    plain: dict[str, Any] = {"type": _PLAIN[hint]}
    if hint is str:
        if (owner, key) in _ENUMS:
            plain["enum"] = _ENUMS[owner, key]
        elif _is_day(owner, key):
            plain["format"] = "date"
    return plain


def _is_day(owner: str, key: str) -> bool:
    if owner in {"CertifiedAnswer", "CertifiedDefinition", "ChangeOn", "ValueOn"}:
        return key == "on"
    if owner in {
        "Which",
        "Knowledge",
        "Conform",
        "RedlinePoint",
        "AgreementReport",
        "AgreementChecked",
    }:
        return key in {"on", "latest_executed"}
    return key in _DAYS and not {owner, f"{owner}.{key}"} & _NO_DAYS


def _docs(view: Any) -> tuple[str, dict[str, str]]:  # noqa: ANN401 - a typed dictionary
    """Read a docstring: what it is, and what each member is; of its parent too."""
    members: dict[str, str] = {}
    text = cleandoc(view.__doc__ or "")
    # Before Python 3.12 a typed dictionary does not remember its parents.
    for each in (_PARENTS.get(view.__name__), view):
        members |= _members(cleandoc(each.__doc__ or "")) if each else {}
    return " ".join(text.partition("\n\nAttributes:")[0].split()), members


def _members(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    for line in text.partition("Attributes:\n")[2].splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            key, _, rest = line.strip().partition(": ")
            found[key] = rest
        elif line.strip() and key:
            found[key] += " " + line.strip()
    return found


def main(folder: Path) -> None:
    """Write every schema file into a folder."""
    for name in VIEWS:
        (folder / schema_file(name)).write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parents[1] / "schemas")
