"""HTML that is not well-formed is read as browsers read it, so that nothing shown is taken for markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from press.html import markup
from timing import exponent

PARTS = ["<p>", "</p>", "<code>", "</code>", "<b class=x>", "</b>", "<br>", "<img alt='1 & 2'>", "7", " and ", "&lt;"]


def shape(element):
    """An element as text: tags, attributes, texts."""
    inner = "".join(f"'{each}'" if isinstance(each, str) else shape(each) for each in element.children)
    said = "".join(f" {name}={value}" for name, value in element.attributes.items())
    return f"({element.tag}{said} {inner})"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("a<br>b", "(body 'a'(br )'b')"),
        ("<ul><li>1<li>2</ul>3", "(body (ul (li '1')(li '2'))'3')"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "(body (table (tr (td '1')(td '2'))(tr (td '3'))))"),
        ("<ul><li><ul><li>1</ul>2</ul>", "(body (ul (li (ul (li '1'))'2')))"),
        ("<b><code>1</b>2", "(body (b (code '1'))'2')"),
        ("1</b>2", "(body '12')"),
        ("1<!-- 2 -->3", "(body '1'(! ' 2 ')'3')"),
        ("1<!-- 2 > 3", "(body '1'(! ' 2 > 3'))"),
        ("1<!-- 2 <!-- 3", "(body '1'(! ' 2 <!-- 3'))"),
        ("1<!-- 2 -->3<!-- 4 <!-- 5", "(body '1'(! ' 2 ')'3'(! ' 4 <!-- 5'))"),
        ("<script><!-- 1</script>2", "(body (script '<!-- 1')'2')"),
        ("<script><!-- 1</script>2<!-- 3", "(body (script '<!-- 1')'2'(! ' 3'))"),
        ("<p>1<pre>2</p>3", "(body (p '1')(pre '23'))"),
        ("<p>1<b>2<ul><li><p>3<li>4", "(body (p '1'(b '2'))(ul (li (p '3'))(li '4')))"),
        ("<script>if (1 < 2) '</b>'</script>3", "(body (script 'if (1 < 2) '</b>'')'3')"),
        ('<img alt="1 &amp; 2" hidden/>3', "(body (img alt=1 & 2 hidden= )'3')"),
        ("&#55;&nbsp;&", "(body '7\xa0&')"),
    ],
)
def test_what_is_not_well_formed_is_read_as_browsers_do(html, read):
    """Void elements, implied ends, ends that lack or are too many, comments without an end, code, references."""
    assert shape(markup.read(html)) == read


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_another_parser_reads_the_same_texts(parts):
    """Whatever tags are strewn in, no text is lost and none is made."""
    html = "".join(parts)
    other = etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser())
    assert "".join(markup.read(html).texts()) == "".join(other.itertext())


def test_a_page_that_never_closes_anything_is_read():
    """Ten thousand elements inside each other, which a reader that calls itself would not survive."""
    assert "".join(markup.read("<b>" * 10_000 + "7").texts()) == "7"


@pytest.mark.parametrize("piece", ["<div>", "<p><b>", "<b></i>", "<li>", "<td>"])
def test_what_nothing_closes_is_read_in_proportion(piece):
    """No end is sought in a pile of elements in which it does not begin: a time with the square has the power 2."""
    assert exponent(lambda count: markup.read(piece * count), (1_500, 12_000), rounds=2) < 1.5
