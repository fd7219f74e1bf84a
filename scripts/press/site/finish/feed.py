"""The feed: the latest articles as RSS with their full text, as WordPress had it, and each verdict that has changed."""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import nh3
from lxml import etree

from press.article import record, store
from press.article.ledger import Claim
from press.core import results, settings
from press.core.errors import PressError
from press.core.project import Project
from press.html import hosts, tree
from press.html.characters import FORBIDDEN
from press.html.page import Page
from press.site import addresses
from press.site.pages.articles import Article
from press.site.templating import plain

LATEST = 20
ATOM, CONTENT, DC = (
    "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/",
)  # fmt: skip
# What a reader of feeds cannot use: what needs the site's script or style, and what the feed says elsewhere.
SILENCED = {"button", "form", "nav", "picture", "script", "style", "svg"}
DROPPED = {
    "headerlink", "md-content__button", "mirrored", "blog-top", "post-meta", "post-tags", "post-comments", "reply",
}  # fmt: skip
APART = "data-search-exclude"  # what stands around an author's words, and the data below a figure
KEPT = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "*": {"class", "data-figure", APART}}
ADDRESSES = {"href", "src"}


class News(NamedTuple):
    """A claim whose verdict is another one now: where it stands, when that was seen, and what is said of it."""

    address: str
    appeared: datetime
    title: str
    text: str


def news(project: Project) -> list[News]:
    """The changes of verdicts that the project has recorded, the latest first."""
    claims = {claim.id: claim for claim in store.of(project).judged} if project.claims.is_file() else {}
    found = (change for change in record.changes(record.read(project)) if change.claim in claims)
    return [_told(claims[change.claim], change) for change in found][:LATEST]


def _told(claim: Claim, change: record.Change) -> News:
    title = f"\u201c{claim.quote}\u201d: {change.after}, no longer {change.before}"
    address = f"{addresses.served(addresses.claim_page(claim.anchor))}#{change.day:%Y-%m-%d}"
    said = " ".join(filter(None, (claim.reason, plain(claim.fair)))) if change.after == claim.verdict else ""
    return News(address, datetime.combine(change.day, time.min, UTC), title, said)


def serialise(project: Project, base: str, found: list[Article], texts: dict[str, str]) -> bytes:
    """The feed's bytes, with the articles' texts by their addresses; the same articles make the same bytes."""
    for prefix, name in ("atom", ATOM), ("content", CONTENT), ("dc", DC):
        ET.register_namespace(prefix, name)
    said = settings.texts(project.root)
    found = found[:LATEST]
    rss = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(rss, "channel")
    about = {"title": said["site_name"], "link": base, "description": said["site_description"] or said["site_name"]}
    for tag, text in about.items():
        ET.SubElement(channel, tag).text = text
    if base:
        own = {"rel": "self", "type": "application/rss+xml", "href": base + addresses.FEED}
        ET.SubElement(channel, f"{{{ATOM}}}link", own)
    told = news(project)
    if found or told:
        latest = max([entry.appeared for entry in told] + [article.appeared for article in found])
        ET.SubElement(channel, "lastBuildDate").text = format_datetime(latest)
    for entry in told:
        _item(channel, entry, base, (), entry.text or entry.title)
    for article in found:
        item = _item(channel, article, base, article.authors, article.description)
        ET.SubElement(item, f"{{{CONTENT}}}encoded").text = FORBIDDEN.sub("", texts[article.address])
    ET.indent(rss)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(rss, encoding="unicode")}\n'.encode()


def _item(channel: ET.Element, entry: News | Article, base: str, authors: tuple[str, ...], about: str) -> ET.Element:
    item, url = ET.SubElement(channel, "item"), base + entry.address
    ET.SubElement(item, "title").text = FORBIDDEN.sub("", entry.title)
    ET.SubElement(item, "link").text = url
    ET.SubElement(item, "guid", {"isPermaLink": "true" if base else "false"}).text = url
    ET.SubElement(item, "pubDate").text = format_datetime(entry.appeared)
    for name in authors:
        ET.SubElement(item, f"{{{DC}}}creator").text = name
    ET.SubElement(item, "description").text = FORBIDDEN.sub("", about)
    return item


def text(project: Project, page: Page, url: str, base: str) -> str:
    """The article on a built page, as HTML that stands alone: whole addresses, pictures in place of drawings."""
    article = next(page.elements("article"), None)
    if article is None:
        raise PressError(f"{page.place}: has no <article> to put into the feed; has the theme changed?")
    html = etree.tostring(article, encoding="unicode", method="html", with_tail=False)
    tags = (nh3.ALLOWED_TAGS | {"figure", "figcaption", "section", "mark"}) - SILENCED
    clean = tree.parse(nh3.clean(html, tags=tags, attributes=KEPT, clean_content_tags=SILENCED, link_rel=None))
    root = clean.find("article") or clean
    _alone(project, root, url, base)
    return "".join(map(tree.serialise, root.children)).strip()


def _alone(project: Project, element: tree.Element, url: str, base: str) -> None:
    """Take out of a part of the page what belongs to the site, and write its addresses out."""
    children: list[tree.Node] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif child.tag != "h1" and not DROPPED & set(child.classes) and APART not in child.attributes:
            is_bare = child.tag == "mark" and "claim" in child.classes
            _alone(project, child, url, base)  # which takes its class away
            children.extend(child.children if is_bare else [child])
    element.children = children
    if name := element.attributes.pop("data-figure", ""):
        title = results.read(project.figures / f"{name}.json").title
        element.children.insert(0, tree.Element("img", {"src": f"{base}figures/{name}.svg", "alt": title}))
    element.attributes.pop("class", None)
    for key in (key for key in ADDRESSES & element.attributes.keys() if not hosts.broken(element.attributes[key])):
        element.attributes[key] = urljoin(url, element.attributes[key])
