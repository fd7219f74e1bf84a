"""How heavy pages are on a first visit: what a browser must fetch to show them, compressed as a host sends it.

Pictures that wait until they are near, and the search index, which waits until somebody searches, are not part of it;
`tests/site/test_weight.py` holds with a browser that the second does.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlparse

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

KIB = 1024
ARTICLE, FRONT, ANY = 16 * KIB, 95 * KIB, 120 * KIB  # the article's page, its first visit, that of any page
PACKED = {".html", ".css", ".js", ".svg", ".json"}


class Weight(NamedTuple):
    """Bytes of a page and of all that it asks for at once."""

    page: int
    whole: int


@cache
def packed(path: Path) -> int:
    """The bytes of a file as a host sends it."""
    data = path.read_bytes()
    return len(gzip.compress(data, 9)) if path.suffix in PACKED else len(data)


def asked(site: Path, page: str, *, waiting: bool = False) -> list[Path]:
    """The styles, scripts and pictures that a page asks for at once, and those that wait until they are near."""
    soup = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
    links = [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon]")]
    links += [tag["src"] for tag in soup.select("script[src], img[src]:not([loading=lazy])")]
    links += [tag["src"] for tag in soup.select(".day img[src]") if waiting]
    return sorted({site / urlparse(urljoin(f"/{page}", link)).path.lstrip("/") for link in links})


def weights(site: Path, *, waiting: bool = False) -> dict[str, Weight]:
    """The weight of each page of a built site, but for those that only lead on."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site).as_posix()
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            found[name] = Weight(packed(path), packed(path) + sum(map(packed, asked(site, name, waiting=waiting))))
    return found


def limits(name: str) -> Weight:
    """What a page may weigh."""
    return Weight(ARTICLE, FRONT) if name == "index.html" else Weight(ANY, ANY)
