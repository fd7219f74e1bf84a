"""A WordPress export (WXR) is read as a stream, and only what an import may need is kept of it.

The file is untrusted: strangers wrote parts of it. Its size is bounded, a DOCTYPE is refused before anything in it is
looked at, and characters that XML forbids are dropped first, because real exports hold them. Of what was never public
(posts that are not published or have a password, comments that were not approved) not even the text is kept, and
of nobody a mail address, an IP address or a password.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import json
import re
from typing import IO, TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from press.errors import PressError
from press.wordpress import hosts, navigation, php
from press.wordpress.model import Author, Blog, Comment, Media, Post, Term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.wordpress.model import MenuItem

MAXIMUM_BYTES = 256 * 2**20  # a blog of a thousand posts exports about 10 MB
CHUNK_BYTES = 2**16
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
EXPORT = re.compile(r"\{https?://wordpress\.org/export/\d+\.\d+/(excerpt/)?\}")  # 1.0 to 1.2, and http or https
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
TERMS = {"wp:category": ("category", "wp:category_nicename", "wp:cat_name", "wp:category_parent",
                         "wp:category_description"),
         "wp:tag": ("post_tag", "wp:tag_slug", "wp:tag_name", "", "wp:tag_description"),
         "wp:term": ("", "wp:term_slug", "wp:term_name", "wp:term_parent", "wp:term_description")}  # fmt: skip
EMBED = re.compile(r"_oembed_(?!time_)[0-9a-f]{32}")


def read(path: Path) -> Blog:
    """The blog that the export at `path` holds."""
    builder = _Builder(path)
    parser = ET.XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, which its known attacks need, is refused
    dropped, digest = 0, hashlib.sha256()
    try:
        with path.open("rb") as stream:
            for text in _decoded(stream, path, digest):
                clean, count = FORBIDDEN.subn("", text)
                dropped += count
                parser.feed(clean)
        parser.close()
    except OSError as error:
        raise PressError(f"{path}: cannot be read: {error.strerror}") from error
    except ET.ParseError as error:
        raise PressError(f"{path}: not well-formed XML ({error}); export it again (Tools > Export)") from error
    if not builder.is_export:
        raise PressError(f"{path}: not a WordPress export; make one in WordPress with Tools > Export > All content")
    return builder.blog(dropped, digest.hexdigest())


def _decoded(stream: IO[bytes], path: Path, digest: hashlib._Hash) -> Iterator[str]:
    """The text of the stream, piece by piece, up to the bound."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    taken = 0
    try:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
            taken += len(chunk)
            if taken > MAXIMUM_BYTES:
                raise PressError(f"{path}: larger than {MAXIMUM_BYTES // 2**20} MiB; export one month or one author")
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise PressError(f"{path}: not UTF-8, which every WordPress export is ({error.reason})") from error


