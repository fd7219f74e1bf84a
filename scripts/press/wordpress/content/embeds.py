"""What was shown from elsewhere becomes a link to it: the reader's browser asks nobody until the link is followed.

The link says the title where the source has it. A picture stands with it where the blog itself has one, which is so for
its own posts; that of a film or a message is on the servers of others, whom neither an import nor a reader asks.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit, urlunsplit

from press.html import hosts, safe, tree
from press.html.tree import Element

if TYPE_CHECKING:
    from press.html.tree import Node
    from press.wordpress.content.surroundings import Notes, Surroundings
    from press.wordpress.source.model import Post

WATCH = "https://www.youtube.com/watch?v={}"
PLAYERS = {"youtube.com": WATCH, "youtube-nocookie.com": WATCH, "youtu.be": WATCH, "vimeo.com": "https://vimeo.com/{}"}
EMBEDDED = re.compile(r"(<figure\b[^>]*\bwp-block-embed\b[^>]*>\s*<div\b[^>]*>)\s*(https?://[^\s<>]+)\s*(?=</div>)")
ADDRESS = re.compile(r"\b(?:href|src)=[\"'](https?://[^\"']+)")


def remembered(content: str, post: Post) -> str:
    """The content with what the server once fetched for an embedded address, which it keeps in fields of the post."""

    def replace(match: re.Match[str]) -> str:
        asked = _compared(unescape(match[2]))
        answers = (html for _, html in post.embeds if asked in map(_compared, map(unescape, ADDRESS.findall(html))))
        answer = next(answers, None)
        # read alone: a tag that is not closed in it must not swallow the rest of the post
        return match[1] + (match[2] if answer is None else "".join(map(tree.serialise, safe.read(answer).children)))

    return EMBEDDED.sub(replace, content) if post.embeds else content


def linked(root: Element, around: Surroundings, notes: Notes) -> None:
    """Players and bare addresses become links; a post of the blog itself is shown with its picture."""
    for element in root.walk():
        for index, child in enumerate(element.children):
            if isinstance(child, Element) and "player" in child.classes:
                element.children[index] = _card(child)
            elif isinstance(child, Element) and "wp-block-embed" in child.classes:
                _bare_address(child, around, notes)
                _with_picture(child, around)


def player_page(url: str) -> str:
    """The page that a player's address stands for: no visitor wants to be sent to a bare player."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.")
    steps = [step for step in parts.path.split("/") if step]
    if host not in PLAYERS or not steps:
        return url
    identity = parse_qs(parts.query).get("v", [steps[-1]])[0]
    return PLAYERS[host].format(identity) if re.fullmatch(r"[\w-]+", identity) else url


def is_player(url: str) -> bool:
    """Whether an address is that of a film, of which a page shows no words."""
    return (hosts.host(url) or "").removeprefix("www.").removeprefix("player.") in PLAYERS


def _compared(url: str) -> str:
    """An address without what a provider adds to it in order to know who follows it."""
    page = player_page(url)
    if page != url or is_player(url) or hosts.broken(url):
        return page
    return urlunsplit((*urlsplit(url)[:3], "", "")).rstrip("/")


def _bare_address(figure: Element, around: Surroundings, notes: Notes) -> None:
    """The server shows what an address leads to; an export may have the address alone."""
    for inner in figure.walk():
        address = inner.text().strip()
        if inner is not figure and re.fullmatch(r"https?://\S+", address) and inner.find("a") is None:
            inner.children = [_link(player_page(address), address)]
            if not is_player(address) and around.name(address) is None:
                notes.losses.append(
                    f"embed of {hosts.host(address)}: a link stands in for what the server showed of it"
                )
            return


def _with_picture(figure: Element, around: Surroundings) -> None:
    link = figure.find("a")
    picture = around.preview(link.attributes.get("href", "")) if link else None
    if link and picture:
        link.children.insert(0, Element("span", {"class": "embed-picture"}, [picture]))


def _card(player: Element) -> Node:
    source = player.attributes.get("href", "")
    if not re.match(r"(?:https?:)?//", source):
        return ""
    page = player_page(source)
    return _link(page, player.attributes.get("title", "").strip() or page)


def _link(address: str, text: str) -> Element:
    return Element("a", {"class": "embed", "href": address}, [text])
