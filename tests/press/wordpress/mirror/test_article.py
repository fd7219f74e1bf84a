"""The article on this site is the seed's words and nothing that the test blog invented."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[4]
SLUG = "what-synthetic-data-actually-solves"
EXPORTS = ["npm/all.lan.xml", "npm/all.loopback.xml", "debian/all.lan.xml"]
NOT_PUBLISHED = [
    " • 192.168.1.22/",
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n",
    "WordPress Appliance - Powered by TurnKey Linux",
]
INVENTED = ["Öztürk", "Zoë", "admin", "Ada Reader", "Björk", "Signals", "2026-01-14", "January", "synthetic-data.jpg",
            "it is no cure", "TurnKey", "192.168.", "127.0.0.1", "Good piece"]  # fmt: skip


@pytest.fixture
def seed_words(fixtures):
    seed = (fixtures / "seed.txt").read_text(encoding="utf-8")
    for part in NOT_PUBLISHED:
        assert seed.count(part) == 1
        seed = seed.replace(part, "")
    return seed.split()


@pytest.fixture
def read_words(render, html_words):
    """The words of a page, less the line that says when it was mirrored."""
    return lambda page: html_words(render(page.read_text(encoding="utf-8")), without="mirrored")


@pytest.fixture
def article(fixtures, run):
    return run(fixtures / "wordpress" / "npm" / "all.lan.xml", slug=SLUG, to="index.md")


@pytest.mark.parametrize("name", EXPORTS)
def test_words_of_the_page_are_the_words_of_the_seed(name, read_words, fixtures, run, seed_words):
    """From every flavour of export the page reads as the seed does, in order, less the three parts not published."""
    outcome = run(fixtures / "wordpress" / name, slug=SLUG, to="index.md")
    assert read_words(outcome.page) == seed_words


def test_committed_article_has_the_words_of_the_seed(read_words, seed_words):
    """The article in `content/` reads as the seed does, whatever was edited since it was imported."""
    assert read_words(ROOT / "content" / "index.md") == seed_words


def test_committed_article_is_what_an_import_writes(fixtures, run, content):
    """Importing again over the committed page and record changes neither."""
    shutil.copytree(ROOT / "content" / ".wordpress", content / ".wordpress")
    shutil.copy(ROOT / "content" / "index.md", content)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    outcome = run(fixtures / "wordpress" / "npm" / "all.lan.xml", slug=SLUG, to="index.md", today=date(2030, 1, 1))
    assert outcome.state == "unchanged"
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_parts_of_the_page_stand_as_what_they_were(article, render):
    """Title, eyebrow, headings, pull quote and tags keep their roles."""
    html = render(article.page.read_text(encoding="utf-8"))
    assert [re.sub("<.*?>", "", heading) for heading in re.findall(r"<h1.*?</h1>", html)] == [
        "What Synthetic Data Actually Solves (And What It Doesn’t)"  # noqa: RUF001 - the seed's apostrophe
    ]
    assert '<p class="eyebrow">ARTIFICIAL INTELLIGENCE</p>' in html
    assert re.findall(r"<h2.*?>(.*?)</h2>", html) == ["What Synthetic Data Is Good At", "The Model Collapse Problem"]
    assert re.search(r'<figure class="pullquote">\s*<blockquote>\s*<p>“Training a model[^<]*”</p>', html)
    assert '<p class="tags">Tags: Artificial Intelligence • Opinion • Technology &amp; Society</p>' in html


def test_nothing_invented_is_on_the_page(article):
    """No author, date, comment, picture, blog name or private address of the test blog reaches the page."""
    text = article.page.read_text(encoding="utf-8")
    assert [word for word in INVENTED if word in text] == []


def test_permalink_is_the_path_of_the_original(article, fixtures):
    """The front matter names the path under which the export says that the post stood."""
    exported = (fixtures / "wordpress" / "npm" / "all.lan.xml").read_text(encoding="utf-8")
    link = re.search(rf"<link>http://192\.168\.1\.22(/\S*{SLUG}/)</link>", exported)
    front = yaml.safe_load(article.page.read_text(encoding="utf-8").split("---\n")[1])
    assert front["wordpress"] == {"permalink": link[1], "mirrored": date(2026, 11, 23)}


def test_page_says_when_it_was_mirrored(article, render):
    """The day of the mirroring stands on the page, outside the article's words."""
    html = render(article.page.read_text(encoding="utf-8"))
    assert re.findall(r'<p class="mirrored">(.*?)</p>', html) == ["Mirrored from WordPress on 2026-11-23."]


def test_description_is_whole_sentences_of_the_lead(article):
    """The description is the beginning of the lead, not longer than a search engine shows."""
    front = yaml.safe_load(article.page.read_text(encoding="utf-8").split("---\n")[1])
    assert front["description"].endswith("That’s the consensus.")  # noqa: RUF001 - the seed's apostrophe
    assert len(front["description"]) <= 160


def test_withheld_parts_are_said_and_recorded(article):
    """The private address among the tags and the appliance's footer are in the messages and in the record."""
    record = yaml.safe_load(article.record.read_text(encoding="utf-8"))
    said = "\n".join(article.sentences)
    for entry in ["tag 192.168.1.22/ (a private address)", "author", "date", "approved comment (3)",
                  "comment that was never public (2)", "featured image",
                  "reply form and footer of the appliance (no part of an export)"]:  # fmt: skip
        assert entry in record["withheld"]
        assert entry in said
    assert record["losses"] == []
    assert article.sentences[-1].startswith("1 page written, ")


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("http://192.168.1.22/2026/02/03/a-post/", "[x](index.md)"), ("#here", "[x](#here)"),
        ("http://192.168.1.22/2026/02/03/a-post/#here", "[x](index.md#here)"), ("http://192.168.1.22/b/", "x"),
        ("/category/news/", "x"), ("/2026/", "x"), ("/feed/", "x"), ("/?s=word", "x"), ("/", "x"),
        ("https://www.languagetool.org/about/", "[x](https://www.languagetool.org/about/)"),
        ("http://10.0.0.9/a", "x"),
    ],
)  # fmt: skip
def test_a_post_alone_is_a_blog_of_one_entry(run, export, href, written):
    """It has no other post, list, feed or search for a link to lead to; what leads to itself and elsewhere stays."""
    outcome = run(export({"content": f'<p id="here">Go <a href="{href}">x</a>.</p>'}), to="index.md")
    assert f"Go {written}." in outcome.page.read_text(encoding="utf-8")
    accounts = [entry for entry in (*outcome.withheld, *outcome.losses) if entry.startswith("link ")]
    assert len(accounts) == (written == "x")
