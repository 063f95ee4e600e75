"""Words of a definition as tokens: numbers, Classes, enumerators, terms, phrases."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from hereof.formula.english.beginnings import beginnings
from hereof.formula.english.chunks import Chunker
from hereof.formula.english.known import KnownTerms
from hereof.formula.english.labels import follows, run
from hereof.formula.english.lexer import Lexer, phrases, relation
from hereof.formula.english.names import singular
from hereof.formula.english.numbers import number_in_words
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.vocabulary import PHRASES, pattern
from words.corpus import cases


def tokens(words: str, terms: tuple[str, ...] = (), **types: str) -> list[Token]:
    return Lexer(words, terms, types).tokenise()


def only(words: str) -> tuple[str, object]:
    (token,) = tokens(words)
    return token.type, token.value


def kinds(words: str, terms: tuple[str, ...] = ()) -> str:
    return " ".join(token.type for token in tokens(words, terms))


def refusal(words: str) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        tokens(words)
    assert raised.value.help
    return raised.value


# ---------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("zero", 0),
        ("twelve", 12),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("hundred", 100),
        ("one hundred and twenty-five", 125),
        ("three hundred sixty-five", 365),
        ("nineteen hundred", 1900),
        ("two thousand and one", 2001),
        ("one million two hundred thousand", 1_200_000),
        ("five six", None),
        ("twenty thirty", None),
        ("fifteen five", None),
        ("twenty zero", None),
        ("two hundred hundred", None),
        ("one thousand million", None),
        ("several", None),
    ],
)
def test_a_number_in_words_is_one_number_or_none(text: str, number: int | None) -> None:
    assert number_in_words(text) == (None if number is None else Fraction(number))


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("$1,000.50", "MONEY", Fraction(2001, 2)),
        ("$5 million", "MONEY", 5_000_000),
        ("2.50%", "PERCENT", Fraction(1, 40)),
        ("0.25% per annum", "PERCENT", Fraction(1, 400)),
        ("five percent", "PERCENT", Fraction(1, 20)),
        ("five percent (5%)", "PERCENT", Fraction(1, 20)),
        ("five (5) percent", "PERCENT", Fraction(1, 20)),
        ("twenty per\n cent", "PERCENT", Fraction(1, 5)),
        ("one-half of 1%", "PERCENT", Fraction(1, 200)),
        ("1/4 of 1%", "PERCENT", Fraction(1, 400)),
        ("one-twelfth", "PART", Fraction(1, 12)),
        ("two thirds", "PART", Fraction(2, 3)),
        ("30/360", "PART", Fraction(1, 12)),
        ("three (3)", "NUMBER", 3),
        ("one and one-half", "NUMBER", Fraction(3, 2)),
        ("1,250", "NUMBER", 1250),
        ("3.5 to 1.0", "NUMBER", Fraction(7, 2)),
        ("twenty-first", "ORDINAL", 21),
        ("37th", "ORDINAL", 37),
        ("May 3, 2004", "DATE", date(2004, 5, 3)),
        ("3 May 2004", "DATE", date(2004, 5, 3)),
    ],
)
def test_a_number_is_one_token_with_its_value(words: str, kind: str, value: object) -> None:
    assert only(words) == (kind, value)


@pytest.mark.parametrize(
    ("words", "code", "marked"),
    [
        ("the sum of five percent (6%) and", "figures-differ", "five percent (6%)"),
        ("for one hundred (99) days", "figures-differ", "one hundred (99)"),
        ("two thirds (3/2) of it", "figures-differ", "two thirds (3/2)"),
        ("five six times", "unreadable-number", "five six"),
        ("a part of 1/0", "unreadable-number", "1/0"),
        ("$" + "9" * 50, "number-too-long", "9" * 50),
        ("on February 30, 2004", "no-such-date", "February 30, 2004"),
        ("in December 9999", "no-such-date", "December 9999"),
        ("the Fee + 1", "unreadable-character", "+"),
        ("5 € and", "unreadable-character", "€"),
    ],
)
def test_what_is_no_number_date_or_word_is_refused_at_its_place(
    words: str, code: str, marked: str
) -> None:
    failure = refusal(words)
    assert (failure.code, words[failure.start : failure.end]) == (code, marked)


# ------------------------------------------------------------------ Classes, enumerators


@pytest.mark.parametrize("name", ["A-1", "A-I-7", "AF-6", "II-1A-1", "M-2", "A-IO(1)", "B", "1-A"])
@pytest.mark.parametrize("holders", ["", " Certificates", " Notes"])
def test_a_class_is_named_with_or_without_what_it_holds(name: str, holders: str) -> None:
    assert only(f"Class {name}{holders}") == ("CLASS", f"Class {name}")


def test_classes_are_listed_with_the_word_once() -> None:
    found = tokens("Classes A-1, A-2 and M-1 plus A-3 Amount")
    assert [t.value for t in found if t.type == "CLASS"] == ["Class A-1", "Class A-2", "Class M-1"]
    assert found[-1].type == "TERM"


def test_a_term_may_begin_with_a_class() -> None:
    (token,) = tokens("Class A-I-7 Pro Rata Distribution Amount")
    assert (token.type, token.value) == ("TERM", "Class A-I-7 Pro Rata Distribution Amount")


@pytest.mark.parametrize("label", ["i", "xiv", "a", "aa", "A", "IV", "1", "x", "12"])
def test_an_enumerator_is_a_token(label: str) -> None:
    assert only(f"({label})") == ("ENUM", label)


@pytest.mark.parametrize(
    ("labels", "is_run"),
    [
        ("i ii iii iv", True),
        ("a b c", True),
        ("x y z", True),
        ("A B", True),
        ("1 2 3", True),
        ("h i j", False),
        ("i iii", False),
        ("b c", False),
        ("i", True),
        ("a ii", False),
        ("ii i", False),
    ],
)
def test_enumerators_run_from_the_first_of_their_style(labels: str, is_run: bool) -> None:  # noqa: FBT001
    assert run(labels.split()) == is_run


def test_a_label_follows_in_some_style() -> None:
    assert follows("j", "i")
    assert follows("ii", "i")
    assert not follows("iii", "i")


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("clause (i)", (("i",),)),
        ("clauses (a) and (b) above", (("a",), ("b",))),
        ("the amount described in clause (a)(ii)", (("a", "ii"),)),
    ],
)
def test_a_clause_of_the_definition_is_named(words: str, paths: object) -> None:
    assert only(words) == ("CLAUSEREF", paths)


def test_a_clause_of_a_section_is_none_of_the_definition() -> None:
    assert kinds("clause (a) of Section 4.02(a)(i)") == "SECTION"


# -------------------------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Pool Balance", "DET TERM"),
        ("the Payment Date", "DET DTERM"),
        ("the Due Period", "DET DTERM"),
        ("the Group I Certificates", "DET GROUP"),
        ("the Mortgage Loans", "DET GROUP"),
        ("the Available Funds", "DET TERM"),
        ("“Net WAC Rate”: the Rate", "TERM COLON DET TERM"),
        ("The Fee. The Rate", "DET TERM PERIOD DET TERM"),
        ("the Fee [the Rate]", "DET TERM LP DET TERM RP"),
        ("the Fee, as applicable, plus", "DET TERM COMMA PLUS"),
    ],
)
def test_capitals_tell_terms_by_their_last_word(words: str, expected: str) -> None:
    assert kinds(words) == expected


def test_a_term_with_small_words_is_known_only_where_it_is_named() -> None:
    words = "the Cost of Funds plus the Fee"
    assert kinds(words) == "DET TERM OF TERM PLUS DET TERM"
    assert kinds(words, ("Cost of Funds",)) == "DET TERM PLUS DET TERM"
    (_, term, *_) = Lexer(words, (), {"Cost of Funds": "ratio"}).tokenise()
    assert (term.type, term.value) == ("TERM", "Cost of Funds")


def test_a_declared_type_outweighs_the_last_word() -> None:
    (_, term) = Lexer("the Cutoff", (), {"Cutoff": "date"}).tokenise()
    assert term.type == "DTERM"
    (_, term) = Lexer("the Insured Loan", (), {"Insured Loan": "dollars"}).tokenise()
    assert term.type == "TERM"


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Balances", "Balance"),
        ("Properties", "Property"),
        ("Losses", "Loss"),
        ("Taxes", "Tax"),
        ("Class", "Class"),
        ("Surplus", "Surplus"),
        ("ties", "tie"),
    ],
)
def test_names_in_the_singular(name: str, one: str) -> None:
    assert singular(name) == one


# ------------------------------------------------------------------------------ phrases


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("is greater than", "more than"),
        ("is not greater than", "at most"),
        ("does not exceed", "at most"),
        ("is greater than or equal to", "at least"),
        ("is less than or equal to", "at most"),
        ("is not less than", "at least"),
        ("is at least", "at least"),
        ("is below", "less than"),
        ("is equal to", "equal to"),
    ],
)
def test_a_comparison_in_words_is_a_relation(words: str, meant: str) -> None:
    assert relation(words) == meant


def test_layout_changes_nothing() -> None:
    plain = "the excess, if any, of the Pool Balance over the Target"
    wide = plain.replace(" ", "\n     ")
    assert kinds(wide) == kinds(plain) == "EXCESSIF DET TERM OVER DET TERM"
    assert [t.text for t in tokens(wide)] == [t.text for t in tokens(plain)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("for such Distribution Date", "ASKED"),
        ("the Fee immediately prior to that Distribution Date", "DET TERM TIME"),
        ("the Balance as of the last day of the related Due Period", "DET TERM TIME"),
        ("the Fee on or after the Stepdown Date", "DET TERM WHEN"),
        ("all interest received by the Servicer", "OPAQUE"),
        ("the Fee after giving effect to all payments", "DET TERM EFFECT"),
    ],
)
def test_phrases_about_time_and_descriptions_stand_as_one(words: str, expected: str) -> None:
    found = Chunker(tokens(words), words).chunks()
    assert " ".join(token.type for token in found) == expected
    assert all(words[token.start : token.end].split() for token in found)


def test_every_character_but_space_belongs_to_a_token() -> None:
    words = "For any Payment Date, 5% of the lesser of (i) the Fee and (ii) $5; plus one-half."
    covered = {at for token in tokens(words) for at in range(token.start, token.end)}
    assert all(words[at].isspace() for at in set(range(len(words))) - covered)


# --------------------------------------------------------------- what is tried at a place


def test_every_phrase_says_with_what_it_begins() -> None:
    assert [plain for _, plain in PHRASES if beginnings(plain) is None] == []


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("plus", "pl"),
        ("(plus|increased by)", "pl in"),
        ("[the ]amount", "th am"),
        ("[(an|the) ]amount", "an th am"),
        ("[(][,] of", "(? ,? of"),
        ("(?:the |an )?(sum|total)", "th an su to"),
        ("(or|[and ]but)", "or an bu"),
        ("a[n] amount", "a?"),
        ("at?", "a?"),
        ("(a|in)creased", "a? in"),
    ],
)
def test_beginnings_are_those_of_every_way_to_write_it(plain: str, expected: str) -> None:
    assert beginnings(plain) == frozenset(expected.split())


@pytest.mark.parametrize("plain", ["{CAP}", "[the]", "(?=the) a", "a?b", " of", "(a)*b", r"\$"])
def test_of_an_odd_pattern_nothing_is_told(plain: str) -> None:
    assert beginnings(plain) is None


def test_no_phrase_is_missed_where_it_stands() -> None:
    every = re.compile("|".join(f"(?P<p{n}>{pattern(p)})" for n, (_, p) in enumerate(PHRASES)))
    found = 0
    for case in cases()[::5]:
        for at, character in enumerate(case.words):
            if character.isspace():
                continue
            expected = every.match(case.words, at)
            some = phrases(case.words[at : at + 2])
            match = some.match(case.words, at) if some is not None else None
            assert (match and (match.end(), match.lastgroup)) == (
                expected and (expected.end(), expected.lastgroup)
            )
            found += expected is not None
    assert found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Date of Determination falls", ("Date of Determination", 21)),
        ("Date  of\nDeterminations,", ("Date of Determinations", 23)),
        ("“Date of Determination” is", ("Date of Determination", 23)),
        ("Date of Determinationx", ("Date", 4)),
        ("Date ofDetermination", ("Date", 4)),
        ("Date of Record", ("Date", 4)),
        ("“Fee”", ("Fee", 5)),
        ("Feesx", None),
        ("Record", None),
    ],
)
def test_known_terms_are_found_the_longest_first(
    words: str, expected: tuple[str, int] | None
) -> None:
    known = KnownTerms(frozenset({"Date", "Date of Determination", "Fee", ""}))
    assert known.match(words, 0) == expected
