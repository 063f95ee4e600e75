"""`hereof init`: a small rule base to begin with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.exits import Misuse
from hereof.cli.settings import common, refuse_json, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# A dot in front would have git, and some builders, treat the template itself specially.
_RENAMED: Final = {"gitattributes": ".gitattributes"}


@click.command(
    params=[
        click.Argument(
            ["folder"],
            metavar="[DIR]",
            required=False,
            type=click.Path(file_okay=False, path_type=Path),
        ),
        *common(json=False),
    ]
)
@click.pass_context
def init(ctx: click.Context, folder: Path | None) -> None:
    """Make a small rule base in DIR, or here, with a sample agreement that is fiction.

    The folder must be empty, or not there yet.
    """
    refuse_json(ctx)
    chosen = settings()
    root = folder or Path(chosen.base or ".")
    _refuse(root)
    from hereof.cli.page import Page  # noqa: PLC0415 - only where it is made
    from hereof.documents import record  # noqa: PLC0415 - the same

    for path, data in sorted(template()):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    record(root / "agreements", write=True)
    page = Page(chosen)
    page.text(f"A rule base is in `{root}`. To begin with:")
    page.blank()
    where = "" if root == Path() else f"cd {root} && "
    page.text(f'{where}hereof which "Servicing Fee Rate" --on 2020-06', indent=4)
    page.write()


def template() -> Iterator[tuple[str, bytes]]:
    """Give the files of a new rule base, by their path in it."""
    yield from _walk(files("hereof") / "templates" / "init", "")


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{above}{_RENAMED.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()


def _refuse(root: Path) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Misuse(
            "folder-not-empty",
            f"`{root}` is not empty, so nothing was written there",
            help="name a new folder, as in `hereof init my-agreements`",
        )
