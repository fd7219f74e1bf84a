"""The tags of HTML that nobody has checked, one by one as a parser finds them: to be counted, not to be shown.

No tree is made of them, for strangers nest deeper than the parser's trees go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

Tag: TypeAlias = tuple[str, dict[str, str]]
PROGRAM = "?"  # stands for what is between `<?` and `>`, which is a comment to a browser


def read(html: str, closed: frozenset[str] = frozenset()) -> list[Tag]:
    """Each start tag with its attributes, in order, without those inside an element that is `closed`."""
    reader = _Reader(closed)
    target = cast("Any", reader)  # which need not have all that a target may have
    etree.fromstring(html.encode(), etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True))
    return reader.found


class _Reader:
    def __init__(self, closed: frozenset[str]) -> None:
        self.found: list[Tag] = []
        self.closed, self.depth = closed, 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self.depth:
            self.found.append((name, dict(attributes)))
        self.depth += bool(self.depth) or name in self.closed

    def end(self, _: str) -> None:  # the parser closes what is left open, the innermost first
        self.depth -= bool(self.depth)

    def comment(self, text: str) -> None:
        if text.startswith(PROGRAM) and not self.depth:
            self.found.append((PROGRAM, {}))

    def close(self) -> None:
        """Nothing is left to do, but the parser asks for it."""
