"""Which post of an export is imported, and what the export tells beside it that is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.core.errors import PressError
from press.wordpress.mirror import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.wordpress.source.model import Blog, Post

SLUGS_SHOWN = 40


def post(exported: Blog, slug: str | None, export: Path) -> Post:
    """The post called `slug`, or the only public one; a PressError lists the slugs there are."""
    posts = [post for post in exported.posts if post.kind == "post"]
    public = [post for post in posts if post.public]
    chosen = [post for post in posts if slug is not None and name(post) == names.segment(slug)]
    if slug is None and len(public) == 1:
        return public[0]
    if len(chosen) == 1 and chosen[0].public:
        return chosen[0]
    there_are = ", ".join(sorted(name(post) for post in public)[:SLUGS_SHOWN])
    listing = f"published posts without a password: {there_are}"
    if not public:
        raise PressError(f"{export}: holds no published post without a password, and only such posts are imported")
    if slug is None:
        raise PressError(f"{export}: name the post to import by its slug; {listing}")
    if len(chosen) > 1:
        raise PressError(f"{export}: {len(chosen)} posts are called {slug!r}; give them different slugs in WordPress")
    why = "is not public, so it is not imported" if chosen else "is not among the posts"
    raise PressError(f"{export}: {slug!r} {why}; {listing}")


def name(post: Post) -> str:
    """What its page is called."""
    return names.segment(post.slug) or names.segment(post.title) or "untitled"


def not_taken(post: Post) -> Iterator[str]:
    """What an export tells beside the article and nothing else confirms."""
    thumbnail = post.fields.count("_thumbnail_id")
    counts = {
        "author": bool(post.author),
        "date": 1,
        "excerpt": bool(post.excerpt),
        "approved comment": len(post.comments),
        "comment that was never public": post.hidden,
        "featured image": thumbnail,
        "other field": len(post.fields) - thumbnail,
    }
    yield from (what if count == 1 else f"{what} ({count})" for what, count in counts.items() if count)


def others(exported: Blog) -> str:
    """A sentence about the posts that were not asked for; empty when there are none."""
    posts = [post for post in exported.posts if post.kind == "post"]
    left = len(posts) - 1
    hidden = sum(not post.public for post in posts)
    return f"Left alone: {left} other posts of the export, {hidden} of them not public" if left else ""
