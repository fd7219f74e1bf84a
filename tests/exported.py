"""Exports of small blogs, as WordPress writes them, made of what a test wants in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOST = "https://blog.example"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>{title}</title><link>{host}</link><description>{tagline}</description><language>{language}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{host}</wp:base_site_url><wp:base_blog_url>{host}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>mara</wp:author_login>
<wp:author_email>mara@example.net</wp:author_email>
<wp:author_display_name>Mara Lind</wp:author_display_name></wp:author>
"""
COMMENT = """<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Reader</wp:comment_author>
<wp:comment_author_email>reader@example.net</wp:comment_author_email>
<wp:comment_author_IP>203.0.113.7</wp:comment_author_IP><wp:comment_date>2020-03-05 08:00:01</wp:comment_date>
<wp:comment_content>{text}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>
<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>"""


class Said(NamedTuple):
    """A comment; `kind` is its type, `approved` what the server kept of it."""

    text: str
    kind: str = "comment"
    approved: str = "1"


class Entry(NamedTuple):
    """A post; `terms` are (domain, slug, name), `fields` its own, and `extra` is XML that stands in its item."""

    content: str
    slug: str = "first"
    title: str = "First"
    link: str = ""
    kind: str = "post"
    status: str = "publish"
    comments: tuple[Said, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    extra: str = ""


def export(*entries: Entry, title: str = "Small blog", tagline: str = "Notes", language: str = "en-US") -> str:
    """The export of a blog with these entries, numbered from 1."""
    items = [_item(number, entry) for number, entry in enumerate(entries, 1)]
    head = HEAD.format(title=escape(title), tagline=escape(tagline), language=language, host=HOST)
    return "".join([head, *items, "</channel></rss>\n"])


def kinds(posts: Mapping[str, Sequence[str]], comments: Mapping[str, Sequence[str]]) -> list[Entry]:
    """An entry for each kind of text of a post, and for each of a comment."""
    entries = [Entry(text, slug, slug.replace("-", " ")) for slug, (text, _) in posts.items()]
    return entries + [Entry("Text.", slug, slug, comments=(Said(text),)) for slug, (text, _) in comments.items()]


def cdata(text: str) -> str:
    """Text as WordPress writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _item(number: int, entry: Entry) -> str:
    said = "".join(
        COMMENT.format(number=100 * number + index, text=cdata(one.text), approved=one.approved, kind=one.kind)
        for index, one in enumerate(entry.comments)
    )
    terms = "".join(
        f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>' for domain, slug, name in entry.terms
    )
    fields = "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in entry.fields
    )
    return f"""<item><title>{cdata(entry.title)}</title><link>{entry.link or f"{HOST}/{entry.slug}/"}</link>
<dc:creator>mara</dc:creator><guid isPermaLink="false">{HOST}/?p={number}</guid>
<content:encoded>{cdata(entry.content)}</content:encoded><excerpt:encoded>{cdata("")}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2020-03-04 10:20:30</wp:post_date>
<wp:post_date_gmt>2020-03-04 10:20:30</wp:post_date_gmt><wp:post_name>{entry.slug}</wp:post_name>
<wp:status>{entry.status}</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>{entry.kind}</wp:post_type>
<wp:post_password></wp:post_password><wp:is_sticky>0</wp:is_sticky>{terms}{fields}{entry.extra}{said}</item>
"""
