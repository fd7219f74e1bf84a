"""Two runs agree at a level or they do not; a lower level never passes for the declared one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.core.results import Results
from press.core.sourced import Number
from press.evidence import replay


def result(value=2.0, error=0.1, cell=1.0, *, level="numerical", tolerance=1e-4, params=None):
    numbers = {"last": Number(value, error, "", "the last"), "exact": Number(3.0, 0.0, "", "an exact one")}
    series = {"curve": {"x": [0, 1], "y": [0.0, cell]}}
    provenance = {"replay": level, "tolerance": tolerance, "seconds": 0.1}
    return Results("a", "A", "", "", "", "", params or {"size": 4}, numbers, series, {}, provenance)


@pytest.mark.parametrize(
    ("again", "reached"),
    [
        (result(), "bitwise"),
        (result(cell=1.00001), "numerical"),
        (result(cell=1.1), "statistical"),
        (result(2.1), "statistical"),
        (result(3.0), ""),
        (result(params={"size": 5}), ""),
    ],
)
@pytest.mark.parametrize("level", ["bitwise", "numerical", "statistical"])
def test_the_level_reached_is_the_strictest_that_holds(again, reached, level):
    """A run passes where it reaches its declared level or a stricter one, and what differs at that level is listed."""
    order = ["bitwise", "numerical", "statistical", ""]
    agreement = replay.compare(result(level=level), again)
    assert agreement.reached == reached
    assert agreement.holds == (order.index(reached) <= order.index(level))
    assert bool(agreement.differences) != agreement.holds


@given(st.floats(1e-9, 0.5), st.floats(1e-9, 0.5))
def test_a_difference_passes_up_to_the_tolerance(apart, tolerance):
    """Within the declared tolerance and no further, relative to the larger of the two."""
    agreement = replay.compare(result(tolerance=tolerance), result(cell=1 / (1 - apart)))
    if abs(agreement.largest - tolerance) > 1e-12:
        assert agreement.holds == (agreement.largest <= tolerance)


@pytest.mark.parametrize("name", ["last", "exact"])
def test_a_number_that_is_gone_is_a_difference(name):
    """At every level."""
    again = result()
    del again.numbers[name]
    for level in ("bitwise", "numerical", "statistical"):
        assert not replay.compare(result(level=level), again).holds


def test_an_exact_number_has_no_room():
    """At the statistical level a number without error has to stay what it was."""
    again = result()
    again.numbers["exact"] = Number(3.001, 0.0, "", "an exact one")
    assert not replay.compare(result(level="statistical"), again).holds
