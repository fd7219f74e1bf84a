"""Addresses that every blog had and no site of files can have: feeds, sitemaps, further pages of lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from press.site import addresses
from press.site.blog.lists import LENGTHS, day_of, list_of
from press.site.blog.post_page import paths
from press.site.blog.posts import Blog

SITEMAPS = ("/wp-sitemap.xml", "/sitemap_index.xml")
FEWEST_POSTS, COMMENTS_A_PAGE = 5, 50  # of a page; no source says how a blog was set: fewer than most, and the usual


def redirects(blog: Blog) -> dict[str, str]:
    """Each such address and where it leads."""
    of_lists = (f"/{path}/feed/" for path in sorted(set(paths(blog).values())))
    table = dict.fromkeys((*addresses.FORMER_FEEDS, *of_lists), f"/{addresses.FEED}")
    table |= dict(_without_parents({path for (kind, _), path in paths(blog).items() if kind == "category"}))
    table |= {f"{item.address}feed/": item.address for item in blog.items}
    kinds = {f"posts-{item.kind}" for item in blog.items} | {f"taxonomies-{kind}" for kind, _ in paths(blog)}
    sitemaps = [f"/wp-sitemap-{kind}-1.xml" for kind in sorted(kinds | {"users"})]
    table |= dict.fromkeys([*SITEMAPS, *sitemaps], "/sitemap.xml")
    return table | dict(_further_pages(blog))


def _further_pages(blog: Blog) -> Iterator[tuple[str, str]]:
    """Lists and threads stood on several pages; here each stands on one."""
    for path, count in {"": len(blog.posts), **_counts(blog)}.items():
        for number in _further(count, FEWEST_POSTS):
            yield f"/{path}/page/{number}/".replace("//", "/"), f"/{path}/" if path else "/archive/"
    for item in blog.items:
        if len(item.comments) > COMMENTS_A_PAGE:
            for number in (1, *_further(len(item.comments), COMMENTS_A_PAGE)):
                yield f"{item.address}comment-page-{number}/", f"{item.address}#comments"


def _further(count: int, size: int) -> range:
    """The numbers of the pages after the first, where so many entries are shown a page at a time."""
    return range(2, math.ceil(count / size) + 1)


def _counts(blog: Blog) -> Counter[str]:
    """How many posts the list at each path has; a category has those of the ones below it too."""
    by_name, found = paths(blog), Counter[str]()
    lists = set(by_name.values())
    for post in blog.posts:
        named = {
            by_name[term] for term in (*post.terms, *(("author", name) for name in post.authors)) if term in by_name
        }
        above = {"/".join(path.split("/")[:length]) for path in named for length in range(1, path.count("/") + 1)}
        found.update(named | (above & lists))
        if post.kind == "post":
            found.update(list_of(blog, day_of(post)[:length]) for length in LENGTHS)
    return found


def _without_parents(categories: set[str]) -> Iterator[tuple[str, str]]:
    """A category below others answered without these as well."""
    for path in categories:
        top, _, last = path.rpartition("/")
        while top in categories:
            top = top.rpartition("/")[0]
        if f"{top}/{last}" != path:
            yield f"/{top}/{last}/", f"/{path}/"
