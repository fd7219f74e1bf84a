"""Every image on a page says in words what it shows, and every figure's image names a figure and stands alone.

A figure is set where its image is a paragraph of its own; in the midst of a text it would stay a bare picture, without
its data and its finding. In a project with a layout of its own only pictures that a run wrote are asked for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

from press.article import prose
from press.article.leading import Leading
from press.check.finding import Finding, once
from press.check.reading import Reading

STAGE = "sources"
BINDINGS = True
FIGURE = re.compile(r"(?:^|/)figures/(?P<name>[^/]+)\.svg(?:#(?:frames|table=.+))?$")
BETWEEN = "write it between the brackets of ![]()"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each image without words, and each figure that is unknown or would not be set."""
    mute = []
    written = set(reading.outputs)
    for path, text in reading.pages.items():
        for image in images(reading, text):
            if not reading.project.laid_out and Path(normpath(path.parent / image.address)) not in written:
                continue
            if not image.words.strip() and not FIGURE.search(image.address):
                message = f"{image.address or 'an image'} has no alternative text; {BETWEEN}"
                mute.append(Finding(*reading.place(path, text, image.offset), "image", message))
            for message in _problems(reading, image):
                yield Finding(*reading.place(path, text, image.offset), "image", message)
    yield from once(mute)


def images(reading: Reading, text: str) -> list[Leading]:
    """The images of a page, in order."""
    return [each for each in prose.leading(text, reading.dialect) if each.tag == "img"]


def _problems(reading: Reading, image: Leading) -> Iterator[str]:
    figure = FIGURE.search(image.address)
    if figure and not image.words.strip():
        yield f"{image.address} has no label; {BETWEEN}"
    if figure and figure["name"] not in reading.names:
        yield f"no figure {figure['name']!r}; there are {', '.join(reading.names)}"
    elif figure and (image.raw or not image.alone):
        yield f"the figure {figure['name']} would stay a bare picture; give its ![]() a paragraph of its own"
