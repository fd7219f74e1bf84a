"""The networks that learn to draw, going on from the weights that drew the last pictures instead of beginning anew.

A training set brings the weights along. Everything else is as in `picture_networks`, layers, loss, steps, rates and the
order of batches, so that without weights both learn the same to the last bit. Their losses stand here once more because
results of many minutes rest on that module to the letter. The mixture has no weights to go on from: its fit finds a
mixture anew each time.

Sources:
- shumailov2024 (doi:10.1038/s41586-024-07566-y): models that go on learning from the output of the last
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import nn

from collapse.networks import picture_networks
from collapse.networks.picture_networks import Compass, layers, seeded, train

if TYPE_CHECKING:
    import numpy as np

    from collapse.networks.pictures import Pictures
    from collapse.numerics.estimate import FloatArray
    from collapse.recursion import Corpus, Regime, Sources


class Resumed(NamedTuple):
    """A training set, and the network that goes on with it.

    Attributes:
        values: pixels from 0 to 1, of shape (1, size, pixels).
        last: the network that drew last, which stays as it is.
    """

    values: FloatArray
    last: nn.Module


def going_on(regime: Regime) -> Regime:
    """Let the next network go on from the last one's weights, with what a regime makes of the data.

    Args:
        regime: what is learned from.

    Returns:
        The regime, whose pool is the other's.
    """

    def resuming(sources: Sources) -> Corpus:
        corpus = regime(sources)
        return corpus._replace(training=Resumed(corpus.training.values, sources.params))

    return resuming


class Both(nn.Module):  # type: ignore[misc]  # the library has no types
    """All that an autoencoder learns.

    Args:
        pixels: of a picture.
        width: of each hidden layer.
        numbers: between encoder and decoder.

    Attributes:
        encoder: from a picture to the means and spreads of a few numbers.
        decoder: from these numbers to a picture.
        noise: of a dot, as a logarithm.
    """

    def __init__(self, pixels: int, width: int, numbers: int) -> None:
        super().__init__()
        self.encoder = layers(pixels, width, width, 2 * numbers)
        self.decoder = layers(numbers, width, width, pixels)
        self.noise = nn.Parameter(torch.tensor(-1.5))


class Autoencoder(picture_networks.Autoencoder):
    """An autoencoder that goes on, its encoder too, where its training set brings one along.

    Attributes:
        numbers: between encoder and decoder, from 1.
        width: of each of the two hidden layers of both, from 1.
        pull: how much the numbers are drawn to a standard normal law; 1 is the bound on the likelihood.
        steps: batches of a fit, from 1.
    """

    def fit(self, data: Pictures | Resumed) -> nn.Module:
        """Learn to draw pictures again.

        Returns:
            Encoder, decoder and noise.
        """
        with seeded():
            both = resumed(Both(data.values.shape[2], self.width, self.numbers), data)

            def surprise(batch: torch.Tensor) -> torch.Tensor:
                mean, spread = both.encoder(batch).chunk(2, dim=1)
                drawn = both.decoder(mean + spread.exp() * torch.randn_like(mean))
                missed = (((batch - drawn) / both.noise.exp()).square() / 2 + both.noise).sum(dim=1)
                pulled = (mean.square() + (2 * spread).exp() - 1 - 2 * spread).sum(dim=1) / 2
                return (missed + self.pull * pulled).mean()

            train(data, surprise, list(both.parameters()), self.steps)  # type: ignore[arg-type]  # values are enough
        return both

    def draw(self, params: Both, size: int, rng: np.random.Generator) -> FloatArray:
        """Draw what the decoder expects behind random numbers."""
        return super().draw(params.decoder, size, rng)


class Flow(picture_networks.Flow):
    """A flow that goes on where its training set brings one along.

    Attributes:
        width: of its layers, from 1.
        blocks: layers that add to its state, from 0.
        clocks: waves that time is given as, an even number.
        steps: batches of a fit, from 1.
        strides: in which a picture comes out of noise, from 1.
    """

    def fit(self, data: Pictures | Resumed) -> nn.Module:
        """Learn the way from noise to pictures, a straight one for each pair of both.

        Returns:
            The network.
        """
        with seeded():
            compass = resumed(Compass(data.values.shape[2], self.width, self.blocks, self.clocks), data)

            def miss(batch: torch.Tensor) -> torch.Tensor:
                noise, time = torch.randn_like(batch), torch.rand(len(batch), 1)
                way = compass((1 - time) * noise + time * batch, time)
                return (way - (batch - noise)).square().mean()

            train(data, miss, list(compass.parameters()), self.steps)  # type: ignore[arg-type]  # values are enough
        return compass


def resumed(beginner: Any, data: Pictures | Resumed) -> Any:
    """Give a beginner the weights that its training set brings along.

    Args:
        beginner: a network, which is changed.
        data: what it is to learn from.

    Returns:
        The network.
    """
    if isinstance(data, Resumed):
        beginner.load_state_dict(data.last.state_dict())
    return beginner
