"""An export and the public answers of the same blog, read together: neither holds all that a reader saw.

An export has mentions, old slugs, footnotes and what the author typed; the answers have what the server made of it. So
the answers' words win, and the export fills in what they lack.
"""

from __future__ import annotations

from collections.abc import Sequence

from press.core.errors import PressError
from press.wordpress.source.model import Author, Blog, Post


def together(exports: Sequence[Blog]) -> Blog:
    """One blog of the exports in which it comes: by month, by author, or cut where a file grew too large."""
    if not exports:
        raise PressError("holds no export; name one, or an archive with the export in it")
    first = exports[0]
    for other in exports[1:]:
        if other.hosts and first.hosts and not (other.hosts & first.hosts and other.base == first.base):
            one, another = ("".join(sorted(blog.hosts)[:1]) + blog.base for blog in (first, other))
            raise PressError(f"exports of two blogs, {one} and {another}; import each into a folder of its own")
    whole = {(post.number, post.link): post for export in exports for post in export.posts} if len(exports) > 1 else {}
    return first._replace(
        posts=tuple(whole.values()) or first.posts,
        media=tuple(dict.fromkeys(item for export in exports for item in export.media)),
        terms=tuple({term.key: term for export in exports for term in export.terms}.values()),
        authors={login: author for export in exports for login, author in export.authors.items()},
        patterns={number: text for export in exports for number, text in export.patterns.items()},
        menu=max((export.menu for export in exports), key=len),
        dropped=sum(export.dropped for export in exports),
        digest="".join(export.digest for export in exports),
        faults=tuple(fault for export in exports for fault in export.faults),
    )


def distinct(blog: Blog) -> Blog:
    """Entries of exports that somebody put together may share a number: the later ones have none of their own here."""
    seen: set[int] = set()
    posts: list[Post] = []
    for post in blog.posts:
        own = post.number > 0 and post.number not in seen
        seen.add(post.number)
        posts.append(post if own else post._replace(number=-len(posts) - 1))
    return blog._replace(posts=tuple(posts))


def join(export: Blog, answers: Blog) -> Blog:
    """One blog of both."""
    shown = {post.number: post for post in answers.posts}
    exported = {post.number for post in export.posts}
    posts = [_joined(post, shown[post.number]) if post.number in shown else post for post in export.posts]
    terms = {term.key: term for blog in (export, answers) for term in blog.terms}
    media = {item.number: item for blog in (answers, export) for item in blog.media}
    return export._replace(
        title=export.title or answers.title,
        tagline=export.tagline or answers.tagline,
        hosts=export.hosts | answers.hosts,
        posts=(*posts, *(post for post in answers.posts if post.number not in exported)),
        media=tuple(media.values()),
        terms=tuple(terms.values()),
        taxonomies=export.taxonomies | answers.taxonomies,
        faults=export.faults + answers.faults,
        authors=answers.authors | _with_links(export.authors, answers.authors),
        digest=export.digest + answers.digest,
    )


def _with_links(exported: dict[str, Author], shown: dict[str, Author]) -> dict[str, Author]:
    """The authors by their logins, which the answers do not name, with what the server showed of each."""
    by_number = {author.number: author for author in shown.values() if author.number}
    return {login: by_number.get(author.number, author) for login, author in exported.items()}


def _joined(typed: Post, shown: Post) -> Post:
    """One entry of both; what the server did not show to anybody is not public, whatever the export says."""
    if not (typed.public and shown.public):
        return shown if typed.public else typed
    kept = typed if "wp-block-footnotes" not in shown.content and typed.footnotes else shown
    return typed._replace(
        title=shown.title,
        content=shown.content + kept.notes,  # old servers show references and no list: that is in the export alone
        comments=typed.comments or shown.comments,
        rendered=True,
    )
