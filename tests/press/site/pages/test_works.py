"""The page of sources has every work, the words stored of it as they are, and everything that leans on it."""

from __future__ import annotations

from pathlib import Path

import markdown
from bs4 import BeautifulSoup

from press.article import ledger, references
from press.article.references import Passage, Reference
from press.core import project, results
from press.site.pages import claims as claim_pages
from press.site.pages import works as source_pages

FOUND = project.find(Path(__file__).parents[4])
HOSTILE = 'Words with <script>alert(1)</script>, *stars*, [a link](x) & "marks".'


def page(library, claims=(), everything=None):
    path, text = source_pages.page(FOUND, list(claims), everything or {}, library)
    assert path == "sources.md"
    html = markdown.markdown(text.decode().split("---\n", 2)[2], extensions=["md_in_html"])
    return BeautifulSoup(html, "html.parser")


def test_every_work_and_passage_of_the_site_is_there():
    """Nothing that is stored is hidden, and each work is used by something."""
    everything = results.read_all(FOUND.figures)
    works = references.read(FOUND.content / "references.bib")
    stored = references.passages(FOUND.content / "passages.yml")
    claims = ledger.judged(FOUND.claims, everything)
    soup = page(claim_pages.Library(works, stored), claims, everything)
    sections = {section["id"].removeprefix("work-"): section for section in soup.select("section.work")}
    assert set(sections) == set(works)
    for key, passages in stored.items():
        quoted = [" ".join(each.get_text().split()) for each in sections[key].select("blockquote > p")]
        assert quoted == [passage.text for passage in passages]
    guo = sections["guo2024"]
    assert "C4" in guo.get_text()
    assert guo.select_one('a[href="evidence/c3-photocopy.md"]').get_text() == "The photocopy"


def test_a_passage_is_text_whatever_it_holds():
    """Markup in a source's words is shown and not obeyed, and second-hand reading is said."""
    work = Reference("smith2024", "Smith 2024", "J. Smith. Fruit.", located=True)
    soup = page(
        claim_pages.Library({"smith2024": work}, {"smith2024": [Passage(HOSTILE, "second-hand", "a <review>")]})
    )
    assert soup.select_one("blockquote > p").get_text() == HOSTILE
    assert soup.select_one("blockquote footer").get_text() == "Read at second hand, in: a <review>."
    assert soup.find("script") is None
