"""Every link inside the built site leads somewhere: to a file that is there, and to an anchor that stands on it.

Addresses of other sites are not fetched: they fail for a day and for robots, and a build must not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.check.finding import Finding
from press.check.reading import Jump, Reading
from press.html import page as html
from press.html.page import Element, Page

STAGE = "site"
TOP = {"", "top"}


def page(reading: Reading, path: Path, built: Page) -> Iterator[Finding]:
    """A finding for each address on a page that leads to no file; the other pages' anchors are not known yet."""
    name = path.relative_to(reading.project.site).as_posix()
    known: dict[str, tuple[str, str, str]] = {}
    for element, address in _addresses(built):
        if address not in known:
            known[address] = _led(reading, name, address)
        problem, place, fragment = known[address]
        if problem:
            yield Finding(reading.project.place(path), built.line(element), 1, "link", problem)
        elif fragment not in TOP and place.endswith(".html") and not (place == name and fragment in built.anchors):
            reading.jumps.add(Jump(path, address, place, fragment))


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each address that names an anchor which is not there."""
    wrong: dict[Path, dict[str, str]] = {}
    for path, address, place, anchor in reading.jumps:
        if anchor not in reading.anchors.get(place, ()):
            message = f"{address} leads nowhere: {place} has no anchor {anchor}; correct the link"
            wrong.setdefault(path, {})[address] = message
    for path, messages in wrong.items():
        built = html.Page(reading.built[path], reading.project.place(path))
        for element, address in _addresses(built):
            if address in messages:
                yield Finding(built.place, built.line(element), 1, "link", messages[address])


def _addresses(built: Page) -> Iterator[tuple[Element, str]]:
    for element in built.elements("a", "area", "link"):
        if (address := element.get("href")) is not None:
            yield element, address.strip()
    for element in built.elements("meta"):
        if element.get("http-equiv", "").lower() == "refresh":
            yield element, element.get("content", "").partition("=")[2].strip(" '\"")
    yield from (found for found in built.addresses if found[0].tag != "form")  # a server takes forms, no file does


def _led(reading: Reading, page: str, address: str) -> tuple[str, str, str]:
    """What is wrong with where an address leads from a page, the file that it leads to, and the fragment."""
    found = html.target(reading.base, page, address)
    if found is None:
        return "", "", ""
    place, fragment = found[0], found[1].partition(":~:")[0]
    if place == ".." or place.startswith("../"):
        return f"{address} leads out of the site; link to a page of it, or write the whole address", "", ""
    if place not in reading.files and f"{place}/index.html" in reading.files:
        place = f"{place}/index.html"
    if place not in reading.files:
        return f"{address} leads nowhere: there is no {place}; correct or remove the link", "", ""
    return "", place, fragment
