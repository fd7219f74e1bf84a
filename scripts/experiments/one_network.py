"""In one network, a checker saves what it can check, kept data save the rest, and neither does the other's work.

One small decoder learns three-digit sums and sentences of three novels at once, and learns next, a beginner again, from
its own sums and its own sentences. Four regimes (its own alone; a tenth of it new and real; all that there ever was;
as much drawn from all that there ever was), at two temperatures, each with and without an exact checker of sums. A
wrong sum is tried again, up to eight times, and left out if it is never right: were another sum asked instead, easy ones
would take the place of hard ones, which is what the curation `verified` of the library does. All arms of a seed begin
with the same network and are held to the same test, drawn anew for each seed. In two arms more the network writes the
sums to be solved as well.

What was expected, and held to, was written down before the first run. A checker knows nothing of sentences, so it
should move sums, in the mean of all regimes and temperatures, and not the perplexity of text, by more than nothing each
time: zero is what a checker that does nothing gives. Keeping should move the perplexity of text, in the mean of both
temperatures and of both ways to check, again against zero. Where all data are kept, rare words should stay at
temperature 1, where what is sampled is what was learned, and go below it, since each pool is narrower than the last:
half of the first is the line for both, so that temperature is all that differs. Text that learns beside checked sums
should end with a higher perplexity than at first, and a network that writes its own sums should write fewer long ones
than it was taught, though every one that it learns from is right: each is held to its own start.

The test counts the likeliest answer to 1,000 held-out sums of two and of three digits; one-digit sums are too few to
hold any out. Hard are sums of three digits with carries through two columns or more. A rare word is none of the 300 most
frequent. Cut for time: three generations, sums alone and no programs or proofs, and 1,000 words.

Sources:
- gerstgrasser2024: replace against accumulate, which bounds the loss where models sample as they have learned
- kazdan2025: accumulate_subsample, a growing pool under a fixed budget
- feng2025: that a verifier keeps a loop from collapsing
- shumailov2024: that a tenth of real data slows the loss
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from experiments.shared.learning_curves import half_width
from experiments.shared.one_network import point, points
from experiments.shared.palette import FOREGROUND, GRID, SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

__all__ = ["point", "points"]

LAY = ""
READ = ""
LIMITS = ""
ALT = ""
KEEPING = ("replace", "fresh", "accumulate_subsample", "accumulate")
PARAMS = {
    "seeds": 5,
    "arms": (
        *((regime, heat, check, False) for regime in KEEPING for heat in (1.0, 0.7) for check in (False, True)),
        ("replace", 1.0, False, True),
        ("replace", 1.0, True, True),
    ),
    "words": 1000,
    "size": 15_000,
    "page": 9000,
    "head": 100,
    "rare": 300,
    "length": 16,
    "sums": 3000,
    "columns": 3,
    "chances": (0.5, 0.3, 0.2),
    "practice": (500, 0.01),
    "batches": (16, 128),
    "attempts": 8,
    "generations": 3,
    "tested": 1000,
}
