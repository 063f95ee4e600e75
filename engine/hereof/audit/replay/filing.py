"""What of the rule base is not what it was, and whether that or the engine made a difference."""

from __future__ import annotations

import difflib
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from hereof.audit import provenance
from hereof.audit.replay.knowledge import events
from hereof.audit.replay.shapes import ADDED, CHANGED, CONDITION, ENGINE, INSTRUMENT, REMOVED, RULES
from hereof.audit.replay.substance import difference, less
from hereof.audit.replay.whence import whence
from hereof.calendar import spoken
from hereof.diagnostics import HereofError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hereof.audit.certificate import Resolved
    from hereof.audit.replay.knowledge import Event
    from hereof.audit.replay.past import Past
    from hereof.audit.replay.recorded import Recorded
    from hereof.audit.replay.shapes import Cause, FileChange, MakerChange
    from hereof.audit.replay.world import World
    from hereof.report.figures import Figure
    from hereof.rulebase.base import Agreement

_MOST: Final = 8
"""Of so many rule files that differ each is tried by itself."""
_LONGEST: Final = 400
"""Of a longer diff the first so many lines are given."""


class Filing:
    """The files of then beside those of now, for one recorded answer."""

    def __init__(
        self,
        world: World,
        past: Past,
        each: Recorded,
        agreements: Sequence[Agreement],
        is_same: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
    ) -> None:
        """Make ready.

        Args:
            world: The rule base of now.
            past: Gives that of then.
            each: What was recorded.
            agreements: Those that the answer rests on now.
            is_same: Tells whether two answers are one.
        """
        self.world = world
        self.past = past
        self.each = each
        self.agreements = agreements
        self.is_same = is_same

    @cached_property
    def now(self) -> tuple[dict[str, str], dict[str, str]]:
        """The rule files and the documents of now, each with its SHA-256."""
        return self.world.files(self.agreements)

    @cached_property
    def rules(self) -> list[str]:
        """The rule files that are not what they were."""
        return _differing(self.each.rules, self.now[0])

    @cached_property
    def documents(self) -> list[str]:
        """The documents that are not what they were."""
        return _differing(self.each.documents, self.now[1])

    @property
    def is_as_then(self) -> bool:
        """Whether every file is byte for byte what it was, and none is there but those."""
        return not self.rules and not self.documents

    @cached_property
    def then(self) -> World | None:
        """The rule base of then; nothing where a file of it is lost."""
        return self.past.world(self.each)

    @cached_property
    def asked_then(self) -> Resolved | None:
        """The question asked of the rule base of then by the engine of now."""
        if self.then is None:
            return None
        try:
            return self.then.ask(self.each, self.each.asked.known_on)
        except (HereofError, OSError):
            return None

    @property
    def last_known(self) -> date | None:
        """The last day on which something became known of the files of then; none: it is lost."""
        if self.asked_then is None:
            return None
        days = [each.day for each in events(self.asked_then.agreements)]
        return max(days, default=date.min)

    @cached_property
    def removed(self) -> list[str]:
        """The rule files that are not there now."""
        return [path for path in self.rules if self.status(path) == REMOVED]

    @cached_property
    def _known_then(self) -> set[tuple[object, ...]] | None:
        """What the files of then say became known, and when; nothing where one of them is lost."""
        asked = self.asked_then
        return None if asked is None else {_key(each) for each in events(asked.agreements)}

    @cached_property
    def _only_adds(self) -> bool:
        """Whether every rule file of then is what it was, so that what was added is new."""
        return all(self.status(path) == ADDED for path in self.rules)

    def had(self, event: Event) -> bool:
        """Tell whether the files of then say of something that it became known, and as now."""
        if self._only_adds and self.status(event.path) == ADDED:
            return False
        return self._known_then is not None and _key(event) in self._known_then

    def had_instrument(self, name: str) -> bool:
        """Tell whether an instrument of an added file was on file then, as far as is known."""
        if self._only_adds:
            return False
        asked = self.asked_then
        if asked is None:
            return any(each["id"] == name for each in self.each.certificate["instruments"])
        return any(name == e.id for one in asked.agreements for e in one.timeline.entries)

    def was_on_file(self, document: str) -> bool:
        """Tell whether a document was on file then, be it named by a rule file or not."""
        unread = self.each.certificate["answer"]["known"]["unread"]
        return document in self.each.documents or document in {each["path"] for each in unread}

    def status(self, path: str) -> str | None:
        """Say whether a file was added, changed or removed; nothing where it is what it was."""
        was = {**self.each.rules, **self.each.documents}.get(path)
        now = {**self.now[0], **self.now[1]}.get(path)
        if was == now:
            return None
        return ADDED if was is None else REMOVED if now is None else CHANGED

    def change(self, path: str) -> FileChange:
        """Say what became of a file."""
        was = {**self.each.rules, **self.each.documents}.get(path)
        now = {**self.now[0], **self.now[1]}.get(path)
        how = self.status(path) or CHANGED
        diff = self._diff(path, was, now) if was and now and path in self.each.rules else []
        return {"path": path, "change": how, "was": was, "now": now, "diff": diff}

    def _diff(self, path: str, was: str, now: str) -> list[str]:
        old, new = (self.past.bytes_of(self.each, path, sha) for sha in (was, now))
        if old is None or new is None:
            return []
        one, other = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
        found = list(difflib.unified_diff(one, other, "then", "now", lineterm="", n=2))
        more = len(found) - _LONGEST
        return found if more <= 0 else [*found[:_LONGEST], f"... and {more} lines more"]

    def causes(self, then: Resolved) -> list[Cause]:
        """Say why the rule base of today, as known then, gives another answer than was recorded.

        Args:
            then: That answer.
        """
        if self.is_as_then:
            proof = "every document and rule file is byte for byte the one that was asked"
            return [self._engine(proof, self.each.certificate, then.parts)]
        asked = self.asked_then
        if asked is None:
            return [self._unproven(then)]
        found: list[Cause] = []
        if not self.is_same(self.each.certificate, asked.parts):
            proof = "the documents and rule files of then, byte for byte, give another answer now"
            found.append(self._engine(proof, self.each.certificate, asked.parts))
        if not self.is_same(asked.parts, then.parts):
            found += self._by_files(asked, then)
        return found

    def with_edits(self, causes: list[Cause], now: Resolved) -> list[Cause]:
        """Add the edits of rule files that matter beside what came to be known since.

        The rule base of now is asked with these files as they were then. What they add is taken
        off the last cause, which was found without asking so.

        Args:
            causes: Those that were found.
            now: The answer of now.
        """
        shown = {file["path"] for each in causes for file in each["files"]}
        edited = [p for p in self.rules if self.status(p) != ADDED and p not in shown]
        if not edited or any(each["kind"] == ENGINE for each in causes):
            return causes
        kept = {path: self.each.rules[path] for path in edited}
        unedited = self._asked_of({**self.now[0], **kept}, None)
        if unedited is None or self.is_same(unedited.parts, now.parts):
            return causes
        change = difference(unedited.parts, now.parts)
        proof = "with these files as they were, and all else as it is now, the answer is another"
        if self.is_same(self.each.certificate, unedited.parts):
            causes = []
        elif causes:
            causes[-1]["difference"] = less(causes[-1]["difference"], change)
        return [*causes, self._of_files(edited, proof, change, proven=True)]

    def unexplained(self, then: Resolved) -> Cause:
        """Say that nothing which was tried made the difference."""
        says = "nothing that became known, and no file, was found to make the difference"
        change = difference(self.each.certificate, then.parts)
        return _cause(ENGINE, says, "it is what is left", proven=False, change=change)

    # ---- the engine

    def _engine(self, proof: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Cause:
        makers = makers_changed(self.each.certificate)
        names = ", ".join(each["what"] for each in makers)
        says = (
            f"of what makes answers, another version: {names}"
            if makers
            else "no file and no version is another: the engine was changed under its version, or "
            "the answer never was that of these files"
        )
        return _cause(
            ENGINE, says, proof, proven=bool(makers), makers=makers, change=difference(was, now)
        )

    # ---- the files

    def _by_files(self, asked: Resolved, then: Resolved) -> list[Cause]:
        change = difference(asked.parts, then.parts)
        differing = self.rules or self.documents
        if len(differing) == 1:
            proof = "with this file as it was the answer is the one before; no other differs"
            return [self._of_files(differing, proof, change, proven=True)]
        alone = self._alone(asked) if len(differing) <= _MOST else None
        if not alone:
            proof = (
                "with the rule base of then the answer is the one before; which of these files it "
                "is was not told apart"
            )
            return [self._of_files(differing, proof, change, proven=True)]
        proof = "the rule base of then, with only this file as it is now, gives another answer"
        found = [self._of_files([path], proof, None, proven=True) for path in alone]
        found[0]["difference"] = change
        return found

    def _alone(self, asked: Resolved) -> list[str] | None:
        """Give the rule files each of which makes a difference; none where that cannot be told."""
        found = []
        for path in self.rules:
            mixed = self._with(path)
            if mixed is None:
                return None
            if not self.is_same(asked.parts, mixed.parts):
                found.append(path)
        return found

    def _with(self, path: str) -> Resolved | None:
        """Ask the rule base of then, as known then, with one rule file as it is now."""
        rules = {name: sha for name, sha in self.each.rules.items() if name != path}
        if path in self.now[0]:
            rules[path] = self.now[0][path]
        return self._asked_of(rules, self.each.asked.known_on or self.last_known)

    def _asked_of(self, rules: Mapping[str, str], known_on: date | None) -> Resolved | None:
        """Ask a rule base of these rule files, with the documents of then or of now."""
        for documents in (
            {**self.now[1], **self.each.documents},
            {**self.each.documents, **self.now[1]},
        ):
            world = self.past.mixed(self.each, rules, documents)
            if world is None:
                continue
            try:
                return world.ask(self.each, known_on)
            except (HereofError, OSError):
                continue
        return None

    def _of_files(
        self,
        paths: Sequence[str],
        proof: str,
        change: Figure | None,
        *,
        proven: bool,
    ) -> Cause:
        files = [self.change(path) for path in paths]
        says = "; ".join(self._said(each) for each in files)
        found = _cause(RULES, says, proof, proven=proven, change=change)
        found["files"] = files
        if len(files) == 1:
            self._name_instrument(found, files[0]["path"])
            if self._is_later(files[0]["path"]):
                found["kind"], found["files"] = INSTRUMENT, []
        return found

    def _is_later(self, path: str) -> bool:
        """Tell whether a rule file is of an instrument executed after all that was counted then."""
        event, latest = self._entry(path), self.each.latest
        if event is None or event.kind != INSTRUMENT or latest is None or event.day <= latest:
            return False
        how = whence(self, event)
        return self.status(path) == ADDED and how is not None and how.kind == INSTRUMENT

    def _said(self, file: FileChange) -> str:
        """Say what became of a file, and of one that was added when its instrument was executed."""
        said = f"{file['path']} was {file['change']}"
        if shown := self._newly_shown(file["path"]):
            document = f", by {shown.document}" if shown.document else ""
            return f"{said}: it now says that the condition “{shown.condition}” was met{document}"
        entry = self._entry(file["path"])
        if file["change"] != ADDED or entry is None or entry.entry.executed is None:
            return said
        by = self.each.asked.known_on or self.each.latest
        if by is None or entry.entry.executed > by:
            return f"{said}: {entry.title}, executed {spoken(entry.entry.executed)}"
        since = "as known on which it was asked" if self.each.asked.known_on else "the latest then"
        return (
            f"{said}: {entry.title}, executed {spoken(entry.entry.executed)}, no later than "
            f"{spoken(by)}, {since}; it was not on file"
        )

    def _newly_shown(self, path: str) -> Event | None:
        """Give a condition that a file now says is met, and did not say so then."""
        if self.asked_then is None:
            return None
        had = {(each.paragraph, each.condition) for each in events(self.asked_then.agreements)}
        return next(
            (
                each
                for each in events(self.agreements)
                if each.path == path
                and each.kind == CONDITION
                and not each.is_never
                and (each.paragraph, each.condition) not in had
            ),
            None,
        )

    def _entry(self, path: str) -> Event | None:
        return next((each for each in events(self.agreements) if each.path == path), None)

    def _name_instrument(self, cause: Cause, path: str) -> None:
        event = self._entry(path)
        if event is not None:
            entry = event.entry
            cause["instrument"], cause["title"] = entry.id, event.title
            cause["executed"] = entry.executed.isoformat() if entry.executed else None

    def _unproven(self, then: Resolved) -> Cause:
        """Name the files that differ, where the rule base of then cannot be put together again."""
        makers = makers_changed(self.each.certificate)
        lost = "a file of then is not at hand, so that its answer cannot be asked for again"
        rest = (
            "; what makes answers is of another version too, and which of the two it is cannot be "
            "told"
            if makers
            else "; what makes answers is of the same version"
        )
        change = difference(self.each.certificate, then.parts)
        paths = self.rules or self.documents
        found = self._of_files(paths, lost + rest, change, proven=False)
        found["makers"] = makers
        return found


def makers_changed(certificate: Mapping[str, Any]) -> list[MakerChange]:
    """Say what made a certificate and is of another version now."""
    was = {
        each["what"]: each["now"] for each in _makers(certificate["engine"], *_library(certificate))
    }
    return [
        {**each, "was": was.get(each["what"], "")}
        for each in makers()
        if was.get(each["what"]) != each["now"]
    ]


def makers() -> list[MakerChange]:
    """Say what makes answers now."""
    return _makers(provenance.engine(), *provenance.calendar_library())


def _library(certificate: Mapping[str, Any]) -> tuple[str, str]:
    return certificate["calendar"]["library"], certificate["calendar"]["version"]


def _makers(engine: Mapping[str, Any], library: str, version: str) -> list[MakerChange]:
    found = [(engine["name"], engine["version"])]
    found += [(f"grammar {each['name']}", each["sha256"]) for each in engine["grammars"]]
    found.append((f"calendar {library}", version))
    return [{"what": what, "was": "", "now": now} for what, now in found]


def _key(each: Event) -> tuple[object, ...]:
    return each.kind, each.entry.id, each.day, each.paragraph, each.condition, each.is_never


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(path for path in {*then, *now} if then.get(path) != now.get(path))


def _cause(
    kind: str,
    says: str,
    proof: str,
    *,
    proven: bool,
    makers: Iterable[MakerChange] = (),
    change: Figure | None = None,
) -> Cause:
    return {
        "kind": kind,
        "says": says,
        "proven": proven,
        "proof": proof,
        "known_from": None,
        "instrument": None,
        "title": "",
        "executed": None,
        "paragraphs": [],
        "condition": "",
        "document": None,
        "files": [],
        "makers": list(makers),
        "difference": change,
    }
