"""The furniture of a blog is in its language, with the theme's words."""

from __future__ import annotations

from datetime import datetime

import pytest

import exported
from exported import Entry, Said
from press import new
from press.core import project
from press.site.blog import lists, post_page, posts, words

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
    settings = (tmp_path / "blog" / "mkdocs.yml").read_text("utf-8")
    assert "language: en\n" not in settings
