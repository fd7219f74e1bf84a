"""An export becomes a blog while it is parsed: each item is taken as it closes, and only what an import needs is kept.

Of what was never public not even the text is kept.
"""

from __future__ import annotations

import html
from typing import NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from press.core.errors import PressError
from press.html import hosts
from press.wordpress.source import items, navigation
from press.wordpress.source.model import Author, Blog, Media, MenuItem, Post, Term

VERSION = "wp:wxr_version"
TERMS = {"wp:category": ("category", "wp:category_nicename", "wp:cat_name", "wp:category_parent",
                         "wp:category_description"),
         "wp:tag": ("post_tag", "wp:tag_slug", "wp:tag_name", "", "wp:tag_description"),
         "wp:term": ("", "wp:term_slug", "wp:term_name", "wp:term_parent", "wp:term_description")}  # fmt: skip


class Builder(ET.TreeBuilder):
    """Takes each item as it closes and forgets it, so that memory grows with what is kept, not with the file."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.is_export = False
        self.default: str | None = None
        self.base = ""
        self.hosts: set[str] = set()
        self.posts: list[Post] = []
        self.media: list[Media] = []
        self.terms: dict[tuple[str, str], Term] = {}
        self.authors: dict[str, Author] = {}
        self.patterns: dict[int, str] = {}
        self.menus: dict[str, list[tuple[int, MenuItem]]] = {}
        self.navigations: dict[str, list[MenuItem]] = {}
        self.channel: dict[str, str] = {}

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:  # noqa: ARG002 - the hook's
        """No WordPress export has a DOCTYPE, and the attacks that XML knows need one."""
        raise PressError(f"{self.path}: has a DOCTYPE, which no WordPress export has; nothing of it was read")

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Called at each opening tag; a name that RSS itself was given is none of another vocabulary."""
        if self.default is None:
            self.default = tag[:-3] if tag.endswith("}rss") else ""
        return super().start(tag.removeprefix(self.default), attrs)

    def end(self, tag: str) -> ET.Element:
        """Called at each closing tag."""
        element = super().end(tag.removeprefix(self.default or ""))
        tag = element.tag
        name = items.local(tag)
        self.is_export |= name.startswith("wp:")
        if name == "item":
            self._item(element)
            element.clear()
        elif name in TERMS:
            self._term(name, items.texts(element))
        elif name == "wp:author":
            fields = items.texts(element)
            login = fields.get("wp:author_login", "")
            self.authors[login] = Author(
                fields.get("wp:author_display_name", ""), "", items.number(fields, "wp:author_id")
            )
        elif name in {"wp:base_site_url", "wp:base_blog_url"}:
            self.hosts.update(filter(None, [hosts.host((element.text or "").strip())]))
            self.base = _path(element.text or "")
        elif name in {"title", "description", "language", VERSION}:
            self.channel.setdefault(name, (element.text or "").strip())  # the channel's come before those of any item
        return element

    def blog(self, dropped: int, digest: str) -> Blog:
        """All of it, once the file is read."""
        menus = {name: [item for _, item in sorted(menu)] for name, menu in self.menus.items()}
        return Blog(
            title=self.channel.get("title", ""),
            tagline=self.channel.get("description", ""),
            language=self.channel.get("language", ""),
            base=self.base,
            hosts=frozenset(self.hosts),
            posts=tuple(self.posts),
            media=tuple(self.media),
            terms=tuple(self.terms.values()),
            authors=self._named() | self.authors,
            patterns=self.patterns,
            menu=navigation.longest(self.navigations) or navigation.longest(menus),
            dropped=dropped,
            digest=digest,
        )

    def _named(self) -> dict[str, Author]:
        """Who wrote by the names in an old export, which has no logins; every later one has both."""
        old = self.channel.get(VERSION, "").startswith("1.0")
        return {post.author: Author(post.author) for post in self.posts if post.author} if old else {}

    def _term(self, name: str, fields: dict[str, str]) -> None:
        taxonomy, slug, label, parent, about = TERMS[name]
        taxonomy = taxonomy or fields.get("wp:term_taxonomy", "")
        found = Term(taxonomy, fields.get(slug, ""), html.unescape(fields.get(label, "")),
                     fields.get(parent, ""), fields.get(about, ""), items.number(fields, "wp:term_id"))  # fmt: skip
        self.terms[found.key] = found

    def _item(self, item: ET.Element) -> None:
        fields, meta = items.texts(item), dict(items.metas(item))
        kind = fields.get("wp:post_type", "post")
        is_public = fields.get("wp:status") == "publish" and not fields.get("wp:post_password")
        if kind == "attachment":
            self.media.append(items.attachment(fields, meta))
        elif kind == "wp_block" and is_public:
            self.patterns[items.number(fields, "wp:post_id")] = fields.get("content:encoded", "")
        elif kind == "nav_menu_item" and is_public:
            entry = navigation.item(items.number(fields, "wp:post_id"), fields.get("title", ""), meta)
            self.menus.setdefault(items.menu(item), []).append((items.number(fields, "wp:menu_order"), entry))
        elif kind == "wp_navigation" and is_public:
            self.navigations[fields.get("wp:post_name", "")] = list(navigation.items(fields.get("content:encoded", "")))
        else:
            self.posts.append(post := items.post(item, fields, meta))
            for term in items.assigned(item) if post.public else ():
                self.terms.setdefault(term.key, term)  # one that the head of the file does not list


def _path(url: str) -> str:
    try:
        return urlsplit(url.strip()).path.rstrip("/")
    except ValueError:
        return ""
