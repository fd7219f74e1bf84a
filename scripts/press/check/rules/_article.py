"""The words of the article, block by block, as the extension that marks them sees them."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from press.article import texts

if TYPE_CHECKING:
    from press.check import Reading

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"}
EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "admonition", "tables"]


def blocks(reading: Reading) -> list[str]:
    """The words of each block."""
    text = reading.pages.get(reading.project.root / reading.project.article, "")
    body = text[texts.body(text) :]
    return _blocks(body)


@lru_cache(maxsize=1)  # two rules ask for those of the one article
def _blocks(body: str) -> list[str]:
    from markdown import markdown  # noqa: PLC0415 - only rules that quote the article render anything

    words = _Words()
    words.feed(markdown(body, extensions=EXTENSIONS))
    words.close()
    return words.blocks


class _Words(HTMLParser):
    """The text of each block, taken from the innermost one."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open a block."""
        if tag in BLOCKS:
            self.open.append(len(self.blocks))
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag in BLOCKS and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Add words to the innermost block."""
        if self.open:
            self.blocks[self.open[-1]] += data
