"""Every image on a page says in words what it shows, and every figure's image names a figure and stands alone.

A figure is set where its image is a paragraph of its own; in the midst of a text it would stay a bare picture, without
its data and its finding. In a project with a layout of its own only pictures that a run wrote are asked for words.
"""

from __future__ import annotations

import re
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from press.article import prose
from press.check.finding import Finding, once
from press.html import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.article.reading import Span
    from press.check.reading import Reading

STAGE = "sources"
BINDINGS = True
UNSEEN = {"code", "fence", "comment", "front matter"}
MARKDOWN = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\(\s*<?(?P<target>[^)\s>]*)[^)]*\)|\[[^\]]*\])")
FIGURE = re.compile(r"(?:^|/)figures/(?P<name>[^/]+)\.svg(?:#(?:frames|table=.+))?$")
BETWEEN = "write it between the brackets of ![]()"
BREAK = re.compile(r"\n[ \t]*\n|^---\n", re.MULTILINE)


class Image(NamedTuple):
    """An image from its first character to behind its last, written in Markdown or, `raw`, in HTML."""

    start: int
    end: int
    words: str
    target: str
    raw: bool


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each image without words, and each figure that is unknown or would not be set."""
    mute = []
    written = set(reading.outputs)
    for path, text in reading.pages.items():
        for image in images(reading, text):
            if not reading.project.laid_out and Path(normpath(path.parent / image.target)) not in written:
                continue
            if not image.words.strip() and not FIGURE.search(image.target):
                message = f"{image.target or 'an image'} has no alternative text; {BETWEEN}"
                mute.append(Finding(*reading.place(path, text, image.start), "image", message))
            for message in _problems(reading, image, text):
                yield Finding(*reading.place(path, text, image.start), "image", message)
    yield from once(mute)


def images(reading: Reading, text: str) -> list[Image]:
    """The images of a page, in order."""
    unseen = [span for span in prose.spans(".md", text, reading.dialect) if span.kind in UNSEEN]
    return sorted(_images(text, unseen))


def _images(text: str, unseen: list[Span]) -> Iterator[Image]:
    for match in MARKDOWN.finditer(text):
        if not any(span.start <= match.start() < span.end for span in unseen):
            yield Image(*match.span(), match["alt"], match["target"] or "", raw=False)
    if "<img" in text.lower():
        letters = list(text)
        for span in unseen:
            letters[span.start : span.end] = re.sub(r"[^\n]", " ", text[span.start : span.end])
        for tag in source.tags("".join(letters)):
            if tag.name == "img":
                yield Image(tag.start, tag.end, tag.attributes.get("alt", ""), tag.attributes.get("src", ""), raw=True)


def _problems(reading: Reading, image: Image, text: str) -> Iterator[str]:
    figure = FIGURE.search(image.target)
    if figure and not image.words.strip():
        yield f"{image.target} has no label; {BETWEEN}"
    if figure and figure["name"] not in reading.names:
        yield f"no figure {figure['name']!r}; there are {', '.join(reading.names)}"
    elif figure and (image.raw or not _alone(image, text)):
        yield f"the figure {figure['name']} would stay a bare picture; give its ![]() a paragraph of its own"


def _alone(image: Image, text: str) -> bool:
    """Whether nothing else stands in the paragraph of an image."""
    before = BREAK.split(text[: image.start])[-1]
    after = BREAK.split(text[image.end :], maxsplit=1)[0]
    return not before.strip() and not after.strip()
