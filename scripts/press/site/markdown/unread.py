"""Drawings, tables of data and notes, which search leaves out, are out of the engine's way while it sets a page.

Most of a page's markup is in them, and the engine's search would read all of it with a parser written in Python only
to pass over it. What `press.site.markdown.markup` wrote is known by how it begins, so nothing is parsed to find it.
"""

from __future__ import annotations

from collections.abc import Iterator

STARTS = ("<svg viewBox=", '<details class="data" ', '<section class="claim-notes" ')
EXCLUDED = " data-search-exclude"
MARK = "<!-- unread {} -->"


def parted(html: str) -> tuple[str, list[str]]:
    """A page with a comment in place of each part that search leaves out, and these parts."""
    pieces: list[str] = []
    parts: list[str] = []
    position = 0
    for start, end in _found(html):
        pieces += [html[position:start], MARK.format(len(parts))]
        parts.append(html[start:end])
        position = end
    return "".join([*pieces, html[position:]]), parts


def whole(html: str, parts: list[str]) -> str:
    """The page with its parts where they were."""
    pieces = []
    for number, part in enumerate(parts):
        before, _, html = html.partition(MARK.format(number))
        pieces += [before, part]
    return "".join([*pieces, html])


def _found(html: str) -> Iterator[tuple[int, int]]:
    """Where these parts stand; one that lies in another is a part of it."""
    nexts = {start: html.find(start) for start in STARTS}
    while found := [(place, start) for start, place in nexts.items() if place >= 0]:
        place, start = min(found)
        tag = start[1:].split()[0]
        end = html.find(f"</{tag}>", place) + len(f"</{tag}>")
        if EXCLUDED in html[place : html.find(">", place)]:
            yield place, end
        nexts = {each: at if at < 0 or at >= end else html.find(each, end) for each, at in nexts.items()}
