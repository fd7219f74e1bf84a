"""Every image on a page says in words what it shows, and every figure's image names a figure and stands alone.

A figure is set where its image is a paragraph of its own; in the midst of a text it would stay a bare picture, without
its data and its finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.article import prose
from press.check.reading import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.check.reading import Reading

STAGE = "sources"
UNSEEN = {"code", "fence", "comment", "front matter"}
MARKDOWN = r"!\[(?P<alt>[^\]]*)\](?:\(\s*<?(?P<target>[^)\s>]*)[^)]*\)|\[[^\]]*\])"
HTML = r"<img\b(?P<attributes>[^>]*)>"
IMAGE = re.compile(f"{MARKDOWN}|{HTML}")
FIGURE = re.compile(r"(?:^|/)figures/(?P<name>[^/]+)\.svg$")
BREAK = re.compile(r"\n[ \t]*\n|^---\n", re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each image without words, and each figure that is unknown or would not be set."""
    for path, text in reading.pages.items():
        unseen = [span for span in prose.spans(".md", text, reading.dialect) if span.kind in UNSEEN]
        for image in IMAGE.finditer(text):
            if not any(span.start <= image.start() < span.end for span in unseen):
                for message in _problems(reading, image, text):
                    yield Finding(*reading.place(path, text, image.start()), "image", message)


def _problems(reading: Reading, image: re.Match[str], text: str) -> Iterator[str]:
    words = image["alt"] or _attribute(image, "alt")
    target = image["target"] or _attribute(image, "src")
    figure = FIGURE.search(target)
    if not words.strip():
        kind = "label" if figure else "alternative text"
        yield f"{target or 'an image'} has no {kind}; write it between the brackets of ![]()"
    if figure and figure["name"] not in reading.names:
        yield f"no figure {figure['name']!r}; there are {', '.join(reading.names)}"
    elif figure and (image["attributes"] is not None or not _alone(image, text)):
        yield f"the figure {figure['name']} would stay a bare picture; give its ![]() a paragraph of its own"


def _attribute(image: re.Match[str], name: str) -> str:
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", image["attributes"] or "")
    return next(filter(None, match.groups()), "") if match else ""


def _alone(image: re.Match[str], text: str) -> bool:
    """Whether nothing else stands in the paragraph of an image."""
    before = BREAK.split(text[: image.start()])[-1]
    after = BREAK.split(text[image.end() :], maxsplit=1)[0]
    return not before.strip() and not after.strip()
