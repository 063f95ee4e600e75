"""A DOCX document in the making: paragraphs and tables by style, tracked changes, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from hereof.render.docx_styles import set_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.text.paragraph import Paragraph

_NEVER: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = "[Content_Types].xml"

Piece = tuple[str, str]
"""A text and its character style; an empty style is the paragraph's own."""


class Paper:
    """A document to which paragraphs are added."""

    def __init__(self, title: str, running: str, engine: str, generated: str | None) -> None:
        self._document = Document()
        self._ids = 0
        body = self._document.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        set_styles(self._document)
        self._set_page(running, engine)
        self._set_properties(title, engine, generated)

    def put(self, style: str, *pieces: str | Piece) -> Paragraph:
        """Put a paragraph of a style."""
        paragraph = self._document.add_paragraph(style=style)
        for piece in pieces:
            text, look = (piece, "") if isinstance(piece, str) else piece
            paragraph.add_run(text, style=look or None)
        return paragraph

    def put_tracked(self, style: str, segments: Iterable[tuple[str, str, str, str]]) -> None:
        """Put a paragraph with tracked changes.

        Args:
            style: Its style.
            segments: Kind (`same`, `deleted` or `inserted`), text, author and ISO date.
        """
        paragraph = self._document.add_paragraph(style=style)
        for kind, text, author, day in segments:
            if kind == "same":
                paragraph.add_run(text)
            else:
                paragraph._p.append(self._change(kind, text, author, day))  # noqa: SLF001 - no other way

    def _change(self, kind: str, text: str, author: str, day: str) -> Any:  # noqa: ANN401 - lxml
        self._ids += 1
        change = OxmlElement("w:del" if kind == "deleted" else "w:ins")
        change.set(qn("w:id"), str(self._ids))
        change.set(qn("w:author"), author)
        change.set(qn("w:date"), f"{day}T00:00:00Z")
        run = OxmlElement("w:r")
        words = OxmlElement("w:delText" if kind == "deleted" else "w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = text
        run.append(words)
        change.append(run)
        return change

    def put_table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """Put a table whose first row is repeated on every page.

        Args:
            heads: What stands above each column.
            rows: The cells of each row.
            widths: Of the columns, in millimetres.
        """
        every = [heads, *rows]
        table = self._document.add_table(len(every), len(heads), style="Hereof Table")
        table.autofit = False
        for n, (row, cells) in enumerate(zip(table.rows, every, strict=True)):
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no other way
            properties.append(OxmlElement("w:cantSplit"))
            if not n:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table Head" if not n else "Table Text"
                paragraph.add_run(text)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        self._document.add_paragraph(style="After Table")

    def save(self) -> bytes:
        """Give the file: the same document gives the same bytes."""
        relations = self._document.part.package.rels
        for key in [
            k for k, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]:
            del relations[key]
        made = io.BytesIO()
        self._document.save(made)
        return _without_time(made.getvalue())

    def _set_page(self, running: str, engine: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(26), Mm(24)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = running
        for footer in (section.footer, section.first_page_footer):
            line = footer.paragraphs[0]
            line.style = "Footer"
            line.add_run(f"{engine}\t")
            _put_field(line, "PAGE")
            line.add_run(" of ")
            _put_field(line, "NUMPAGES")

    def _set_properties(self, title: str, engine: str, generated: str | None) -> None:
        core = self._document.core_properties
        core.title, core.author, core.comments, core.last_modified_by = title, engine, "", engine
        core.language, core.revision = "en-US", 1
        if generated is not None:
            core.created = core.modified = datetime.fromisoformat(generated).replace(tzinfo=UTC)
            return
        element = core._element  # noqa: SLF001 - no other way to say nothing
        for name in ("dcterms:created", "dcterms:modified"):
            for found in element.findall(qn(name)):
                element.remove(found)


def _put_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - no other way


def _without_time(made: bytes) -> bytes:
    """Write the parts of a package anew, in one order and without the time of day."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(found, "w") as after:
        for name in sorted(before.namelist(), key=lambda name: (name != _FIRST, name)):
            part = zipfile.ZipInfo(name, _NEVER)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3
            after.writestr(part, before.read(name), compresslevel=6)
    return found.getvalue()
