"""The words of the article, block by block, as the extension that marks them sees them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from press.article import texts
from press.check.reading import Reading

if TYPE_CHECKING:
    from press.html.page import Element

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

    from press.html.page import Page  # noqa: PLC0415 - as above, and its parser is not there where there is no article

    page = Page(markdown(body, extensions=EXTENSIONS), "the article")
    found: dict[Element, list[str]] = {block: [] for block in page.elements(*BLOCKS)}
    for place, text in page.texts():
        innermost = next((each for each in (place, *place.iterancestors()) if each in found), None)
        if innermost is not None:
            found[innermost].append(text)
    return ["".join(words) for words in found.values()]
