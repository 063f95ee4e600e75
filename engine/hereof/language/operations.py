"""Builds operations: what a paragraph does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.language.pieces import Item, Items, Pieces, bare_class, self_order
from hereof.language.values import text_of
from hereof.model import operation as o

if TYPE_CHECKING:
    from lark import Token

    from hereof.model.words import Quotation


class OperationBuilder(Pieces):
    """The part of the model builder that makes operations."""

    # ---- operations

    def define(self, items: Items) -> o.Define:
        """Define a term."""
        _, (subject, span), words = items
        return o.Define(subject, words, None, span)

    def replace(self, items: Items) -> o.Replace:
        """Replace a definition."""
        _, (subject, span), words = items
        return o.Replace(subject, words, None, span)

    def delete(self, items: Items) -> o.Delete:
        """Delete a definition."""
        subject, span = items[1]
        return o.Delete(subject, span)

    def replace_phrase(self, items: Items) -> o.ReplacePhrase:
        """Replace a phrase."""
        _, (old, span), (new, _), *count = items
        return o.ReplacePhrase("", old, new, count[0] if count else o.ONCE, None, None, span)

    def delete_phrase(self, items: Items) -> o.ReplacePhrase:
        """Delete a phrase."""
        _, (old, span), *count = items
        return o.ReplacePhrase("", old, "", count[0] if count else o.ONCE, None, None, span)

    def insert_phrase(self, items: Items) -> o.InsertPhrase:
        """Insert a phrase at an anchor."""
        _, (new, span), side, (anchor, _), *count = items
        occurrences = count[0] if count else o.ONCE
        return o.InsertPhrase("", new, side, anchor, occurrences, None, None, span)

    def replace_clause(self, items: Items) -> o.AmendClause:
        """Replace a clause."""
        return self._clause(items[1], items[2], None, None)

    def delete_clause(self, items: Items) -> o.AmendClause:
        """Delete a clause."""
        return self._clause(items[1], None, None, None)

    def insert_clause(self, items: Items) -> o.AmendClause:
        """Insert a clause beside another."""
        return self._clause(items[1], items[4], items[2], _clause_letters(items[3]))

    def _clause(
        self, clause: Token, words: Quotation | None, side: o.Side | None, anchor: str | None
    ) -> o.AmendClause:
        letters = _clause_letters(clause)
        return o.AmendClause("", letters, words, side, anchor, None, None, self.span(clause))

    def throughout(self, items: Items) -> o.ReplaceThroughout:
        """Replace a phrase throughout the agreement."""
        return o.ReplaceThroughout(items[1][0], items[2][0], self.span(items[0]))

    def the_agreement(self, _items: Items) -> str:
        """The whole agreement."""
        return ""

    def restate(self, items: Items) -> o.Restate:
        """Restate a Section or the agreement."""
        return o.Restate(text_of(items[1]) if items[1] else "", (), (), self.span(items[0]))

    def restated_term(self, items: Items) -> Item:
        """A definition of the restated text."""
        (subject, span), words = items
        return Item("restated", o.Define(subject, words, None, span))

    def surviving(self, items: Items) -> Item:
        """Terms that survive a restatement."""
        return Item("surviving", tuple(items))

    def suspend(self, items: Items) -> o.Suspend:
        """Suspend or waive a term."""
        word, (subject, span), *treated = items
        treatment = treated[0] if treated else "no answer"
        return o.Suspend(subject, word.type == "WAIVE", treatment, span)

    def treatment(self, items: Items) -> str:
        """What those who depend on a suspended term get."""
        return text_of(items[0])

    def rescind(self, items: Items) -> o.Rescind:
        """Rescind."""
        return o.Rescind(items[1], items[1].span)

    def revive(self, items: Items) -> o.Revive:
        """Revive."""
        return o.Revive(items[1], items[1].span)

    def correct_words(self, items: Items) -> o.Correct:
        """Correct new words as a whole."""
        return o.Correct(items[1], items[2], "", "", items[1].span)

    def correct_phrase(self, items: Items) -> o.Correct:
        """Correct a slip in new words."""
        return o.Correct(items[1], None, items[2][0], items[3][0], items[1].span)

    def never_took_effect(self, items: Items) -> o.DeclareVoid:
        """Say that something never took effect."""
        return o.DeclareVoid(items[0], items[0].span)

    def relation(self, items: Items) -> o.Order:
        """One instrument or paragraph follows another, or prevails over it."""
        later, word, earlier = items
        return o.Order(later, earlier, word.type == "PREVAILS", earlier.span)

    def self_relation(self, items: Items) -> o.Order:
        """This paragraph follows another, or prevails over it."""
        return self_order(items)

    def add_class(self, items: Items) -> o.AddClass:
        """Add a Class."""
        (name, span), side, (anchor, _) = items
        return o.AddClass(bare_class(name), side, bare_class(anchor), span)

    def remove_class(self, items: Items) -> o.RemoveClass:
        """Remove a Class."""
        name, span = items[0]
        return o.RemoveClass(bare_class(name), span)


def _clause_letters(token: Token) -> str:
    return "".join(str(token).split()).removeprefix("clause")
