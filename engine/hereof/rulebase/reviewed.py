"""What a reviewer signs off: a paragraph's whole model, with what it leans on, and its digest.

The digest is the SHA-256 of canonical JSON (RFC 8785; texts, lists and objects alone). Layout,
comments, places in the file and `reviewed` lines take no part in it. An attribute that has its
default value is left out, so that the language can grow without a digest changing.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from hereof.calendar import Month
from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.model.effectivity import series
from hereof.model.formula import Day
from hereof.model.meaning import BusinessDayRule, CalendarRule, Formula
from hereof.model.names import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.model.instrument import Instrument, Paragraph, RuleFile

Plain: TypeAlias = "str | bool | list[Any] | dict[str, Any] | None"
"""What canonical JSON is made of here; a number is written as a text."""

FORM: Final = "hereof/reviewed/1"
PARTS: Final = {
    "operations": "what it orders",
    "meaning": "what it means",
    "effectivity": "when it is effective",
    "quotations": "its quotations",
    "reasons": "its reasons and exceptions",
    "instrument": "the dates, signatures or order of its instrument",
    "classes": "the Classes",
    "calendar": "the calendar",
    "conventions": "the conventions",
}
"""The parts of what is reviewed, in order, and how a finding names each."""

_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_SHORT: Final = 4
_CLASS: Final = re.compile(r"\bClass(?:es)?\b")
_LISTING: Final = (o.SetClasses, o.AddClass, o.RemoveClass)
_HEADER: Final = (
    "kind",
    "id",
    "dated",
    "executed",
    "document",
    "known_from",
    "authority",
    "requirements",
    "signatures",
    "incorporations",
    "orders",
)
"""What of a header decides whether, when and in which order its paragraphs take effect."""


@frozen
class Subject:
    """A paragraph or definition that can be reviewed.

    Attributes:
        rules: The rule file that it stands in.
        instrument: That file's header.
        paragraph: The paragraph or definition.
        parts: What is reviewed, by the names of `PARTS`, as plain data.
    """

    rules: RuleFile
    instrument: Instrument
    paragraph: Paragraph
    parts: dict[str, Plain]

    @property
    def name(self) -> str:
        """How it is called: `series-1/1 paragraph 2`, or `series-1: Fee`."""
        return name_of(self.instrument, self.paragraph)

    @property
    def digest(self) -> str:
        """The digest of all of it."""
        whole = {"form": FORM, "name": self.name, "parts": self.parts}
        return f"sha256:{_sha256(whole)}"

    @property
    def short(self) -> str:
        """Short digests of its parts, in order."""
        return " ".join(_sha256(self.parts[name])[:_SHORT] for name in PARTS)

    def changed_since(self, parts: str) -> list[str]:
        """Name the parts that differ from short digests; nothing where those cannot tell."""
        then, now = parts.split(), self.short.split()
        if len(then) != len(now):
            return []
        return [
            said for said, old, new in zip(PARTS.values(), then, now, strict=True) if old != new
        ]


def subjects_of(files: Sequence[RuleFile], others: Iterable[RuleFile]) -> Iterator[Subject]:
    """Give every paragraph and definition of an agreement's rule files, with what it leans on.

    Args:
        files: The rule files of the agreement.
        others: Those of the agreements that it incorporates.
    """
    around = _Around(files, others)
    for rules in files:
        header = rules.instrument
        for paragraph in rules.paragraphs if header is not None else ():
            assert header is not None  # noqa: S101 - just told
            yield Subject(rules, header, paragraph, around.parts(header, paragraph))


def name_of(instrument: Instrument, paragraph: Paragraph) -> str:
    """Name a paragraph, or a definition of the agreement itself."""
    if paragraph.number:
        return f"{instrument.id} paragraph {paragraph.number}"
    return f"{instrument.id}: {', '.join(dict.fromkeys(subjects_in(paragraph)))}"


def subjects_in(paragraph: Paragraph) -> Iterator[str]:
    """Give the terms, Sections and lists that a paragraph's operations work on."""
    for operation in paragraph.operations:
        if isinstance(operation, o.Restate):
            yield from (each.subject for each in operation.definitions)
        elif isinstance(operation, _LISTING):
            yield CLASSES
        elif subject := getattr(operation, "subject", ""):
            yield subject


def is_digest(text: str) -> bool:
    """Tell whether a text has the form of a digest."""
    return _DIGEST.fullmatch(text) is not None


