"""Throws random and spoiled words at the reader.

The words go all the way of `hereof read`: readings, notation, inputs, figures that tell them
apart, JSON and text; and each reading is evaluated. It is a failure if anything is raised but
`HereofError` or `ValueError` where they are documented, if words take over two seconds (of the
processor's time), or if a file is written.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import time
import traceback
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final

import fuzz
import spoil_words
from hereof.cli.page import Page
from hereof.cli.settings import Settings
from hereof.cli.show.read import show_read
from hereof.diagnostics import HereofError
from hereof.formula.english.usage import CONVENTIONS
from hereof.formula.inputs import DIMENSIONS, Setting, setting
from hereof.formula.reading import read_in
from hereof.report.read import findings_of
from hereof.report.read import read as view_of

sys.path.append(str(fuzz.ROOT / "tests"))
from words.corpus import cases

if TYPE_CHECKING:
    from pathlib import Path

ON: Final = date(2004, 10, 25)
MOST_SECONDS: Final = fuzz.MOST_SECONDS
QUOTED: Final = re.compile(r"^(?: *>[^\n]*\n)+", re.MULTILINE)


@cache
def corpus() -> tuple[tuple[str, str, Setting], ...]:
    """Give definitions: a name, the words, what they are read with."""
    found = [
        (
            case.id,
            case.words,
            setting(case.setting.classes, case.setting.members, case.setting.types),
        )
        for case in cases()
    ]
    for path in sorted((fuzz.ROOT / "rules").rglob("*.hereof")):
        for number, lines in enumerate(QUOTED.findall(path.read_text("utf-8"))):
            words = "\n".join(line.strip().removeprefix(">") for line in lines.splitlines())
            found.append((f"{path.stem}, quotation {number}", words, Setting()))
    return tuple(found)


@cache
def _others() -> tuple[str, ...]:
    return tuple(words for _, words, _ in corpus())


# ------------------------------------------------------------------------------ one case


def make(seed: int, case: int) -> tuple[str, str, Setting, frozenset[str]]:
    """Give where words come from, the words, and what they are read with."""
    random = Random(f"words/{seed}/{case}")  # noqa: S311 - dice, no secret
    name, words, within = random.choice(corpus())
    share = random.random()
    if share < 0.12:  # noqa: PLR2004 - a share of the dice, here and below
        name, words = "composed", spoil_words.compose(random)
    elif share < 0.15:  # noqa: PLR2004
        name, words = "endless", spoil_words.endless(random)
    else:
        words = spoil_words.spoil(words, _others(), random)
    if random.random() < 0.2:  # noqa: PLR2004
        within = _other_setting(random)
    declared = random.sample(tuple(CONVENTIONS), random.choice((0, 0, 0, 1, 3)))
    return name, words, within, frozenset(declared)


def _other_setting(random: Random) -> Setting:
    classes = random.choice(((), ("A-1", "A-2", "M-1"), ("A-I-1", "A-I-2", "A-I-3")))
    terms = random.sample(("Pool Balance", "Senior Percentage", "Fee", "Payment Date", "Rate"), 3)
    types = {term: random.choice(DIMENSIONS) for term in terms}
    return setting(classes, {"Group I Certificates": classes[:2]}, types)


def run(words: str, within: Setting, declared: frozenset[str]) -> str:
    """Take words all the way; give what went wrong, or nothing."""
    fuzz.Watch.written.clear()
    started = time.process_time()
    try:
        with fuzz.deadline():
            _through(words, within, declared)
    except fuzz.HangError:
        return f"did not end within {fuzz.DEADLINE_SECONDS:.0f} seconds"
    except RecursionError:
        return "RecursionError"
    except Exception:  # noqa: BLE001 - whatever it is, it is the find
        return "\n".join(reversed(traceback.format_exc().strip().split("\n")))
    taken = time.process_time() - started
    if fuzz.Watch.written:
        return f"wrote {', '.join(fuzz.Watch.written)}"
    if taken > MOST_SECONDS:
        return f"took {taken:.1f} seconds"
    return ""


def _through(words: str, within: Setting, declared: frozenset[str]) -> None:
    result = read_in(words, "", within, declared)
    view = view_of(result, within, "words", "", declared)
    assert json.dumps(view)
    assert bool(view["findings"]) == (view["status"] == "refused") == (not view["readings"])
    assert bool(view["differences"]) == (view["status"] == "ambiguous")
    for found in result.diagnostics:
        assert found.message
        for label in found.labels:
            assert label.span.place
            assert label.span.lines
    with contextlib.redirect_stdout(io.StringIO()) as text:
        page = Page(_narrow())
        show_read(page, view, findings_of(result, "words"))
        page.write()
    assert text.getvalue().startswith(view["status"])
    for reading in result.readings:
        with contextlib.suppress(HereofError):
            reading.evaluate(lambda wanted: Fraction(len(wanted.quantity)), on=ON)


@cache
def _narrow() -> Settings:
    chosen = Settings()
    chosen.width = 72
    return chosen


# ------------------------------------------------------------------------------ many cases


def prepare(_folder: Path) -> None:
    """Load what is loaded once, so that no case pays for it or is seen to write it."""
    os.environ["HEREOF_CACHE"] = os.devnull  # no folder: so that no case finds one either
    for _, words, within in corpus()[:40]:
        run(words, within, frozenset())
    fuzz.Watch.hook()


def chunk(seed: int, start: int, stop: int) -> tuple[int, list[fuzz.Failure]]:
    """Run some cases."""
    failures = []
    for case in range(start, stop):
        name, words, within, declared = make(seed, case)
        what = run(words, within, declared)
        if what:
            small = _smaller(words, within, declared, what)
            data = small.encode("utf-8", "surrogatepass")
            failures.append(fuzz.Failure(case, f"{name}, {within}, {sorted(declared)}", data, what))
    return stop - start, failures


def _smaller(words: str, within: Setting, declared: frozenset[str], what: str) -> str:
    def fails(parts: list[str]) -> bool:
        return run("".join(parts), within, declared).startswith(fuzz.kind_of(what))

    if "second" in what:
        return words
    return "".join(fuzz.fewest(spoil_words.TOKEN.findall(words), fails))


if __name__ == "__main__":
    sys.exit(fuzz.main(prepare, chunk, "definitions"))
