"""Goes over a rule base and writes its site, one agreement after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.render.environment import assets
from hereof.render.html import html
from hereof.report.helpers import helpers, spread
from hereof.report.imprint import imprint
from hereof.site.folder import new_folder
from hereof.site.index import SearchIndex
from hereof.site.pages import Making, WritingHere

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from hereof.report.site import Refused, Site
    from hereof.rulebase.base import RuleBase
    from hereof.site.folder import SiteFolder
    from hereof.site.pages import Written

STYLES: Final = ("style.css", "site.css")
SCRIPTS: Final = ("picker.js", "search.js")


def write_site(
    base: RuleBase,
    out: Path,
    *,
    generated: date | None = None,
    templates: Path | None = None,
    progress: Callable[[int], None] | None = None,
    alone: bool = False,
) -> Site:
    """Write a rule base as a folder of linked pages.

    The pages of a large base are written by several processes; the bytes are the same.

    Args:
        base: The rule base.
        out: The folder: new, empty, or a site, which is replaced.
        generated: The date that the pages bear; none: they bear none.
        templates: Templates that stand in for packaged ones.
        progress: Is told how many agreements more are done.
        alone: Whether this process does all the work.

    Raises:
        NotOurFolderError: Something else stands there.
        OSError: The system does not take what is written.
        TemplateError: A user's template cannot be rendered.
    """
    with new_folder(out) as folder:
        builder = _Builder(folder, generated, templates)
        making = Making(base, folder.root, generated, templates)
        here = WritingHere(making, folder)
        several = 0 if alone else helpers(base)
        task = Making(base.part(), folder.root, generated, templates)
        names = base.agreements
        for each in spread(base, names, several, task, here) if several else map(here.work, names):
            builder.include(each)
            if progress is not None:
                progress(1)
        builder.finish()
    return builder.told(out)


class _Builder:
    """Writes what all agreements have in common, and keeps of each no more than that needs."""

    def __init__(self, folder: SiteFolder, generated: date | None, templates: Path | None) -> None:
        self._folder = folder
        self._generated = generated
        self._templates = templates
        self._search = SearchIndex(folder.write)
        self._rows: list[dict[str, Any]] = []
        self._refused: list[Refused] = []

    def include(self, written: Written) -> None:
        """Take what came of an agreement."""
        self._folder.include(written.files, written.bytes)
        self._rows.append(written.row)
        self._refused += [written.refused] if written.refused is not None else []
        for page in written.search:
            self._search.add(page)

    def finish(self) -> None:
        """Write the first page, the search, the stylesheet and the scripts."""
        view = {
            "schema": "hereof/site-index/1",
            "imprint": imprint(self._generated),
            "root": "",
            "agreements": self._rows,
            "instruments": self._count("instruments"),
            "definitions": self._count("definitions"),
        }
        self._page("index.html", view)
        self._search.finish()
        style = "\n".join(assets(name, self._templates) for name in STYLES)
        self._folder.write("assets/style.css", style.encode())
        for name in SCRIPTS:
            self._folder.write(f"assets/{name}", assets(name, self._templates).encode())

    def told(self, out: Path) -> Site:
        """Say what was written."""
        return {
            "schema": "hereof/site/1",
            "out": str(out),
            "first": str(out / "index.html"),
            "agreements": len(self._rows),
            "instruments": self._count("instruments"),
            "definitions": self._count("definitions"),
            "files": self._folder.files,
            "bytes": self._folder.bytes,
            "refused": self._refused,
        }

    def _count(self, what: str) -> int:
        return sum(row[what] for row in self._rows)

    def _page(self, name: str, view: dict[str, Any]) -> None:
        self._folder.write(name, html(view, self._templates).encode("utf-8", "replace"))
