"""HTML as a small tree of elements and texts: what is sanitised is read into one, changed there, and written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import groupby

VOID = frozenset({"br", "col", "embed", "hr", "img", "param", "source", "track", "wbr"})
PHRASES = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "br",
})  # fmt: skip
MAXIMUM_DEPTH = 100
COMMENT = "!"  # an element of a name that no tag has: a comment, where comments are read
TAG = re.compile(r'<(?:(iframe|noscript)|(/?[\w-]+))([^>"]*(?:"[^"]*"[^>"]*)*)>(?(1).*?</\1>)', re.DOTALL)
SPELLED_OUT = re.compile(r"[{}`\t\xa0]|~(?=~~)")
READ_INSIDE = re.compile(r"(?!&(?:#\d+|[a-z]+);)[^\w\s.,;%'&#-]|_|[\t\xa0]|#(?!\d+;)|\d(?=[.)/])|-(?=[-\s>])|(?<=w)\.")
LINE_BREAKS = re.compile(r"\s*\n\s*")
BLANK_LINE = re.compile(r"(?m)^ (?= *$)")
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')


class Element:
    """A tag with attributes and children, which are elements and texts."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, children: list[Node] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Node] = children or []

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        """Itself and every element below it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element  # whose children may become others before they are looked at
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, *tags: str) -> Element | None:
        """The first element below it with one of these tags."""
        return next((element for element in self.walk() if element.tag in tags and element is not self), None)

    @property
    def begins(self) -> str:
        """The text that stands before the first element in it."""
        first = self.children[0] if self.children else ""
        return first if isinstance(first, str) else ""

    def texts(self) -> Iterator[str]:
        """All texts below it, in order and however deep, but for those of comments."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
            elif node.tag != COMMENT:
                stack += reversed(node.children)

    def text(self) -> str:
        """All text below it, joined."""
        return "".join(self.texts())


Node = Element | str


def parse(html: str) -> Element:
    """The tree of HTML that the sanitiser wrote: every tag is closed, every value quoted, and no text holds a `<`.

    Only the inside of a frame is no HTML; it is left out. What is nested deeper than anybody nests stands at the
    greatest depth, without the elements around it.
    """
    root = Element("body")
    stack = [root]
    deeper = end = 0
    for tag in TAG.finditer(html):
        if tag.start() > end:
            stack[-1].children.append(unescape(html[end : tag.start()]))
        end = tag.end()
        raw, name, rest = tag.groups()
        if not raw and name[0] == "/":
            if deeper:
                deeper -= 1
            else:
                stack.pop()
            continue
        attributes = {key: unescape(value) for key, value in ATTRIBUTE.findall(rest)} if rest else {}
        element = Element(raw or name, attributes)
        if raw or name in VOID:
            stack[-1].children.append(element)
        elif len(stack) > MAXIMUM_DEPTH:
            deeper += 1
        else:
            stack[-1].children.append(element)
            stack.append(element)
    if end < len(html):
        stack[-1].children.append(unescape(html[end:]))
    return root


def joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, with those texts as one that nothing stands between."""
    for is_text, run in groupby(nodes, lambda node: isinstance(node, str)):
        found = list(run)
        yield from filter(None, ["".join(map(str, found))]) if is_text else found


def serialise(node: Node, *, exact: bool = False, inside: bool = False) -> str:
    """HTML that Markdown leaves alone and that reads back as the same tree; `exact` where every blank counts.

    What stands `inside` a list or a quotation is no block to Markdown, which reads on in it: there no sign is left that
    it could read, and no line.
    """
    if isinstance(node, str):
        text = escape(node, quote=False)
        if inside:
            text = READ_INSIDE.sub(_reference, text)
            return text.replace("\n", "&#10;") if exact else LINE_BREAKS.sub(" ", text)
        return spelled(text) if exact else LINE_BREAKS.sub("\n", spelled(text))
    signs = READ_INSIDE if inside else SPELLED_OUT
    attributes = "".join(f' {key}="{_value(value, signs)}"' if value else f" {key}"
                         for key, value in node.attributes.items())  # fmt: skip
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    exact = exact or node.tag == "pre"
    held = "".join(_children(node.children, exact=exact, inside=inside))
    if node.tag == "pre":
        held = ("\n" if held.startswith("\n") else "") + BLANK_LINE.sub("&#32;", held)
    return f"<{node.tag}{attributes}>{held}</{node.tag}>"


def _children(nodes: list[Node], *, exact: bool, inside: bool) -> Iterator[str]:
    """A block ends its line; blanks beside one are nothing."""
    for index, node in enumerate(nodes):
        if exact or not isinstance(node, str) or node.strip():
            ends = not exact and not inside and _is_block(node)
            yield serialise(node, exact=exact, inside=inside) + ("\n" if ends else "")
        elif not any(map(_is_block, nodes[max(0, index - 1) : index + 2])):
            yield " "


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag not in PHRASES


def spelled(text: str) -> str:
    """Escaped text, without the characters that an engine's own passes over raw HTML would act on."""
    return SPELLED_OUT.sub(_reference, text)


def _value(text: str, signs: re.Pattern[str]) -> str:
    return signs.sub(_reference, escape(text)).replace("\n", "&#10;")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def words(node: Node) -> list[str]:
    """The words of a tree in order; a block or a line break ends a word, a phrase does not."""
    parts: list[str] = []
    _collect(node, parts)
    return "".join(parts).split()


def _collect(node: Node, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node)
        return
    apart = node.tag not in PHRASES or node.tag == "br"
    parts.append(" " if apart else "")
    for child in node.children:
        _collect(child, parts)
    parts.append(" " if apart else "")
