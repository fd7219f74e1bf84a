"""What the sanitiser wrote is read as a parser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.html import safe, tree

PIECE = st.one_of(
    st.sampled_from(sorted(safe.CARRIED)).map("<{} title='>' id=a>".format),
    st.sampled_from(sorted(safe.CARRIED)).map("</{}>".format),
    st.sampled_from(["a", " ", "&lt;b&gt;", "'", '"', "<", ">", "&amp;amp;", "<!--", "-->", "\n"]),
)


class _Flat(HTMLParser):
    """Starts of elements and pieces of text in order, read apart from the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data):
        self.found.append(data)


def _flat(node: tree.Node) -> list[object]:
    if isinstance(node, str):
        return [node]
    return [(node.tag, node.attributes), *(each for child in node.children for each in _flat(child))]


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECE, max_size=12).map("".join))
@example("<p title='>'>a</p>")
def test_sanitised_html_is_read_as_a_parser_reads_it(html):
    """Every element has its attributes and every text its place, whatever the sanitiser was given."""
    clean = safe.CLEANER.clean(html)
    reader = _Flat()
    reader.feed(clean)
    reader.close()
    assert _flat(tree.parse(clean))[1:] == reader.found


def test_a_value_may_hold_what_ends_a_tag():
    """Older sanitisers write a `>` in a value as it is."""
    (link,) = tree.parse('<a title="a > b" href="/">c</a>').children
    assert (link.attributes, link.children) == ({"title": "a > b", "href": "/"}, ["c"])


def test_what_is_nested_too_deep_is_kept_less_deep():
    """Ten thousand elements in one another are no more than the greatest depth, and their text is there."""
    root = tree.parse("<b>" * 10_000 + "a" + "</b>" * 10_000 + "<i>c</i>")
    assert len(list(root.walk())) == tree.MAXIMUM_DEPTH + 2
    assert root.text() == "ac"


def test_texts_that_nothing_parts_are_one():
    """Where an element is taken out, the texts around it are one again, and an empty one is none."""
    line = tree.Element("hr")
    assert list(tree.joined(["a", "", "b", line, "", line, "c"])) == ["ab", line, line, "c"]
