"""A WordPress export (WXR) is read as a stream, and only what an import may need is kept of it.

The file is untrusted: strangers wrote parts of it. Its size is bounded, a DOCTYPE is refused before anything in it is
looked at, and characters that XML forbids are dropped first, because real exports hold them. Of comments only
their number is kept, and of posts that were never public not even the text.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import re
from typing import IO, TYPE_CHECKING, NamedTuple, NoReturn
from xml.etree import ElementTree as ET

from press.errors import PressError
from press.wordpress import hosts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAXIMUM_BYTES = 256 * 2**20  # a blog of a thousand posts exports about 10 MB
CHUNK_BYTES = 2**16
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
EXPORT = re.compile(r"\{https?://wordpress\.org/export/\d+\.\d+/(excerpt/)?\}")  # 1.0 to 1.2, and http or https
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
THUMBNAIL = "_thumbnail_id"


class Post(NamedTuple):
    """One post; `fields` are the names of its own fields, `comments` how many were approved and how many not."""

    slug: str
    title: str
    link: str
    guid: str
    status: str
    protected: bool
    content: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    author: bool
    excerpt: bool
    fields: tuple[str, ...]
    comments: tuple[int, int]

    @property
    def public(self) -> bool:
        """What any visitor could read."""
        return self.status == "publish" and not self.protected


class Export(NamedTuple):
    """What a file holds: the hosts that mean the exported site itself, its posts, the characters dropped."""

    hosts: frozenset[str]
    posts: tuple[Post, ...]
    dropped: int
    digest: str


def read(path: Path) -> Export:
    """The posts of the export at `path`."""
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
    return Export(frozenset(builder.hosts), tuple(builder.posts), dropped, digest.hexdigest())


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
        self.hosts: set[str] = set()
        self.posts: list[Post] = []

    def doctype(self, name: str, pubid: str | None, system: str | None) -> NoReturn:  # noqa: ARG002 - the hook's
        """No WordPress export has a DOCTYPE, and the attacks that XML knows need one."""
        raise PressError(f"{self.path}: has a DOCTYPE, which no WordPress export has; nothing of it was read")

    def end(self, tag: str) -> ET.Element:
        """Called at each closing tag."""
        element = super().end(tag)
        name = _name(tag)
        if name == "wp:wxr_version":
            self.is_export = True
        elif name in {"wp:base_site_url", "wp:base_blog_url"}:
            self.hosts.update(filter(None, [hosts.host(element.text or "")]))
        elif name == "item":
            fields = {_name(child.tag): child.text or "" for child in reversed(element)}
            if fields.get("wp:post_type") == "post":
                self.posts.append(_post(element, fields))
            element.clear()
        return element


def _name(tag: str) -> str:
    """The tag without the version of its namespace: `wp:status`, `content:encoded`, `title`."""
    if match := EXPORT.match(tag):
        return ("excerpt:" if match[1] else "wp:") + tag[match.end() :]
    return tag.replace(CONTENT, "content:")


def _post(item: ET.Element, fields: dict[str, str]) -> Post:
    status, protected = fields.get("wp:status", ""), bool(fields.get("wp:post_password"))
    public = status == "publish" and not protected
    children = [(_name(child.tag), child) for child in item]
    terms = [(child.get("domain"), html.unescape(child.text or "").strip()) for name, child in children
             if name == "category"]  # fmt: skip
    approved = [_inner(child, "wp:comment_approved") == "1" for name, child in children if name == "wp:comment"]
    return Post(
        slug=fields.get("wp:post_name", ""),
        title=fields.get("title", ""),
        link=fields.get("link", ""),
        guid=fields.get("guid", ""),
        status=status,
        protected=protected,
        content=fields.get("content:encoded", "") if public else "",
        categories=tuple(text for domain, text in terms if domain == "category"),
        tags=tuple(text for domain, text in terms if domain == "post_tag"),
        author=bool(fields.get(CREATOR)),
        excerpt=bool(fields.get("excerpt:encoded")),
        fields=tuple(_inner(child, "wp:meta_key") for name, child in children if name == "wp:postmeta"),
        comments=(sum(approved), len(approved) - sum(approved)),
    )


def _inner(element: ET.Element, name: str) -> str:
    return next((child.text or "" for child in element if _name(child.tag) == name), "")
