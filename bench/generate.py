"""Rule files and rule bases made by rule: the same on every machine and in every run."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from textwrap import fill
from typing import TYPE_CHECKING, Final

from attrs import frozen

from hereof.calendar.month import MONTH_NAMES
from hereof.wording.mentions import Scanner
from sentences import GIVEN, definition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sentences import Said

FIRST_DAY: Final = date(2003, 1, 2)
THINGS: Final = ("Principal", "Interest", "Reserve", "Servicing", "Liquidation", "Insurance")
MEASURES: Final = ("Balance", "Amount", "Rate Cap", "Shortfall", "Allocation")
CLASSES_STATED: Final = "classes A-1, A-2, A-3, A-4, M-1, M-2, M-3, B-1"


@frozen
class Sizes:
    """How large a generated rule base is."""

    agreements: int
    definitions: int


def spoken(day: date) -> str:
    """Write a day as a document does."""
    return f"{MONTH_NAMES[day.month - 1]} {day.day}, {day.year}"


def term(number: int) -> str:
    """Name a defined term."""
    group, thing = divmod(number, len(THINGS))
    return f"Group {group} {THINGS[thing]} {MEASURES[number % len(MEASURES)]}"


def words(name: str, percent: str) -> str:
    """Give the words of a definition."""
    return (
        f"With respect to any Distribution Date, an amount equal to the product of (x) {percent} "
        f"and (y) the {name} of the related Loan Group, determined as of the close of business "
        "on the last day of the related Due Period, less all amounts previously distributed to "
        "the Holders of the related Certificates on any prior Distribution Date."
    )


# ------------------------------------------------------------------- one long rule file


def rule_file(lines: int) -> str:
    """Give an amendment's rule file of at least so many lines, with every common construct."""
    made = list(_header("generated/1", "amendment", None))
    number = 0
    while len(made) < lines:
        number += 1
        made += ["", *_paragraph(number)]
    return "\n".join(made) + "\n"


def _header(name: str, kind: str, document: str | None) -> Iterator[str]:
    yield f"{kind} {name}"
    yield f'  title      "Amendment of {name}"'
    yield f'  document   "{document}"' if document else "  document   not on file"
    yield "  dated      2003-10-21"
    yield "    > made and entered into this 21st day of October 2003"
    yield '  executed   2003-10-21, construed because "no other date is on file"'
    yield "  authority  Section 11.01(a)(ii)"
    yield '  party      "Residential Funding Corporation" as Master Servicer'
    yield "  requires   Master Servicer, Trustee"
    yield '  signed     "Diane Wold", Managing Director, for Master Servicer'
    yield '  signed     "Aranka R. Paul", Vice President, for Trustee on 2003-10-21'


def _paragraph(number: int) -> Iterator[str]:
    name = term(number)
    yield f"paragraph {number}"
    yield "  > Section 1.01 of the Agreement is hereby amended effective as of the date hereof by"
    yield f'  > deleting the definition of "{name}" in its entirety and replacing it as follows:'
    if number % 4 == 0:
        yield "  effective 2004-01-01, through 2004-06-30"
        yield f"  suspend {name}, treated as met"
        return
    if number % 4 == 1:
        yield f"  effective from the Distribution Date in November {2004 + number % 20}"
        yield f'  in {name} replace "0.50%" with "0.25%" twice'
        yield f'  in {name} insert ", in each case" after "Distribution Date" the 2nd'
        return
    yield "  effective as of the date hereof"
    yield "  in Section 1.01"
    yield f"  replace {name} with"
    for line in fill(words(name, f"{number % 100}.5%"), 96).splitlines():
        yield f"    > {line}"
    yield "  means"
    yield f"    lesser of ({name} of Class A-1 * 0.25%, excess of ("
    yield f"      total {term(number + 1)} of Class A-1 through Class A-8 over $500,000))"
    if number % 4 == 3:  # noqa: PLR2004 - one in four
        yield ""
        yield f'example "what governs after paragraph {number}"'
        yield "  on     2004-11-26"
        yield f"  expect {name} governed by generated/1 paragraph {number}"


# -------------------------------------------------- a term that a thousand amendments change


