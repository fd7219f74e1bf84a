"""On the article's page every quotation of the ledger is marked; what was found of it stands around (`around`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor

from press.article.ledger import Claim
from press.core.errors import PressError
from press.site.markdown.where import Where

if TYPE_CHECKING:
    import markdown

    from press.site.markdown import Evidence

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd"}


class PageProcessor(Treeprocessor):
    """What changes the tree of a page and knows which page that is, and the evidence."""

    def __init__(self, md: markdown.Markdown, evidence: Evidence, where: Where) -> None:
        super().__init__(md)
        self.evidence, self.where = evidence, where


class Claims(PageProcessor):
    """Mark the quotations of the ledger on the article's page."""

    def run(self, root: ET.Element) -> None:
        """Find each quotation in one block of the page; a quotation that is not there is an error."""
        if not is_article(self.evidence, self.where):
            return
        for claim in self.evidence.store.judged:
            blocks = (block for block in root.iter() if block.tag in BLOCKS)
            if not any(mark(block, claim) for block in blocks):
                page = self.where.page
                raise PressError(f"{page}: the quotation of claim {claim.id} is not on the page: {claim.quote}")


def is_article(evidence: Evidence, where: Where) -> bool:
    """Whether the page at hand is the article."""
    article = Path(evidence.project.article)
    return article.is_relative_to("content") and where.page == article.relative_to("content").as_posix()


def mark(block: ET.Element, claim: Claim) -> bool:
    """Mark a claim's quotation in a block where the block's text holds it; inline elements inside it stay."""
    runs = list(_runs(block))
    found = re.search(r"\s+".join(map(re.escape, claim.quote.split())), "".join(run.text for run in runs))
    if not found:
        return False
    start, end = found.span()
    position = 0
    pieces: list[tuple[Run, int, int]] = []
    for run in runs:
        first, last = max(start, position), min(end, position + len(run.text))
        if first < last:
            pieces.append((run, first - position, last - position))
        position += len(run.text)
    for index, (run, head, tail) in reversed(list(enumerate(pieces))):
        element = _wrap(run, head, tail, {"class": "claim", "data-verdict": claim.verdict})
        if index == 0:
            element.set("id", f"claim-{claim.anchor}")
        if index == len(pieces) - 1:
            element.set("data-claim", claim.id)  # here its number will stand
    return True


class Run(NamedTuple):
    """A run of text below an element, and the child of its parent that it follows, if any."""

    parent: ET.Element
    follows: ET.Element | None
    text: str


def _runs(element: ET.Element) -> Iterator[Run]:
    """The runs of text below an element, in order."""
    if element.text:
        yield Run(element, None, element.text)
    for child in element:
        yield from _runs(child)
        if child.tail:
            yield Run(element, child, child.tail)


def _wrap(run: Run, head: int, tail: int, attributes: dict[str, str]) -> ET.Element:
    """Split a run of text into what is before, inside and after a new mark, and return the mark."""
    element = ET.Element("mark", attributes)
    element.text, element.tail = run.text[head:tail], run.text[tail:]
    run.parent.insert(0 if run.follows is None else list(run.parent).index(run.follows) + 1, element)
    if run.follows is None:
        run.parent.text = run.text[:head]
    else:
        run.follows.tail = run.text[:head]
    return element