class _Builder(ET.TreeBuilder):
    """Takes each item as it closes and forgets it, so that memory grows with what is kept, not with the file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.is_export = False
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

    def end(self, tag: str) -> ET.Element:
        """Called at each closing tag."""
        element = super().end(tag)
        name = _name(tag)
        if name == "item":
            self._item(element)
            element.clear()
        elif name in TERMS:
            self._term(name, _fields(element))
        elif name == "wp:author":
            fields = _fields(element)
            login = fields.get("wp:author_login", "")
            self.authors[login] = Author(
                fields.get("wp:author_display_name", "") or login, "", _number(fields, "wp:author_id")
            )
        elif name == "wp:wxr_version":
            self.is_export = True
        elif name in {"wp:base_site_url", "wp:base_blog_url"}:
            self.hosts.update(filter(None, [hosts.host(element.text or "")]))
            self.base = _path(element.text or "")
        elif name in {"title", "description", "language"}:
            self.channel.setdefault(name, element.text or "")  # the channel's come before those of any item
        return element

    def blog(self, dropped: int, digest: str) -> Blog:
        """All of it, once the file is read."""
        menus = {name: [item for _, item in sorted(items)] for name, items in self.menus.items()}
        return Blog(
            title=self.channel.get("title", ""),
            tagline=self.channel.get("description", ""),
            language=self.channel.get("language", ""),
            base=self.base,
            hosts=frozenset(self.hosts),
            posts=tuple(self.posts),
            media=tuple(self.media),
            terms=tuple(self.terms.values()),
            authors=self.authors,
            patterns=self.patterns,
            menu=navigation.longest(self.navigations) or navigation.longest(menus),
            dropped=dropped,
            digest=digest,
        )

    def _term(self, name: str, fields: dict[str, str]) -> None:
        taxonomy, slug, label, parent, about = TERMS[name]
        taxonomy = taxonomy or fields.get("wp:term_taxonomy", "")
        found = Term(taxonomy, fields.get(slug, ""), html.unescape(fields.get(label, "")),
                     fields.get(parent, ""), fields.get(about, ""), _number(fields, "wp:term_id"))  # fmt: skip
        self.terms[taxonomy, found.slug] = found

    def _item(self, item: ET.Element) -> None:
        fields, meta = _fields(item), _meta(item)
        kind = fields.get("wp:post_type", "post")
        is_public = fields.get("wp:status") == "publish" and not fields.get("wp:post_password")
        if kind == "attachment":
            self.media.append(_attachment(fields, meta))
        elif kind == "wp_block" and is_public:
            self.patterns[_number(fields, "wp:post_id")] = fields.get("content:encoded", "")
        elif kind == "nav_menu_item" and is_public:
            entry = navigation.item(_number(fields, "wp:post_id"), fields.get("title", ""), meta)
            self.menus.setdefault(_menu(item), []).append((_number(fields, "wp:menu_order"), entry))
        elif kind == "wp_navigation" and is_public:
            self.navigations[fields.get("wp:post_name", "")] = list(navigation.items(fields.get("content:encoded", "")))
        else:
            self.posts.append(self._post(item, fields, meta, kind))

    def _post(self, item: ET.Element, fields: dict[str, str], meta: dict[str, str], kind: str) -> Post:
        status, protected = fields.get("wp:status", ""), bool(fields.get("wp:post_password"))
        post = Post(
            number=_number(fields, "wp:post_id"), kind=kind, slug=fields.get("wp:post_name", ""), title="",
            link=fields.get("link", ""), guid=fields.get("guid", ""), status=status, protected=protected, content="",
        )  # fmt: skip
        if not post.public:
            return post
        comments = [_fields(child) for child in item if _name(child.tag) == "wp:comment"]
        approved = [comment for comment in comments if comment.get("wp:comment_approved") == "1"]
        return post._replace(
            title=fields.get("title", ""),
            content=fields.get("content:encoded", ""),
            excerpt=fields.get("excerpt:encoded", ""),
            author=fields.get(CREATOR, ""),
            date=fields.get("wp:post_date", ""),
            date_gmt=fields.get("wp:post_date_gmt", ""),
            parent=_number(fields, "wp:post_parent"),
            order=_number(fields, "wp:menu_order"),
            sticky=fields.get("wp:is_sticky") == "1",
            thumbnail=int(value) if (value := meta.get("_thumbnail_id", "")).isdecimal() else 0,
            terms=tuple(self._assigned(item)),
            comments=tuple(map(_comment, approved)),
            hidden=len(comments) - len(approved),
            footnotes=tuple(_footnotes(meta.get("footnotes", ""))),
            embeds=tuple((key, value) for key, value in meta.items() if EMBED.fullmatch(key)),
            old_slugs=tuple(value for key, value in _metas(item) if key == "_wp_old_slug"),
            fields=tuple(key for key, _ in _metas(item)),
        )

    def _assigned(self, item: ET.Element) -> Iterator[tuple[str, str]]:
        """The terms of an item; one that the head of the file does not list is added."""
        for child in item:
            if _name(child.tag) != "category":
                continue
            taxonomy, name = child.get("domain", "category"), html.unescape(child.text or "").strip()
            slug = child.get("nicename") or name
            self.terms.setdefault((taxonomy, slug), Term(taxonomy, slug, name))
            yield taxonomy, slug


def _name(tag: str) -> str:
    """The tag without the version of its namespace: `wp:status`, `content:encoded`, `title`."""
    if match := EXPORT.match(tag):
        return ("excerpt:" if match[1] else "wp:") + tag[match.end() :]
    return tag.replace(CONTENT, "content:")


def _fields(element: ET.Element) -> dict[str, str]:
    """The texts of its children by name; of several of one name the first."""
    return {_name(child.tag): child.text or "" for child in reversed(element)}


def _metas(item: ET.Element) -> Iterator[tuple[str, str]]:
    for child in item:
        if _name(child.tag) == "wp:postmeta":
            fields = _fields(child)
            yield fields.get("wp:meta_key", ""), fields.get("wp:meta_value", "")


def _meta(item: ET.Element) -> dict[str, str]:
    return dict(_metas(item))


def _number(fields: dict[str, str], name: str) -> int:
    text = fields.get(name, "")
    return int(text) if text.isdecimal() else 0


def _path(url: str) -> str:
    try:
        return urlsplit(url.strip()).path.rstrip("/")
    except ValueError:
        return ""


def _comment(fields: dict[str, str]) -> Comment:
    return Comment(
        number=_number(fields, "wp:comment_id"),
        parent=_number(fields, "wp:comment_parent"),
        kind=fields.get("wp:comment_type", "") or "comment",
        author=fields.get("wp:comment_author", ""),
        url=fields.get("wp:comment_author_url", ""),
        date=fields.get("wp:comment_date", ""),
        content=fields.get("wp:comment_content", ""),
    )


def _footnotes(text: str) -> Iterator[tuple[str, str]]:
    """The notes that the block editor keeps in a field of the post."""
    try:
        notes = json.loads(text) if text else []
    except ValueError:
        return
    for note in notes if isinstance(notes, list) else []:
        if isinstance(note, dict) and isinstance(note.get("id"), str) and isinstance(note.get("content"), str):
            yield note["id"], note["content"]


def _attachment(fields: dict[str, str], meta: dict[str, str]) -> Media:
    url, file = fields.get("wp:attachment_url", ""), meta.get("_wp_attached_file", "")
    details = php.read(meta.get("_wp_attachment_metadata", ""))
    folder = file.rpartition("/")[0]
    sizes = details.get("sizes", {}) if isinstance(details, dict) else {}
    return Media(
        number=_number(fields, "wp:post_id"),
        parent=_number(fields, "wp:post_parent"),
        file=file,
        url=url,
        link=fields.get("link", ""),
        title=fields.get("title", ""),
        alt=meta.get("_wp_attachment_image_alt", ""),
        caption=fields.get("excerpt:encoded", ""),
        kind="",
        width=php.number(details, "width"),
        height=php.number(details, "height"),
        sizes=tuple((f"{folder}/{size['file']}".lstrip("/"), php.number(size, "width"), php.number(size, "height"))
                    for size in (sizes.values() if isinstance(sizes, dict) else ())
                    if isinstance(size, dict) and isinstance(size.get("file"), str)),
    )  # fmt: skip


def _menu(item: ET.Element) -> str:
    """The name of the menu that an item belongs to."""
    belongs = (child.get("nicename", "") for child in item if child.get("domain") == "nav_menu")
    return next(belongs, "")
