"""`hereof ledger replay`: every recorded answer asked again of the rule base of today."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_agreement
from hereof.cli.exits import Exit, Misuse
from hereof.cli.ledger import place
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.cli.progress import Progress


@click.command(
    params=[
        click.Option(
            ["--agreement", "-a"],
            metavar="ID",
            shell_complete=complete_agreement,
            help="Only answers of this agreement.",
        ),
        click.Option(
            ["--term"], metavar="TEXT", help="Only of terms with this in their name, as part of it."
        ),
        click.Option(
            ["--since"],
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Only what was appended after entry N.",
        ),
        figures.data(),
        *writing.list_options(),
        rules_at(),
        *place.options(),
        *common(json=True),
    ]
)
@click.pass_context
def replay(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    agreement: str | None,
    term: str | None,
    since: int,
    data: tuple[Path, ...],
    as_csv: bool,  # noqa: FBT001 - as click calls it
    out: Path | None,
    file: Path | None,
    wait: float,
) -> None:
    """Ask every recorded answer again, as known then and as known now.

    Each answer that is another is shown with the cents, and why: a later instrument, a
    condition, a changed rule file, the engine. Figures are those of then: of the data file where it
    is the same, else of the certificate; `--data` names where a file lies now. A run that is
    broken off goes on where it was. Exits with 1 where any answer is not what was recorded.
    """
    chosen = settings()
    form = writing.list_form(out, as_csv=as_csv, as_json=chosen.json)
    for path in data:
        if not path.is_file():
            raise Misuse(
                "data-missing", f"there is no file `{path}`", help="name a data file of then"
            )
    base = chosen.open()
    from hereof.audit.ledger.store import Wanted  # noqa: PLC0415 - once a base is open
    from hereof.audit.replay.replaying import replay as replayed  # noqa: PLC0415 - the same

    with place.opened(file, wait) as ledger, _Bar() as bar:
        wanted = Wanted(agreement=agreement, term=term, after=since)
        view = replayed(ledger, base, data, wanted, bar.more)
    from hereof.cli.show import replay as shown  # noqa: PLC0415 - once there is one

    writing.put_list(view, form, out, shown)
    ctx.exit(Exit.ANSWERED if view["same"] else Exit.FINDINGS)


class _Bar(ExitStack):
    """A bar that is begun once it is known how many answers there are."""

    _progress: Progress | None = None

    def more(self, several: int, count: int) -> None:
        """Count what was done since."""
        if self._progress is None:
            from hereof.cli.progress import Progress  # noqa: PLC0415 - once there is something

            self._progress = self.enter_context(Progress("asking again", count))
        self._progress.more(several)
