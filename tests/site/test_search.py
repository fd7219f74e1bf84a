"""What a reader types leads to the page that answers it."""

from __future__ import annotations

import gzip
import json

import pytest

# What people type, and where an answer stands: one of these has to be among the first three hits.
ANSWERS = {
    "model collapse": {"", "evidence/c3-photocopy/"},
    "collapse": {"", "evidence/c3-photocopy/"},
    "is model collapse real": {"evidence/c3-photocopy/", "evidence/c5-contested/"},
    "is AI eating itself": {"evidence/c3-photocopy/"},
    "synthetic data": {""},
    "how many tokens": {"evidence/c1-data-supply/"},
    "exhausted": {"evidence/c1-data-supply/", "claims/c1/"},
    "overstated": {"claims/", "claims/c3b/"},
    "verdict": {"claims/"},
    "photocopy": {"evidence/c3-photocopy/", "figures/photocopy/"},
    "gaussian": {"figures/gaussian_variance/"},
    "edge cases": {"evidence/c4-what-is-lost/", "claims/c4b/"},
    "sudoku": {"evidence/c2-checkable-answers/", "figures/self_training_puzzles/"},
    "perplexity": {"figures/text_recursion/", "evidence/c4-what-is-lost/"},
    "how much real data": {"figures/real_share/"},
    "who wrote this": {"", "licences/"},
    "download data": {"figures/"},
    "how to cite": {"figures/"},
}
FIRST = 3
HITS = """([before, first]) => {
  const meta = document.querySelector('.md-search-result__meta').textContent;
  const items = [...document.querySelectorAll('.md-search-result__item')].slice(0, first);
  const found = items.map((item) => [item.querySelector('a').href, item.querySelector('h1, h2').textContent.trim()]);
  const said = JSON.stringify([meta, found]), still = said === window.shown;
  window.shown = said;
  return found.length && said !== before && still ? said : null;
}"""


@pytest.mark.slow
def test_what_is_typed_leads_to_its_answer(open_page, address):
    """Within the first three hits, each named by a sentence or a question and never by a file."""
    page = open_page()
    field = page.locator(".md-search__input").first
    field.click()
    lost, said = {}, ""
    for words, right in ANSWERS.items():
        field.fill(words)
        field.press("End")  # the search listens to keys
        said = page.wait_for_function(HITS, arg=[said, FIRST], polling=100).json_value()
        hits = json.loads(said)[1]
        pages = {url.removeprefix(address).partition("?")[0].partition("#")[0] for url, _ in hits}
        if not pages & right:
            lost[words] = hits
        assert all(name and "_" not in name for _, name in hits), words
    assert lost == {}


@pytest.mark.slow
def test_passages_and_tables_are_not_in_the_index(site):
    """A number's row, a test's predicate and a stored passage are read on their pages, and found nowhere else."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    pages = {}
    for entry in index["docs"]:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry["text"])
    assert "press figures --force" not in str(pages["figures/real_share/"])
    assert "<table" not in str(pages["figures/real_share/"])
    assert "photocopy" in str(pages["claims/c3/"]).lower()
    assert ".again_small" not in str(pages["claims/c3/"])
    assert "sources/read/" not in pages
    assert "Used by" not in str(pages["sources/"])
    assert len(gzip.compress((site / "search/search_index.json").read_bytes())) < 90 * 1024
