"""A unit is one, however it is spelt, and none of another size."""

from __future__ import annotations

import pytest

from press import check
from press.check import finding
from press.check.rules import unit
from press.core.sourced import Number


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


# What a page prints of a time of 0.35 s, a size of 2.5e9 bytes, a length of 1200 m, a mass of 0.02 kg and 2.1e9 words.
MEASURED = {
    "age": (2.5, "years"), "wait": (4.5, "years"),
    "time": (0.35, "seconds"), "size": (2.5e9, "bytes"), "way": (1200.0, "m"), "mass": (0.02, "kg"),
    "text": (2.1e9, "words"), "share": (0.35, "share of words"), "gain": (1.5, "bits"), "heat": (300.0, "K"),
}  # fmt: skip
RIGHT = [
    "0.35<!-- lot.time --> seconds", "0.35<!-- lot.time --> s", "0.35<!-- lot.time --> secs",
    "0.35<!-- lot.time -->&nbsp;s", "0.35<!-- lot.time --> long seconds", "350<!-- 1000 * lot.time --> ms",
    "350<!-- lot.time * 1e3 --> milliseconds", "350,000<!-- 1e6 * lot.time --> \u00b5s",
    "0.00583<!-- lot.time / 60 --> minutes", "0.35<!-- lot.time --> of them", "2.5<!-- lot.size / 1e9 --> GB",
    "2,500<!-- lot.size / 1e6 --> megabytes", "2.33<!-- lot.size / 1073741824 --> GB",
    "30<!-- 12 * lot.age --> months", "130<!-- 52 * lot.age --> weeks", "0.25<!-- lot.age / 10 --> decades",
    "84<!-- 12 * (lot.age + lot.wait) --> months", "2.5<!-- lot.age --> more years",
    "0.746<!-- lot.way / 1609.344 --> miles", "2.5 billion<!-- lot.size --> bytes",
    "20<!-- 8 * lot.size / 1e9 --> gigabits",
    "2441406<!-- lot.size / 1024 --> KB", "1,200<!-- lot.way --> metres", "1,200<!-- lot.way --> meters",
    "1.2<!-- lot.way / 1000 --> km", "1.2<!-- lot.way / 1000 --> *kilometres*", "120,000<!-- 100 * lot.way --> cm",
    "20<!-- 1000 * lot.mass --> g", "0.02<!-- lot.mass --> kilograms", "0.02<!-- lot.mass --> kilos",
    "2e-5<!-- lot.mass / 1000 --> tonnes", "2.1 billion<!-- lot.text --> words",
    "2.1 billion<!-- lot.text -->\nEnglish words", "35 %<!-- lot.share --> of words",
    "35<!-- 100 * lot.share --> in a hundred", "0.35<!-- lot.share -->", "1.5<!-- lot.gain --> bits",
    "300<!-- lot.heat --> K", "300<!-- lot.heat --> kelvin", "3.5<!-- lot.way / 343 --> seconds",
]  # fmt: skip
WRONG = [
    "0.35<!-- lot.time --> ms", "0.35<!-- lot.time --> minutes", "0.35<!-- lot.time --> long hours",
    "0.35<!-- lot.time --> m", "350<!-- 1000 * lot.time --> minutes", "350<!-- 1000 * lot.time --> \u00b5s",
    "0.00583<!-- lot.time / 60 --> hours", "2.5<!-- lot.size / 1e9 --> MB", "2.5<!-- lot.size / 1e9 --> Gb",
    "2.5 billion<!-- lot.size --> bits", "1,200<!-- lot.way --> km", "1,200<!-- lot.way --> *kilometres*",
    "1,200<!-- lot.way --> miles", "20<!-- 1000 * lot.mass --> mg", "0.02<!-- lot.mass --> pounds",
    "0.02<!-- lot.mass --> tonnes", "2.1 billion<!-- lot.text --> tokens",
    "2.1 billion<!-- lot.text --> English tokens", "2.1 billion<!-- lot.text --> letters",
    "2.1<!-- lot.text / 1e9 --> million words", "35<!-- 100 * lot.share --> %", "1.5<!-- lot.gain --> bytes",
    "300<!-- lot.heat --> kg", "210 %<!-- lot.gain --> of it", "half<!-- lot.share --> million",
    "\u2212half<!-- lot.share -->", "$half<!-- lot.share -->", "1.5<!-- lot.gain --> Swiss francs",
    "2,500<!-- 1000 * lot.age --> minutes", "30<!-- 12 * lot.age --> days",
    "910<!-- lot.age * 364 --> hours", "350<!-- lot.time * 10 * 100 --> minutes", "0.35<!-- lot.time + 0 --> minutes",
    "3,500<!-- 500 * (lot.age + lot.wait) --> minutes", "2.5<!-- lot.age --> more hours",
    "2.1 billion<!-- lot.text --> different characters", "0.35<!-- lot.time -->\u00b0 of it",
    "+\u22121.5<!-- lot.gain -->", "--1.5<!-- lot.gain -->",
    "&euro;1.5<!-- lot.gain -->", "1.5<!-- lot.gain --> pence",
]  # fmt: skip


@pytest.fixture(scope="module")
def lot(made):
    """What is known of a page with numbers in many units, and where it is."""
    reading = check.Reading(made)
    numbers = {name: Number(value, 0.0, said, name) for name, (value, said) in MEASURED.items()}
    lot = reading.results["decay"]._replace(name="lot", numbers=numbers)
    reading.results, reading.known = reading.results | {"lot": lot}, reading.known | {"lot": lot}
    return reading, made.content / "lot.md"


def said_of(lot, text: str) -> list[finding.Finding]:
    reading, path = lot
    return list(unit.check(reading.of_one(path, f"It is {text} at last.\n")))


@pytest.mark.parametrize("text", RIGHT)
def test_the_unit_of_a_result_is_right_in_any_of_its_names_and_sizes(lot, text):
    """Its name, a synonym, its sign, and a scaled unit that the factor makes of it."""
    assert said_of(lot, text) == []


@pytest.mark.parametrize("text", WRONG)
def test_another_unit_is_a_finding(lot, text):
    """Another measure, another size of it than the factor says, a sum of money, and what multiplies a bound word."""
    assert said_of(lot, text)


def test_a_unit_of_another_size_says_by_what_to_multiply(lot):
    """So that an author can bind what stands there."""
    assert "bind 1000 * lot.time" in said_of(lot, "350<!-- lot.time --> ms")[0].message
