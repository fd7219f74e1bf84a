"""An address leads to the page and the place where something stands."""

from __future__ import annotations

import itertools
import posixpath

from press.site import addresses


def test_an_item_of_a_list_stands_with_its_list():
    """The page of a figure has a line for the whole parameter, and none for each of its items."""
    assert addresses.number("stock", "page_growth[1]", is_parameter=True) == "figures/stock.md#param-page-growth"
    assert addresses.number("stock", "share_used") == "figures/stock.md#number-share-used"


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
