"""Code is written byte for byte: indented or fenced, or as HTML where Markdown would change a byte."""

from __future__ import annotations

import re

from press.html.tree import Element

# What is acted on inside code too: tabs, templates, snippets, edits, blanks that end a part of it, and half a reference
# to a character, behind which the parser loses its place. And what says a language where it stands first.
READ_EARLIER = re.compile(
    r"\t|\{[-{%#+~=>]|-8<|&#|^[^\S\n]+$|\A\n|[^\S\n]+(?:\Z|(?=\n\n))|\A\s*(?::::|#!)", re.MULTILINE
)
BLANKS = re.compile(r"[ \t\r\n\f]+")


def plain(element: Element) -> bool:
    """Whether Markdown can write a piece of code byte for byte."""
    held = [child for child in element.children if isinstance(child, Element)]
    alone = len(held) == 1 and held[0].tag == "code" and len(element.children) == 1
    bare = (
        not held
        or (alone and not any(isinstance(child, Element) for child in held[0].children))
        or all(child.tag == "br" for child in held)
    )
    return bare and bool(element.text().strip()) and not READ_EARLIER.search(_text(element))


def _text(element: Element) -> str:
    """What is said; a line that an editor has ended twice, by a tag and by a character, ends once."""
    said, ended = [], False
    for child in element.children:
        if isinstance(child, str):
            said.append(child.removeprefix("\n") if ended else child)
        else:
            said.append("\n" if child.tag == "br" else _text(child))
        ended = isinstance(child, Element) and child.tag == "br"
    return "".join(said)


def block(element: Element, *, fenced: bool) -> str:
    """Indented, or fenced where the language is known and fences are read: not in a list or a quotation."""
    text = _text(element).rstrip("\n")
    held = element.find("code")
    names = element.classes + (held.classes if held else [])
    language = next((name.removeprefix("language-") for name in names if name.startswith("language-")), "")
    if not (language and fenced) or text.startswith((" ", "\n")) or "```" in text:
        return indented(text.strip("\n"), "    ")
    return f"```{language}\n{text}\n```"


def span(text: str) -> str:
    """A phrase of code between as many backticks as it needs."""
    text = BLANKS.sub(" ", text)
    if not text.strip():
        return text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return around(text, fence + pad, pad + fence)


def around(text: str, opening: str, closing: str) -> str:
    """Signs stand next to the words: the blanks of ` word ` go outside."""
    inner = text.strip()
    start = text.index(inner)
    return text[:start] + opening + inner + closing + text[start + len(inner) :]


def indented(text: str, indent: str, blank: str = "") -> str:
    """Every line behind an indent, an empty one as `blank`."""
    return "\n".join(indent + line if line else blank for line in text.split("\n"))
