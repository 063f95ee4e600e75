"""What the verbs of the ledger have in common: which ledger, and faults said in a sentence."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.exits import Altered, Misuse
from hereof.cli.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.audit.ledger.store import Ledger

VARIABLE: Final = "HEREOF_LEDGER"


def options() -> list[click.Parameter]:
    """Make the options that every verb of the ledger has."""
    return [
        click.Option(
            ["--ledger", "file"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=f"The ledger; otherwise ${VARIABLE}, or `ledger.sqlite` of the rule base.",
        ),
        click.Option(
            ["--wait"],
            type=click.FloatRange(0, 86_400),
            default=60.0,
            show_default=True,
            metavar="SECONDS",
            help="How long to wait while other processes have the ledger locked.",
        ),
    ]


def ledger_file(named: Path | None) -> Path:
    """Give the file of the ledger: as named, of the environment, or in the rule base's folder.

    Raises:
        Misuse: None is named, and there is no rule base either.
    """
    told = os.environ.get(VARIABLE, "")
    if named is not None or told:
        return named if named is not None else Path(told)
    from hereof.audit.ledger.file import NAME  # noqa: PLC0415 - once a ledger is wanted
    from hereof.diagnostics import HereofError  # noqa: PLC0415 - the same
    from hereof.rulebase.folder import find_folder  # noqa: PLC0415 - the same

    base = settings().base
    try:
        root = find_folder(Path(base) if base else Path.cwd(), upwards=base is None).root
    except HereofError as failure:
        raise Misuse(
            "ledger-unnamed",
            "no ledger is named, and there is no rule base here that could have one",
            help=f"name it with `--ledger FILE`, or in ${VARIABLE}",
        ) from failure
    here = Path.cwd()
    return (root.relative_to(here) if root.is_relative_to(here) else root) / NAME


@contextmanager
def spoken() -> Iterator[None]:
    """Have what keeps a ledger from being used end the run with a sentence.

    Raises:
        Misuse: Something does.
    """
    from hereof.audit.ledger.faults import ALTERED, LedgerError  # noqa: PLC0415 - once a ledger is wanted

    try:
        yield
    except LedgerError as failure:
        kind = Altered if failure.code == ALTERED else Misuse
        raise kind(failure.code, failure.message, help=failure.help) from failure


@contextmanager
def opened(named: Path | None, wait: float) -> Iterator[Ledger]:
    """Open the ledger to be read.

    Raises:
        Misuse: It cannot be.
    """
    file = ledger_file(named)
    from hereof.audit.ledger.store import Ledger  # noqa: PLC0415 - once a ledger is wanted

    with spoken(), Ledger.open(file, wait=wait) as ledger:
        yield ledger
