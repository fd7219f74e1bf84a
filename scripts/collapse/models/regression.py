"""Linear regression on responses that the last fit gave, plus noise: by least squares on drawn data (`Raw`).

Whoever labels, the inputs are real. The rows of the design are either the same in each generation (`Same`), so that a
larger data set repeats them, or new and standard normal (`Fresh`). A model labels them with its prediction plus normal
noise of the given deviation. The fit minimises the average squared residual plus `ridge` times the squared length of
the coefficients; without a ridge, and with more coefficients than rows, it is the shortest exact fit. To pool data sets
is to stack their rows.

The same design is turned so that its columns are orthogonal, which changes neither predictions nor lengths;
coefficients then refer to its principal axes.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): the same rows in each generation, under replace and accumulate
- dohmatob2025strong (arXiv:2410.04840): fresh rows, ridge, and responses of a wrong model among the real ones
"""

from typing import NamedTuple, Protocol

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_finite, check_not_negative, check_number
from collapse.numerics.draws import distinct_indices
from collapse.numerics.estimate import FloatArray

# Relative to the largest; a Gram matrix carries rounding errors of about 1e-16, and its square root is what counts.
SMALLEST_EIGENVALUE = 1e-10


class Coefficients(NamedTuple):
    """The parameters of the model.

    Attributes:
        values: of shape (replicates, d).
    """

    values: FloatArray


class Responses(NamedTuple):
    """Rows, the responses to them, and their weights.

    Attributes:
        rows: of shape (replicates, size, d), or (1, size, d) where replicates share them.
        values: responses, of shape (replicates, size).
        weights: of each row, from 0, of shape (size,).
    """

    rows: FloatArray
    values: FloatArray
    weights: FloatArray


class Design(Protocol):
    """Where the rows come from."""

    def draw(self, replicates: int, size: int, rng: np.random.Generator) -> FloatArray:
        """Return the rows of a data set.

        Args:
            replicates: from 1.
            size: rows, from 1.
            rng: the generator.

        Returns:
            Rows, of shape (replicates, size, d), or (1, size, d) where replicates share them.
        """


class Same(NamedTuple):
    """The same rows in each generation, turned to their principal axes.

    Attributes:
        rows: in coordinates along the axes, of shape (rows, d).
        spectrum: their mean squares along each axis, ascending, 0 where no row touches it, of shape (d,).
        axes: as columns, of shape (d, d).
    """

    rows: FloatArray
    spectrum: FloatArray
    axes: FloatArray

    def draw(self, replicates: int, size: int, rng: np.random.Generator) -> FloatArray:
        """Repeat the rows as often as the size asks for."""
        del replicates, rng
        return np.tile(self.rows, (repeats(size, len(self.rows)), 1))[np.newaxis]


class Fresh(NamedTuple):
    """New rows in each generation and replicate, with independent standard normal entries.

    Attributes:
        dimension: d, entries of a row, from 1.
    """

    dimension: int

    def draw(self, replicates: int, size: int, rng: np.random.Generator) -> FloatArray:
        """Draw the rows."""
        check_number(size, "size")
        return rng.standard_normal((replicates, size, self.dimension))


@refusals.meant()
def same(rows: FloatArray) -> Same:
    """Turn a design to its principal axes.

    Args:
        rows: finite, of shape (rows, d).

    Returns:
        The design.

    Raises:
        ValueError: the rows are no such table.
    """
    if rows.ndim != 2 or rows.size == 0 or not np.isfinite(rows).all():
        raise ValueError(f"rows have the shape {rows.shape}; a table of finite numbers (rows, d) is accepted")
    spectrum, axes = np.linalg.eigh(rows.T @ rows / len(rows))
    spectrum = np.where(spectrum > SMALLEST_EIGENVALUE * spectrum[-1], spectrum, 0.0)
    return Same(rows @ axes * (spectrum > 0), spectrum, axes)


def repeats(size: int, rows: int) -> int:
    """Return how often a design of so many rows fills a data set, or say that it cannot.

    Args:
        size: rows of the data set, from 1.
        rows: of the design, from 1.

    Returns:
        The size over the rows, from 1.

    Raises:
        ValueError: the size is no whole number from 1, or no multiple of the rows.
    """
    check_number(size, "size")
    if size % rows:
        raise ValueError(f"size is {size}; the same design of {rows} rows fills multiples of {rows} only")
    return size // rows


def constant(values: FloatArray, replicates: int) -> Coefficients:
    """Return the same coefficients for each replicate: the truth.

    Args:
        values: the coefficients, finite, of shape (d,).
        replicates: from 1.

    Returns:
        The parameters.

    Raises:
        ValueError: `replicates` is no whole number from 1, or a coefficient not finite.
    """
    check_number(replicates, "replicates")
    check_finite(values, "coefficients")
    return Coefficients(np.broadcast_to(np.asarray(values, dtype=float), (replicates, len(values))))


