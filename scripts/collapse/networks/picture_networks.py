"""Two networks that learn to draw small pictures: a variational autoencoder, and a flow from noise to pictures.

The autoencoder squeezes a picture into a few numbers and draws it again from those; a new picture is what it draws from
random ones. What it draws is the mean of what it thinks possible, without the noise of single dots, and that decides
how fast it collapses. The flow learns in which direction a picture half lost in noise has to move, and a new picture is
noise that has moved all the way. Each fit starts from the same weights, and sees batches in an order of its own.

Sources:
- alemohammad2024 (arXiv:2307.01850): networks that learn from pictures of their own
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from collapse.networks.pictures import Generator, Pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from collapse.numerics.estimate import FloatArray

BATCH, RATE, FLOOR = 128, 2e-3, 0.05  # pictures a step, the learning rate, and the share of it left at the end


@dataclass(frozen=True)
class Autoencoder(Generator):
    """A decoder from a few numbers to a picture, learned together with the encoder that finds them.

    Attributes:
        numbers: between encoder and decoder, from 1.
        width: of each of the two hidden layers of both, from 1.
        pull: how much the numbers are drawn to a standard normal law; 1 is the bound on the likelihood.
        steps: batches of a fit, from 1.
    """

    numbers: int = 8
    width: int = 128
    pull: float = 0.5
    steps: int = 1500

    def fit(self, data: Pictures) -> nn.Module:
        """Learn to draw pictures again.

        Returns:
            The decoder.
        """
        pixels = data.values.shape[2]
        with seeded():
            encoder = layers(pixels, self.width, self.width, 2 * self.numbers)
            decoder = layers(self.numbers, self.width, self.width, pixels)
            noise = nn.Parameter(torch.tensor(-1.5))

            def surprise(batch: torch.Tensor) -> torch.Tensor:
                mean, spread = encoder(batch).chunk(2, dim=1)
                drawn = decoder(mean + spread.exp() * torch.randn_like(mean))
                missed = (((batch - drawn) / noise.exp()).square() / 2 + noise).sum(dim=1)
                pulled = (mean.square() + (2 * spread).exp() - 1 - 2 * spread).sum(dim=1) / 2
                return (missed + self.pull * pulled).mean()

            train(data, surprise, [*encoder.parameters(), *decoder.parameters(), noise], self.steps)
        return decoder

    def draw(self, params: nn.Module, size: int, rng: np.random.Generator) -> FloatArray:
        """Draw what the decoder expects behind random numbers."""
        with torch.inference_mode():
            return plain(params(noise_from(rng, size, self.numbers)))


class Compass(nn.Module):  # type: ignore[misc]  # the library has no types
    """Where a picture half lost in noise has to go, and how far.

    Args:
        pixels: of a picture.
        width: of all layers.
        blocks: layers that add to the state, each with one hidden layer.
        clocks: waves that time is given as, an even number.

    Attributes:
        waves: half the clocks, a sine and a cosine each.
        enter: from pixels and time to the state.
        blocks: what adds to the state.
        leave: from the state to a direction.
    """

    def __init__(self, pixels: int, width: int, blocks: int, clocks: int) -> None:
        super().__init__()
        self.waves = clocks // 2
        self.enter = nn.Linear(pixels + 2 * self.waves, width)
        self.blocks = nn.ModuleList(layers(width, width, width) for _ in range(blocks))
        self.leave = nn.Linear(width, pixels)

    def forward(self, pictures: torch.Tensor, time: torch.Tensor) -> torch.Tensor:
        """Look at pictures and at the time of each.

        Args:
            pictures: of shape (batch, pixels).
            time: of each, from 0 (noise) to 1, of shape (batch, 1).

        Returns:
            Where to go in a unit of time, of shape (batch, pixels).
        """
        angles = time * math.pi * 2.0 ** torch.arange(self.waves)
        state = self.enter(torch.cat([pictures, angles.sin(), angles.cos()], dim=1))
        for block in self.blocks:
            state = state + block(state.relu())
        way: torch.Tensor = self.leave(state.relu())
        return way


@dataclass(frozen=True)
class Flow(Generator):
    """A network that says where a picture half lost in noise has to go.

    Attributes:
        width: of its layers, from 1.
        blocks: layers that add to its state, from 0.
        clocks: waves that time is given as, an even number.
        steps: batches of a fit, from 1.
        strides: in which a picture comes out of noise, from 1.
    """

    width: int = 192
    blocks: int = 3
    clocks: int = 16
    steps: int = 800
    strides: int = 20

    def fit(self, data: Pictures) -> nn.Module:
        """Learn the way from noise to pictures, a straight one for each pair of both.

        Returns:
            The network.
        """
        with seeded():
            compass = Compass(data.values.shape[2], self.width, self.blocks, self.clocks)

            def miss(batch: torch.Tensor) -> torch.Tensor:
                noise, time = torch.randn_like(batch), torch.rand(len(batch), 1)
                way = compass((1 - time) * noise + time * batch, time)
                return (way - (batch - noise)).square().mean()

            train(data, miss, list(compass.parameters()), self.steps)
        return compass

    def draw(self, params: nn.Module, size: int, rng: np.random.Generator) -> FloatArray:
        """Let noise move."""
        pixels: Any = params.leave
        pictures = noise_from(rng, size, pixels.out_features)
        with torch.inference_mode():
            for stride in range(self.strides):
                time = torch.full((size, 1), (stride + 0.5) / self.strides)
                pictures = pictures + params(pictures, time) / self.strides
        return plain(pictures)


def layers(*sizes: int) -> nn.Sequential:
    """Give a perceptron with such layers.

    Args:
        *sizes: of the layers, two or more, the input first.

    Returns:
        Linear layers with rectifiers between them.
    """
    parts = [part for two in pairwise(sizes) for part in (nn.ReLU(), nn.Linear(*two))]
    return nn.Sequential(*parts[1:])


def train(data: Pictures, loss: Callable[[torch.Tensor], torch.Tensor], parts: list[nn.Parameter], steps: int) -> None:
    """Make a loss small, by batches of pictures drawn again and again.

    Args:
        data: the pictures that are learned from.
        loss: of a batch of shape (128, pixels), a single number.
        parts: the parameters, which are changed.
        steps: batches, from 1.
    """
    pictures = torch.tensor(data.values[0], dtype=torch.float32)
    optimiser = torch.optim.Adam(parts, lr=RATE)
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = RATE * (FLOOR + (1 - FLOOR) * (1 + math.cos(math.pi * step / steps)) / 2)
        optimiser.zero_grad()
        loss(pictures[torch.randint(len(pictures), (BATCH,))]).backward()
        optimiser.step()


@contextmanager
def seeded() -> Iterator[None]:
    """Let PyTorch draw the same numbers each time, on one thread, and leave its generator as it was.

    Yields:
        Nothing, once.
    """
    torch.set_num_threads(1)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        yield


def noise_from(rng: np.random.Generator, size: int, across: int) -> torch.Tensor:
    """Draw standard normal noise.

    Args:
        rng: the generator.
        size: rows.
        across: columns.

    Returns:
        Noise, of shape (size, across).
    """
    return torch.tensor(rng.standard_normal((size, across)), dtype=torch.float32)


def plain(pictures: torch.Tensor) -> FloatArray:
    """Give pictures as numbers of the library's kind.

    Args:
        pictures: of any shape, without gradients.

    Returns:
        Floats, of the same shape.
    """
    return np.asarray(pictures.numpy(), dtype=float)
