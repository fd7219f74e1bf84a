"""A prepared tree becomes Markdown that reads well on its own.

What Markdown has a sign for is written with it; everything else (tables with spans, galleries, sounds, columns) stays
the safe HTML it is, which Markdown hands through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from press.html import tree
from press.html.safe import EMPHASIS, HEADINGS
from press.html.tree import Element, Node
from press.wordpress.content import code, escape

SEPARATOR = "<!-- -->"  # between neighbours that Markdown would merge
MERGING = {"ul": {"ol", "pre", "ul"}, "ol": {"ol", "pre", "ul"}, "blockquote": {"blockquote"}, "pre": {"pre"}}
ALONE = {"blockquote", "hr", "pre", *HEADINGS}  # what Markdown would read as a line more of the paragraph before
LEADING = {"p", "ul", "ol", *HEADINGS}
BLANKS = re.compile(r"[ \t\r\n\f]+")
ANCHOR = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


class Writer(NamedTuple):
    """Writes the pages of a site; `signs` is what its extensions give a meaning.

    `notes` are the footnotes, numbered in `seen` as they are met, and `sources` has the path of the file for each link
    that leads to a page of the site.
    """

    signs: re.Pattern[str] | None
    notes: Mapping[str, Sequence[Node]]
    sources: Mapping[str, str]
    seen: dict[str, int]

    def markdown(self, root: Element) -> str:
        """The tree, prepared, as Markdown."""
        body = self.blocks(root.children)
        notes = [f"[^{number}]: {self.phrases(self.notes[name]).strip()}" for name, number in self.seen.items()]
        return "\n\n".join(filter(None, [body, *notes]))

    def blocks(self, nodes: Sequence[Node], *, inside: bool = False) -> str:
        """Blocks with blank lines between them; paragraphs of a tight list stand close.

        `inside` says that they are those of a list or a quotation.
        """
        elements = [node for node in nodes if isinstance(node, Element)]
        text = ""
        previous = None
        for element in elements:
            written = self.block(element, inside=inside)
            if not written:
                continue
            if previous is not None:
                merges = element.tag in MERGING.get(previous.tag, ())
                close = "tight" in previous.classes and element.tag not in ALONE
                close |= "tight" in element.classes and previous.tag in {"ul", "ol"}
                text += f"\n\n{SEPARATOR}\n\n" if merges else "\n" if close and not written.startswith("<") else "\n\n"
            text += written
            previous = element
        return text

    def block(self, element: Element, *, inside: bool = False) -> str:
        """One block."""
        tag, classes, is_named = element.tag, element.classes, "id" in element.attributes
        written = None
        if tag == "p":
            written = self._paragraph(element)
        elif tag in HEADINGS:
            written = self._heading(element)
        elif tag in {"ul", "ol"} and _plain_list(element):
            written = self._list(element)
        elif tag == "blockquote" and not set(element.attributes) - {"class"}:
            written = code.indented(self.blocks(element.children, inside=True), "> ", ">")
        elif tag == "pre" and "wp-block-verse" not in classes and not is_named and code.plain(element):
            written = code.block(element, fenced=not inside)
        elif "wp-block-pullquote" in classes:
            said = self.blocks(element.children, inside=True)
            written = f'<figure class="pullquote" markdown>\n\n{said}\n\n</figure>'
        elif tag == "hr" and not is_named:
            written = "---"
        return tree.serialise(_close(element), inside=inside) if written is None else written

    def _paragraph(self, element: Element) -> str:
        text = escape.lines(self.phrases(element.children).strip(" \n"))
        mark = _mark(element)
        return f"{text}\n{mark}" if mark and text else text

    def _heading(self, element: Element) -> str:
        text = escape.heading(self.phrases(element.children))
        mark = _mark(element)
        return f"{'#' * int(element.tag[1])} {text}{' ' + mark if mark else ''}" if text else ""

    def _list(self, element: Element) -> str:
        items = list(self._items(element))
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def _items(self, element: Element) -> Iterator[str]:
        """Items of a list, each at its bullet; an item of several paragraphs is indented under it."""
        for number, item in enumerate((child for child in element.children if isinstance(child, Element)), 1):
            bullet = f"{number}." if element.tag == "ol" else "-"
            yield f"{bullet} {code.indented(self.blocks(item.children, inside=True), '    ').strip()}"

    def phrases(self, nodes: Sequence[Node], *, emphasised: bool = False) -> str:
        """Text and phrases of one line or paragraph."""
        parts: list[str] = []
        for index, node in enumerate(nodes):
            if isinstance(node, str):
                parts.append(escape.inline(BLANKS.sub(" ", node), self.signs))
            else:
                before, after = nodes[max(0, index - 1) : index], nodes[index + 1 : index + 2]
                said = node.text()
                touches = bool(re.search(r"\w$", str(*before))) and not said[:1].isspace()
                touches |= bool(re.match(r"\w", str(*after))) and not said[-1:].isspace()
                crowded = emphasised or touches or any(isinstance(other, Element) for other in (*before, *after))
                apart = any(isinstance(other, Element) and other.tag == node.tag == "code" for other in before)
                parts.append(SEPARATOR if apart else "")
                parts.append(self._phrase(node, crowded=crowded, emphasised=emphasised))
        return "".join(parts)

    def _phrase(self, node: Element, *, crowded: bool, emphasised: bool) -> str:
        if node.tag == "br":
            return "<br>\n"
        if node.tag == "footnote":
            return f"[^{self.seen.setdefault(node.attributes['id'], len(self.seen) + 1)}]"
        if node.tag == "code" and _is_span(node):
            return code.span(node.text())
        inside = self.phrases(node.children, emphasised=emphasised or node.tag in EMPHASIS)
        if node.tag in EMPHASIS and not node.attributes:
            written = _emphasis(node, inside, crowded=crowded)
        elif node.tag == "a" and not set(node.attributes) - {"class", "href"}:
            written = self._link(node, inside)
        elif node.tag == "span" and not set(node.attributes) - {"class"}:
            written = inside
        else:
            written = _opening(node) + ("" if node.tag in tree.VOID else f"{inside}</{node.tag}>")
        return written

    def _link(self, node: Element, inside: str) -> str:
        href = node.attributes.get("href")
        if not href or not inside.strip():
            return inside
        mark = "{: .embed }" if "embed" in node.classes else ""
        return code.around(inside, "[", f"]({escape.address(self.sources.get(href, href))}){mark}")


def _opening(node: Element) -> str:
    attributes = "".join(f' {key}="{escape.attribute(value)}"' if value or key == "alt" else f" {key}"
                         for key, value in node.attributes.items())  # fmt: skip
    return f"<{node.tag}{attributes}>"


def _close(element: Element) -> Element:
    """HTML has no need of the paragraphs that make an item of a list a tight one."""
    for inner in element.walk():
        inner.children = [node for child in inner.children
                          for node in (child.children if isinstance(child, Element) and "tight" in child.classes
                                       else [child])]  # fmt: skip
    return element


def _mark(element: Element) -> str:
    """What stands behind a block in braces: a place, a direction, a language, an alignment."""
    attributes = element.attributes
    anchor = attributes.get("id", "")
    parts = [f"#{anchor}"] if ANCHOR.fullmatch(anchor) else [f'id="{anchor}"'] if anchor else []
    parts += [f".{name}" for name in element.classes if name.startswith(("has-", "align"))]
    parts += [f'{key}="{attributes[key]}"' for key in ("dir", "lang")
              if re.fullmatch(r"[\w-]+", attributes.get(key, ""))]  # fmt: skip
    return f"{{: {' '.join(parts)} }}" if parts else ""


def _plain_list(element: Element) -> bool:
    """Whether Markdown has signs for all of a list: at a bullet a quotation, code or a line would be read otherwise."""
    items = [child for child in element.children if isinstance(child, Element)]
    first = {block.tag for item in items for block in item.children[:1] if isinstance(block, Element)}
    is_bare = not any(set(each.attributes) - {"class"} for each in (element, *items))
    return is_bare and first.issubset(LEADING)


def _is_span(node: Element) -> bool:
    """Whether Markdown has signs for code in a line."""
    plain = not any(isinstance(child, Element) for child in node.children)
    return plain and "id" not in node.attributes and not code.READ_EARLIER.search(node.text())


def _emphasis(node: Element, inside: str, *, crowded: bool) -> str:
    """Nested or neighbouring asterisks are read differently than they were meant, so those are HTML."""
    if not inside.strip():
        return inside
    name, sign = ("em", "*") if node.tag in {"em", "i"} else ("strong", "**")
    nested = any(inner.tag in EMPHASIS for inner in node.walk() if inner is not node)
    return code.around(inside, f"<{name}>", f"</{name}>") if crowded or nested else code.around(inside, sign, sign)
