"""Matplotlib's SVG becomes one small, accessible file that follows the reader's palette: colours turn into classes.

An experiment draws in sentinel colours, each of which stands for a role. `standalone` gives every role a class and its
light colour, and adds the dark colours in one style block, so that the file can be opened or embedded alone. `inline`
gives the same figure for a page, whose style sheet then colours the classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET

from press.evidence.drawing import tracing
from press.evidence.drawing.colours import BACKGROUNDS, ROLES

PIXELS_A_POINT = 4 / 3
PREFIX = "\0"  # which no XML can hold


def standalone(
    drawing: bytes, *, name: str, title: str, description: str, scale: Mapping[str, str] | None = None
) -> bytes:
    """The file `NAME.svg`: matplotlib's drawing, themed, labelled, and with ids that start with the figure's name.

    `scale` are attributes of the root that say where values lie in the drawing.
    """
    source = ET.fromstring(drawing)  # noqa: S314 - matplotlib's own output
    _, _, width, height = (float(number) for number in source.attrib["viewBox"].split())
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{width * PIXELS_A_POINT:.0f}",
            "height": f"{height * PIXELS_A_POINT:.0f}",
            "viewBox": tracing.rounded(source.attrib["viewBox"]),
            "stroke-linejoin": "round",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "data-search-exclude": "",
            **(scale or {}),
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
    style = ET.SubElement(root, "style")
    root.extend(tracing.merged(tracing.Tracing(name, source).elements()))
    for child in root:
        child.tail = "\n"  # a line an element, so that a diff of the drawing can be read
    style.text = _style({word for element in root.iter() for word in element.get("class", "").split()})
    return ET.tostring(root, encoding="unicode").encode() + b"\n"


def inline(text: str, prefix: str) -> str:
    """The figure as part of a page: no size and no style of its own, and ids that start with `prefix`."""
    return _inline(text).replace(PREFIX, prefix)


@lru_cache(maxsize=256)
def _inline(text: str) -> str:
    """The same for every place: a site shows a drawing on many pages."""
    root = ET.fromstring(text)  # noqa: S314 - written by `standalone`
    before = re.escape(root.attrib["aria-labelledby"].partition("-title ")[0])
    for element in root.iter():
        element.tag = tracing.local(element)
        for key in element.attrib.keys() & {"id", "clip-path", "aria-labelledby"}:
            element.set(key, re.sub(rf"(^|#| ){before}-", rf"\g<1>{PREFIX}-", element.attrib[key]))
    for style in root.findall("style"):
        root.remove(style)
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    return ET.tostring(root, encoding="unicode").strip()


def _style(words: set[str]) -> str:
    """The file's own style: a font, a background, and the dark colours of the classes in use."""
    rules = {f"{key[0]}{role.name}": f"{key}:{role.dark}" for role in ROLES for key in ("fill", "stroke")}
    dark = "".join(f".{word}{{{rule}}}" for word, rule in rules.items() if word in words)
    light, night = BACKGROUNDS
    return (
        f"svg{{background:{light};font-family:system-ui,sans-serif}}"
        f"@media(prefers-color-scheme:dark){{svg{{background:{night}}}{dark}}}"
    )
