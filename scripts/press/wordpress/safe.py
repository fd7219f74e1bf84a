"""HTML of an export becomes a small safe tree: nothing in it runs, calls out, or names a private address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from press.wordpress import hosts
from press.wordpress.wxr import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4.element import PageElement

EMPHASIS = frozenset({"b", "em", "i", "strong"})
AS_HTML = frozenset({"abbr", "cite", "del", "ins", "mark", "q", "s", "small", "sub", "sup", "u"})
INLINE = EMPHASIS | AS_HTML | {"a", "br", "code", "kbd", "samp"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NEUTRAL = frozenset({"article", "div", "section"})  # boxes: they hold something and are nothing
# Boxes that mean something of which only the text is kept.
FORMS = frozenset({"address", "aside", "center", "details", "fieldset", "footer", "form", "header", "legend", "main",
                   "marquee", "nav", "summary"})  # fmt: skip
TABLE = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "dd", "dl", "dt"})
BLOCKS = HEADINGS | {"blockquote", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
CARRIED = INLINE | NEUTRAL | TABLE | BLOCKS | {"span"}  # a span without its styling is nothing
WITH_CONTENT = frozenset({"iframe", "math", "noscript", "object", "script", "style", "svg", "template"})
ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}} | {
    heading: {"id"} for heading in HEADINGS
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PULL_QUOTE = "wp-block-pullquote"

BLOCK = re.compile(r"<!--\s+wp:([a-z][a-z0-9_/-]*)")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
OPENS_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | TABLE | NEUTRAL | FORMS | WITH_CONTENT))})\b|<!--")


def tree(content: str, own: frozenset[str]) -> tuple[BeautifulSoup, list[str], list[str]]:
    """The post as a safe tree whose text stands in paragraphs and headings; what was withheld; what was lost."""
    content = content.replace("\r\n", "\n")
    losses = []
    if not BLOCK.search(content):
        losses = (
            ["a post of the classic editor: paragraphs follow its blank lines"] if BLANK_LINE.search(content) else []
        )
        content = paragraphs(content)
    soup = BeautifulSoup(clean(content), "html.parser")
    withheld = [*_links(soup, own)]
    losses += [*_dangling(soup), *_flatten(soup)]
    return soup, withheld, losses


def clean(html: str) -> str:
    """HTML with nothing in it that runs, calls out or draws."""
    return nh3.clean(
        html,
        tags=set(CARRIED | FORMS) - {"span"},
        attributes=ATTRIBUTES,
        allowed_classes={"figure": {PULL_QUOTE}},
        url_schemes=set(SCHEMES),
        clean_content_tags=set(WITH_CONTENT),
        link_rel=None,
    )


def paragraphs(content: str) -> str:
    """Text of the classic editor, where a blank line is a paragraph and a line break is one, as HTML."""
    parts = re.split(r"(<pre\b.*?</pre>)", content, flags=re.DOTALL)
    return "".join(part if index % 2 else _paragraphs(part) for index, part in enumerate(parts))


def _paragraphs(text: str) -> str:
    chunks = [chunk.strip() for chunk in BLANK_LINE.split(text) if chunk.strip()]
    return "\n\n".join(chunk if OPENS_BLOCK.search(chunk) else "<p>" + chunk.replace("\n", "<br>\n") + "</p>"
                       for chunk in chunks)  # fmt: skip


def _dangling(soup: BeautifulSoup) -> Iterator[str]:
    """Links to places in the post that have no name any more; footnotes are of this kind."""
    for anchor in soup.find_all("a", href=re.compile("^#")):
        if soup.find(id=str(anchor["href"])[1:]) is None:
            yield f"link to the place {anchor['href']} of the post: its text is kept"
            anchor.unwrap()


def _links(soup: BeautifulSoup, own: frozenset[str]) -> Iterator[str]:
    for anchor in soup.find_all("a", href=True):
        href = str(anchor["href"])
        link = hosts.follow(href, own)
        if link.target is None:
            yield f"link to {href} (a private address), its text is kept"
            anchor.unwrap()
        elif link.own:
            yield f"link to {href} (the site's own address), it leads to {link.target}"
            anchor["href"] = link.target


def cover(soup: BeautifulSoup) -> Iterator[str]:
    """Take private addresses, and characters that are none, out of the text; say which addresses."""
    for text in soup.find_all(string=True):
        covered, found = hosts.redact(FORBIDDEN.sub("", text))
        if covered != text:
            text.replace_with(covered)
        for address in found:
            yield f"{address} in the text (a private address)"


def _flatten(soup: BeautifulSoup) -> Iterator[str]:
    """Phrases that say nothing go; bare text in a box gets a paragraph, in a list without paragraphs a tight one."""
    for element in soup.find_all(INLINE - {"br"}):
        if not element.get_text().strip() and element.find("br") is None:
            element.unwrap()
    soup.smooth()
    for element in soup.find_all(INLINE):
        if element.find(lambda inner: inner.name not in INLINE):
            if element.name == "a":
                yield "link around more than a phrase: its content is kept"
            element.unwrap()
    for box in [soup, *soup.find_all(NEUTRAL | FORMS | {"blockquote", "figcaption", "figure", "li"})]:
        if box.find_parent(["p", "table", "dl", *HEADINGS]):
            continue
        tight = box.name == "li" and box.find("p", recursive=False) is None
        for run in _runs(box.contents):
            paragraph = soup.new_tag("p", attrs={"class": "tight"} if tight else {})
            run[0].insert_before(paragraph)
            for node in run:
                paragraph.append(node)


def _runs(nodes: Iterable[PageElement]) -> list[list[PageElement]]:
    """Neighbours that are text or phrases, where they say anything."""
    runs: list[list[PageElement]] = [[]]
    for node in nodes:
        if isinstance(node, NavigableString) or (isinstance(node, Tag) and node.name in INLINE):
            runs[-1].append(node)
        else:
            runs.append([])
    return [run for run in runs if "".join(node.get_text() for node in run).strip()]
