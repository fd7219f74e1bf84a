"""Which generations a figure shows."""

import numpy as np

from collapse.numerics.generations import select, spaced


def test_spaced_generations_run_from_one_to_the_last():
    """They rise, hold no generation twice, and include both ends."""
    shown = spaced(1000, 16)
    assert shown[0] == 1
    assert shown[-1] == 1000
    assert np.all(np.diff(shown) > 0)
    assert len(shown) <= 16


def test_select_counts_from_generation_0():
    """The first item is generation 0."""
    assert list(select("abcdef", np.array([0, 2, 5]))) == ["a", "c", "f"]
