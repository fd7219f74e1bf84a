"""Kinds of text that blogs of others hold: each is a post of one blog, imported, built, checked and compared."""

from __future__ import annotations

import re

import pytest
import yaml
from lxml import html

import exported
import mirrored
from exported import Entry
from press import check, new, publish
from press.core import project
from press.site import engine
from press.wordpress import proof
from press.wordpress.source import given

pytestmark = pytest.mark.slow
KINDS = yaml.safe_load((mirrored.BLOG / "kinds.yml").read_text("utf-8"))
POSTS, COMMENTS = KINDS["posts"], KINDS["comments"]
PATHS = (
    "/a.php", "/index.php/2020/x/", "/404.html/", "/feed.xml/", "/sitemap.xml", "/index.md/", "/search/",
    "/.wordpress/", "/assets/", "/con/", "/a b/", "/x;y=1/", "/%E0%A4%A/", "/it's/", "/100%/", "/{{x}}/", "/_x/", "/A/",
    "//a//b/", "/a/../c/", f"/{'l' * 300}/", "/w%e2%80%aeorld/", "/?p=7", "",
)  # fmt: skip
ODD = [Entry("Text.", f"odd-{n}", f"Odd {n}", link=exported.HOST + path) for n, path in enumerate(PATHS)]


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The project of a blog that has every kind, and its export."""
    place = tmp_path_factory.mktemp("kinds")
    text = exported.export(
        *exported.kinds(POSTS, COMMENTS), *ODD, title='A \U0001f680 "blog" so so', tagline='"So" it goes'
    )
    (place / "export.xml").write_text(text, "utf-8")
    said, whole = new.blog(place / "blog", [str(place / "export.xml")], None, lambda _: None)
    assert whole, said
    found = project.find(place / "blog")
    engine.build(found, "mkdocs", found.site)
    return found, place / "export.xml"


def _text(element) -> str:
    for each in element.iter("p", "li", "div", "pre", "h1", "h2", "h3", "br", "td", "th"):
        each.tail = f" {each.tail or ''}"
    return " ".join("".join(element.itertext()).split())


def _found(built, slug: str, within: str) -> str:
    page = html.document_fromstring((built.site / slug / "index.html").read_text("utf-8"))
    for each in page.find_class("headerlink"):
        each.drop_tree()
    return " ".join(_text(each) for each in page.find_class(within))


@pytest.mark.parametrize("slug", POSTS)
def test_a_page_says_what_its_post_said(blog, slug):
    """The words of the post stand on the page, in their order, and nothing else of it is shown."""
    assert _squeezed(POSTS[slug][1]) in _squeezed(_found(blog[0], slug, "md-content__inner"))


@pytest.mark.parametrize("slug", COMMENTS)
def test_a_comment_says_what_its_reader_said(blog, slug):
    """The words of the comment stand below its post."""
    assert _squeezed(COMMENTS[slug][1]) in _squeezed(_found(blog[0], slug, "post-comments"))


def test_every_page_is_proven_from_the_export(blog):
    """Export and built site are compared page by page: all is there, and nothing else."""
    found, export = blog
    proofs = list(proof.score(found, given.read([str(export)], None)))
    assert len(proofs) == len(POSTS) + len(COMMENTS) + len(ODD)
    assert {one.source: one.score.differences for one in proofs if one.score.whole < 1 or one.added} == {}


def test_the_site_is_clean(blog):
    """A blogger's check finds nothing to mend."""
    assert check.run(blog[0]).findings == []


def test_the_example_of_a_host_in_its_settings_is_one(blog, tmp_path):
    """Without its signs of a comment it says where to publish."""
    settings = (blog[0].root / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(re.sub(r"(?m)^# (?=[\[a-z])", "", settings), "utf-8")
    assert publish.host(project.find(tmp_path), None, None).where == "user@host:/srv/www/blog"


def test_a_word_that_is_lost_is_named(blog):
    """Without a word of a built page, a comment or a whole page, the comparison with the export says which."""
    found, export = blog
    page = found.site / "more-within-a-line" / "index.html"
    before = page.read_text("utf-8")
    page.write_text(before.replace("Three four.", "Three"), "utf-8")
    try:
        proofs = {one.source: one for one in proof.score(found, given.read([str(export)], None))}
    finally:
        page.write_text(before, "utf-8")
    worst = proofs["more-within-a-line/index.md"]
    assert worst.score.shares["words"] < 1
    assert worst.lost == 1
    assert any("four" in said for said in worst.score.differences)
    export.with_name("more.xml").write_text(exported.export(*[Entry("x", "y")] * 40), "utf-8")
    assert any(
        one.score.whole == 0 for one in proof.score(found, given.read([str(export.with_name("more.xml"))], None))
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+([.,])", r"\1", " ".join(text.split()))
