"""An export that is not well-formed is read field by field, as WordPress's own importer does with one.

Old servers wrote prefixes that nobody declared, `]]>` inside a text, or signs that XML has another meaning for; and a
download may end in the middle. A field begins and ends where its own tags stand, whatever is between them; what has no
end was cut off, and that is said.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import TreeBuilder

SPACES = {
    "wp": "{http://wordpress.org/export/1.2/}",
    "excerpt": "{http://wordpress.org/export/1.2/excerpt/}",
    "content": "{http://purl.org/rss/1.0/modules/content/}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
}
HOLDING = frozenset({"item", "wp:author", "wp:category", "wp:comment", "wp:commentmeta", "wp:postmeta", "wp:tag",
                     "wp:term", "wp:termmeta"})  # fmt: skip
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>(?:wp|content|excerpt|dc):\w+|category|description|guid|item|language|link|title)"
    r"(?P<attributes>(?:\s[^<>]*)?)>"
)
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
CDATA, ENDS, PARTED = "<![CDATA[", "]]>", "]]]]><![CDATA[>"


def read(text: str, target: TreeBuilder) -> Iterator[str]:
    """Tell `target` what the text of an export holds; yields a sentence for what is not whole."""
    target.start("channel", {})
    opened: list[str] = []
    entries, position = 0, 0
    while tag := TAG.search(text, position):
        name, position = tag["name"], tag.end()
        if name in HOLDING:
            entries += _holder(name, opened, target, ends=bool(tag["end"]))
        elif not tag["end"]:
            held = _held(text, tag)
            if held is None:
                break
            value, position = held
            target.start(_spelled(name), _attributes(tag["attributes"]))
            target.data(value)
            target.end(_spelled(name))
    if "item" in opened:
        yield f"the export is cut off behind {entries} whole entries: what follows is not read; export it again"


def _holder(name: str, opened: list[str], target: TreeBuilder, *, ends: bool) -> bool:
    """An element that holds others begins or ends, and those that were left open in it; whether an entry is whole."""
    if not ends:
        opened.append(name)
        target.start(_spelled(name), {})
        return False
    found = name in opened
    while found:
        inner = opened.pop()
        target.end(_spelled(inner))
        if inner == name:
            break
    return found and name == "item"


def _held(text: str, tag: re.Match[str]) -> tuple[str, int] | None:
    """What a field holds, and where it ends; nothing where it has no end."""
    if tag["attributes"].endswith("/"):
        return "", tag.end()
    closes = f"</{tag['name']}>"
    start = tag.end() + len(text[tag.end() : tag.end() + 64]) - len(text[tag.end() : tag.end() + 64].lstrip())
    if text.startswith(CDATA, start):
        end = text.find(ENDS + closes, start)
        if end >= 0:
            return text[start + len(CDATA) : end].replace(PARTED, ENDS), end + len(ENDS + closes)
    end = text.find(closes, tag.end())
    if end < 0:
        return None
    value = text[tag.end() : end].strip() if text.startswith(CDATA, start) else unescape(text[tag.end() : end])
    return value.removeprefix(CDATA).removesuffix(ENDS), end + len(closes)


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in ATTRIBUTE.findall(text)}


def _spelled(name: str) -> str:
    prefix, colon, local = name.rpartition(":")
    return SPACES[prefix] + local if colon else name
