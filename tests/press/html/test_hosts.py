"""One module says which addresses are private, and whoever asks gets its answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mirrored
from press.check.rules import address
from press.html import comment, hosts
from press.wordpress.content.surroundings import Notes
from press.wordpress.mirror import comments
from press.wordpress.mirror.page import Page
from press.wordpress.mirror.places import Places
from press.wordpress.mirror.uploads import Uploads

LABELS = ["10", "127", "192", "168", "1", "a", "x-y", "localhost", "lan", "local", "test", "www", "languagetool",
          "0x7f", "home", "arpa", "internal", "corp", "fa\u00df", "\uff10", "255", "com", "example", "007"]  # fmt: skip
NAMES = st.lists(st.sampled_from(LABELS), min_size=1, max_size=5).map(".".join)
NUMBERS = st.one_of(
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map("[{}]".format),
    st.integers(0, 2**32 - 1).flatmap(lambda number: st.sampled_from([str(number), hex(number), f"0{number:o}"])),
)
HOSTS = st.one_of(NAMES, NUMBERS)


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("10.1.2.3", True), ("172.16.0.1", True), ("192.168.1.22", True), ("127.0.0.1", True), ("169.254.1.1", True),
        ("0.0.0.0", True), ("198.18.0.5", True), ("100.64.0.1", True), ("::1", True), ("fe80::1", True),  # noqa: S104
        ("fe80::1%eth0", True), ("fd00::1", True), ("::ffff:10.0.0.1", True), ("localhost", True),
        ("foo.localhost", True), ("printer.local", True), ("printer.local.", True), ("nas.lan", True),
        ("wiki.intranet", True), ("web.localdomain", True), ("mail.corp", True), ("tv.home", True), ("x.test", True),
        ("a.home.arpa", True), ("vault.internal", True), ("name.alt", True), ("8.8.8.8", False), ("172.32.0.1", False),
        ("2606:4700::1111", False), ("::ffff:8.8.8.8", False), ("192.0.2.1", False), ("2001:db8::1", False),
        ("example.org", False), ("local", False), ("10web.io", False), ("localhostmedia.com", False),
        ("www.languagetool.org", False), ("lan.example", False), ("arpa", False), (None, False),
    ],
)  # fmt: skip
def test_private_hosts_are_known(name, private):
    """Private, loopback and link-local addresses and names of local networks are private, and no others."""
    assert hosts.private(name) is private


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://user:pw@192.168.1.1:80/x", "192.168.1.1"), ("http:\\\\10.0.0.1\\x", "10.0.0.1"),
        ("/\\10.0.0.1/", "10.0.0.1"), ("https:///nas.lan/", "nas.lan"), ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"), ("http://017700000001", "127.0.0.1"), ("http://10.1/", "10.0.0.1"),
        ("http://%6c%6fcalhost/", "localhost"), ("http://loc\u00adalhost/", "localhost"),
        ("http://\uff4eas\u3002local/", "nas.local"), ("http://Nas.LOCAL./", "nas.local"),
        ("ht\ntp://nas\t.local/", "nas.local"), ("http://fa\u00df.example/", "xn--fa-hia.example"),
        ("HTTP://Example.ORG", "example.org"), ("//example.org/a", "example.org"), ("smb://nas.lan/", "nas.lan"),
        ("http://[::1]:8000/", "::1"), ("http://[::1", None), ("mailto:me@nas.lan", None), ("/a//b.local/", None),
        ("a.local", None), ("", None), ("http://1.2.3.4.5/", "1.2.3.4.5"), ("http://256.1.1.1/", "256.1.1.1"),
    ],
)  # fmt: skip
def test_a_host_is_what_a_browser_reads(address, host):
    """However an address is spelled, its host is the one that a browser would ask."""
    assert hosts.host(address) == host


@pytest.mark.parametrize(
    ("typed", "host"),
    [("192.168.1.22/", "192.168.1.22"), ("http://nas.local:80", "nas.local"), ("blog.example/a", "blog.example"),
     ("2025", "2025"), ("10.10", "10.10"), ("two words", None), ("", None)],
)  # fmt: skip
def test_a_typed_host_may_stand_alone(typed, host):
    """What somebody typed names a host with or without a scheme, and a number stays one."""
    assert hosts.named(typed) == host


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("See http://192.168.1.22/a, or 10.0.0.1.", "See (private address), or (private address)."),
        ("smb://nas.local/x and //vault.internal/", "(private address) and (private address)"),
        ("write to me@wiki.intranet, not me@example.org", "write to me@(private address), not me@example.org"),
        ("at [fd12::1] or http://[::1]:80/", "at (private address) or (private address)"),
        ("(http://localhost:8080/)", "((private address))"),
        ('<a href="http://0x7f.1/">', '<a href="(private address)">'),
    ],
)
def test_private_addresses_in_a_text_are_covered(text, covered):
    """Of a sentence the whole address goes, and nothing of the sentence."""
    assert hosts.redact(text)[0] == covered


@pytest.mark.parametrize(
    "text",
    ["netmask 255.255.255.0", "firmware 0.7.6.1", "version 10.1.2.3.4, v10.1.2.3, 10.1.2.3-beta", "threading.local",
     "/etc/rc.local:5", "user@localhost", "x[::1]", "a[1][::1]", "n//2 + a//10.5", "8.8.8.8", "10.1.2.300",
     "https://example.org/@me.home/10.0.0.1", "https://10web.io/ https://localhostmedia.com/", "if (/^a$//i.test(x))"],
)  # fmt: skip
def test_what_only_looks_like_an_address_stays(text):
    """Netmasks, versions, words of programmers, sums, and addresses of the world are as they were."""
    assert hosts.redact(text) == (text, [])


@pytest.mark.parametrize("sign", ["/", "//", "@a.", "//a@", "[", "[::", "1.", "10.0.0.1/", "a:", "a.a"])
def test_time_grows_with_the_text_and_not_with_its_square(sign):
    """A text that is made to be slow is read in less than a second, however it repeats itself."""
    start = time.process_time()
    hosts.redact(sign * 100_000)
    assert time.process_time() - start < 5  # a busy machine


def _said(text: str) -> str:
    return comments.text(text, hosts.Own(frozenset(), at_home=True), Notes([], []))


@pytest.mark.slow
@settings(max_examples=400, deadline=None, derandomize=True)
@given(host=HOSTS, scheme=st.sampled_from(["http://", "https://"]))
def test_who_is_private_for_one_is_private_for_all(host, scheme):
    """Page, comment, commenter's website, running text and check agree about every host."""
    href = f"{scheme}{host}/elsewhere/"
    private = hosts.private(hosts.host(href))
    blog = mirrored.small()
    page = Page("1/index.md", Places(blog, blog.posts, ()), Uploads(None))
    assert page.link(href, Notes([], [])) == (None if private or hosts.broken(href) else href)
    said, kept = (read(f'<a href="{href}">x</a>') for read in (_said, comment.sanitised))
    assert ("href" in said) == ("href" in kept and not private)
    assert bool(comments.website(href, frozenset())) is not (private or hosts.broken(href))
    assert bool([*address._found(Path("a.html"), f'<a href="{href}">x</a>')]) is private
    assert [*address._found(Path("a.html"), said)] == []
    covered = hosts.redact(f"See {href} there.")[0]
    assert covered == ("See (private address) there." if private else f"See {href} there.")
