"""The site of the repository's rule base, made once, from a file system and from a server."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import field, frozen

import hereof
from hereof.site.build import write_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, in a folder of a folder."""
    out = tmp_path_factory.mktemp("served") / "below" / "site"
    write_site(hereof.load(ROOT), out)
    return out


@pytest.fixture(scope="session", params=["file", "server"])
def address(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    """Where the site is: on the file system, or on a server below its first folder."""
    if request.param == "file":
        yield built.as_uri()
        return
    handler = partial(_Quiet, directory=str(built.parents[1]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/below/site"
    server.shutdown()
    thread.join()
    server.server_close()


@frozen(eq=False)
class Visit:
    """A window, and all that it said and asked for that is not the site's own."""

    page: Page
    address: str
    said: list[str] = field(factory=list)
    strange: list[str] = field(factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(f"{self.address}/{path}")
        return self.page

    def assert_quiet(self) -> None:
        assert self.said == []
        assert self.strange == []


def visit(browser: Browser, address: str, width: int = 1280, scheme: str = "light") -> Visit:
    """Open a window."""
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    found = Visit(page, address)

    def requested(url: str) -> None:
        if not url.startswith((f"{address}/", "data:")):
            found.strange.append(url)

    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("request", lambda request: requested(request.url))
    page.on("response", lambda got: found.said.append(got.url) if got.status >= 400 else None)
    page.on("requestfailed", lambda failed: found.said.append(failed.url))
    return found


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Visit]:
    """A window that must have been quiet."""
    found = visit(browser, address)
    yield found
    found.assert_quiet()
    found.page.close()
