"""`hereof history`: every version on both clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from cli.runner import Ran

TERM = "Class A-I-7 Pro Rata Distribution Amount"


def _blocks(ran: Ran) -> list[str]:
    return [" ".join(block.split()) for block in ran.out.split("\n\n")]


def test_both_versions_with_both_clocks_and_what_each_governed(hereof: Callable[..., Ran]) -> None:
    ran = hereof("history", TERM)
    assert ran.code == 0
    _, first, second, *_ = _blocks(ran)
    assert first == (
        "1 in force as construed effective from 1 September 2003 until 21 October 2003 "
        "known from 1 September 2003, open by Pooling and Servicing Agreement, Series 2003-RS8 "
        "governed no Distribution Date"
    )
    assert second == (
        "2 in force effective from 21 October 2003, open known from 21 October 2003, open "
        "by Amendment Number One, paragraph 2, agreements/ramp-2003-rs8/amendment-1.txt, "
        "lines 30-36 governed 13 Distribution Dates shown, and goes on: 27 October 2003 through "
        "25 October 2004"
    )


def test_what_was_known_before_is_shown_apart(hereof: Callable[..., Ran]) -> None:
    blocks = _blocks(hereof("history", TERM))
    before = blocks[blocks.index("Known before, and superseded since") + 1]
    assert before == (
        "- in force as construed effective from 21 October 2003, open known from 1 September "
        "2003 until 21 October 2003 by Pooling and Servicing Agreement, Series 2003-RS8"
    )


def test_what_was_known_on_the_day_itself_governed_it_then(hereof: Callable[..., Ran]) -> None:
    crossing = next(
        block
        for block in _blocks(hereof("history", "Required Reserve Amount"))
        if block.startswith("- crossing")
    )
    assert "no answer on 1 Distribution Date: 25 October 2005" in crossing
    assert "1.00% of the Pool Balance" in crossing
    assert "The greater of (a) $750,000" in crossing


def test_as_known_on_a_date_there_is_one_row(hereof: Callable[..., Ran]) -> None:
    view = hereof("history", TERM, "--known-on", "2003-10-20", "--json").json
    assert [(held["effective_from"], held["outcome"]) for held in view["held"]] == [
        ("2003-09-01", "in force as construed")
    ]
    assert view["superseded"] == []


def test_through_says_how_far_the_dates_are_counted(hereof: Callable[..., Ran]) -> None:
    view = hereof("history", TERM, "--through", "2003-12", "--json").json
    assert view["held"][1]["governed"]["days"] == ["2003-10-27", "2003-11-25", "2003-12-26"]
    assert view["held"][1]["governed"]["goes_on"] is True


def test_no_version_is_said_to_have_governed_none_of_what_was_not_looked_at(
    hereof: Callable[..., Ran],
) -> None:
    ran = hereof("history", TERM, "--through", "2003-09")
    assert "governed no Distribution Date through September 2003 " in f"{ran.flat} "
    view = hereof("history", TERM, "--through", "2003-09", "--json").json
    first, second = (held["governed"] for held in view["held"])
    assert (first["goes_on"], first["through"]) == (True, "2003-09")  # to 20 October
    assert (second["count"], second["goes_on"], second["through"]) == (0, True, "2003-09")
    whole = hereof("history", TERM, "--through", "2003-10", "--json").json["held"][0]["governed"]
    assert (whole["count"], whole["goes_on"], whole["through"]) == (0, False, None)


def test_a_version_that_ends_after_the_months_looked_at_goes_on(
    hereof: Callable[..., Ran],
) -> None:
    ran = hereof("history", "Servicing Fee Rate", "--through", "2004-05")
    assert (
        "governed 2 Distribution Dates shown, and goes on: 26 April 2004 through 25 May 2004"
        in ran.flat
    )
    assert "governed no Distribution Date through May 2004" in ran.flat


def test_the_dates_end_with_the_months_that_are_looked_at(hereof: Callable[..., Ran]) -> None:
    for through in ("1990-01", "9998-12"):
        assert hereof("history", TERM, "--through", through).code == 0


def test_the_end_of_the_calendar_is_said(hereof: Callable[..., Ran]) -> None:
    ran = hereof("history", TERM, "--through", "2101-02")
    assert ran.code == 0
    assert "No further Distribution Dates: the calendar of the Federal Reserve Banks" in ran.flat


def test_the_rectangles_cover_the_plane_and_agree_with_the_answers(
    hereof: Callable[..., Ran],
) -> None:
    view = hereof("history", "Required Reserve Amount", "--json").json
    held = [*view["held"], *view["superseded"]]
    for on in ("2004-03-01", "2004-06-18", "2005-07-31", "2005-10-25", "2006-03-15", "2007-01-01"):
        for known in ("2004-04-01", "2005-06-01", "2005-10-25", "2005-11-14", "2007-01-01"):
            here = [
                each
                for each in held
                if each["effective_from"] <= on < (each["effective_until"] or "9999")
                and each["known_from"] <= known < (each["known_until"] or "9999")
            ]
            assert len(here) == 1
            answer = hereof(
                "which", "Required Reserve Amount", "--on", on, "--known-on", known, "--json"
            ).json
            assert here[0]["outcome"] == answer["outcome"]
            assert [v["words"] for v in here[0]["versions"]] == [
                v["words"] for v in answer["versions"]
            ]


def test_a_term_that_is_never_in_force_has_no_answer(hereof: Callable[..., Ran]) -> None:
    ran = hereof("history", TERM, "--known-on", "2003-08-01")
    assert ran.code == 3
    assert f"{TERM} is never in force." in ran.out


def test_a_history_too_long_for_the_plane_says_what_it_leaves_out(
    hereof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hereof.report.planes.MOST_CELLS", 3)
    ran = hereof("history", TERM)
    assert ran.code == 0
    assert "`--known-on DATE` shows the history as it was known on a date" in ran.flat
    assert "superseded since" not in ran.out
    assert "effective   from 21 October 2003, open" in ran.out
    assert "\nknown " not in ran.out


def test_words_that_were_corrected_name_both_instruments(hereof: Callable[..., Ran]) -> None:
    blocks = _blocks(hereof("history", "larkspur-2004-1: Clean-up Call Date"))
    second = next(block for block in blocks if block.startswith("2 in force"))
    assert (
        "by Amendment No. 2, paragraph 4, agreements/larkspur-2004-1/amendment-2.txt, lines 52-53 "
        "corrected by Amendment No. 5, paragraph 3, "
        "known from 14 November 2005 agreements/larkspur-2004-1/amendment-5.txt, "
        "lines 32-33"
    ) in second
    before = [block for block in blocks if block.startswith("-")]
    assert not any("corrected" in block for block in before)
