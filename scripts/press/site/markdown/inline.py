"""Bound words on a page become links: `half<!-- name.number -->` and `most<!-- name.number > 0.5 -->`.

A word that its number or its comparison contradicts stops the build, as a wrong digit does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from press.article import expression, number_words, predicate, words
from press.site.markdown import markup
from press.site.markdown.where import Where

if TYPE_CHECKING:
    import markdown

    from press.site.markdown import Evidence

    Make: TypeAlias = Callable[[re.Match[str]], str]

COMMENT = "<!--"
FIRST = 185  # of our patterns: code spans are gone by then, and escapes not yet
HELD = rf"(?P<word>[^\W_][\w\u2019'-]*){words.HELD}"


class Bound(InlineProcessor):
    """Replace what a pattern finds by what is made of it; code spans are gone by now, so a page can show notation."""

    def __init__(self, pattern: str, md: markdown.Markdown, make: Make) -> None:
        super().__init__(pattern, md)
        self.make = make

    def getCompiledRegExp(self) -> Commented:  # type: ignore[override]  # noqa: N802 - the library's name
        """What the engine searches with."""
        return Commented(self.compiled_re)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Put the HTML out of Markdown's way."""
        return self.md.htmlStash.store(self.make(m)), m.start(0), m.end(0)


class Commented(NamedTuple):
    """A pattern of what a comment follows, which is sought only where there is one: in most texts there is none."""

    pattern: re.Pattern[str]

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Its matches from a place on."""
        return self.pattern.finditer(text, start) if COMMENT in text else iter(())


class Sought(Preprocessor):
    """Let bindings be sought on a page that has a comment, in their order: each costs every text of a page."""

    def __init__(self, md: markdown.Markdown, sought: Mapping[str, tuple[str, Make]]) -> None:
        super().__init__(md)
        self.sought = dict(sought)

    def run(self, lines: list[str]) -> list[str]:
        """Register them, once; the lines stay as they are."""
        if self.sought and any(COMMENT in line for line in lines):
            for place, (name, (pattern, make)) in enumerate(self.sought.items()):
                self.md.inlinePatterns.register(Bound(pattern, self.md, make), name, FIRST - place)
            self.sought = {}
        return lines


class Words(NamedTuple):
    """Bind a word, to a number or by a comparison."""

    evidence: Evidence
    where: Where

    def html(self, m: re.Match[str]) -> str:
        """The link that stands for the word and its comment."""
        try:
            if m.groupdict().get("said"):
                return self._number(m["word"], m["said"])
            return self._held(m["word"], m["holds"])
        except ValueError as problem:
            bound = m[0].partition("<!--")[2].removesuffix("-->").strip()
            return self.evidence.refused(self.where.base, m["word"], bound, str(problem))

    def _number(self, word: str, reference: str) -> str:
        number = expression.number(reference, self.evidence.store.known)
        if not number_words.agrees(word, number.value):
            raise ValueError(f"the result is {number.value:g}; run: press check --fix")
        stamped = f'<data value="{number.value!r}">{word}</data>'
        return self._link(reference.strip(), f"{number.meaning}: {markup.interval(number)}", stamped)

    def _held(self, word: str, holds: str) -> str:
        truth = predicate.evaluate(holds.strip(), self.evidence.store.known)
        if truth != predicate.TRUE:
            raise ValueError(f"the comparison is {truth}; say what the result shows")
        first = predicate.references(holds.strip())[0]
        return self._link(first, f"{holds.strip()} holds", escape(word))

    def _link(self, reference: str, title: str, inside: str) -> str:
        said = f'title="{escape(title)}" data-word="{escape(reference)}"'
        if target := self.evidence.address(self.where.base, reference):
            return f'<a class="number" href="{target}" {said}>{inside}</a>'
        return f'<span class="number" {said}>{inside}</span>'
