"""A built page is read as browsers read it wherever a rule looks, each thing at its line, and in a fair time."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from press.core.errors import PressError
from press.html import source
from press.html.page import Page, allowance, classes, target, words
from timing import exponent

OPEN = [
    "<p>", '<td class="a">', '<span id="b">', '<svg viewBox="0 0 1 1">', '<p\n style="a">', '<li onclick="x">',
    "<th scope=row>", '<figure class="evidence">', "<div>", '<h2 id="c"\n\nlang="en">', "<DIV\nCLASS=d>",
    '<code class="a" data-md-component="source" href="//b">',
]  # fmt: skip
LEAVES = [
    "words", "\n", '<path d="M1 2"/>', '<path\nd="M1" style="x"/>', "<!-- a.b -->", '<img\nsrc="x.png">', "<br>",
    "<title>words</title>", "<style>a{}</style>", '<data value="1">1<b></b></data>', "a < b", "&amp; &lt;",
    "1 &nope; 2", "<x-y z>", '<a href="?a=1&b=2">', "é 😀",
]  # fmt: skip
MARKUP = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda start, parts: f"{start}{''.join(parts)}</{re.findall('[a-z0-9]+', start.lower())[0]}>",
        st.sampled_from(OPEN),
        st.lists(inner, max_size=4),
    ),
)
LINES = 65_535  # as many as the parser counts
SQUARE = 1.7  # a time that grows with the square has the power 2; a busy machine blurs both


def read(text):
    return Page(text, "site/index.html")


def only(text, tag):
    (element,) = read(text).elements(tag)
    return element


@pytest.mark.slow
@given(st.lists(MARKUP, max_size=4).map("".join))
def test_elements_stand_in_order_with_their_attributes_and_lines(text):
    """Another parser, which knows the place of every tag, finds the same elements, wherever the tree puts them."""
    page = read(f"<!doctype html>\n<html><body>{text}</body></html>")
    other = BeautifulSoup(page.text, "html.parser", multi_valued_attributes=None)
    wanted = [(each.name, each.attrs, each.sourceline) for each in other.find_all(name=True)]
    assert [(each.tag, dict(each.attrib), page.line(each)) for each in page.elements()] == wanted
    assert [comment.text for comment in page.comments] == [" a.b "] * text.count("<!--")


@pytest.mark.slow
@given(st.lists(MARKUP, max_size=4).map("".join))
def test_what_is_found_without_a_walk_is_what_a_walk_finds(text):
    """Tags that are read a line at a time, classes and handlers that are sought in C: all of them, in their order."""
    page = read(f"<!doctype html>\n<html><body>{text}<script>1\n<b>2</script>{text}</body></html>")
    assert source.by_line(text) == source.tags(text)
    assert source.by_line(page.text) == source.tags(page.text)
    assert page.classed("evi", "d") == [each for each in page.having["class"] if {"evi", "d"} & _letters(each)]
    assert page.scripted() == [each for each in page.elements() if {"style", "onclick"} & set(each.keys())]


def _letters(element):
    """Which of two pieces of a name stand in a class."""
    return {part for part in ("evi", "d") if part in element.get("class", "")}


@pytest.mark.slow
def test_lines_are_known_beyond_those_that_the_parser_counts():
    """On a page of more lines than the parser counts, a tag is still found where it starts."""
    page = read(
        "<!doctype html>\n<html><body>" + "<p>x\n" * LINES + '<img\n id="y">\n<!--\n c -->\n<i>z</i></body></html>'
    )
    image, phrase, (comment,) = *page.elements("img", "i"), page.comments
    assert [page.line(each) for each in (image, comment, phrase)] == [LINES + 2, LINES + 4, LINES + 6]
    assert (page.line(next(page.elements("p"))), words(phrase), image.get("id")) == (2, "z", "y")


@pytest.mark.parametrize("text", ["", "  \n", "<!-- nothing -->"])
def test_a_page_of_nothing_has_nothing(text):
    """An empty file is a page without elements, and no error."""
    page = read(text)
    assert [list(page.elements()), page.comments, page.anchors, page.addresses, page.scripts] == [[], [], set(), [], []]
    assert not page.leads_on


def test_what_is_nested_too_deep_to_be_read_is_an_error_with_its_line():
    """The parser stops at a depth; what stands behind it is not passed over in silence."""
    with pytest.raises(PressError, match=r"^site/index.html:\d{4}: cannot be read further: .*depth"):
        read("<!doctype html>\n<html><body>" + "<div>\n" * 3000 + "<img src=x onerror=y>")
    assert len(list(read("<div>" * 2000).elements("div"))) == 2000


def test_signs_in_texts_begin_no_tag():
    """A sign that no letter follows is text; so is an entity that there is none of; a missing semicolon is forgiven."""
    assert words(only("<p>a < b <3 <- &unknown; &amp &lt;b&gt; &#8364;</p>", "p")) == "a < b <3 <- &unknown; & <b> €"


def test_what_is_no_html_inside_is_not_read_as_html():
    """Tags in scripts, styles and titles are text."""
    page = read("<title><b></title><script>'<p>' < '</p'</script><style>a > b {}</style><textarea><img></textarea>")
    assert not list(page.elements("b", "p", "img"))
    assert [each.text for each in page.elements("script", "style")] == ["'<p>' < '</p'", "a > b {}"]


def test_own_elements_templates_and_drawings_hold_what_they_hold():
    """An element that the parser does not know, a template and a drawing are elements like others."""
    page = read(
        '<x-y a=1><template><img id=t></template><svg viewBox="0"><clipPath id=c><path d="M1"/></clipPath></svg></x-y>'
    )
    assert [each.tag for each in only("<x-y><p><x-y2></x-y2></p></x-y>", "x-y").iter()] == ["x-y", "p", "x-y2"]
    assert page.anchors == {"t", "c"}
    assert [each.tag for each in next(page.elements("svg")).iter()] == ["svg", "clippath", "path"]


def test_what_a_browser_would_move_or_drop_is_read_where_it_stands():
    """A form in a form, words in a table and a second name are what they are in the bytes, in order."""
    page = read("<form><form><input name=i></form></form><table><b>x</b><tr><td id=a><p id=a></table><a name=q>y</a>")
    assert [each.tag for each in page.elements("form", "input", "b", "td", "a")] == [
        "form",
        "form",
        "input",
        "b",
        "td",
        "a",
    ]
    assert page.anchors == {"a", "q"}


def test_of_two_attributes_of_one_name_the_first_counts():
    """As in a browser; a name is written in small letters, an attribute without a value has an empty one."""
    assert dict(only("<img SRC=a src=b hidden>", "img").attrib) == {"src": "a", "hidden": ""}


def test_no_byte_ends_a_page_early():
    """A zero byte stands for a missing letter, a mark of byte order for nothing; another encoding is not believed."""
    page = read("\ufeff<!doctype html><meta charset=latin-1><p>é\0ü</p><p class='a\0b'>x</p>")
    assert [words(each) for each in page.elements("p")] == ["é\ufffdü", "x"]


def test_scripts_that_run_are_told_from_data():
    """Data, templates and files are no scripts of the page; a script's hash is that of the text as a browser has it."""
    page = read(
        "<script>a\r\nb</script><script src=x></script><script type=' APPLICATION/LD+JSON '>{}</script>"
        "<script type=module>c</script><script type=text/template><p></script><script></script>"
    )
    assert [each.text for each in page.scripts] == ["a\nb", "c", None]
    assert allowance(page.scripts[1]) == "'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y='"


