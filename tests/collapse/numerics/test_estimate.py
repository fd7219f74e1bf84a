"""A mean and its standard error, and the samples that have none."""

import numpy as np
import pytest

from collapse.numerics.estimate import estimate


def test_estimate_by_hand():
    """The values 1, 2 and 6 have mean 3, and standard error the root of 7/3."""
    assert estimate([1.0, 2.0, 6.0]) == pytest.approx((3.0, np.sqrt(7 / 3)))


def test_rows_are_estimated_apart():
    """The last axis holds the replicates; every other axis stays."""
    mean, error = estimate(np.arange(12.0).reshape(3, 4))
    assert mean == pytest.approx([1.5, 5.5, 9.5])
    assert error.shape == (3,)


@pytest.mark.parametrize("samples", [1.0, [1.0], np.ones((3, 1))])
def test_one_replicate_has_no_standard_error(samples):
    """Fewer than two replicates are refused with the remedy."""
    with pytest.raises(ValueError, match="at least 2 replicates"):
        estimate(samples)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_samples_that_are_not_finite_are_refused(bad):
    """A mean over NaN or infinity would be no number, and is not made."""
    with pytest.raises(ValueError, match="finite values only"):
        estimate([1.0, bad, 2.0])
