"""Matplotlib's SVG read element by element: what can be seen comes out, small, and with classes for its colours.

A style becomes the presentation attributes that matter; `<use>` becomes the path it points to; groups that do nothing
and paths without a colour go; neighbouring paths of one look become one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from press.core.errors import PressError
from press.evidence.drawing.colours import SENTINELS

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


class Tracing:
    """One drawing of matplotlib's, read element by element; only what can be seen comes out."""

    def __init__(self, name: str, source: ET.Element) -> None:
        self.name = name
        self.source = source
        self.defined = {f"#{element.attrib['id']}": element for element in source.iter() if "id" in element.attrib}
        clips = [f"url({key})" for key, element in self.defined.items() if local(element) == "clipPath"]
        self.clips = {clip: f"{name}-clip{number}" for number, clip in enumerate(clips, 1)}

    def elements(self) -> Iterator[ET.Element]:
        """The clip paths, and everything visible."""
        for reference, identifier in self.clips.items():
            clip = ET.Element("clipPath", {"id": identifier})
            for shape in self.defined[reference[len("url(") : -1]]:
                ET.SubElement(clip, local(shape), {key: rounded(value) for key, value in shape.attrib.items()})
            yield clip
        yield from self._children(self.source, {})

    def _children(self, parent: ET.Element, inherited: dict[str, str]) -> Iterator[ET.Element]:
        for element in parent:
            style = inherited | _parts(element)
            match local(element):
                case "g":
                    yield from self._group(element, style)
                case "path":
                    yield from self._path(element.attrib["d"], style, element.attrib)
                case "use":
                    path = self.defined[element.attrib["{http://www.w3.org/1999/xlink}href"]]
                    place = {"transform": f"translate({element.attrib['x']} {element.attrib['y']})"}
                    yield from self._path(path.attrib["d"], style | _parts(path), place)
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
        children, attributes = self._children(element, style), self._placed(element.attrib)
        if not attributes:
            yield from children
        elif neighbours := merged(children):
            group = ET.Element("g", attributes)
            group.extend(neighbours)
            yield group

    def _path(self, data: str, style: dict[str, str], place: Mapping[str, str]) -> Iterator[ET.Element]:
        if style.get("fill") != "none" or style.get("stroke", "none") != "none":
            data = re.sub(r"\s*([A-Za-z])\s*", r"\1", rounded(data)).replace(" -", "-")
            yield ET.Element("path", {"d": data} | self._placed(place) | self._painted(style))

    def _placed(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Where an element is; a rotation by nothing and a shift by nothing need not be said."""
        placed = {key: rounded(attributes[key]) for key in ("x", "y") if key in attributes}
        transform = rounded(re.sub(r"rotate\(-?0 [^)]*\)", "", attributes.get("transform", ""))).strip()
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


def merged(elements: Iterable[ET.Element]) -> list[ET.Element]:
    """Neighbouring paths of one look as one path, unless they are translucent and would show where they overlap."""
    kept: list[ET.Element] = []
    for element in elements:
        look = {key: value for key, value in element.attrib.items() if key != "d"}
        last = kept[-1] if kept and element.tag == kept[-1].tag == "path" else None
        if (
            last is None
            or look != {key: value for key, value in last.attrib.items() if key != "d"}
            or _translucent(look)
        ):
            kept.append(element)
        else:
            last.set("d", last.attrib["d"] + element.attrib["d"])
    return kept


def _translucent(look: Mapping[str, str]) -> bool:
    return any(key.endswith("opacity") for key in look)


def _runs(text: ET.Element) -> Iterator[ET.Element]:
    """Mathematics, glyph by glyph, joined to runs that flow: the page's font has other widths than matplotlib's."""
    runs: list[ET.Element] = []
    end = math.inf
    for glyph in text:
        x, attributes = float(glyph.attrib["x"]), {"y": rounded(glyph.attrib["y"])} | _size(_parts(glyph))
        if x < end:  # a new line, or the part below a fraction's bar
            runs.append(ET.Element("tspan", {"x": rounded(glyph.attrib["x"])} | attributes))
        elif attributes != {key: value for key, value in runs[-1].attrib.items() if key != "x"}:
            runs.append(ET.Element("tspan", attributes))
        runs[-1].text = (runs[-1].text or "") + (glyph.text or "")
        end = x
    return iter(runs)


def _size(style: Mapping[str, str]) -> dict[str, str]:
    """What of a glyph's style its run keeps."""
    kept = {key: style[key].replace("px", "") for key in ("font-size", "font-weight", "font-style") if key in style}
    return {key: value for key, value in kept.items() if value != USUAL[key]}


def _parts(element: ET.Element) -> dict[str, str]:
    """A style attribute, taken apart."""
    parts = (part.partition(":") for part in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, _, value in parts if value}


def rounded(text: str) -> str:
    """Every number in the text at one decimal, and no more white space than needed."""
    return " ".join(NUMBER.sub(lambda match: f"{round(float(match[0]), 1) + 0.0:g}", text).split())


def local(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
