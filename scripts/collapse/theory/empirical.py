"""The empirical distribution function under each regime: at every place it is a mean, so its error is a mean's.

Sources:
- he2025 (doi:10.1093/jrsssb/qkag099): the weighted empirical distribution function, and its Cramér-von Mises distance
"""

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import NOT_NEGATIVE


@refusals.meant(error=NOT_NEGATIVE)
def cramer_von_mises(error: FloatArray) -> FloatArray:
    """Give the expected Cramér-von Mises distance of a regime in which a normal mean has this expected squared error.

    Where the truth is F, a sample's function is a Bernoulli mean of variance F (1 - F), and what a new sample adds is
    (F (1 - F) - error) / size: the same recursion as that of a normal mean and its variance under maximum likelihood.
    The integral of F (1 - F) is a sixth (derived here).

    Args:
        error: in units of the true variance, from `theory.gaussian` or `theory.mixing`, of any shape.

    Returns:
        The expected distance, of the same shape.

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        The distance is that of He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    return np.asarray(error, dtype=float) / 6
