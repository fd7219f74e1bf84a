"""A logistic classifier trained on labels that an earlier one gave, or that are wrong at some rate: points only.

Inputs come from two classes of equal size, standard normal around plus and minus a centre on the first axis; the
logistic model is then the true one, with twice the centre as coefficients, and the best any classifier can do is known.
Labels are drawn from the model given the input. The fit minimises the average log loss plus half of `ridge` times the
squared length of the coefficients, by Newton's method. No statistic of fixed size suffices for it, so there is no exact
shortcut.

An example carries its true class beside its label, so that a verifier can tell right from wrong (`right`); no fit looks
at it.

Sources:
- feng2025 (arXiv:2406.07515): a classifier on verified labels, its error rate, and the keep rates of the verifier
"""

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.curation import Curation
from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_not_negative, check_number, check_positive, check_share
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Sources

MOST_STEPS = 50
# Newton's method doubles the correct digits with each step, so after such a step nothing is left to gain.
SMALL_STEP = 1e-7


class Classifier(NamedTuple):
    """The parameters of the model.

    Attributes:
        coefficients: of shape (replicates, d).
    """

    coefficients: FloatArray


class Examples(NamedTuple):
    """Labelled inputs and their weights.

    Attributes:
        values: label (1 or -1), true class (1 or -1) and input of each example, of shape (replicates, size, 2 + d).
        weights: of each column, from 0, of shape (size,).
    """

    values: FloatArray
    weights: FloatArray


@refusals.model
class Raw(NamedTuple):
    """The model, for two classes of inputs.

    Attributes:
        dimension: d, coordinates of an input, from 1.
        separation: distance of each class's centre from the origin, in standard deviations of an input.
        ridge: weight of half the squared length of the coefficients beside the average log loss, from 0.
    """

    dimension: int
    separation: float = 1.0
    ridge: float = 0.0

    def fit(self, data: Examples) -> Classifier:
        """Minimise the penalised log loss of each replicate.

        Returns:
            The classifier.

        Raises:
            ValueError: the examples have no positive weight or are not finite, the ridge is below 0, or no minimum was
                found, as where a line separates the labels and the ridge is 0.
        """
        weight = float(data.weights.sum())
        if not weight > 0:
            raise ValueError(f"a fit needs examples of positive weight; these weigh {weight} in total")
        if not np.isfinite(data.values).all():
            raise ValueError("the data hold NaN or infinity; a fit accepts finite examples only")
        shares = data.weights / weight
        return Classifier(np.array([minimum(part[:, 2:] * part[:, :1], shares, self.ridge) for part in data.values]))

    def sample(self, params: Classifier, size: int, rng: np.random.Generator) -> Examples:
        """Draw classes, inputs, and labels given the inputs."""
        check_number(size, "size")
        values = np.empty((len(params.coefficients), size, 2 + self.dimension))
        rng.standard_normal(out=values)
        classes = np.where(rng.random(values.shape[:2]) < 0.5, 1.0, -1.0)
        values[..., 1] = classes
        values[..., 2] += self.separation * classes
        score = np.matvec(values[..., 2:], params.coefficients)
        values[..., 0] = np.where(rng.logistic(size=score.shape) < score, 1.0, -1.0)
        return Examples(values, np.ones(size))

    def pool(self, first: Examples, second: Examples) -> Examples:
        """Put the examples side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Examples, size: int, rng: np.random.Generator) -> Examples:
        """Draw examples without replacement, other ones in each replicate; they must be of equal weight."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Examples, weight: float) -> Examples:
        """Scale the weight of each example."""
        return weighted.weighed(data, weight)


def minimum(signed: FloatArray, shares: FloatArray, ridge: float) -> FloatArray:
    """Return the coefficients with the least penalised loss, by Newton's method.

    Args:
        signed: inputs times their labels, of shape (size, d).
        shares: weight of each example, of shape (size,), with sum 1.
        ridge: weight of half the squared length of the coefficients, from 0.

    Returns:
        Coefficients, of shape (d,).

    Raises:
        ValueError: the ridge is below 0, or no minimum was found in 50 steps.
    """
    check_not_negative(ridge, "ridge")
    penalty = ridge * np.eye(signed.shape[1])
    coefficients = np.zeros(signed.shape[1])
    for _ in range(MOST_STEPS):
        wrong = 1 / (1 + np.exp(np.minimum(signed @ coefficients, 700.0)))
        curvature = (signed * (shares * wrong * (1 - wrong))[:, np.newaxis]).T @ signed + penalty
        gradient = (shares * wrong) @ signed - ridge * coefficients
        try:
            step = np.linalg.solve(curvature, gradient)
        except np.linalg.LinAlgError:
            break
        coefficients = coefficients + step
        if np.abs(step).max() <= SMALL_STEP * (1 + np.abs(coefficients).max()):
            return coefficients
    raise ValueError(
        f"no fit was found in {MOST_STEPS} steps: the classes can be separated, or no label differs from the others; "
        "use more examples, or a ridge above 0"
    )


def true_classifier(model: Raw, replicates: int) -> Classifier:
    """Return the classifier that the classes follow: the truth.

    Args:
        model: with a dimension from 1 and a positive separation.
        replicates: from 1.

    Returns:
        Twice the centre as coefficients, for each replicate.

    Raises:
        ValueError: the dimension or `replicates` is no whole number from 1, or the separation not positive.
    """
    check_number(model.dimension, "dimension")
    check_number(replicates, "replicates")
    check_positive(model.separation, "separation")
    coefficients = np.zeros(model.dimension)
    coefficients[0] = 2 * model.separation
    return Classifier(np.broadcast_to(coefficients, (replicates, model.dimension)))


def mislabelled(error_rate: float) -> Curation:
    """Label by the true class, and wrongly at this rate, whatever the last model says.

    Args:
        error_rate: share of wrong labels, from 0 to 1.

    Returns:
        A curation of examples.

    Raises:
        ValueError: the error rate is no share.

    References:
        Feng et al. (2025), arXiv:2406.07515.
    """
    check_share(error_rate, "error_rate")

    def curation(sources: Sources, size: int) -> Examples:
        batch: Examples = sources.synthetic(size)
        wrong = sources.rng.random(batch.values.shape[:2]) < error_rate
        batch.values[..., 0] = np.where(wrong, -batch.values[..., 1], batch.values[..., 1])
        return batch

    return curation


def right(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell which examples are labelled with their true class: the truth behind a verifier.

    Args:
        values: as of `Examples`, of shape (..., 2 + d).

    Returns:
        A mask, of shape (...).
    """
    return np.asarray(values[..., 0] == values[..., 1], dtype=bool)


@refusals.measurable
@refusals.meant()
@refusals.provided(
    "params",
    "a classifier with the dimension of the model",
    lambda model, params: params.coefficients.shape[1] == model.dimension,
)
def accuracy(model: Raw, params: Classifier) -> FloatArray:
    """Give the chance that the sign of the score is the class of a new example.

    Args:
        model: whose separation says where the classes are.
        params: the classifier.

    Returns:
        Chances, of shape (replicates,); 1/2 where all coefficients are 0.
    """
    length = np.linalg.norm(params.coefficients, axis=1)
    along = model.separation * params.coefficients[:, 0] / np.where(length > 0, length, 1.0)
    return np.array([math.erfc(-value / math.sqrt(2)) / 2 for value in along])
