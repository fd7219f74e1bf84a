"""What happens to the last model's samples before anything is trained on them: they are filtered, chosen, or voted on.

A *curation* is given the sources and a size and returns a data set of that size. Points (data with `values` and
`weights`, one row a replicate) can be curated in every way. Counts (data with `types` and `counts`) can be verified
without ever being drawn one by one: of c tokens of a type that pass with chance p, Binomial(c, p) pass. Other
sufficient statistics hold no points, so nothing can be said of which would pass.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Sources

Verifier: TypeAlias = Callable[[npt.NDArray[Any]], npt.NDArray[Any]]
"""From values (or types) to the chance that each passes: 0 and 1, a mask, where there is no doubt."""
Reward: TypeAlias = Callable[[npt.NDArray[Any]], FloatArray]
"""From values (or types) to a number each: the higher, the likelier a sample is chosen."""
Curation: TypeAlias = Callable[[Sources, int], Any]
"""From the sources and a size to a data set of that size."""
Bias: TypeAlias = Callable[[Any], Any]
"""From a model's parameters to those that it samples with."""

MOST_BATCHES = 200


@refusals.calling
def passing(verifier: Verifier) -> Curation:
    """Draw until as many samples have passed as are asked for, at most 200 times as many as that.

    Args:
        verifier: from values, or types, to the chance that each passes.

    Returns:
        A curation, for points and for counts.

    Raises:
        ValueError: by the curation, if data are neither, an answer of the verifier is not a chance for each value, or
            too few pass.

    References:
        Feng et al. (2025), arXiv:2406.07515.
    """

    def curation(sources: Sources, size: int) -> Any:
        batch = sources.synthetic(size)
        if hasattr(batch, "counts"):
            return passing_counts(sources, batch, verifier, size)
        return passing_points(sources, check_points(batch), verifier, size)

    return curation


def passing_points(sources: Sources, batch: Any, verifier: Verifier, size: int) -> Any:
    """Collect the first `size` points of each replicate that pass.

    Args:
        sources: where more batches come from; its generator draws who passes.
        batch: a first batch of `size` points, with values of shape (replicates, size) or (replicates, size, ...).
        verifier: from such values to chances of shape (replicates, size).
        size: how many points are wanted in each replicate.

    Returns:
        The batch with values that passed, of the same shape.

    Raises:
        ValueError: if the verifier's answer is not a chance for each value, or too few pass in 200 batches.
    """  # noqa: DOC501 - too_few is a ValueError
    kept = np.empty_like(batch.values)
    filled = np.zeros(len(kept), dtype=np.int64)
    for _ in range(MOST_BATCHES):
        passes = sources.rng.random(batch.values.shape[:2]) < chances(verifier, batch.values, batch.values.shape[:2])
        place = filled[:, np.newaxis] + np.cumsum(passes, axis=1) - 1
        rows, columns = np.nonzero(passes & (place < size))
        kept[rows, place[rows, columns]] = batch.values[rows, columns]
        filled = np.minimum(filled + passes.sum(axis=1), size)
        if filled.min() == size:
            return batch._replace(values=kept)
        batch = sources.synthetic(size)
    raise too_few(int(filled.min()), size)


def passing_counts(sources: Sources, batch: Any, verifier: Verifier, size: int) -> Any:
    """Thin the counts of each batch, add them up, and draw `size` of those that passed.

    Args:
        sources: where more batches come from; its generator draws who passes.
        batch: a first batch of `size` tokens: types of shape (types,) and whole counts of shape (replicates, types).
        verifier: from types to chances of shape (types,).
        size: how many tokens are wanted in each replicate.

    Returns:
        Counts that sum to `size` in each replicate.

    Raises:
        ValueError: if the verifier's answer is not a chance for each type, or too few pass in 200 batches.
    """  # noqa: DOC501 - too_few is a ValueError
    passed = None
    for _ in range(MOST_BATCHES):
        rates = chances(verifier, batch.types, batch.types.shape)
        thinned = sources.rng.binomial(batch.counts.astype(np.int64), rates).astype(float)
        batch = batch._replace(counts=thinned)
        passed = batch if passed is None else sources.model.pool(passed, batch)
        totals = passed.counts.sum(axis=1)
        if totals.min() >= size:
            rows = passed.counts.astype(np.int64)
            drawn = [sources.rng.multivariate_hypergeometric(row, size, method="marginals") for row in rows]
            return passed._replace(counts=np.asarray(drawn, dtype=float))
        batch = sources.synthetic(size)
    raise too_few(int(totals.min()), size)


