"""An export that is not well-formed is read field by field, as WordPress's own importer does with one.

Old servers wrote prefixes that nobody declared, `]]>` inside a text, or signs that XML has another meaning for; and a
download may end in the middle. A field begins and ends where its own tags stand, whatever is between them; what has no
end was cut off, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
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
BLANKS = re.compile(r"\s*")
ENTRY = re.compile(r"</?item\b|</channel>")
ENTRY_ENDS = re.compile(
    r"</item>\s*(?:<item\b|</channel>|\Z)"
)  # what a marked section may hold as text, it has no more
CDATA, ENDS, PARTED = "<![CDATA[", "]]>", "]]]]><![CDATA[>"


def read(text: str, target: TreeBuilder) -> Iterator[str]:
    """Tell `target` what the text of an export holds; yields a sentence for what is not whole."""
    target.start("channel", {})
    opened: list[str] = []
    fields = _Fields(text)
    entries, position = 0, 0
    while tag := TAG.search(text, position):
        name, position = tag["name"], tag.end()
        if name in HOLDING:
            entries += _holder(name, opened, target, ends=bool(tag["end"]))
        elif not tag["end"]:
            value, position, is_whole = fields.held(tag)
            if not is_whole:
                yield f"the field {name} of entry {entries + 1} has no end: it is read as far as its entry goes"
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


class _Fields:
    """The fields of a text; each of its parts is looked through once, however many of them have no end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.bounds: dict[re.Pattern[str], int] = {}
        self.endless: dict[re.Pattern[str], int] = {}

    def held(self, tag: re.Match[str]) -> tuple[str, int, bool]:
        """What a field holds, where it ends, and whether it does: one that its entry closes before it has no end."""
        text, start = self.text, tag.end()
        if tag["attributes"].endswith("/"):
            return "", start, True
        content = BLANKS.match(text, start).end()  # type: ignore[union-attr]  # it matches anywhere
        is_marked = text.startswith(CDATA, content)
        last = self._bound(ENTRY_ENDS if is_marked else ENTRY, start)
        closing = _closing(tag["name"], is_marked=is_marked)
        close = None if self.endless.get(closing) == last else closing.search(text, content, last)
        if close is None:
            self.endless[closing] = last
        end = close.start() if close else last
        after = close.end() if close else last
        if close is None and is_marked and (marked := text.find(ENDS, content, last)) >= 0:
            end, after = marked, marked + len(ENDS)
        if is_marked:
            return text[content + len(CDATA) : end].replace(PARTED, ENDS).removesuffix(ENDS), after, close is not None
        if close is None:  # what follows are other fields, which are read
            following = TAG.search(text, start, last)
            end = after = following.start() if following else last
        return unescape(text[start:end]), after, close is not None

    def _bound(self, ends: re.Pattern[str], start: int) -> int:
        """Where the entry that a place lies in ends."""
        if self.bounds.get(ends, -1) < start:
            found = ends.search(self.text, start)
            self.bounds[ends] = found.start() if found else len(self.text)
        return self.bounds[ends]


@cache
def _closing(name: str, *, is_marked: bool) -> re.Pattern[str]:
    """How a field ends; within a marked section only behind the end of that."""
    return re.compile((rf"{re.escape(ENDS)}\s*" if is_marked else "") + f"</{name}>")


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in ATTRIBUTE.findall(text)}


def _spelled(name: str) -> str:
    prefix, colon, local = name.rpartition(":")
    return SPACES[prefix] + local if colon else name
