"""How deep HTML may nest before a sanitiser reads it, whose time grows with the square of the depth."""

from __future__ import annotations

import re

MAXIMUM = 256  # nobody nests so deep, and no page shows it
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)[^<>]*>")
# What a parser closes by itself, or never opens: of these any number may follow each other without an end.
LOOSE = frozenset({
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
    "wbr",
})  # fmt: skip


def bounded(html: str) -> str:
    """The HTML without the tags of elements that lie deeper than that; what they hold stands at the greatest depth."""
    if html.count("<") <= MAXIMUM:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"].lower() in LOOSE:
            return tag[0]
        if tag["end"]:
            depth = max(0, depth - 1)
            return tag[0] if depth < MAXIMUM else " "
        depth += 1
        return tag[0] if depth <= MAXIMUM else " "

    return TAG.sub(kept, html)
