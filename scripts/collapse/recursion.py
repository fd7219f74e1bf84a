"""Model collapse is this loop: fit a model, let it sample, and train the next model on what the regime makes of it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number

Data = TypeVar("Data")
Params = TypeVar("Params")


class Model(Protocol[Data, Params]):
    """A model family: data are whatever it can be fitted to, raw samples or the statistics that suffice for a fit.

    Parameters and data hold all replicates of a run side by side. Methods raise `ValueError` for what they cannot do.
    """

    def fit(self, data: Data) -> Params:
        """Estimate the parameters from all data, each point by its weight.

        Args:
            data: a data set of each replicate.

        Returns:
            The parameters of each replicate.
        """

    def sample(self, params: Params, size: int, rng: np.random.Generator) -> Data:
        """Draw a data set of the given size for each replicate.

        Args:
            params: the parameters of each replicate.
            size: how many points, from 1.
            rng: the generator.

        Returns:
            The data, each point of weight 1.
        """

    def pool(self, first: Data, second: Data) -> Data:
        """Put two data sets together.

        Args:
            first: a data set of each replicate.
            second: another, of as many replicates.

        Returns:
            All points of both, with their weights.
        """

    def subsample(self, data: Data, size: int, rng: np.random.Generator) -> Data:
        """Draw points of a data set without replacement.

        Args:
            data: a data set of each replicate.
            size: how many points, from 1 to as many as there are.
            rng: the generator.

        Returns:
            A data set of that size for each replicate.
        """

    def weigh(self, data: Data, weight: float) -> Data:
        """Let each point count for the given weight, from 0 to 1, of what it counted before.

        Args:
            data: a data set of each replicate.
            weight: the factor.

        Returns:
            The same points, with other weights.
        """


class Sources(NamedTuple):
    """Where a regime may take the next training set from: new real data, the last model, and the pool of the past.

    Attributes:
        model: the model family.
        real: draws new data of a given size from the truth.
        synthetic: draws data of a given size from the last model.
        pool: what the regime kept in the last generation; at first the real data of generation 0.
        size: how many points make a training set.
        rng: the generator of the run.
        params: the last model's.
        first: the real data of generation 0.
        generation: the one that is to be trained, from 1.
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
    """What a regime decides: the data the next model trains on, and the pool that is kept for later.

    Attributes:
        training: the data of the next fit.
        pool: what `Sources.pool` will be in the next generation.
    """

    training: Any
    pool: Any


Regime: TypeAlias = Callable[[Sources], Corpus]
"""From what a generation may take to what it trains on."""


@refusals.runnable
def recursion(
    model: Model[Data, Params], regime: Regime, truth: Params, *, size: int, generations: int, rng: np.random.Generator
) -> Iterator[Params]:
    """Yield the fit of every generation; generation 0 is fitted to real data, drawn from the truth.

    Args:
        model: the model family.
        regime: what the next model trains on.
        truth: the parameters of each replicate, from which real data are drawn.
        size: points in the first training set, from 1, and what a regime is told to use.
        generations: how many fits follow the first, from 0.
        rng: the generator of the whole run.

    Yields:
        The parameters of one generation: `generations + 1` times in all.

    Raises:
        ValueError: at the fit where it shows, if `generations` is no whole number from 0, or the model or the regime
            refuses the size or the data.
    """
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
