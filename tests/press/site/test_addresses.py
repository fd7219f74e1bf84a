"""An address leads to the page and the place where something stands."""

from __future__ import annotations

import itertools
import posixpath

from press.site import addresses


def test_a_number_and_a_parameter_stand_in_lines_of_their_own():
    """A name is no anchor until its strokes are those of one."""
    assert addresses.number("stock", "page_growth", "param") == "figures/stock.md#param-page-growth"
    assert addresses.number("stock", "share_used", "number") == "figures/stock.md#number-share-used"


PAGES = ["index.md", "about.md", "about/index.md", "2010/01/02/note/index.md", "2010/01/index.md", "a/b.md"]
TARGETS = [*PAGES, "assets/a.css", "a/./b.md", "a/../about.md#x"]


def test_a_link_leads_the_shortest_way():
    """It is the way that the library of paths finds, with a stroke at the end where a folder is meant."""
    for page, target in itertools.product(PAGES, TARGETS):
        path, sign, fragment = target.partition("#")
        here, there = addresses.served(page), addresses.served(path)
        way = posixpath.relpath(there or ".", posixpath.dirname(here) or ".")
        end = "/" if there.endswith("/") or not there else ""
        assert addresses.relative(page, target) == f"{way}{end}{sign}{fragment}"
