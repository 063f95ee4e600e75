"""The styles of a DOCX document: all that is to be seen stands in these, nothing beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from hereof.frozen import frozen

if TYPE_CHECKING:
    from docx.document import Document

_SERIF: Final = "Times New Roman"
_SANS: Final = "Arial"
_INK, _SOFT, _MIND = RGBColor(0, 0, 0), RGBColor(0x55, 0x55, 0x55), RGBColor(0x7A, 0x2E, 0x12)


@frozen
class _Look:
    """How a paragraph looks: sizes and spaces in points, the indent in millimetres."""

    font: str = _SERIF
    size: float = 11.5
    bold: bool = False
    italic: bool = False
    color: RGBColor = _INK
    before: float = 0
    after: float = 6
    line: float = 1.0
    indent: float = 0
    with_next: bool = False
    border: str = ""


_LOOKS: Final = {
    "Normal": _Look(),
    "Title": _Look(size=22, bold=True, after=4),
    "Subtitle": _Look(size=13, color=_SOFT, after=10),
    "Heading 1": _Look(size=14.5, bold=True, before=20, after=8, with_next=True, border="bottom"),
    "Heading 2": _Look(size=11.5, bold=True, before=12, after=3, with_next=True),
    "Overline": _Look(font=_SANS, size=8, bold=True, color=_SOFT, after=4),
    "Words": _Look(after=6, line=1.28, indent=6),
    "Construed Words": _Look(italic=True, line=1.28, indent=10, border="left"),
    "Standing": _Look(
        font=_SANS, size=8.5, bold=True, color=_MIND, after=3, indent=6, with_next=True
    ),
    "Apparatus": _Look(font=_SANS, size=8.5, color=_SOFT, after=2, line=1.15, indent=6),
    "Notice": _Look(font=_SANS, size=9.5, before=4, after=12, line=1.2, border="box"),
    "Body Text": _Look(font=_SANS, size=9.5, line=1.2),
    "Drawing": _Look(before=4, after=4, with_next=True),
    "Caption": _Look(font=_SANS, size=8.5, color=_SOFT, after=10, line=1.15),
    "Table Head": _Look(font=_SANS, size=8, bold=True, color=_SOFT, before=2, after=2),
    "Table Text": _Look(font=_SANS, size=8.5, before=2, after=2, line=1.1),
    "After Table": _Look(size=6, after=4),
    "Header": _Look(font=_SANS, size=8, color=_SOFT),
    "Footer": _Look(font=_SANS, size=8, color=_SOFT),
}
_TABLE: Final = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="HereofTable">
  <w:name w:val="Hereof Table"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="555555"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="555555"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>
  </w:tblBorders>
  <w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
</w:style>"""
_EDGES: Final = {
    "box": [(edge, "single", 12, 6) for edge in ("top", "left", "bottom", "right")],
    "left": [("left", "dashed", 12, 8)],
    "bottom": [("bottom", "single", 4, 3)],
}


def set_styles(document: Document, measure: float) -> None:
    """Give a new document its styles, and take those away that it brought and does not use.

    Args:
        document: A new document.
        measure: How wide its text is, in millimetres.
    """
    for name, look in _LOOKS.items():
        _set(_style(document, name), look)
    tag = document.styles.add_style("Passage Tag", WD_STYLE_TYPE.CHARACTER)
    _set_font(tag, _Look(font=_SANS, size=7.5, color=_MIND))
    tabs = document.styles["Footer"].paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Mm(measure), WD_TAB_ALIGNMENT.RIGHT)
    document.styles.element.append(parse_xml(_TABLE))
    _set_compatible(document)


def _style(document: Document, name: str) -> Any:  # noqa: ANN401 - python-docx's own
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _set(style: Any, look: _Look) -> None:  # noqa: ANN401 - python-docx's own
    _set_font(style, look)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    shape.left_indent = Mm(look.indent)
    shape.keep_with_next = look.with_next
    shape.widow_control = True
    properties = style.element.get_or_add_pPr()
    for found in properties.findall(qn("w:pBdr")):
        properties.remove(found)
    if look.border:
        _insert_borders(properties, look.border)


def _insert_borders(properties: Any, kind: str) -> None:  # noqa: ANN401 - lxml
    borders = OxmlElement("w:pBdr")
    for edge, line, size, space in _EDGES[kind]:
        found = OxmlElement(f"w:{edge}")
        for key, value in (("val", line), ("sz", size), ("space", space), ("color", "555555")):
            found.set(qn(f"w:{key}"), str(value))
        borders.append(found)
    later = (
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    )
    first = next((each for each in properties if each.tag in map(qn, later)), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


def _set_font(style: Any, look: _Look) -> None:  # noqa: ANN401 - python-docx's own
    font = style.font
    font.name, font.size, font.bold, font.italic = look.font, Pt(look.size), look.bold, look.italic
    font.color.rgb = look.color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), look.font)
    for found in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(
        qn("w:kern")
    ):
        style.element.rPr.remove(found)


def _set_compatible(document: Document) -> None:
    """Say that the document is of today, so that it does not open as one of long ago."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    mode = OxmlElement("w:compatSetting")
    for key, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)
