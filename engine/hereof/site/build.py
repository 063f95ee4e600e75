"""Goes over a rule base and writes its site, one agreement after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import HereofError
from hereof.render.environment import assets
from hereof.render.html import html
from hereof.report.imprint import imprint
from hereof.site.agreement import Subject, agreement_page, instrument_pages, refused_page
from hereof.site.definition import current_words, definition_page, every_word
from hereof.site.folder import new_folder
from hereof.site.index import SearchIndex
from hereof.site.links import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from hereof.report.site import Refused, Site
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.site.folder import SiteFolder

STYLES: Final = ("style.css", "site.css")
SCRIPTS: Final = ("picker.js", "search.js")


def write_site(
    base: RuleBase,
    out: Path,
    *,
    generated: date | None = None,
    templates: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Site:
    """Write a rule base as a folder of linked pages.

    Args:
        base: The rule base.
        out: The folder: new, empty, or a site, which is replaced.
        generated: The date that the pages bear; none: they bear none.
        templates: Templates that stand in for packaged ones.
        progress: Is told how many agreements more are done.

    Raises:
        NotOurFolderError: Something else stands there.
        OSError: The system does not take what is written.
        TemplateError: A user's template cannot be rendered.
    """
    with new_folder(out) as folder:
        builder = _Builder(base, folder, generated, templates)
        for name in base.agreements:
            builder.agreement(base.once(name))
            if progress is not None:
                progress(1)
        builder.finish()
    return builder.told(out)


class _Builder:
    """Writes pages, and keeps of each no more than the index and the first page need."""

    def __init__(
        self,
        base: RuleBase,
        folder: SiteFolder,
        generated: date | None,
        templates: Path | None,
    ) -> None:
        self._base = base
        self._folder = folder
        self._generated = generated
        self._templates = templates
        self._addresses = Addresses(base)
        self._search = SearchIndex(folder.write)
        self._rows: list[dict[str, Any]] = []
        self._refused: list[Refused] = []
        self._instruments = self._definitions = 0

    def agreement(self, agreement: Agreement) -> None:
        """Write all pages of an agreement."""
        try:
            about = Subject(self._base, agreement, self._addresses, self._generated)
        except HereofError:
            self._refuse(agreement)
            return
        page = agreement_page(about)
        self._page(f"{page['folder']}/index.html", page)
        instruments = self._write_instruments(about)
        self._row(agreement, instruments, len(about.terms), 0)
        self._write_definitions(about)
        self._addresses.forget(agreement.id)

    def _refuse(self, agreement: Agreement) -> None:
        page = refused_page(agreement, self._addresses, self._generated)
        self._page(f"{page['folder']}/index.html", page)
        found = page["findings"]
        self._refused.append(
            {"id": agreement.id, "errors": len(found), "first": found[0]["message"]}
        )
        self._row(agreement, 0, 0, len(found))

    def _row(self, agreement: Agreement, instruments: int, definitions: int, errors: int) -> None:
        dated = agreement.placed.base.dated.isoformat() if agreement.placed else None
        href = f"{self._addresses.folder(agreement.id)}/index.html"
        self._instruments += instruments
        self._definitions += definitions
        self._rows.append(
            {
                "id": agreement.id,
                "title": agreement.title,
                "href": href,
                "dated": dated,
                "instruments": instruments,
                "definitions": definitions,
                "errors": errors,
            }
        )
        self._search.add(
            {
                "kind": "agreement",
                "title": agreement.title,
                "of": agreement.id,
                "href": href,
                "outcome": "",
                "words": "",
                "also": [],
            }
        )

    def _write_instruments(self, about: Subject) -> int:
        count = 0
        for page in instrument_pages(about):
            self._page(page["file"], page)
            said = page["instrument"]
            self._search.add(
                {
                    "kind": "instrument",
                    "title": said["title"],
                    "of": f"{about.agreement.title} ({about.agreement.id})",
                    "href": page["file"],
                    "outcome": "",
                    "words": "",
                    "also": [said["id"], *(party["name"] for party in said["parties"])],
                }
            )
            count += 1
        return count

    def _write_definitions(self, about: Subject) -> None:
        used_by: dict[str, list[str]] = {}
        for term in about.terms:
            for words in current_words(about, term):
                for used in about.links.scanner.scan(words).terms:
                    if used != term and term not in used_by.setdefault(used, []):
                        used_by[used].append(term)
        for term in about.terms:
            page = definition_page(about, term, used_by.get(term, []))
            file = f"{page['folder']}/definitions/{about.links.terms[term]}.html"
            self._page(file, page)
            now = page["answers"][page["first"]]
            words = now["texts"][0]["words"] if len(now["texts"]) == 1 else ""
            self._search.add(
                {
                    "kind": "definition",
                    "title": term,
                    "of": f"{about.agreement.title} ({about.agreement.id})",
                    "href": file,
                    "outcome": now["outcome"],
                    "words": words,
                    "also": every_word(page),
                }
            )

    def finish(self) -> None:
        """Write the first page, the search, the stylesheet and the scripts."""
        view = {
            "schema": "hereof/site-index/1",
            "imprint": imprint(self._generated),
            "root": "",
            "agreements": self._rows,
            "instruments": self._instruments,
            "definitions": self._definitions,
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
            "instruments": self._instruments,
            "definitions": self._definitions,
            "files": self._folder.files,
            "bytes": self._folder.bytes,
            "refused": self._refused,
        }

    def _page(self, name: str, view: dict[str, Any]) -> None:
        self._folder.write(name, html(view, self._templates).encode("utf-8", "replace"))
