"""A site that has an address: feed, cards, structured data; under real servers' policies; the same bytes twice."""

from __future__ import annotations

import io
import json
import re
import subprocess
from functools import partial
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import brotli
import pytest
from bs4 import BeautifulSoup
from PIL import Image

import visit
from outside import copy_project, press, run
from press import publish
from press.core import project as projects
from press.site import stamp
from press.site.finish import card
from press.site.pages import articles
from servers import caddy, free_port, nginx

pytestmark = pytest.mark.slow

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
PARTS = ("og:title", "og:description", "og:url", "og:site_name", "og:image", "og:type")


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def base(port):
    return f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def public(tmp_path_factory, base):
    """The project with an address, built; its site counts as checked, for a check refuses addresses of this machine."""
    root = copy_project(tmp_path_factory.mktemp("public"))
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"site_url: {base}\n")
    done = press(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    found = projects.find(root)
    stamp.record(found, stamp.state(found, ["sources", "site"]))
    return found


@pytest.fixture(scope="module")
def hosted(public, tmp_path_factory):
    """The folder that it was published to, with little thought about how small its texts can be."""
    folder = tmp_path_factory.mktemp("www")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brotli, "compress", partial(brotli.compress, quality=1))
        publish.publish(public, publish.host(public, None, f"directory:{folder}"), print)
    return folder