def often_amended(count: int) -> Iterator[tuple[str, str]]:
    """Give the rule files of an agreement and its amendments: a path and a text each."""
    yield "rules/often-amended/0.hereof", _OFTEN_AMENDED
    for number in range(1, count + 1):
        day = FIRST_DAY + timedelta(days=5 * number)
        text = _OFTEN.format(number=number, day=day)
        yield f"rules/often-amended/{number}.hereof", text


_OFTEN_AMENDED: Final = """\
agreement often-amended
  dated 2003-01-01
  executed 2003-01-01
  document not on file

define Servicing Fee
  words not on file
  construed because "generated"
    > 0 basis points
"""
_OFTEN: Final = """\
amendment often-amended/{number}
  dated {day}
  executed {day}
  document not on file

paragraph 1
  effective as of the date hereof
  replace Servicing Fee with words not on file
    construed because "generated: {number} basis points"
"""


# ------------------------------------------------------------------------ a whole rule base


def series_term(agreement: int, number: int) -> str:
    """Name a term of a generated agreement."""
    return f"Series {agreement} {term(number)}"


def write_base(root: Path, sizes: Sizes) -> None:
    """Write a rule base: each agreement with its document, one amendment, and the manifest."""
    hashes: dict[str, str] = {}
    each = sizes.definitions // sizes.agreements
    for number in range(sizes.agreements):
        for path, text in _agreement(number, each):
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            file.write_bytes(data)
            if path.startswith("agreements/"):
                hashes[path.removeprefix("agreements/")] = hashlib.sha256(data).hexdigest()
    listed = "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes))
    (root / "agreements" / "MANIFEST.sha256").write_text(listed)


def change_one(root: Path, number: int) -> None:
    """Change the words of the definition that an agreement's amendment replaces."""
    name = series_name(number)
    day = FIRST_DAY + timedelta(days=number)
    changed, new = series_term(number, 0), definition(f"{name}, changed")
    later = day + timedelta(days=90)
    document = _amendment_document(name, day, later, changed, new)
    path = f"{name}/amendment-1.txt"
    (root / "agreements" / path).write_text(document)
    (root / f"rules/{name}/amendment-1.hereof").write_text(
        _amendment_rules(name, later, changed, new)
    )
    manifest = root / "agreements" / "MANIFEST.sha256"
    lines = manifest.read_text().splitlines(keepends=True)
    digest = hashlib.sha256(document.encode()).hexdigest()
    manifest.write_text(
        "".join(f"{digest}  {path}\n" if line.endswith(f"  {path}\n") else line for line in lines)
    )


def series_name(number: int) -> str:
    """Name a generated agreement."""
    return f"series-{number:04}"


def _agreement(number: int, definitions: int) -> Iterator[tuple[str, str]]:
    name, day = series_name(number), FIRST_DAY + timedelta(days=number)
    later = day + timedelta(days=90)
    names = [series_term(number, n) for n in range(definitions)]
    said = _distinct(names)
    new = definition(f"{names[0]}, amended")
    idle = _idle(said, names[0], new)
    later_words = (new, definition(f"{name}, changed"))
    yield f"agreements/{name}/agreement.txt", _agreement_document(name, day, said, later_words)
    yield f"agreements/{name}/amendment-1.txt", _amendment_document(name, day, later, names[0], new)
    yield f"rules/{name}/agreement.hereof", _agreement_rules(name, day, said, idle)
    yield f"rules/{name}/amendment-1.hereof", _amendment_rules(name, later, names[0], new)


def _distinct(names: list[str]) -> dict[str, Said]:
    """Define terms by those before them, none in the words of another: a quotation stands once."""
    said: dict[str, Said] = {}
    taken: set[str] = set()
    for place, each in enumerate(names):
        seed, found = each, definition(each, names[:place], given=_is_stated(place))
        while any(found.words in words for words in taken):
            seed += ", anew"
            found = definition(seed, names[:place], given=_is_stated(place))
        taken.add(found.words)
        said[each] = found
    return said


def _is_stated(place: int) -> bool:
    """Tell whether the rule file states a formula beside the words: of one in three."""
    return place % 3 == 0


