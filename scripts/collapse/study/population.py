"""Several models that feed each other: each trains on what all of them wrote, in shares of its own.

Row k of the shares says from whom model k learns: the identity is as many loops side by side, equal shares are one
common web. A regime is told of the mixture as of one model's samples, so that everything that works for one model works
for several.

Sources:
- vu2025 (arXiv:2505.21677): what happens when models train on each others' outputs
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, TypeVar

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.shares import apportioned
from collapse.recursion import Corpus, Model, Regime, Sources

Params = TypeVar("Params")


@refusals.runnable
def population(
    model: Model[Any, Params],
    regime: Regime,
    truth: Params,
    shares: FloatArray,
    *,
    size: int,
    generations: int,
    rng: np.random.Generator,
) -> Iterator[list[Params]]:
    """Yield the fits of all models in every generation; in generation 0 each is fitted to real data of its own.

    Args:
        model: the model family of all.
        regime: what each next model trains on; its samples are those of all models, mixed.
        truth: the parameters of each replicate, from which real data are drawn.
        shares: from whom each model learns, of shape (models, models), with a sum of 1 in each row.
        size: points in the first training set, from 1, and what a regime is told to use.
        generations: how many fits follow the first, from 0.
        rng: the generator of the whole run.

    Yields:
        The parameters of each model: `generations + 1` times in all.

    Raises:
        ValueError: if something cannot be run, as `recursion` says; at the first fit, if the shares are no such table.
    """
    table = checked(shares)
    real = partial(model.sample, truth, rng=rng)
    first = [real(size) for _ in table]
    pools = list(first)
    fits = [model.fit(data) for data in first]
    yield fits
    for generation in range(1, generations + 1):
        corpora: list[Corpus] = []
        for row, pool, begun, params in zip(table, pools, first, fits, strict=True):
            written = partial(mixed, model, fits, row, rng=rng)
            corpora.append(regime(Sources(model, real, written, pool, size, rng, params, begun, generation)))
        pools = [corpus.pool for corpus in corpora]
        fits = [model.fit(corpus.training) for corpus in corpora]
        yield fits


def mixed(
    model: Model[Any, Params], fits: list[Params], shares: FloatArray, size: int, rng: np.random.Generator
) -> Any:
    """Draw data from several models, from each in whole points as near to its share as can be.

    Args:
        model: the model family.
        fits: the parameters of each.
        shares: with sum 1, of shape (models,).
        size: how many points in all, from 1.
        rng: the generator.

    Returns:
        One data set.
    """
    parts = [
        model.sample(fit, int(count), rng) for fit, count in zip(fits, apportioned(shares, size), strict=True) if count
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole = model.pool(whole, part)
    return whole


def checked(shares: FloatArray) -> FloatArray:
    """Refuse what does not say from whom each model learns.

    Args:
        shares: what was given.

    Returns:
        The same as an array.

    Raises:
        ValueError: if it is no square table of shares with a sum of 1 in each row.
    """
    table = np.asarray(shares, dtype=float)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not len(table):
        raise ValueError(f"shares have the shape {table.shape}; a square table, a row for each model, is accepted")
    if not ((table >= 0).all() and np.allclose(table.sum(axis=1), 1)):
        raise ValueError(f"shares have rows that sum to {table.sum(axis=1)}; none below 0 and a sum of 1 are accepted")
    return table


def together(models: int, own: float = 0.0) -> FloatArray:
    """Give the shares of models that all read the same web, and each its own writing for the rest.

    Args:
        models: how many, from 1.
        own: what each takes from itself alone, from 0 to 1; the rest is from all, itself included.

    Returns:
        Of shape (models, models).

    Raises:
        ValueError: if `models` is no whole number from 1, or `own` no share.
    """
    check_number(models, "models")
    check_share(own, "own")
    return own * np.eye(models) + (1 - own) / models
