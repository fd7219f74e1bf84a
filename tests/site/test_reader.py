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


def without_has(route):
    """A style sheet as a browser reads it that does not know the selector."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(":has(", ":unknown("))


def test_a_browser_without_has_shows_all_and_nothing_to_choose_by(open_page, address):
    """Every pair of drawings, every claim and verdict stands there, and the line on how to read says where."""
    page = open_page("explorer/")
    page.route("**/*.css", without_has)
    page.reload(wait_until="networkidle")
    assert page.locator(".panel:visible").count() == page.locator(".panel").count() == 3
    assert page.locator(".start fieldset:visible").count() == 0
    page.goto(f"{address}claims/")
    assert page.locator(".claim-list li:visible").count() == page.locator(".claim-list li").count() > 0
    assert page.locator(".chips:visible").count() == 0
    page.goto(address)
    assert page.locator(".how").inner_text().startswith("A raised number leads to the verdict below the paragraph")
    assert page.locator("button.claim-verdict:visible").count() == page.locator("button.claim-verdict").count() > 0


def test_forced_colours_leave_words_lines_and_drawings(open_page, address):
    """Where the system chooses all colours a verdict is a word, a claim is underlined, a drawing has its own paper."""
    page, look = open_page(scheme="dark"), "(each, name) => getComputedStyle(each)[name]"
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    claim = page.locator("mark.claim").first
    assert claim.evaluate(look, "textDecorationLine") == "underline"
    assert claim.evaluate(look, "color") == page.locator("article p").first.evaluate(look, "color")
    assert claim.evaluate(look, "color") != claim.evaluate(look, "backgroundColor")
    assert page.locator("button.claim-verdict:visible b").first.inner_text() == "depends"
    page.goto(f"{address}explorer/")
    drawing = page.locator(".trajectory svg:visible").first
    assert drawing.evaluate(look, "forcedColorAdjust") == "none"
    assert drawing.evaluate(look, "backgroundColor") == "rgb(30, 33, 41)"


def test_nothing_moves_where_motion_is_reduced(open_page):
    """No part of the page, the theme's included, takes time to change."""
    page = open_page()
    longest = """() => Math.max(...[...document.querySelectorAll('*')].map(each => getComputedStyle(each))
        .flatMap(look => [look.transitionDuration, look.animationDuration].join().split(',').map(parseFloat)))"""
    assert page.evaluate(longest) > 0.1
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(longest) < 0.001


def test_a_note_can_be_read_and_closed_at_400_percent(open_page):
    """In 320 by 256 pixels the sheet lies in the window, scrolls to its end, and its way out stays in sight."""
    page = open_page(width=320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator("button.claim-verdict[popovertarget=note-c3]").click()
    page.locator("#note-c3 .note-more a").last.scroll_into_view_if_needed()
    for part in (".note-more a >> nth=-1", ".note-close"):
        box = page.locator(f"#note-c3 {part}").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 256
    page.locator("#note-c3 .note-close").click()
    assert not page.locator("#note-c3").is_visible()


def test_paper_is_white_whatever_the_palette_and_with_backgrounds_printed(open_page):
    """Nothing dark lies behind the text, and the text is dark."""
    page = open_page(scheme="dark")
    look = """name => [...document.querySelectorAll('html, body, .md-container, figure.sheets, .claim-note, p')]
        .filter(each => each.checkVisibility())
        .map(each => getComputedStyle(each)[name].match(/[\\d.]+/g).map(Number))"""
    page.emulate_media(media="print", color_scheme="dark")
    behind = [tuple(color) for color in page.evaluate(look, "backgroundColor") if len(color) == 3 or color[3]]
    assert len(behind) > 2
    assert min(min(color) for color in behind) > 240
    assert max(max(color[:3]) for color in page.evaluate(look, "color")) < 120
