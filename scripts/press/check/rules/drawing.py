"""Every drawing can be read: by eyes that lack a cone, on a light and on a dark page, and on a phone.

Held to the file as it is, whatever palette it was drawn in: the contrast of each colour to its page (WCAG 1.4.11 asks
for 3, of text 1.4.3 for 4.5), the distance of any two colours of series with and without each kind of cone (no nearer
than the closest two of Okabe and Ito's palette), and the size of letters where the narrow drawing fills a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from press.check.finding import Finding
from press.check.reading import Reading
from press.evidence.drawing import vision
from press.evidence.drawing.colours import BACKGROUNDS

STAGE = "sources"
TEXT, SHAPE = 4.5, 3.0
COLUMN = 358  # pixels across the text of a phone of 390 pixels
SMALLEST = 11.0  # pixels; of a superscript, two thirds of it
HEX = re.compile(r"#[0-9a-f]{6}")
DARK = re.compile(r"\.(?P<kind>[fs])(?P<role>\w+)\{(?:fill|stroke):(?P<colour>#[0-9a-f]{6})\}")
GRID = "gr"


class Ink(NamedTuple):
    """A colour of a drawing: the role it plays, on the light and on the dark page, and whether letters have it."""

    role: str
    light: str
    dark: str
    letters: bool


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each colour, pair of colours and size that some readers could not make out."""
    for path in sorted(reading.project.figures.glob("*.svg")):
        text = reading.text(path)
        try:
            root = ET.fromstring(text)  # noqa: S314 - our own file; what is no XML is a finding
        except ET.ParseError as error:
            line, column = error.position
            message = f"is no SVG ({error.msg}); run: press figures"
            yield Finding(reading.project.place(path), line, column + 1, "drawing", message)
            continue
        for words, message in (*_colours(text, root), *_sizes(path, root)):
            place = reading.place(path, text, max(0, text.find(words)))
            yield Finding(*place, "drawing", f"{message}; change what plot() draws, then run: press figures")


def _colours(text: str, root: ET.Element) -> Iterator[tuple[str, str]]:
    inks = _inks(text, root)
    for ink in inks:
        for shade, ground, page in ((ink.light, BACKGROUNDS[0], "light"), (ink.dark, BACKGROUNDS[1], "dark")):
            ratio, least = vision.contrast(shade, ground), TEXT if ink.letters else SHAPE
            if ratio < least and ink.role != GRID:
                kind = "letters" if ink.letters else "lines"
                yield ink.light, f"{shade} on a {page} page has a contrast of {ratio:.1f}; {kind} need {least:g}"
    series = [ink for ink in inks if re.fullmatch(r"c\d", ink.role)]
    for page, shades in (("light", {ink.light for ink in series}), ("dark", {ink.dark for ink in series})):
        seen = [(*vision.closest(shades, sight), sight) for sight in vision.SIGHT if len(shades) > 1]
        apart, pair, sight = min(seen, default=(1.0, ("", ""), ""))
        if apart < vision.limit():
            yield pair[0], f"{' and '.join(pair)} look too much alike to a reader with {sight}, on a {page} page"


def _inks(text: str, root: ET.Element) -> list[Ink]:
    """The colours in use; an element without a class keeps its colour on both pages."""
    dark = {match["role"]: match["colour"] for match in DARK.finditer(text)}
    found = set()
    for element in root.iter():
        for key in ("fill", "stroke"):
            shade = element.get(key, "").lower()
            if HEX.fullmatch(shade):
                roles = [word[1:] for word in element.get("class", "").split() if word[0] == key[0]]
                role = roles[0] if roles else shade
                found.add(Ink(role, shade, dark.get(role, shade), element.tag.endswith(("text", "tspan"))))
    return sorted(found)


def _sizes(path: Path, root: ET.Element) -> Iterator[tuple[str, str]]:
    if not path.name.endswith(".narrow.svg"):
        return
    width = float(root.get("viewBox", "0 0 1 1").split()[2])
    for element in root.iter():
        size = element.get("font-size")
        if size and float(size) * COLUMN / width < SMALLEST * (2 / 3 if element.tag.endswith("tspan") else 1):
            pixels = float(size) * COLUMN / width
            yield f'font-size="{size}"', f"letters of {pixels:.1f} pixels on a phone; they need {SMALLEST:g}"
