"""A DOCX document in the making: paragraphs and tables by style, tracked changes, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from hereof.frozen import frozen
from hereof.render.docx_styles import set_styles
from hereof.render.figures import fitted
from hereof.render.picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.text.paragraph import Paragraph

    from hereof.render.figures import Figure
    from hereof.report.imprint import Imprint

_NEVER: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = "[Content_Types].xml"
_LONGEST_PROPERTY: Final = 255
_LONGEST_HEAD: Final = 120

_MEASURE: Final = 160.0
_MARGIN: Final = 25.0
_BESIDE: Final = 64.0
"""What a page needs around a drawing: margins, and room for a heading and a caption."""


@frozen
class _Sheet:
    """A sheet of paper, in millimetres."""

    width: float
    height: float

    @property
    def measure(self) -> float:
        """How wide the text on it is."""
        return self.width - 2 * _MARGIN

    @property
    def place(self) -> tuple[float, float]:
        """How wide and how high a drawing may be."""
        return self.measure, self.height - _BESIDE


_SHEETS: Final = {"letter": _Sheet(215.9, 279.4), "a4": _Sheet(210.0, 297.0)}

Piece = tuple[str, str]
"""A text and its character style; an empty style is the paragraph's own."""


class Paper:
    """A document to which paragraphs are added."""

    def __init__(self, title: str, running: str, imprint: Imprint, size: str) -> None:
        """Begin a document.

        Args:
            title: What it is called.
            running: What stands at the head of every page but the first.
            imprint: What it says of its own making.
            size: Of its pages: `letter` or `a4`.
        """
        self._document = Document()
        self._sheet = _SHEETS[size]
        self._ids = self._pictures = 0
        self._names: dict[str, str] = {}
        self._body: list[Any] = []
        set_styles(self._document, self._sheet.measure)
        self._set_page(running, imprint["engine"])
        self._set_properties(title, imprint["engine"], imprint["generated"])

    def put(self, style: str, *pieces: str | Piece) -> None:
        """Put a paragraph of a style."""
        paragraph = self._paragraph(style)
        for piece in pieces:
            text, look = (piece, "") if isinstance(piece, str) else piece
            paragraph.append(self._run(text, look))
        self._body.append(paragraph)

    def put_tracked(self, style: str, segments: Iterable[tuple[str, str, str, str]]) -> None:
        """Put a paragraph with tracked changes.

        Args:
            style: Its style.
            segments: Kind (`same`, `deleted` or `inserted`), text, author and ISO date.
        """
        paragraph = self._paragraph(style)
        for kind, text, author, day in segments:
            same = kind == "same"
            paragraph.append(self._run(text) if same else self._change(kind, text, author, day))
        self._body.append(paragraph)

    # python-docx looks a style up among all of them for each paragraph and run; these
    # put its name down as it stands in the file.

    def _paragraph(self, style: str) -> Any:  # noqa: ANN401 - lxml
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(self._named("w:pStyle", style))
        paragraph.append(properties)
        return paragraph

    def _run(self, text: str, style: str = "") -> Any:  # noqa: ANN401 - lxml
        run = OxmlElement("w:r")
        if style:
            properties = OxmlElement("w:rPr")
            properties.append(self._named("w:rStyle", style))
            run.append(properties)
        for n, line in enumerate(text.split("\n")):
            if n:
                run.append(OxmlElement("w:br"))
            run.append(_text("w:t", line))
        return run

    def _named(self, tag: str, style: str) -> Any:  # noqa: ANN401 - lxml
        if style not in self._names:
            self._names[style] = self._document.styles[style].style_id
        found = OxmlElement(tag)
        found.set(qn("w:val"), self._names[style])
        return found

    def _change(self, kind: str, text: str, author: str, day: str) -> Any:  # noqa: ANN401 - lxml
        self._ids += 1
        change = OxmlElement("w:del" if kind == "deleted" else "w:ins")
        change.set(qn("w:id"), str(self._ids))
        change.set(qn("w:author"), author)
        change.set(qn("w:date"), f"{day}T00:00:00Z")
        run = OxmlElement("w:r")
        run.append(_text("w:delText" if kind == "deleted" else "w:t", text))
        change.append(run)
        return change

    def put_table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """Put a table whose first row is repeated on every page.

        Args:
            heads: What stands above each column.
            rows: The cells of each row.
            widths: Of the columns, in millimetres of an A4 page; they are fitted to the page.
        """
        fitted_to = [width * self._sheet.measure / _MEASURE for width in widths]
        table = OxmlElement("w:tbl")
        properties = OxmlElement("w:tblPr")
        properties.append(self._named("w:tblStyle", "Hereof Table"))
        properties.append(_sized("w:tblW", sum(fitted_to)))
        layout = OxmlElement("w:tblLayout")
        layout.set(qn("w:type"), "fixed")
        properties.append(layout)
        grid = OxmlElement("w:tblGrid")
        for width in fitted_to:
            column = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(Mm(width).twips))
            grid.append(column)
        table.append(properties)
        table.append(grid)
        table.append(self._row(heads, fitted_to, is_head=True))
        for cells in rows:
            table.append(self._row(cells, fitted_to, is_head=False))
        self._body.append(table)

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, is_head: bool) -> Any:  # noqa: ANN401
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
        for text, width in zip(cells, widths, strict=True):
            cell = OxmlElement("w:tc")
            shape = OxmlElement("w:tcPr")
            shape.append(_sized("w:tcW", width))
            cell.append(shape)
            paragraph = self._paragraph("Table Head" if is_head else "Table Text")
            paragraph.append(self._run(text))
            cell.append(paragraph)
            row.append(cell)
        return row

    def figures(self, view: Mapping[str, Any]) -> dict[str, Figure]:
        """Give the drawings of a report by kind, as large as they may be on a page."""
        return fitted(view, *self._sheet.place)

    def put_figure(self, figure: Figure | None) -> None:
        """Put a drawing as a picture, with all that it shows in words, and its caption below."""
        if figure is None:
            return
        wide, high = figure.size
        place = self._sheet.place
        scale = min(place[0] / wide, place[1] / high)
        part, document = self._document.part, io.BytesIO(picture(figure.drawing))
        inline = part.new_pic_inline(document, Mm(wide * scale), Mm(high * scale))
        self._pictures += 1
        both: Any = (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr)
        for named in both:
            named.set("id", str(self._pictures))
            named.set("name", f"Drawing {self._pictures}")
            named.set("title", figure.title)
            named.set("descr", figure.description)
        paragraph, run = self._paragraph("Drawing"), OxmlElement("w:r")
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        paragraph.append(run)
        self._body.append(paragraph)
        self.put("Caption", figure.caption)

    def _spaced(self) -> Iterator[Any]:
        """Put an empty paragraph behind a table, but before a heading, which has its own space.

        LibreOffice strands headings at the foot of later pages where one stands there.
        """
        headings = {self._document.styles[f"Heading {level}"].style_id for level in (1, 2)}
        for each, after in zip_longest(self._body, self._body[1:]):
            yield each
            style = after.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if after is not None else None
            if each.tag == qn("w:tbl") and (
                style is None or style.get(qn("w:val")) not in headings
            ):
                yield self._paragraph("After Table")

    def save(self) -> bytes:
        """Give the file: the same document gives the same bytes."""
        relations = self._document.part.package.rels
        for key in [
            k for k, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ]:
            del relations[key]
        body = self._document.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        last = body[0]
        for each in self._spaced():
            last.addprevious(each)
        made = io.BytesIO()
        self._document.save(made)
        return _without_time(made.getvalue())

    def _set_page(self, running: str, engine: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(self._sheet.width), Mm(self._sheet.height)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        section.top_margin, section.bottom_margin = Mm(26), Mm(24)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = _shortened(running, _LONGEST_HEAD)
        for footer in (section.footer, section.first_page_footer):
            line = footer.paragraphs[0]
            line.style = "Footer"
            line.add_run(f"{engine}\t")
            _put_field(line, "PAGE")
            line.add_run(" of ")
            _put_field(line, "NUMPAGES")

    def _set_properties(self, title: str, engine: str, generated: str | None) -> None:
        core = self._document.core_properties
        core.title = _shortened(title, _LONGEST_PROPERTY)
        core.author, core.comments, core.last_modified_by = engine, "", engine
        core.language, core.revision = "en-US", 1
        if generated is not None:
            core.created = core.modified = datetime.fromisoformat(generated).replace(tzinfo=UTC)
            return
        element = core._element  # noqa: SLF001 - no other way to say nothing
        for name in ("dcterms:created", "dcterms:modified"):
            for found in element.findall(qn(name)):
                element.remove(found)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}\u2026"


def _text(tag: str, text: str) -> Any:  # noqa: ANN401 - lxml
    found = OxmlElement(tag)
    found.set(qn("xml:space"), "preserve")
    found.text = text
    return found


def _sized(tag: str, millimetres: float) -> Any:  # noqa: ANN401 - lxml
    found = OxmlElement(tag)
    found.set(qn("w:w"), str(Mm(millimetres).twips))
    found.set(qn("w:type"), "dxa")
    return found


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
