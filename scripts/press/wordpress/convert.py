"""A safe tree becomes Markdown that reads well on its own, and that is rendered once to prove its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from markdownify import ATX, MarkdownConverter

from press.wordpress import escape
from press.wordpress.safe import AS_HTML, EMPHASIS, INLINE, PULL_QUOTE

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATOR = "<!-- -->"  # between neighbours that Markdown would merge
MERGING = {"ul": {"ol", "pre", "ul"}, "ol": {"ol", "pre", "ul"}, "blockquote": {"blockquote"}}
CODE = {"code", "kbd", "samp"}
ANCHOR = re.compile(r"[A-Za-z][\w-]*")
CONTEXT_WORDS = 5


def markdown(tree: BeautifulSoup) -> str:
    """The tree, prepared by `safe.tree`, as Markdown."""
    return str(_Writer().convert_soup(tree))


def difference(tree: BeautifulSoup, text: str) -> list[str]:
    """What reads differently, as one sentence, once `text` is rendered; nothing when every word is the same."""
    expected, rendered = words(str(tree)), words(Markdown(extensions=list(escape.EXTENSIONS)).convert(text))
    if expected == rendered:
        return []
    place = next((i for i, pair in enumerate(zip(expected, rendered, strict=False)) if pair[0] != pair[1]),
                 min(len(expected), len(rendered)))  # fmt: skip
    start = max(0, place - CONTEXT_WORDS)
    original, here = (" ".join(side[start : place + CONTEXT_WORDS]) for side in (expected, rendered))
    return [f'words differ from the original, first at "{original}", which reads "{here}" here']


def words(html: str) -> list[str]:
    """The words of a piece of HTML in order; a block or a line break ends a word, a phrase does not."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(lambda tag: tag.name not in INLINE or tag.name == "br"):
        element.insert_before(" ")
        element.insert_after(" ")
    return soup.get_text().split()


def _as_html(name: str) -> Callable[[_Writer, Tag, str, set[str]], str]:
    """What Markdown has no sign for stays HTML; its inside is Markdown still."""

    def convert(_: _Writer, element: Tag, text: str, parent_tags: set[str]) -> str:
        if not text or "_noformat" in parent_tags:
            return text
        title = f' title="{escape.attribute(str(element["title"]))}"' if element.get("title") else ""
        return f"<{name}{title}>{text}</{name}>"

    return convert


def _kept(_: _Writer, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG001 - the library's call
    """Tables and definition lists stay HTML: cells may span, and hold lists."""
    return "\n\n" + re.sub(r"\s*\n\s*", "\n", str(element)) + "\n\n"


class _Writer(MarkdownConverter):
    """The library walks the tree; every sign that is written is chosen here, for Python-Markdown."""

    convert_table = convert_dl = _kept

    def __init__(self) -> None:
        super().__init__(heading_style=ATX, autolinks=False, bullets="-", wrap=True, wrap_width=None)

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - the library's call
        return escape.inline(text)

    def convert_p(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip(' ')} "
        text = escape.lines(text.strip(" \n"))
        gap = "\n" if "tight" in element.get_attribute_list("class") else "\n\n"
        return gap + text + gap if text else ""

    def convert_br(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """In HTML, for a line that ends in two blanks loses them in many an editor."""
        if "pre" in parent_tags:
            return "\n"
        return " " if "_inline" in parent_tags else "<br>\n"

    def convert_hN(self, n: int, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002, N802
        anchor = str(element.get("id", ""))
        mark = f" {{: #{anchor} }}" if ANCHOR.fullmatch(anchor) else ""
        text = escape.heading(text)
        return f"\n\n{'#' * n} {text}{mark}\n\n" if text else ""

    def convert_a(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        href = element.get("href")
        if not href or not text.strip() or "_noformat" in parent_tags:
            return text
        return _around(text, "[", f"]({escape.address(str(href))})")

    def convert_em(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasis(element, text, parent_tags, "*", "em")

    def convert_strong(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasis(element, text, parent_tags, "**", "strong")

    convert_i, convert_b = convert_em, convert_strong

    def convert_code(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip() or "_noformat" in parent_tags:
            return text
        fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
        pad = " " if "`" in text else ""
        before = element.previous_sibling
        apart = SEPARATOR if isinstance(before, Tag) and before.name in CODE else ""
        return _around(text, apart + fence + pad, pad + fence)

    convert_kbd = convert_samp = convert_code

    def convert_li(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        position = len(element.find_previous_siblings("li")) + 1
        bullet = f"{position}." if element.parent and element.parent.name == "ol" else "-"
        return f"{bullet} {_indented(text.strip(), '    ').strip()}\n"

    def convert_list(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        gap = "\n" if "li" in parent_tags else "\n\n"
        return gap + text.strip("\n") + (_apart(element) or gap)

    convert_ul = convert_ol = convert_list

    def convert_blockquote(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        quoted = _indented(text.strip(" \n"), "> ", ">")
        return f"\n\n{quoted}{_apart(element) or ''}\n\n"

    def convert_figure(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        if PULL_QUOTE not in element.get_attribute_list("class"):
            return f"\n\n{text.strip()}\n\n"
        return f'\n\n<figure class="pullquote" markdown>\n\n{text.strip()}\n\n</figure>\n\n'

    def convert_pre(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"\n\n{_indented(text.strip(chr(10)).rstrip(), '    ')}\n\n"


for _name in AS_HTML:
    setattr(_Writer, f"convert_{_name}", _as_html(_name))


def _around(text: str, opening: str, closing: str) -> str:
    """Signs stand next to the words: the blanks of ` word ` go outside."""
    inner = text.strip()
    start = text.index(inner)
    return text[:start] + opening + inner + closing + text[start + len(inner) :]


def _emphasis(element: Tag, text: str, parent_tags: set[str], sign: str, name: str) -> str:
    """Nested or neighbouring asterisks are read differently than they were meant, so those are HTML."""
    if not text.strip() or "_noformat" in parent_tags:
        return text
    neighbours = (element.previous_sibling, element.next_sibling, *element.find_all(EMPHASIS), *element.parents)
    crowded = any(isinstance(other, Tag) and other.name in EMPHASIS for other in neighbours)
    return _around(text, f"<{name}>", f"</{name}>") if crowded else _around(text, sign, sign)


def _apart(element: Tag) -> str | None:
    following = element.find_next_sibling()
    merges = following is not None and following.name in MERGING[element.name]
    return f"\n\n{SEPARATOR}\n\n" if merges else None


def _indented(text: str, indent: str, blank: str = "") -> str:
    return "\n".join(indent + line if line else blank for line in text.split("\n"))