@refusals.measurable
@refusals.meant()
@refusals.provided(
    "params",
    "a fit with as many coefficients as the truth",
    lambda params, truth: len(params.values.T) == len(truth.values.T),
)
def squared_error(params: Coefficients, truth: Coefficients) -> FloatArray:
    """Give the squared distance of the coefficients from the truth, for each replicate.

    This is the excess error on new standard normal rows.

    Args:
        params: the fit.
        truth: of as many replicates, or of one.

    Returns:
        Squared distances, of shape (replicates,).
    """
    return np.asarray(np.square(params.values - truth.values).sum(axis=1), dtype=float)


@refusals.model
class Raw(NamedTuple):
    """The model on drawn responses: works for every regime, and costs time and memory in proportion to them.

    Attributes:
        design: where the rows come from.
        noise: standard deviation of the noise on a response, from 0.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
    """

    design: Design
    noise: float
    ridge: float = 0.0

    def fit(self, data: Responses) -> Coefficients:
        """Solve the weighted least-squares problem by its normal equations.

        Returns:
            The coefficients, the shortest ones where there are many.

        Raises:
            ValueError: the rows have no positive weight, rows or responses are not finite, or the ridge is below 0.
        """
        weight = float(data.weights.sum())
        if not weight > 0:
            raise ValueError(f"a fit needs rows of positive weight; these weigh {weight} in total")
        weighted = data.rows * data.weights[:, np.newaxis] / weight
        return solved(weighted.mT @ data.rows, np.matvec(weighted.mT, data.values), self.ridge)

    def sample(self, params: Coefficients, size: int, rng: np.random.Generator) -> Responses:
        """Take the rows of the design and draw the responses."""
        check_not_negative(self.noise, "noise")
        replicates = len(params.values)
        rows = self.design.draw(replicates, size, rng)
        noise = self.noise * rng.standard_normal((replicates, size))
        return Responses(rows, np.matvec(rows, params.values) + noise, np.ones(size))

    def pool(self, first: Responses, second: Responses) -> Responses:
        """Stack the rows."""
        replicates = max(len(first.rows), len(second.rows))
        rows = [np.broadcast_to(part.rows, (replicates, *part.rows.shape[1:])) for part in (first, second)]
        values = np.concatenate([first.values, second.values], axis=1)
        return Responses(np.concatenate(rows, axis=1), values, np.concatenate([first.weights, second.weights]))

    def subsample(self, data: Responses, size: int, rng: np.random.Generator) -> Responses:
        """Draw rows without replacement, other ones in each replicate; only rows of equal weight are accepted."""
        if np.ptp(data.weights) > 0:
            raise ValueError("only rows of equal weight can be subsampled; subsample before weighing")
        replicates, total = data.values.shape
        chosen = distinct_indices(replicates, total, size, rng)
        rows = np.broadcast_to(data.rows, (replicates, *data.rows.shape[1:]))
        picked = np.take_along_axis(rows, chosen[:, :, np.newaxis], axis=1)
        return Responses(picked, np.take_along_axis(data.values, chosen, axis=1), data.weights[:size])

    def weigh(self, data: Responses, weight: float) -> Responses:
        """Scale the weight of each row."""
        return weighted.weighed(data, weight)


def solved(gram: FloatArray, projection: FloatArray, ridge: float) -> Coefficients:
    """Solve (gram + ridge) x = projection in each replicate; the shortest solution where there are many.

    Args:
        gram: mean of x x' over rows x, of shape (replicates, d, d), or (1, d, d) where replicates share it.
        projection: mean of x y over rows x with responses y, of shape (replicates, d).
        ridge: from 0.

    Returns:
        The coefficients.

    Raises:
        ValueError: the ridge is below 0, or data are not finite.
    """
    check_not_negative(ridge, "ridge")
    if not (np.isfinite(gram).all() and np.isfinite(projection).all()):
        raise ValueError("the data hold NaN or infinity; a fit accepts finite rows and responses only")
    penalised = gram + ridge * np.eye(gram.shape[-1])
    if regular(penalised):
        return Coefficients(np.linalg.solve(penalised, projection[..., np.newaxis])[..., 0])
    inverse = np.linalg.pinv(penalised, rcond=SMALLEST_EIGENVALUE, hermitian=True)
    return Coefficients(np.matvec(inverse, projection))


def regular(matrices: FloatArray) -> bool:
    """Tell whether all matrices can be inverted; where one cannot, its triangular root has a vanishing diagonal.

    Args:
        matrices: symmetric, none with a negative eigenvalue, of shape (..., d, d).

    Returns:
        Whether all can, with digits to spare.
    """
    try:
        diagonal = np.diagonal(np.linalg.cholesky(matrices), axis1=-2, axis2=-1)
    except np.linalg.LinAlgError:
        return False
    return bool((np.square(diagonal).min(axis=-1) > SMALLEST_EIGENVALUE * np.square(diagonal).max(axis=-1)).all())
