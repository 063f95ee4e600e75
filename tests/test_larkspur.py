"""The agreement of the tour: that it uses the whole language, and what a lawyer says it says.

The answers below were decided from the documents in `agreements/larkspur-2004-1/`,
not from what the engine prints.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import hereof
from hereof.calendar import Month
from hereof.model import effectivity as e
from hereof.model import instrument as i
from hereof.model import meaning as m
from hereof.model import operation as o
from hereof.model.words import WordsKind
from hereof.report.examples import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof import Agreement
    from hereof.model.words import Words

ROOT = Path(__file__).resolve().parents[1]
NAME = "larkspur-2004-1"
TERMS = "larkspur-standard-terms"


@pytest.fixture(scope="module")
def base() -> hereof.RuleBase:
    return hereof.load(ROOT)


@pytest.fixture(scope="module")
def larkspur(base: hereof.RuleBase) -> Agreement:
    return base.agreement(NAME)


@pytest.fixture(scope="module")
def instruments(larkspur: Agreement) -> list[i.Instrument]:
    return [rules.instrument for rules in larkspur.files if rules.instrument is not None]


@pytest.fixture(scope="module")
def paragraphs(larkspur: Agreement) -> list[i.Paragraph]:
    return [paragraph for rules in larkspur.files for paragraph in rules.paragraphs]


@pytest.fixture(scope="module")
def operations(paragraphs: list[i.Paragraph]) -> list[o.Operation]:
    return [operation for paragraph in paragraphs for operation in paragraph.operations]


# ------------------------------------------------------------- it uses the whole language


def kinds(union: object) -> set[type]:
    """Give every class of a union."""
    return {kind for kind in get_args(union) if isinstance(kind, type)}


def moments(moment: e.Moment | None) -> Iterator[e.Moment]:
    if moment is not None:
        yield moment
    if isinstance(moment, e.Later | e.Earlier):
        for part in moment.parts:
            yield from moments(part)


def test_every_kind_of_operation_is_used(operations: list[o.Operation]) -> None:
    known = kinds(o.TextOperation) | kinds(o.InstrumentOperation) | {o.Suspend}
    assert known - {type(operation) for operation in operations} == set()


def test_every_form_of_an_operation_is_used(
    operations: list[o.Operation], instruments: list[i.Instrument]
) -> None:
    forms = {form for operation in operations for form in forms_of(operation)}
    forms |= {
        f"header {'prevails' if x.value.prevails else 'follows'}"
        for y in instruments
        for x in y.orders
    }
    assert forms >= {
        "phrase replaced",
        "phrase deleted",
        "phrase inserted before",
        "phrase inserted after",
        "so that it reads",
        "clause replaced",
        "clause deleted",
        "clause inserted",
        "Section restated",
        "agreement restated",
        "survivors",
        "suspended",
        "waived",
        "treated as met",
        "treated as no answer",
        "treated as a value",
        "an instrument rescinded",
        "a paragraph rescinded",
        "words corrected whole",
        "a slip corrected",
        "prevails",
        "header follows",
        "added before",
        "added after",
    }


def forms_of(operation: o.Operation) -> Iterator[str]:
    yield from edit_forms(operation)
    match operation:
        case o.Restate():
            yield "Section restated" if operation.section else "agreement restated"
            yield from ["survivors"] * bool(operation.surviving)
        case o.Suspend():
            yield "waived" if operation.waived else "suspended"
            named = operation.treated_as in ("met", "no answer")
            yield f"treated as {operation.treated_as if named else 'a value'}"
        case o.Rescind():
            yield f"{'a paragraph' if operation.target.paragraph else 'an instrument'} rescinded"
        case o.Correct():
            yield "a slip corrected" if operation.words is None else "words corrected whole"
        case o.Order(prevails=True):
            yield "prevails"
        case o.AddClass():
            yield f"added {operation.side.value}"


def edit_forms(operation: o.Operation) -> Iterator[str]:
    match operation:
        case o.ReplacePhrase():
            yield "phrase replaced" if operation.new else "phrase deleted"
        case o.InsertPhrase():
            yield f"phrase inserted {operation.side.value}"
        case o.AmendClause(words=None):
            yield "clause deleted"
        case o.AmendClause():
            yield "clause inserted" if operation.anchor else "clause replaced"
    if getattr(operation, "result", None) is not None:
        yield "so that it reads"


def test_every_way_of_counting_a_phrase_is_used(operations: list[o.Operation]) -> None:
    counted = {
        operation.occurrences
        for operation in operations
        if isinstance(operation, o.ReplacePhrase | o.InsertPhrase)
    }
    assert counted >= {
        *(o.Occurrences(exactly=n, pick=None) for n in (1, 2, 3)),
        *(o.Occurrences(exactly=None, pick=n) for n in (1, 2, -1)),
        o.Occurrences(exactly=None, pick=None),
    }


def test_every_kind_of_moment_is_used(paragraphs: list[i.Paragraph]) -> None:
    said = [p.effectivity for p in paragraphs if p.effectivity is not None]
    starts = [part for effectivity in said for part in moments(effectivity.start)]
    ends = {type(effectivity.until) for effectivity in said if effectivity.until is not None}
    assert kinds(e.Moment) - {type(part) for part in starts} == set()
    assert ends >= {e.OnDate, e.FromSeries, e.AsOfTerm, e.Condition}
    assert any(effectivity.through is not None for effectivity in said)
    assert any(paragraph.never is not None for paragraph in paragraphs)


def test_conditions_are_pending_met_shown_later_and_reach_back(
    paragraphs: list[i.Paragraph],
) -> None:
    found = [c for p in paragraphs if p.effectivity for c in e.conditions(p.effectivity.start)]
    assert any(condition.met is None for condition in found)
    assert any(condition.since is not None for condition in found)
    late = [c for c in found if c.met is not None and c.shown is not None and c.shown > c.met]
    assert late
    for condition in late:
        assert (ROOT / "agreements" / str(condition.document)).is_file()


def test_dates_are_retroactive_and_prospective(larkspur: Agreement) -> None:
    starts = [
        (provision.entry.executed, provision.paragraph.effectivity.start.day)
        for provision in larkspur.timeline.provisions
        if provision.paragraph.effectivity is not None
        and isinstance(provision.paragraph.effectivity.start, e.OnDate)
    ]
    assert any(executed is not None and day < executed for executed, day in starts)
    assert any(executed is not None and day > executed for executed, day in starts)


def test_every_kind_of_instrument_meaning_and_words_is_used(
    instruments: list[i.Instrument], operations: list[o.Operation]
) -> None:
    assert {instrument.kind for instrument in instruments} == set(i.Kind)
    meanings = [meaning for x in operations for meaning in meanings_of(x)]
    assert kinds(m.Meaning) - {type(meaning) for meaning in meanings} == set()
    rules = [meaning for meaning in meanings if isinstance(meaning, m.CalendarRule)]
    assert {rule.kind for rule in rules} == set(m.DayKind)
    assert {rule.roll for rule in rules} == set(m.RollKind)
    assert {words.kind for x in operations for words in words_of(x)} == set(WordsKind)


def meanings_of(operation: o.Operation) -> Iterator[m.Meaning]:
    if isinstance(operation, o.Restate):
        for definition in operation.definitions:
            yield from meanings_of(definition)
    meaning = getattr(operation, "meaning", None)
    if meaning is not None:
        yield meaning


def words_of(operation: o.Operation) -> Iterator[Words]:
    if isinstance(operation, o.Define | o.Replace):
        yield operation.words


def test_signatures_are_late_and_lacking(larkspur: Agreement) -> None:
    entries = {entry.id: entry for entry in larkspur.timeline.entries}
    assert entries[f"{NAME}/9"].executed is None
    second = entries[f"{NAME}/2"]
    assert (second.dated, second.executed) == (date(2005, 3, 1), date(2005, 3, 24))


def test_a_later_version_of_the_standard_terms_is_left_out(
    base: hereof.RuleBase, instruments: list[i.Instrument]
) -> None:
    agreement = next(x for x in instruments if x.kind is i.Kind.AGREEMENT)
    (incorporation,) = agreement.incorporations
    assert (incorporation.agreement, incorporation.as_of) == (TERMS, date(2004, 3, 1))
    own = base.agreement(TERMS).in_force("Realized Loss", date(2004, 12, 1))
    taken = base.agreement(NAME).in_force("Realized Loss", date(2004, 12, 1))
    assert own.words is not None
    assert taken.words is not None
    assert "all unreimbursed advances" in own.words
    assert "all unreimbursed advances" not in taken.words


# ------------------------------------------------------------------ what a lawyer decides

IN_FORCE, SUSPENDED, CROSSING = "in force", "suspended", "crossing"
PSA, RESTATED = NAME, f"{NAME}/restated paragraph 1.01"


def by(instrument: str, paragraph: str) -> str:
    return f"{NAME}/{instrument} paragraph {paragraph}"


# Term, on, as known on ("": all on file), outcome, what governs ("": no one paragraph).
DECIDED = [
    # Dated as of 1 March 2004, signed at the closing on the 30th.
    ("Servicing Fee Rate", "2004-02-29", "", "not in force", ""),
    ("Servicing Fee Rate", "2004-03-01", "", IN_FORCE, PSA),
    ("Servicing Fee Rate", "2004-03-15", "2004-03-29", "not in force", ""),
    ("Exhibit B", "2004-04-01", "", "words not on file", PSA),
    # Amendment No. 1, paragraph 2, is effective as of the Closing Date, not of 1 March.
    ("Due Period", "2004-03-29", "", IN_FORCE, PSA),
    ("Due Period", "2004-03-30", "", IN_FORCE, by("1", "2")),
    ("Due Period", "2004-04-26", "2004-06-17", IN_FORCE, PSA),
    # 25 September 2004 is a Saturday: the Distribution Date is the 27th.
    ("Determination Date", "2004-09-26", "", IN_FORCE, PSA),
    ("Determination Date", "2004-09-27", "", IN_FORCE, by("1", "4")),
    ("Record Date", "2004-09-30", "", IN_FORCE, PSA),
    ("Record Date", "2004-10-01", "", IN_FORCE, by("1", "5")),
    # A temporary change leaves its last day out.
    ("Available Funds", "2005-02-27", "", IN_FORCE, by("supplement-1", "4")),
    ("Available Funds", "2005-02-28", "", IN_FORCE, PSA),
    # The waiver of the Delinquency Test takes 30 June 2005 in.
    ("Delinquency Test", "2005-06-30", "", SUSPENDED, by("3", "2")),
    ("Delinquency Test", "2005-07-01", "", IN_FORCE, by("3", "2")),
    ("Delinquency Test", "2005-02-09", "", IN_FORCE, PSA),
    # Amendment No. 2 binds nobody before the Trustee signs on 24 March 2005.
    ("Lockout Pro Rata Amount", "2005-03-10", "2005-03-23", IN_FORCE, PSA),
    ("Lockout Pro Rata Amount", "2005-03-10", "2005-03-24", IN_FORCE, by("2", "2")),
    ("Lockout Pro Rata Amount", "2005-02-28", "", IN_FORCE, PSA),
    ("Eligible Investments", "2005-03-31", "", IN_FORCE, PSA),
    ("Eligible Investments", "2005-04-01", "", IN_FORCE, by("2", "3")),
    # Deleted in March 2005, defined anew in August.
    ("Special Hazard Amount", "2005-03-01", "", "deleted", by("2", "5")),
    ("Special Hazard Amount", "2005-08-01", "", IN_FORCE, by("4", "3")),
    # The consent is of 10 June 2005, reaches back to 1 May, and came on 14 June.
    ("Delinquency Test", "2005-05-02", "2005-06-13", SUSPENDED, PSA),
    ("Delinquency Test", "2005-05-02", "2005-06-14", SUSPENDED, by("3", "2")),
    # The later of 1 July and the confirmation of 3 August 2005, which came on the 5th.
    ("Loss Threshold", "2005-07-01", "", IN_FORCE, PSA),
    ("Loss Threshold", "2005-08-03", "2005-08-04", IN_FORCE, by("4", "5")),
    ("Loss Threshold", "2005-08-03", "2005-08-05", IN_FORCE, by("3", "3")),
    # Amendment No. 3 was signed before and takes hold after Amendment No. 4.
    ("Required Reserve Amount", "2005-10-01", "2005-07-31", IN_FORCE, by("3", "4")),
    ("Required Reserve Amount", "2005-10-01", "2005-08-01", CROSSING, ""),
    ("Required Reserve Amount", "2005-10-01", "2005-11-13", CROSSING, ""),
    ("Required Reserve Amount", "2005-10-01", "2005-11-14", IN_FORCE, by("4", "2")),
    ("Required Reserve Amount", "2006-03-15", "", IN_FORCE, by("6", "2")),
    # It wanted a vote that it did not get.
    ("Reserve Fund Floor", "2005-09-15", "2005-09-29", IN_FORCE, by("4", "6")),
    ("Reserve Fund Floor", "2005-09-15", "2005-09-30", IN_FORCE, PSA),
    # Words that are not on file, before and after an edit of them.
    ("Exhibit C", "2005-07-31", "", "in force as construed", PSA),
    ("Exhibit C", "2005-08-01", "", "words not on file", by("4", "7")),
    # A notice that was void, an edit built on it, and what cleared the doubt.
    ("Notice of Final Distribution", "2006-04-03", "2006-04-03", IN_FORCE, by("supplement-2", "3")),
    ("Notice of Final Distribution", "2006-04-03", "2006-05-22", "guard failed", ""),
    ("Notice of Final Distribution", "2006-04-03", "2006-07-03", IN_FORCE, by("7", "3")),
    ("Notice of Final Distribution", "2005-12-31", "2005-12-31", IN_FORCE, by("3", "5")),
    # Changed, rescinded, revived.
    ("Stepdown Date", "2006-06-30", "", IN_FORCE, by("6", "4")),
    ("Stepdown Date", "2006-07-03", "", IN_FORCE, PSA),
    ("Stepdown Date", "2006-10-02", "", IN_FORCE, by("6", "4")),
    # Suspended until the Rating Agencies speak; they never do, and the letter is rescinded.
    ("Reserve Release Amount", "2006-07-02", "", SUSPENDED, PSA),
    ("Reserve Release Amount", "2006-07-03", "", IN_FORCE, PSA),
    # The restated Section 1.03 leaves this out, and the restated agreement those.
    ("Reserve Transfer Date", "2006-03-14", "", IN_FORCE, PSA),
    ("Reserve Transfer Date", "2006-03-15", "", "not in force", ""),
    ("Offered Certificates", "2006-11-30", "", IN_FORCE, PSA),
    ("Offered Certificates", "2006-12-01", "", "not in force", ""),
    # A lower fee was in store for 2007; the restatement supersedes it.
    ("Servicing Fee Rate", "2007-01-01", "2006-11-30", IN_FORCE, by("8", "3")),
    ("Servicing Fee Rate", "2007-01-01", "2006-12-01", IN_FORCE, RESTATED),
    # Survivors keep their words; what the Trustee never signed changes nothing.
    ("Lockout Pro Rata Amount", "2007-01-19", "", IN_FORCE, by("2", "2")),
    ("Lockout Percentage", "2007-07-20", "", IN_FORCE, PSA),
]


@pytest.mark.parametrize(("term", "on", "known_on", "outcome", "governs"), DECIDED)
def test_what_was_in_force(
    larkspur: Agreement, term: str, on: str, known_on: str, outcome: str, governs: str
) -> None:
    known = date.fromisoformat(known_on) if known_on else None
    answer = larkspur.in_force(term, date.fromisoformat(on), known)
    assert answer.outcome.value == outcome
    # The agreement's own definitions have no paragraph number.
    assert (str(answer.governs) if answer.governs else "") == governs


READS = [
    (
        "Determination Date",
        "2004-10-19",
        "",
        (
            "With respect to any Distribution Date, the day that is four Business Days before that "
            "Distribution Date."
        ),
    ),
    (
        "Mortgage Loan",
        "2004-11-12",
        "",
        (
            "Each of the mortgage loans listed on the Mortgage Loan Schedule and each Subsequent "
            "Mortgage Loan."
        ),
    ),
    (
        "Class M-3 Pass-Through Rate",
        "2004-11-26",
        "2005-11-13",
        (
            "With respect to any Distribution Date, the lesser of (i) 6.10% per annum and (ii) the "
            "average of the Net Mortgage Rates of the Mortgage Loans."
        ),
    ),
    (
        "Class M-3 Pass-Through Rate",
        "2004-11-26",
        "",
        (
            "With respect to any Distribution Date, the lesser of (i) 6.10% per annum and (ii) the "
            "average of the Net Mortgage Rates of the Mortgage Loans, weighted by their principal "
            "balances."
        ),
    ),
    (
        "Clean-up Call Date",
        "2005-03-01",
        "",
        (
            "The first Distribution Date on which the Pool Balance is less than 10% of the Cut-off "
            "Date Pool Balance."
        ),
    ),
    (
        "Loss Threshold",
        "2005-08-03",
        "",
        (
            "For any Distribution Date before April 2007, 1.75% of the Initial Pool Balance; for "
            "any Distribution Date from April 2007 through March 2008, 2.25% of the Initial Pool "
            "Balance; and for any later Distribution Date, 3.00% of the Initial Pool Balance."
        ),
    ),
    (
        "Corporate Trust Office",
        "2006-04-01",
        "",
        (
            "The office of Gannet Point Bank, National Association at which its corporate trust "
            "business is administered, being on the Closing Date 14 Harbor Street, Gannet Point, "
            "Maine; notices to Gannet Point Bank, National Association shall be marked for the "
            "attention of Structured Finance, Larkspur 2004-1."
        ),
    ),
    (
        "Trustee",
        "2006-12-01",
        "",
        "Gannet Point Bank, National Association, and its successors in interest.",
    ),
]


@pytest.mark.parametrize(("term", "on", "known_on", "words"), READS)
def test_what_it_reads(larkspur: Agreement, term: str, on: str, known_on: str, words: str) -> None:
    known = date.fromisoformat(known_on) if known_on else None
    assert larkspur.in_force(term, date.fromisoformat(on), known).words == words


def test_clauses_of_the_eligible_investments(larkspur: Agreement) -> None:
    words = larkspur.in_force("Eligible Investments", date(2005, 4, 1)).words or ""
    assert (
        "(c) commercial paper of any corporation that is rated in the highest category by each"
        in words
    )
    assert "clause (b) on obligations described in clause (a); (f) any other obligation" in words
    assert words.endswith(
        "any Class; and (g) demand deposits with the Trustee in its commercial capacity."
    )


def test_the_first_the_second_and_the_last(larkspur: Agreement) -> None:
    words = larkspur.in_force("Section 10.01", date(2005, 8, 1)).words or ""
    assert (
        "and the Trustee, with the consent of the Certificate Insurer but without the consent"
        in words
    )
    assert "if each of the Trustee and the Certificate Insurer has received" in words
    assert "and the Trustee with the consent of the Holders" in words
    assert "the Servicer shall give notice of it" in words


def test_a_crossing_shows_both_texts(larkspur: Agreement) -> None:
    answer = larkspur.in_force("Required Reserve Amount", date(2005, 10, 25), date(2005, 10, 25))
    assert {state.words for state in answer.states} == {
        "1.00% of the Pool Balance as of the first day of the related Due Period.",
        (
            "The greater of (a) $750,000 and (b) 0.75% of the Pool Balance as of the first day of "
            "the related Due Period."
        ),
    }


@pytest.mark.parametrize(
    ("term", "month", "day"),
    [
        ("Distribution Date", "April 2004", "2004-04-26"),  # the 25th is a Sunday
        ("Distribution Date", "November 2004", "2004-11-26"),  # Thanksgiving Day
        ("Distribution Date", "March 2005", "2005-03-28"),  # Good Friday, then a weekend
        ("Distribution Date", "November 2006", "2006-11-27"),  # a Saturday, the last under day 25
        ("Distribution Date", "December 2006", "2006-12-20"),  # the first under day 20
        ("Distribution Date", "January 2007", "2007-01-19"),  # the 20th is a Saturday: back
        ("Determination Date", "September 2004", "2004-09-20"),  # five Business Days back
        ("Determination Date", "October 2004", "2004-10-19"),  # four
        ("Statement Date", "April 2007", "2007-04-30"),  # the 28th is a Saturday; still in April
        ("Interest Accrual Date", "February 2004", ""),  # before there was an agreement
        ("Interest Accrual Date", "February 2005", "2005-02-28"),
        ("Record Date", "July 2004", "2004-07-30"),  # the 31st is a Saturday
        ("Record Date", "January 2007", "2007-01-04"),  # the third Business Day, restated
    ],
)
def test_on_which_day_it_falls(larkspur: Agreement, term: str, month: str, day: str) -> None:
    found = larkspur.timeline.calendars.dates_in(term, Month.parse(month), None)
    assert [str(each.day) for each in found] == ([day] if day else [])


def test_a_date_from_which_an_instrument_is_effective_is_as_the_calendar_has_it(
    larkspur: Agreement,
) -> None:
    (found,) = larkspur.timeline.calendars.dates_in("Distribution Date", Month(2005, 3), None)
    assert not found.fixed
    assert "Good Friday" in found.why


@pytest.mark.parametrize(
    ("on", "names"),
    [
        ("2004-11-25", "A-1 A-2 A-3A A-3B A-4 M-1 M-2 B"),
        ("2004-11-26", "A-1 A-2 A-3A A-3B A-4 A-IO M-1 M-2 M-3 B"),
        ("2006-04-25", "A-1 A-2 A-3A A-3B A-4 M-1 M-2 M-3 B"),
    ],
)
def test_the_classes_in_their_order(larkspur: Agreement, on: str, names: str) -> None:
    answer = larkspur.in_force("Classes", date.fromisoformat(on))
    assert answer.state.classes == tuple(names.split())


def test_what_is_pending_and_what_is_unsigned_is_listed(larkspur: Agreement) -> None:
    answer = larkspur.in_force("Adjustment Fraction", date(2006, 1, 3))
    assert [str(provision) for provision in answer.pending] == [by("3", "6")]
    answer = larkspur.in_force("Lockout Percentage", date(2007, 7, 20))
    assert [entry.id for entry in answer.unexecuted] == [f"{NAME}/9"]


# ---------------------------------------------------------------------- it is clean, and shown


@pytest.mark.parametrize("name", [NAME, TERMS])
def test_nothing_is_found_wrong_with_it(base: hereof.RuleBase, name: str) -> None:
    assert [finding.message for finding in base.agreement(name).findings] == []


@pytest.mark.parametrize("name", [NAME, TERMS])
def test_its_examples_hold(base: hereof.RuleBase, name: str) -> None:
    ran = run(base.agreement(name))
    assert [failure.message for _, failures in ran for failure in failures] == []
    assert len(ran) >= (30 if name == NAME else 2)


def test_every_document_says_that_it_is_fiction() -> None:
    for name in (NAME, TERMS):
        for document in sorted((ROOT / "agreements" / name).iterdir()):
            head = " ".join(document.read_text()[:400].split())
            assert "[Fiction. This document was invented" in head, document
        for rules in sorted((ROOT / "rules" / name).iterdir()):
            assert rules.read_text().startswith("# Fiction:"), rules
