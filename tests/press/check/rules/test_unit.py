"""A unit is one, however it is spelt, and none of another size."""

from __future__ import annotations

import pytest

from press.check.rules import unit


@pytest.mark.parametrize(
    ("noun", "whole"),
    [
        ("ms", "millisecond"), ("secs", "second"), ("\u00b5s", "microsecond"), ("kHz", "kilohertz"), ("MB", "megabyte"),
        ("Mb", "megabit"), ("kW", "kilowatt"), ("hrs", "hour"), ("yrs", "year"), ("ft", "foot"), ("inches", "inch"),
        ("lbs", "pound"), ("kilometers", "kilometre"), ("kilos", "kilogram"), ("grammes", "gram"), ("ml", "millilitre"),
        ("tonnes", "tonne"), ("people", "person"), ("Tokens", "token"), ("kWh", "kilowatthour"),
    ],
)  # fmt: skip
def test_signs_and_spellings_name_one_unit(noun, whole):
    """Each has the name that it has in full, and that is known."""
    assert unit.singular(noun) == whole
    assert whole in unit.MEASURES


@pytest.mark.parametrize(("noun", "other"), [("m", "mm"), ("MB", "Mb"), ("s", "ms"), ("K", "kg"), ("lb", "kg")])
def test_other_sizes_are_other_units(noun, other):
    """What differs by a factor differs by its name."""
    assert unit.singular(noun) != unit.singular(other)
