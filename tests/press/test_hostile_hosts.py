"""Each verb that reads what a server sends gets over whatever that is, within its time and with a sentence."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from hostile import HOSTILE
from press.check import links, published
from press.core.errors import PressError
from press.publish import _verify
from press.publish._release import Release
from press.wordpress.source import fetch

ODD = sorted(HOSTILE.keys() - {"/well"})
RELEASE = Release("0" * 16, "", "2026-01-01T00:00:00", {"index.html": "0" * 64}, {})
PATIENCE = ((_verify, "SECONDS"), (links, "SECONDS"), (fetch, "PATIENCE"), (published, "SECONDS"))
BODIES = {"/drip-body", "/endless", "/bad-chunks", "/short-chunk"}  # a link is asked for its head alone


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    """Little patience in each of them, and one try."""
    for place, name in PATIENCE:
        monkeypatch.setattr(place, name, 0.25)
    for place, name in ((fetch, "MAXIMUM_BYTES"), (published, "LARGEST"), (_verify, "LARGEST")):
        monkeypatch.setattr(place, name, 2**20)
    monkeypatch.setattr(fetch, "TRIES", 1)
    monkeypatch.setattr(links, "_is_private", lambda _: False)
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 15


def test_the_server_is_asked_as_it_is(hostile, monkeypatch):
    """The readers do read: of one that answers well they say no word of a fault."""
    for place, name in PATIENCE:
        monkeypatch.setattr(place, name, 9.0)
    assert not links.answer(f"{hostile[0]}/well").text
    assert published.Host(f"{hostile[0]}/well").get("x") == b"well"
    assert fetch.Client(f"{hostile[0]}/well").get("x").body == b"well"


@pytest.mark.parametrize("path", ODD)
def test_verifying_says_what_is_wrong(hostile, path):
    """`press publish` with an address ends with the file that is not live there, and why."""
    said = []
    assert not _verify.verify(RELEASE, hostile[0] + path, set(), {}, 0.0, said.append)
    assert said[-1] == f"1 of 1 files differ at {hostile[0]}{path}/"
    assert said[-2].isprintable()


@pytest.mark.parametrize("path", ODD)
def test_an_audit_of_what_is_published_could_not(hostile, path):
    """`press audit --published` could not, and says why."""
    with pytest.raises(PressError, match=r"answer|no page is published there"):
        published.open_site(hostile[0] + path)


@pytest.mark.parametrize("path", sorted(set(ODD) - BODIES))
def test_a_link_costs_its_own_answer(hostile, path):
    """`press check --links` remembers an answer for every address."""
    assert links.answer(hostile[0] + path).text.isprintable()
    assert links.answer(hostile[0] + path).text


@pytest.mark.parametrize("path", ODD)
def test_an_import_takes_nothing(hostile, path, tmp_path):
    """Of a collection nothing is taken and of a file nothing is kept; what is raised is a sentence."""
    said = []
    blog = fetch.Client(hostile[0] + path, report=said.append)
    with suppress(PressError):
        assert blog.collection("posts") == []
    assert not blog.download(f"{hostile[0]}{path}/x.png", tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []
