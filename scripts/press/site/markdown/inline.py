"""Bound words on a page become links: `half<!-- name.number -->` and `most<!-- name.number > 0.5 -->`.

A word that its number or its comparison contradicts stops the build, as a wrong digit does.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor

from press.article import predicate, words
from press.core.errors import PressError
from press.site import addresses
from press.site.markdown import markup

if TYPE_CHECKING:
    import re

    import markdown

    from press.site.markdown import Evidence, Where

HELD = rf"(?P<word>[^\W_][\w\u2019'-]*){words.HELD}"


def register(md: markdown.Markdown, evidence: Evidence, where: Where) -> None:
    """Add both processors."""
    md.inlinePatterns.register(Words(words.WORD, md, evidence, where), "press_words", 183)
    md.inlinePatterns.register(Words(HELD, md, evidence, where), "press_held", 182)


class Words(InlineProcessor):
    """Bind a word, to a number or by a comparison."""

    def __init__(self, pattern: str, md: markdown.Markdown, evidence: Evidence, where: Where) -> None:
        super().__init__(pattern, md)
        self.evidence, self.where = evidence, where

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Replace the word and its comment by a link."""
        groups = m.groupdict()
        try:
            html = self._number(m["word"], m["said"]) if groups.get("said") else self._held(m["word"], m["holds"])
        except ValueError as problem:
            raise PressError(f"{self.where.base}: {m[0]}: {problem}") from None
        return self.md.htmlStash.store(html), m.start(0), m.end(0)

    def _number(self, word: str, reference: str) -> str:
        name, _, key = reference.partition(".")
        value, _ = predicate.look_up(name, key, self.evidence.store.results)
        number = self.evidence.store.results[name].number(key)
        if number is None or not words.agrees(word, value):
            raise ValueError(f"the result is {value:g}; run: press check --fix")
        return self._link(
            reference, f"{number.meaning}: {markup.interval(number)}", f'<data value="{value!r}">{word}</data>'
        )

    def _held(self, word: str, holds: str) -> str:
        truth = predicate.evaluate(holds.strip(), self.evidence.store.results)
        if truth != predicate.TRUE:
            raise ValueError(f"the comparison is {truth}; say what the result shows")
        first = predicate.references(holds.strip())[0]
        return self._link(first, f"{holds.strip()} holds", escape(word))

    def _link(self, reference: str, title: str, inside: str) -> str:
        name, _, key = reference.partition(".")
        target = addresses.relative(self.where.base, f"{addresses.figure_page(name)}#number-{key.replace('_', '-')}")
        return f'<a class="number" href="{target}" title="{escape(title)}" data-word="{reference}">{inside}</a>'
