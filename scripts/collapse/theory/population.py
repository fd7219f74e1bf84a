"""Several normal models that feed each other under replace: how far they stray, and how alike they become.

Sources:
- vu2025 (arXiv:2505.21677): what happens when models train on each others' outputs
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ANY_SHARE


class Spread(NamedTuple):
    """Second moments of the fitted means, and expected variances, in each generation.

    Attributes:
        covariance: of the means, of shape (generations + 1, models, models); its diagonal are the errors.
        variance: of each fit, of shape (generations + 1, models).
    """

    covariance: FloatArray
    variance: FloatArray


@refusals.meant(shares=ANY_SHARE)
@refusals.provided(
    "shares",
    "a row for each model, with a share for each and a sum of 1,",
    lambda shares, **_: shares.ndim == 2 and len(set(shares.shape)) == 1 and np.allclose(shares.sum(axis=1), 1),
)
def replace(shares: FloatArray, size: int, generations: int) -> Spread:
    """Follow the errors of all means, what they have in common, and the variances, by maximum likelihood.

    A mean is the shares' mean of the means it was drawn from, plus noise of the variances over the size; a variance is
    what is within the models and between them, less what the new mean takes (derived here). The points that each model
    gives have to be whole for it to be exact: `shares * size`.

    Args:
        shares: from whom each model learns, of shape (models, models), with a sum of 1 in each row.
        size: points in each training set, from 1.
        generations: the last generation, from 0.

    Returns:
        Both, in units of the true variance.

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        The question is that of Vu et al. (2025), arXiv:2505.21677.
    """
    models = len(shares)
    covariance, variance = np.eye(models) / size, np.full(models, 1 - 1 / size)
    found = [(covariance, variance)]
    for _ in range(generations):
        noise = shares @ variance / size
        within = shares @ (variance + np.diag(covariance))
        covariance = shares @ covariance @ shares.T + np.diag(noise)
        variance = within - np.diag(covariance)
        found.append((covariance, variance))
    return Spread(np.array([one for one, _ in found]), np.array([one for _, one in found]))
