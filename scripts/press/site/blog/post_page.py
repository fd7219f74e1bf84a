"""What stands around a post: author, date, terms and reading time above it; tags, neighbours and comments below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

from press.site import addresses
from press.site.blog.discussion import comments, reply_form
from press.site.blog.posts import Blog, Item
from press.site.blog.words import Words

STYLES = "assets/blog.css"
BREAK = re.compile(r'id="page-(\d+)" class="page-break"')  # as an import writes it
SAFE = "/:?#@!$&'()*+,;=~"


def pages(blog: Blog, apart: Callable[[str], str] = str) -> Iterator[tuple[str, bytes]]:
    """Every page of the blog with what stands around it."""
    by_name, said = paths(blog), blog.words
    neighbours = dict(zip((post.source for post in blog.posts), _pairs(blog.posts), strict=True))
    for item in blog.items:
        above = byline(item, by_name, said) if item.date else ""
        around = neighbours.get(item.source, (None, None))
        over, said_of_it = apart(top(blog, item.source)), apart(comments(item, said))
        form = reply_form(item, said, apart) if blog.replies and item.takes_replies else ""
        below = [_tags(item, by_name, said), _neighbours(item, *around, said), said_of_it, form]
        yield item.source, _around(item, over, above, "\n\n".join(filter(None, below))).encode()


def paths(blog: Blog) -> dict[tuple[str, str], str]:
    """Where the list of an author or a term stands, by taxonomy and name."""
    found = {(term["taxonomy"], term["name"]): term["path"] for term in blog.settings["terms"]}
    return found | {("author", author["name"]): author["path"] for author in blog.settings["authors"]}


def link(source: str, target: str, text: str, more: str = "") -> str:
    """A link from one page to another."""
    return f'<a href="{quote(addresses.relative(source, target), safe=SAFE)}"{more}>{escape(text, quote=False)}</a>'


def day(moment: datetime, said: Words) -> str:
    """A date as it is read."""
    return f'<time datetime="{moment.isoformat()}">{said.day(moment)}</time>'


def byline(item: Item, by_name: dict[tuple[str, str], str], said: Words) -> str:
    """Who, when, under what, and how long it takes."""
    who = [named(item.source, ("author", name), by_name) for name in item.authors]
    under = [named(item.source, term, by_name) for term in item.terms if term[0] != "post_tag"]
    parts = [f"{said.said('By ')}{', '.join(who)}" if who else "", day(item.date, said) if item.date else "",
             ", ".join(under), said.minutes(item.minutes)]  # fmt: skip
    return f'<p class="post-meta">{" · ".join(filter(None, parts))}</p>'


def named(source: str, term: tuple[str, str], by_name: dict[tuple[str, str], str]) -> str:
    """A name, leading to its list where it has one."""
    return link(source, f"{by_name[term]}/index.md", term[1]) if term in by_name else escape(term[1], quote=False)


def _tags(item: Item, by_name: dict[tuple[str, str], str], said: Words) -> str:
    tags = [named(item.source, term, by_name) for term in item.terms if term[0] == "post_tag"]
    return f'<p class="post-tags">{said.said("Tags: ", sign="# ")}{" • ".join(tags)}</p>' if tags else ""


def _pairs(posts: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """For each post the one before it in time and the one after."""
    older, newer = [*posts[1:], None], [None, *posts[:-1]]
    return list(zip(older, newer, strict=False))[: len(posts)]


def _neighbours(item: Item, older: Item | None, newer: Item | None, said: Words) -> str:
    back, on = "→←" if said.of("direction") == "rtl" else "←→"
    links = [link(item.source, other.source, sign.format(other.title), f' rel="{rel}"')
             for other, rel, sign in ((older, "prev", back + " {}"), (newer, "next", "{} " + on)) if other]  # fmt: skip
    named = said.said("Neighbouring posts") or f"{said.of('footer.previous')}, {said.of('footer.next')}"
    return f'<nav class="post-nav" aria-label="{escape(named)}">{"".join(links)}</nav>' if links else ""


def top(blog: Blog, source: str) -> str:
    """What the page at `source` begins with: the style sheet, which only pages of a blog need, and the blog's menu."""
    style = f'<link rel="stylesheet" href="{addresses.relative(source, STYLES)}">'
    entries, said = _entries(blog.settings["menu"], source), blog.words
    named = said.said("Menu of the blog") or blog.settings["title"]
    folded = (
        f"<details><summary>{escape(said.said('Menu', 'nav'))}</summary>{entries}</details>"  # wide pages unfold it
    )
    menu = f'<nav class="blog-menu" aria-label="{escape(named)}">{folded}</nav>' if entries else ""
    return f'<div class="blog-top" data-search-exclude>{style}{menu}</div>'


def _entries(entries: list[dict[str, Any]], source: str) -> str:
    shown = "".join(f"<li>{_entry(entry, source)}{_entries(entry.get('below', []), source)}</li>" for entry in entries)
    return f"<ul>{shown}</ul>" if shown else ""


def _entry(entry: dict[str, Any], source: str) -> str:
    name, url = str(entry["name"]), str(entry.get("url", ""))
    if "source" in entry:
        return link(source, entry["source"], name, ' aria-current="page"' if entry["source"] == source else "")
    text = escape(name, quote=False)
    return f'<a href="{escape(url)}">{text}</a>' if url.startswith(("http://", "https://")) else f"<span>{text}</span>"


def _around(item: Item, top: str, above: str, below: str) -> str:
    """The page's text with a piece of HTML before its heading, one behind it and one at its end."""
    head, body = item.text[: item.start], item.text[item.start :].strip("\n")
    heading, _, rest = body.partition("\n") if body.startswith("# ") else ("", "", body)
    notes = "///Footnotes Go Here///" if "\n[^1]: " in body else ""  # else they would stand below the comments
    return head + "\n\n".join(filter(None, [top, heading, above, rest.strip("\n"), notes, below])) + "\n"
