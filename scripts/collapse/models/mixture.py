"""A mixture of normal distributions, fitted to samples of itself by expectation and maximisation (EM).

Parameters and points hold one entry for each replicate, and all replicates iterate together. EM climbs to a local peak
of the likelihood, so the start is part of the estimator and is always named: "restart" cuts the points into slices
along their principal axis and knows nothing of the last model; "previous" starts at the parameters that the newest data
were drawn from, which is quicker and keeps components that a restart would lose. (Real data count as drawn from the
truth, so generation 0 then starts there.)

Sources:
- shumailov2024 (doi:10.1038/s41586-024-07566-y): a mixture of two components in the plane, fitted to its own samples
"""

from typing import Literal, NamedTuple

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_finite, check_number
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import FINITE

MOST_ITERATIONS = 200
TOLERANCE = 1e-6  # of the mean log likelihood: EM stops when no replicate gains more
FLOOR = 1e-6  # is added to each variance, so that a component on a single point keeps a density


class Mixture(NamedTuple):
    """The parameters of the model.

    Attributes:
        weights: of each component, of shape (replicates, components), with sum 1.
        means: of shape (replicates, components, dimensions).
        covariances: of shape (replicates, components, dimensions, dimensions).
    """

    weights: FloatArray
    means: FloatArray
    covariances: FloatArray


class Points(NamedTuple):
    """Drawn points, their weights, and where they come from.

    Attributes:
        values: of shape (replicates, size, dimensions).
        weights: of each column, from 0, of shape (size,).
        origin: the parameters that the newest points were drawn from.
    """

    values: FloatArray
    weights: FloatArray
    origin: Mixture


