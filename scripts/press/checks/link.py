"""Every link inside the built site leads somewhere: to a file that is there, and to an anchor that stands on it.

Addresses of other sites are not fetched: they fail for a day and for robots, and a build must not depend on them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from press.checks import Finding, _html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.checks import Reading
    from press.checks._html import Element

STAGE = "site"
TOP = {"", "top"}


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each address of this site that leads nowhere."""
    site, base = reading.project.site, _html.site_url(reading.project)
    anchors = {path: _html.parse(text).anchors for path, text in reading.built.items()}
    for path, text in reading.built.items():
        for element in _html.parse(text).elements:
            for address in _addresses(element):
                message = _problem(site, base, path, address, anchors)
                if message:
                    yield Finding(reading.project.place(path), element.line, element.column, "link", message)


def _addresses(element: Element) -> list[str]:
    attributes = element.attributes
    if element.tag in {"a", "area", "link"} and "href" in attributes:
        return [attributes["href"].strip()]
    if element.tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        return [attributes.get("content", "").partition("=")[2].strip(" '\"")]
    return _html.addresses(element)


def _problem(site: Path, base: str, page: Path, address: str, anchors: dict[Path, set[str]]) -> str:
    found = _html.target(site, base, page, address)
    if found is None:
        return ""
    place, fragment = Path(os.path.normpath(found[0])), found[1].partition(":~:")[0]
    if not place.is_relative_to(site):
        return f"{address} leads out of the site; link to a page of it, or write the whole address"
    if not place.is_file():
        return f"{address} leads nowhere: there is no {place.relative_to(site).as_posix()}; correct or remove the link"
    if fragment not in TOP and place in anchors and fragment not in anchors[place]:
        return (
            f"{address} leads nowhere: {place.relative_to(site).as_posix()} has no anchor {fragment}; correct the link"
        )
    return ""
