"""What is passed over for speed hides nothing that a rule asks about."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from press.check.rules import address
from press.html import hosts, page

OPEN = [
    "<p>", '<td class="a">', '<span id="b">', '<svg viewBox="0 0 1 1">', '<p style="a">', '<li onclick="x">',
    "<th scope=row>", '<figure class="evidence">', "<div>", '<h2 id="c" lang="en">',
    '<code class="a" data-md-component="source" href="//b">',
]  # fmt: skip
LEAVES = [
    "words", "\n", '<path d="M1 2"/>', '<path d="M1" style="x"/>', "<!-- a.b -->", '<img src="x.png">', "<br>",
    "<title>words</title>", "<style>a{}</style>", '<data value="1">1<b></b></data>',
]  # fmt: skip
MARKUP = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda start, parts: f"{start}{''.join(parts)}</{re.findall('[a-z0-9]+', start)[0]}>",
        st.sampled_from(OPEN),
        st.lists(inner, max_size=4),
    ),
)
TEXT = [
    "10.0.0.1", "192.168.1.2", "172.16.0.9", "100.64.1.1", "169.254.3.3", "127.0.0.1", "1.10.0.0.1", "8.8.8.8", " ",
    ".", "\n", "\\n", "\\/", "/", "//", "@", "localhost", ":80", "[::1]", "[fe80::1]", "TurnKey", "host.local", "a.LAN",
    "a", "x.internal", ' d="', '"',
]  # fmt: skip


def seen(text):
    """What rules may ask of a page's elements, but for those that are silent and hold nothing but what is inert."""
    return [
        (each.tag, each.attributes, each.line, each.column, each.text, each.within("figure", "evidence"))
        for each in page.parse.__wrapped__(text).elements
        if not re.fullmatch(page.SILENT, each.tag)
        or not all(re.fullmatch(page.INERT, name) for name in each.attributes)
    ]


@given(MARKUP)
def test_elements_are_the_same_with_and_without_what_is_passed_over(text):
    """Whatever is not silent stands where it stood, says what it said and lies in the same figure."""
    quick, passed_over = seen(text), page.PASSED_OVER
    page.PASSED_OVER = re.compile("(?!)")
    try:
        assert quick == seen(text)
    finally:
        page.PASSED_OVER = passed_over


@given(st.lists(st.sampled_from(TEXT), max_size=12).map("".join), st.sampled_from(sorted(address.TEXTS)))
def test_a_text_that_may_hold_no_address_holds_none(tmp_path_factory, text, suffix):
    """What the quick look turns away, the thorough one would find nothing in."""
    path = tmp_path_factory.getbasetemp() / f"text{suffix}"
    found = list(address._found(path, text))
    quick, hosts.MAYBE_QUAD = hosts.MAYBE_QUAD, re.compile("")
    try:
        assert found == list(address._found(path, text))
    finally:
        hosts.MAYBE_QUAD = quick
