"""`hereof record`: puts new documents on the list of hashes."""

from __future__ import annotations

import click

from hereof.cli.exits import Exit
from hereof.cli.output import print_findings, print_json
from hereof.cli.settings import common, settings


@click.command(
    params=[
        click.Option(["--dry-run"], is_flag=True, help="Say what would be added; write nothing."),
        *common(json=True),
    ]
)
@click.pass_context
def record(ctx: click.Context, *, dry_run: bool) -> None:
    """Add new documents to agreements/MANIFEST.sha256.

    A document is recorded as it is, once, and is evidence from then on: one that
    was changed or is gone is an error, and then nothing is written.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.cli.page import Page  # noqa: PLC0415 - only once a base is open
    from hereof.documents import record as put  # noqa: PLC0415 - the same
    from hereof.report.filing import record as as_view  # noqa: PLC0415 - the same

    done = put(base.folder.agreements, write=not dry_run)
    if done.diagnostics:
        print_findings(chosen, done.diagnostics)
        ctx.exit(Exit.FINDINGS)
    view = as_view(done.added, done.manifest.hashes, written=not dry_run)
    if chosen.json:
        print_json(view)
        return
    page = Page(chosen)
    for each in view["added"]:
        page.text(f"{each['sha256']}  agreements/{each['path']}")
    page.text(view["sentence"])
    page.write()
