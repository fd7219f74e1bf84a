"""Logistic and Poisson regression with normal inputs, on responses that the last fit gave.

Whoever labels, the inputs are new and standard normal, without an intercept. A model draws the response to an input
given its score, the input times the coefficients: 1 or 0 with the logistic chance of the score, or a Poisson number
with the exponential of the score as mean. The fit is by maximum likelihood, by Newton's method in all replicates at
once, each row by its weight; a ridge keeps few rows from being separated. `models.logistic` is another model, the
classifier of two known classes.

Sources:
- he2025 (doi:10.1093/jrsssb/qkag099): both regressions with fresh real data, and weights
- dey2024 (arXiv:2410.22812): logistic regression under replace and accumulate
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from collapse.models import regression
from collapse.models.regression import Coefficients, Responses
from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number
from collapse.numerics.estimate import FloatArray

Draw: TypeAlias = Callable[[FloatArray, np.random.Generator], FloatArray]

MOST_STEPS = 50
SMALL_STEP = 1e-9
MOST_HALVES = 30
SAFE_STEP = 0.1
HIGHEST_SCORE = 20.0
"""Of a Poisson response: its mean is 500 million there, and the authors' code cuts scores at the same height."""
ROWS = regression.Raw(regression.Fresh(1), noise=0.0)
"""Rows with responses are pooled, subsampled and weighed as in linear regression."""


class Family(NamedTuple):
    """A family by its responses, and what a score says of their mean.

    Attributes:
        name: as messages call it.
        response: draws responses to scores.
        mean: of a response, as a function of the score.
        slope: derivative of the mean, which is the variance of a response as well.
        total: integral of the mean: a row's loss is this less the response times the score.
    """

    name: str
    response: Draw
    mean: Callable[[FloatArray], FloatArray]
    slope: Callable[[FloatArray], FloatArray]
    total: Callable[[FloatArray], FloatArray]


def chance(score: FloatArray) -> FloatArray:
    """Give the logistic chance of a score.

    Args:
        score: of any shape.

    Returns:
        Of the same shape, from 0 to 1.
    """
    return np.asarray((1 + np.tanh(score / 2)) / 2, dtype=float)


def exponential(score: FloatArray) -> FloatArray:
    """Give the mean of a Poisson response, cut where it is beyond all counts.

    Args:
        score: of any shape.

    Returns:
        Of the same shape, above 0.
    """
    return np.asarray(np.exp(np.clip(score, -HIGHEST_SCORE, HIGHEST_SCORE)), dtype=float)


LOGISTIC = Family(
    "logistic",
    response=lambda score, rng: (rng.random(score.shape) < chance(score)).astype(float),
    mean=chance,
    slope=lambda score: (1 - np.square(np.tanh(score / 2))) / 4,
    total=lambda score: np.logaddexp(0, score),
)
POISSON = Family(
    "poisson",
    response=lambda score, rng: rng.poisson(exponential(score)).astype(float),
    mean=exponential,
    slope=exponential,
    total=exponential,
)


@refusals.model
class Raw(NamedTuple):
    """The model on drawn rows: works for every regime, and costs time and memory in proportion to them.

    Attributes:
        family: `LOGISTIC` or `POISSON`.
        dimension: entries of a row, from 1.
        ridge: weight of half the squared length of the coefficients beside the average loss, from 0.
    """

    family: Family
    dimension: int
    ridge: float = 0.0

    def fit(self, data: Responses) -> Coefficients:
        """Maximise the likelihood in each replicate.

        Returns:
            The coefficients.

        Raises:
            ValueError: the rows have no positive weight, rows or responses are not finite, the ridge is below 0, or
                there is no maximum, as where a plane separates the responses and the ridge is 0.
        """
        weight = float(data.weights.sum())
        if not weight > 0:
            raise ValueError(f"a fit needs rows of positive weight; these weigh {weight} in total")
        if not (np.isfinite(data.rows).all() and np.isfinite(data.values).all()):
            raise ValueError("the data hold NaN or infinity; a fit accepts finite rows and responses only")
        return Coefficients(likeliest(self.family, data, data.weights / weight, self.ridge))

    def sample(self, params: Coefficients, size: int, rng: np.random.Generator) -> Responses:
        """Draw rows, and responses to them."""
        check_number(self.dimension, "dimension")
        rows = rng.standard_normal((len(params.values), size, self.dimension))
        return Responses(rows, self.family.response(np.matvec(rows, params.values), rng), np.ones(size))

    def pool(self, first: Responses, second: Responses) -> Responses:
        """Stack the rows."""
        return ROWS.pool(first, second)

    def subsample(self, data: Responses, size: int, rng: np.random.Generator) -> Responses:
        """Draw rows without replacement, other ones in each replicate; only rows of equal weight are accepted."""
        return ROWS.subsample(data, size, rng)

    def weigh(self, data: Responses, weight: float) -> Responses:
        """Scale the weight of each row."""
        return ROWS.weigh(data, weight)


def shortened(loss: Callable[[FloatArray], FloatArray], start: FloatArray, step: FloatArray) -> FloatArray:
    """Halve the step of each replicate until it leads no further up: a whole one of Newton's may lead too far.

    Args:
        loss: of coefficients, in each replicate.
        start: coefficients, of shape (replicates, d).
        step: from there, of the same shape.

    Returns:
        The step, of the same shape.
    """
    before, taken = loss(start), step.copy()
    for _ in range(MOST_HALVES):
        worse = loss(start + taken) > before
        if not worse.any():
            break
        taken[worse] /= 2
    return taken


def likeliest(family: Family, data: Responses, shares: FloatArray, ridge: float) -> FloatArray:
    """Find the coefficients of the greatest likelihood by Newton's method.

    Args:
        family: of the responses.
        data: rows and responses, of shapes (replicates, size, d) and (replicates, size).
        shares: weight of each row, with sum 1, of shape (size,).
        ridge: weight of half the squared length of the coefficients, from 0.

    Returns:
        Coefficients, of shape (replicates, d).

    Raises:
        ValueError: the ridge is below 0, or no maximum was found in 50 steps.
    """
    check_not_negative(ridge, "ridge")
    penalty = ridge * np.eye(data.rows.shape[2])

    def loss(tried: FloatArray) -> FloatArray:
        score = np.matvec(data.rows, tried)
        return np.asarray(
            (family.total(score) - data.values * score) @ shares + ridge / 2 * np.square(tried).sum(axis=1)
        )

    coefficients = np.zeros((len(data.values), data.rows.shape[2]))
    for _ in range(MOST_STEPS):
        score = np.matvec(data.rows, coefficients)
        weighed = data.rows * (shares * family.slope(score))[..., np.newaxis]
        gradient = np.matvec(data.rows.mT, shares * (data.values - family.mean(score))) - ridge * coefficients
        try:
            step = np.linalg.solve(weighed.mT @ data.rows + penalty, gradient[..., np.newaxis])[..., 0]
        except np.linalg.LinAlgError:
            break
        if np.abs(step).max() > SAFE_STEP:
            step = shortened(loss, coefficients, step)
        coefficients += step
        if np.abs(step).max() <= SMALL_STEP * (1 + np.abs(coefficients).max()):
            return coefficients
    raise ValueError(
        f"no {family.name} fit was found in {MOST_STEPS} steps: the responses can be separated, or are all the same; "
        "use more rows, or a ridge above 0"
    )
