"""Choices that need more than one sample at a time: the best share of a batch, and a second try with a hint.

Sources:
- qiao2026 (arXiv:2606.13732): a share of each batch is kept, that which is closest to a reference
- zelikman2022 (arXiv:2203.14465): rationalisation, a second try at what was not solved, with the answer as a hint
"""

from typing import Any

import numpy as np

from collapse.curation import Bias, Curation, Reward, check_points
from collapse.numerics import refusals
from collapse.numerics.accepted import check_finite
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Sources


@refusals.calling
@refusals.meant()
@refusals.answering(reward=refusals.scores)
def top_share(reward: Reward, share: float) -> Curation:
    """Draw a batch that is larger by the share, and keep its best: truncation selection, or top-alpha selection.

    Unlike a verifier it keeps the same number however bad all are, and unlike `preferred` without any chance.

    Args:
        reward: from values of shape (replicates, size) or (replicates, size, d) to a number each, (replicates, size).
        share: of the batch that is kept, above 0 and up to 1 (alpha).

    Returns:
        A curation of points. It raises `ValueError` for data without single points, and for a reward of another shape.

    Raises:
        ValueError: if the share is outside (0, 1].

    References:
        Qiao et al. (2026), arXiv:2606.13732.
    """
    if not 0 < share <= 1:
        raise ValueError(f"share is {share}; a share above 0 and up to 1 is accepted")

    def curation(sources: Sources, size: int) -> Any:
        batch = check_points(sources.synthetic(round(size / share)))
        score = np.asarray(reward(batch.values))
        if score.shape != batch.values.shape[:2]:
            raise ValueError(f"the reward has the shape {score.shape}; {batch.values.shape[:2]} is accepted")
        best = np.argpartition(score, -size, axis=1)[:, -size:]
        chosen = best.reshape(best.shape + (1,) * (batch.values.ndim - 2))
        return batch._replace(
            values=np.take_along_axis(batch.values, chosen, axis=1), weights=batch.weights[: best.shape[1]]
        )

    return curation


@refusals.widely
def closeness(centre: FloatArray, covariance: FloatArray) -> Reward:
    """Reward what is close to a reference: minus the squared Mahalanobis distance from its centre.

    Args:
        centre: of shape (d,), or (replicates, d).
        covariance: of the reference, of shape (d, d), or (replicates, d, d); none of its eigenvalues is 0.

    Returns:
        A reward, of values of shape (replicates, size, d).

    Raises:
        ValueError: if either is infinite or NaN, or no distance has a meaning.

    References:
        Qiao et al. (2026), arXiv:2606.13732.
    """
    check_finite(centre, "centre")
    check_finite(covariance, "covariance")
    try:
        root = np.linalg.inv(np.linalg.cholesky(covariance))
    except np.linalg.LinAlgError as error:
        raise ValueError(
            "covariance has an eigenvalue of 0 or below; a positive definite matrix is accepted"
        ) from error

    def reward(values: FloatArray) -> FloatArray:
        apart = values - np.asarray(centre)[..., np.newaxis, :]
        return np.asarray(-np.square(apart @ root.mT).sum(axis=-1), dtype=float)

    return reward


@refusals.calling
def rationalised(hint: Bias) -> Curation:
    """Try again, with a hint, each problem that no rollout has solved; what is right then is learned as if unaided.

    Args:
        hint: from the model's parameters to those it answers with once the answer has been shown.

    Returns:
        A curation of rollouts (`models.solver`), data that say how many were right of each problem.

    Raises:
        ValueError: by the curation, if data are no rollouts.

    References:
        Zelikman et al. (2022), arXiv:2203.14465.
    """

    def curation(sources: Sources, size: int) -> Any:
        batch = sources.synthetic(size)
        if not hasattr(batch, "right"):
            raise ValueError(f"{type(batch).__name__} hold no tries at problems; a solver (models.solver) is accepted")
        hinted = sources.model.sample(hint(sources.params), size, sources.rng)
        return batch._replace(right=np.where(batch.right > 0, batch.right, hinted.right))

    return curation
