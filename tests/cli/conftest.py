"""Rule bases to call the command line on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, Ran, run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what stands about the tests out of them."""
    for name in ("HEREOF_BASE", "NO_COLOR", "_HEREOF_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def hereof() -> Callable[..., Ran]:
    """Run the command line on the repository's own rule base."""

    def run(*args: str) -> Ran:
        return run_in(ROOT, *args)

    return run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A rule base as `hereof init` makes it."""
    folder = tmp_path / "sample"
    assert run_in(None, "init", str(folder)).code == 0
    return folder
