"""What was shown from elsewhere becomes a link to it: the reader's browser asks nobody until the link is followed.

The link says the title where the source has it. A picture stands with it where the blog itself has one, which is so for
its own posts; that of a film or a message is on the servers of others, whom neither an import nor a reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from press.html import hosts, players, safe, tags
from press.html.tree import Element, Node
from press.wordpress.content.surroundings import Notes, Surroundings, changed
from press.wordpress.source.model import Post

BARE = re.compile(r"https?://\S+")


def remembered(root: Element, post: Post) -> None:
    """An embedded address gives way to what the server once fetched for it, which it keeps in fields of the post."""
    answers = [(html, {_compared(url) for url in _addresses(html)}) for _, html in post.embeds if not post.rendered]
    for figure in list(root.walk()) if answers else ():  # an answer is not looked through for more
        if "wp-block-embed" in figure.classes and (place := _bare(figure)):
            asked = _compared(place.text().strip())
            answer = next((html for html, addresses in answers if asked in addresses), None)
            if answer is not None:
                place.children = safe.read(answer).children


def _addresses(html: str) -> Iterator[str]:
    for _, attributes in tags.read(html):
        yield from filter(BARE.fullmatch, (attributes.get(key, "") for key in ("href", "src")))


def linked(root: Element, around: Surroundings, notes: Notes) -> None:
    """Players and bare addresses become links; a post of the blog itself is shown with its picture."""
    for element in root.walk():
        for index, child in enumerate(element.children):
            if isinstance(child, Element) and "player" in child.classes:
                element.children[index] = _card(child)
            elif isinstance(child, Element) and "wp-block-embed" in child.classes:
                _bare_address(child, around, notes)
                _with_picture(child, around)


def _compared(url: str) -> str:
    """An address without what a provider adds to it in order to know who follows it."""
    page = players.page(url)
    if page != url or players.plays(url) or hosts.broken(url):
        return page
    return urlunsplit((*urlsplit(url)[:3], "", "")).rstrip("/")


def _bare(figure: Element) -> Element | None:
    """What of a figure holds an address alone: the server shows what that leads to, an export may not know it."""
    inside = (inner for inner in figure.walk() if inner is not figure and inner.find("a") is None)
    return next((inner for inner in inside if BARE.fullmatch(inner.text().strip())), None)


def _bare_address(figure: Element, around: Surroundings, notes: Notes) -> None:
    if place := _bare(figure):
        address = place.text().strip()
        place.children = [_link(players.page(address), address)]
        if not players.plays(address) and around.name(address) is None:
            said = "embed of {}: a link stands in for what the server showed of it"
            notes.losses.append(changed(said, hosts.host(address)))


def _with_picture(figure: Element, around: Surroundings) -> None:
    link = figure.find("a")
    picture = around.preview(link.attributes.get("href", "")) if link else None
    if link and picture:
        link.children.insert(0, Element("span", {"class": "embed-picture"}, [picture]))


def _card(player: Element) -> Node:
    source = player.attributes.get("href", "")
    if not re.match(r"(?:https?:)?//", source):
        return ""
    page = players.page(source)
    return _link(page, player.attributes.get("title", "").strip() or page)


def _link(address: str, text: str) -> Element:
    return Element("a", {"class": "embed", "href": address}, [text])
