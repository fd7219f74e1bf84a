"""The comments of a page, as a list that two pages can be compared by: how deep, who, when, and in which words.

Both sides are read apart from the importer and from what sets comments under a post: the original's from the server's
answers, ours from the bytes of the built page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.site.blog.discussion import MAXIMUM_DEPTH
from press.wordpress.proof import contents
from press.wordpress.source.model import Comment

IMPORTED = re.compile(r"comment-\d+")  # replies that came in here have other names
MENTION = "mention"


class Said(NamedTuple):
    """One comment as text; `depth` is 1 at the top and 0 for a mention, `when` is local, to the minute."""

    depth: int
    who: str
    when: str
    words: str

    def __str__(self) -> str:
        return f"{'>' * self.depth or MENTION} {self.who} {self.when}: {self.words}"


def there(comments: Sequence[Comment]) -> Iterator[str]:
    """The comments as the blog showed them: threads by date, each reply below what it answers; then the mentions."""
    said = sorted((one for one in comments if one.kind == "comment"), key=lambda one: (one.date, one.number))
    parents: dict[int, int] = {}
    depths = {0: 0}
    for one in said:
        parent = one.parent if one.parent in depths else 0
        while depths[parent] > MAXIMUM_DEPTH:
            parent = parents[parent]
        parents[one.number], depths[one.number] = parent, depths[parent] + 1
    replies: dict[int, list[Comment]] = {}
    for one in said:
        replies.setdefault(parents[one.number], []).append(one)
    waiting = replies.pop(0, [])[::-1]
    while waiting:
        one = waiting.pop()
        yield _entry(depths[one.number], one)
        waiting += replies.pop(one.number, [])[::-1]
    yield from (_entry(0, one) for one in comments if one.kind != "comment")


def here(html: str, *, mentions: bool) -> Iterator[str]:
    """The comments that were imported and stand on a built page; its mentions only if these can be compared."""
    for item in contents.elements(html, "li"):
        depth = len(list(item.iterancestors("ol")))
        if IMPORTED.fullmatch(item.get("id", "")) and (depth or mentions):
            own = next(item.iter("article"), item)  # without the replies to it
            when = next((each.get("datetime", "") for each in own.iter("time")), "")
            who, words = (contents.words(own, f".//*[@class='{part}']") for part in ("name", "text"))
            yield str(Said(depth, who, when.replace("T", " "), words))


def _entry(depth: int, comment: Comment) -> str:
    who, words = (" ".join(contents.read(text, lambda _: None).words) for text in (comment.author, comment.content))
    return str(Said(depth, who or "Anonymous", comment.when, words))
