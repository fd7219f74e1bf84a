"""Whatever a post says, the page says the same, however much it looks like Markdown."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mirrored
from press.html import safe, tree
from press.wordpress.content import convert, prepare, rendering, surroundings
from press.wordpress.source import wxr

MARKUP = "*_`~#>+-=|:!?[](){}<>&;\\/.\"'^$%@0123456789"
SNIPPETS = ["1. ", "# ", "- ", "> ", "    ", "![a](b)", "[^1]: ", "*[A]: ", "{: .x }", "{#a}", "&amp;", "&copy", "<b>",
            "-->", "```", "~~~", "!!! note", "---", "===", "|---|---|", "| a | b", "[TOC]", "http://a_b_c/", "\\",
            "٣. "]  # fmt: skip
TEXT = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.text(MARKUP, max_size=4), st.text("ab ", max_size=4), st.just(" "),
              st.text(st.characters(exclude_categories=["Cs"]), max_size=3)), max_size=8,
).map("".join)  # fmt: skip
PHRASE = st.tuples(st.sampled_from(["", "em", "strong", "code", "a", "sub", "br"]), TEXT)
SITE = ["attr_list", "md_in_html", "footnotes", "admonition", "toc"]
ENGINE = [*SITE, "tables", "fenced_code"]  # what MkDocs always adds

TABLE = "<table><tr><td rowspan='2'>a | b</td><td><ul><li>c</li></ul></td></tr><tr><td>d</td></tr></table>"


FIXED = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the fixture is a function without a state
)


def _phrase(tag: str, text: str) -> str:
    if tag == "br":
        return "<br>" + html.escape(text)
    text = html.escape(text, quote=False)
    opening = '<a href="https://example.org/">' if tag == "a" else f"<{tag}>"
    return f"{opening}{text}</{tag}>" if tag else text


def _read(block: str, html_words, extensions=ENGINE) -> tuple[list[str], list[str], str]:
    """The words of a block before and after; `wp:html` makes it a post of the block editor."""
    import markdown

    root, text = _written(block)
    return html_words(tree.serialise(root)), html_words(markdown.Markdown(extensions=extensions).convert(text)), text


def _written(block: str):
    root = safe.read(block)
    footnotes = prepare.ordered(root, mirrored.nowhere(), surroundings.Notes([], []))
    return root, convert.Writer(None, footnotes, {}, {}).markdown(root)


@pytest.mark.slow
@FIXED
@given(text=TEXT, tag=st.sampled_from(["p", "h2", "li", "blockquote", "td"]))
@example(text="a\u2028# b\x85- c", tag="p")
@example(text="Title C#", tag="h2")
@example(text="[TOC]", tag="p")
@example(text="&#1. b", tag="p")
def test_plain_text_reads_the_same(text, tag, html_words):
    """Any text in any block is rendered as the same words, with the site's extensions and the engine's own."""
    clean = wxr.FORBIDDEN.sub("", text)
    wrap = {"li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>{}</td></tr></table>"}.get(tag, f"<{tag}>{{}}</{tag}>")
    for extensions in (SITE, ENGINE):
        _, after, markdown = _read(wrap.format(html.escape(clean, quote=False)), html_words, extensions)
        assert after == clean.split(), markdown


@pytest.mark.slow
@FIXED
@given(phrases=st.lists(PHRASE, min_size=1, max_size=5))
def test_phrases_read_the_same(phrases, html_words):
    """Any run of emphasis, code, links and line breaks is rendered as the same words."""
    block = "<p>" + "".join(_phrase(tag, wxr.FORBIDDEN.sub("", text)) for tag, text in phrases) + "</p>"
    _, after, markdown = _read(block, html_words)
    assert after == html_words(block), markdown


def test_hazards_read_as_written(fixtures, run, render, html_words):
    """All lines of the post of markup hazards read as they were written."""
    path = fixtures / "wordpress" / "npm" / "all.lan.xml"
    slug = "raw-html-and-markup-hazards"
    post = next(post for post in wxr.read(path).posts if post.slug == slug)
    hazards = re.findall(r"<!-- wp:paragraph -->\n(<p>.*?</p>)", post.content, re.DOTALL)
    assert len(hazards) == 25
    rendered = render(run(path, slug=slug).page.read_text(encoding="utf-8"))
    paragraphs = [html_words(text) for text in re.findall(r"<p>.*?</p>", rendered, re.DOTALL)]
    assert [hazard for hazard in hazards if html_words(hazard) not in paragraphs] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["npm/all.lan.xml", "debian/all.lan.xml"])
def test_no_post_of_the_blog_loses_a_word_silently(name, fixtures, run):
    """Every public post of the test blog renders to its own words."""
    path = fixtures / "wordpress" / name
    for post in wxr.read(path).posts:
        if post.public and post.kind == "post":
            losses = run(path, slug=post.slug).losses
            assert [loss for loss in losses if loss.startswith("words differ")] == []


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        ("<p>a <em>b</em> <strong>c</strong></p>", "a *b* **c**"),
        ("<p>a<em> b </em>c</p>", "a *b* c"),
        ("<p><em>a <strong>b</strong></em></p>", "<em>a <strong>b</strong></em>"),
        ("<p>x <code>a`b</code></p>", "x `` a`b ``"),
        ("<h3 id='place'>A #</h3>", "### A \\# {: #place }"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n    - b\n2. c"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
        ("<blockquote>a<cite>b</cite></blockquote>", "> a<cite>b</cite>"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n<!-- -->\n\n1. b"),
        ("<pre>a\n  *b* &lt;c&gt;</pre>", "    a\n      *b* <c>"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<p>a<br># b</p>", "a<br>\n\\# b"),
        ("<figure class='wp-block-pullquote'><blockquote><p>a</p></blockquote></figure>",
         '<figure class="pullquote" markdown>\n\n> a\n\n</figure>'),
        ("<p>AT&amp;T &amp;copy; a &lt; b!<a href='//e.org'>d</a></p>", "AT&amp;T &amp;copy; a &lt; b\\![d](//e.org)"),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
    ],
)  # fmt: skip
def test_blocks_are_written_as_people_write_them(block, markdown, html_words):
    """The Markdown is what an author would have typed, and means the same."""
    before, after, text = _read(block, html_words)
    assert text == markdown
    assert after == before


def test_tables_stay_html(html_words):
    """A table keeps its spans and its lists, which Markdown has no signs for."""
    before, after, text = _read(TABLE, html_words)
    assert 'rowspan="2"' in text
    assert "<ul><li>c</li>\n</ul>" in text
    assert after == before == ["a", "|", "b", "c", "d"]


@pytest.mark.parametrize(
    ("block", "loss"),
    [
        ("<!-- wp:latest-posts /-->", "block latest-posts: a list or a form that the server made"),
        ('<!-- wp:vendor/a {"b":1} /-->', "block vendor/a: a list or a form that the server made"),
        ("<p>[contact-form-7 id='1']</p>", "shortcode contact-form-7: kept as the text it is"),
        ("<p><img src='http://192.168.1.22/a/b.jpg?x=1'></p>", "picture b.jpg: not in the media folder"),
        ("<iframe src='https://example.org'></iframe>", "element iframe: a link stands in for it"),
        ("<p onclick='a()'>b</p>", "event handler: removed"),
        ("<p style='color:red'>b</p>", "inline styling: not kept"),
        ("<p><a href='javascript:a()'>b</a></p>", "link of the kind javascript: its text is kept"),
        ("<p>a<sup><a href='#note'>1</a></sup></p>", "link to the place #note of the post: its text is kept"),
        ("<!--nextpage-->", "page break: the pages are one page here"),
        ("<p>a <font>b</font></p>", "element font: nothing but text is kept of it"),
        ("<p>a <?php b ?></p>", "program text between <? and >: removed"),
        ("<P TITLE='a > b' ONCLICK=a()>b</P>", "event handler: removed"),
        ('<p><a title="it\'s > b" href=javascript:a()>b</a></p>', "link of the kind javascript: its text is kept"),
        ("<script>a('<font>')", "element script: removed with its content"),
    ],
)
def test_what_is_lost_is_said(block, loss, run, export):
    """Whatever cannot be carried over has its line in the messages and in the record."""
    outcome = run(export({"content": f"<!-- wp:html -->{block}<p>text</p>"}))
    assert loss in outcome.losses
    assert any(sentence.endswith(f": {loss} (a-post.md)") for sentence in outcome.sentences)
    assert loss.split(":")[0] in outcome.record.read_text(encoding="utf-8")


def test_plain_post_loses_nothing(run, export):
    """The list of losses is empty for a post that is carried over whole, whatever it says about tags."""
    sample = "<pre>&lt;font onclick=a()></pre><!-- <font style=a> --><p title='<font>'>a < font</p>"
    assert run(export({"content": f"<!-- wp:html --><p>Plain <em>text</em>.</p>{sample}"})).losses == ()


def test_classic_posts_keep_their_paragraphs(run, export, render):
    """A post of the classic editor has a paragraph for each blank line and a break for each line."""
    outcome = run(export({"content": "One.\nTwo.\n\nThree.\n\n<h2>Four</h2>\n\n<pre>a\n\nb</pre>"}))
    html = render(outcome.page.read_text(encoding="utf-8"))
    assert "<p>One.<br>\nTwo.</p>\n<p>Three.</p>" in html
    assert "<pre><code>a\n\nb\n</code></pre>" in html


def test_difference_is_noticed():
    """A conversion that changed a word would be reported with its place."""
    root, _ = _written("<p>one two three</p>")
    assert rendering.difference(root, "one two three") == []
    assert 'first at "one two three", which reads "one too three"' in rendering.difference(root, "one too three")[0]
