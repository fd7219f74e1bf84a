"""Approved comments become a file beside their page: name, date and text, and nothing that identifies anybody else.

`press.site.blog` sets them under the post when the site is built. The file is plain data, so that replies which come in
later can be added to it, and the page of prose stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

import yaml

from press.html import comment, hosts, tree
from press.html.characters import FORBIDDEN
from press.html.tree import Element, Node
from press.wordpress.content import autop
from press.wordpress.content.surroundings import Notes, changed
from press.wordpress.mirror import names
from press.wordpress.source.model import Comment

Link = Callable[[str, Notes], str | None]

FILE = "comments.yml"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BARE_URL = re.compile(r"(?<![\w/])(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])")
TAG = re.compile(r"(<[^<>]*>)")


def serialise(
    comments: Iterable[Comment], own: frozenset[str], private: hosts.Own, notes: Notes, link: Link | None = None
) -> bytes | None:
    """The file's bytes, in the order of dates, as a blog shows them; None where there are no comments.

    `link` says where a link leads from the page that they stand on, and None for one that leads nowhere.
    """
    in_order = sorted(comments, key=lambda comment: (comment.date, comment.number))
    entries = [_entry(comment, own, private, notes, link) for comment in in_order]
    return dump(entries).encode() if entries else None


def dump(said: Any) -> str:
    """Comments, or what is said of a page, as YAML."""
    return str(yaml.dump(said, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=100000))


def _entry(
    comment: Comment, own: frozenset[str], private: hosts.Own, notes: Notes, link: Link | None
) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": comment.number}
    if comment.parent:
        entry["parent"] = comment.parent
    if comment.kind != "comment":
        entry["kind"] = "mention"
    entry["name"] = plain(comment.author) or "Anonymous"
    if site := website(comment.url, own):
        entry["site"] = site
    if comment.date and not comment.when:
        notes.losses.append(changed("date of a comment {}: the calendar lacks it, so it is left out", comment.date))
    return entry | {"date": comment.when, "text": text(comment.content, private, notes, link)}


def plain(markup: str, own: hosts.Own | None = None) -> str:
    """Markup as text that may stand anywhere, without private addresses, or without the blog's `own`."""
    text = unescape(comment.words(FORBIDDEN.sub("", markup)))
    return names.shown(hosts.redact(" ".join(FORBIDDEN.sub("", text).split()), own)[0])


def website(url: str, own: frozenset[str]) -> str:
    """A commenter's website, where it is one that anybody can visit."""
    url = url.strip()
    if not re.match(r"https?://", url, re.IGNORECASE) or hosts.broken(url):
        return ""
    host = hosts.host(url)
    return "" if host is None or host in own or hosts.private(host) or re.search(r"[\s\"'<>@]", url) else url


def text(content: str, own: hosts.Own, notes: Notes, link: Link | None = None) -> str:
    """The text as sanitised HTML: stricter than a post, for it is a stranger's."""
    html = autop.paragraphs(_linked(FORBIDDEN.sub("", content.replace("\r\n", "\n"))))
    html, found = hosts.redact(_leading(comment.sanitised(html), notes, link or _kept), own)
    notes.withheld.extend(f"{address} in a comment (a private address)" for address in found)
    return html.strip()


def _linked(html: str) -> str:
    """The text with its bare addresses as links, save those within a link."""
    within, pieces = False, TAG.split(html)
    for index, piece in enumerate(pieces):
        if index % 2:
            within = piece[:2].lower() == "<a" if re.match(r"</?a\b", piece, re.IGNORECASE) else within
        elif not within:
            pieces[index] = BARE_URL.sub(r'<a href="\1">\1</a>', piece)
    return "".join(pieces)


def _kept(href: str, notes: Notes) -> str | None:
    """What leads into a private network leads nowhere."""
    if not hosts.private(hosts.host(href)):
        return href
    notes.withheld.append(f"link to {href} in a comment (a private address), its text is kept")
    return None


def _leading(html: str, notes: Notes, link: Link) -> str:
    """The text with links that hold on its page, and those that lead nowhere dissolved; as it is where all hold."""
    root = tree.parse(html) if "<a " in html else Element("body")
    links = [found for found in root.walk() if found.tag == "a" and "href" in found.attributes]
    targets = {found: link(unescape(found.attributes["href"]), notes) for found in links}
    if all(target == found.attributes["href"] for found, target in targets.items()):
        return html
    for found, target in targets.items():
        if target:
            found.attributes["href"] = target
    dead = [found for found, target in targets.items() if not target]
    for element in root.walk():
        element.children = [new for child in element.children for new in _inside(child, dead)]
    return "".join(map(tree.serialise, root.children))


def _inside(node: Node, private: list[Element]) -> list[Node]:
    return node.children if isinstance(node, Element) and node in private else [node]
