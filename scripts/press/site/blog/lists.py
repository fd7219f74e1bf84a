"""The lists of a blog at the addresses they had: front page, archive, terms, authors, and days."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from press.html import tags
from press.site import addresses
from press.site.blog.post_page import byline, day, link, paths, top
from press.site.blog.posts import Blog, Item
from press.site.blog.words import Words

FRONT = "index.md"
LATEST = 10
LENGTHS = (1, 2, 3)  # of a date: a year, a month, a day
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
KINDS = {"category": "Category", "post_tag": "Tag", "post_format": "Format", "author": "Posts by"}


def pages(blog: Blog, apart: Callable[[str], str] = str) -> Iterator[tuple[str, bytes]]:
    """Every list; where the blog has a page at the address of one, the page stands."""
    taken = {item.source for item in blog.items}
    title = blog.settings["title"] or "Blog"
    for path, page in _lists(blog, title):
        if path not in taken:
            yield path, _serialise(page._replace(body=apart(page.body)), apart(top(blog, path)))


class Page(NamedTuple):
    """A list before it is set: `body` is HTML."""

    title: str
    description: str
    body: str


def _lists(blog: Blog, title: str) -> Iterator[tuple[str, Page]]:
    by_name, said = paths(blog), blog.words
    if not blog.has_front_page:
        yield FRONT, _front(blog, title, by_name, said)
    by_year = groupby(blog.posts, key=lambda post: day_of(post)[0])
    years = [f'<h2 id="y{year}">{year}</h2>\n{_list(addresses.ARCHIVE, posts, said)}' for year, posts in by_year]
    named = said.said(f"Archive of {title}") or f"{said.of('blog.archive')}: {title}"
    about = said.said(f"Every post of {title}.") or named
    yield addresses.ARCHIVE, Page(named, about, "\n".join([*years, _terms(blog, said)]))
    yield from _of_terms(blog)
    yield from _of_dates(blog)


def _front(blog: Blog, title: str, by_name: dict[tuple[str, str], str], said: Words) -> Page:
    """What is pinned, the latest posts, and the ways on."""
    about = blog.settings["tagline"]
    pinned = [post for post in blog.posts if post.pinned]
    latest = [post for post in blog.posts if not post.pinned][:LATEST]
    teasers = "".join(_teaser(post, by_name, said) for post in (*pinned, *latest))
    every, feed = said.said("All posts", "blog.archive"), said.said("Feed", "rss.created")
    more = f"<p>{link(FRONT, addresses.ARCHIVE, every)} · {link(FRONT, addresses.FEED, feed)}</p>"
    parts = [
        f'<p class="tagline">{escape(about)}</p>' if about else "",
        f'<div class="teasers">{teasers}</div>',
        more,
    ]
    return Page(title, about, "\n".join(filter(None, parts)))


def _of_terms(blog: Blog) -> Iterator[tuple[str, Page]]:
    terms = {(term["taxonomy"], term["name"]): term["about"] for term in blog.settings["terms"]}
    authors = {("author", author["name"]): author["about"] for author in blog.settings["authors"]}
    by_name, said = paths(blog), blog.words
    for (kind, name), about in (terms | authors).items():
        path = f"{by_name[kind, name]}/index.md"
        below = {
            other
            for (taxonomy, other), at in by_name.items()
            if taxonomy == kind and at.startswith(f"{by_name[kind, name]}/")
        }
        posts = [item for item in blog.posts if any((kind, one) in item.terms for one in (name, *below))
                 or (kind == "author" and name in item.authors)]  # fmt: skip
        heading = _named(kind, name, said)
        text = f"<p>{escape(about)}</p>\n" if about else ""
        yield path, Page(heading, about or f"{heading}.", text + _list(path, posts, said))


def _named(kind: str, name: str, said: Words) -> str:
    """The heading of a list."""
    if said.is_english:
        return (
            f"Posts by {name}"
            if kind == "author"
            else f"{KINDS.get(kind, kind.replace('_', ' ').capitalize())}: {name}"
        )
    return f"{said.of('blog.categories')}: {name}" if kind == "category" else name


def _of_dates(blog: Blog) -> Iterator[tuple[str, Page]]:
    said = blog.words
    for length in LENGTHS:
        dated = ((day_of(post)[:length], post) for post in blog.posts if post.kind == "post")
        for parts, group in groupby(dated, key=lambda pair: pair[0]):
            path = f"{list_of(blog, parts)}/index.md"
            steps = [part.lstrip("0") for part in reversed(parts)]
            heading = " ".join([*steps[:-2], *([MONTHS[int(parts[1]) - 1]] if length > 1 else []), parts[0]])
            heading = heading if said.is_english else "-".join(parts)
            about = said.said(f"Posts of {heading}.") or f"{said.of('blog.archive')}: {heading}"
            yield path, Page(heading, about, _list(path, [post for _, post in group], said))


def list_of(blog: Blog, parts: Iterable[str]) -> str:
    """Where the list of a year, a month or a day stands."""
    return "/".join([*filter(None, [blog.settings.get("dates")]), *parts])


def day_of(post: Item) -> tuple[str, str, str]:
    """Year, month and day as an address spells them."""
    assert post.date is not None  # noqa: S101 - posts are the items that have one
    return f"{post.date.year:04}", f"{post.date.month:02}", f"{post.date.day:02}"


def _list(source: str, posts: Iterable[Item], said: Words) -> str:
    entries = "".join(
        f"<li>{link(source, post.source, post.title)} {day(post.date, said) if post.date else ''}</li>"
        for post in posts
    )
    return f'<ul class="post-list">{entries}</ul>' if entries else f"<p>{said.said('No posts.', sign='-')}</p>"


def _teaser(post: Item, by_name: dict[tuple[str, str], str], said: Words) -> str:
    """A post on the front page: its links are relative to that page."""
    about = byline(post._replace(source=FRONT), by_name, said)
    pin = f'<span class="pin">{said.said("Pinned", sign="★")}</span> ' if post.pinned else ""
    heading = f"<h2>{pin}{link(FRONT, post.source, post.title)}</h2>"
    return f"<article>{_picture(post)}{heading}{about}<p>{escape(post.description)}</p></article>"


def _picture(post: Item) -> str:
    """The first picture of a post, which is the featured one where it has one; its title leads to the post."""
    start = post.text.find("<img ", post.start)
    shown = tags.read(post.text[start : post.text.find(">", start) + 1]) if start >= 0 else []
    source = next(
        (given.get("src", "") for _, given in shown if given.get("loading") == "lazy"), ""
    )  # so it is imported
    if not source or urlsplit(source).scheme or source.startswith("/"):
        return ""
    target = urljoin(f"/{addresses.served(post.source)}", source).lstrip("/")
    return f'<img src="{escape(addresses.relative(FRONT, target))}" alt="" loading="lazy">'


def _terms(blog: Blog, said: Words) -> str:
    """Where else to look: categories, tags and authors."""
    parts = []
    headings = (("category", said.said("Categories", "blog.categories")), ("post_tag", said.said("Tags", sign="#")),
                ("author", said.said("Authors", "blog.authors")))  # fmt: skip
    for kind, heading in headings:
        links = [
            link(addresses.ARCHIVE, f"{path}/index.md", name)
            for (taxonomy, name), path in paths(blog).items()
            if taxonomy == kind
        ]
        parts += [f"<h2>{heading}</h2>\n<p>{' • '.join(links)}</p>"] if links else []
    return "\n".join(parts)


def _serialise(page: Page, start: str) -> bytes:
    """A page of HTML, which search leaves out: its posts say the same."""
    about = (page.description or page.title).replace('"', "'")  # it ends up between such marks
    lines = {"title": json.dumps(page.title, ensure_ascii=False), "description": json.dumps(about, ensure_ascii=False)}
    front = "".join(f"{key}: {value}\n" for key, value in lines.items())
    matter = f"---\n{front}search:\n  exclude: true\nhide: [toc]\n---\n"
    heading = f"<h1>{escape(page.title, quote=False)}</h1>"
    return f"{matter}{start}\n\n{heading}\n\n{page.body}\n".encode()
