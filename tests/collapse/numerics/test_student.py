"""Student's quantile is the one that tables have."""

import pytest
from scipy import stats

from collapse.numerics.student import quantile


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 9, 10, 30, 99, 100, 101, 5000])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_quantile(confidence, degrees):
    """It is scipy's, to six digits."""
    assert quantile(confidence, degrees) == pytest.approx(stats.t.ppf((1 + confidence) / 2, degrees), rel=1e-6)
