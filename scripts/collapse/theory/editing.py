"""Linear regression on the same rows, some of whose responses the last fit gave anew: the error, exactly.

Sources:
- zhu2025 (arXiv:2412.14689): the same model, and a bound where the shares of edited rows fall geometrically
"""

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray


@refusals.meant()
def edited_error(rows: FloatArray, noise: float, shares: FloatArray) -> FloatArray:
    """Give the squared error of the coefficients where each row is answered anew with a chance.

    The residuals r become r + M (P r - r + e), with the projection P on the columns of the design, a random mask M and
    new noise e. With A = P - 1 and the second moments R of r, those of M A r are s^2 A R A beside the diagonal and
    s A R A on it, so R is followed exactly (derived here).

    Args:
        rows: of the design, of shape (size, d), of full column rank.
        noise: standard deviation of the noise on a response, from 0.
        shares: of the rows that are answered anew, from 0 to 1, in generation 1 and each that follows.

    Returns:
        Errors from generation 0 on, of shape (len(shares) + 1,).

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        The model is that of Zhu et al. (2025), arXiv:2412.14689.
    """
    inverse = np.linalg.pinv(rows)
    away = rows @ inverse - np.eye(len(rows))
    moments = noise**2 * np.eye(len(rows))
    errors = [np.trace(inverse @ moments @ inverse.T)]
    for share in shares:
        between = share * away @ moments
        inner = away @ moments @ away
        edited = share**2 * inner + share * (1 - share) * np.diag(np.diag(inner))
        moments = moments + between + between.T + edited + share * noise**2 * np.eye(len(rows))
        errors.append(np.trace(inverse @ moments @ inverse.T))
    return np.array(errors)
