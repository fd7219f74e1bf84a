"""Links and images are those that Markdown makes, and each is told of where it was written."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from press.article import reading
from press.article.dialect import STANDARD

PLACED = {
    "![words](apple.png)": "!",
    "text ![](apple.png 'a title') text": "!",
    "![][one] text\n\n[one]: apple.png": "!",
    "- ![](pear.png)![](apple.png)": "![](apple",
    "[![](apple.png)](page.md)": "!",
    "Words.[^note]\n\n[^note]: ![words](apple.png)": "!",
    "`![](apple.png)` <!-- ![](apple.png) --> ![wo *r* ds](apple.png)": "![w",
    '<p title="words"><IMG SRC=\'apple.png\' alt="words"></p>': "<IMG",
    "| a | ![](apple.png) |\n| - | - |\n| b | c |": "!",
    "> # ![wo & rds](./apple.png){ width=43 }": "!",
    "\\![not](pear.png) ![](<apple.png>)": "![](<",
}
PARTS = [
    "words", "![](a1.png)", "![said](b2.png)", "[said](c3.md)", "![][four]", "[said][four]", "`![](d.png)`", "\\!", "!",
    "<img src='e5.png'>", "<!-- ![](f.png) -->", "**![bold](g6.png)**", "\n\n", "\n", "    ", "> ", "- ", "[^7]", "![",
    "[![said](h8.png)](i9.md)", "![no][five]", "# ", "](",
]  # fmt: skip


def images(text):
    return [each for each in reading.read(text, STANDARD).leading if each.tag == "img"]


@pytest.mark.parametrize("text", PLACED)
def test_an_image_stands_where_its_sign_is(text):
    """Whatever it says, and whatever stands around it."""
    found = next(each for each in images(text) if each.address.endswith("apple.png"))
    assert found.offset == text.index(PLACED[text])


@pytest.mark.parametrize(
    ("text", "alone", "raw"),
    [
        ("![a](b.png)", True, False), ("![a](b.png){ .c }", True, False), ("![a](b.png) c", False, False),
        ("- ![a](b.png)", False, False), ("<img src=b.png alt=a>", True, True), ("c\n\n![a](b.png)\n\nd", True, False),
        ("[![a](b.png)](c.md)", False, False), ("**![a](b.png)**", False, False),
    ],
)  # fmt: skip
def test_whether_an_image_has_a_paragraph_to_itself_and_how_it_is_written(text, alone, raw):
    """As the page has it: in a list, a link or a text it has none."""
    assert [(each.alone, each.raw) for each in images(text)] == [(alone, raw)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
def test_they_are_those_of_the_page(text):
    """Another parser finds the same in what Markdown makes of it, in the same order, and every place is in the text."""
    text += "\n\n[four]: j4.md\n\n[^7]: said"
    page = BeautifulSoup(STANDARD.convert(text), "html5lib")
    there = [each.get("src") or each.get("href") for each in page.find_all(["a", "img"])]
    found = reading.read(text, STANDARD).leading
    assert [each.address for each in found] == there
    assert all(0 <= each.offset <= len(text) and 0 <= each.at <= len(text) for each in found)
    assert all(text.startswith(each.address, each.at) for each in found if re.match(r"\w", each.address))
