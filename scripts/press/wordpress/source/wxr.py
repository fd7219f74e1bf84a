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
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from press.core.characters import shown
from press.core.errors import PressError
from press.html import hosts
from press.html.characters import FORBIDDEN
from press.wordpress.source import items, joined, mended, navigation
from press.wordpress.source.model import Author, Blog, Media, MenuItem, Post, Term

MAXIMUM_BYTES = 256 * 2**20  # a blog of a thousand posts exports about 10 MB
CHUNK_BYTES = 2**16
UTF = "utf-8-sig"
DECLARED = re.compile(rb"\s*<\?xml[^>]*\bencoding=[\"']([\w.-]+)")
TERMS = {"wp:category": ("category", "wp:category_nicename", "wp:cat_name", "wp:category_parent",
                         "wp:category_description"),
         "wp:tag": ("post_tag", "wp:tag_slug", "wp:tag_name", "", "wp:tag_description"),
         "wp:term": ("", "wp:term_slug", "wp:term_name", "wp:term_parent", "wp:term_description")}  # fmt: skip


def read(path: Path) -> Blog:
    """The blog that the export at `path` holds, or all exports that a ZIP file holds."""
    if not zipfile.is_zipfile(path):
        return _read(str(path), lambda: path.open("rb"))
    with zipfile.ZipFile(path) as packed:
        members = [each for each in packed.infolist() if each.filename.lower().endswith(".xml") and not each.is_dir()]
        members = [each for each in members if not each.filename.startswith("__MACOSX/")]
        if sum(each.file_size for each in members) > MAXIMUM_BYTES:
            raise PressError(f"{path}: its exports are larger than {MAXIMUM_BYTES // 2**20} MiB together")
        try:
            return joined.together(
                [_read(f"{path}: {shown(each.filename)}", partial(packed.open, each)) for each in members]
            )
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
            raise PressError(f"{path}: cannot be unpacked: {error}") from error


def _read(place: str, opened: Callable[[], IO[bytes]]) -> Blog:
    """The blog of one export, read as XML or, where it is not well-formed, field by field."""
    builder = _Builder(place)
    parser = ET.XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, which its known attacks need, is refused
    dropped, digest = 0, hashlib.sha256()
    faults: list[str] = []
    try:
        with opened() as stream:
            for text in _decoded(stream, place, digest):
                clean, count = FORBIDDEN.subn("", text)
                dropped += count
                parser.feed(clean)
        parser.close()
    except OSError as error:
        raise PressError(f"{place}: cannot be read: {error.strerror or error}") from error
    except (ET.ParseError, UnicodeDecodeError) as error:
        what = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not well-formed XML ({error})"
        builder, digest = _Builder(place), hashlib.sha256()
        with opened() as stream:
            encoding = _encoding(stream.read(CHUNK_BYTES)) if isinstance(error, UnicodeDecodeError) else UTF
        with opened() as stream:
            text = "".join(_decoded(stream, place, digest, encoding, errors="replace"))
        if "<!DOCTYPE" in text[:CHUNK_BYTES].partition("<channel")[0]:
            builder.doctype("", None, None)
        clean, dropped = FORBIDDEN.subn("", text)
        faults = list(mended.read(clean, builder))
        if unread := clean.count("\ufffd") if isinstance(error, UnicodeDecodeError) else 0:
            faults.append(f"bytes that are no text ({unread}): a sign stands in for each")
        if not builder.is_export:
            raise PressError(f"{place}: {what}, and no entry of a WordPress export is found in it") from error
    if not builder.is_export:
        raise PressError(f"{place}: not a WordPress export; make one in WordPress with Tools > Export > All content")
    return builder.blog(dropped, digest.hexdigest())._replace(faults=tuple(faults))


def _decoded(
    stream: IO[bytes], place: str, digest: hashlib._Hash, encoding: str = UTF, errors: str = "strict"
) -> Iterator[str]:
    """The text of the stream, piece by piece, up to the bound."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    taken = 0
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
        taken += len(chunk)
        if taken > MAXIMUM_BYTES:
            raise PressError(f"{place}: larger than {MAXIMUM_BYTES // 2**20} MiB; export one month or one author")
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _encoding(start: bytes) -> str:
    """What an export that is not UTF-8 is written in, as it says: old servers could choose."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    said = DECLARED.match(start)
    try:
        name = codecs.lookup(said[1].decode()).name if said else UTF
        b"".decode(name)
    except LookupError:  # none that is known, or one that is not of text
        return UTF
    return "cp1252" if name == "iso8859-1" else name  # as browsers read what says so


class _Builder(ET.TreeBuilder):
    """Takes each item as it closes and forgets it, so that memory grows with what is kept, not with the file."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.is_export = False
        self.default: str | None = None
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

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Called at each opening tag; a name that RSS itself was given is none of another vocabulary."""
        if self.default is None:
            self.default = tag[:-3] if tag.endswith("}rss") else ""
        return super().start(tag.removeprefix(self.default), attrs)

    def end(self, tag: str) -> ET.Element:
        """Called at each closing tag."""
        element = super().end(tag.removeprefix(self.default or ""))
        tag = element.tag
        name = items.local(tag)
        self.is_export |= name.startswith("wp:")
        if name == "item":
            self._item(element)
            element.clear()
        elif name in TERMS:
            self._term(name, items.texts(element))
        elif name == "wp:author":
            fields = items.texts(element)
            login = fields.get("wp:author_login", "")
            self.authors[login] = Author(
                fields.get("wp:author_display_name", "") or login, "", items.number(fields, "wp:author_id")
            )
        elif name in {"wp:base_site_url", "wp:base_blog_url"}:
            self.hosts.update(filter(None, [hosts.host((element.text or "").strip())]))
            self.base = _path(element.text or "")
        elif name in {"title", "description", "language"}:
            self.channel.setdefault(name, (element.text or "").strip())  # the channel's come before those of any item
        return element

    def blog(self, dropped: int, digest: str) -> Blog:
        """All of it, once the file is read."""
        menus = {name: [item for _, item in sorted(menu)] for name, menu in self.menus.items()}
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
                     fields.get(parent, ""), fields.get(about, ""), items.number(fields, "wp:term_id"))  # fmt: skip
        self.terms[taxonomy, found.slug] = found

    def _item(self, item: ET.Element) -> None:
        fields, meta = items.texts(item), dict(items.metas(item))
        kind = fields.get("wp:post_type", "post")
        is_public = fields.get("wp:status") == "publish" and not fields.get("wp:post_password")
        if kind == "attachment":
            self.media.append(items.attachment(fields, meta))
        elif kind == "wp_block" and is_public:
            self.patterns[items.number(fields, "wp:post_id")] = fields.get("content:encoded", "")
        elif kind == "nav_menu_item" and is_public:
            entry = navigation.item(items.number(fields, "wp:post_id"), fields.get("title", ""), meta)
            self.menus.setdefault(items.menu(item), []).append((items.number(fields, "wp:menu_order"), entry))
        elif kind == "wp_navigation" and is_public:
            self.navigations[fields.get("wp:post_name", "")] = list(navigation.items(fields.get("content:encoded", "")))
        else:
            self.posts.append(post := items.post(item, fields, meta))
            for term in items.assigned(item) if post.public else ():
                self.terms.setdefault((term.taxonomy, term.slug), term)  # one that the head of the file does not list


def _path(url: str) -> str:
    try:
        return urlsplit(url.strip()).path.rstrip("/")
    except ValueError:
        return ""
