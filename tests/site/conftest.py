"""The site built by both engines, served from a loopback port, and a browser to read it with."""

from __future__ import annotations

import contextlib
import functools
import http.server
from pathlib import Path

import pytest

from outside import build, once
from servers import started


@pytest.fixture(scope="session")
def zensical(copied, tmp_path_factory):
    """The same site, built by the other engine."""
    once(tmp_path_factory, "zensical", lambda _: build(copied, "--engine", "zensical", "--site-dir", "site-zensical"))
    return copied / "site-zensical"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep quiet."""


@contextlib.contextmanager
def serving(folder: Path):
    """The address of a folder, served on a free loopback port while the block runs."""
    handler = functools.partial(Handler, directory=str(folder))
    with started(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def address(site):
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def zensical_address(zensical):
    with serving(zensical) as found:
        yield found


@pytest.fixture
def open_page(browser, address):
    """Open a page; what it complains of and whom it asks is collected."""
    contexts = []

    def opener(path: str = "", *, width: int = 1360, scheme: str = "light", script: bool = True, base: str = address):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.troubles.append(f"error: {error}"))
        page.on("request", lambda request: page.troubles.extend(foreign(request.url, base)))
        page.goto(base + path, wait_until="networkidle")
        return page

    yield opener
    for context in contexts:
        context.close()


def foreign(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:")) else [f"foreign request: {url}"]
