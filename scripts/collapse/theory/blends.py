"""Exact values for the regimes of `collapse.blends`: weights for unequal numbers of real and synthetic points.

Sources:
- he2025 (doi:10.1093/jrsssb/qkag099): weights for real and synthetic data, of unequal number (k = n / m)
"""

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.shares import synthetic_points
from collapse.theory.gaussian import linear


@refusals.meant()
def weighted_error(size: int, real_weight: float, ratio: float, generations: int) -> FloatArray:
    """Give the error of a normal mean under weights and maximum likelihood, with whole synthetic points (derived here).

    Its limit for large samples is `theory.gaussian.weighted_cap`, and the best weight `golden_weight`.

    Args:
        size: real points in each generation, from 1.
        real_weight: total weight of the real points, from 0 to 1; the synthetic points share the rest.
        ratio: real points over synthetic points in each generation, above 0.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: an argument is not what is said of it, or no synthetic point is left.

    References:
        The regime is that of He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    rest, written = (1 - real_weight) ** 2, synthetic_points(size, ratio)
    noise = real_weight**2 / size + rest / written
    return linear(noise, rest * (1 - 1 / written), generations, start=1 / size)
