"""How what became known since came into the rule base: filed, shown by a document, or edited in.

The day on which something became known is what a rule file says. Where only a rule file was
edited, nothing became known: the file says otherwise what was on file all along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.audit.replay.shapes import ADDED, INSTRUMENT, RULES
from hereof.calendar import spoken
from hereof.frozen import frozen
from hereof.rulebase.folder import AGREEMENTS

if TYPE_CHECKING:
    from hereof.audit.replay.filing import Filing
    from hereof.audit.replay.knowledge import Event


@frozen
class Whence:
    """How something came into the rule base.

    Attributes:
        kind: The kind of cause that it is: that of the event, or `rule file`.
        says: What is to be said of it, behind what became known; empty where nothing is.
        files: The files to show, as they were and are.
        is_proven: Whether that is known; otherwise an edit is not ruled out.
    """

    kind: str
    says: str = ""
    files: tuple[str, ...] = ()
    is_proven: bool = True


def whence(filing: Filing, event: Event) -> Whence | None:
    """Say how what became known came into the rule base.

    Args:
        filing: The files of then beside those of now.
        event: What became known after the knowledge date of then.

    Returns:
        Nothing for what was on file when everything on file was asked: it was counted then.
    """
    asked_for_all = filing.each.asked.known_on is None
    change = filing.status(event.path)
    if change is None or filing.had(event):
        return None if asked_for_all else Whence(event.kind)
    if change == ADDED:
        return _added(filing, event) if asked_for_all else Whence(event.kind)
    return _edited(filing, event)


def _added(filing: Filing, event: Event) -> Whence:
    """Judge what a rule file says that was not there: was its instrument on file all the same?"""
    issued = filing.each.asked.issued
    document = _own(event)
    if filing.had_instrument(event.entry.id):
        says = "its instrument was on file then, in another rule file"
        return Whence(RULES, says, (event.path, *filing.removed))
    if document and filing.was_on_file(document):
        says = "its document was on file then, and no rule file said what it does"
        return Whence(RULES, says, (event.path,))
    if event.kind == INSTRUMENT and issued is not None and event.day <= issued:
        says = f"no later than the {spoken(issued)} that the certificate bears"
        return Whence(RULES, f"{says}, and was not on file then", (event.path,))
    return Whence(event.kind, "" if document else "its document is not on file")


def _edited(filing: Filing, event: Event) -> Whence:
    """Judge what a rule file says that said otherwise then: did a document come in for it?"""
    shown = _shown_by(event)
    filed = [path for path in shown if not filing.was_on_file(path)]
    was = ", and not executed" if event.kind == INSTRUMENT else ""
    if filed:
        says = f"its rule file was on file then{was}; {filed[0]} was filed since"
        return Whence(event.kind, says, (event.path, *filed))
    if filing.each.asked.known_on is None or filing.asked_then is not None:
        says = f"{event.path} was changed to say so, and no document was filed for it"
        altered = [path for path in shown if filing.status(path) is not None]
        return Whence(RULES, says, (event.path, *altered))
    says = "its rule file was changed since, and whether it said so then is not told"
    return Whence(event.kind, says, (event.path,), is_proven=False)


def _own(event: Event) -> str:
    """Give the document of an event's instrument; empty where it is not on file."""
    fact = event.entry.instrument.document
    return f"{AGREEMENTS}/{fact.path}" if fact is not None and fact.path else ""


def _shown_by(event: Event) -> list[str]:
    """Give the documents that show what became known."""
    header = event.entry.instrument
    facts = (header.document, header.known_from)
    own = [fact.path for fact in facts if fact is not None] if event.kind == INSTRUMENT else []
    return [f"{AGREEMENTS}/{path}" for path in (*own, event.document) if path]
