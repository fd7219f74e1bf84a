"""Every link from a page to a page, or to a file beside it, leads to one that is there, before anything is built.

What the toolkit makes of the evidence is not there yet: pages below `claims/`, `figures/` and `sources/`, and
`sources.md`. The rule `link` holds those on the built site, and all links of a mirrored blog, whose lists are made too.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath
from urllib.parse import unquote, urlsplit

from press.article import prose
from press.check.finding import Finding, once
from press.check.reading import Reading
from press.core import account

STAGE = "sources"
MADE = ("claims", "figures", "sources")
SOURCES = "sources.md"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each link of a page to a file that is not there, or for all where they are many."""
    yield from once(_lost(reading))


def _lost(reading: Reading) -> Iterator[Finding]:
    content = reading.project.content
    if (content / account.PLACE).is_file():
        return
    for path, text in reading.pages.items():
        for offset, address in addresses(reading, text):
            place = unquote(address.partition("#")[0].partition("?")[0])
            inside = normpath(path.parent.relative_to(content) / place)
            made = inside == SOURCES or inside.split("/")[0] in MADE or inside.startswith("../figures/")
            if not made and not (content / inside).exists():
                message = f"{address} leads nowhere: there is no {inside} in content/; correct or remove the link"
                yield Finding(*reading.place(path, text, offset), "target", message)


def addresses(reading: Reading, text: str) -> Iterator[tuple[int, str]]:
    """The addresses of links and images in Markdown that lead to files, and where they stand."""
    for each in prose.leading(text, reading.dialect):
        address = each.address.strip()
        if not each.raw and "." in address and not urlsplit(address).scheme and not address.startswith(("#", "/")):
            yield each.at, address