def test_everything_that_a_browser_asks_for_is_an_address():
    """Of each kind of element and each candidate of a set; a link that a reader may follow is none."""
    page = read(
        "<a href=0></a><img src=1 srcset='2 1x, 3 2x,'><video poster=4><source src=5></video><use xlink:href=6></use>"
        "<object data=7></object><form action=8></form><script src=9></script><img src=''>"
    )
    assert [address for _, address in page.addresses] == list("123456789")


def test_classes_and_words_are_plain():
    """White space between classes and words is nothing, and a comment says nothing."""
    element = only("<p class='a\n b  a'> x<b>y</b>\n z<!-- no --> </p>", "p")
    assert (classes(element), words(element)) == ({"a", "b"}, "xy z")


def test_texts_stand_in_the_elements_that_hold_them():
    """A text behind an element belongs to the one around both."""
    page = read("<p>a<b>c<!-- n --></b>d<br>e</p>")
    assert [(each.tag, text) for each, text in page.texts()] == [("p", "a"), ("b", "c"), ("p", "d"), ("p", "e")]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("../b/#c", ("b/index.html", "c")), ("", ("a/index.html", "")), ("/x.svg", ("x.svg", "")),
        ("https://h.example/base/d%20e/", ("d e/index.html", "")), ("https://other.example/", None),
        ("mailto:a@b", None), ("../..", ("..", "")),
    ],
)  # fmt: skip
def test_an_address_leads_to_a_file_of_the_site_or_elsewhere(address, found):
    """Relative, from the root, or whole; a folder is its index."""
    assert target("https://h.example/base/", "a/index.html", address) == found


SLOW = {
    "boxes": lambda n: "<div>" * 1500 + "<p><b>x</b></p>\n" * n,
    "ends": lambda n: "<b>" * 1500 + "</i>" * n,
    "comments": "<!--".__mul__,
    "signs": "<".__mul__,
    "entities": "&".__mul__,
    "quotes": "<a b='".__mul__,
    "scripts": "<script>".__mul__,
    "drawings": "<svg><title>".__mul__,
    "one line": lambda n: "<img id=a>" * n,
    "broken tags": lambda n: "<img\nid=a>" * n,
    "large": lambda n: "<IMG\nID=a>\n" * n,
}


def everything(text):
    page = read(text)
    return [page.anchors, page.addresses, page.scripts, page.comments, list(page.texts())]


@pytest.mark.slow
@pytest.mark.parametrize("kind", SLOW)
def test_reading_takes_as_long_as_a_page_is_large(kind):
    """Of what is made to be slow, eight times as much takes eight times as long, not 64 times."""
    texts = {size: SLOW[kind](size) for size in (5_000, 40_000)}
    assert exponent(lambda size: everything(texts[size]), list(texts), rounds=3) < SQUARE
