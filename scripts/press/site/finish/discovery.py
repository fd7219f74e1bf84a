"""What search engines, feed readers and social networks read: the head of each page, `robots.txt`, and a card."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from press.article import store, texts
from press.core import files, settings
from press.core.project import Project
from press.evidence.drawing import frames
from press.html.page import Page
from press.site import addresses
from press.site.finish.card import Card
from press.site.pages.articles import Article

SIZE = {"width": 1200, "height": 630}


class Site(NamedTuple):
    """What all pages of a site say of it."""

    url: str
    name: str


class Heads:
    """What others read in the head of each page; `robots.txt` and the cards are written at once."""

    def __init__(self, project: Project, folder: Path, base: str, found: list[Article]) -> None:
        self.site = Site(base, settings.texts(project.root)["site_name"])
        self.articles = {f"{article.address}index.html": article for article in found}
        self.cards = _found(project, self.site)
        self.cards |= _cards(project, self.site, [each for each in found if each.page not in self.cards])
        for each in set(self.cards.values()):
            (folder / each.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / each.name).write_bytes(each.data)  # as a page that is being built: nobody reads it yet
        self.front = self.cards.get(project.article.removeprefix("content/"))
        robots = folder / "robots.txt"
        if not robots.exists():
            files.replace(robots, f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode())

    def of(self, page: Page, name: str) -> str:
        """The lines for a page, by its path below the site; none for what is not there or only leads on."""
        if name == "404.html" or page.leads_on:
            return ""
        article = self.articles.get(name)
        source = name.removesuffix("/index.html") + ".md"
        card = self.cards[article.page] if article else self.cards.get(source, self.front)
        lines = _head(page, self.site.url + name.removesuffix("index.html"), self.site, article, card)
        return "".join(f"{line}\n" for line in lines)


def _cards(project: Project, site: Site, found: list[Article]) -> dict[str, Card]:
    """The card of each article that has none of what was found, by its page."""
    from press.site.finish import card  # noqa: PLC0415 - loads the drawing library, which only a site with an address needs

    return {article.page: card.draw(project, article, site.name) for article in found}


def _found(project: Project, site: Site) -> dict[str, Card]:
    """The cards of what was found, by page: of each claim, its figures, its page of evidence, and of the front page."""
    from press.site.finish import claim_card  # noqa: PLC0415 - as above

    known = store.of(project) if project.claims.is_file() else None
    claims = known.judged if known else []
    cards: dict[str, Card] = {}
    for claim in claims:
        stem = f"claim-{claim.anchor}"
        quoted = f"\u201c{claim.quote}\u201d"
        cards[addresses.claim_page(claim.anchor)] = claim_card.of_claim(project, stem, quoted, claim, site.name)
        question = texts.title(project.content / claim.page) if claim.page and claim.page not in cards else ""
        if question:
            stem = Path(claim.page).stem
            cards[claim.page] = claim_card.of_claim(project, stem, question, claim, site.name)
        for name in (*claim.figures, *claim.experiments):  # what a figure says is said of a claim that rests on it
            cards.setdefault(addresses.figure_page(name), cards[addresses.claim_page(claim.anchor)])
    shown = [claim.picture.figure for claim in claims if claim.picture]
    if known and shown and shown[0] in known.results and frames.sheets(known.results[shown[0]]):
        page = project.article.removeprefix("content/")
        title = texts.title(project.root / project.article)
        cards[page] = claim_card.of_front(project, title, claims, known.results[shown[0]], site.name)
    return cards


def _head(page: Page, url: str, site: Site, article: Article | None, card: Card | None) -> list[str]:
    title = article.title if article else _title(page).removesuffix(f" - {site.name}")
    about = article.description if article else page.described
    properties: dict[str, Any] = {
        "og:type": "article" if article else "website", "og:title": title, "og:description": about, "og:url": url,
        "og:site_name": site.name,
    }  # fmt: skip
    if card:
        properties |= {"og:image": site.url + card.name, "og:image:alt": card.alt}
        properties |= {f"og:image:{key}": value for key, value in SIZE.items()}
    if article:
        properties["article:published_time"] = article.appeared.isoformat()
    # Relative: the theme's script asks the host of every alternate for a sitemap, also where a copy is looked at
    up = "../" * url.removeprefix(site.url).count("/")
    feed = f'title="{escape(site.name)}" href="{up}{addresses.FEED}"'
    lines = [f'<link rel="alternate" type="application/rss+xml" {feed}>']
    lines += [f'<meta property="{key}" content="{escape(str(value))}">' for key, value in properties.items() if value]
    lines += [f'<meta name="twitter:card" content="{"summary_large_image" if card else "summary"}">']
    return lines + ([_structured(article, url, site, card)] if article else [])


def _structured(article: Article, url: str, site: Site, card: Card | None) -> str:
    """The article in schema.org's terms; data, which no policy blocks."""
    body: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Article", "headline": article.title, "mainEntityOfPage": url,
        "description": article.description, "datePublished": article.appeared.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.url},
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "image": site.url + card.name if card else "",
    }  # fmt: skip
    text = json.dumps({key: value for key, value in body.items() if value}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'


def _title(page: Page) -> str:
    return next(((each.text or "").strip() for each in page.elements("title")), "")
