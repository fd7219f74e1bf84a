"""The years in which public text runs out, how much of it there is, and what it is worth when read again.

Years are counted from 2024, where the projection begins, and are published whole: half a year passes. The authors' file
of projected compute is not in the copy of their repository that could be read, and two of the three years are not
reproduced without it. The stock is published with one digit, "on the order of 300 trillion tokens": a tenth passes.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.theory import repetition
from experiments import data_stock

START, WHOLE = 2024, 0.5
NO_COMPUTE = "without the authors' projection of compute"
UNMET = {0.1: NO_COMPUTE, 0.5: NO_COMPUTE}
STOCK = 3e14
ONE_DIGIT = 0.1
READINGS = {0.1: "primary", 0.5: "second-hand", 0.9: "primary"}


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Run the experiment on more draws than its figure needs, and read its numbers."""
    params: dict[str, Any] = data_stock.PARAMS | {"draws": 200_000}
    numbers = data_stock.numbers(data_stock.simulate(rng, **params))
    for name, level in (("run_out_early", 0.1), ("run_out", 0.5), ("run_out_late", 0.9)):
        value, error, *_ = numbers[name]
        years = float(data_stock.PUBLISHED[level] - START)
        setting = f"years after {START} by which the stock is used up in {level:.0%} of the draws, to half a year"
        yield Row(f"R36 {level:.0%}", "villalobos2024", READINGS[level], setting, years, value - START, error,
                  WHOLE / years, given=True, unmet=UNMET.get(level, ""))  # fmt: skip
    value, error, *_ = numbers["stock"]
    setting = "median stock of 2024 in tokens, filtered and with repetition"
    yield Row("R36 stock", "epoch2024", "primary", setting, STOCK, value, error, ONE_DIGIT, given=True)
    yield from repeated(rng)


def repeated(rng: np.random.Generator) -> Iterator[Row]:
    """Text that is read again until it is worn out, at an exponential time: the published formula is the mean."""
    for epochs in (4, 16, 40):
        worth = 1 + np.minimum(rng.exponential(repetition.PASSES, 200_000), epochs - 1)
        setting = f"{epochs} epochs on the same text, in epochs on new text"
        yield compare(f"R37 {epochs} epochs", setting, repetition.worth(epochs), worth,
                      source="muennighoff2023", reading="second-hand")  # fmt: skip
