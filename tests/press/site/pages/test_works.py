"""The page of sources has every work, the words stored of it as they are, and everything that leans on it."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from press.article.references import Passage, Reference
from press.article.store import Store
from press.core import project
from press.site.pages import works as source_pages

pytestmark = pytest.mark.slow

FOUND = project.find(Path(__file__).parents[4])
HOSTILE = 'Words with <script>alert(1)</script>, *stars*, [a link](x) & "marks".'


def page(store):
    path, text = source_pages.page(store)
    assert path == "sources.md"
    html = markdown.markdown(text.decode().split("---\n", 2)[2], extensions=["md_in_html"])
    return BeautifulSoup(html, "html.parser")


def test_every_work_and_passage_of_the_site_is_there():
    """Nothing that is stored is hidden, and each work is used by something."""
    store = Store(FOUND)
    soup = page(store)
    sections = {section["id"].removeprefix("work-"): section for section in soup.select("section.work")}
    assert set(sections) == set(store.works)
    for key, passages in store.passages.items():
        quoted = [" ".join(each.get_text().split()) for each in sections[key].select("blockquote > p")]
        assert quoted == [passage.text for passage in passages]
    guo = sections["guo2024"]
    assert "C4" in guo.get_text()
    assert guo.select_one('a[href="evidence/c3-photocopy.md"]').get_text() == "Is it like photocopying a photocopy?"


def test_a_passage_is_text_whatever_it_holds():
    """Markup in a source's words is shown and not obeyed, and second-hand reading is said."""
    store = Store(FOUND)
    store.works = {"smith2024": Reference("smith2024", "Smith 2024", "J. Smith. Fruit.", located=True)}
    store.passages = {"smith2024": [Passage(HOSTILE, "second-hand", "a <review>")]}
    soup = page(store)
    assert soup.select_one("blockquote > p").get_text() == HOSTILE
    assert soup.select_one("blockquote footer").get_text() == "Read at second hand, in: a <review>."
    assert soup.find("script") is None
