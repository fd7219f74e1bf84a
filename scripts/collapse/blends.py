"""Regimes that blend real and synthetic data point by point: in unequal numbers with weights, or by editing.

Editing keeps the training set and changes parts of it: a token that the model finds likely, or the response of a row,
is written anew, all others stay as they were. So what is real wears off at the rate of the edits and no faster.

Sources:
- he2025 (doi:10.1093/jrsssb/qkag099): weights for real and synthetic data, of unequal number (k = n / m)
- zhu2025 (arXiv:2412.14689): token editing, and the same for the rows of a linear regression
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from collapse.models.ngram import Places, Texts, pick
from collapse.models.regression import Responses
from collapse.numerics import refusals
from collapse.numerics.accepted import check_positive, check_share
from collapse.numerics.shares import synthetic_points
from collapse.recursion import Corpus, Regime, Sources

Edit: TypeAlias = Callable[[Sources], Any]
"""From the sources, whose pool is the last training set, to that set with some of its points written anew."""


def weighted(real_weight: float, ratio: float) -> Regime:
    """Train on new real data of this total weight and on samples of the last model, of another number, with the rest.

    With a ratio of 1 it is `regimes.weighted`. The weight with the least error is `theory.gaussian.golden_weight`.

    Args:
        real_weight: of all real points together, from 0 to 1; the synthetic points share the rest.
        ratio: real points over synthetic ones, above 0 (k of the source).

    Returns:
        The regime: `size` real points and `size / ratio` synthetic ones, rounded. It raises `ValueError` for a model
        that cannot weigh its data, and for a size that leaves no synthetic point.

    Raises:
        ValueError: if the weight is outside [0, 1], or the ratio no positive number.

    References:
        He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    check_share(real_weight, "real_weight")
    check_positive(ratio, "ratio")

    def regime(sources: Sources) -> Corpus:
        size, written = sources.size, synthetic_points(sources.size, ratio)
        most = max(size, written)  # no point counts for more than 1
        real = sources.model.weigh(sources.real(size), real_weight * (written / most))
        synthetic = sources.model.weigh(sources.synthetic(written), (1 - real_weight) * (size / most))
        training = sources.model.pool(real, synthetic)
        return Corpus(training, training)

    return regime


@refusals.calling
def edited(edit: Edit) -> Regime:
    """Train on the last training set with some of its points written anew; the first is real.

    Args:
        edit: which points, and what is written there.

    Returns:
        The regime, whose pool is its training set. It raises `ValueError` for data that the edit does not know.

    References:
        Zhu et al. (2025), arXiv:2412.14689.
    """

    def regime(sources: Sources) -> Corpus:
        training = edit(sources)
        return Corpus(training, training)

    return regime


def likely_tokens(threshold: float) -> Edit:
    """Draw a token anew from the words before it where the last model gave it at least this probability.

    What is likely is changed and what is rare is kept, which is why the tail outlives it.

    Args:
        threshold: from 0, which draws every token anew, to 1.

    Returns:
        An edit of texts, `models.ngram`.

    Raises:
        ValueError: if the threshold is no probability.

    References:
        Zhu et al. (2025), arXiv:2412.14689.
    """
    check_share(threshold, "threshold")

    def edit(sources: Sources) -> Texts:
        text, model = sources.pool, sources.params
        if not isinstance(model, Places) or not np.array_equal(text.tokens.ravel(), model.tokens):
            raise ValueError(
                "likely_tokens is an edit of the text that an n-gram model was fitted to; use models.ngram"
            )
        places = model.places  # those that a word follows
        following = model.tokens[places + 1]
        pair = model.context[places] * (following.max() + 1) + following
        _, kind, count = np.unique(pair, return_inverse=True, return_counts=True)
        low, high = model.starts[model.context[places]], model.starts[model.context[places] + 1]
        likely = count[kind] >= threshold * (high - low)
        picked = pick(model, low, high, sources.rng.random(len(places)))
        tokens = model.tokens.copy()
        tokens[places[likely] + 1] = model.tokens[model.places[picked[likely]] + 1]
        return Texts(tokens.reshape(text.tokens.shape), text.ends)

    return edit


@refusals.provided("shares", "a list of shares", lambda shares: hasattr(shares, "__len__"))
def relabelled(shares: Sequence[float]) -> Edit:
    """Let the last model answer anew each row of a regression with a chance, a chance for each generation.

    Args:
        shares: of the rows that are answered anew, from 0 to 1, in generation 1 and each that follows; the last of them
            stays.

    Returns:
        An edit of responses, `models.regression.Raw`.

    Raises:
        ValueError: if there is no share, or one is outside [0, 1].

    References:
        Zhu et al. (2025), arXiv:2412.14689: shares that fall geometrically keep the error bounded.
    """
    if not len(shares):
        raise ValueError("shares is empty; at least one share from 0 to 1 is accepted")
    for share in shares:
        check_share(share, "shares")

    def edit(sources: Sources) -> Responses:
        data = sources.pool
        if not (isinstance(data, Responses) and hasattr(sources.model, "noise")):
            raise ValueError(f"{type(data).__name__} are no rows with responses; models.regression.Raw is accepted")
        share = shares[min(sources.generation, len(shares)) - 1]
        noise = sources.model.noise * sources.rng.standard_normal(data.values.shape)
        anew = np.matvec(data.rows, sources.params.values) + noise
        return data._replace(values=np.where(sources.rng.random(data.values.shape) < share, anew, data.values))

    return edit
