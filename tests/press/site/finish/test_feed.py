"""The feed has the author's words and nothing that was set around them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from press.article import record
from press.core import project as projects
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


def test_a_changed_verdict_is_an_entry_of_its_own(project):
    """It says which sentence, what it is now and what it was; the first verdict of a claim is no news."""
    found = projects.find(project)
    record.keep(found, {"C1": {"2026-01-02": "contested", "2026-02-03": "supported"}, "C2": {"2026-03-04": "opinion"}})
    entries = etree.fromstring(feed.serialise(found, "https://coin.example/", [], {})).findall("channel/item")
    assert len(entries) == 1
    title, link = entries[0].findtext("title"), entries[0].findtext("link")
    assert title.endswith("\u201d: supported, no longer contested")
    assert link == entries[0].findtext("guid") == "https://coin.example/claims/c1/#2026-02-03"
    assert entries[0].findtext("pubDate") == "Tue, 03 Feb 2026 00:00:00 +0000"
    assert entries[0].findtext("description")
    record.keep(found, {"C1": {"2026-01-02": "contested"}})
    assert b"<item>" not in feed.serialise(found, "https://coin.example/", [], {})
