"""What rows are made of: the last fit of a loop, and the mean of simulated values beside what is expected of it."""

from typing import Any, TypeVar

import numpy as np

from collapse.conformance import Row
from collapse.numerics.estimate import FloatArray, estimate
from collapse.recursion import Model, Regime, recursion

Params = TypeVar("Params")


def last(
    model: Model[Any, Params], regime: Regime, truth: Params, *, size: int, fits: int, rng: np.random.Generator
) -> Params:
    """Run the loop and return the last of so many fits."""
    *_, params = recursion(model, regime, truth, size=size, generations=fits - 1, rng=rng)
    return params


def compare(
    name: str,
    setting: str,
    expected: float,
    samples: FloatArray,
    *,
    source: str = "",
    reading: str = "derived",
    tolerance: float = 0.0,
) -> Row:
    """Compare the mean of the samples with what is expected."""
    found = estimate(samples)
    return Row(name, source, reading, setting, float(expected), float(found.mean), float(found.error), tolerance)
