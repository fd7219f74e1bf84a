"""An export and the public answers of the same blog, read together: neither holds all that a reader saw.

An export has mentions, old slugs, footnotes and what the author typed; the answers have what the server made of it. So
the answers' words win, and the export fills in what they lack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.wordpress.source.model import Author, Blog, Post


def join(export: Blog, answers: Blog) -> Blog:
    """One blog of both."""
    shown = {post.number: post for post in answers.posts}
    exported = {post.number for post in export.posts}
    posts = [_joined(post, shown[post.number]) if post.number in shown else post for post in export.posts]
    terms = {(term.taxonomy, term.slug): term for blog in (export, answers) for term in blog.terms}
    media = {item.number: item for blog in (answers, export) for item in blog.media}
    return export._replace(
        title=export.title or answers.title,
        tagline=export.tagline or answers.tagline,
        hosts=export.hosts | answers.hosts,
        posts=(*posts, *(post for post in answers.posts if post.number not in exported)),
        media=tuple(media.values()),
        terms=tuple(terms.values()),
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
        content=_with_notes(shown.content, kept),
        comments=typed.comments or shown.comments,
        rendered=True,
    )


def _with_notes(content: str, post: Post) -> str:
    """Old servers show references and no list: the notes themselves are in the export alone."""
    return content + post.notes
