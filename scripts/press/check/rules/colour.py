"""A word that has a colour in one drawing has it in all, and no drawing says it in another word.

`[tool.press.colours]` says which: `"thrown away" = "c2"` is a word and its colour, `replace = "thrown away"` one that
drawings do not use, with the word that they use instead. A label in the colour of the page's text says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from press.check.finding import Finding
from press.check.reading import Reading
from press.core.errors import PressError
from press.evidence.drawing.colours import ROLES

STAGE = "sources"
NAMED = re.compile(r"c\d*")
SERIES = {role.name for role in ROLES if role.name.startswith("c")}


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each label of a drawing that is in another colour than its words, or in other words."""
    said = {word: _meant(reading, word, meant) for word, meant in reading.project.table("colours").items()}
    words = re.compile(rf"\b({'|'.join(sorted(map(re.escape, said), key=len, reverse=True))})\b", re.IGNORECASE)
    for path in sorted(reading.project.figures.glob("*.svg")) if said else ():
        text = reading.text(path)
        for label, colour in _labels(text):
            for message in _problems(label, colour, said, words):
                place = reading.place(path, text, max(0, text.find(label)))
                yield Finding(*place, "colour", f"{message}; change what plot() draws, then run: press figures")


def _meant(reading: Reading, word: str, meant: object) -> str:
    """The colour of a word, or the word to use instead; a PressError where it is neither."""
    if isinstance(meant, str) and (meant in SERIES or not NAMED.fullmatch(meant)):
        return meant
    known = ", ".join(sorted(SERIES))
    raise PressError(
        f"{reading.project.settings}: colours: {word} = {meant!r} is no colour and no word; there are {known}"
    )


def _labels(text: str) -> Iterator[tuple[str, str]]:
    """Each label, and the series whose colour it has; empty where it has none of them."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - our own file; the rule `drawing` says that it is no XML
    except ET.ParseError:
        return
    for element in root.iter():
        if element.tag.endswith("text"):
            roles = {word[1:] for word in element.get("class", "").split()} & SERIES
            yield "".join(element.itertext()).strip(), next(iter(roles), "")


def _problems(label: str, colour: str, said: dict[str, str], words: re.Pattern[str]) -> Iterator[str]:
    found = [match[0].lower() for match in words.finditer(label)]
    others = [word for word in found if said[word] not in SERIES]
    for word in others:
        yield f"“{label}” says {word}; every drawing says {said[word]}"
    meant = [said[word] for word in found if said[word] in SERIES]
    if meant and colour and colour != meant[-1]:  # by the last of its words: “unchecked, all kept”
        yield f"“{label}” is drawn in {colour}; in every drawing these words are {meant[-1]}"