def parsed(path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


class Trouble(list):
    """What a page complains of, what was not found, and what a policy stopped."""

    def watch(self, page) -> None:
        """Listen to a page; that a browser asks for an icon of its own accord is no trouble."""
        page.on("console", lambda message: self.note(message.location["url"], f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.note("", f"{page.url}: {error}"))
        page.on(
            "response", lambda answer: answer.status < 400 or self.note(answer.url, f"{answer.status} {answer.url}")
        )

    def note(self, url: str, said: str) -> None:
        """Keep what was said of an address."""
        if not url.endswith("/favicon.ico"):
            self.append(said)


SERVERS = {nginx: "nginx.conf", caddy: "Caddyfile"}  # and the settings for it that publishing wrote


@pytest.fixture(scope="module")
def pages(public):
    """The addresses of all pages that are read, below that of the site."""
    paths = [path for path in sorted(public.site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text()]
    assert len(paths) > 20
    return [path.relative_to(public.site).as_posix().removesuffix("index.html") for path in paths]


@pytest.fixture(params=SERVERS, ids=lambda serve: serve.__name__)
def server(request, hosted, port, tmp_path):
    """A real server that serves the site as publishing told it to; which one."""
    with request.param(tmp_path / "server", hosted / SERVERS[request.param], port):
        yield request.param


def test_no_page_breaks_its_policy_on_a_real_server(public, pages, server, browser, base):
    """No page in either palette, no search and no drawing opened alone is stopped by a policy or lacks a file.

    One server is asked for every page; of the other, which sends the same headers, a page of each kind is enough.
    """
    troubles, context = Trouble(), browser.new_context()
    page = context.new_page()
    troubles.watch(page)
    for place in [each for each in pages if server is nginx or each in visit.KINDS]:
        page.emulate_media(color_scheme="light")
        page.goto(base + place, wait_until="load")
        page.emulate_media(color_scheme="dark")
    page.goto(base, wait_until="networkidle")
    page.locator("input.md-search__input").click()
    page.keyboard.type("photocopying", delay=60)
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    page.goto(base + next((public.site / "figures").glob("*.svg")).relative_to(public.site).as_posix())
    context.close()
    assert troubles == []


def test_the_feed_has_the_whole_article(public, base):
    """The feed holds each article's words in order, with whole addresses and without script; its address is named."""
    feed = ET.parse(public.site / "feed.xml").getroot()  # noqa: S314 - our own
    items = feed.findall("channel/item")
    found = articles.read(public)
    assert [item.findtext("title") for item in items] == [article.title for article in found]
    for item, article in zip(items, found, strict=True):
        assert item.findtext("guid") == base + article.address
        assert "2026" in item.findtext("pubDate")
        text = item.findtext(CONTENT)
        source = (public.content / article.page).read_text(encoding="utf-8").split("---\n", 2)[2]
        quoted = [line for line in source.splitlines() if line and line[0].isalpha() and "{" not in line]
        paragraphs = [words(line) for line in quoted if not line.startswith(("ARTIFICIAL", "Mirrored", "Tags"))]
        told = " ".join(words(BeautifulSoup(text, "html.parser").get_text()))
        for paragraph in paragraphs:
            assert " ".join(paragraph) in told
        assert not re.search(r"<script|<svg|<button|style=|href=\"(?!https?:|mailto:)|src=\"(?!https?:)", text)
    for old in ("feed", "feed/atom", "comments/feed"):
        page = parsed(public.site / old / "index.html")
        assert page.find("link", rel="alternate")["type"] == "application/rss+xml"


def test_every_page_says_what_it_is(public, base):
    """Each page has a canonical address, a description and a card; the article is described in schema.org's terms."""
    for path in sorted(public.site.rglob("index.html")):
        page = parsed(path)
        if page.find("meta", attrs={"http-equiv": "refresh"}):
            continue
        place = path.relative_to(public.site).as_posix().removesuffix("index.html")
        here = base + place
        if place.startswith("embed/"):  # a copy to be framed, of which the page of the figure is the one to find
            assert page.find("link", rel="canonical")["href"] == base + place.replace("embed/", "figures/", 1)
            continue
        assert page.find("link", rel="canonical")["href"] == here
        said = {meta["property"]: meta["content"] for meta in page.find_all("meta", property=True)}
        assert said["og:url"] == here
        assert all(said[part] for part in PARTS), path
        assert urljoin(here, page.find("link", type="application/rss+xml")["href"]) == f"{base}feed.xml"
    cards = [parsed(public.site / f"{place}/index.html").find("meta", property="og:image")["content"]
             for place in ("figures/photocopy", "claims/c3", "claims/c2")]  # fmt: skip
    assert cards[0] == cards[1] != cards[2], "a figure has the card of the first claim that shows it"
    front = parsed(public.site / "index.html")
    told = json.loads(front.find("script", type="application/ld+json").string)
    assert told["@type"] == "Article"
    assert told["datePublished"].startswith("2026-01-14")
    name = told["image"].removeprefix(base)
    with Image.open(io.BytesIO((public.site / name).read_bytes())) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(1 << 20)) > 100
    assert f"Sitemap: {base}sitemap.xml" in (public.site / "robots.txt").read_text()
    assert f"<loc>{base}</loc>" in (public.site / "sitemap.xml").read_text()


def test_without_an_address_nothing_names_one(site):
    """A site whose settings name no address has no feed, card, canonical address or structured data."""
    assert not (site / "feed.xml").exists()
    assert not (site / "feed").exists()
    assert not (site / "assets/cards").exists()
    text = (site / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"og:|ld\+json|rel=\"canonical\"|rss\+xml", text)
    assert "script-src 'self' 'sha256-" in (site / "_headers").read_text()
    assert "/2026/01/14/what-synthetic-data-actually-solves/ / 301" in (site / "_redirects").read_text()


def test_a_card_is_the_same_twice_and_shows_the_articles_own_picture(public, tmp_path):
    """Drawn anew a card has the same bytes; where the article names a picture, that is on it."""
    article = next(article for article in articles.read(public) if f"content/{article.page}" == public.article)
    first = card.draw(public, article, "Site")
    for kept in (public.cache / "cards").iterdir():
        kept.unlink()
    assert card.draw(public, article, "Site") == first
    picture = public.content / "own.png"
    Image.new("RGB", (300, 200), (200, 30, 60)).save(picture)
    try:
        other = card.draw(public, article._replace(image="own.png"), "Site")
        with Image.open(io.BytesIO(other.data)) as image:
            assert image.convert("RGB").getpixel((600, 350)) == (200, 30, 60)
        outside = article._replace(image="../../../../../etc/passwd.png")
        assert card.draw(public, outside, "Site").data == first.data
    finally:
        picture.unlink()


def test_one_commit_makes_the_same_bytes_in_two_folders(project, tmp_path, monkeypatch):
    """Two clones of one commit, in different time zones, one built by press and one by MkDocs, have the same digest."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_url: https://essays.example.org/\n")
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.excludesFile=/dev/null"]
    for words_ in (
        ["init", "-q"],
        ["add", "."],
        [*who, "commit", "-q", "-m", "Start", "--date", "2026-02-03T04:05:06Z"],
    ):
        subprocess.run(["git", "-C", project, *words_], check=True)
    built = []
    for name, zone, command in (("one", "Pacific/Auckland", "press"), ("another one", "America/Lima", "mkdocs")):
        clone = tmp_path / name
        subprocess.run(["git", "clone", "-q", project, clone], check=True)
        monkeypatch.setenv("TZ", zone)
        done = run(clone, command, "build")
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(stamp.files(clone / "site"))
    assert built[0] == built[1]
    assert stamp.digest(built[0]) == stamp.digest(built[1])
