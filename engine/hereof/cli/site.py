"""`hereof site`: every agreement, definition and version as linked pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli import writing
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.progress import Progress
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.report.site import Site
    from hereof.rulebase.base import RuleBase

FOLDER: Final = Path("out/site")


@click.command(
    params=[
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path),
            metavar="DIR",
            default=FOLDER,
            help="The folder: new, empty, or a site, which is replaced; otherwise `out/site`.",
        ),
        writing.template(),
        writing.generated(),
        *common(json=True),
    ]
)
@click.pass_context
def site(ctx: click.Context, out: Path, template: Path | None, generated: date | None) -> None:
    """Write the rule base as linked pages that need no server.

    A definition's page answers for any date, as known on any other. An agreement
    with errors has a page that says so, and the verb then exits with 1.
    """
    chosen = settings()
    base = chosen.open()
    view = _write(base, out, template, writing.date_borne(generated))
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.site import show_site  # noqa: PLC0415 - the same

        page = Page(chosen)
        show_site(page, view)
        page.write()
    ctx.exit(Exit.FINDINGS if view["refused"] else Exit.ANSWERED)


def _write(base: RuleBase, out: Path, template: Path | None, generated: date | None) -> Site:
    from jinja2 import TemplateError  # noqa: PLC0415 - only where pages are made

    from hereof.site.build import write_site  # noqa: PLC0415 - the same
    from hereof.site.folder import NotOurFolderError  # noqa: PLC0415 - the same

    folder = template.resolve() if template is not None else None
    try:
        with Progress("writing", len(base.agreements)) as progress:
            return write_site(
                base, out, generated=generated, templates=folder, progress=progress.more
            )
    except NotOurFolderError as failure:
        raise Misuse(
            "folder-not-ours",
            f"`{out}` is not replaced: {failure}",
            help="name a new folder with `--out`; only a site that hereof wrote is replaced",
        ) from failure
    except TemplateError as failure:
        if folder is None:
            raise
        raise writing.own_fault(folder, failure) from failure
    except OSError as failure:
        raise Misuse(
            "output-not-written",
            f"`{out}` cannot be written: {failure.strerror or failure}",
            help="name another place with `--out`",
        ) from failure
