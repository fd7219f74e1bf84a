"""What nests deeper than anybody nests is flattened before it is read; all else is left as it is."""

from __future__ import annotations

import pytest

from press.html import depth, safe


@pytest.mark.parametrize(
    "html", ["<p>a" * 1000, "<ul>" + "<li>a" * 1000, "<b>a</b>" * 1000, "<br>" * 1000 + "<div>x</div>"]
)
def test_what_does_not_nest_stays(html):
    """Any number of elements may follow each other, closed or not."""
    assert depth.bounded(html) == html


def test_the_words_of_what_is_too_deep_stay():
    """Each word is there and apart, and what follows stands where it stood."""
    html = "".join(f"<div>{number}" for number in range(1000)) + "</div>" * 1000 + "<h2>after</h2>"
    flat = depth.bounded(html)
    assert flat.count("<div>") == flat.count("</div>") == depth.MAXIMUM
    assert " ".join(flat.replace("<div>", " ").replace("</div>", " ").split()).startswith(
        " ".join(map(str, range(1000)))
    )
    assert safe.read(html).find("h2").text() == "after"
