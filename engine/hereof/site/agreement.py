"""The pages of an agreement and of its instruments, as plain data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar import Month
from hereof.model.names import CLASSES
from hereof.report.findings import finding
from hereof.report.history import Series
from hereof.report.imprint import imprint
from hereof.report.listing import contents, subjects
from hereof.report.sources import Sources
from hereof.report.which import knowledge
from hereof.site.links import Within
from hereof.site.names import file_names
from hereof.wording.mentions import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.report.listing import Contents
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.site.links import Addresses
    from hereof.timeline.step import Entry, Provision

View = dict[str, Any]
_MONTH: Final = 31


class Subject:
    """An agreement that pages are made of, with all that they have in common.

    Attributes:
        base: The rule base.
        agreement: Loaded, and without errors.
        terms: Every subject that it speaks of or incorporates, sorted.
        links: The ways between its pages.
    """

    def __init__(
        self, base: RuleBase, agreement: Agreement, addresses: Addresses, generated: date | None
    ) -> None:
        self.base = base
        self.agreement = agreement
        self.timeline = agreement.timeline
        self.terms = subjects(self.timeline)
        known = (term for term in self.terms if term != CLASSES)
        self.links = Within(addresses, agreement.id, file_names(self.terms), Scanner(known))
        self.sources = Sources(base, agreement)
        self.known = knowledge(base, agreement, None)
        self.series = Series(self.timeline, None)
        self._generated = generated

    def page(self, kind: str, root: str) -> View:
        """Give what every page has.

        Args:
            kind: What the page is of.
            root: The way to the site's first folder.
        """
        return {
            "schema": f"hereof/site-{kind}/1",
            "imprint": imprint(self._generated),
            "root": root,
            "agreement": {"id": self.agreement.id, "title": self.agreement.title},
            "folder": self.links.folder,
            "known": self.known,
        }

    def series_days(self, first: str, last: str) -> list[dict[str, str]]:
        """Give the dates of the series from one day through another, in order."""
        # A date may lie in the month beside the one that it belongs to.
        before = max(date.fromisoformat(first).toordinal() - _MONTH, 1)
        month, end = Month.of(date.fromordinal(before)), Month.of(date.fromisoformat(last)).next()
        found: set[tuple[str, str]] = set()
        while month <= end:
            dates = self.series.of(month)
            if not isinstance(dates, str):
                found |= {(each.day.isoformat(), each.why) for each in dates}
            month = month.next()
        return [{"day": day, "why": why} for day, why in sorted(found) if first <= day <= last]


def agreement_page(about: Subject) -> View:
    """Make the page of an agreement: its instruments and its definitions."""
    found = contents(about.base, about.agreement)
    return {
        **about.page("agreement", "../../"),
        "findings": [],
        "instruments": [
            {**each, "href": f"../../{about.links.addresses.instrument(each['id'])}"}
            for each in found["instruments"]
        ],
        "groups": _groups(about, found),
        "count": len(found["terms"]),
    }


def refused_page(agreement: Agreement, addresses: Addresses, generated: date | None) -> View:
    """Make the page of an agreement with errors: nothing is answered about it."""
    return {
        "schema": "hereof/site-agreement/1",
        "imprint": imprint(generated),
        "root": "../../",
        "agreement": {"id": agreement.id, "title": agreement.title},
        "folder": addresses.folder(agreement.id),
        "known": None,
        "findings": [finding(each) for each in agreement.errors or agreement.findings],
        "instruments": [],
        "groups": [],
        "count": 0,
    }


def _groups(about: Subject, found: Contents) -> list[View]:
    """Give the definitions by their first letters."""
    groups: dict[str, list[View]] = {}
    for each in found["terms"]:
        first = each["term"][:1].upper()
        letter = first if first.isascii() and first.isalpha() else "other"
        href = f"definitions/{about.links.terms[each['term']]}.html"
        groups.setdefault(letter, []).append({**each, "href": href})
    named = sorted(groups, key=lambda letter: (letter == "other", letter))
    return [{"letter": letter, "terms": groups[letter]} for letter in named]


def instrument_pages(about: Subject) -> Iterator[View]:
    """Make the page of each instrument: what it says of itself, and what each paragraph does."""
    touched = _touched(about)
    for entry in about.timeline.entries:
        yield {
            **about.page("instrument", "../../../"),
            "instrument": about.sources.instrument(entry),
            "file": about.links.addresses.instrument(entry.id),
            "is_base": entry.is_base,
            **_paragraphs(about, entry, touched),
        }


def _touched(about: Subject) -> dict[int, list[str]]:
    """Give the terms that each paragraph works on."""
    found: dict[int, list[str]] = {}
    for term in about.timeline.subjects:
        track = about.timeline.term(term)
        for step in (*track.steps, *track.suspensions):
            found.setdefault(id(step.provision), []).append(term)
    return found


def _paragraphs(about: Subject, entry: Entry, touched: dict[int, list[str]]) -> View:
    """Give the numbered paragraphs, and the terms of what has no number: the agreement's own."""
    numbered: list[View] = []
    terms: set[str] = set()
    for provision in about.timeline.provisions:
        if provision.entry is not entry:
            continue
        if provision.paragraph.number:
            numbered.append(_paragraph(about, provision, touched.get(id(provision), [])))
        else:
            terms.update(touched.get(id(provision), ()))
    return {
        "paragraphs": numbered,
        "terms": [{"term": term, "href": about.links.term(term)} for term in sorted(terms)],
    }


def _paragraph(about: Subject, provision: Provision, terms: list[str]) -> View:
    start = provision.strips[-1].start if provision.strips else provision.entry.dated
    view = about.sources.paragraph(provision, start, None)
    on = view["effective_from"]
    return {
        **view,
        "terms": [
            {"term": term, "href": f"{about.links.term(term)}{f'#on={on}' if on else ''}"}
            for term in terms
        ],
    }
