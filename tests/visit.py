"""One visit to a page in a browser: what moves, is said, sticks out, is inaccessible, and is fetched."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlparse

from weight import packed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# A page of each kind, at the widths of a phone, a tablet and a desk.
KINDS = (
    "", "evidence/", "evidence/c2-checkable-answers/", "evidence/c3-photocopy/", "claims/", "claims/c3/",
    "figures/", "figures/pass_at_k/", "figures/gaussian_variance/", "sources/", "sources/read/", "explorer/", "method/",
    "404.html", "embed/photocopy/",
)  # fmt: skip
WIDTHS = (390, 768, 1280)
NARROWEST = 320  # 1280 pixels at 400 %
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOADED = """() => document.readyState === 'complete' && [...document.images].every(
    (image) => image.loading !== 'lazy' || image.complete || !image.checkVisibility() ||
        image.getBoundingClientRect().top > innerHeight)"""
SHIFTED = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 200);
})"""
OPENED = """() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
    document.querySelector('.claim-note[popover]')?.showPopover();
}"""
STILL = "() => document.getAnimations().every((each) => each.playState !== 'running')"  # what fades has less contrast
BROKEN = """async (values) => (await axe.run(document, {runOnly: {type: 'tag', values}, resultTypes: ['violations']}))
    .violations.map((each) => `${each.id}: ${each.nodes[0].target}`)"""


class Visit(NamedTuple):
    """What one visit shows; `fetched` is in bytes, as a host sends them."""

    shift: float
    said: list[str]
    sideways: int
    fetched: int
    broken: list[str]


def visited(browser: Browser, site: Path, base: str, path: str, *, width: int, scheme: Any, axe: bool) -> Visit:
    """Open a page as a first visitor does; then narrow the window, open all that opens, and look with axe."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, said, asked = context.new_page(), [], set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(request.url))
    page.goto(base + path, wait_until="load")
    page.wait_for_function(LOADED)
    shift = float(page.evaluate(SHIFTED))
    fetched = sum(map(packed, filter(None, {_file(site, url, base) for url in asked})))
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    sideways = max(0, page.evaluate("document.documentElement.scrollWidth") - NARROWEST)
    page.set_viewport_size({"width": width, "height": 900})
    broken = inaccessible(page) if axe else []
    context.close()
    foreign = [f"asks {url}" for url in asked if not url.startswith((base, "data:"))]
    return Visit(shift, said + foreign, sideways, fetched, broken)


def inaccessible(page: Page) -> list[str]:
    """What breaks the guidelines, with a note and all details open."""
    page.evaluate(OPENED)
    page.wait_for_function(STILL)
    page.evaluate(_axe())
    return list(page.evaluate(BROKEN, RULES))


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _file(site: Path, url: str, base: str) -> Path | None:
    place = site / urlparse(url).path.lstrip("/") if url.startswith(base) else site
    place = place / "index.html" if place.is_dir() else place
    return place if place.is_file() else None
