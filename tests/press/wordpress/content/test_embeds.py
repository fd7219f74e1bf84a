"""What was shown from elsewhere is a link with its title, and with a picture where the blog itself has one."""

from __future__ import annotations

import re

import pytest

import mirrored
from press.core import project
from press.html import players
from press.site import engine
from press.wordpress import proof
from press.wordpress.mirror import blog as mirror

EMBEDS = "2025/12/30/embeds/index.md"
WRAPPER = re.compile(r'<div class="wp-block-embed__wrapper">(.*?)</div>', re.DOTALL)
NO_ANSWER = "https://unknown.example/x"


@pytest.fixture
def page(tmp_path):
    """The page of embeds of an imported blog, and what is said to be lost of it."""

    def call(blog, **options):
        options = {"media": mirrored.UPLOADS, "today": mirrored.TODAY} | options
        report = mirror.import_blog(blog, mirrored.new(tmp_path), **options)
        return (tmp_path / "content" / EMBEDS).read_text("utf-8"), [loss for loss, at in report.losses if at == EMBEDS]

    return call


def _post(blog):
    return next(post for post in blog.posts if post.slug == "embeds")


def _with_memory(flavour):
    """The export as a blog writes it that has shown its embeds: what the server fetched is in fields of the post."""
    blog = mirrored.blog(flavour, "export")
    fetched = [html for html in WRAPPER.findall(_post(mirrored.blog(flavour, "answers")).content) if "<" in html]
    fields = tuple((f"_oembed_{number:032}", html) for number, html in enumerate(["{{unknown}}", *fetched]))
    posts = (post._replace(embeds=fields) if post.slug == "embeds" else post for post in blog.posts)
    return blog._replace(posts=tuple(posts))


@pytest.mark.parametrize("source", ["answers", "both", "export"])
def test_a_post_of_the_blog_is_shown_by_title_and_picture(page, source):
    """The link to a post of the blog has its featured picture, from the folder of media and from nobody else."""
    text, losses = page(mirrored.blog("npm", source))
    link = re.search(r'<a [^>]*href="\.\./[^"]*what-synthetic[^"]*">(.*?)</a>', text, re.DOTALL)
    assert re.match(r'<span class="embed-picture"><img src="[./]*/wp-content/uploads/2026/01/synthetic-data', link[1])
    assert link[1].endswith("</span>What Synthetic Data Actually Solves (And What It Doesn\u2019t)")
    assert not re.search(r'<img[^>]* src="(?:https?:)?//', text)
    assert not [loss for loss in losses if "picture" in loss]


def test_a_picture_that_is_not_to_be_had_is_said(page):
    """Without a media folder the title stands alone, and the ledger names the picture."""
    text, losses = page(mirrored.blog("npm", "both"), media=None)
    assert "<img" not in text
    assert any(re.match(r"picture synthetic-data[^ ]*: not in the media folder", loss) for loss in losses)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["npm", "debian"])
def test_an_export_that_remembers_its_embeds_shows_what_readers_saw(tmp_path, flavour):
    """From fields of an export alone, the page of embeds agrees wholly with what the server showed."""
    content = mirrored.new(tmp_path)
    report = mirror.import_blog(_with_memory(flavour), content, media=mirrored.UPLOADS, today=mirrored.TODAY)
    found = project.find(tmp_path)
    engine.build(found, "mkdocs", found.site)
    (one,) = (one for one in proof.score(found, mirrored.blog(flavour, "answers")) if one.source == EMBEDS)
    assert one.score.differences == ()
    said = [loss for loss, at in report.losses if at == EMBEDS and loss.startswith("embed of")]
    assert said == ["embed of unknown.example: a link stands in for what the server showed of it"]
    assert "Vimeo stand-in" in (content / EMBEDS).read_text("utf-8")


@pytest.mark.parametrize(
    "answer", ["<script>a()</script>", '<iframe src="javascript:a()"></iframe>', "{{unknown}}", "<a href='"]
)
def test_a_hostile_answer_is_not_taken_for_the_address(page, answer):
    """What a field holds is shown only where it names the address, sanitised as all else is, and ends where it ends."""
    blog = _with_memory("npm")
    fields = (("_oembed_" + "0" * 32, f'{answer}<a href="{NO_ANSWER}" onclick="a()">x</a>'),)
    posts = tuple(post._replace(embeds=fields) if post.slug == "embeds" else post for post in blog.posts)
    text, _ = page(blog._replace(posts=posts))
    assert not re.search(r"<script|<iframe|javascript:|onclick", text)
    assert "[Offline" in text or "watch?v=aaaaaaaaaaa" in text, "what comes after it is there"


def test_an_answer_that_asks_for_itself_is_shown_once(page):
    """What a field holds is not looked through for further addresses, of which there may be no end."""
    blog = _with_memory("npm")
    answer = f'<figure class="wp-block-embed"><div>{NO_ANSWER}</div></figure><a href="{NO_ANSWER}">Itself</a>'
    posts = tuple(
        post._replace(embeds=(("_oembed_" + "0" * 32, answer),)) if post.slug == "embeds" else post
        for post in blog.posts
    )
    text, _ = page(blog._replace(posts=posts))
    assert text.count("Itself") == 1


@pytest.mark.parametrize(
    ("url", "page_of_it"),
    [
        ("https://www.youtube.com/embed/abc?feature=oembed", "https://www.youtube.com/watch?v=abc"),
        ("https://youtu.be/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://player.vimeo.com/video/1?dnt=1", "https://vimeo.com/1"),
        ("https://www.youtube.com/embed/<x>", "https://www.youtube.com/embed/<x>"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_a_player_leads_to_its_page(url, page_of_it):
    """Nobody is sent to a bare player."""
    assert players.page(url) == page_of_it
