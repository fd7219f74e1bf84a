"""Model collapse is this loop: fit a model, let it sample, and train the next model on what the regime makes of it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np

from collapse.numerics.accepted import check_number

Data = TypeVar("Data")
Params = TypeVar("Params")


class Model(Protocol[Data, Params]):
    """A model family: data are whatever it can be fitted to, raw samples or the statistics that suffice for a fit."""

    def fit(self, data: Data) -> Params:
        """Estimate the parameters from all data, each point by its weight."""

    def sample(self, params: Params, size: int, rng: np.random.Generator) -> Data:
        """Draw a data set of the given size for each replicate."""

    def pool(self, first: Data, second: Data) -> Data:
        """Put two data sets together."""

    def subsample(self, data: Data, size: int, rng: np.random.Generator) -> Data:
        """Draw points of a data set without replacement."""

    def weigh(self, data: Data, weight: float) -> Data:
        """Let each point count for the given weight, from 0 to 1, of what it counted before."""


class Sources(NamedTuple):
    """Where a regime may take the next training set from: new real data, the last model, and the pool of the past.

    `params` are the last model's, `first` are the real data of generation 0, and `generation` is the one to be trained.
    """

    model: Model[Any, Any]
    real: Callable[[int], Any]
    synthetic: Callable[[int], Any]
    pool: Any
    size: int
    rng: np.random.Generator
    params: Any
    first: Any
    generation: int


class Corpus(NamedTuple):
    """What a regime decides: the data the next model trains on, and the pool that is kept for later."""

    training: Any
    pool: Any


Regime: TypeAlias = Callable[[Sources], Corpus]


def recursion(
    model: Model[Data, Params], regime: Regime, truth: Params, *, size: int, generations: int, rng: np.random.Generator
) -> Iterator[Params]:
    """Yield the fit of every generation; generation 0 is fitted to real data, drawn from the truth."""
    check_number(generations, "generations", least=0)
    real = partial(model.sample, truth, rng=rng)
    first = real(size)
    corpus = Corpus(training=first, pool=first)
    params = model.fit(corpus.training)
    yield params
    for generation in range(1, generations + 1):
        synthetic = partial(model.sample, params, rng=rng)
        corpus = regime(Sources(model, real, synthetic, corpus.pool, size, rng, params, first, generation))
        params = model.fit(corpus.training)
        yield params
