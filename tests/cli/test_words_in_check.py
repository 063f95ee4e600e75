"""What `check` says of words: other formulas, several readings, circles, unknown conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
agreement x
  title "X"
  dated 2020-01-01
  executed 2020-01-01
  document not on file
"""


def checked(tmp_path: Path, *definitions: tuple[str, str, str], header: str = HEADER) -> str:
    """Check an agreement whose words are construed, and give what is printed."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements/MANIFEST.sha256").touch()
    blocks = [header]
    for term, words, more in definitions:
        lines = f'define {term}\n  words not on file\n  construed because "a test"\n    > {words}\n'
        blocks.append(lines + (f"  {more}\n" if more else ""))
    (tmp_path / "rules/x.hereof").write_text("\n".join(blocks), encoding="utf-8")
    return run_in(tmp_path, "check").flat


GIVEN = [(f"{name} Amount", "The amount reported.", "given dollars") for name in ("Alpha", "Beta")]


LESSER = "For any Distribution Date, the lesser of the Alpha Amount and the Beta Amount plus $1."


def test_several_readings_are_a_warning_that_shows_them(tmp_path: Path) -> None:
    said = checked(tmp_path, ("Gamma Amount", LESSER, ""))
    assert "warning[words-ambiguous]" in said
    assert "(1) lesser of (Alpha Amount, Beta Amount + $1)" in said
    assert "(2) lesser of (Alpha Amount, Beta Amount) + $1" in said
    assert "reading 1 gives" in said


def test_means_chooses_among_them(tmp_path: Path) -> None:
    chosen = "means lesser of (Alpha Amount, Beta Amount) + $1"
    said = checked(tmp_path, ("Gamma Amount", LESSER, chosen), *GIVEN)
    assert "No findings." in said
    assert "1 chosen among readings" in said


def test_what_is_none_of_them_is_an_error(tmp_path: Path) -> None:
    said = checked(tmp_path, ("Gamma Amount", LESSER, "means Alpha Amount"), *GIVEN)
    assert "error[means-another-formula]" in said


def test_a_convention_settles_a_reading_and_is_named(tmp_path: Path) -> None:
    words = "For any Distribution Date, the excess of the Alpha Amount over the Beta Amount."
    header = HEADER + '  convention "excess not less than zero"\n'
    said = checked(tmp_path, ("Gamma Amount", words, ""), header=header)
    assert "1 by convention" in said
    assert "No findings." in said


def test_an_unknown_convention_is_an_error(tmp_path: Path) -> None:
    said = checked(
        tmp_path, ("Gamma Amount", "$5.", ""), header=HEADER + '  convention "as usual"\n'
    )
    assert "error[convention-unknown]" in said
    assert '"excess not less than zero"' in said


def test_a_circle_in_words_is_shown_whole(tmp_path: Path) -> None:
    alpha = "For any Distribution Date, the sum of (i) the Beta Amount and (ii) $5."
    beta = "For any Distribution Date, the product of (i) 50% and (ii) the Alpha Amount."
    said = checked(tmp_path, ("Alpha Amount", alpha, ""), ("Beta Amount", beta, ""))
    assert "error[definition-circular]" in said
    assert "Alpha Amount -> Beta Amount -> Alpha Amount" in said


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_kept_of_readings_changes_nothing(tmp_path: Path, times: int) -> None:
    (tmp_path / "one").mkdir()
    first = checked(tmp_path / "one", ("Gamma Amount", LESSER, ""))
    for n in range(times):
        (tmp_path / f"two{n}").mkdir()
        assert checked(tmp_path / f"two{n}", ("Gamma Amount", LESSER, "")) == first