@refusals.model
class Raw(NamedTuple):
    """The model.

    Attributes:
        components: how many are fitted, from 1.
        start: where EM begins, at slices of the points ("restart") or at their origin ("previous").
    """

    components: int
    start: Literal["restart", "previous"]

    def fit(self, data: Points) -> Mixture:
        """Climb the likelihood until no replicate gains any more, for at most 200 steps.

        Returns:
            The mixture.

        Raises:
            ValueError: the points have no positive weight, are not finite, or are fewer than the components; or
                `components` or `start` is none that is accepted.
        """
        check_number(self.components, "components")
        if not data.weights.sum() > 0:
            raise ValueError(f"a fit needs points of positive weight; these weigh {data.weights.sum()} in total")
        if data.values.shape[1] < self.components:
            raise ValueError(f"{data.values.shape[1]} points cannot tell {self.components} components apart; draw more")
        if not np.isfinite(data.values).all():
            raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
        # Where the points lie is no matter of the fit; about their mean the second moments lose no digits.
        origin = data.values.mean(axis=1, keepdims=True)
        powers = moments_of(data.values - origin)
        params = shifted(self.first_guess(data, powers), -origin)
        before = np.full(len(powers), -np.inf)
        for _ in range(MOST_ITERATIONS):
            joint = powers @ coefficients(params)
            likelihood = np.logaddexp.reduce(joint, axis=2)
            params = maximised(powers, np.exp(joint - likelihood[:, :, np.newaxis]) * data.weights[:, np.newaxis])
            mean = likelihood @ data.weights / data.weights.sum()
            if (mean - before).max() < TOLERANCE:
                break
            before = mean
        return shifted(params, origin)

    def first_guess(self, data: Points, powers: FloatArray) -> Mixture:
        """Say where EM begins.

        Args:
            data: the points.
            powers: of each point about the mean of its replicate, from `moments_of`.

        Returns:
            A mixture in the coordinates of the points.

        Raises:
            ValueError: `start` is unknown, or the origin has another number of components.
        """
        if self.start == "previous":
            known = data.origin.weights.shape[1]
            if known != self.components:
                raise ValueError(
                    f"components is {self.components}, and the data come from {known}; as many are accepted"
                )
            return data.origin
        if self.start != "restart":
            raise ValueError(f'start is "{self.start}"; "restart" or "previous" is accepted')
        shares = slices(data.values, self.components) * data.weights[:, np.newaxis]
        return shifted(maximised(powers, shares), data.values.mean(axis=1, keepdims=True))

    def sample(self, params: Mixture, size: int, rng: np.random.Generator) -> Points:
        """Pick a component for each point, and draw from it."""
        check_number(size, "size")
        cumulative = np.cumsum(params.weights, axis=1)
        uniform = rng.random((len(cumulative), size, 1)) * cumulative[:, np.newaxis, -1:]
        picked = (uniform >= cumulative[:, np.newaxis, :-1]).sum(axis=2)
        roots = np.linalg.cholesky(params.covariances)
        rows = np.arange(len(picked))[:, np.newaxis]
        noise = rng.standard_normal((*picked.shape, params.means.shape[2]))
        values = params.means[rows, picked] + (roots[rows, picked] @ noise[..., np.newaxis])[..., 0]
        return Points(values, np.ones(size), params)

    def pool(self, first: Points, second: Points) -> Points:
        """Put the points side by side; the second are the newest."""
        return weighted.pooled(first, second)

    def subsample(self, data: Points, size: int, rng: np.random.Generator) -> Points:
        """Draw points without replacement, other ones in each replicate; only points of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Points, weight: float) -> Points:
        """Scale the weight of each point."""
        return weighted.weighed(data, weight)


def moments_of(values: FloatArray) -> FloatArray:
    """Lay out 1, each coordinate, and each product of two, for each point: all that a normal density looks at.

    Args:
        values: points, of shape (replicates, size, d).

    Returns:
        Powers, of shape (replicates, size, 1 + d + d^2).
    """
    products = (values[..., np.newaxis] * values[..., np.newaxis, :]).reshape(*values.shape[:2], -1)
    return np.concatenate([np.ones_like(values[..., :1]), values, products], axis=2)


def coefficients(params: Mixture) -> FloatArray:
    """Give the log of weight times density as a linear function of `moments_of`, one column a component.

    Args:
        params: the mixture.

    Returns:
        Coefficients, of shape (replicates, 1 + d + d^2, components); the first is minus infinity for a component of
        weight 0.
    """
    precision = np.linalg.inv(params.covariances)
    linear = (precision @ params.means[..., np.newaxis])[..., 0]
    volume = np.linalg.slogdet(params.covariances)[1] + params.means.shape[2] * np.log(2 * np.pi)
    with np.errstate(divide="ignore"):
        constant = np.log(params.weights) - (volume + (linear * params.means).sum(axis=2)) / 2
    rows = np.concatenate([constant[..., np.newaxis], linear, -precision.reshape(*linear.shape[:2], -1) / 2], axis=2)
    return np.swapaxes(rows, 1, 2)


def maximised(powers: FloatArray, shares: FloatArray) -> Mixture:
    """Fit each component to its share of every point; a component that has no share left keeps a weight of 0.

    Args:
        powers: of each point, from `moments_of`.
        shares: of each point in each component, from 0, of shape (replicates, size, components).

    Returns:
        The mixture.
    """
    sums = np.swapaxes(shares, 1, 2) @ powers
    mass = sums[..., 0]
    means_and_products = sums[..., 1:] / np.maximum(mass, np.finfo(float).tiny)[..., np.newaxis]
    dimensions = round(np.sqrt(powers.shape[2] - 0.75) - 0.5)
    means = means_and_products[..., :dimensions]
    products = means_and_products[..., dimensions:].reshape(*means.shape, dimensions)
    covariances = products - means[..., np.newaxis] * means[..., np.newaxis, :] + FLOOR * np.eye(dimensions)
    return Mixture(mass / mass.sum(axis=1, keepdims=True), means, covariances)


def shifted(params: Mixture, origin: FloatArray) -> Mixture:
    """Move all components together.

    Args:
        params: the mixture.
        origin: what is added to all means, of shape (replicates, 1, dimensions).

    Returns:
        The mixture, moved.
    """
    return params._replace(means=params.means + origin)


def slices(values: FloatArray, components: int) -> FloatArray:
    """Cut the points into slices of equal size along the axis on which they vary most.

    Args:
        values: points, of shape (replicates, size, dimensions).
        components: how many slices, from 1 to `size`.

    Returns:
        Shares of 0 or 1, of shape (replicates, size, components).
    """
    centred = values - values.mean(axis=1, keepdims=True)
    axis = np.linalg.eigh(np.einsum("rnd,rne->rde", centred, centred))[1][:, :, -1]
    rank = np.argsort(np.argsort(np.einsum("rnd,rd->rn", centred, axis), axis=1), axis=1)
    place = rank * components // values.shape[1]
    return np.asarray(place[:, :, np.newaxis] == np.arange(components), dtype=float)


@refusals.meant(distance=FINITE)
def two_clusters(replicates: int, distance: float = 4.0) -> Mixture:
    """Two round components of equal weight in the plane, this far apart: a truth, once for each replicate.

    Args:
        replicates: from 1.
        distance: between the means, in standard deviations of a component.

    Returns:
        The mixture.

    Raises:
        ValueError: `replicates` is no whole number from 1, or the distance not finite.
    """
    check_number(replicates, "replicates")
    check_finite(distance, "distance")
    means = np.array([[-distance / 2, 0], [distance / 2, 0]])
    return Mixture(
        np.full((replicates, 2), 0.5),
        np.broadcast_to(means, (replicates, 2, 2)),
        np.broadcast_to(np.eye(2), (replicates, 2, 2, 2)),
    )
