"""Every link inside the built site leads somewhere: to a file that is there, and to an anchor that stands on it.

Addresses of other sites are not fetched: they fail for a day and for robots, and a build must not depend on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.check import Finding
from press.html import page as _html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading
    from press.html.page import Element

STAGE = "site"
TOP = {"", "top"}


def page(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    """A finding for each address on a page that leads nowhere."""
    name = path.relative_to(reading.project.site).as_posix()
    known: dict[str, str] = {}
    for element in _html.parse(text).elements:
        for address in _addresses(element):
            if address not in known:
                known[address] = _problem(reading, name, address)
            if known[address]:
                yield Finding(reading.project.place(path), element.line, element.column, "link", known[address])


def _addresses(element: Element) -> list[str]:
    attributes = element.attributes
    if element.tag in {"a", "area", "link"} and "href" in attributes:
        return [attributes["href"].strip()]
    if element.tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        return [attributes.get("content", "").partition("=")[2].strip(" '\"")]
    return [] if element.tag == "form" else _html.addresses(element)  # a server takes forms, no file does


def _problem(reading: Reading, page: str, address: str) -> str:
    found = _html.target(reading.base, page, address)
    if found is None:
        return ""
    place, fragment = found[0], found[1].partition(":~:")[0]
    if place == ".." or place.startswith("../"):
        return f"{address} leads out of the site; link to a page of it, or write the whole address"
    if place not in reading.files and f"{place}/index.html" in reading.files:
        place = f"{place}/index.html"
    if place not in reading.files:
        return f"{address} leads nowhere: there is no {place}; correct or remove the link"
    if fragment not in TOP and place.endswith(".html") and fragment not in reading.anchors(place):
        return f"{address} leads nowhere: {place} has no anchor {fragment}; correct the link"
    return ""
