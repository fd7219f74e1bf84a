"""What stands around the author's words on the article's page: who, what was found, one picture, ways on and replies.

The words themselves stay as they are and in their order. Everything here is left out by search and by the feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from press.article import texts
from press.article.ledger import Claim
from press.core import settings
from press.core.files import contents
from press.site import addresses, written
from press.site.blog import discussion
from press.site.markdown import notes
from press.site.markdown.blocks import PageProcessor, is_article
from press.site.pages import articles

WAYS = 2  # on from the article
HOW = (
    '<p class="how">A raised number leads to the verdict <span class="beside">beside</span><span class="below">below'
    "</span> the paragraph. Press the verdict for the evidence.</p>"
)


class Around(PageProcessor):
    """Set what stands around the article, once its claims are marked."""

    def run(self, root: ET.Element) -> None:
        """Number the claims as they come, and put each thing where it belongs."""
        if not is_article(self.evidence, self.where):
            return
        claims = {claim.id: claim for claim in self.evidence.store.judged}
        numbered: list[tuple[int, Claim]] = []
        for block in list(root):
            here: list[tuple[int, Claim]] = []
            for mark in (mark for mark in block.iter("mark") if "data-claim" in mark.attrib):
                here.append((len(numbered) + len(here) + 1, claims[mark.attrib["data-claim"]]))
                mark.set("data-ordinal", str(here[-1][0]))
            numbered += here
            below = [notes.verdicts(here)] if here else []
            below += [self._picture(claim) for _, claim in here if claim.picture]
            self._insert(root, list(root).index(block) + 1, below)
        self._insert(root, _beginning(root), [self._about([claim for _, claim in numbered])])
        items = [self.evidence.note(self.where.base, claim, number) for number, claim in numbered]
        self._insert(
            root, len(root), [*self._onward(), *discussion.of_article(self.evidence.project), notes.behind(items)]
        )

    def _insert(self, root: ET.Element, place: int, html: list[str]) -> None:
        for each in reversed(html):
            element = ET.Element("p")
            element.text = self.md.htmlStash.store(each)
            root.insert(place, element)

    def _picture(self, claim: Claim) -> str:
        picture = claim.picture
        assert picture is not None  # noqa: S101 - asked before
        if picture.figure in self.evidence.store.drawings:
            return self.evidence.drawing(self.where.base, picture, "thesis", claim)
        return self.evidence.sheets(self.where.base, picture.figure, "thesis", picture.says, claim)

    def _about(self, claims: list[Claim]) -> str:
        project = self.evidence.project
        article = articles.of(written.page(project, project.root / project.article))
        said = byline(article) if article and not article.is_in_blog else ""
        count = f"Its {len(claims)} claims, tested:" if len(claims) != 1 else "Its claim, tested:"
        tested = f'<div class="tested"><strong>{count}</strong> {notes.tally(claims)}</div>'
        return f'<aside class="about" aria-label="About this page" data-search-exclude>{said}{tested}{HOW}</aside>'

    def _onward(self) -> Iterator[str]:
        """The first pages that the navigation names behind the article, with their descriptions."""
        project = self.evidence.project
        entries = settings.navigation(project.root)
        pages = [page for page, _ in entries]
        behind = entries[pages.index(self.where.page) + 1 :] if self.where.page in pages else []
        links = []
        for page, name in [entry for entry in behind if entry[1]][:WAYS]:
            path = project.content / page
            about = texts.matter(contents(path).decode(), page).get("description", "") if path.is_file() else ""
            target = addresses.relative(self.where.base, page)
            links.append(f'<a href="{target}"><b>{escape(name)}</b> {escape(str(about))}</a>')
        if links:
            yield f'<nav class="onward" aria-label="On from here" data-search-exclude>{"".join(links)}</nav>'


def byline(article: articles.Article) -> str:
    """Who wrote it, when, and where it first stood, as far as the project knows."""
    day = f'<time datetime="{article.appeared:%Y-%m-%d}">{article.appeared.day} {article.appeared:%B %Y}</time>'
    who = f"By {escape(', '.join(article.authors))}, {day}" if article.authors else day
    original = f' · <a href="{escape(article.original)}">the original</a>' if article.original else ""
    return f'<p class="byline">{who}{original}</p>'


def _beginning(root: ET.Element) -> int:
    """Before the first words of the author's text: behind the title and what stands with it."""
    titles = [place for place, block in enumerate(root) if block.tag == "h1"]
    start = titles[0] + 1 if titles else 0
    return next((place for place in range(start, len(root)) if not root[place].get("class")), len(root))
