"""What WordPress's own shortcodes stand for: captions, galleries, players and films, as the HTML that it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import NamedTuple, TypeAlias

from press.wordpress.source.model import Media
from press.wordpress.source.notations import FILMS

# What of a caption is its picture, by the server's own rule for this notation, which is one of text and not of HTML.
IMAGE = re.compile(r"\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)", re.DOTALL | re.IGNORECASE)
PICTURE = re.compile(r".+\.(?:avif|bmp|gif|heic|ico|jpe?g|png|tiff?|webp)", re.IGNORECASE)

Attributes = dict[str, str]


class Library:
    """The uploads of a blog, as galleries ask for them."""

    def __init__(self, media: Sequence[Media]) -> None:
        self.by_number = {item.number: item for item in media}
        self.of_post: dict[int, list[Media]] = {}
        for item in media:
            self.of_post.setdefault(item.parent, []).append(item)

    def chosen(self, attributes: Attributes, post: int, *, pictures: bool = True) -> tuple[list[Media], int]:
        """The files that a gallery or a playlist shows, those named or all of the post, and how many are not known."""
        asked = attributes.get("ids", "") or attributes.get("include", "")
        numbers = [int(number) for number in re.findall(r"\d+", asked)]
        found = [self.by_number[number] for number in numbers if number in self.by_number]
        if not numbers:
            without = set(re.findall(r"\d+", attributes.get("exclude", "")))
            found = [
                item for item in self.of_post.get(int(attributes.get("id", "") or post), [])
                if str(item.number) not in without and (not pictures or item.width or PICTURE.fullmatch(item.url))
            ]  # fmt: skip
        return found, len(numbers) - len(found) if numbers else 0


class Call(NamedTuple):
    """A shortcode as it was written: its attributes by name, and all of them as one text; what it holds, and where."""

    attributes: Attributes
    said: str
    content: str
    library: Library
    post: int


Renderer: TypeAlias = Callable[[Call], str]


def _caption(call: Call) -> str:
    match = IMAGE.match(call.content)
    if match is None:
        return call.content
    align = re.search(r"align(left|right|center)", call.attributes.get("align", ""))
    text = call.attributes.get("caption") or call.content[match.end() :].strip()
    return (f'<figure class="wp-caption {align[0] if align else ""}">{match[1]}'
            f"<figcaption>{text}</figcaption></figure>")  # fmt: skip


def _gallery(call: Call) -> str:
    columns = call.attributes.get("columns", "3")
    items = "".join(_picture(item, call.attributes) for item in call.library.chosen(call.attributes, call.post)[0])
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


def _player(kind: str) -> Renderer:
    def render(call: Call) -> str:
        urls = [value for key, value in call.attributes.items() if key in SOURCES[kind]]
        urls += re.findall(r"https?://[^\s|\"'<>,]+", call.said if not urls else "")
        if not urls:
            return call.content
        return f'<figure><{kind} controls src="{escape(urls[0])}"></{kind}></figure>{call.content}'

    return render


def _playlist(call: Call) -> str:
    entries = "".join(f'<li><a href="{escape(item.url)}">{escape(item.title)}</a></li>'
                      for item in call.library.chosen(call.attributes, call.post, pictures=False)[0])  # fmt: skip
    return f"<ol>{entries}</ol>" if entries else ""


def _embed(call: Call) -> str:
    url = escape(unescape(call.content.strip() or call.attributes.get("src", "")))
    return f'<figure class="wp-block-embed"><div>{url}</div></figure>' if url else ""


def film(name: str) -> Renderer:
    """A film by its address or by its number, in any of the ways in which WordPress.com takes them."""

    def render(call: Call) -> str:
        said = unescape(call.content.strip() or call.said).strip(" =\"'")
        url = re.search(r"(?:https?:)?//[^\s\"'<>|]+", said)
        first = re.split(r"[\s\"'&|]", said, maxsplit=1)[0]
        number = call.attributes.get("id") or call.attributes.get("clip_id") or first
        found = url[0] if url else FILMS[name].format(number) if re.fullmatch(r"[\w-]+", number) else ""
        return f'\n<figure class="wp-block-embed"><div>{escape(found)}</div></figure>\n' if found else ""

    return render


SOURCES = {"audio": {"src", "mp3", "m4a", "ogg", "wav", "flac"}, "video": {"src", "mp4", "m4v", "webm", "ogv", "flv"}}
RENDERERS: dict[str, Renderer] = {
    "audio": _player("audio"),
    "caption": _caption,
    "embed": _embed,
    "gallery": _gallery,
    "playlist": _playlist,
    "video": _player("video"),
    "wp_caption": _caption,
}