def _left_over(said: dict[str, Said], later: Iterable[Said]) -> tuple[list[str], list[str]]:
    """Define the phrases of definitions that are no term of the rule file; give cited Sections."""
    scanner = Scanner((*said, *GIVEN))
    scans = [scanner.scan(" ".join(each.words.split())) for each in (*said.values(), *later)]
    phrases = sorted({phrase.text for scan in scans for phrase in scan.phrases})
    sections = sorted({cited.text.partition("(")[0] for scan in scans for cited in scan.sections})
    return (
        [f'"{each}": What the servicing report calls so.' for each in phrases],
        [f"{each}. Reserved." for each in sections],
    )


def _agreement_document(name: str, day: date, said: dict[str, Said], later: Iterable[Said]) -> str:
    phrases, sections = _left_over(said, later)
    parts = [
        f"POOLING AND SERVICING AGREEMENT\n{name}\nDated as of {spoken(day)}",
        "Section 1.01. Definitions. The following words have the meanings below.",
        *phrases,
        "There are Classes A-1 through A-4, Classes M-1 through M-3 and Class B-1.",
    ]
    for place, (each, what) in enumerate(said.items()):
        parts.append(fill(f'"{each}": {what.words}', 78, break_on_hyphens=False))
        if place % 20 == 19:  # noqa: PLR2004 - a page now and then
            parts.append(f"-{place // 20 + 1}-\n\n<PAGE>")
    return "\n\n".join((*parts, *sections)) + "\n"


def _idle(said: dict[str, Said], changed: str, new: Said) -> Iterator[str]:
    """Give the amounts that no definition uses any more once one is changed."""
    scanner = Scanner((*said, *GIVEN))
    used = {
        name: {m.term for m in scanner.scan(what.words).mentions} for name, what in said.items()
    }
    before = used.pop(changed)
    after = {m.term for m in scanner.scan(new.words).mentions}.union(*used.values())
    yield from (each for each in GIVEN if each in before - after)


def _agreement_rules(name: str, day: date, said: dict[str, Said], idle: Iterable[str]) -> str:
    made = [
        f"agreement {name}",
        '  title "Pooling and Servicing Agreement"',
        f'  document "{name}/agreement.txt"',
        f"  dated {day}",
        f"    > Dated as of {spoken(day)}",
        f'  executed {day}, construed because "no other date is on file"',
        '  ignore definitions-left-out because "the servicing report gives them"',
        *(f'  ignore unused-since "{each}" because "it may come back"' for each in idle),
        "",
        CLASSES_STATED,
    ]
    for each in GIVEN:
        per = ", per Class" if each == GIVEN[0] else ""
        made += ["", f"define {each}", "  words not on file", f"  given dollars{per}"]
    for place, (each, what) in enumerate(said.items()):
        made += ["", f"define {each}", "  in Section 1.01", *_quoted(what.words)]
        if what.formula and _is_stated(place):
            made += ["  means", f"    {what.formula}"]
    return "\n".join(made) + "\n"


def _quoted(words: str) -> list[str]:
    return [f"    > {line}" for line in fill(words, 96, break_on_hyphens=False).splitlines()]


def _amendment_document(name: str, day: date, later: date, changed: str, new: Said) -> str:
    order = (
        f'1. The definition of "{changed}" in Section 1.01 of the Agreement is hereby amended, '
        "effective as of the date hereof, by deleting it in its entirety and replacing it with "
        "the following:"
    )
    rest = "2. Except as amended above, the Agreement shall continue in full force and effect."
    parts = [
        f"AMENDMENT NUMBER ONE\n{name}",
        f"This amendment is made as of {spoken(later)} to the Agreement dated {spoken(day)}.",
        fill(order, 78),
        fill(new.words, 78, break_on_hyphens=False),
        fill(rest, 78),
    ]
    return "\n\n".join(parts) + "\n"


def _amendment_rules(name: str, later: date, changed: str, new: Said) -> str:
    quoted = "\n".join(_quoted(new.words))
    return f"""\
amendment {name}/1
  title "Amendment Number One"
  document "{name}/amendment-1.txt"
  dated {later}
    > This amendment is made as of {spoken(later)}
  executed {later}, construed because "no other date is on file"

paragraph 1
  > The definition of "{changed}" in Section 1.01 of the Agreement is hereby amended, effective
  > as of the date hereof, by deleting it in its entirety and replacing it with the following:
  effective as of the date hereof
  in Section 1.01
  replace {changed} with
{quoted}

paragraph 2, no operation
  > Except as amended above, the Agreement shall continue in full force and effect.
"""
