"""A predicate is true, false or inconclusive, and says which by an interval that carries every error once."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collapse.numerics import student
from press.article import predicate
from press.core.sourced import Number

NORMAL = NormalDist().inv_cdf(0.975)
VALUES = st.floats(-1e6, 1e6)
ERRORS = st.just(0.0) | st.floats(1e-6, 1e3)


class Study(NamedTuple):
    """As much of a result as a predicate reads."""

    numbers: dict[str, Number]
    params: dict[str, float]
    runs: int = 0

    def at(self, steps: tuple[str, ...]) -> Number:
        """Look up a number or a parameter."""
        (key,) = steps
        if key in self.params:
            return Number(self.params[key], 0.0, "", f"parameter {key}")
        if key not in self.numbers:
            raise ValueError(f"study has no number {key!r}; it has a, size")
        return self.numbers[key]


def study(**numbers: tuple[float, float]) -> dict[str, Study]:
    return {"study": Study({key: Number(*pair, "", "") for key, pair in numbers.items()}, {"size": 100})}


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("study.a < 2", "true"),
        ("study.a > 2", "false"),
        ("study.a < 1.19", "inconclusive"),  # 1.9 standard errors away
        ("study.a < 1.2", "true"),  # 2.0 standard errors away
        ("study.a > 1", "inconclusive"),
        ("study.exact < 3", "false"),
        ("study.exact <= 3", "true"),
        ("study.exact > 3", "false"),
        ("study.exact >= 3", "true"),
        ("study.size == 100", "not one comparison"),
        ("study.size >= 100", "true"),
        ("2 * study.a < study.b - 0.5", "true"),
        ("study.b / study.a > 3.1", "true"),  # 4 with an error of 0.41
        ("study.b / study.a > 3.3", "inconclusive"),
        ("-study.a < 0", "true"),
        ("study.a + study.a > 2.39", "inconclusive"),  # 1.95 errors of twice a number, 2.76 of two numbers
        ("study.a - study.a >= 0", "true"),  # a number is exactly itself
        ("study.a * study.b > 4.5", "inconclusive"),
        ("study.a * study.b > 3.0", "true"),
    ],
)
def test_a_predicate_is_three_valued(text, truth):
    """Outside the 95 % interval it is true or false, inside it is inconclusive, and exact numbers are never that."""
    results = study(a=(1.0, 0.1), b=(4.0, 0.1), exact=(3.0, 0.0))
    if truth == "not one comparison":
        with pytest.raises(ValueError, match=truth):
            predicate.evaluate(text, results)
    else:
        assert predicate.evaluate(text, results) == truth


@given(VALUES, ERRORS, VALUES, ERRORS)
def test_the_sides_may_be_exchanged(first, first_error, second, second_error):
    """`a < b` is `b > a`, and where it is true its contrary is false."""
    results = study(a=(first, first_error), b=(second, second_error))
    truth = predicate.evaluate("study.a < study.b", results)
    assert truth == predicate.evaluate("study.b > study.a", results)
    opposite = {"true": "false", "false": "true", "inconclusive": "inconclusive"}[truth]
    assert predicate.evaluate("study.a >= study.b", results) == opposite


@given(VALUES, ERRORS, VALUES, ERRORS)
def test_no_error_makes_an_inconclusive_test_certain(first, first_error, second, second_error):
    """With a larger error a test stays as it is or becomes inconclusive; it never turns around."""
    before = predicate.evaluate("study.a < study.b", study(a=(first, first_error), b=(second, second_error)))
    after = predicate.evaluate("study.a < study.b", study(a=(first, 2 * first_error + 1e-3), b=(second, second_error)))
    assert after in {before, "inconclusive"}


@given(st.floats(0.1, 10), ERRORS, st.floats(0.1, 10), ERRORS, st.floats(-20, 20))
def test_errors_of_different_numbers_add_in_squares(first, first_error, second, second_error, threshold):
    """The interval of a sum is that of a normal number with the squared errors added."""
    results = study(a=(first, first_error), b=(second, second_error))
    error = math.hypot(first_error, second_error)
    distance = first + second - threshold
    truth = predicate.evaluate(f"study.a + study.b > {threshold!r}", results)
    if error and abs(abs(distance) - NORMAL * error) > 1e-9:
        certain = abs(distance) > NORMAL * error
        assert truth == (("true" if distance > 0 else "false") if certain else "inconclusive")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("study.a", "is not one comparison"),
        ("0 < study.a < 1", "is not one comparison"),
        ("study.a < ", "is not a comparison; write one such as"),
        ("study.a is small", "is not one comparison with"),
        ("study.a ** 2 < 1", "is neither a number, NAME.NUMBER, a sum, product or quotient"),
        ("study.a / 0 < 1", "a division by zero"),
        ("study.lambda < 1", "is not a comparison"),
        ("study.a < True", "is neither a number"),
        ("study.a < 'x'", "is neither a number"),
        ("__import__('os').system('true') < 1", "is neither a number"),
        ("study.c < 1", "study has no number 'c'; it has a, size"),
        ("studies.a < 1", "no results 'studies'; there are study"),
    ],
)
def test_what_is_no_predicate_is_refused(text, problem):
    """A ValueError says what is wrong, and lists what there is."""
    with pytest.raises(ValueError, match=problem):
        predicate.evaluate(text, study(a=(1.0, 0.1)))


def test_references_are_listed_once_each_in_order():
    """What a predicate rests on can be read from its text."""
    assert predicate.references("2 * study.b < study.a + study.b - 1") == ("study.b", "study.a")


@pytest.mark.parametrize(
    ("text", "value", "threshold", "distance"),
    [
        ("study.a < 2", 1.0, 2.0, 10.0),
        ("study.a > 2", 1.0, 2.0, -10.0),
        ("2 * study.a < study.b - 0.5", 2.0, 3.5, 1.5 / math.hypot(0.2, 0.1)),
        ("study.exact < 3", 3.0, 3.0, -math.inf),
        ("study.exact <= 3", 3.0, 3.0, math.inf),
    ],
)
def test_a_margin_is_counted_in_standard_errors_on_the_true_side(text, value, threshold, distance):
    """Both sides are told, and what is exact is infinitely far away on the side on which it lies."""
    results = study(a=(1.0, 0.1), b=(4.0, 0.1), exact=(3.0, 0.0))
    margin = predicate.margin(text, results)
    assert (margin.value, margin.threshold) == (value, threshold)
    assert margin.distance == pytest.approx(distance)
    assert margin.outcome == predicate.evaluate(text, results)


@pytest.mark.parametrize("runs", [2, 3, 5, 10, 31, 100])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_over_few_runs_the_interval_is_students(runs, confidence):
    """The chance beyond a quantile is what is left of the confidence; the library of simulations has the quantiles."""
    assert predicate.by_chance(student.quantile(confidence, runs - 1), runs) == pytest.approx(1 - confidence, rel=1e-9)
    assert predicate.by_chance(-student.quantile(confidence, runs - 1), runs) == pytest.approx(1 - confidence, rel=1e-9)


@pytest.mark.parametrize(
    ("runs", "outcome"), [(0, "true"), (3, "inconclusive"), (5, "inconclusive"), (6, "true"), (5000, "true")]
)
def test_the_same_distance_decides_less_over_fewer_runs(runs, outcome):
    """Two point seven standard errors decide over six runs, and over five they do not."""
    of_few = {"study": study(a=(1.0, 0.1))["study"]._replace(runs=runs)}
    assert predicate.margin("study.a < 1.27", of_few)[0] == outcome
    assert predicate.margin("study.a < 1.27", of_few).runs == runs


def test_of_several_results_the_one_with_the_fewest_runs_counts():
    """What has no error has no runs either."""
    both = {
        "study": study(a=(1.0, 0.1))["study"]._replace(runs=20),
        "other": study(a=(1.0, 0.1), b=(1.0, 0.0))["study"]._replace(runs=3),
    }
    assert predicate.margin("study.a < other.a", both).runs == 3
    assert predicate.margin("study.a < other.b", both).runs == 20


def shares(value: float = 0.4, error: float = 0.1) -> dict[str, Study]:
    """A share, a change of one, a ratio, and a number without a unit, all of one value."""
    kinds = {"share": ("share of words", "x"), "change": ("share of words", "change of x"), "ratio": ("ratio", "x")}
    numbers = {key: Number(value, error, unit, meaning) for key, (unit, meaning) in kinds.items()}
    return {"study": Study(numbers | {"plain": Number(value, error, "", "x")}, {"size": 100})}


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("study.share < 1.5", "true"),
        ("study.share <= 1", "true"),
        ("study.share < 1", ""),
        ("study.share > 1", "false"),
        ("study.share >= 0", "true"),
        ("study.share > 0", ""),
        ("study.share < 0", "false"),
        ("study.change < 0", ""),
        ("study.change < -1.1", "false"),
        ("study.ratio > -1", "true"),
        ("study.ratio > 1000", ""),
        ("study.plain > 1000", ""),
        ("2 * study.share - 3 > 0", "false"),
        ("study.share + study.ratio >= 0", "true"),
        ("-study.share > 0", "false"),
        ("study.ratio * study.plain > 0", ""),
        ("study.size > 1", "true"),
        ("study.plain - study.plain < 1", "true"),
        ("0 * study.plain < 1", "true"),
        ("0 / study.plain > 1", "false"),
        ("study.plain / study.plain < 2", "true"),
        ("study.plain <= study.plain", "true"),
        ("study.plain < study.plain", "false"),
        ("study.plain + 1 > study.plain", "true"),
        ("2 * study.plain - study.plain > study.plain - 1", "true"),
        ("(study.plain + study.ratio) / (2 * study.plain + 2 * study.ratio) < 1", "true"),
        ("study.plain * study.plain > -1", "true"),
        ("1 / study.share >= 1", "true"),
        ("study.plain / study.ratio > 0", ""),
        ("1 / study.plain > 0", ""),
        ("max(study.column) >= mean(study.column)", "true"),
        ("median(study.column) - min(study.column) < 0", "false"),
        ("max(study.column) > 1", ""),
        ("len(study.column) >= 0", "true"),
        ("study.plain - study.ratio > 0", ""),
    ],
)
def test_what_no_measurement_can_change_is_certain(text, certain):
    """By what kind of number it is, whatever its value: a share has two ends, a ratio one, a plain number none."""
    assert predicate.certain(text, shares()) == certain


@given(st.sampled_from(["<", "<=", ">", ">="]), st.floats(-2, 2), st.floats(0, 1))
def test_what_is_certain_comes_out_so_for_every_value(sign, threshold, value):
    """No share contradicts it."""
    text = f"study.share {sign} {threshold!r}"
    assert predicate.certain(text, shares()) in {"", predicate.evaluate(text, shares(value, 0.0))}
