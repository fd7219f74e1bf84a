"""A reader's browser asks no other host for anything when it shows a page.

Not for style sheets, fonts, scripts, pictures or frames; nor does the theme's script, which fetches the figures of a
repository that a page names, and a program for drawing diagrams. Links that a reader may follow are not requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from press.check.finding import Finding
from press.check.reading import Reading
from press.html import hosts
from press.html.page import Element, Page, classes

STAGE = "site"
# A link of any other relation (canonical, next, license ...) is not fetched.
FETCHED = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preconnect", "dns-prefetch", "preload",
    "modulepreload", "prefetch", "prerender", "search",
}  # fmt: skip
CSS = re.compile(r"url\(\s*[\"']?(?P<url>[^\"')]+)|@import\s+[\"'](?P<imported>[^\"']+)", re.IGNORECASE)
REMEDY, UNNAMED = "publish it with the site", "remove repo_url from mkdocs.yml"


def page(reading: Reading, path: Path, built: Page) -> Iterator[Finding]:
    """A finding for each request to another host that a page makes."""
    for element, address, remedy in _requests(built):
        if _is_foreign(address, reading.base):
            message = f"{address} is fetched from another host; {remedy}"
            yield Finding(reading.project.place(path), built.line(element), 1, "third_party", message)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each request to another host that a style sheet or a drawing makes."""
    for kind in ("*.css", "*.svg"):
        for path in sorted(reading.project.site.rglob(kind)):
            text = path.read_text(encoding="utf-8", errors="replace")
            for match in CSS.finditer(text):
                address = match["url"] or match["imported"]
                if _is_foreign(address, reading.base):
                    message = f"{address} is fetched from another host; {REMEDY}"
                    yield Finding(*reading.place(path, text, match.start()), "third_party", message)


def _is_foreign(address: str, base: str) -> bool:
    if hosts.broken(address):
        return True
    parts = urlsplit(address.strip())
    return bool(parts.netloc) and not (base and address.strip().startswith(base))


def _requests(built: Page) -> Iterator[tuple[Element, str, str]]:
    """What makes the browser fetch something, its address, and what to do about it."""
    yield from ((element, address, REMEDY) for element, address in built.addresses)
    styles = [(each, each.get("style", "")) for each in built.having["style"]]
    for element, style in (*styles, *((each, each.text or "") for each in built.elements("style"))):
        yield from ((element, match["url"] or match["imported"], REMEDY) for match in CSS.finditer(style))
    for element in built.elements("link"):
        if FETCHED & set(element.get("rel", "").lower().split()):
            yield element, element.get("href", ""), REMEDY
    for element in built.elements("base"):
        yield element, element.get("href", ""), "remove it"
    for element in built.having["data-md-component"]:
        if element.get("data-md-component") == "source":
            yield element, element.get("href", ""), f"the theme asks that host about the repository: {UNNAMED}"
    for element in built.elements("pre"):
        if "mermaid" in classes(element):
            yield element, "https://unpkg.com/mermaid", "the theme draws the diagram with it: publish a picture instead"
