"""HTML of an export becomes a small safe tree, and whatever is left behind is put on a list.

The list (the losses) is the point: nothing that a reader of the original saw disappears without a line in the record.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

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
TABLE = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "dd", "dl", "dt"})
BLOCKS = HEADINGS | {"blockquote", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
ALLOWED = INLINE | NEUTRAL | TABLE | BLOCKS
WITH_CONTENT = frozenset({"iframe", "math", "noscript", "object", "script", "style", "svg", "template"})
ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}} | {
    heading: {"id"} for heading in HEADINGS
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PULL_QUOTE = "wp-block-pullquote"

EVERY = re.compile("")  # matches every name
BLOCK = re.compile(r"<!--\s+wp:([a-z][a-z0-9_/-]*)")
CARRIED_BLOCKS = frozenset({"paragraph", "heading", "pullquote", "quote", "list", "list-item", "code", "preformatted",
                            "verse", "separator", "spacer", "more", "table", "html", "freeform"})  # fmt: skip
SHORTCODE = re.compile(r"\[(gallery|caption|audio|video|playlist|embed)\b|\[([a-z][\w-]*)(?=\s+[\w-]+=)")
LOST_ATTRIBUTES = {"style": "inline styling", "start": "number that a list starts with", "title": "tooltip",
                   "dir": "direction of writing", "lang": "language of a passage"}  # fmt: skip
BLANK_LINE = re.compile(r"\n[ \t]*\n")
OPENS_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | TABLE | NEUTRAL | WITH_CONTENT))})\b|<!--")


def tree(content: str, own: frozenset[str]) -> tuple[BeautifulSoup, list[str], list[str]]:
    """The post as a safe tree whose text stands in paragraphs and headings; what was withheld; what was lost."""
    content = content.replace("\r\n", "\n")
    losses = [*_lost(content)]
    if not BLOCK.search(content):
        losses += ["a post of the classic editor: paragraphs follow its blank lines"] * bool(BLANK_LINE.search(content))
        content = paragraphs(content)
    soup = BeautifulSoup(clean(content), "html.parser")
    withheld = [*_links(soup, own), *_texts(soup)]
    losses += _flatten(soup)
    return soup, withheld, losses


def clean(html: str) -> str:
    """HTML with nothing in it that runs, calls out or draws."""
    return nh3.clean(html, tags=set(ALLOWED), attributes=ATTRIBUTES, allowed_classes={"figure": {PULL_QUOTE}},
                     url_schemes=set(SCHEMES), clean_content_tags=set(WITH_CONTENT), link_rel=None)  # fmt: skip


def paragraphs(content: str) -> str:
    """Text of the classic editor, where a blank line is a paragraph and a line break is one, as HTML."""
    parts = re.split(r"(<pre\b.*?</pre>)", content, flags=re.DOTALL)
    return "".join(part if index % 2 else _paragraphs(part) for index, part in enumerate(parts))


def _paragraphs(text: str) -> str:
    chunks = [chunk.strip() for chunk in BLANK_LINE.split(text) if chunk.strip()]
    return "\n\n".join(chunk if OPENS_BLOCK.search(chunk) else "<p>" + chunk.replace("\n", "<br>\n") + "</p>"
                       for chunk in chunks)  # fmt: skip


def _lost(content: str) -> Iterator[str]:
    """What the safe tree will not hold, found in the original before it is cleaned."""
    original = BeautifulSoup(content, "html.parser")
    counts: Counter[str] = Counter()
    for name in BLOCK.findall(content):
        if name not in CARRIED_BLOCKS:
            counts[f"block {name}: nothing but text is kept of it"] += 1
    for match in SHORTCODE.finditer(original.get_text()):
        counts[f"shortcode {match[1] or match[2]}: kept as the text it is"] += 1
    for element in original.find_all(EVERY):
        counts.update(_lost_of(element))
    counts["page break: the pages are one page here"] += content.count("<!--nextpage-->")
    for sentence, count in counts.items():
        if count:
            yield sentence if count == 1 else f"{sentence} ({count} times)"


def _lost_of(element: Tag) -> Iterator[str]:
    if element.name == "img":
        yield f"picture {unquote(str(element.get('src', ''))).split('?')[0].rsplit('/', 1)[-1][:80]}: not taken"
    elif element.name in WITH_CONTENT:
        yield f"element {element.name}: removed with its content"
    elif element.name not in ALLOWED | {"span"}:  # a span without its styling is nothing
        yield f"element {element.name}: nothing but text is kept of it"
    if element.name == "pre" and any(child.name not in {"br", "code"} for child in element.find_all(EVERY)):
        yield "markup inside preformatted text: nothing but text is kept of it"
    for name in element.attrs:
        if name.startswith("on"):
            yield "event handler: removed"
        elif name in LOST_ATTRIBUTES and name not in ATTRIBUTES.get(element.name, set()):
            yield f"{LOST_ATTRIBUTES[name]}: not kept"
    scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", str(element.get("href", "")), re.IGNORECASE)
    if scheme and scheme[1].lower() not in SCHEMES:
        yield f"link of the kind {scheme[1].lower()}: its text is kept"


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


def _texts(soup: BeautifulSoup) -> Iterator[str]:
    for text in soup.find_all(string=True):
        covered, found = hosts.redact(FORBIDDEN.sub("", text))
        if covered != text:
            text.replace_with(covered)
        for address in found:
            yield f"{address} in the text (a private address)"


def _flatten(soup: BeautifulSoup) -> Iterator[str]:
    """Text that stands bare in a box gets a paragraph of its own; in a list without paragraphs a tight one."""
    for element in soup.find_all(INLINE):
        if element.find(lambda inner: inner.name not in INLINE):
            if element.name == "a":
                yield "link around more than a phrase: its content is kept"
            element.unwrap()
    for box in [soup, *soup.find_all(NEUTRAL | {"blockquote", "figcaption", "figure", "li"})]:
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
