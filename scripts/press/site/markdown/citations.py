"""`[@key]` in prose is a citation: authors and year on the spot, the work at the end of the page.

It is set as a footnote of the engine's own kind, so hovering, printing and going back work as for any other, and the
text says how the work was read: a source that was only read second-hand is said to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from press.article import prose
from press.article.dialect import STANDARD, Dialect
from press.article.references import Passage, Reference
from press.core.errors import PressError

if TYPE_CHECKING:
    from markdown import Markdown

    Find = Callable[[str], "Citation"]

ANCHOR = "#fn:"
MOST_OPEN = 1000


class Citation(NamedTuple):
    """A cited work, what is stored of it, and the link to where that stands."""

    work: Reference
    passages: list[Passage]
    about: str

    @property
    def note(self) -> str:
        """The work as the page lists it, and the way to its words; it says where they were only read at second hand."""
        second_hand = self.passages and all(passage.read == "second-hand" for passage in self.passages)
        how = "read at second hand" if second_hand else "what was read"
        return f'{self.work.text} <a class="read" href="{self.about}">{how}</a>'


def register(md: Markdown, find: Find, place: Callable[[], str], dialect: Dialect = STANDARD) -> None:
    """Let a converter cite; `find` gives the work of a key, or raises, and `place` names the page in an error."""
    cite = Cite(md, find, place, dialect)
    md.preprocessors.register(cite, "press_cite", 28)  # before raw HTML and footnotes are taken out
    md.treeprocessors.register(Label(md, cite), "press_cite", 14)  # when footnotes are set


class Cite(Preprocessor):
    """Turn citations into references to footnotes, and add these; `cited` are the works of the page at hand."""

    def __init__(self, md: Markdown, find: Find, place: Callable[[], str], dialect: Dialect) -> None:
        super().__init__(md)
        self.find, self.place, self.dialect = find, place, dialect
        self.cited: dict[str, Citation] = {}

    def run(self, lines: list[str]) -> list[str]:
        """Rewrite the page's text."""
        text = "\n".join(lines)
        if text.count("[") > MOST_OPEN:
            _bound(text, self.place())
        pieces, position = [], 0
        self.cited = {}
        for match in prose.citations(text, self.dialect):
            keys = prose.keys(match[0])
            self.cited |= {key: self.find(key) for key in keys}
            pieces += [text[position : match.start()], f"({'; '.join(f'[^{key}]' for key in keys)})"]
            position = match.end()
        notes = [line for key, citation in self.cited.items() for line in ("", f"[^{key}]: {citation.note}")]
        return [*"".join([*pieces, text[position:]]).split("\n"), *notes]


def _bound(text: str, place: str) -> None:
    """Refuse a paragraph that opens brackets by the thousand: the engine seeks the end of each to the last letter."""
    for paragraph in text.split("\n\n"):
        opened = 0
        for character in paragraph:
            opened = max(0, opened + (character == "[") - (character == "]"))
        if opened > MOST_OPEN:
            begins = f"the paragraph {paragraph.strip()[:40]!r}"
            raise PressError(f"{place}: {begins} opens {opened} square brackets and closes none of them; close them")


class Label(Treeprocessor):
    """Name works by authors and year, where footnotes have numbers."""

    def __init__(self, md: Markdown, cite: Cite) -> None:
        super().__init__(md)
        self.cite = cite

    def run(self, root: ET.Element) -> None:
        """Relabel the references whose footnote is a work."""
        for element in root.iter("sup"):
            link = element.find("a[@class='footnote-ref']")
            key = link.get("href", "").removeprefix(ANCHOR) if link is not None else ""
            if link is not None and key in self.cite.cited:
                element.tag = "span"
                element.set("class", "citation")
                link.text = self.cite.cited[key].work.label
