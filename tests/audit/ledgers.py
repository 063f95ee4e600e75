"""Ledgers and rule bases for tests that ask again what was recorded. All of it is fiction."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hereof
from audit.conftest import LARKSPUR, ROOT
from hereof.audit.certificate import Asked, certify, file_bytes
from hereof.audit.ledger import Ledger, taken
from hereof.audit.replay.replaying import replay
from hereof.compute.opening import computer_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hereof.audit.ledger import Wanted
    from hereof.calendar import Month

FEE = "Servicing Fee"
FIGURES = "figures.csv"
SIGNERS = """  party      "Larkspur Mortgage Funding Corporation" as Depositor
  party      "Tamarack Valley Home Loan Company" as Servicer
  party      "Gannet Point Trust Company" as Trustee
  requires   Depositor, Servicer, Trustee
  signed     "Harriet Osgood", President, for Depositor
  signed     "Calvin Brandt", Senior Vice President, for Servicer
  signed     "Lucille Ferrante", Trust Officer, for Trustee
"""
NEW_WORDS = "\n\n"
SIGNED = """
LARKSPUR MORTGAGE FUNDING CORPORATION,
as Depositor

By:/s/ Harriet Osgood
Name: Harriet Osgood
Title:   President

TAMARACK VALLEY HOME LOAN COMPANY,
as Servicer

By:/s/ Calvin Brandt
Name: Calvin Brandt
Title:   Senior Vice President

GANNET POINT TRUST COMPANY,
as Trustee

By:/s/ Lucille Ferrante
Name: Lucille Ferrante
Title:   Trust Officer
"""


def larkspur_in(folder: Path) -> Path:
    """Make a rule base of its own that holds the fictional agreement and its figures."""
    for name in ("rules", "agreements"):
        for each in (LARKSPUR, "larkspur-standard-terms"):
            shutil.copytree(ROOT / name / each, folder / name / each)
    manifest = (ROOT / "agreements/MANIFEST.sha256").read_text().splitlines(keepends=True)
    kept = "".join(line for line in manifest if "larkspur" in line)
    (folder / "agreements/MANIFEST.sha256").write_text(kept)
    shutil.copy(ROOT / "samples/larkspur-2004-1.csv", folder / FIGURES)
    return folder


def amend(folder: Path, number: int, signed: date, *paragraphs: tuple[str, str]) -> None:
    """Put an amendment on file: each paragraph as the document and as the rule file have it."""
    day = spelled(signed)
    name = f"{LARKSPUR}/amendment-{number}"
    words = "\n\n".join(f"{n}. {text}" for n, (text, _) in enumerate(paragraphs, 1))
    document = f"""[Fiction.]

AMENDMENT NO. {number}

This Amendment No. {number} is made on {day} to the Pooling and Servicing Agreement
dated as of March 1, 2004 of Larkspur Mortgage Loan Trust 2004-1 (the "Agreement").

{words}

IN WITNESS WHEREOF, the Depositor, the Servicer and the Trustee
have signed this instrument on {day}.
{SIGNED}"""
    rule = f"""# Fiction.
amendment {LARKSPUR}/{number}
  title      "Amendment No. {number}"
  document   "{name}.txt"
  dated      {signed}
    > is made on {day}
  executed   {signed}
    > have signed this instrument on {day}
{SIGNERS}
"""
    for n, (text, does) in enumerate(paragraphs, 1):
        rule += f"paragraph {n}\n  > {text.partition(NEW_WORDS)[0]}\n{does}\n"
    put(folder / f"agreements/{name}.txt", document)
    put(folder / f"rules/{name}.hereof", rule)
    record(folder)


def spelled(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def put(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def record(folder: Path) -> None:
    """Put documents on the list of hashes."""
    from cli.runner import run_in  # noqa: PLC0415 - only here

    ran = run_in(folder, "record")
    assert ran.code == 0, ran.err


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change a rule file in one place."""
    file = folder / f"rules/{LARKSPUR}/{name}.hereof"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old, text.count(old))
    put(file, text.replace(old, new))


def rate(old: str, new: str, since: date) -> tuple[str, str]:
    """Say a paragraph that gives the Servicer another rate from a date, in both forms."""
    words = (
        f'Effective {spelled(since)}, the definition of "Servicing Fee Rate" in Section 1.01 of '
        f'the Agreement is hereby amended by replacing "{old}" with "{new}".'
    )
    does = f"""  effective {since}
  in Section 1.01
  in Servicing Fee Rate replace "{old}" with "{new}" once
  means {new} per year
"""
    return words, does


def fee(words: str, since: date) -> tuple[str, str]:
    """Say a paragraph that defines the fee anew from a date, in both forms."""
    order = (
        f'Effective {spelled(since)}, the definition of "Servicing Fee" in Section 1.01 of the '
        "Agreement is hereby deleted and replaced with the following:"
    )
    does = f"""  effective {since}
  in Section 1.01
  replace Servicing Fee with
    > {words}
"""
    return f'{order}{NEW_WORDS}"Servicing Fee": {words}', does


def fees(*months: Month, known_on: date | None = None, issued: date | None = None) -> list[Asked]:
    """Ask what the Servicer's fee is in months."""
    return [Asked(FEE, month, known_on, issued=issued) for month in months]


def months(first: Month, count: int) -> list[Month]:
    found = [first]
    while len(found) < count:
        found.append(found[-1].next())
    return found


def recorded(folder: Path, asked: Iterable[Asked], *, data: bool = True) -> Path:
    """Certify answers and record them; give the ledger."""
    base = hereof.load(folder)
    agreement = base.agreement(LARKSPUR)
    files = [Path(FIGURES)] if data else []
    made = []
    for each in asked:
        with chdir(folder):
            computer = computer_for(base, agreement, files, each.known_on)
        made.append(taken(file_bytes(certify(base, agreement, each, computer=computer))))
    file = folder / "ledger.sqlite"
    with Ledger.open_to_append(file) as ledger:
        ledger.append(made)
    return file


def replayed(
    folder: Path, data: Iterable[Path] = (), wanted: Wanted | None = None
) -> dict[str, Any]:
    """Ask all that is recorded again."""
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        return dict(replay(ledger, hereof.load(folder), list(data), wanted))


def changed(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the answers that are another now."""
    return [row for row in view["rows"] if row["found"] != "unchanged"]


def committed(folder: Path, message: str) -> str:
    """Commit all that lies in a folder, and give the commit."""

    def git(*words: str) -> str:
        surroundings = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{f"GIT_{who}_NAME": "Ann Author" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "ann@example.com" for who in ("AUTHOR", "COMMITTER")},
        }
        ran = subprocess.run(
            ["git", *words],
            cwd=folder,
            env=surroundings,
            check=True,
            capture_output=True,
            text=True,
        )
        return ran.stdout.strip()

    if not (folder / ".git").exists():
        git("init", "-q", "-b", "main")
    git("add", "rules", "agreements")
    git("commit", "-q", "-m", message)
    return git("rev-parse", "HEAD")
