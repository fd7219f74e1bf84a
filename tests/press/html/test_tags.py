"""Tags are what a parser takes for tags, at any depth, and in a time that grows with the text."""

from __future__ import annotations

import time

import pytest

from press.html import safe, tags
from press.wordpress.content import losses


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<P ID=a title='x > \"y\"'>b", [("p", {"id": "a", "title": 'x > "y"'})]),
        ("a < b <!-- <i> --> &lt;u&gt; <q title='<i>'>", [("q", {"title": "<i>"})]),
        ("<a href='&#106;avascript:b()'>c", [("a", {"href": "javascript:b()"})]),
        ("a<?php echo '<b>' ?>", [(tags.PROGRAM, {})]),
        ("<svg><path/></svg><b>", [("svg", {}), ("b", {})]),
        ("<script>'<b>'", [("script", {})]),
        ("<math><mi><math></math></math><b>", [("math", {}), ("b", {})]),
        ("", []),
    ],
)
def test_tags_are_those_of_a_parser(html, found):
    """Quotes, capitals, references, comments, programs and what is closed are read as a browser reads them."""
    read = tags.read(html, safe.WITH_CONTENT)
    assert [tag for tag in read if tag[0] not in losses.UNTYPED] == found


@pytest.mark.slow
def test_no_depth_is_too_deep():
    """The last tag is found below a hundred thousand others."""
    assert tags.read("<div>" * 100_000 + "<i>")[-1] == ("i", {})


@pytest.mark.slow
@pytest.mark.parametrize("html", ["<p<", "<iframe src=x>", '<iframe "', "<svg>", "<!--", "<noscript a><i>", "<a b='"])
def test_time_grows_with_the_text(html):
    """Half a million hostile characters are cleaned and their losses counted in five seconds."""
    hostile = html * (500_000 // len(html))
    start = time.process_time()
    safe.read(hostile)
    list(losses.of(hostile))
    assert time.process_time() - start < 5
