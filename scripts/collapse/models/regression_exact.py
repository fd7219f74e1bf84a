"""Linear regression without data: the law of the fit itself, for the same design and for fresh rows.

What suffices for a fit depends on the design. For the `Same` design it is the average least-squares estimate, in which
the axes of the design do not mix; for `Fresh` rows it is their Gram matrix, a Wishart matrix, and the projection of the
responses on the rows, normal given the Gram matrix. Either way every regime but a subsample is exact and costs the same
whatever the size. Where nothing is pooled and there is no ridge, less will do: `regression_replace`.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): the same design, whose fits add up as independent steps under replace and as
  shrinking ones under
  accumulate
"""

from typing import NamedTuple, NoReturn

import numpy as np

from collapse.models import regression
from collapse.models.regression import Coefficients
from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.wishart import wishart


class Estimates(NamedTuple):
    """All that a fit needs of its data where the design is the same.

    Attributes:
        weight: total weight of the rows.
        values: least-squares estimate along the axes of the design, of shape (replicates, d).
    """

    weight: float
    values: FloatArray


@refusals.model
class ExactSame(NamedTuple):
    """The model with the same rows in each generation.

    Attributes:
        rows: how many the design has, from 1.
        spectrum: mean squares of the rows along the axes of the design, of shape (d,).
        noise: standard deviation of the noise on a response, from 0.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
    """

    rows: int
    spectrum: FloatArray
    noise: float
    ridge: float = 0.0

    def fit(self, data: Estimates) -> Coefficients:
        """Shrink the estimate along each axis; nothing is known along an axis that no row touches.

        Returns:
            The coefficients.

        Raises:
            ValueError: the weight is not positive, or the ridge below 0.
        """
        if not data.weight > 0:
            raise ValueError(f"a fit needs rows of positive weight; these weigh {data.weight} in total")
        return Coefficients(data.values * shrinkage(self.spectrum, self.ridge))

    def sample(self, params: Coefficients, size: int, rng: np.random.Generator) -> Estimates:
        """Draw the estimate that responses would have given."""
        check_not_negative(self.noise, "noise")
        regression.repeats(size, self.rows)
        touched = self.spectrum > 0
        deviation = self.noise / np.sqrt(size * np.where(touched, self.spectrum, np.inf))
        step = rng.standard_normal(params.values.shape)
        step *= deviation
        step += params.values
        return Estimates(float(size), step)

    def pool(self, first: Estimates, second: Estimates) -> Estimates:
        """Average the estimates by weight."""
        weight = first.weight + second.weight
        share = second.weight / weight
        return Estimates(weight, first.values + share * (second.values - first.values))

    def subsample(self, data: Estimates, size: int, rng: np.random.Generator) -> NoReturn:
        """Refuse: which rows are drawn matters, and the estimate does not hold the rows."""
        del data, size, rng
        raise ValueError("estimates cannot be subsampled, they hold no rows; use regression.Raw for this regime")

    def weigh(self, data: Estimates, weight: float) -> Estimates:
        """Scale the weight."""
        check_share(weight, "weight")
        return data._replace(weight=weight * data.weight)


@refusals.meant()
def exact_same(design: regression.Same, noise: float, ridge: float = 0.0) -> ExactSame:
    """Take what matters of a design.

    Args:
        design: rows that are the same in each generation.
        noise: standard deviation of the noise on a response, from 0.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.

    Returns:
        The model.
    """
    return ExactSame(len(design.rows), design.spectrum, noise, ridge)


def shrinkage(spectrum: FloatArray, ridge: float) -> FloatArray:
    """Return the share of a coefficient that a ridge leaves along each axis; none where no row touches the axis.

    Args:
        spectrum: mean squares of the rows along the axes of the design, of shape (d,).
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.

    Returns:
        Shares, of shape (d,).

    Raises:
        ValueError: the ridge is below 0.
    """
    check_not_negative(ridge, "ridge")
    touched = spectrum > 0
    return np.where(touched, spectrum / np.where(touched, spectrum + ridge, 1.0), 0.0)


class Projections(NamedTuple):
    """All that a fit needs of its data where rows are fresh: sums over weighted rows x with response y.

    Attributes:
        weight: total weight of the rows.
        gram: sum of x x', of shape (replicates, d, d).
        projection: sum of x y, of shape (replicates, d).
    """

    weight: float
    gram: FloatArray
    projection: FloatArray


@refusals.model
class ExactFresh(NamedTuple):
    """The model with new standard normal rows in each generation.

    Attributes:
        dimension: d, coefficients, from 1.
        noise: standard deviation of the noise on a response, from 0.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
    """

    dimension: int
    noise: float
    ridge: float = 0.0

    def fit(self, data: Projections) -> Coefficients:
        """Solve the normal equations.

        Returns:
            The coefficients, the shortest ones where there are many.

        Raises:
            ValueError: the weight is not positive, data are not finite, or the ridge is below 0.
        """
        if not data.weight > 0:
            raise ValueError(f"a fit needs rows of positive weight; these weigh {data.weight} in total")
        return regression.solved(data.gram / data.weight, data.projection / data.weight, self.ridge)

    def sample(self, params: Coefficients, size: int, rng: np.random.Generator) -> Projections:
        """Draw the Gram matrix F F', and the projection: its product with the coefficients, and noise along F."""
        check_number(size, "size")
        check_number(self.dimension, "dimension")
        check_not_negative(self.noise, "noise")
        replicates = len(params.values)
        factor = wishart(replicates, self.dimension, size, rng).matrices
        gram = factor @ factor.mT
        noise = self.noise * rng.standard_normal((replicates, factor.shape[2]))
        return Projections(float(size), gram, np.matvec(gram, params.values) + np.matvec(factor, noise))

    def pool(self, first: Projections, second: Projections) -> Projections:
        """Add up all three."""
        return Projections(first.weight + second.weight, first.gram + second.gram, first.projection + second.projection)

    def subsample(self, data: Projections, size: int, rng: np.random.Generator) -> NoReturn:
        """Refuse: which rows are drawn matters, and their Gram matrix does not hold the rows."""
        del data, size, rng
        raise ValueError("Gram matrices cannot be subsampled, they hold no rows; use regression.Raw for this regime")

    def weigh(self, data: Projections, weight: float) -> Projections:
        """Scale all three."""
        check_share(weight, "weight")
        return Projections(weight * data.weight, weight * data.gram, weight * data.projection)
