"""Where each page of a site lies, and the way from one to another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from hereof.frozen import frozen
from hereof.model.names import agreement_of
from hereof.site.names import file_names, named_as

if TYPE_CHECKING:
    from hereof.report import shapes
    from hereof.rulebase.base import RuleBase
    from hereof.wording.mentions import Scanner


class Piece(TypedDict):
    """A stretch of words, and the page of the definition that it names; null where it names none.

    Attributes:
        text: The words.
        href: Where the definition is, from a page of the same agreement.
    """

    text: str
    href: str | None


class Addresses:
    """Where the pages of all agreements lie, from the site's first folder."""

    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._agreements = file_names(base.agreements)
        self._instruments: dict[str, dict[str, str]] = {}

    def folder(self, agreement: str) -> str:
        """Give an agreement's folder."""
        return f"agreements/{self._agreements[agreement]}"

    def instrument(self, name: str) -> str:
        """Give an instrument's page."""
        agreement = agreement_of(name)
        found = self._instruments.get(agreement)
        if found is None:
            several = {file.instrument for file in self._base.survey.of(agreement)}
            said = {each: each.partition("/")[2] or "agreement" for each in several}
            found = self._instruments[agreement] = named_as(said)
        return f"{self.folder(agreement)}/instruments/{found[name]}.html"

    def forget(self, agreement: str) -> None:
        """Forget an agreement that is done."""
        self._instruments.pop(agreement, None)


@frozen(eq=False)
class Within:
    """The way from a page of an agreement's definitions or instruments.

    Attributes:
        addresses: Where all pages lie.
        agreement: The agreement.
        terms: The names of its definitions' files.
        scanner: Finds defined terms in words.
    """

    addresses: Addresses
    agreement: str
    terms: dict[str, str]
    scanner: Scanner

    @cached_property
    def folder(self) -> str:
        """The agreement's folder, from the site's first."""
        return self.addresses.folder(self.agreement)

    def term(self, term: str) -> str | None:
        """Give the way to a definition; nothing where there is no page of it."""
        name = self.terms.get(term)
        return None if name is None else f"../definitions/{name}.html"

    def instrument(self, name: str) -> str:
        """Give the way to an instrument."""
        return f"../../../{self.addresses.instrument(name)}"

    def named(self, paragraph: shapes.Paragraph) -> dict[str, object]:
        """Give a paragraph with the way to its instrument."""
        return {**paragraph, "href": self.instrument(paragraph["instrument"])}

    def pieces(self, words: str, own: str = "") -> list[Piece]:
        """Cut words where a defined term begins or ends; the term itself is no link on its page."""
        found: list[Piece] = []
        at = 0
        for mention in self.scanner.scan(words).mentions:
            href = self.term(mention.term)
            if mention.term == own or href is None or mention.start < at:
                continue
            if words[at : mention.start]:
                found.append({"text": words[at : mention.start], "href": None})
            found.append({"text": words[mention.start : mention.end], "href": href})
            at = mention.end
        if words[at:]:
            found.append({"text": words[at:], "href": None})
        return found
