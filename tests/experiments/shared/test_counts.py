"""Counts of few questions are compared exactly."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from scipy import stats

from experiments.shared import counts


@pytest.mark.slow
@pytest.mark.parametrize("questions", [3, 30])
def test_the_significance_is_that_of_another_implementation(questions):
    """For every two counts, none and all included."""
    for first in range(questions + 1):
        for second in range(questions + 1):
            table = [[first, questions - first], [second, questions - second]]
            expected = stats.fisher_exact(table).pvalue
            assert counts.significance(first, second, questions) == pytest.approx(expected, rel=1e-9)


def test_the_error_puts_the_difference_where_the_test_does():
    """Seen as a normal distance, it has the same chance; a normal error of so few questions would be smaller."""
    error = counts.error(25, 18, 30)
    assert 2 * (1 - NormalDist().cdf(7 / error)) == pytest.approx(counts.significance(25, 18, 30))
    normal = (30 * (25 / 30 * 5 / 30 + 18 / 30 * 12 / 30)) ** 0.5
    assert 7 / error < 1.96 < 7 / normal


def test_a_difference_of_nothing_has_no_error():
    """It is refused, and not called infinitely sure."""
    with pytest.raises(ValueError, match="both counts are 21"):
        counts.error(21, 21, 30)
