"""What Firefox and WebKit show: lines under words, notes, drawings in both palettes, a search, a slider, a re-run."""

from __future__ import annotations

import time

import pytest

import firefox
import webkit
from servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ENGINES = {"firefox": firefox, "webkit": webkit}
LINES = """return ['mark.claim', '.sheets figcaption a', '.sheets figcaption a.number'].map(
    (each) => getComputedStyle(document.querySelector(each)).textDecorationLine)"""
OPENED = """document.querySelector('[popovertarget=note-c3]').click();
    return document.querySelector('#note-c3').matches(':popover-open')"""
DRAWN = """const image = document.querySelector('#note-c3 .day img');
    return image.complete && image.naturalWidth > 0"""
SLID = """const input = document.querySelector('.slide input'), image = document.querySelector('.sheet img');
    input.value = 0; input.dispatchEvent(new Event('input')); return image.src.endsWith('-0.png')"""
FETCHED = "return performance.getEntriesByType('resource').filter((each) => /search/.test(each.name)).length"
SEARCHED = """const field = document.querySelector('.md-search__input');
    field.focus(); field.value = 'photocopying'; field.dispatchEvent(new Event('keyup', {bubbles: true}));
    field.dispatchEvent(new Event('input', {bubbles: true}));"""
HIT = "return document.querySelectorAll('.md-search-result__item').length > 0"
# The corner of the drawing for a palette, as it is painted; WebKit paints it on a canvas without its fragment.
CORNER = """document.body.dataset.mdColorScheme = '%s';
    const image = document.querySelector('figure.evidence .%s img'); image.loading = 'eager';
    if (!image.complete || !image.naturalWidth || !image.checkVisibility()) return null;
    const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0); return pen.getImageData(2, 2, 1, 1).data[0]"""
RERUN = "document.querySelector('[data-figure=gaussian_variance] .live button').click(); return true"
READY = "return document.querySelector('[data-figure=gaussian_variance] .live button') !== null"
SAID = """return document.querySelector('[data-figure=gaussian_variance] .live output').textContent
    .includes('Every value is that of the printed line')"""
NEAR = "document.querySelector('[data-figure=gaussian_variance]').scrollIntoView(); return true"
CHOSEN = """document.querySelectorAll('.start input')[2].click();
    return [...document.querySelectorAll('.start .panel')].map((each) => each.checkVisibility())"""
EXPLORES = """document.querySelector('details.more').open = true;
    return document.querySelectorAll('[data-figure=explorer_grid] .live form select').length > 0"""


@pytest.fixture(scope="module", params=ENGINES)
def page(request):
    """One start of each browser for all that is asked of it."""
    engine = ENGINES[request.param]
    if not engine.browser():
        pytest.skip(f"needs {' and '.join(engine.PACKAGES)}")
    with engine.opened(free_port()) as opened:
        yield opened


def until(page, script: str):
    """What a script returns, once that is something, within some seconds."""
    deadline = time.monotonic() + 30
    while not (found := page("", script)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def test_the_article_is_whole(page, address):
    """Claims, links and numbers are underlined, a note opens with its picture, and the slider moves the sheets."""
    assert page(address, LINES) == ["underline"] * 3
    assert until(page, SLID)
    assert page("", OPENED) is True
    assert until(page, DRAWN)


def test_a_search_is_fetched_when_it_is_asked_for(page, address):
    """Nothing of it comes before, and what is typed is found."""
    assert page(f"{address}licences/", FETCHED) == 0
    page("", SEARCHED)
    assert until(page, HIT)


@pytest.mark.parametrize(("scheme", "name", "light"), [("default", "day", True), ("slate", "night", False)])
def test_drawings_are_painted_in_the_palette_of_the_page(page, address, scheme, name, light):
    """An image cannot see the page that it stands on: its address says which palette it has."""
    is_webkit = page(f"{address}claims/c3/", "return !navigator.userAgent.includes('Firefox')")
    corner = until(page, CORNER % (scheme, name))
    assert corner is not None
    assert is_webkit or (corner > 128) == light


def test_a_figure_runs_again(page, address):
    """As it stands, the form gives every value of the printed line."""
    page(f"{address}figures/gaussian_variance/", NEAR)
    assert until(page, READY)
    page("", RERUN)
    assert until(page, SAID)


def test_the_explorer_begins_with_a_question_and_has_all_settings(page, address):
    """A chosen change shows its own pair of drawings alone; unfolded, there is a form."""
    assert page(f"{address}explorer/", CHOSEN) == [False, False, True]
    assert until(page, EXPLORES)
