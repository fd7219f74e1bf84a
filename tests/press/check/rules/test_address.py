"""What is passed over for speed hides nothing that the rule on addresses asks about."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press.check.rules import address
from press.html import hosts

TEXT = [
    "10.0.0.1", "192.168.1.2", "172.16.0.9", "100.64.1.1", "169.254.3.3", "127.0.0.1", "1.10.0.0.1", "8.8.8.8", " ",
    ".", "\n", "\\n", "\\/", "/", "//", "@", "localhost", ":80", "[::1]", "[fe80::1]", "TurnKey", "host.local", "a.LAN",
    "a", "x.internal", ' d="', '"',
]  # fmt: skip


@given(st.lists(st.sampled_from(TEXT), max_size=12).map("".join), st.sampled_from(sorted(address.TEXTS)))
@example("8.8.8.8//localhost", ".css")
@example("8.8.8.8//localhost 10.0.0.1", ".css")
def test_a_text_that_may_hold_no_address_holds_none(tmp_path_factory, text, suffix):
    """What the quick look turns away, the thorough one would find nothing in."""
    path = tmp_path_factory.getbasetemp() / f"text{suffix}"
    found = list(address._found(path, text))
    quick, hosts.MAYBE_QUAD = hosts.MAYBE_QUAD, re.compile("")
    try:
        assert found == list(address._found(path, text))
    finally:
        hosts.MAYBE_QUAD = quick


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Powered by <a href='/'>TurnKey</a></p>", True),
        ("Powered\nby TurnKey Linux", True),
        ("<p>I run a TurnKey appliance, powered by TurnKey Linux.</p>", False),
    ],
)
def test_the_notice_of_the_appliance_is_found_and_its_name_is_anybodys_word(tmp_path, text, found):
    """Whoever writes of the appliance may."""
    assert bool(list(address._found(tmp_path / "a.html", text))) == found


def test_the_address_of_the_site_itself_is_told_once(tmp_path):
    """A site that stands at a private address says so in its settings, and not a thousand times on its pages."""
    page = tmp_path / "a.html"
    text = '<link href="http://10.0.0.5/a/"> from <a href="http://10.0.0.6/">'
    assert [found[0][1] for found in address._found(page, text, "10.0.0.5")] == ["10.0.0.6"]
    assert len(list(address._found(page, text))) == 2
