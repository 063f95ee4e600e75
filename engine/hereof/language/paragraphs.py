"""Builds a paragraph from its lines."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from hereof.diagnostics import Diagnostic, Span, error
from hereof.language.pieces import Item, Pieces, twice
from hereof.model import effectivity as e
from hereof.model import instrument as i
from hereof.model import operation as o
from hereof.model.words import Ignored, Quotation, Reason, Reviewed, WordsKind


class ParagraphBody:
    """Collects the lines of a paragraph; an edit works on the last term or Section named."""

    def __init__(self, builder: Pieces, span: Span) -> None:
        self.builder = builder
        self.span = span
        self.section = ""
        self.subject = ""
        self.effectivity: e.Effectivity | None = None
        self.changes: dict[str, Span] = {}
        self.never: e.NeverTookEffect | None = None
        self.operations: list[Any] = []
        self.quotations: list[Quotation] = []
        self.because: list[Reason] = []
        self.excused: list[int] = []
        self.where_because: Reason | None = None
        self.where: Item | None = None
        self.ignored: list[Ignored] = []
        self.reviewed: list[Reviewed] = []
        self.under: list[i.Where] = []

    def take(self, line: Any) -> None:  # noqa: ANN401
        """Take one line."""
        if isinstance(line, Quotation):
            self.quotations.append(line)
        elif isinstance(line, Reason):
            self.because.append(line)
            self.excused.append(len(self.operations) - 1)
        elif isinstance(line, Item):
            self._item(line)
        else:
            self._operation(line)

    def _item(self, line: Item) -> None:
        if line.kind in ("section", "term"):
            self._where(line)
        elif line.kind == "effective":
            self._once("effective", self.effectivity, line.value)
            self.effectivity = line.value
        elif line.kind == "never":
            self._once("never took effect", self.never, line.value)
            self.never = line.value
        elif line.kind == "ignored":
            self.ignored.append(line.value)
        elif line.kind == "reviewed":
            self.reviewed.append(line.value)
        elif line.kind == "as construed":
            self._construed(line)
        elif line.kind == "means":
            self._change(line, meaning=line.value)
        elif line.kind == "reads":
            self._change(line, result=line.value)
        else:
            self._restated(line)

    def _once(self, kind: str, before: Any, now: Any) -> None:  # noqa: ANN401
        if before is not None:
            self._finding(twice(kind, before.span, now.span))

    def _where(self, line: Item) -> None:
        """Take the Section or the term; two in a row, and the first would be forgotten."""
        if self.where is not None and self.where.kind == line.kind:
            self._finding(twice("in", self.where.value[1], line.value[1]))
        self.where = line
        self.subject = line.value[0]
        if line.kind == "section":
            self.section, self.where_because = self.subject, None
        if isinstance(line.extra, Reason):
            self.where_because = line.extra

    def _operation(self, operation: Any) -> None:  # noqa: ANN401
        self.where = None
        if isinstance(operation, o.ReplacePhrase | o.InsertPhrase | o.AmendClause):
            if not self.subject:
                self._finding(
                    error(
                        "edit-of-what",
                        "an edit does not say which definition it changes",
                        operation.span,
                        help="write `in`, the term, then the edit; to replace or delete a whole "
                        'definition with a quoted name write `definition of "..."`',
                    )
                )
            operation = evolve(operation, subject=self.subject)
        self.operations.append(operation)
        self.under.append(i.Where(self.section, self.where_because))

    def _change(self, line: Item, **change: Any) -> None:  # noqa: ANN401
        last = self.operations[-1] if self.operations else None
        named, of = next(iter(change)), last
        if isinstance(of, o.Restate) and of.definitions:
            of = of.definitions[-1]
        if getattr(of, named, None) is not None and line.extra is not None:
            self._finding(twice(line.kind, self.changes.get(named, self.span), line.extra))
        self.changes[named] = line.extra or self.span
        if isinstance(last, o.Restate) and last.definitions and "meaning" in change:
            definitions = (*last.definitions[:-1], evolve(last.definitions[-1], **change))
            self.operations[-1] = evolve(last, definitions=definitions)
            return
        takers = (o.ReplacePhrase, o.InsertPhrase, o.AmendClause)
        if isinstance(last, takers) or (
            "meaning" in change and isinstance(last, o.Define | o.Replace | o.Correct)
        ):
            self.operations[-1] = evolve(last, **change)
            return
        self._finding(
            error(
                "line-for-nothing",
                f"`{line.kind}` follows no operation that it could belong to",
                line.extra or self.span,
                help=f"put `{line.kind}` after the operation whose words it speaks of",
            )
        )

    def _construed(self, line: Item) -> None:
        """Take what words not on file are construed to say, with the reason above it."""
        last = self.operations[-1] if self.operations else None
        if (
            not isinstance(last, o.Define | o.Replace)
            or last.words.kind is not WordsKind.NOT_ON_FILE
            or not self.because
        ):
            self._finding(
                error(
                    "line-for-nothing",
                    "`construed as` follows no `words not on file` with a reason",
                    line.extra or self.span,
                    help="write the operation with `words not on file`, then `construed because`, "
                    "then `construed as` with the quotation",
                )
            )
            return
        words = evolve(last.words, construed=line.value.text, because=self.because[-1])
        self.operations[-1] = evolve(last, words=words)

    def _restated(self, line: Item) -> None:
        last = self.operations[-1] if self.operations else None
        if not isinstance(last, o.Restate):
            self._finding(
                error(
                    "line-for-nothing",
                    "`with` and `surviving` belong to a restatement, and there is none above",
                    self.span,
                    help="write `restate the agreement` or `restate Section ...` first",
                )
            )
        elif line.kind == "restated":
            definitions = (*last.definitions, line.value)
            self.operations[-1] = evolve(last, definitions=definitions)
        else:
            surviving = (*last.surviving, *(name for name, _ in line.value))
            self.operations[-1] = evolve(last, surviving=surviving)

    def _finding(self, finding: Diagnostic) -> None:
        self.builder.findings.append(finding)

    def finish(self, number: str, *, no_operation: bool) -> i.Paragraph:
        """Make the paragraph."""
        if no_operation and self.operations:
            self._finding(
                error(
                    "no-operation-operates",
                    f"paragraph {number} is said to be no operation but has one",
                    self.span,
                    help="leave out `no operation`, or the operation",
                )
            )
        elif self.operations and self.where is not None and self.where.kind == "section":
            self._finding(
                error(
                    "line-for-nothing",
                    f"`in {self.section}` is followed by no operation",
                    self.where.value[1],
                    help="put it before the operations whose Section it is",
                )
            )
        elif not no_operation and not self.operations:
            self._finding(
                error(
                    "paragraph-empty",
                    f"paragraph {number} does nothing",
                    self.span,
                    help="encode what it orders, or write `no operation` after its number",
                )
            )
        return i.Paragraph(
            number,
            no_operation,
            self.section,
            self.effectivity,
            self.never,
            tuple(self.operations),
            tuple(self.quotations),
            tuple(self.because),
            self.span,
            excused=tuple(self.excused),
            where_because=self.where_because,
            ignored=tuple(self.ignored),
            where=tuple(self.under),
            reviewed=tuple(self.reviewed),
        )
