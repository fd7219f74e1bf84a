"""A reader with a real browser: phone and desk, light and dark, mouse and keyboard, with JavaScript and without."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

WIDTHS = {"phone": 390, "desk": 1360}
NOTE = "#note-c3"
VERDICT = "button.claim-verdict[popovertarget=note-c3]"


@pytest.mark.parametrize("device", WIDTHS)
def test_a_verdict_opens_its_evidence_by_mouse(open_page, device):
    """A click on a claim's verdict shows its note, with the verdict and a drawing, and the close button hides it."""
    page = open_page(width=WIDTHS[device])
    assert not page.locator(NOTE).is_visible()
    page.locator(VERDICT).click()
    assert page.locator(f"{NOTE} .verdict").inner_text().strip().lower() == "supported in part"
    assert page.locator(f"{NOTE} img:visible").count() == 1
    page.locator(f"{NOTE} .note-close").click()
    assert not page.locator(NOTE).is_visible()


def test_a_verdict_opens_its_evidence_by_keyboard(open_page):
    """Tab reaches the verdict, Enter opens the note, Escape closes it, and the focus is back on the verdict."""
    page = open_page()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('popovertarget')") == "note-c3":
            break
    page.keyboard.press("Enter")
    assert page.locator(NOTE).is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(NOTE).is_visible()
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "note-c3"


@pytest.mark.parametrize("device", WIDTHS)
def test_without_javascript_nothing_is_missing(open_page, device):
    """With JavaScript off the article reads in full, a verdict still opens its note, and figures and data are there."""
    page = open_page(width=WIDTHS[device], script=False)
    assert "photocopying a photocopy" in page.locator("article").inner_text()
    page.locator(VERDICT).click()
    assert page.locator(NOTE).is_visible()
    page = open_page("evidence/", width=WIDTHS[device], script=False)
    assert page.locator("figure.evidence :is(img, svg):visible").count() == page.locator("figure.evidence").count()
    page.locator("details.data summary").first.click()
    assert page.locator("details.data table:visible").count() >= 1


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("path", ["", "evidence/"])
def test_figures_shift_nothing(open_page, path, device):
    """The layout does not move while the page loads and is scrolled through."""
    page = open_page(path, width=WIDTHS[device])
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
                .observe({type: 'layout-shift', buffered: true});
            window.scrollTo(0, document.body.scrollHeight);
            setTimeout(() => done(sum), 600);
        })"""
    )
    assert shift < 0.01


def test_numbers_lead_to_their_evidence(open_page):
    """A click on a number leads to the row of the number on its figure's page."""
    page = open_page("evidence/")
    page.locator("a.number[href*='regimes_error']").first.click()
    page.wait_for_url("**/figures/regimes_error/#number-accumulate")
    assert page.locator("#number-accumulate").is_visible()


def test_a_citation_shows_its_work_on_hovering(open_page):
    """The work stands beside the words, before the reader goes anywhere."""
    page = open_page("evidence/c3-photocopy/")
    page.locator(".citation a[href='#fn:shumailov2024']").first.hover()
    card = page.locator(".md-tooltip2:visible")
    card.wait_for(timeout=5000)
    assert "AI models collapse when trained on recursively generated data" in card.inner_text()
    assert page.troubles == []


def test_search_finds_words_and_not_tick_labels(open_page):
    """The search finds a word of the article and offers no drawing's labels."""
    page = open_page()
    page.locator("input.md-search__input").click()
    page.keyboard.type("photocopying", delay=60)
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    results = page.locator(".md-search-result").inner_text()
    assert "What Synthetic Data Actually Solves" in results
    assert page.troubles == []


def test_the_eyebrow_reads_as_in_the_original(open_page):
    """The reader sees title, category in capitals, and lead in the order of the original page."""
    text = open_page().locator("article").inner_text()
    parts = ("What Synthetic Data Actually Solves", "ARTIFICIAL INTELLIGENCE", "high-quality data")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_notes_are_printed_as_footnotes(open_page):
    """On paper the notes of all claims stand behind the article, and no control is printed."""
    page = open_page()
    page.emulate_media(media="print")
    assert page.locator(".claim-note:visible").count() == page.locator(".claim-verdict").count() >= 14
    assert page.locator(".note-close:visible").count() == 0
