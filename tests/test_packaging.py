"""What is shipped: the package carries its grammars, its type marker and its licence."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

import pytest

from hereof.grammars import grammar_path
from hereof.render.environment import TEMPLATES
from hereof.version import __version__

ROOT = Path(__file__).resolve().parents[1]
GRAMMARS = {path.name: path.read_bytes() for path in (ROOT / "grammar").iterdir()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The wheel's files by name: in a checkout it is built, through an sdist, as users get it.

    Where the tests run without the engine beside them, the wheel is the one installed.
    """
    if not (ROOT / "engine").is_dir():
        return {
            file.as_posix(): file.read_binary()
            for file in files("hereof") or ()
            if ".." not in file.parts and file.suffix != ".pyc"
        }
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_each_grammar_as_it_stands_here(wheel: dict[str, bytes]) -> None:
    prefix = "hereof/grammar/"
    shipped = {name.removeprefix(prefix): wheel[name] for name in wheel if name.startswith(prefix)}
    assert "rules.lark" in shipped
    assert shipped == GRAMMARS


def test_the_wheel_carries_the_package_its_type_marker_and_its_licence_alone(
    wheel: dict[str, bytes],
) -> None:
    info = f"hereof-{__version__}.dist-info"
    assert {name.partition("/")[0] for name in wheel} == {"hereof", info}
    assert "hereof/py.typed" in wheel
    assert wheel[f"{info}/licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()


def test_the_wheel_carries_the_templates_of_reports_as_they_are_here(
    wheel: dict[str, bytes],
) -> None:
    prefix = "hereof/render/templates/"
    shipped = {name.removeprefix(prefix): wheel[name] for name in wheel if name.startswith(prefix)}
    assert {"base.html.j2", "definition.html.j2", "style.css", "links.js"} <= set(shipped)
    assert shipped == {path.name: path.read_bytes() for path in TEMPLATES.iterdir()}


def test_the_loader_finds_each_grammar() -> None:
    found = {name: grammar_path(name).read_bytes() for name in GRAMMARS}
    assert found == GRAMMARS
