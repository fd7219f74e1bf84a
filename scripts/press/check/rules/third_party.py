"""A reader's browser asks no other host for anything when it shows a page.

Not for style sheets, fonts, scripts, pictures or frames; nor does the theme's script, which fetches the figures of a
repository that a page names, and a program for drawing diagrams. Links that a reader may follow are not requests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from press.check import Finding
from press.html import page as _html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading
    from press.html.page import Element

STAGE = "site"
# A link of any other relation (canonical, next, license ...) is not fetched.
FETCHED = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preconnect", "dns-prefetch", "preload",
    "modulepreload", "prefetch", "prerender", "search",
}  # fmt: skip
CSS = re.compile(r"url\(\s*[\"']?(?P<url>[^\"')]+)|@import\s+[\"'](?P<imported>[^\"']+)", re.IGNORECASE)
REMEDY = "publish it with the site"


def page(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    """A finding for each request to another host that a page makes."""
    for element in _html.parse(text).elements:
        for address, remedy in _requests(element):
            if _is_foreign(address, reading.base):
                message = f"{address} is fetched from another host; {remedy}"
                yield Finding(reading.project.place(path), element.line, element.column, "third_party", message)


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
    parts = urlsplit(address.strip())
    return bool(parts.netloc) and not (base and address.strip().startswith(base))


def _requests(element: Element) -> Iterator[tuple[str, str]]:
    """What an element makes the browser fetch, and what to do about it."""
    attributes = element.attributes
    yield from ((address, REMEDY) for address in _html.addresses(element))
    styles = [attributes.get("style", ""), *(element.words if element.tag == "style" else [])]
    yield from ((match["url"] or match["imported"], REMEDY) for style in styles for match in CSS.finditer(style))
    if element.tag == "link" and FETCHED & set(attributes.get("rel", "").lower().split()):
        yield attributes.get("href", ""), REMEDY
    if element.tag == "base":
        yield attributes.get("href", ""), "remove it"
    if attributes.get("data-md-component") == "source":
        yield (
            attributes.get("href", ""),
            "the theme asks that host about the repository: remove repo_url from mkdocs.yml",
        )
    if element.tag == "pre" and "mermaid" in element.classes:
        yield "https://unpkg.com/mermaid", "the theme draws the diagram with it: publish a picture instead"
