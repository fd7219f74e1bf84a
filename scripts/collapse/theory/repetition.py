"""What text is worth that a model has read before.

Sources:
- muennighoff2023 (arXiv:2305.16264): the formula, and its constant from a fit to runs with up to 500 epochs
"""

import math

from collapse.numerics import refusals
from collapse.numerics.meaning import POSITIVE

PASSES = 15.387756
"""Repetitions after which text has lost most of its worth (R* of data), as fitted by the authors to their runs."""


@refusals.meant(passes=POSITIVE)
def worth(epochs: float, passes: float = PASSES) -> float:
    """Give how many epochs on new text so many epochs on the same text are worth: 1 + R* (1 - exp(-(epochs - 1)/R*)).

    It is the mean of the repetitions before a text is worn out, if that comes at an exponential time (read so here).

    Args:
        epochs: passes over the text, from 1; the first of them reads it as new.
        passes: the repetitions after which text has lost most of its worth, above 0.

    Returns:
        Epochs on new text, from 1 to 1 + `passes`.

    Raises:
        ValueError: there is less than one epoch.

    References:
        Muennighoff et al. (2025), arXiv:2305.16264.
    """
    if not epochs >= 1:
        raise ValueError(f"epochs is {epochs}; 1 or more is accepted")
    return 1 - passes * math.expm1(-(epochs - 1) / passes)
