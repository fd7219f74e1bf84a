"""The sources: every work with all that leans on it, and on a page of its own the words stored of it as they are."""

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


def both(store):
    """The page of works and the page of what was read."""
    made = dict(source_pages.pages(store))
    assert list(made) == ["sources.md", "sources/read.md"]
    for text in made.values():
        html = markdown.markdown(text.decode().split("---\n", 2)[2], extensions=["md_in_html"])
        yield BeautifulSoup(html, "html.parser")


def sections(soup):
    """The sections of a page by the keys of their works."""
    return {section["id"].removeprefix("work-"): section for section in soup.select("section.work")}


def test_every_work_and_passage_of_the_site_is_there():
    """Nothing that is stored is hidden, each work leads to its words and back, and says what uses it."""
    store = Store(FOUND)
    works, read = map(sections, both(store))
    assert set(works) == set(store.works)
    assert set(read) == {key for key, passages in store.passages.items() if passages}
    for key, section in read.items():
        quoted = [" ".join(each.get_text().split()) for each in section.select("blockquote > p")]
        assert quoted == [passage.text for passage in store.passages[key]]
        assert section.a["href"] == f"../sources.md#work-{key}"
        assert works[key].find("a", href=f"sources/read.md#work-{key}").get_text() == f"What was read ({len(quoted)})"
    assert not works[next(key for key in works if key not in read)].find("a", href=lambda href: "read.md" in href)
    guo = works["guo2024"]
    assert "C4" in guo.get_text()
    assert guo.select_one('a[href="evidence/c3-photocopy.md"]').get_text() == "Is it like photocopying a photocopy?"


def test_a_passage_is_text_whatever_it_holds():
    """Markup in a source's words is shown and not obeyed, and second-hand reading is said."""
    store = Store(FOUND)
    store.works = {"smith2024": Reference("smith2024", "Smith 2024", "J. Smith. Fruit.", located=True)}
    store.passages = {"smith2024": [Passage(HOSTILE, "second-hand", "a <review>")]}
    _, soup = both(store)
    assert soup.select_one("blockquote > p").get_text() == HOSTILE
    assert soup.select_one("blockquote footer").get_text() == "Read at second hand, in: a <review>."
    assert soup.find("script") is None
