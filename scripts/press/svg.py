"""Matplotlib's SVG becomes one small, accessible file that follows the reader's palette: colours turn into classes.

An experiment draws in sentinel colours, each of which stands for a role. `standalone` gives every role a class and its
light colour, and adds the dark colours in one style block, so that the file can be opened or embedded alone. `inline`
gives the same figure for a page, whose style sheet then colours the classes.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Role(NamedTuple):
    """What a sentinel colour stands for: the class is `f` or `s` and the name, for fill or stroke."""

    name: str
    sentinel: str
    light: str
    dark: str


ROLES = (
    Role("fg", "#010203", "#1f2328", "#e6edf3"),
    Role("gr", "#040506", "#d0d7de", "#3d444d"),
    Role("c1", "#070809", "#1446a0", "#5a9cf8"),
    Role("c2", "#0a0b0c", "#c03a0b", "#e37c12"),
    Role("c3", "#0d0e0f", "#2f7a63", "#7af5bf"),
    Role("c4", "#101112", "#7a1268", "#b97fa9"),
    Role("c5", "#131415", "#5a3d00", "#e8c93e"),
    Role("c6", "#161718", "#0a7ac0", "#a6d0f6"),
)
BACKGROUNDS = ("#ffffff", "#1e2129")
SENTINELS = {role.sentinel: role for role in ROLES}
USUAL = {  # the parts of a style that matter, each with the value that need not be said
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "opacity": "1",
    "text-anchor": "start",
    "font-size": "",
    "font-weight": "400",
    "font-style": "normal",
}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
PIXELS_A_POINT = 4 / 3


def standalone(drawing: bytes, *, name: str, title: str, description: str) -> bytes:
    """The file `NAME.svg`: matplotlib's drawing, themed, labelled, and with ids that start with the figure's name."""
    source = ET.fromstring(drawing)  # noqa: S314 - matplotlib's own output
    _, _, width, height = (float(number) for number in source.attrib["viewBox"].split())
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{width * PIXELS_A_POINT:.0f}",
            "height": f"{height * PIXELS_A_POINT:.0f}",
            "viewBox": _rounded(source.attrib["viewBox"]),
            "stroke-linejoin": "round",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "data-search-exclude": "",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
    style = ET.SubElement(root, "style")
    root.extend(list(_Drawing(name, source).elements()))
    for child in root:
        child.tail = "\n"  # a line an element, so that a diff of the drawing can be read
    style.text = _style({word for element in root.iter() for word in element.get("class", "").split()})
    return ET.tostring(root, encoding="unicode").encode() + b"\n"


def inline(text: str, prefix: str) -> str:
    """The figure as part of a page: no size and no style of its own, and ids that start with `prefix`."""
    root = ET.fromstring(text)  # noqa: S314 - written by `standalone`
    before = re.escape(root.attrib["aria-labelledby"].partition("-title ")[0])
    for element in root.iter():
        element.tag = _local(element)
        for key in element.attrib.keys() & {"id", "clip-path", "aria-labelledby"}:
            element.set(key, re.sub(rf"(^|#| ){before}-", rf"\g<1>{prefix}-", element.attrib[key]))
    for style in root.findall("style"):
        root.remove(style)
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    return ET.tostring(root, encoding="unicode").strip()


class _Drawing:
    """One drawing of matplotlib's, read element by element; only what can be seen comes out."""

    def __init__(self, name: str, source: ET.Element) -> None:
        self.name = name
        self.source = source
        self.defined = {f"#{element.attrib['id']}": element for element in source.iter() if "id" in element.attrib}
        clips = [f"url({key})" for key, element in self.defined.items() if _local(element) == "clipPath"]
        self.clips = {clip: f"{name}-clip{number}" for number, clip in enumerate(clips, 1)}

    def elements(self) -> Iterator[ET.Element]:
        """The clip paths, and everything visible."""
        for reference, identifier in self.clips.items():
            clip = ET.Element("clipPath", {"id": identifier})
            for shape in self.defined[reference[len("url(") : -1]]:
                ET.SubElement(clip, _local(shape), {key: _rounded(value) for key, value in shape.attrib.items()})
            yield clip
        yield from self._children(self.source, {})

    def _children(self, parent: ET.Element, inherited: dict[str, str]) -> Iterator[ET.Element]:
        for element in parent:
            style = inherited | _parts(element)
            match _local(element):
                case "g":
                    yield from self._group(element, style)
                case "path":
                    yield from self._path(element, style, element.attrib)
                case "use":
                    path = self.defined[element.attrib["{http://www.w3.org/1999/xlink}href"]]
                    place = {"transform": f"translate({element.attrib['x']} {element.attrib['y']})"}
                    yield from self._path(path, style | _parts(path), place)
                case "text":
                    text = ET.Element("text", self._placed(element.attrib) | self._painted(style))
                    text.text = (element.text or "").strip()
                    text.extend(_runs(element))
                    yield text
                case "defs" | "metadata":
                    pass
                case other:
                    raise PressError(f"{self.name}: the drawing has <{other}>; draw lines, areas and text only")

    def _group(self, element: ET.Element, style: dict[str, str]) -> Iterator[ET.Element]:
        """The children alone where the group does nothing for them."""
        children, attributes = list(self._children(element, style)), self._placed(element.attrib)
        if not attributes:
            yield from children
        elif children:
            group = ET.Element("g", attributes)
            group.extend(children)
            yield group

    def _path(self, element: ET.Element, style: dict[str, str], place: dict[str, str]) -> Iterator[ET.Element]:
        if style.get("fill") != "none" or style.get("stroke", "none") != "none":
            data = re.sub(r"\s*([A-Za-z])\s*", r"\1", _rounded(element.attrib["d"])).replace(" -", "-")
            yield ET.Element("path", {"d": data} | self._placed(place) | self._painted(style))

    def _placed(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Where an element is; a rotation by nothing and a shift by nothing need not be said."""
        placed = {key: _rounded(attributes[key]) for key in ("x", "y") if key in attributes}
        transform = _rounded(re.sub(r"rotate\(-?0 [^)]*\)", "", attributes.get("transform", ""))).strip()
        if transform not in {"", "translate(0 0)"}:
            placed["transform"] = transform
        if "clip-path" in attributes:
            placed["clip-path"] = f"url(#{self.clips[attributes['clip-path']]})"
        return placed

    def _painted(self, style: Mapping[str, str]) -> dict[str, str]:
        """How an element looks; what has no fill is black, which no figure may be."""
        words: list[str] = []
        painted: dict[str, str] = {}
        for key, unsaid in (("fill", "#000000"), ("stroke", "none")):
            color = "none" if style.get(f"{key}-opacity") == "0" else style.get(key, unsaid)
            if color == "none":
                painted |= {key: color} if key == "fill" else {}
            elif color in SENTINELS:
                words.append(key[0] + SENTINELS[color].name)
                painted[key] = SENTINELS[color].light
            else:
                known = ", ".join(SENTINELS)
                raise PressError(f"{self.name}: drawn in {color}, which stands for nothing; there are {known}")
        kept = {key: style[key].replace("px", "") for key, usual in USUAL.items() if style.get(key, usual) != usual}
        kept = {key: value for key, value in kept.items() if painted.get(key.removesuffix("-opacity")) != "none"}
        return {"class": " ".join(words)} | painted | kept if words else painted | kept


def _runs(text: ET.Element) -> Iterator[ET.Element]:
    """Mathematics, glyph by glyph, joined to runs that flow: the page's font has other widths than matplotlib's."""
    runs: list[ET.Element] = []
    end = math.inf
    for glyph in text:
        x, attributes = float(glyph.attrib["x"]), {"y": _rounded(glyph.attrib["y"])} | _size(_parts(glyph))
        if x < end:  # a new line, or the part below a fraction's bar
            runs.append(ET.Element("tspan", {"x": _rounded(glyph.attrib["x"])} | attributes))
        elif attributes != {key: value for key, value in runs[-1].attrib.items() if key != "x"}:
            runs.append(ET.Element("tspan", attributes))
        runs[-1].text = (runs[-1].text or "") + (glyph.text or "")
        end = x
    return iter(runs)


def _size(style: Mapping[str, str]) -> dict[str, str]:
    """What of a glyph's style its run keeps."""
    kept = {key: style[key].replace("px", "") for key in ("font-size", "font-weight", "font-style") if key in style}
    return {key: value for key, value in kept.items() if value != USUAL[key]}


def _style(words: set[str]) -> str:
    """The file's own style: a font, a background, and the dark colours of the classes in use."""
    rules = {f"{key[0]}{role.name}": f"{key}:{role.dark}" for role in ROLES for key in ("fill", "stroke")}
    dark = "".join(f".{word}{{{rule}}}" for word, rule in rules.items() if word in words)
    light, night = BACKGROUNDS
    return (
        f"svg{{background:{light};font-family:system-ui,sans-serif}}"
        f"@media(prefers-color-scheme:dark){{svg{{background:{night}}}{dark}}}"
    )


def _parts(element: ET.Element) -> dict[str, str]:
    """A style attribute, taken apart."""
    parts = (part.partition(":") for part in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, _, value in parts if value}


def _rounded(text: str) -> str:
    """Every number in the text at one decimal, and no more white space than needed."""
    return " ".join(NUMBER.sub(lambda match: f"{round(float(match[0]), 1) + 0.0:g}", text).split())


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
