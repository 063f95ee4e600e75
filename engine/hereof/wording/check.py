"""Whether the formulas of rule files are those that the words state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import Diagnostic, Label, Span, error, warning
from hereof.formula.english.usage import CONVENTIONS, conventions_of
from hereof.formula.terms import is_asked
from hereof.language.notation import meaning_text
from hereof.model.formulas import inputs_of
from hereof.model.names import CLASSES, is_section
from hereof.wording.kept import KeptReadings, digest_of
from hereof.wording.reader import WordsReader
from hereof.wording.statuses import Standing, Wording, words_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Iterator

    from hereof.formula.reading import Figures
    from hereof.formula.trace import Value
    from hereof.model.meaning import Meaning
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State

COUNTED: Final = (
    Standing.READ,
    Standing.CHOSEN,
    Standing.BY_CONVENTION,
    Standing.ASSERTED,
    Standing.WORDS_ONLY,
)
"""The standings that a check counts: those of definitions whose words could state a formula."""


def check_words(
    timeline: AgreementTimeline,
    kept: KeptReadings,
    counts: Counter[Standing],
    needs: dict[str, set[str]] | None = None,
    only: Container[str] | None = None,
    of: dict[str, list[Diagnostic]] | None = None,
) -> Iterator[Diagnostic]:
    """Give what is wrong between words and formulas, as everything on file is known.

    Args:
        timeline: The agreement.
        kept: Readings of other times.
        counts: Takes how many definitions stand how.
        needs: Takes the terms that each term is computed from on its own date, by its words.
        only: The terms whose words are looked at; none: all.
        of: Takes what is found of the words of each term.
    """
    unknown = list(_conventions(timeline))
    yield from unknown
    if unknown:
        return
    reader = WordsReader(timeline)
    seen: set[tuple[str, str, str]] = set()
    for term in timeline.subjects:
        if term == CLASSES or is_section(term) or (only is not None and term not in only):
            continue
        for start, _, cell in timeline.term(term).row().stretches():
            for state in cell.states:
                words = words_of(state)
                stated = _stated(state.meaning)
                if not words or state.incorporated_from or (term, words, stated) in seen:
                    continue
                seen.add((term, words, stated))
                found = _found(reader, term, state, start, kept)
                counts[Standing(found["standing"])] += 1
                if needs is not None:
                    needs.setdefault(term, set()).update(found["needs"])
                for each in _checked(term, state, found):
                    if of is not None:
                        of.setdefault(term, []).append(each)
                    yield each


def _found(
    reader: WordsReader, term: str, state: State, on: date, kept: KeptReadings
) -> dict[str, Any]:
    """Give what came of reading a definition, now or at another time."""
    within = reader.setting(on)
    told = f"{_stated(state.meaning)}|{sorted(reader.measured().items())}"
    key = digest_of(words_of(state), term, within, reader.conventions, reader.terms, told)
    found = kept.get(key)
    if found is None:
        found = _plain(reader.of(term, state, on))
        kept.keep(key, found)
    return found


def _checked(term: str, state: State, found: dict[str, Any]) -> Iterator[Diagnostic]:
    standing = Standing(found["standing"])
    if standing is Standing.DIFFERS:
        yield _differs(term, state, found)
    elif standing is Standing.AMBIGUOUS:
        yield _ambiguous(term, state, found)


def _plain(wording: Wording) -> dict[str, Any]:
    """Give what a check says of a wording, as texts."""
    result = wording.result
    readings = [each.notation for each in result.readings] if result else []
    figures = [
        _figures(each, (f"reading {each.first + 1}", f"reading {each.second + 1}"))
        for each in (result.figures if result else ())
    ]
    return {
        "standing": wording.standing.value,
        "readings": readings,
        "figures": figures,
        "needs": sorted(
            {
                n.term
                for n in inputs_of(wording.formula)
                if not (n.timing or n.owners or is_asked(n))
            }
            if wording.formula is not None
            else ()
        ),
        "apart": wording.apart,
        "unlike": _figures(wording.unlike, ("`means`", "the words")) if wording.unlike else "",
    }


def _stated(meaning: Meaning | None) -> str:
    return meaning_text(meaning) if meaning is not None else ""


def _differs(term: str, state: State, found: dict[str, Any]) -> Diagnostic:
    meaning = state.meaning
    assert meaning is not None  # noqa: S101 - only a stated formula can differ
    several = found["readings"]
    labels = [Label(meaning.span, "stated here")]
    words = words_span(state)
    if words is not None:
        labels.append(Label(words, f"these words state {'; or '.join(several)}"))
    if found["apart"]:
        return error(
            "means-another-formula",
            f"`means` states another calendar than the words of `{term}`: {found['apart']}",
            *labels[:1],
            *((Label(words, "these words"),) if words is not None else ()),
            help="write the calendar that the words state",
        )
    return error(
        "means-another-formula",
        f"`means` states another formula than the words of `{term}`: {found['unlike']}",
        *labels,
        help="write the formula that the words state, or leave `means` out; it is then read from "
        "the words",
    )


def _ambiguous(term: str, state: State, found: dict[str, Any]) -> Diagnostic:
    span = words_span(state)
    several = found["readings"]
    listed = "; ".join(f"({n}) {text}" for n, text in enumerate(several, 1))
    return warning(
        "words-ambiguous",
        f"the words of `{term}` can be read in {len(several)} ways that compute different numbers: "
        f"{listed}",
        *((Label(span, "these words"),) if span else ()),
        help="choose one: state it as `means`; " + "; ".join(found["figures"][:2]),
    )


def words_span(state: State) -> Span | None:
    """Give where the words of a definition stand in the rule file."""
    if state.base is None:
        return None
    for operation in reversed(state.base.operations):
        words = getattr(operation, "words", None)
        if words is not None:
            span: Span = words.quotation.span if words.quotation else words.span
            return span
    return state.base.step.provision.paragraph.span


def _figures(figures: Figures, names: tuple[str, str]) -> str:
    """Say for which figures two formulas differ."""
    if figures.why:
        return f"it cannot be shown that they compute the same ({figures.why})"
    given = [
        f"{name} = {_value(value)}" for name, value in figures.given if value or value is False
    ]
    day = f"on {figures.on}, " if figures.on is not None else ""
    zeros = len(figures.given) - len(given)
    if zeros:
        given.append("every other input 0" if given else "every input 0")
    first, second = (_value(value) for value in figures.values)
    where = f"for {', '.join(given)}, " if given else ""
    return f"{day}{where}{names[0]} gives {first} and {names[1]} {second}"


def _value(value: Value | None) -> str:
    if value is None:
        return "no value"
    if isinstance(value, bool):
        return "met" if value else "not met"
    if isinstance(value, date):
        return value.isoformat()
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{value.numerator:,}/{value.denominator:,}"


def _conventions(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    for entry in timeline.entries:
        for fact in entry.instrument.conventions:
            try:
                conventions_of((fact.value,))
            except ValueError:
                listed = ", ".join(f'"{name}"' for name in CONVENTIONS)
                yield error(
                    "convention-unknown",
                    f"there is no convention `{fact.value}`",
                    fact.span,
                    help=f"the conventions are {listed}",
                )
