"""The parts of an item of an export: the texts of its elements, and what of a post, a file or a comment is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from press.core import shallow
from press.html import hosts
from press.wordpress.source import php
from press.wordpress.source.model import PUBLIC_COMMENTS, Comment, Media, Post, Term

EXPORT = re.compile(r"\{https?://wordpress\.org/export/\d+\.\d+/(excerpt/)?\}")  # 1.0 to 1.2, and http or https
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
EMBED = re.compile(r"_oembed_(?!time_)[0-9a-f]{32}")
DIGITS = 18
VERBATIM = frozenset({"content:encoded", "excerpt:encoded", "wp:comment_content"})


def local(tag: str) -> str:
    """The tag without the version of its namespace: `wp:status`, `content:encoded`, `title`."""
    if match := EXPORT.match(tag):
        return ("excerpt:" if match[1] else "wp:") + tag[match.end() :]
    return tag.replace(CONTENT, "content:")


def texts(element: ET.Element) -> dict[str, str]:
    """The texts of its children by name; of several of one name the first."""
    return {(name := local(child.tag)): _said(name, child.text or "") for child in reversed(element)}


def _said(name: str, text: str) -> str:
    """What a field says: a tool that sets each on lines of its own adds blanks, of which a password may be made."""
    return text if name in VERBATIM or (name == "wp:post_password" and "\n" not in text) else text.strip()


def metas(item: ET.Element) -> Iterator[tuple[str, str]]:
    """The item's own fields, of which there may be several of one name."""
    for child in item:
        if local(child.tag) == "wp:postmeta":
            fields = texts(child)
            yield fields.get("wp:meta_key", ""), fields.get("wp:meta_value", "")


def number(given: dict[str, str], name: str) -> int:
    """The whole number of a name; 0 where there is none."""
    return whole(given.get(name, ""))


def whole(text: str) -> int:
    """Digits as a number; 0 for what is none, or for more of them than anybody counts."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0


def post(item: ET.Element, given: dict[str, str], meta: dict[str, str]) -> Post:
    """A post, a page or an entry of another type; of one that was not public no more than what names it."""
    status, protected = given.get("wp:status", ""), bool(given.get("wp:post_password"))
    found = Post(
        number=number(given, "wp:post_id"), kind=given.get("wp:post_type", "post"), slug=given.get("wp:post_name", ""),
        title="", content="", link=given.get("link", ""), guid=given.get("guid", ""), status=status,
        protected=protected,
    )  # fmt: skip
    if not found.public:
        return found
    comments = [texts(child) for child in item if local(child.tag) == "wp:comment"]
    approved = [comment for comment in comments if comment.get("wp:comment_approved") == "1"]
    shown = [comment for comment in approved if _kind(comment) in PUBLIC_COMMENTS]
    return found._replace(
        title=given.get("title", ""),
        content=given.get("content:encoded", ""),
        excerpt=given.get("excerpt:encoded", ""),
        author=given.get(CREATOR, ""),
        date=given.get("wp:post_date", ""),
        date_gmt=given.get("wp:post_date_gmt", ""),
        parent=number(given, "wp:post_parent"),
        order=number(given, "wp:menu_order"),
        sticky=given.get("wp:is_sticky") == "1",
        thumbnail=whole(meta.get("_thumbnail_id", "")),
        terms=tuple(term.key for term in assigned(item)),
        comments=tuple(_numbered(list(map(_comment, shown)))),
        hidden=len(comments) - len(approved),
        unseen=tuple(_kind(comment) for comment in approved if _kind(comment) not in PUBLIC_COMMENTS),
        coauthors=tuple(term.slug.removeprefix("cap-") for term in assigned(item) if term.taxonomy == "author"),
        footnotes=tuple(_footnotes(meta.get("footnotes", ""))),
        embeds=tuple((key, value) for key, value in meta.items() if EMBED.fullmatch(key)),
        old_slugs=tuple(value for key, value in metas(item) if key == "_wp_old_slug"),
        fields=tuple(key for key, _ in metas(item)),
    )


def assigned(item: ET.Element) -> Iterator[Term]:
    """The terms of an item, as far as it tells; old servers wrote each twice, once without a slug."""
    found = {}
    for child in item:
        if local(child.tag) == "category":
            taxonomy, name = child.get("domain") or "category", html.unescape(child.text or "").strip()
            taxonomy, slug = "post_tag" if taxonomy == "tag" else taxonomy, child.get("nicename", "")
            if slug or (taxonomy, name) not in found:
                found[taxonomy, name] = Term(taxonomy, slug or name, name)
    yield from found.values()


def attachment(fields: dict[str, str], meta: dict[str, str]) -> Media:
    """An uploaded file, with the sizes that the server made of it."""
    url = fields.get("wp:attachment_url", "") or fields.get("guid", "")
    file = meta.get("_wp_attached_file", "") or below(url)
    details = php.read(meta.get("_wp_attachment_metadata", ""))
    folder = file.rpartition("/")[0]
    sizes = details.get("sizes", {}) if isinstance(details, dict) else {}
    return Media(
        number=number(fields, "wp:post_id"),
        parent=number(fields, "wp:post_parent"),
        file=file,
        url=url,
        link=fields.get("link", ""),
        title=fields.get("title", ""),
        alt=meta.get("_wp_attachment_image_alt", ""),
        caption=fields.get("excerpt:encoded", ""),
        width=php.number(details, "width"),
        height=php.number(details, "height"),
        sizes=tuple((f"{folder}/{size['file']}".lstrip("/"), php.number(size, "width"), php.number(size, "height"))
                    for size in (sizes.values() if isinstance(sizes, dict) else ())
                    if isinstance(size, dict) and isinstance(size.get("file"), str)),
    )  # fmt: skip


def below(url: str) -> str:
    """The path of a file below the uploads, wherever these lie."""
    return unquote(hosts.path(url)).rpartition("/uploads/")[2].lstrip("/")


def menu(item: ET.Element) -> str:
    """The name of the menu that an item belongs to."""
    belongs = (child.get("nicename", "") for child in item if child.get("domain") == "nav_menu")
    return next(belongs, "")


def _kind(comment: dict[str, str]) -> str:
    return comment.get("wp:comment_type", "") or "comment"


def _comment(fields: dict[str, str]) -> Comment:
    return Comment(
        number=number(fields, "wp:comment_id"),
        parent=number(fields, "wp:comment_parent"),
        kind=_kind(fields),
        author=fields.get("wp:comment_author", ""),
        url=fields.get("wp:comment_author_url", ""),
        date=fields.get("wp:comment_date", ""),
        content=fields.get("wp:comment_content", ""),
    )


def _numbered(comments: list[Comment]) -> Iterator[Comment]:
    """Each with a number of its own: what has none, or that of another, gets one behind the largest."""
    free, seen = max((each.number for each in comments), default=0), {0}
    for each in comments:
        own = each
        if each.number in seen:
            free += 1
            own = each._replace(number=free)
        seen.add(own.number)
        yield own


def _footnotes(text: str) -> Iterator[tuple[str, str]]:
    """The notes that the block editor keeps in a field of the post."""
    try:
        notes = shallow.read_json(text) if text else []
    except ValueError:
        return
    for note in notes if isinstance(notes, list) else []:
        if isinstance(note, dict) and isinstance(note.get("id"), str) and isinstance(note.get("content"), str):
            yield note["id"], note["content"]
