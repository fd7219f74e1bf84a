"""The feed has the author's words and nothing that was set around them."""

from __future__ import annotations

from pathlib import Path

from press.core.project import Project
from press.html.page import Page
from press.site.finish import feed

ARTICLE = """<html><body><article><h1>It falls</h1>
<aside class="about" data-search-exclude><p>Its claim, tested</p></aside>
<p>It <mark class="claim" data-verdict="overstated" data-ordinal="1">falls</mark>. <mark>Kept</mark></p>
<ul class="verdicts" data-search-exclude><li><button>1 overstated</button></li></ul>
<figure class="sheets" data-search-exclude><img src="figures/a.png" alt="A"></figure>
<section class="claim-notes" data-search-exclude><aside>Why</aside></section></article></body></html>"""


def test_what_was_found_is_no_part_of_the_feed():
    """No highlighted claim, no verdict, no note: a reader of feeds has neither the style nor the place for them."""
    project = Project(Path("/nowhere"), "lab", "content/index.md")
    text = feed.text(project, Page(ARTICLE, "index.html"), "https://essays.example/", "https://essays.example/")
    assert text == "<p>It falls. <mark>Kept</mark></p>"
