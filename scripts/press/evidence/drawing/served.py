"""The drawing's file as a site serves it: its address may choose the palette.

`NAME.svg#day` and `NAME.svg#night` are one file and one request. Without either it is dark where the reader's system
is. An image cannot see the page that it stands on, and `color-scheme` reaches it in some engines only; its address it
sees in all.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from press.evidence.drawing import tracing
from press.evidence.drawing.colours import BACKGROUNDS, ROLES

NAMESPACE = "http://www.w3.org/2000/svg"
DAY, NIGHT = "day", "night"
ASKED, OPENED = f"svg:has(#{NIGHT}:target)", f"svg:not(:has(#{DAY}:target))"


def file(path: Path) -> bytes:
    """The drawing with both palettes, either of which its address may ask for."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - written by `svg.standalone`
    words = {word for element in root.iter() for word in element.get("class", "").split()}
    for element in root.iter():
        element.tag = tracing.local(element)
    root.set("xmlns", NAMESPACE)
    style = next(root.iter("style"))
    light = f"svg{{background:{BACKGROUNDS[0]};font-family:system-ui,sans-serif}}"
    style.text = f"{light}@media(prefers-color-scheme:dark){{{_dark(OPENED, words)}}}{_dark(ASKED, words)}"
    for name in (DAY, NIGHT):
        ET.SubElement(root, "g", {"id": name})
    return ET.tostring(root, encoding="unicode").encode() + b"\n"


def _dark(place: str, words: set[str]) -> str:
    rules = {f"{key[0]}{role.name}": f"{key}:{role.dark}" for role in ROLES for key in ("fill", "stroke")}
    dark = "".join(f"{place} .{word}{{{rule}}}" for word, rule in rules.items() if word in words)
    return f"{place}{{background:{BACKGROUNDS[1]}}}{dark}"


@lru_cache(maxsize=512)
def size(path: Path, _changed: int) -> tuple[int, int]:
    """Width and height of a drawing in pixels, as it says itself."""
    for _, root in ET.iterparse(io.BytesIO(path.read_bytes()), events=("start",)):  # noqa: S314 - as above
        return int(root.attrib["width"]), int(root.attrib["height"])
    raise AssertionError(path)
