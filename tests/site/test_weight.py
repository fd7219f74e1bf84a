"""Pages weigh little, on the line and on paper."""

from __future__ import annotations

import pytest

from weight import limits, weights

pytestmark = pytest.mark.slow

# One engine shows what it finds in a box of its own, in a shadow tree.
FOUND = """() => [document, ...[...document.querySelectorAll('*')].map((each) => each.shadowRoot).filter(Boolean)]
    .flatMap((tree) => [...tree.querySelectorAll(tree === document ? '[class*=search] a' : 'a')])
    .some((link) => /photocopy/i.test(link.textContent))"""
PAPER = {
    "": 5,
    "evidence/c1-data-supply/": 7,
    "evidence/c2-checkable-answers/": 7,
    "evidence/c3-photocopy/": 7,
    "figures/text_recursion/": 8,
}


def test_no_page_is_heavier_than_it_may_be(site):
    """The article, what a first visit to it fetches, and the same of every other page."""
    found = weights(site)
    assert len(found) > 50
    heavy = {name: weight for name, weight in found.items() if any(map(int.__gt__, weight, limits(name)))}
    assert heavy == {}


@pytest.mark.parametrize("path", PAPER)
def test_a_page_is_printed_on_few_sheets(open_page, path):
    """Data, forms and ways on stay off the paper."""
    data = open_page(path).pdf(format="A4")
    assert 1 <= data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") <= PAPER[path]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_search_index_is_fetched_by_those_who_search(open_page, address, zensical_address, engine):
    """Nothing of it comes before, and what is typed is found: this fails when an engine changes how it loads."""
    base = {"mkdocs": address, "zensical": zensical_address}[engine]
    page = open_page(base=base)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert not [url for url in asked if "search" in url and url.endswith((".json", ".js"))]
    page.locator(".md-search__input, [role=combobox], .md-search__button").first.click()
    page.keyboard.type("photocopying", delay=60)
    page.wait_for_function(FOUND)
    assert [url for url in asked if url.endswith((".json", ".json?")) and "search" in url]
