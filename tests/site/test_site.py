"""The built site holds what the sources say, whichever engine or command built it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from lxml import html

from outside import ROOT, press, run

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parents[1] / "fixtures"
UNPUBLISHED = ("192.168.1.22/", "Leave a Reply", "Your email address", "WordPress Appliance")


def seed_words() -> list[str]:
    """The words of the article as the user gave them, less what is not published."""
    text = (FIXTURES / "seed.txt").read_text(encoding="utf-8")
    text = text.replace(" • 192.168.1.22/", "")
    lines = [line for line in text.splitlines() if not line.startswith(UNPUBLISHED[1:])]
    return " ".join(lines).split()


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def article_words(page: Path) -> list[str]:
    """The words of the article on its page: not the notes that stand behind it, not the links to its headings."""
    article = soup(page).find("article")
    for element in article.select("[data-search-exclude], .headerlink, .mirrored, .md-source-file"):
        element.decompose()
    return re.sub(r" ([.,])", r"\1", article.get_text(" ")).split()  # a mark ends before the sentence's own signs


class Page(NamedTuple):
    """What a page says, and to where; of all pages of two sites, so each is read once, and by lxml."""

    words: list[str]
    numbers: list[tuple[str, str, str]]
    links: list[str]
    ids: set[str]
    policies: list[str]
    inline: int


LEFT_OUT = {"headerlink", "md-source-file", "md-code__nav"}  # what an engine adds


@cache
def read(page: Path) -> Page:
    root = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    numbers = [(*map(each.get, ("data-number", "value")), each.text_content()) for each in root.iter("data")]
    links = root.xpath("//article//a[@href] | //article//area[@href]")
    policies = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    inline = len(root.xpath("//*[@style] | //style"))
    links, ids = [each.get("href") for each in links], set(root.xpath("//@id"))
    for each in [each for name in LEFT_OUT for each in root.find_class(name)]:
        each.drop_tree()
    words = " ".join(root.xpath("//article//text()[not(parent::script or parent::style)]")).split()
    return Page(words, [each for each in numbers if each[0]], links, ids, policies, inline)


def test_the_article_has_the_words_of_the_seed_in_order(site):
    """Every word of the article as it was given stands on the front page, in order, and no other."""
    expected = seed_words()
    found = article_words(site / "index.html")
    assert found[: len(expected)] == expected
    assert found == expected


def test_the_page_says_when_it_was_mirrored_and_invents_nobody(site):
    """The page has the day of mirroring, the day in the original's address, and nothing else that the seed has not."""
    text = (site / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="mirrored">Mirrored from WordPress on \d{4}-\d\d-\d\d', text)
    for invented in ("Öztürk", "Signals", "Ada Reader", "Björk", *UNPUBLISHED):
        assert invented not in text, invented


def test_the_pull_quote_is_a_pull_quote(site):
    """The pull quote is a quotation in a figure of its own."""
    assert (
        soup(site / "index.html")
        .select_one("figure.pullquote blockquote")
        .get_text(" ")
        .strip()
        .startswith("“Training")
    )


def test_the_original_address_resolves(site):
    """The post's address on the old blog leads to the article."""
    moved = soup(site / "2026/01/14/what-synthetic-data-actually-solves/index.html")
    target = moved.select_one("a")["href"]
    assert (
        site / "2026/01/14/what-synthetic-data-actually-solves" / target / "index.html"
    ).resolve() == site / "index.html"


def test_the_evidence_pages_show_every_figure(site):
    """Every experiment stands on a page that people wrote, as a drawing with a title and a description.

    One of which a page shows a line, small, is led to instead.
    """
    pages = [*(site / "evidence").rglob("index.html"), site / "literature/index.html", site / "explorer/index.html"]
    figures = [figure for page in pages for figure in soup(page).select("figure.evidence")]
    small = [page for page in pages if soup(page).select(".multiples .trajectory")]
    links = [link["href"] for page in small for link in soup(page).select('article a[href*="/figures/"]')]
    led = {Path(link).name for link in links if link.endswith("/")}
    shown = {figure["data-figure"] for figure in figures}
    assert shown | led == {path.stem for path in (ROOT / "figures").glob("*.json")}
    assert len(shown) > len(led - shown)
    for figure in figures:
        drawings = figure.select("img, svg desc")
        assert drawings
        assert all(len(each.get("alt") or each.get_text()) > 40 for each in drawings)


def test_every_claim_is_marked_and_has_a_page(site):
    """The sentences that could be false are marked, and each mark has its note and its page with the same verdict."""
    page = soup(site / "index.html")
    buttons = page.select("button.claim-verdict")
    marked = {mark["data-claim"] for mark in page.select("mark[data-claim]")}
    assert {f"C{number}" for number in range(1, 6)} < marked
    assert {f"note-{claim.lower()}" for claim in marked} == {button["popovertarget"] for button in buttons}
    assert len(buttons) >= 14
    for button in buttons:
        note = button["popovertarget"]
        assert page.find(id=note)
        verdict = soup(site / "claims" / note.removeprefix("note-") / "index.html").select_one("h1 .verdict")
        assert verdict["data-verdict"] == button["data-verdict"]


def test_both_engines_build_the_same_words_and_numbers(site, zensical):
    """Every page has the same words and the same bound numbers under MkDocs and under Zensical."""
    pages = sorted(path.relative_to(site) for path in site.rglob("index.html"))
    assert len(pages) > 12
    assert pages == sorted(path.relative_to(zensical) for path in zensical.rglob("index.html"))
    for page in pages:
        assert read(site / page).words == read(zensical / page).words, page
        assert read(site / page).numbers == read(zensical / page).numbers, page
    assert sum(len(read(site / page).numbers) for page in pages) > 50
    assert sum(bool(read(site / page).words) for page in pages) > len(pages) / 2


def links(page: Path, site: Path) -> list[str]:
    """Where the links of the page's article lead, as paths of the site; a dead one is an error."""
    found = []
    for link in read(page).links:
        path, _, fragment = link.partition("#")
        if "://" not in path and not path.startswith("mailto:"):
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {link}"
            assert not fragment or fragment in read(target).ids, f"{page}: {link}"
            found.append(f"{target.relative_to(site.resolve())}#{fragment}")
    return found


def test_both_engines_link_to_the_same_places(site, zensical):
    """Every link of every page leads somewhere, and to the same place, under MkDocs and under Zensical."""
    pages = sorted(path.relative_to(site) for path in site.rglob("index.html"))
    counted = 0
    for page in pages:
        found = links(site / page, site)
        assert found == links(zensical / page, zensical), page
        counted += len(found)
    assert counted > 200


def test_plain_mkdocs_builds_the_same_pages(copied, site):
    """`mkdocs build` makes byte for byte what `press build` makes."""
    done = run(copied, "mkdocs", "build", "--site-dir", str(copied / "plain"))
    assert done.returncode == 0, done.stderr
    for page in sorted(site.rglob("*.html")):
        assert (copied / "plain" / page.relative_to(site)).read_bytes() == page.read_bytes(), page


def test_the_built_site_is_clean(copied, site):
    """What is committed needs no simulation, and `press check` reads it and the built pages and finds nothing."""
    assert press(copied, "why").returncode == 0
    done = press(copied, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "built pages" in done.stdout


def test_every_quotation_of_a_source_leads_to_the_source(site):
    """On each of the five evidence pages works are cited by name, and each citation leads to the work it names."""
    for path in sorted((site / "evidence").glob("*/index.html")):
        page = soup(path)
        cited = page.select(".citation a")
        assert len(cited) >= 4, path
        for link in cited:
            assert re.search(r"[A-Z].* \d{4}$", link.get_text()), link
            assert page.find(id=link["href"].removeprefix("#")).select_one("a[href^=http]"), link


def test_opinions_do_not_look_like_findings(site):
    """An opinion is labelled so wherever it is marked, and no page gives it another verdict."""
    page = soup(site / "index.html")
    opinions = page.select("button.claim-verdict[data-verdict=opinion]")
    assert opinions
    for button in opinions:
        assert button["data-verdict"] == "opinion"
        note = page.find(id=button["popovertarget"])
        assert note.select_one(".verdict").get_text() == "opinion"
        assert not note.select("figure")


def test_the_index_for_programs_is_served(site):
    """`claims/index.json` has every claim of the article with the verdict that its page shows."""
    index = json.loads((site / "claims/index.json").read_text(encoding="utf-8"))["claims"]
    marked = {mark["data-claim"]: mark["data-verdict"] for mark in soup(site / "index.html").select("mark[data-claim]")}
    assert {entry["id"]: entry["verdict"] for entry in index} == marked
    for entry in index:
        assert (site / entry["page"] / "index.html").is_file()


def test_no_inline_style_and_no_policy_hole(site):
    """Every page has a content security policy that allows nothing inline but the scripts it names by hash."""
    for page in site.rglob("index.html"):
        (policy,) = read(page).policies
        assert "unsafe" not in policy, page
        assert not read(page).inline, page
