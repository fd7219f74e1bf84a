"""HTML as a tree, read as browsers read what is not well-formed: void elements, ends that are implied, ends that lack.

The parser is the standard library's, so that a check of sources needs no other.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from press.html.tree import COMMENT, Element

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - as the standard lists
)
# What a new element ends that stands open: cells end cells, lines end cells and lines.
ENDS = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"}, "td": {"td", "th"}, "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}  # fmt: skip
WITHIN = {"ul", "ol", "dl", "table", "select"}  # nothing outside of these is ended so
PARAGRAPH = "p"
# What ends a paragraph that stands open, as the standard lists.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul", "xmp",
})  # fmt: skip


class Reader(HTMLParser):
    """Builds the tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body", {})
        self._open = [self.root]
        self._tags: Counter[str] = Counter()  # of what stands open: no end of nothing is sought in a deep pile

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins, and ends others of its kind that stand open, and a paragraph that it cannot stand in."""
        if tag in BLOCKS:
            self._end({PARAGRAPH})
        if tag in ENDS:
            self._end(ENDS[tag])
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)
            self._tags[tag] += 1

    def _end(self, tags: set[str]) -> None:
        if not any(self._tags[tag] for tag in tags):
            return
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in WITHIN:
                break
            if self._open[depth].tag in tags:
                self._close(depth)

    def _close(self, depth: int) -> None:
        self._tags.subtract(element.tag for element in self._open[depth:])
        del self._open[depth:]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that says it is empty."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._close(len(self._open) - 1)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what stands open in it; an end of nothing is nothing."""
        if self._tags[tag]:
            self._close(next(depth for depth in range(len(self._open) - 1, 0, -1) if self._open[depth].tag == tag))

    def handle_data(self, data: str) -> None:
        """A text; parts that follow each other are one."""
        children = self._open[-1].children
        if children and isinstance(last := children[-1], str):
            children[-1] = last + data
        else:
            children.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        comment = Element(COMMENT)
        comment.children.append(data)
        self._open[-1].children.append(comment)

    handle_pi = unknown_decl = handle_comment  # which browsers take for comments


def read(html: str) -> Element:
    """The tree of a page; a comment that is never closed reaches to its end, and in a script there is none."""
    reader, fed, begin = Reader(), 0, html.find("<!--", html.rfind("-->") + 1)  # what opens in a comment opens none
    while begin >= 0:
        reader.feed(html[fed:begin])
        if reader.cdata_elem is None:
            reader.close()
            reader.handle_comment(html[begin + 4 :])
            return reader.root
        fed, begin = begin, html.find("<!--", begin + 1)
    reader.feed(html[fed:])
    reader.close()
    return reader.root
