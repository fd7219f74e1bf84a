"""The furniture of a blog is in its language, with the theme's words."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

import pytest
import yaml

import exported
from exported import Entry, Said
from press import new
from press.core import project
from press.site import engine
from press.site.blog import discussion, lists, post_page, posts, words

MOMENT = datetime(2020, 3, 4, 10, 20)  # noqa: DTZ001 - as blogs print it
ENGLISH = ("One comment", "min read", "Archive of", "All posts", "Tags:", "Posts by", "By ", "March")


@pytest.mark.parametrize(
    ("language", "date", "comments", "minutes"),
    [
        ("de-DE", "4. März 2020", "Kommentare (3)", "2 Min. Lesezeit"),
        ("fr-FR", "4 mars 2020", "Commentaires (3)", "2 min de lecture"),
        ("ja", "2020年3月4日", "コメント (3)", "約2分"),
        ("en-US", "4 March 2020", "3 comments", "2 min read"),
        ("xx", "4 March 2020", "3 comments", "2 min read"),
        ("", "4 March 2020", "3 comments", "2 min read"),
    ],
)
def test_words_are_those_of_the_language(language, date, comments, minutes):
    """Dates, comments and reading times are as the language writes them, and English where the theme has no words."""
    said = words.words(language)
    assert (said.day(MOMENT), said.comments(3)) == (date, comments)
    assert minutes in said.minutes(2)


@pytest.mark.parametrize(
    "language", ["de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "nl-NL", "ja", "zh-CN", "ar", "fa-IR"]
)
def test_no_page_of_the_furniture_is_in_english(tmp_path, language):
    """In these languages lists and what stands around a post have no English word."""
    entry = Entry("Text.", comments=(Said("x"),), terms=(("category", "a", "A"), ("post_tag", "b", "B")))
    (tmp_path / "export.xml").write_text(exported.export(entry, language=language), "utf-8")
    new.blog(tmp_path / "blog", [str(tmp_path / "export.xml")], None, lambda _: None)
    read = posts.read(project.find(tmp_path / "blog"))
    text = b"\n".join(page for pages in (lists.pages, post_page.pages) for _, page in pages(read)).decode()
    assert [word for word in ENGLISH if word in text] == []
    form = discussion.reply_form(read.items[0], read.words)
    assert [word for word in ("Leave a", "Your email", "Post Comment", "Required") if word in form] == []
    settings = (tmp_path / "blog" / "mkdocs.yml").read_text("utf-8")
    assert "language: en\n" not in settings


def test_a_form_says_which_language_it_is_in_where_that_is_not_the_blogs(tmp_path):
    """The labels of every language are whole, and a language without any has the English ones, marked."""
    spoken = yaml.safe_load(resources.files("press").joinpath("templates/reply.yml").read_text("utf-8"))
    assert {frozenset(labels) for labels in spoken.values()} == {frozenset(spoken["en"])}
    (tmp_path / "export.xml").write_text(exported.export(Entry("Text.")), "utf-8")
    new.blog(tmp_path / "blog", [str(tmp_path / "export.xml")], None, lambda _: None)
    item = posts.read(project.find(tmp_path / "blog")).items[0]
    assert ' lang="en" dir="ltr"' in discussion.reply_form(item, words.words("ka"))
    for language in ("en", "de-AT", "pt-BR", "zh-TW", ""):
        assert "lang=" not in discussion.reply_form(item, words.words(language)), language


@pytest.mark.browser
def test_a_blog_from_right_to_left_reads_so(tmp_path, browser):
    """Text, lists and quotations begin at the right; names, dates and code of other scripts stand in one piece."""
    text = "<p>שלום <code>f(x)</code></p><ul><li>א</li></ul><blockquote>ב</blockquote><pre>f(x)</pre>"
    entries = [Entry(text, "one", "אחת", comments=(Said("תגובה"),)), Entry("<p>ג</p>", "two", "שתיים")]
    (tmp_path / "export.xml").write_text(exported.export(*entries, language="he-IL"), "utf-8")
    new.blog(tmp_path / "blog", [str(tmp_path / "export.xml")], None, lambda _: None)
    found = project.find(tmp_path / "blog")
    engine.build(found, "mkdocs", found.site)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"file://{found.site}/one/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("document.documentElement.lang") == "he"
    right = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right }"
    for part in ("p:has(code)", "li", "blockquote", ".post-meta", ".post-comments .text"):
        assert page.eval_on_selector(f"article {part}", right) > 300, part
    for part in ("code", "pre"):
        assert page.eval_on_selector(f"article {part}", "e => getComputedStyle(e).direction") == "ltr"
    author, date = (page.locator(f".post-meta {part}").bounding_box()["x"] for part in ("a", "time"))
    assert author > date
    assert page.locator(".post-nav a").inner_text() in {"שתיים ←", "→ שתיים"}
    page.close()
