"""No server can hold or fill what asks it, and nobody is asked who is not to be."""

from __future__ import annotations

import time

import pytest

from hostile import HOSTILE
from press.core import web

pytestmark = pytest.mark.server


def test_what_is_there_is_read(hostile):
    """A file comes as it is."""
    with web.asked(f"{hostile[0]}/well") as answer:
        assert web.body(answer, 4) == b"well"


@pytest.mark.parametrize("path", sorted(HOSTILE.keys() - {"/well"}))
def test_a_hostile_answer_ends_in_time_and_says_why(hostile, path):
    """Silence, drips, floods, garbage and loops are each one fault with a reason, within the time and the bytes."""
    began = time.monotonic()
    with pytest.raises(web.FAULTS) as fault, web.asked(hostile[0] + path, patience=0.25) as answer:
        web.body(answer, 1_000_000)
    assert time.monotonic() - began < 4
    assert web.reason(fault.value)


@pytest.mark.parametrize("to", ["http://127.0.0.2:{}/well", "http://2130706434:{}/well"])
def test_a_redirect_to_a_host_that_is_not_to_be_asked_is_not_followed(hostile, monkeypatch, to):
    """Wherever an answer leads, a refused host hears nothing."""
    address, asked = hostile
    target = to.format(address.rpartition(":")[2])
    lead = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    monkeypatch.setitem(HOSTILE, "/lead", lambda line: line.sendall(lead))
    with (
        pytest.raises(web.UnaskedError, match="private"),
        web.asked(f"{address}/lead", refused=lambda host: host == "127.0.0.2" or host.isdecimal()),
    ):
        pass
    assert asked == ["/lead"]


def test_a_public_name_for_a_refused_number_is_not_asked(hostile):
    """What a name resolves to is looked at where the line stands, so no name can hide it."""
    address, asked = hostile
    with (
        pytest.raises(web.UnaskedError),
        web.asked(address.replace("127.0.0.1", "localhost"), refused=lambda host: host == "127.0.0.1"),
    ):
        pass
    assert asked == []


def test_redirects_are_not_followed_where_that_is_asked(hostile):
    """A verifier wants this address and no other."""
    with web.asked(f"{hostile[0]}/loop", follow=False) as answer:
        assert answer.status == 302
    assert hostile[1] == ["/loop"]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("https://de.wikipedia.org/wiki/Übung", "https://de.wikipedia.org/wiki/%C3%9Cbung"),
        ("https://bücher.example/a b?q=ä&r=1#x", "https://xn--bcher-kva.example/a%20b?q=%C3%A4&r=1"),
        ("http://Straße.example:8080/", "http://xn--strae-oqa.example:8080/"),
        ("https://a.example/%C3%9C?x=%41", "https://a.example/%C3%9C?x=%41"),
        ("https://日本語.jp/", "https://xn--wgv71a119e.jp/"),
    ],
)
def test_an_address_is_sent_as_browsers_send_it(typed, sent):
    """The host in IDNA, path and query in percent-encoded UTF-8, what is encoded already as it is."""
    assert web.written(typed) == sent


@pytest.mark.parametrize(
    "odd", ["http://[", "http://", "http://a..b/", "http://a:b/", "http:///x", "x", "http://\x00/"]
)
def test_an_odd_address_is_a_fault_like_any_other(odd):
    """Nothing else than what is said to be raised."""
    with pytest.raises(web.FAULTS), web.asked(odd, patience=1.0):
        pass
