"""A definition on one card: its words, what they state, what it uses, what was found of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from hereof.compute.opening import computer_for
from hereof.language.notation import notation
from hereof.model.meaning import Formula
from hereof.model.names import CLASSES, is_section
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.anchors import anchors
from hereof.report.faulty import SetAsideFinding, TermFindings
from hereof.report.findings import Finding  # noqa: TC001 - the same
from hereof.report.listing import subjects
from hereof.report.mathematics import Part, Typesetter
from hereof.report.sources import Sources, iso
from hereof.report.versions import Moment, credited
from hereof.report.web import Nested, Web
from hereof.report.which import paragraph_name, sentence, suspensions
from hereof.report.worded import shown_words, stated_text
from hereof.timeline.state import Status
from hereof.wording.statuses import WHAT, Standing
from hereof.wording.uses import Uses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.compute.computer import Computer
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.answer import Answer
    from hereof.timeline.state import State
    from hereof.timeline.step import Place
    from hereof.wording.mentions import Mention


class Stretch(TypedDict):
    """A stretch of words, by one paragraph, that is one defined term or holds none.

    Attributes:
        text: The words.
        term: The defined term that they are; empty where they are none.
        anchor: The place of that term's card; empty where there is none.
        by: The number of the paragraph that put them there, from 1, in the list `by`; 0 where
            all words are by one.
        changes: Whether another paragraph's words stand before it.
    """

    text: str
    term: str
    anchor: str
    by: int
    changes: bool


class CardText(TypedDict):
    """One of the texts of a definition: the only one, unless the order of instruments is in doubt.

    Attributes:
        status: `on file`, `reserved`, `not on file`, or `none`.
        kind: What the words shown rest on: `on file`, `as construed`, or `none`.
        words: The words; empty where none can be given.
        because: Why they are so construed; null where they are not.
        unreadable_edits: The paragraphs that edited words which are not on file.
        why: Why an edit fails; null where none does.
        by: The paragraphs that set and edited it, in the order of biting.
        ranges: The ranges of Classes that the words name.
        standing: Where the formula comes from, such as `read`; empty where nothing is to be said.
        says: That in a clause.
        readings: So many formulas the words state, where they state several; otherwise 0.
        notation: The formula in the notation of rule files; empty where none is certain.
        formula: The formula as it is set; null likewise.
    """

    status: str
    kind: str
    words: list[Stretch]
    because: str | None
    unreadable_edits: list[str]
    why: str | None
    by: list[shapes.Paragraph]
    ranges: list[shapes.ClassRange]
    standing: str
    says: str
    readings: int
    notation: str
    formula: Part | None


class CardTerm(TypedDict):
    """A term that a definition uses, or that uses it.

    Attributes:
        term: As defined.
        anchor: The place of its card.
        in_words: Whether words use it, and not only what they are said to mean.
        defined: Whether anything defines it on the date.
    """

    term: str
    anchor: str
    in_words: bool
    defined: bool


class CardVersion(TypedDict):
    """A stretch of effective dates on which a definition stood as it was.

    Attributes:
        effective_from: The first day; null where it holds from the beginning.
        effective_until: The first day on which it holds no more; null: open.
        outcome: The named outcome.
        by: The paragraph that makes it so: the one that governs, of a suspension the suspending
            one; empty where there is none.
        instrument: The name of its instrument; empty likewise.
    """

    effective_from: str | None
    effective_until: str | None
    outcome: str
    by: str
    instrument: str


class DefinitionCard(TypedDict):
    """A definition on one card.

    Attributes:
        term: As defined.
        anchor: The name of its place on a page.
        section: Whether it is the text of a Section, and not a defined term.
        outcome: The named outcome.
        answered: Whether words are given; otherwise the outcome is a refusal.
        sentence: The outcome in one sentence.
        texts: Its words; several for a crossing, in no order of preference.
        suspensions: What suspends it.
        incorporated: The agreement whose definition this is; null where it is its own.
        pending: Paragraphs that would change it and whose condition is not shown to be met.
        uses: The terms that it uses, in the order of its words.
        used_by: The definitions that use it, by name.
        nested: What it rests on in turn.
        versions: Its versions, as known, in the order of effective dates.
        findings: What the checks of defined terms report of it.
        set_aside: What they found of it and a rule file sets aside, with the reasons.
    """

    term: str
    anchor: str
    section: bool
    outcome: str
    answered: bool
    sentence: str
    texts: list[CardText]
    suspensions: list[shapes.Suspension]
    incorporated: shapes.Incorporated | None
    pending: list[shapes.Paragraph]
    uses: list[CardTerm]
    used_by: list[CardTerm]
    nested: Nested
    versions: list[CardVersion]
    findings: list[Finding]
    set_aside: list[SetAsideFinding]


class Cards:
    """Makes the cards of one agreement on one date, as known on one date.

    Attributes:
        anchors: The place of each term's card; the same on every date.
        moment: The point of the plane.
        web: Which definition uses which.
    """

    def __init__(
        self,
        base: RuleBase,
        agreement: Agreement,
        on: date,
        known_on: date | None,
        findings: TermFindings | None = None,
        *,
        uses: Uses | None = None,
        computer: Computer | None = None,
    ) -> None:
        """Make ready.

        Args:
            base: The rule base.
            agreement: The agreement.
            on: The date.
            known_on: The date as of which the file is read; none: everything on file.
            findings: What the checks of defined terms found; none: those of the date are made.
            uses: What looks for terms in words, where there is one for these dates of knowledge.
            computer: What reads words, likewise.
        """
        self._agreement = agreement
        timeline = agreement.timeline
        self.moment = Moment(Sources(base, agreement), timeline, on, known_on)
        self.anchors = anchors(subjects(timeline))
        self._uses = uses or Uses(timeline, known_on)
        self.web = Web(self._uses, on)
        self._words = (computer or computer_for(base, agreement, known_on=known_on)).words
        self._findings = findings or TermFindings(base, agreement, on, known_on)

    def card(self, term: str) -> DefinitionCard:
        """Make the card of a term."""
        moment = self.moment
        answer = self._agreement.in_force(term, moment.on, moment.known_on)
        versions = [moment.version(state) for state in answer.states]
        used, using = self.web.uses.get(term, ()), self.web.used_by.get(term, [])
        return {
            "term": term,
            "anchor": self.anchors[term],
            "section": is_section(term) or term == CLASSES,
            "outcome": answer.outcome.value,
            "answered": answer.outcome.is_answer,
            "sentence": sentence(self._agreement.timeline, answer),
            "texts": [
                self._text(answer, state, version)
                for state, version in zip(answer.states, versions, strict=True)
                if state.status is not Status.UNDEFINED
            ],
            "suspensions": suspensions(moment, answer),
            "incorporated": versions[0]["incorporated"],
            "pending": [moment.paragraph(each) for each in answer.pending],
            "uses": [self._named(u.term, in_words=u.in_words) for u in used],
            "used_by": [self._named(u.by, in_words=u.in_words) for u in using],
            "nested": self.web.nested(term),
            "versions": list(self._versions(term)),
            "findings": self._findings.of(term),
            "set_aside": self._findings.set_aside(term),
        }

    def _named(self, term: str, *, in_words: bool) -> CardTerm:
        return {
            "term": term,
            "anchor": self.anchors.get(term, ""),
            "in_words": in_words,
            "defined": term in self.web.uses,
        }

    def _text(self, answer: Answer, state: State, version: shapes.Version) -> CardText:
        shown, kind = shown_words(state)
        places = _each_once(state)
        view: CardText = {
            "status": version["status"],
            "kind": kind,
            "words": self._stretches(answer.subject, state, shown),
            "because": version["because"],
            "unreadable_edits": version["unreadable_edits"],
            "why": version["why"],
            "by": [self.moment.paragraph(place.step.provision, place) for place in places],
            "ranges": version["ranges"],
            "standing": "",
            "says": "",
            "readings": 0,
            "notation": "",
            "formula": None,
        }
        if answer.subject == CLASSES or is_section(answer.subject):
            return view
        if state.status is Status.STANDS and (shown or state.meaning is not None):
            self._read(view, answer, state)
        return view

    def _read(self, view: CardText, answer: Answer, state: State) -> None:
        wording = self._words.of(answer.subject, state, answer.on)
        view["standing"], view["says"] = wording.standing.value, WHAT[wording.standing]
        if wording.standing in (Standing.AMBIGUOUS, Standing.CHOSEN) and wording.result:
            view["readings"] = len(wording.result.readings)
        if wording.formula is not None:
            view["notation"] = notation(wording.formula)
            view["formula"] = Typesetter().part(wording.formula)
        elif state.meaning is not None and not isinstance(state.meaning, Formula):
            view["notation"] = stated_text(state)

    def _stretches(self, term: str, state: State, shown: str) -> list[Stretch]:
        """Cut words where a paragraph's words or a term begin or end."""
        mentions = self._mentions(term, shown)
        owners = _owners(state, shown)
        edges = {0, len(shown), *(at for at, _ in owners)}
        edges |= {at for each in mentions for at in (each.start, each.end)}
        term_at = {at: each.term for each in mentions for at in range(each.start, each.end)}
        found: list[Stretch] = []
        for start, end in pairwise(sorted(edges)):
            by = next((number for at, number in reversed(owners) if at <= start), 0)
            named = term_at.get(start, "")
            found.append(
                {
                    "text": shown[start:end],
                    "term": named,
                    "anchor": self.anchors.get(named, "") if named else "",
                    "by": by,
                    "changes": bool(found) and by != found[-1]["by"],
                }
            )
        return found

    def _mentions(self, term: str, shown: str) -> list[Mention]:
        if term == CLASSES:
            return []
        return [m for m in self._uses.scanner.scan(shown).mentions if m.term != term]

    def _versions(self, term: str) -> Iterator[CardVersion]:
        timeline, known_on = self._agreement.timeline, self.moment.known_on
        for start, until, cell in timeline.term(term).row(known_on).stretches():
            if all(state.status is Status.UNDEFINED for state in cell.states):
                continue
            answer = timeline.answer(term, start, known_on)
            lying = [place.step.provision for place in answer.suspensions]
            governs = lying[-1] if lying else answer.governs
            yield {
                "effective_from": None if start == start.min else start.isoformat(),
                "effective_until": iso(until),
                "outcome": answer.outcome.value,
                "by": paragraph_name(governs) if governs else "",
                "instrument": governs.entry.id if governs else "",
            }


def _owners(state: State, shown: str) -> list[tuple[int, int]]:
    """Give where each paragraph's words begin, with its number; nothing where all are by one."""
    runs = [run for run in state.runs if run.text] if state.on_file else []
    if len({run.step.provision for run in runs}) < 2 or "".join(r.text for r in runs) != shown:  # noqa: PLR2004 - two make a difference
        return []
    numbers = {place.step.provision: n for n, place in enumerate(_each_once(state), 1)}
    found: list[tuple[int, int]] = []
    at = 0
    for run in runs:
        found.append((at, numbers.get(run.step.provision, 0)))
        at += len(run.text)
    return found


def _each_once(state: State) -> list[Place]:
    """Give who set and edited a definition, a paragraph that does so several times once."""
    return list({place.step.provision: place for place in credited(state)}.values())
