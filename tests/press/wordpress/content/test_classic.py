"""Posts of the classic editor: paragraphs and WordPress's own shortcodes become what the server made of them."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

import mirrored
from press.wordpress.content import autop, expansions, shortcodes
from press.wordpress.proof import alike
from press.wordpress.source import wxr


@pytest.fixture(scope="module")
def blog():
    return wxr.read(mirrored.BLOG / "npm" / "all.loopback.xml")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n"),
        ("a\n\n<h2>b</h2>\n\nc", "<p>a</p>\n<h2>b</h2><p>c</p>\n"),
        (
            "<ul>\n<li>one</li>\n<li>two\n<ul>\n<li>a</li>\n</ul>\n</li>\n</ul>",
            "<ul><li>one</li><li>two<ul><li>a</li></ul></li></ul>",
        ),
        ("<blockquote>a\nb</blockquote>", "<blockquote><p>a<br>\nb</p>\n</blockquote>"),
        ("<div>a\n\nb</div>", "<div>a<p>b</p>\n</div>"),
        ("<pre>a\n\nb</pre>", "\n<pre>a\n\nb</pre>\n"),
        ("a<br />\nb", "<p>a<br />\nb</p>\n"),
        ("a\n<!--more-->\nb", "<p>a</p>\n<!--more--><p>b</p>\n"),
        ("  \n\n \n", ""),
    ],
)
def test_paragraphs_follow_blank_lines(typed, shown):
    """A blank line ends a paragraph, a line end breaks a line, blocks and preformatted text stay as they are."""
    assert autop.paragraphs(typed) == shown


@pytest.mark.parametrize("flavour", ["npm", "debian"])
def test_classic_post_has_the_words_and_breaks_of_the_server(flavour, blog):
    """The paragraphs of the real classic post are those that the real server made of it, up to the first shortcode."""
    answers = json.loads((mirrored.BLOG / flavour / "rest" / "posts.json").read_text(encoding="utf-8"))
    shown = next(post["content"]["rendered"] for post in answers if post["slug"] == "classic-editor")
    typed = next(post.content for post in blog.posts if post.slug == "classic-editor")
    mine, theirs = autop.paragraphs(typed.split("[caption")[0]), shown.split("<p><figure")[0]
    assert _letters(mine) == _letters(theirs)


def _letters(html: str) -> str:
    """Text and tags without typography, blanks, and the ways to write a line break."""
    return re.sub(r"\s+", "", alike.normal(unescape(html).replace("<br />", "<br>")))


def test_captions_galleries_and_players_are_written_out(blog):
    """Each of WordPress's own shortcodes becomes a figure, a list or a link; a gallery without files, nothing."""
    library = expansions.Library(blog.media)
    expand = lambda text, post=99: shortcodes.expand(text, library, post, [])  # noqa: E731
    caption = expand('[caption align="alignleft" width="9"]<img src="a.png"> The <em>river</em>[/caption]')
    assert (
        caption
        == '<figure class="wp-caption alignleft"><img src="a.png"> <figcaption>The <em>river</em></figcaption></figure>'
    )
    assert expand('[gallery ids="5,6" link="file" columns="2"]').count("<figure>") == 2
    assert "<em>at dusk</em>" in expand('[gallery ids="5"]')
    assert expand("[gallery]") == ""
    assert expand("[gallery]", 16).count("<img") == 3
    assert expand('[audio src="a.wav"]') == '<figure><audio controls src="a.wav"></audio></figure>'
    assert expand('[video mp4="a.mp4"][/video]') == '<figure><video controls src="a.mp4"></video></figure>'
    assert ">Tone<" in expand('[playlist ids="12"]')


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[[gallery]]", "[gallery]"),
        ("[contact-form id=1]", "[contact-form id=1]"),
        ("a[0]", "a[0]"),
        ("[[wiki]]", "[[wiki]]"),
        ("[galleryx]", "[galleryx]"),
        ("[caption]no picture[/caption]", "no picture"),
    ],
)
def test_other_brackets_stay_text(typed, shown):
    """An escaped shortcode is shown, and one of a plugin, or what is none, stays as it is."""
    assert shortcodes.expand(typed, expansions.Library([]), 0, []) == shown
