"""Whatever a post holds becomes a row of blocks: text stands in paragraphs, boxes that mean nothing are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from press.html.safe import BOXES, HEADINGS, MEDIA
from press.html.tree import PHRASES, Element, Node, words
from press.wordpress.content.surroundings import Loss

KEPT_BOXES = frozenset({"page-break", "wp-block-buttons", "wp-block-columns", "wp-block-cover", "wp-block-file",
                        "wp-block-media-text"})  # fmt: skip
UNLINKED = frozenset({"audio", "footnote", "pre", "video"})  # which hold no link
PARTS = frozenset({"caption", "dd", "dt", "figcaption", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"})


def blocks(nodes: Iterable[Node], losses: list[Loss], *, tight: bool = False) -> Iterator[Element]:
    """Blocks in order; text and phrases that stand beside them get paragraphs."""
    run: list[Node] = []
    for node in _opened(nodes, losses):
        if isinstance(node, str) or node.tag in PHRASES or node.tag == "footnote":
            run.append(node)
            continue
        yield from _paragraph(run, tight=tight)
        run = []
        yield from _block(node, losses)
    yield from _paragraph(run, tight=tight)


def _opened(nodes: Iterable[Node], losses: list[Loss]) -> Iterator[Node]:
    """Phrases and paragraphs that hold blocks give way to what they hold."""
    for node in nodes:
        if isinstance(node, Element) and (node.tag in PHRASES or node.tag == "p") and _holds_blocks(node):
            children = list(_linked(node.children, dict(node.attributes))) if node.tag == "a" else node.children
            yield from _opened(children, losses)
        else:
            yield node


def _linked(nodes: Iterable[Node], link: dict[str, str]) -> Iterator[Node]:
    """What a link is around, with the link within each block, which is where Markdown can have it."""
    run: list[Node] = []

    def linked() -> Iterator[Node]:
        if any(isinstance(node, Element) or node.strip() for node in run):
            yield Element("a", dict(link), list(run))
            link.pop("id", None)
        run.clear()

    for node in nodes:
        if isinstance(node, str) or (node.tag in PHRASES and not _holds_blocks(node)):
            run.append(node)
            continue
        yield from linked()
        if node.tag not in UNLINKED:
            node.children = list(_linked(node.children, link))
        yield node
    yield from linked()


def _holds_blocks(node: Element) -> bool:
    return any(inner is not node and inner.tag not in PHRASES and inner.tag != "footnote" for inner in node.walk())


def _paragraph(run: list[Node], *, tight: bool = False) -> Iterator[Element]:
    """A paragraph, where the run shows anything."""
    kept = trimmed(run)
    if kept:
        yield Element("p", {"class": "tight"} if tight else {}, kept)


def trimmed(nodes: list[Node]) -> list[Node]:
    """Phrases that show something, without the blanks and breaks at both ends."""
    kept = [node for node in map(_shown, nodes) if node is not None]
    while kept and (_blank(kept[0]) or _is_break(kept[0])):
        kept.pop(0)
    while kept and (_blank(kept[-1]) or _is_break(kept[-1])):
        kept.pop()
    return kept


def _shown(node: Node) -> Node | None:
    """A phrase without the empty phrases in it; None where nothing is left."""
    if isinstance(node, str) or node.tag in MEDIA or node.tag in {"br", "wbr", "footnote"}:
        return node
    if node.tag == "span" and "id" in node.attributes:
        return node
    node.children = [child for child in map(_shown, node.children) if child is not None]
    if all(isinstance(child, str) and not child.strip() for child in node.children):
        return node.text() or None
    return node


def _blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip(" \t\n\r\f")


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _block(node: Element, losses: list[Loss]) -> Iterator[Element]:
    """A block whose inside is in order; a box that means nothing gives way to its content."""
    if node.tag in INSIDE:
        yield from INSIDE[node.tag](node, losses)
    elif node.tag in BOXES and not KEPT_BOXES & set(node.classes):
        yield from _place(node)
        yield from blocks(node.children, losses)
    elif node.tag in PARTS:
        yield from _place(node)
        yield from blocks(node.children, losses)  # without the element that gave it a meaning
    elif node.tag in {"audio", "video"}:
        yield Element("figure", {}, [node])
    elif node.tag not in BOXES or node.children or "id" in node.attributes:
        yield node


def _list(node: Element, losses: list[Loss]) -> Iterator[Element]:
    """A list; what stands in it beside its items is one more, and a list without any is no more than its text."""
    if not any(isinstance(child, Element) and child.tag not in PHRASES and words(child) for child in node.children):
        yield from blocks(node.children, losses)
        return
    rows: list[Element] = []
    loose: list[Node] = []
    for child in (*node.children, Element("li")):
        if isinstance(child, str) or child.tag in PHRASES:
            loose.append(child)
            continue
        rows += [Element("li", {}, kept)] if (kept := trimmed(loose)) else []
        rows.append(child)
        loose = []
    items = [_item(row, losses) for row in rows[:-1]]
    node.children = [item for item in items if item.children or item.attributes]
    yield from [node] if node.children else []


def _quotation(node: Element, losses: list[Loss]) -> Iterator[Element]:
    node.children = list(blocks(node.children, losses))
    yield from [node] if node.children else []


def _line(node: Element, _: list[Loss]) -> Iterator[Element]:
    """A paragraph or a heading."""
    node.children = trimmed(node.children)
    yield from [node] if node.children else []


def _item(node: Element, losses: list[Loss]) -> Element:
    content = node.children if node.tag == "li" else [node]
    tight = not any(isinstance(child, Element) and child.tag == "p" for child in content)
    attributes = node.attributes if node.tag == "li" else {}
    return Element("li", attributes, list(blocks(content, losses, tight=tight)))


def _figure(node: Element, losses: list[Loss]) -> Iterator[Element]:
    """A figure that still shows something is kept as it is, one that only had a picture gives way to its caption."""
    shows = node.tag == "details" or node.find("img", "audio", "video", "table", "pre") is not None
    if "wp-block-pullquote" in node.classes:
        node.children = list(blocks(node.children, losses))
        yield node
    elif shows or (node.find("a", "blockquote") is not None and "wp-block-embed" in node.classes):
        yield node
    elif words(node):
        yield from _place(node)
        yield from blocks(node.children, losses)


def _place(node: Element) -> Iterator[Element]:
    """The place that links may lead to, of an element that gives way to its content."""
    if "id" in node.attributes:
        yield Element("div", {"id": node.attributes["id"]})


INSIDE: Mapping[str, Callable[[Element, list[Loss]], Iterator[Element]]] = {
    "blockquote": _quotation,
    "details": _figure,
    "figure": _figure,
    "ol": _list,
    "p": _line,
    "ul": _list,
} | dict.fromkeys(HEADINGS, _line)
