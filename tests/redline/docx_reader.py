"""Reads a DOCX file with an XML parser alone, as one who has never heard of python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS: Final = {f"{_W}ins": "inserted", f"{_W}del": "deleted"}


@frozen
class Stretch:
    """A stretch of a paragraph: what becomes of it, by whom and from when."""

    kind: str
    text: str
    author: str = ""
    date: str = ""


@frozen
class Read:
    """A paragraph."""

    style: str
    stretches: tuple[Stretch, ...]

    @property
    def accepted(self) -> str:
        return "".join(each.text for each in self.stretches if each.kind != "deleted")

    @property
    def rejected(self) -> str:
        return "".join(each.text for each in self.stretches if each.kind != "inserted")


def paragraphs(data: bytes) -> list[Read]:
    body = _part(data, "word/document.xml").find(f"{_W}body")
    assert body is not None
    return [_paragraph(each) for each in body.iter(f"{_W}p")]


def change_ids(data: bytes) -> list[str]:
    root = _part(data, "word/document.xml")
    return [e.attrib[f"{_W}id"] for e in root.iter() if e.tag in _KINDS]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def times(data: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {each.date_time for each in package.infolist()}


def _part(data: bytes, name: str) -> ET.Element:
    return ET.fromstring(parts(data)[name])  # noqa: S314 - our own file


def _paragraph(element: ET.Element) -> Read:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = style.attrib[f"{_W}val"] if style is not None else ""
    return Read(name, tuple(_stretches(element)))


def _stretches(element: ET.Element) -> Iterator[Stretch]:
    for child in element:
        if child.tag == f"{_W}r":
            yield Stretch("same", _text(child, f"{_W}t"))
        elif child.tag in _KINDS:
            kind = _KINDS[child.tag]
            wanted = f"{_W}delText" if kind == "deleted" else f"{_W}t"
            others = [e for e in child.iter() if e.tag in (f"{_W}t", f"{_W}delText")]
            assert all(each.tag == wanted for each in others)
            author, day = child.attrib[f"{_W}author"], child.attrib[f"{_W}date"]
            yield Stretch(kind, _text(child, wanted), author, day)


def _text(element: ET.Element, tag: str) -> str:
    space = "{http://www.w3.org/XML/1998/namespace}space"
    found = ""
    for each in element.iter(tag):
        text = each.text or ""
        assert text == text.strip(" ") or each.attrib.get(space) == "preserve"
        found += text
    return found
