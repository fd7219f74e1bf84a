"""What is kept is what was kept; whatever else lies there counts as nothing."""

from __future__ import annotations

import json

import pytest

from press.core import cached, seal

VALUES = [{"a": [1, None]}, [], "words", 0]
ODD = {  # made in the test: a seal is this user's, and each worker may be another
    "nothing": lambda: b"",
    "no seal": lambda: b"{}",
    "a digest": lambda: json.dumps({"digest": "forged"}).encode(),
    "no JSON": lambda: seal.sealed(b"{"),
    "half a seal": lambda: seal.sealed(b"{}")[1:],
}


@pytest.mark.parametrize("value", VALUES)
def test_a_value_comes_back(tmp_path, value):
    """In a folder that was not there before, too."""
    place = tmp_path / "new" / "value.json"
    assert cached.value(place) is None
    cached.keep(place, value)
    assert cached.value(place) == value


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_this_user_did_not_keep_is_no_value(tmp_path, odd):
    """Without a seal, with a broken one, or no JSON."""
    place = tmp_path / "value.json"
    place.write_bytes(odd())
    assert cached.value(place) is None


def test_bytes_are_made_once_and_again_where_someone_else_put_others(tmp_path):
    """The second time nothing is made; a file in its place that bears no seal is made anew."""
    place, calls = tmp_path / "bytes", []

    def make():
        calls.append(1)
        return b"made"

    assert cached.made(place, make) == cached.made(place, make) == b"made"
    assert len(calls) == 1
    place.write_bytes(b"forged")
    assert cached.made(place, make) == b"made"
    assert len(calls) == 2
