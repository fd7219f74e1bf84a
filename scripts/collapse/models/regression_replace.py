"""Linear regression on fresh rows where each fit sees a single data set, as under replace: the law of its error.

The error of a least-squares fit on standard normal rows is multivariate t, so `FreshAlone` needs no Gram matrix; and as
that law is the same in all directions, `FreshDistance` follows only the distance from the truth, at the same cost in
any dimension. Both are without a ridge. Where data sets meet, `regression_exact` knows how much each tells.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): the model under replace
"""

from typing import NamedTuple, NoReturn

import numpy as np

from collapse.models.regression import Coefficients
from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number
from collapse.numerics.estimate import FloatArray


@refusals.model
class FreshAlone(NamedTuple):
    """The model by the error of a fit: its data are the estimate that rows and responses would have given.

    Attributes:
        dimension: coefficients, from 1.
        noise: standard deviation of the noise on a response, from 0.
    """

    dimension: int
    noise: float

    def fit(self, data: Coefficients) -> Coefficients:
        """Return the least-squares estimate."""
        return data

    def sample(self, params: Coefficients, size: int, rng: np.random.Generator) -> Coefficients:
        """Draw the estimate that responses would have given: off by normal noise over a root chi-squared."""
        check_number(self.dimension, "dimension")
        check_not_negative(self.noise, "noise")
        deviation = error_scale(len(params.values), self.dimension, size, rng)
        deviation *= self.noise
        step = rng.standard_normal(params.values.shape)
        step *= deviation[:, np.newaxis]
        step += params.values
        return Coefficients(step)

    def pool(self, first: Coefficients, second: Coefficients) -> NoReturn:
        """Refuse: a pool needs to know how much each estimate knows in each direction."""
        refuse(first, second)

    def subsample(self, data: Coefficients, size: int, rng: np.random.Generator) -> NoReturn:
        """Refuse."""
        refuse(data, size, rng)

    def weigh(self, data: Coefficients, weight: float) -> NoReturn:
        """Refuse."""
        refuse(data, weight)


class Distance(NamedTuple):
    """How far coefficients are from the truth.

    Attributes:
        squared: squared distance, of shape (replicates,).
    """

    squared: FloatArray


def no_distance(replicates: int) -> Distance:
    """Return the truth.

    Args:
        replicates: from 1.

    Returns:
        Distances of 0.

    Raises:
        ValueError: `replicates` is no whole number from 1.
    """
    check_number(replicates, "replicates")
    return Distance(np.zeros(replicates))


@refusals.model
class FreshDistance(NamedTuple):
    """The model by its distance from the truth alone: its data are the distance of the estimate.

    Attributes:
        dimension: coefficients, from 1.
        noise: standard deviation of the noise on a response, from 0.
    """

    dimension: int
    noise: float

    def fit(self, data: Distance) -> Distance:
        """Return the distance of the least-squares estimate."""
        return data

    def sample(self, params: Distance, size: int, rng: np.random.Generator) -> Distance:
        """Draw the error along the present distance, and the rest of it across."""
        check_number(self.dimension, "dimension")
        check_not_negative(self.noise, "noise")
        replicates = len(params.squared)
        deviation = error_scale(replicates, self.dimension, size, rng)
        deviation *= self.noise
        along = np.sqrt(params.squared) + deviation * rng.standard_normal(replicates)
        across = 2 * rng.standard_gamma((self.dimension - 1) / 2, replicates)
        return Distance(np.square(along) + np.square(deviation) * across)

    def pool(self, first: Distance, second: Distance) -> NoReturn:
        """Refuse: a pool needs to know how much each estimate knows in each direction."""
        refuse(first, second)

    def subsample(self, data: Distance, size: int, rng: np.random.Generator) -> NoReturn:
        """Refuse."""
        refuse(data, size, rng)

    def weigh(self, data: Distance, weight: float) -> NoReturn:
        """Refuse."""
        refuse(data, weight)


def error_scale(replicates: int, dimension: int, size: int, rng: np.random.Generator) -> FloatArray:
    """Draw the scale of a least-squares error on fresh rows.

    Args:
        replicates: from 1.
        dimension: coefficients, from 1.
        size: rows, from `dimension`.
        rng: the generator.

    Returns:
        Standard deviations of a coefficient in units of the noise, of shape (replicates,).

    Raises:
        ValueError: there are fewer rows than coefficients.
    """
    if size < dimension:
        raise ValueError(
            f"size is {size}; a fit of {dimension} coefficients without a ridge needs {dimension} rows or more"
        )
    return np.asarray(1 / np.sqrt(2 * rng.standard_gamma((size - dimension + 1) / 2, replicates)), dtype=float)


def refuse(*given: object) -> NoReturn:
    """Say that this model serves regimes without a pool only.

    Args:
        *given: whatever was asked for.

    Raises:
        ValueError: always.
    """
    del given
    raise ValueError(
        "this shortcut holds single data sets, as in replace; use regression_exact.ExactFresh where they meet"
    )
