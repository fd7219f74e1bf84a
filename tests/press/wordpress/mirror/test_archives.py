"""The lists of a blog stand where they stood, wherever its owner had moved them."""

from __future__ import annotations

import pytest

import mirrored
from press.core import project
from press.site import blog
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror import places

PLACES = {
    "http://127.0.0.1:8865/category/": "http://127.0.0.1:8865/topics/",
    "http://127.0.0.1:8865/tag/": "http://127.0.0.1:8865/label/",
    "http://127.0.0.1:8865/author/": "http://127.0.0.1:8865/people/",
}


@pytest.fixture
def bring(tmp_path):
    """The generated pages and the table of a project into which a blog was imported."""

    def call(changed):
        mirror.import_blog(changed, mirrored.new(tmp_path), media=mirrored.UPLOADS, today=mirrored.TODAY)
        found = project.find(tmp_path)
        return dict(blog.pages(found)), dict(blog.redirects(found))

    return call


def _moved(address: str) -> str:
    for old, new in PLACES.items():
        address = address.replace(old, new)
    return address


def _permalinks(original, link):
    """The blog with other permalinks for its posts."""
    posts = (post._replace(link=f"http://127.0.0.1:8865{link(post)}") if post.kind == "post" else post
             for post in original.posts)  # fmt: skip
    return original._replace(posts=tuple(posts))


@pytest.mark.slow
@pytest.mark.parametrize("source", ["answers", "both"])
def test_bases_of_ones_own_are_read_from_the_answers(bring, source):
    """Categories, tags and authors that the owner had moved are listed there, and posts lead to them."""
    original = mirrored.blog("npm", source)
    terms = tuple(term._replace(link=_moved(term.link)) for term in original.terms)
    authors = {login: author._replace(link=_moved(author.link)) for login, author in original.authors.items()}
    pages, table = bring(original._replace(terms=terms, authors=authors))
    for path in ("topics/travel/asia/日本", "label/opinion", "people/marek", "genre/hard-sf"):
        assert f"{path}/index.md" in pages
    assert not [path for path in pages if path.startswith(("category/", "tag/", "author/"))]
    assert table["/topics/asia/"] == "/topics/travel/asia/"
    assert table["/people/marek/feed/"] == "/feed.xml"
    assert b"label/opinion/" in pages["2026/01/14/what-synthetic-data-actually-solves/index.md"]


def test_what_was_asked_for_by_number_has_a_line_in_the_table(bring):
    """The addresses that lists had before they had names lead to them, from links in posts too."""
    original = mirrored.blog("npm", "export")
    number = next(term.number for term in original.terms if term.slug == "artificial-intelligence")
    _, table = bring(original)
    assert table[f"/?cat={number}"] == "/category/technology/artificial-intelligence/"
    assert table["/?tag=opinion"] == "/tag/opinion/"
    assert table["/?author=2"] == "/author/marek/"
    where = places.Places(original, [post for post in original.posts if post.public], ())
    place = where.of(f"http://127.0.0.1:8865/?cat={number}", "index.md")
    assert place == ("category/technology/artificial-intelligence/index.md", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("link", "front", "dates"),
    [
        (lambda post: f"/{post.date[:10].replace('-', '/')}/{post.slug}/", "", ""),
        (lambda post: f"/{post.date[:7].replace('-', '/')}/{post.slug}/", "", ""),
        (lambda post: f"/{post.slug}/", "", ""),
        (lambda post: f"/archives/{post.number}", "archives/", "archives/date/"),
        (lambda post: f"/blog/{post.slug}/", "blog/", "blog/"),
        (lambda post: f"/in/print/{post.date[:4]}/{post.slug}.html", "in/print/", "in/print/"),
        (lambda post: f"/{post.author}/{post.slug}/", "", ""),
        (lambda post: f"/?p={post.number}", "", ""),
    ],
)
def test_an_export_tells_what_all_permalinks_begin_with(bring, link, front, dates):
    """Behind that stand the lists, as WordPress sets them, and the days apart where a number could be a year."""
    pages, _ = bring(_permalinks(mirrored.blog("npm", "export"), link))
    for path in ("category/travel/asia", "tag/opinion", "author/marek"):
        assert f"{front}{path}/index.md" in pages
    assert f"{dates}2026/01/14/index.md" in pages
    assert not [path for path in pages if front and path.startswith(("category/", "2026/"))]
