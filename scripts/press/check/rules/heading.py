"""Headings go down one level at a time, and a page has one of the first level, at its head.

A screen reader's user moves by headings: a level that is skipped reads like a part of the page that is not there.
Headings are those of the page as it is rendered, in HTML and in boxes too.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import prose, texts
from press.check.finding import Finding, once
from press.check.reading import Reading

STAGE = "sources"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each heading that skips a level, and each page without a title of its own or with two."""
    bare: list[Finding] = []
    second: list[Finding] = []
    deep: list[Finding] = []
    for path, text in reading.pages.items():
        before = 0
        for offset, level in prose.headings(text, reading.dialect):
            place = reading.place(path, text, offset)
            if before and level == 1:
                message = "a second heading of the first level; make it one of the second"
                second.append(Finding(*place, "heading", message))
            elif level > before + 1:
                came = f"after one of level {before}" if before else "first on its page"
                message = f"a heading of level {level} {came}; make it level {before + 1}"
                deep.append(Finding(*place, "heading", message))
            before = level
        if not before:
            end = texts.front_matter(text)[1]
            message = "the page has no heading; begin it with # and its title"
            bare.append(Finding(*reading.place(path, text, end), "heading", message))
    for alike in (bare, second, deep):
        yield from once(alike)
