"""The menu that stood on every page of the blog, as a tree of links that lead to pages here or to other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from press.html import hosts
from press.wordpress.content.surroundings import Loss, changed
from press.wordpress.mirror.comments import plain
from press.wordpress.mirror.places import Places
from press.wordpress.source.model import Blog, MenuItem

PUBLIC = re.compile(r"https?://", re.IGNORECASE)
MAXIMUM_DEPTH = 8


def tree(blog: Blog, where: Places) -> tuple[list[dict[str, Any]], list[Loss]]:
    """The menu as it is kept, and what of it is lost.

    Entries have a `name`, a `source` here or an `url` elsewhere or neither, and what stands `below`.
    """
    losses: list[Loss] = []
    return list(_below(0, blog, where, MAXIMUM_DEPTH, losses)), losses


def _below(parent: int, blog: Blog, where: Places, depth: int, losses: list[Loss]) -> Iterator[dict[str, Any]]:
    known = {item.number for item in blog.menu}
    for entry in blog.menu if depth else ():
        if (entry.parent if entry.parent in known else 0) != parent:
            continue
        if entry.pages:
            yield from _pages(0, blog, where, depth)
            continue
        name, target = _shown(entry, blog, where)
        below = list(_below(entry.number, blog, where, depth - 1, losses))
        if not target and (entry.url.strip("#") or not below):  # what is no more than a heading loses nothing
            losses.append(changed("menu entry {}: leads to a page that the blog has not", name))
        if name and (target or below):
            yield {"name": name, **target, **({"below": below} if below else {})}


def _pages(parent: int, blog: Blog, where: Places, depth: int) -> Iterator[dict[str, Any]]:
    """All pages in their tree, as a menu shows them that lists none of its own."""
    pages = [post for post in blog.posts if post.kind == "page" and post.number in where.pages]
    numbers = {post.number for post in pages}
    for post in sorted(pages, key=lambda post: (post.order, post.title)) if depth else ():
        if (post.parent if post.parent in numbers else 0) == parent:
            below = list(_pages(post.number, blog, where, depth - 1))
            shown = {"name": plain(post.title, where.private) or f"({post.number})", "source": where.pages[post.number]}
            yield shown | ({"below": below} if below else {})


def _shown(entry: MenuItem, blog: Blog, where: Places) -> tuple[str, dict[str, str]]:
    """The name of an item and where it leads."""
    term = next((term for term in blog.terms if term.number == entry.term), None) if entry.term else None
    path = where.lists.terms.get(term.key) if term else None
    source = f"{path}/index.md" if path else where.pages.get(entry.entry, "")
    url = "" if hosts.broken(entry.url) or entry.url.startswith("#") else entry.url
    if not source and url and where.answers(url):
        place = where.of(url, "index.md")
        source = place.source if place else ""
    name = (
        plain(entry.title, where.private)
        or (term.name if term else "")
        or plain(where.titles.get(source, ""), where.private)
    )
    if source.endswith(".md"):
        return name, {"source": source}
    elsewhere = bool(PUBLIC.match(url)) and not where.answers(url)
    return name, {"url": url} if elsewhere else {}
