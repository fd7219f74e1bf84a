"""What WebKit shows: lines under words, a note with its picture, a slider, and no search index before a search."""

from __future__ import annotations

import time

import pytest

import webkit
from servers import free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(webkit.browser() is None, reason=f"needs {' and '.join(webkit.PACKAGES)}"),
]

LINES = """return ['mark.claim', '.sheets figcaption a', '.sheets figcaption a.number'].map(
    (each) => getComputedStyle(document.querySelector(each)).textDecorationLine)"""
OPENED = """document.querySelector('[popovertarget=note-c3]').click();
    return document.querySelector('#note-c3').matches(':popover-open')"""
DRAWN = """const image = document.querySelector('#note-c3 .day img');
    return image.complete && image.naturalWidth > 0"""
SLIDE = "return document.querySelector('.slide').hidden === false"
SEARCHED = "return performance.getEntriesByType('resource').filter((each) => /search/.test(each.name)).length"


def until(page, script: str) -> bool:
    """Whether a script returns true within some seconds."""
    deadline = time.monotonic() + 20
    while not (found := page("", script)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return bool(found)


def test_webkit_shows_the_article(address):
    """It drops a shorthand of underlines whole, cannot hand an image the page's palette, and is most phones' engine."""
    with webkit.opened(free_port()) as page:
        assert page(address, LINES) == ["underline"] * 3
        assert until(page, SLIDE)
        assert page("", SEARCHED) == 0
        assert page("", OPENED) is True
        assert until(page, DRAWN)
