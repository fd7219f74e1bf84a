"""On a phone the menu of a blog is folded; on a wide screen it is not. The front page shows a post's picture."""

from __future__ import annotations

import pytest

import mirrored
from press.site import engine


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site of the test blog, which has a menu and pictures."""
    found, _ = mirrored.imported(tmp_path_factory.mktemp("phone"), "npm", "both")
    engine.build(found, "mkdocs", found.site)
    return found.site


def _opened(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"file://{site}/index.html")
    return page


SHOWS = "document.querySelector('.blog-menu li').checkVisibility({contentVisibilityAuto: true})"


def test_a_menu_is_folded_on_a_phone_and_opens(browser, site):
    """The title stands near the top; whoever asks for the menu sees it, and nothing moves sideways."""
    page = _opened(browser, site, 390)
    assert not page.evaluate(SHOWS)
    page.click(".blog-menu summary")
    assert page.evaluate(SHOWS)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_menu_stands_open_where_there_is_room(browser, site):
    """On a wide screen it is there without a click."""
    assert _opened(browser, site, 1280).evaluate(SHOWS)


def test_the_front_page_shows_pictures_and_first_words(browser, site):
    """A post with a picture has it beside its title, loaded from this site; every post has its first words."""
    page = _opened(browser, site, 1280)
    page.evaluate("document.querySelectorAll('.teasers img').forEach(each => each.loading = 'eager')")
    page.wait_for_function("[...document.querySelectorAll('.teasers img')].every(each => each.complete)")
    widths = page.evaluate("[...document.querySelectorAll('.teasers img')].map(each => each.naturalWidth)")
    assert widths
    assert min(widths) > 0
    assert page.evaluate("[...document.querySelectorAll('.teasers article > p:last-child')].every(e => e.textContent)")
