"""A printed number agrees with what it rounds from, and no digit is printed that its error does not earn."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from press.core import numbers
from press.core.results import rounded

# Results are stored with six significant digits, and no simulation has an error of less than a millionth.
VALUES = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-9).map(rounded)
SHARES = st.just(0.0) | st.floats(1e-6, 1e4)
SCALES = st.sampled_from(["", "%", " %", " percent", " percentage points", " thousand", " million", " billion"])
PLAIN = st.builds(lambda whole, part, scale: whole + part + scale, st.from_regex(r"[-\u2212]?[1-9]\d{0,2}(,\d{3})?",
                  fullmatch=True), st.from_regex(r"(\.\d{1,4})?", fullmatch=True), SCALES)  # fmt: skip
SCIENTIFIC = st.from_regex(r"[1-9](\.\d{1,4})?e-?[1-9]", fullmatch=True)
PRINTED = PLAIN | SCIENTIFIC


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("0.36", 0.36, 0.01),
        ("25,100", 25100, 1),
        ("17 %", 0.17, 0.01),
        ("17.5%", 0.175, 0.001),
        ("2.0 percent", 0.02, 0.001),
        ("7.9e5", 790000, 10000),
        ("1.64e-4", 1.64e-4, 1e-6),
        ("300 trillion", 3e14, 1e12),
        ("-3", -3, 1),
        ("\u22123.5", -3.5, 0.1),
        ("655\u00a0million", 6.55e8, 1e6),
    ],
)
def test_a_printed_number_is_read_as_prose_writes_it(text, value, place):
    """Its value and the place of its last digit follow from how it is written."""
    printed = numbers.parse(text)
    assert printed.value == pytest.approx(value)
    assert printed.place == pytest.approx(place)


@pytest.mark.parametrize("text", ["half", "", "1,00", "1.", ".5", "3 apples", "1e", "1 2", "0x10", "5 millions"])
def test_what_is_no_number_is_refused(text):
    """A ValueError names the text."""
    with pytest.raises(ValueError, match="is not a number as prose prints one"):
        numbers.parse(text)


@pytest.mark.parametrize(
    ("text", "value", "error", "agrees"),
    [
        ("0.36", 0.36499, 0, True),
        ("0.36", 0.3651, 0, False),
        ("0.36", 0.3549, 0, False),
        ("0.365", 0.365, 0, True),
        ("0", 0.4, 0, False),  # 0.4 is not nothing
        ("0", 0.4, 0.3, True),  # unless it cannot be told from it
        ("0", 0.0, 0, True),
        ("0.000", 0.00009, 0, False),
        ("0 million", 100, 0, False),
        ("100 %", 0.9951, 0, False),
        ("100 %", 0.9951, 0.004, True),
        ("100 percentage points", 1.0, 0, True),
        ("100 pp", 1.0, 0, True),
        ("31 percent points", 0.314, 0, True),
        ("3,140 basis points", 0.314, 0, True),
        ("3,150 basis points", 0.314, 0, False),
        ("1.00", 0.9951, 0, True),
        ("66", 65.6, 3, True),
        ("70", 65.9, 0, False),  # its zero is a digit like any other where the value is exact
        ("70", 65.9, 12, True),  # and a place holder where it is not earned
        ("70", 64.9, 12, False),
        ("25,200", 25236.4, 140, True),
        ("25,000", 25236.4, 140, False),
        ("2.0e1", 24, 12, False),  # a mantissa has no place holders
        ("17 %", 0.1749, 0, True),
        ("17 %", 17, 0, False),
        ("-1", -1.4, 0, True),
        ("-1", 1, 0, False),
    ],
)
def test_a_number_agrees_with_what_rounds_to_it(text, value, error, agrees):
    """Half a unit of the last digit either way, and nothing more."""
    assert numbers.agrees(numbers.parse(text), value, error) is agrees


@pytest.mark.parametrize(
    ("text", "error", "fine"),
    [
        ("0.361", 0.004, False),
        ("0.3612", 0.004, True),
        ("0.3612", 0, False),
        ("0.36", 0.006, False),
        ("66", 12, True),
        ("70", 12, False),
        ("100", 12, False),
        ("0", 12, False),
        ("0.0", 12, True),
        ("36.1 %", 0.0006, False),
        ("36.10 %", 0.0006, True),
        ("2.52e4", 140, False),
        ("2.524e4", 140, True),
    ],
)
def test_a_digit_is_too_fine_below_the_place_that_the_error_earns(text, error, fine):
    """Trailing zeros before the point hold a place and claim nothing."""
    assert numbers.too_fine(numbers.parse(text), error) is fine


@pytest.mark.parametrize(
    ("text", "value", "error", "after"),
    [
        ("46580.4", 46850.4, 0.0, "46850.4"),
        ("-9580", -46850.4, 0.0, "-46,850"),
        ("0.36", 0.5213, 0.0001, "0.52"),
        ("0.3604", 0.5213, 0.004, "0.521"),
        ("17 %", 0.4321, 0, "43 %"),
        ("25,100", 31415.9, 0, "31,416"),
        ("2500", 3141.59, 0, "3142"),
        ("9,500", 9.6, 0, "10"),
        ("66", 104.9, 20, "100"),
        ("7.9e5", 31415.9, 0, "3.1e4"),
        ("1.64e-4", 3.14159e-5, 1e-7, "3.14e-5"),
        ("300 trillion", 3.19e14, 1e12, "319 trillion"),
        ("\u22123", -4.2, 0, "\u22124"),
        ("-3", 4.2, 0, "4"),
        ("7", 0.498125, 0.00244, "0.5"),
        ("7 %", 0.9996, 0, "99.96 %"),
        ("3 million", 5087, 0, "0.005 million"),
        ("0.00", 9.2e-5, 0, "0.00009"),
        ("12 percentage points", 0.314, 0, "31 percentage points"),
    ],
)
def test_a_number_is_rewritten_in_its_own_style(text, value, error, after):
    """Decimals, commas, scale, mantissa and sign stay as the author writes them."""
    assert numbers.rewrite(text, value, error) == after


@pytest.mark.slow
@given(PRINTED, VALUES, SHARES)
@example("66", 3.0, 7.0)
@example("8e5", 3e5, 4.0)
@example("0.5", -0.001, 0.0)
@example("9.96e5", 9.996e5, 0.0)
@example("3 %", 0.9996, 1e-4)
@example("3 billion", 2.0, 0.3)
@example("3e1%", 1.0004, 0.0)
def test_what_is_rewritten_agrees_and_is_earned(text, value, share):
    """Whatever stood there, whatever the result: one rewriting mends it."""
    error = share * (abs(value) or 1.0)
    printed = numbers.parse(numbers.rewrite(text, value, error))
    assert numbers.agrees(printed, value, error)
    assert not numbers.too_fine(printed, error)
    assert printed.value or abs(value) <= 2 * error + numbers.NOTHING


@given(VALUES, SHARES)
@example(1234567.0, 0.0)
@example(25123.4, 0.0)
@example(0.003, 7.0)
@example(3e-7, 70.0)
@example(9.996e7, 1e-3)
@example(0.0, 0.0)
@example(0.0, 0.5)
def test_our_own_pages_print_what_agrees_and_is_earned(value, share):
    """`earned` never prints a number that the analyser would refuse."""
    error = share * (abs(value) or 1.0)
    printed = numbers.parse(numbers.earned(value, error))
    assert numbers.agrees(printed, value, error)
    assert not numbers.too_fine(printed, error)


@pytest.mark.slow
@given(PRINTED, st.just(0.0) | st.floats(1e-9, 1e7))
def test_a_number_agrees_with_itself(text, error):
    """A result that is exactly what is printed never disagrees."""
    printed = numbers.parse(text)
    assert numbers.agrees(printed, printed.value, error)


@pytest.mark.slow
@given(PRINTED, st.floats(0.51, 1e6), st.sampled_from([-1, 1]))
def test_more_than_half_a_unit_away_never_agrees(text, units, sign):
    """An exact result further away than half a unit of the last digit is a finding, on either side."""
    printed = numbers.parse(text)
    assert not numbers.agrees(printed, printed.value + sign * units * printed.place, 0.0)


@given(VALUES, st.floats(1e-6, 1e6), st.floats(1.01, 1e6))
def test_a_larger_error_never_earns_a_finer_digit(value, error, factor):
    """What is too fine for an error is too fine for every larger one."""
    assume(math.isfinite(error * factor))
    printed = numbers.parse(numbers.earned(value, error))
    assert numbers.earned_place(error * factor) >= numbers.earned_place(error)
    assert numbers.too_fine(printed, error * factor) or not numbers.too_fine(printed, error)


def test_a_hyphen_is_no_minus():
    """Behind a digit or a letter the sign joins words: a range, a name, a date."""
    assert [match[0] for match in numbers.NUMBER.finditer("10-23, GPT-2, 2024\u22122026, at -5")] == [
        "10", "23", "2", "2024", "2026", "-5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"), [(2.5, "2.5"), (74.2, "74.2"), (1.644934, "1.645"), (8.0, "8"), (4827.0, "4827"), (0.01, "0.01")]
)
def test_an_exact_number_is_not_padded(value, text):
    """An exact value that is shorter than four digits is printed as it is."""
    assert numbers.earned(value, 0) == text
