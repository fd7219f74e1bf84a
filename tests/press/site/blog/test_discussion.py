"""An article that is no post of a blog has what its readers said, and the form, where replies are on."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from press.core import project
from press.site.blog import discussion, posts

TABLE = "[tool.press]\nexperiments = 'toy.experiments'\narticle = 'content/index.md'\n"
REPLIES = "- {id: isso-1, name: Ann, date: 2026-01-02 10:00, text: <p>Well <em>said</em>.</p>}\n"


@pytest.fixture
def article(tmp_path):
    """A function that makes a project of one article from its settings and further files."""

    def made(extra: str, **files: str) -> project.Project:
        texts = {"pyproject.toml": TABLE, "mkdocs.yml": f"site_name: One\nextra: {extra}\ntheme: {{language: de}}\n",
                 "content/index.md": "---\ntitle: One\n---\n# One\n"} | files  # fmt: skip
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return project.find(tmp_path)

    return made


def soup(found: project.Project) -> BeautifulSoup:
    return BeautifulSoup("".join(discussion.of_article(found)), "html.parser")


def test_the_form_names_the_article_and_speaks_its_language(article):
    """It goes to the front page, comes with its style, and is out of the search and of the feed."""
    found = article("{replies: true}")
    form = soup(found).select_one("section.reply[data-search-exclude]")
    assert form.select_one("input[name=uri]")["value"] == "/"
    assert form.h2.get_text() == "Schreibe einen Kommentar"
    assert soup(found).link["href"] == "assets/replies.css"
    assert [item.source for item in posts.answered(found)] == ["index.md"]


def test_what_was_said_stands_above_the_form(article):
    """Frozen replies are shown and can be answered; they stay where no more are taken."""
    files = {"content/replies.yml": REPLIES}
    shown = soup(article("{replies: true}", **files)).find_all("section")
    assert [section["class"] for section in shown] == [["post-comments"], ["reply"]]
    assert shown[0].select_one("#isso-1 em").get_text() == "said"
    assert [each["value"] for each in shown[1].select("option")] == ["", "isso-1"]
    assert [each["class"] for each in soup(article("{}", **files)).find_all("section")] == [["post-comments"]]


def test_nothing_stands_where_nothing_was_said_or_a_blog_has_its_own(article):
    """Replies off, a blog, or an article that is a page among others: not even a style sheet is asked for."""
    assert not soup(article("{generator: false}")).contents
    blog = {"content/.wordpress/blog.json": '{"blog": {"terms": [], "authors": []}}'}
    assert not soup(article("{replies: true}", **blog)).contents
    flat = article(
        "{replies: true}", **{"pyproject.toml": TABLE.replace("index.md", "flat.md"), "content/flat.md": "# F"}
    )
    assert not soup(flat).contents
