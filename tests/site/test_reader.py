"""What a reader may meet: a denied store, a sheet over the text, a card that has to go, a link to one sentence."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

DENIED = """for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
    configurable: true, get() { throw new DOMException('denied', 'SecurityError'); }});"""


def test_search_works_where_the_browser_denies_a_store(open_page, address):
    """A page whose store throws has a search that answers, and says nothing in the console."""
    page = open_page()
    page.add_init_script(DENIED)
    page.goto(address, wait_until="networkidle")
    page.locator("input.md-search__input").click()
    page.keyboard.type("photocopying", delay=60)
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    assert page.troubles == []


def test_both_sheets_follow_one_slider(open_page):
    """The pictures, the words and what was measured change with each step, and nothing of them before it."""
    page = open_page()
    first = page.locator(".sheet img").first
    assert first.get_attribute("src").endswith("-30.png")
    page.locator(".slide input").press("Home")
    assert first.get_attribute("src").endswith("-0.png")
    assert page.locator(".sheet .what").all_inner_texts() == ["the original", "the original"]
    assert "100" in page.locator(".slide input").get_attribute("aria-valuetext")
    assert page.troubles == []


def test_a_link_to_a_sentence_opens_its_note(open_page):
    """On a wide window the note stands beside the sentence; on a phone it would cover it."""
    assert open_page("#claim-c3").locator("#note-c3").is_visible()
    phone = open_page("#claim-c3", width=390)
    assert not phone.locator("#note-c3").is_visible()
    assert phone.locator("#claim-c3").is_visible()


def test_focus_is_never_behind_the_open_sheet(open_page):
    """When focus leaves the sheet of a small window, the sheet closes."""
    page = open_page(width=390)
    page.locator("button.claim-verdict[popovertarget=note-c3]").focus()
    page.keyboard.press("Enter")
    assert page.locator("#note-c3").is_visible()
    inside = True
    for _ in range(page.locator("#note-c3 a, #note-c3 button, #note-c3 summary").count() + 2):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('#note-c3') !== null")
        assert inside or not page.locator("#note-c3").is_visible()
    assert not inside


def test_escape_sends_the_card_of_a_footnote_away(open_page):
    """The pointer and the focus stay where they are, and the card comes back when it is asked for again."""
    page = open_page("evidence/c3-photocopy/")
    reference = page.locator(".citation a[href='#fn:shumailov2024']").first
    reference.hover()
    card = page.locator(".md-tooltip2:visible")
    card.wait_for(timeout=5000)
    page.keyboard.press("Escape")
    assert card.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_follow_the_palette(open_page, scheme):
    """The one for the palette is shown, the other is not asked for, and paper always has the light one."""
    page = open_page("claims/c3/", scheme=scheme)
    day, night = page.locator("figure.evidence .day").first, page.locator("figure.evidence .night").first
    assert (day.is_visible(), night.is_visible()) == (scheme == "light", scheme == "dark")
    page.emulate_media(media="print")
    assert (day.is_visible(), night.is_visible()) == (True, False)


def test_no_id_stands_twice(open_page):
    """A link can lead to each place: a number and a parameter of one name have places of their own."""
    for path in ("figures/self_training_puzzles/", "figures/data_stock/", "", "sources/"):
        ids = open_page(path).evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), path


def test_claims_are_filtered_without_a_script(open_page):
    """A verdict chosen, only the claims that have it stand there."""
    page = open_page("claims/", script=False)
    count = page.locator(".claim-list li:visible").count()
    page.locator(".chips input[data-verdict=opinion]").check()
    shown = page.locator(".claim-list li:visible")
    assert 0 < shown.count() < count
    assert set(shown.locator(".verdict").all_inner_texts()) == {"opinion"}


def test_the_explorer_begins_without_a_script(open_page):
    """One pair of drawings stands there, and another when another change is chosen."""
    page = open_page("explorer/", script=False)
    assert page.locator(".trajectory:visible").count() == 2
    before = page.locator(".panel:visible").inner_text()
    page.locator(".start label").nth(2).click()
    assert page.locator(".trajectory:visible").count() == 2
    assert page.locator(".panel:visible").inner_text() != before