@frozen(eq=False)
class _Around:
    """What stands around paragraphs: the Classes, the calendar, the conventions.

    A paragraph leans on what instruments of its own date or an earlier one say of these: a later
    instrument changes no review, an edit of an earlier one does.
    """

    files: Sequence[RuleFile]
    others: Iterable[RuleFile]
    _placed: list[tuple[Instrument, Paragraph]] = attrs.field(init=False)

    @_placed.default
    def _in_order(self) -> list[tuple[Instrument, Paragraph]]:
        found = [
            (rules.instrument, paragraph)
            for rules in (*self.files, *self.others)
            if rules.instrument is not None
            for paragraph in rules.paragraphs
        ]
        return sorted(found, key=lambda each: (each[0].id, each[1].span.start))

    def parts(self, header: Instrument, own: Paragraph) -> dict[str, Plain]:
        """Give what is reviewed of a paragraph, part by part."""
        before = [
            (instrument, paragraph)
            for instrument, paragraph in self._placed
            if paragraph is not own and _is_by(instrument, header)
        ]
        meanings, operations = _split(own)
        texts = set(_texts((own.operations, own.effectivity, own.quotations)))
        return {
            "operations": plain((operations, own.no_operation, own.section, own.where, own.never)),
            "meaning": plain(meanings),
            "effectivity": plain(own.effectivity),
            "quotations": plain(own.quotations),
            "reasons": plain((own.because, own.excused, own.where_because, own.ignored)),
            "instrument": {name: plain(getattr(header, name)) for name in _HEADER},
            "classes": _stated(before, _LISTING) if _names_classes(own, texts, before) else [],
            "calendar": _calendar(own, texts, before),
            "conventions": self._conventions() if own.operations else [],
        }

    def _conventions(self) -> Plain:
        return [
            plain(fact.value)
            for rules in self.files
            if rules.instrument is not None
            for fact in rules.instrument.conventions
        ]


Placed: TypeAlias = "list[tuple[Instrument, Paragraph]]"


def _is_by(instrument: Instrument, header: Instrument) -> bool:
    """Tell whether an instrument bears no later date than another."""
    theirs = instrument.dated.value if instrument.dated else None
    own = header.dated.value if header.dated else None
    return theirs is None or own is None or theirs <= own


def _split(own: Paragraph) -> tuple[list[Any], list[Any]]:
    """Give what a paragraph's operations mean, and the operations without that."""
    meanings: list[Any] = []
    bare: list[Any] = []
    for each in own.operations:
        operation = each
        if isinstance(operation, o.Restate):
            meanings += [(each.subject, each.meaning) for each in operation.definitions]
            definitions = tuple(attrs.evolve(d, meaning=None) for d in operation.definitions)
            operation = attrs.evolve(operation, definitions=definitions)
        elif hasattr(operation, "meaning"):
            meanings.append(operation.meaning)
            operation = attrs.evolve(operation, meaning=None)  # type: ignore[arg-type]
        bare.append(operation)
    return meanings, bare


def _names_classes(own: Paragraph, texts: set[str], before: Placed) -> bool:
    if any(isinstance(each, _LISTING) for each in own.operations):
        return True
    if any(_CLASS.search(text) for text in texts):
        return True
    listed = {
        name
        for _, paragraph in before
        for each in paragraph.operations
        if isinstance(each, o.SetClasses)
        for name in each.names
    }
    return bool(listed & texts)


def _stated(before: Placed, kinds: tuple[type, ...], names: frozenset[str] | None = None) -> Plain:
    """Give operations of some kinds, or on some subjects, each with its paragraph's effectivity."""
    return [
        [str(instrument.id), paragraph.number, plain(paragraph.effectivity), plain(operation)]
        for instrument, paragraph in before
        for operation in _single(paragraph)
        if isinstance(operation, kinds)
        and (names is None or getattr(operation, "subject", "") in names)
    ]


def _calendar(own: Paragraph, texts: set[str], before: Placed) -> Plain:
    """Give all that is said of the calendar definitions that a paragraph names, or those name."""
    named = {each.term for each in _moments(own)}
    definitions: dict[str, set[str]] = {}
    for _, paragraph in before:
        for operation in _single(paragraph):
            subject = getattr(operation, "subject", "")
            if subject and (subject in named or _is_of_calendar(operation)):
                definitions.setdefault(subject, set()).update(_texts(operation))
    found: set[str] = set()
    todo = set(texts) | named
    while todo:
        new = {
            subject
            for subject in definitions.keys() - found
            if any(_mentions(text, subject) for text in todo)
        }
        found |= new
        todo = {text for subject in new for text in definitions[subject]}
    return _stated(before, (object,), frozenset(found))


def _single(paragraph: Paragraph) -> Iterator[o.Operation]:
    for operation in paragraph.operations:
        if isinstance(operation, o.Restate):
            yield from operation.definitions
        else:
            yield operation


def _moments(own: Paragraph) -> Iterator[Any]:
    if own.effectivity is not None:
        yield from series(own.effectivity.start)
        yield from series(own.effectivity.until)


def _is_of_calendar(operation: o.Operation) -> bool:
    meaning = getattr(operation, "meaning", None)
    if isinstance(meaning, Formula):
        return isinstance(meaning.expression, Day)
    return isinstance(meaning, CalendarRule | BusinessDayRule)


def _mentions(text: str, term: str) -> bool:
    return term in text and bool(re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text))


# ------------------------------------------------------------------- canonical form


def plain(value: Any) -> Plain:  # noqa: ANN401 - any part of the model
    """Give a part of the model as plain data: what it says, not where it says so."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | Fraction):
        return str(value)
    if isinstance(value, date | Month):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    assert attrs.has(type(value))  # noqa: S101 - the model is made of these alone
    return {"": type(value).__name__} | {
        each.name: plain(found)
        for each in attrs.fields(type(value))
        if each.eq and (found := getattr(value, each.name)) != each.default
    }


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of the model
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.eq:
                yield from _texts(getattr(value, field.name))


def _sha256(found: Plain) -> str:
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
