"""A number is printed as nothing or as everything only where it cannot be told from that."""

from __future__ import annotations

import pytest

from press import check
from press.check import bindings
from press.check.rules import number
from press.core.sourced import Number

MEASURED = {"kept": (0.9946, 0.0, "share of words"), "times": (0.9946, 0.0, "ratio"), "sure": (0.9965, 0.003, "share")}


@pytest.fixture(scope="module")
def lot(made):
    """What is known of a page with numbers near one, and where it is."""
    reading = check.Reading(made)
    numbers = {name: Number(*measured, name) for name, measured in MEASURED.items()}
    lot = reading.results["decay"]._replace(name="lot", numbers=numbers)
    reading.results, reading.known = reading.results | {"lot": lot}, reading.known | {"lot": lot}
    return reading, made.content / "lot.md"


@pytest.mark.parametrize(
    ("printed", "anew"),
    [
        ("1.0<!-- lot.kept -->", "0.995<!-- lot.kept -->"),
        ("1<!-- lot.kept -->", "0.995<!-- lot.kept -->"),
        ("0.99<!-- lot.kept -->", "0.99<!-- lot.kept -->"),
        ("1.0<!-- lot.times -->", "1.0<!-- lot.times -->"),
        ("1.00<!-- lot.sure -->", "1.00<!-- lot.sure -->"),
    ],
)
def test_a_share_is_everything_only_if_it_is(lot, printed, anew):
    """A ratio may be near one; what is left of a share is something."""
    reading, path = lot
    text = f"It is {printed} of it.\n"
    assert bindings.rewritten(reading, path, text) == f"It is {anew} of it.\n"
    assert bool(list(number.check(reading.of_one(path, text)))) == (printed != anew)