@refusals.calling
@refusals.answering(reward=refusals.scores)
def preferred(reward: Reward, candidates: int) -> Curation:
    """Draw so many candidates for each sample and choose one, with odds of exp(reward) (Plackett-Luce).

    Args:
        reward: from values of shape (replicates, size) or (replicates, size, ...) to a number each, (replicates, size).
        candidates: how many, from 1, which leaves the choice to no one.

    Returns:
        A curation of points. It raises `ValueError` for counts and other data without single points.

    Raises:
        ValueError: if `candidates` is no whole number from 1.

    References:
        Ferbach et al. (2024), arXiv:2407.09499.
    """
    check_number(candidates, "candidates")

    def curation(sources: Sources, size: int) -> Any:
        batch = check_points(sources.synthetic(size))
        values, best = batch.values, np.full(batch.values.shape[:2], -np.inf)
        for drawn in range(candidates):
            rival = values if drawn == 0 else sources.synthetic(size).values
            # The largest of reward plus Gumbel noise falls on each candidate with odds of exp(reward).
            score = reward(rival) + sources.rng.gumbel(size=best.shape)
            better = score > best
            values = np.where(better.reshape(better.shape + (1,) * (rival.ndim - 2)), rival, values)
            best = np.where(better, score, best)
        return batch._replace(values=values)

    return curation


def voted(votes: int) -> Curation:
    """Replace each sample by the answer that most of so many draws give; of two as frequent, by the first drawn.

    Args:
        votes: how many draws, from 1.

    Returns:
        A curation of points with one value each. It raises `ValueError` for data without single points.

    Raises:
        ValueError: if `votes` is no whole number from 1.
    """
    check_number(votes, "votes")

    def curation(sources: Sources, size: int) -> Any:
        batch = check_points(sources.synthetic(size))
        draws = np.stack([batch.values, *(sources.synthetic(size).values for _ in range(votes - 1))])
        support = np.stack([(draws == draw).sum(axis=0) for draw in draws])
        winner = support.argmax(axis=0)[np.newaxis]
        return batch._replace(values=np.take_along_axis(draws, winner, axis=0)[0])

    return curation


def chances(verifier: Verifier, values: npt.NDArray[Any], shape: tuple[int, ...]) -> FloatArray:
    """Ask the verifier, and refuse an answer that is no chance for each value.

    Args:
        verifier: from values to chances; booleans will do.
        values: what it is asked about.
        shape: that of the answer.

    Returns:
        The chances, of that shape.

    Raises:
        ValueError: if the answer has another shape, or holds anything outside [0, 1].
    """
    answer = np.asarray(verifier(values), dtype=float)
    if answer.shape != shape:
        raise ValueError(f"the verifier answers with shape {answer.shape}; one chance for each of {shape} is accepted")
    if not ((answer >= 0) & (answer <= 1)).all():
        raise ValueError(
            f"the verifier answers from {answer.min()} to {answer.max()}; chances from 0 to 1 are accepted"
        )
    return answer


def check_points(batch: Any) -> Any:
    """Refuse data that hold no single points, and such whose values mean nothing without the rows they belong to.

    Args:
        batch: a data set of any model.

    Returns:
        The same data set.

    Raises:
        ValueError: if it has no `values` and `weights`, or has `rows`.
    """
    if not (hasattr(batch, "values") and hasattr(batch, "weights")):
        raise ValueError(f"{type(batch).__name__} hold no points to choose from; use the model's Raw form")
    if hasattr(batch, "rows"):
        raise ValueError(
            f"{type(batch).__name__} belong to rows and cannot change places; use logistic.Raw to verify labels"
        )
    return batch


def too_few(passed: int, size: int) -> ValueError:
    """Say that the verifier passes nothing, or nearly nothing, of what a model draws.

    Args:
        passed: how many passed, in the replicate with the fewest.
        size: how many are wanted.

    Returns:
        The error to raise.
    """
    drawn = MOST_BATCHES * size
    share = "nothing" if passed == 0 else f"only {passed}"
    return ValueError(
        f"the verifier passes {share} of {drawn} samples in a replicate, and {size} are asked for; "
        "use a verifier that accepts some of what the model draws"
    )
