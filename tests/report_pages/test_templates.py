"""Templates of a user's own: in place of packaged ones, in a sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from hereof.render.environment import TEMPLATES, environment
from hereof.render.html import html

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.report.definition import DefinitionReport


def own(folder: Path, text: str) -> Path:
    (folder / "definition.html.j2").write_text(text, encoding="utf-8")
    return folder


def test_a_template_of_ones_own_stands_in_and_escapes(
    tmp_path: Path, real: DefinitionReport
) -> None:
    real = {**real, "term": "<b>Fee</b>"}
    assert html(real, own(tmp_path, "<p>{{ view.term }}</p>")) == "<p>&lt;b&gt;Fee&lt;/b&gt;</p>"


def test_it_may_extend_a_packaged_one(tmp_path: Path, real: DefinitionReport) -> None:
    text = '{% extends "base.html.j2" %}{% block main %}<p>Ours</p>{% endblock %}'
    page = html(real, own(tmp_path, text))
    assert "<p>Ours</p>" in page
    assert "Content-Security-Policy" in page


def test_a_stylesheet_of_ones_own_stands_in(tmp_path: Path, real: DefinitionReport) -> None:
    (tmp_path / "style.css").write_text("body { color: navy }", encoding="utf-8")
    page = html(real, tmp_path)
    assert "color: navy" in page
    assert "--paper" not in page


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ view.__class__ }}",
        "{{ view.update({'term': 'x'}) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ asset.__globals__ }}",
        "{{ timeline.__globals__ }}",
        "{{ view['marks'].append(1) }}",
    ],
)
def test_it_reaches_nothing_but_the_view(tmp_path: Path, real: DefinitionReport, text: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        html(real, own(tmp_path, text))


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "../../secret.txt"])
def test_it_reaches_no_file_outside_its_folder(
    tmp_path: Path, real: DefinitionReport, name: str
) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    for text in (f'{{% include "{name}" %}}', f'{{{{ asset("{name}") }}}}'):
        with pytest.raises(TemplateError):
            html(real, own(folder, text))
        environment.cache_clear()


def test_what_is_not_in_the_view_is_an_error(tmp_path: Path, real: DefinitionReport) -> None:
    with pytest.raises(UndefinedError):
        html(real, own(tmp_path, "{{ view.wrods }}"))


def test_every_packaged_template_can_be_compiled() -> None:
    for path in TEMPLATES.glob("*.j2"):
        environment().get_template(path.name)
