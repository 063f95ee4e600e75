"""All pages of one agreement, written by this process or by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.diagnostics import HereofError
from hereof.frozen import frozen
from hereof.render.html import html
from hereof.site.agreement import Subject, agreement_page, instrument_pages, refused_page
from hereof.site.definition import current_words, definition_page, every_word
from hereof.site.folder import SiteFolder
from hereof.site.index import Indexed, indexed
from hereof.site.links import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from hereof.report.site import Refused
    from hereof.rulebase.agreement import Agreement
    from hereof.rulebase.base import RuleBase


@frozen(eq=False)
class Written:
    """What came of an agreement; it can be handed from process to process.

    Attributes:
        row: Its row on the first page.
        refused: Why nothing is answered about it; none where it has no errors.
        search: Its pages as search finds them, in their order.
        files: The files written, by their paths within the site's folder.
        bytes: So many bytes.
    """

    row: dict[str, Any]
    refused: Refused | None
    search: tuple[Indexed, ...]
    files: tuple[str, ...]
    bytes: int


@frozen(eq=False)
class Making:
    """How the pages of a site are made.

    Attributes:
        base: The rule base.
        root: The folder in which the site is written.
        generated: The date that the pages bear; none: they bear none.
        templates: Templates that stand in for packaged ones.
    """

    base: RuleBase
    root: Path
    generated: date | None
    templates: Path | None

    def begin(self) -> Callable[[str], Written]:
        """Make ready in this process, and give what writes the pages of one agreement."""
        addresses = Addresses(self.base)
        return lambda name: _Writer(self, addresses).agreement(self.base.once(name))


class WritingHere:
    """The pages of agreements, written by this process."""

    def __init__(self, making: Making, folder: SiteFolder) -> None:
        self._write = making.begin()
        self._folder = folder
        self._addresses = Addresses(making.base)

    def work(self, name: str) -> Written:
        """Write the pages of an agreement."""
        return self._write(name)

    def anew(self, name: str) -> Written:
        """Write those of one that another process may have begun with."""
        self._folder.again(self._addresses.folder(name))
        return self._write(name)

    def take(self, done: Written) -> None:
        """Take note of what another process wrote: nothing is to be done."""


class _Writer:
    """Writes the pages of one agreement."""

    def __init__(self, making: Making, addresses: Addresses) -> None:
        self._making = making
        self._addresses = addresses
        self._folder = SiteFolder(making.root)
        self._search: list[Indexed] = []
        self._said: dict[str, Any] = {}

    def agreement(self, agreement: Agreement) -> Written:
        """Write all pages of an agreement."""
        making = self._making
        try:
            about = Subject(making.base, agreement, self._addresses, making.generated)
        except HereofError:
            return self._refuse(agreement)
        page = agreement_page(about)
        self._page(f"{page['folder']}/index.html", page)
        instruments = self._write_instruments(about)
        row = self._row(agreement, instruments, len(about.terms), 0)
        self._write_definitions(about)
        self._addresses.forget(agreement.id)
        return self._written(row, None)

    def _refuse(self, agreement: Agreement) -> Written:
        page = refused_page(agreement, self._addresses, self._making.generated)
        self._page(f"{page['folder']}/index.html", page)
        found = page["findings"]
        row = self._row(agreement, 0, 0, len(found))
        first = found[0]["message"]
        return self._written(row, {"id": agreement.id, "errors": len(found), "first": first})

    def _written(self, row: dict[str, Any], refused: Refused | None) -> Written:
        folder = self._folder
        return Written(row, refused, tuple(self._search), folder.names, folder.bytes)

    def _row(
        self, agreement: Agreement, instruments: int, definitions: int, errors: int
    ) -> dict[str, Any]:
        """Have the agreement found by search, and give its row of the first page."""
        dated = agreement.placed.base.dated.isoformat() if agreement.placed else None
        href = f"{self._addresses.folder(agreement.id)}/index.html"
        self._index("agreement", agreement.title, agreement.id, href)
        return {
            "id": agreement.id,
            "title": agreement.title,
            "href": href,
            "dated": dated,
            "instruments": instruments,
            "definitions": definitions,
            "errors": errors,
        }

    def _index(self, kind: str, title: str, of: str, href: str, **more: Any) -> None:  # noqa: ANN401
        entry = {"kind": kind, "title": title, "of": of, "href": href}
        self._search.append(indexed({"outcome": "", "words": "", "also": [], **entry, **more}))  # type: ignore[typeddict-item]

    def _write_instruments(self, about: Subject) -> int:
        count = 0
        for page in instrument_pages(about):
            self._page(page["file"], page)
            said = page["instrument"]
            also = [said["id"], *(party["name"] for party in said["parties"])]
            self._index("instrument", said["title"], _named(about), page["file"], also=also)
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
            more = {"outcome": now["outcome"], "words": words, "also": every_word(page)}
            self._index("definition", term, _named(about), file, **more)

    def _page(self, name: str, view: dict[str, Any]) -> None:
        self._folder.write(name, html(view, self._making.templates).encode("utf-8", "replace"))


def _named(about: Subject) -> str:
    return f"{about.agreement.title} ({about.agreement.id})"
