"""`hereof init`: a small rule base to begin with."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.exits import Misuse, shown
from hereof.cli.settings import common, refuse_json, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# A dot in front would have git, and some builders, treat the template itself specially.
_RENAMED: Final = {"gitattributes": ".gitattributes"}
_NEW: Final = "name a new folder, as in `hereof init my-agreements`"


@click.command(
    params=[
        click.Argument(
            ["folder"],
            metavar="[DIR]",
            required=False,
            type=str,
        ),
        *common(json=False),
    ]
)
@click.pass_context
def init(ctx: click.Context, folder: str | None) -> None:
    """Make a small rule base in DIR, or here, with a sample agreement that is fiction.

    The folder must be empty, or not there yet.
    """
    refuse_json(ctx)
    chosen = settings()
    if folder == "" or (folder is None and chosen.base == ""):
        raise Misuse("folder-unfit", "no folder is named", help=_NEW)
    root = Path(folder or chosen.base or ".")
    from hereof.cli.page import Page  # noqa: PLC0415 - only where it is made
    from hereof.documents import record  # noqa: PLC0415 - the same

    try:
        _refuse(root)
        for path, data in sorted(template()):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        record(root / "agreements", write=True)
    except OSError as failure:
        raise _unwritable(root, failure) from failure
    page = Page(chosen)
    page.text(f"A rule base is in `{root}`. To begin with:")
    page.blank()
    where = "" if root == Path() else f"cd {shlex.quote(str(root))} && "
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
    """Refuse a place where no rule base can begin.

    Raises:
        Misuse: It is a file, or not empty, or its name would not be read as one.
    """
    why, code = "", "folder-not-empty"
    if not str(root).isprintable():
        why, code = f"`{shown(str(root))}` has a character in its name that cannot be printed", ""
    elif root.exists() and not root.is_dir():
        why, code = f"`{root}` is a file, and no folder", ""
    elif root.exists() and any(root.iterdir()):
        why = f"`{root}` is not empty"
    if why:
        raise Misuse(
            code or "folder-unfit",
            f"{why}, so nothing was written there",
            help=_NEW,
        )


def _unwritable(root: Path, failure: OSError) -> Misuse:
    """Say that the system did not let a folder be made or written to."""
    reason = (failure.strerror or type(failure).__name__).lower()
    return Misuse(
        "folder-unfit",
        f"nothing can be written to `{shown(str(root))}`: {reason}",
        help=f"{_NEW}, in a place where you may write",
    )
