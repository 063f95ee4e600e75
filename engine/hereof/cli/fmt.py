"""`hereof fmt`: rule files in their one layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings
from hereof.frozen import frozen
from hereof.rewriting import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.cli.settings import Settings
    from hereof.diagnostics import Diagnostic
    from hereof.report.filing import Fmt
    from hereof.rulebase.folder import Folder


@frozen
class _Formatted:
    """A rule file, as it stands and as it should be laid out; nothing where it cannot be."""

    path: str
    file: Path
    old: str
    new: str | None
    findings: tuple[Diagnostic, ...]

    @property
    def is_changed(self) -> bool:
        return self.new is not None and self.new != self.old


@click.command(
    params=[
        click.Argument(
            ["files_named"], metavar="[FILES]...", nargs=-1, type=click.Path(path_type=Path)
        ),
        click.Option(["--check"], is_flag=True, help="Write nothing; exit 1 if one would change."),
        click.Option(["--diff"], is_flag=True, help="Write nothing; show what would change."),
        *common(json=True),
    ]
)
@click.pass_context
def fmt(ctx: click.Context, files_named: tuple[Path, ...], *, check: bool, diff: bool) -> None:
    """Lay out the rule FILES, or all of the rule base.

    Comments are kept, and what a file says is not changed: one that cannot be
    read is left as it is, and is a finding.
    """
    chosen = settings()
    folder = chosen.open().folder
    from hereof.report.filing import LaidOut  # noqa: PLC0415 - only once a base is open
    from hereof.report.filing import fmt as sum_up  # noqa: PLC0415 - the same

    written = not (check or diff)
    files: list[LaidOut] = []
    findings: list[Diagnostic] = []
    for path, file in _chosen(folder, files_named):
        done = _format(path, file)
        if done.new is None:
            findings += done.findings
        elif done.is_changed and written:
            rewrite(file, done.new)
        files.append(
            {
                "path": path,
                "readable": done.new is not None,
                "changed": done.is_changed,
                "diff": list(_diff(done)),
            }
        )
    view = sum_up(files, findings, written=written)
    if chosen.json:
        print_json(view)
    else:
        _show(chosen, view, findings, diff=diff)
    failed = view["unreadable"] or (view["changed"] and not written)
    ctx.exit(Exit.FINDINGS if failed else Exit.ANSWERED)


def _show(chosen: Settings, view: Fmt, findings: list[Diagnostic], *, diff: bool) -> None:
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.findings import show_findings  # noqa: PLC0415 - only for text

    page, complaints = Page(chosen), Page(chosen, err=True)
    styles = {"+": "new", "-": "gone", "@": "hint"}
    for each in view["files"]:
        if each["changed"] and not diff:
            page.raw(each["path"])
        for line in each["diff"] if diff else ():
            page.raw(line, styles.get(line[:1], ""))
    page.blank()
    page.text(view["sentence"])
    page.write()
    show_findings(complaints, findings)
    complaints.write()


def _chosen(folder: Folder, files: tuple[Path, ...]) -> list[tuple[str, Path]]:
    if not files:
        listed = [(path, folder.root / path) for path, _ in folder.rule_files()]
        return [(path, file) for path, file in listed if not file.is_symlink()]
    return [(_inside(folder, file), file) for file in files]


def _inside(folder: Folder, file: Path) -> str:
    """Give a file's path in the rule base; a link may not lead out of it."""
    home = folder.rules.resolve()
    if file.is_dir():
        raise Misuse(
            "file-is-folder",
            f"`{file}` is a folder",
            help="name rule files; without one `hereof fmt` takes all of the rule base",
        )
    if not file.is_file():
        raise Misuse("file-not-found", f"there is no file `{file}`", help="name a rule file")
    if file.is_symlink() or not file.resolve().is_relative_to(home):
        raise Misuse(
            "file-outside",
            f"`{file}` is a link, or lies outside `{folder.rules}`",
            help="name a rule file of this rule base itself",
        )
    return file.resolve().relative_to(folder.root.resolve()).as_posix()


def _format(path: str, file: Path) -> _Formatted:
    from hereof.language.format import format_rules  # noqa: PLC0415 - one use
    from hereof.language.reader import decode  # noqa: PLC0415 - one use
    from hereof.rulebase.folder import unreadable  # noqa: PLC0415 - one use

    try:
        data = file.read_bytes()
    except OSError as failure:
        return _Formatted(path, file, "", None, (unreadable(path, failure),))
    source, findings = decode(path, data)
    if source is None:
        return _Formatted(path, file, "", None, findings)
    old = data.decode("utf-8")
    result = format_rules(source.text, path)
    return _Formatted(path, file, old, result.text, (*findings, *result.findings))


def _diff(done: _Formatted) -> Iterator[str]:
    """Give what changes in a file, a line at a time."""
    if not done.is_changed or done.new is None:
        return
    from difflib import unified_diff  # noqa: PLC0415 - one use

    old, new = done.old.splitlines(), done.new.splitlines()
    heads = (f"{done.path} as it stands", f"{done.path} laid out")
    yield from unified_diff(old, new, *heads, lineterm="")
