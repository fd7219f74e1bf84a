"""Drawing without replacement: distinct, in range, and every set as likely as any other."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import chisquare

from collapse.numerics.draws import distinct_indices


@pytest.mark.parametrize(("total", "size"), [(1, 1), (5, 1), (5, 5), (6, 3), (7, 4), (40, 39), (1000, 20)])
def test_indices_are_distinct_and_in_range(total, size):
    """Each row holds as many different indices as asked for, sorted, all below the total."""
    chosen = distinct_indices(50, total, size, np.random.Generator(np.random.SFC64(1)))
    assert chosen.shape == (50, size)
    assert chosen.min() >= 0
    assert chosen.max() < total
    assert np.all(np.diff(chosen, axis=1) > 0)


@pytest.mark.parametrize(("total", "size"), [(6, 2), (6, 3), (6, 4)])
def test_every_set_is_equally_likely(total, size):
    """Over many rows all sets occur equally often, below half, at half and above it."""
    chosen = distinct_indices(60_000, total, size, np.random.Generator(np.random.SFC64(2)))
    sets = dict.fromkeys(combinations(range(total), size), 0)
    for row in map(tuple, chosen.tolist()):
        sets[row] += 1
    assert chisquare(list(sets.values())).pvalue > 1e-4


def test_rows_are_independent():
    """Two neighbouring rows share as many indices as chance has it: the hypergeometric mean."""
    chosen = distinct_indices(20_000, 10, 3, np.random.Generator(np.random.SFC64(3)))
    shared = [len(set(one) & set(two)) for one, two in zip(chosen[::2].tolist(), chosen[1::2].tolist(), strict=True)]
    assert abs(np.mean(shared) - 0.9) <= 4 * np.std(shared) / np.sqrt(len(shared))
