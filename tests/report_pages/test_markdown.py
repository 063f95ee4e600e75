"""The Markdown page says what the HTML says, and a document brings no markup into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hereof.render.markdown import as_text, markdown
from hereof.report.definition import definition_report
from report_pages import bases

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.report.definition import DefinitionReport


def test_the_real_amendment_in_markdown(real: DefinitionReport) -> None:
    page = markdown(real)
    for said in (
        "# Class A-I-7 Pro Rata Distribution Amount",
        "**In force** on the Distribution Date 27 October 2003",
        "\\[3\\] the Certificate Principal Balance of the Class A-I-7 Certificates",
        "- Authority: Section 11.01(a)(ii)",
        "amendment-1.txt, lines 30-36, sha256 c721ea94efcea9484e3d18da8b33537d88734b0b3d9d04e37",
        "**\\$263,706.99** (exactly 343873917/1304",
        "<del>A-I-7</del><ins>A-I-8</ins>",
        "**[NOT ON FILE]**",
        "**[ILLUSTRATIVE]**",
    ):
        assert said in page, said


def test_each_heading_and_list_stands_apart(real: DefinitionReport) -> None:
    lines = markdown(real).splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("#", "> ")) and number:
            assert lines[number - 1] == "", line
            assert lines[number + 1] == "", line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a * b_c", "a \\* b\\_c"),
        ("<script>", "\\<script\\>"),
        ("[x](y)", "\\[x\\](y)"),
        ("&lt; & more", "\\&lt; & more"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("| cell", "\\| cell"),
        ("$x$", "\\$x\\$"),
    ],
)
def test_what_markdown_would_obey_is_escaped(text: str, shown: str) -> None:
    assert as_text(text) == shown


def test_hostile_text_is_text(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    page = markdown(definition_report(base, base.agreement("evil"), bases.HOSTILE_TERM))
    bare = page.replace("\\<", "").replace("\\[", "")
    assert "<script" not in bare
    assert "<img" not in bare
    assert "[press]" not in bare
    assert "\u202e" not in page
    assert "49" not in bare.split("sha256")[0]
