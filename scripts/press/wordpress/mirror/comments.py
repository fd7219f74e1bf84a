"""Approved comments become a file beside their page: name, date and text, and nothing that identifies anybody else.

`press.site.blog` sets them under the post when the site is built. The file is plain data, so that replies which come in
later can be added to it, and the page of prose stays as it is.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import yaml

from press.html import comment, hosts, tree
from press.html.characters import FORBIDDEN
from press.html.tree import Element, Node
from press.wordpress.content import autop
from press.wordpress.mirror import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from press.wordpress.content.surroundings import Notes
    from press.wordpress.source.model import Comment

FILE = "comments.yml"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BARE_URL = re.compile(r"(?<![\"'=>\w/])(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])(?![^<]*</a>)")


def serialise(comments: Iterable[Comment], own: frozenset[str], private: hosts.Own, notes: Notes) -> bytes | None:
    """The file's bytes, in the order of dates, as a blog shows them; None where there are no comments."""
    in_order = sorted(comments, key=lambda comment: (comment.date, comment.number))
    entries = [_entry(comment, own, private, notes) for comment in in_order]
    return dump(entries) if entries else None


def dump(entries: list[dict[str, Any]]) -> bytes:
    """Entries as YAML."""
    return str(yaml.dump(entries, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=100000)).encode()


def _entry(comment: Comment, own: frozenset[str], private: hosts.Own, notes: Notes) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": comment.number}
    if comment.parent:
        entry["parent"] = comment.parent
    if comment.kind != "comment":
        entry["kind"] = "mention"
    entry["name"] = plain(comment.author) or "Anonymous"
    if site := website(comment.url, own):
        entry["site"] = site
    return entry | {"date": comment.date[:16], "text": text(comment.content, private, notes)}


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


def text(content: str, own: hosts.Own, notes: Notes) -> str:
    """The text as sanitised HTML: stricter than a post, for it is a stranger's."""
    html = autop.paragraphs(BARE_URL.sub(r'<a href="\1">\1</a>', FORBIDDEN.sub("", content.replace("\r\n", "\n"))))
    html, found = hosts.redact(_unlinked(comment.sanitised(html), notes), own)
    notes.withheld.extend(f"{address} in a comment (a private address)" for address in found)
    return html.strip()


def _unlinked(html: str, notes: Notes) -> str:
    """The text with its links to private hosts dissolved; as it is where there are none."""
    root = tree.parse(html) if "<a " in html else Element("body")
    private = [link for link in root.walk() if hosts.private(hosts.host(link.attributes.get("href", "")))]
    for link in private:
        notes.withheld.append(f"link to {link.attributes['href']} in a comment (a private address), its text is kept")
    for element in root.walk() if private else ():
        element.children = [new for child in element.children for new in _inside(child, private)]
    return "".join(map(tree.serialise, root.children)) if private else html


def _inside(node: Node, private: list[Element]) -> list[Node]:
    return node.children if isinstance(node, Element) and node in private else [node]
