"""Shortcodes of WordPress itself become HTML; those of plugins stay the text they are, and are named.

What a plugin would have shown is not in an export. Readers saw it, so where the server's own rendering can be had, that
is mirrored instead of what the author typed.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from press.wordpress.source.model import Media

KNOWN = ("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption")
SHORTCODE = re.compile(
    rf"\[(?P<before>\[?)(?P<name>{'|'.join(KNOWN)})\b(?![\w-])(?P<attributes>[^\[\]]*?)(?P<closed>/?)\]"
    r"(?:(?P<content>(?:(?!\[/?(?P=name)\b).)*?)\[/(?P=name)\])?(?P<after>\]?)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))""")
BARE_EMBED = re.compile(r"(?m)^[ \t]*(?:<p>)?[ \t]*(https?://[^\s<>\"]+)[ \t]*(?:</p>)?[ \t]*$")
# What of a caption is its picture, by the server's own rule for this notation, which is one of text and not of HTML.
IMAGE = re.compile(r"\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)", re.DOTALL | re.IGNORECASE)

Attributes = dict[str, str]


class Library:
    """The uploads of a blog, as galleries ask for them; `post` is the number of the post that is being read."""

    def __init__(self, media: Sequence[Media]) -> None:
        self.by_number = {item.number: item for item in media}
        self.of_post: dict[int, list[Media]] = {}
        for item in media:
            self.of_post.setdefault(item.parent, []).append(item)

    def chosen(self, attributes: Attributes, post: int, *, pictures: bool = True) -> list[Media]:
        """The files that a gallery or a playlist shows: those named, else all that belong to the post."""
        numbers = [
            int(number) for number in re.findall(r"\d+", attributes.get("ids", "") or attributes.get("include", ""))
        ]
        found = [self.by_number[number] for number in numbers if number in self.by_number]
        if not numbers:
            found = [item for item in self.of_post.get(post, []) if not pictures or item.width]
        return found


def expand(content: str, library: Library, post: int) -> str:
    """The content with the shortcodes of WordPress itself written out."""

    def replace(match: re.Match[str]) -> str:
        if match["before"] and match["after"]:
            return match[0][1:-1]
        attributes = {key.lower(): unescape(double or single or bare)
                      for key, double, single, bare in ATTRIBUTE.findall(match["attributes"])}  # fmt: skip
        shown = RENDERERS[match["name"]](attributes, match["content"] or "", library, post)
        return match["before"] + shown + match["after"]

    return SHORTCODE.sub(replace, content) if "[" in content else content


def _caption(attributes: Attributes, content: str, library: Library, post: int) -> str:  # noqa: ARG001
    match = IMAGE.match(content)
    if match is None:
        return content
    align = re.search(r"align(left|right|center)", attributes.get("align", ""))
    text = attributes.get("caption") or content[match.end() :].strip()
    return (f'<figure class="wp-caption {align[0] if align else ""}">{match[1]}'
            f"<figcaption>{text}</figcaption></figure>")  # fmt: skip


def _gallery(attributes: Attributes, content: str, library: Library, post: int) -> str:  # noqa: ARG001
    columns = attributes.get("columns", "3")
    items = "".join(_picture(item, attributes) for item in library.chosen(attributes, post))
    return f'<figure class="wp-block-gallery columns-{escape(columns)}">{items}</figure>' if items else ""


def _picture(item: Media, attributes: Attributes) -> str:
    small = item.sizes and attributes.get("size", "thumbnail") == "thumbnail"
    thumbnail = next((size for size in item.sizes if size[1] == size[2] == 150), None) if small else None
    url = item.url.rsplit("/", 1)[0] + "/" + thumbnail[0].rsplit("/", 1)[-1] if thumbnail else item.url
    image = f'<img src="{escape(url)}" alt="{escape(item.alt)}" class="wp-image-{item.number}">'
    target = {"file": item.url, "none": ""}.get(attributes.get("link", ""), item.link)
    linked = f'<a href="{escape(target)}">{image}</a>' if target else image
    caption = f"<figcaption>{item.caption}</figcaption>" if item.caption else ""
    return f"<figure>{linked}{caption}</figure>"


def _player(kind: str) -> Callable[[Attributes, str, Library, int], str]:
    def render(attributes: Attributes, content: str, library: Library, post: int) -> str:  # noqa: ARG001
        urls = [value for key, value in attributes.items() if key in SOURCES[kind]]
        if not urls:
            return content
        return f'<figure><{kind} controls src="{escape(urls[0])}"></{kind}></figure>{content}'

    return render


def _playlist(attributes: Attributes, content: str, library: Library, post: int) -> str:  # noqa: ARG001
    entries = "".join(f'<li><a href="{escape(item.url)}">{escape(item.title)}</a></li>'
                      for item in library.chosen(attributes, post, pictures=False))  # fmt: skip
    return f"<ol>{entries}</ol>" if entries else ""


def _embed(attributes: Attributes, content: str, library: Library, post: int) -> str:  # noqa: ARG001
    url = escape(unescape(content.strip() or attributes.get("src", "")))
    return f'<figure class="wp-block-embed"><div>{url}</div></figure>' if url else ""


SOURCES = {
    "audio": ("src", "mp3", "m4a", "ogg", "wav", "flac"),
    "video": ("src", "mp4", "m4v", "webm", "ogv", "flv"),
}
RENDERERS: dict[str, Callable[[Attributes, str, Library, int], str]] = {
    "audio": _player("audio"),
    "caption": _caption,
    "embed": _embed,
    "gallery": _gallery,
    "playlist": _playlist,
    "video": _player("video"),
    "wp_caption": _caption,
}
