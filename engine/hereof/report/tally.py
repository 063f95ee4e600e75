"""How much of what the rule files say is on file, counted as agreements go by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from attrs import Factory, define, fields

from hereof.model import operation as o
from hereof.model.words import WordsKind
from hereof.wording.statuses import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import RuleFile
    from hereof.model.words import Words
    from hereof.rulebase.agreement import Agreement


class SetAside(TypedDict):
    """Findings on defined terms that a rule file sets aside.

    Attributes:
        code: Of which kind.
        names: About which terms or phrases; empty for all of that kind in its place.
        because: The reason.
        place: Where the rule file says so, as `path:line:column`.
        findings: So many findings are set aside by it.
    """

    code: str
    names: list[str]
    because: str
    place: str
    findings: int


class Coverage(TypedDict):
    """How much of what the rule files say is on file.

    Attributes:
        agreements: Agreements looked at.
        instruments: Instruments described.
        instruments_on_file: Those whose document is on file.
        definitions: Definitions stated: defined, replaced or restated.
        on_file: Those whose words are quoted from a document.
        as_construed: Those whose words are not on file, and that are construed.
        not_on_file: Those whose words are not on file, and nothing is construed.
        reserved: Those that say "Reserved".
        read: Definitions, in every version, whose words state one formula.
        chosen: Those whose words state several formulas, of which the rule file chooses one.
        by_convention: Those whose words state one formula by a declared convention.
        asserted: Those whose words are not read, and for which the rule file states a formula.
        words_only: Those whose words are not read as a formula, and for which none is stated.
        stated: Those of which the rule file says what they mean, and whose words are not
            compared with it: calendars, lists and the like whose words are not read.
        examples: Examples.
    """

    agreements: int
    instruments: int
    instruments_on_file: int
    definitions: int
    on_file: int
    as_construed: int
    not_on_file: int
    reserved: int
    read: int
    chosen: int
    by_convention: int
    asserted: int
    words_only: int
    stated: int
    examples: int


@define
class Tally:
    """Counts as agreements go by, so that none needs to be kept."""

    agreements: int = 0
    instruments: int = 0
    instruments_on_file: int = 0
    on_file: int = 0
    as_construed: int = 0
    not_on_file: int = 0
    reserved: int = 0
    examples: int = 0
    standings: Counter[Standing] = Factory(Counter)
    exceptions: list[SetAside] = Factory(list)

    def include(self, other: Tally) -> None:
        """Add what was counted elsewhere."""
        for each in fields(Tally):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def add(self, agreement: Agreement) -> None:
        """Count an agreement."""
        self.agreements += 1
        for rules in agreement.files:
            self._file(rules)

    def _file(self, rules: RuleFile) -> None:
        header = rules.instrument
        if header is not None:
            self.instruments += 1
            self.instruments_on_file += bool(header.document and header.document.path)
        self.examples += len(rules.examples)
        for words in _definitions(rules):
            if words.kind is WordsKind.QUOTED:
                self.on_file += 1
            elif words.kind is WordsKind.RESERVED:
                self.reserved += 1
            elif words.because is not None:
                self.as_construed += 1
            else:
                self.not_on_file += 1

    def view(self) -> Coverage:
        """Give the counts."""
        total = self.on_file + self.as_construed + self.not_on_file + self.reserved
        return {
            "agreements": self.agreements,
            "instruments": self.instruments,
            "instruments_on_file": self.instruments_on_file,
            "definitions": total,
            "on_file": self.on_file,
            "as_construed": self.as_construed,
            "not_on_file": self.not_on_file,
            "reserved": self.reserved,
            "read": self.standings[Standing.READ],
            "chosen": self.standings[Standing.CHOSEN],
            "by_convention": self.standings[Standing.BY_CONVENTION],
            "asserted": self.standings[Standing.ASSERTED],
            "words_only": self.standings[Standing.WORDS_ONLY],
            "stated": self.standings[Standing.STATED],
            "examples": self.examples,
        }


def _definitions(rules: RuleFile) -> Iterator[Words]:
    for paragraph in rules.paragraphs:
        for operation in paragraph.operations:
            if isinstance(operation, o.Define | o.Replace):
                yield operation.words
            elif isinstance(operation, o.Restate):
                yield from (definition.words for definition in operation.definitions)
