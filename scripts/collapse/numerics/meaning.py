"""What a name means in all closed forms, so that none answers to a number which cannot be meant.

A closed form is arithmetic, which has a value for minus five tokens as well, and nobody would see from it that the
question was none. So each argument is held to what its name stands for everywhere (`MEANINGS`); where a formula needs
more than that, it says so: `@refusals.meant(size=from_number(2))`.
"""

from typing import Any, NamedTuple

import numpy as np

from collapse.numerics.parameters import TOTAL_ERROR, masked, named


class Meaning(NamedTuple):
    """Which values a name may have, alone or in an array.

    Attributes:
        words: what a message calls them.
        low: the least.
        high: the greatest.
        whole: whether they are whole numbers.
        above: whether the least itself is refused.
        below: whether the greatest itself is refused.
        total: what they sum to, if that is fixed.
        logarithm: whether minus infinity is accepted, the logarithm of 0.
    """

    words: str
    low: float = -np.inf
    high: float = np.inf
    whole: bool = False
    above: bool = False
    below: bool = False
    total: float | None = None
    logarithm: bool = False

    def refuse(self, value: Any, name: str, *, single: bool = False) -> None:
        """Refuse what cannot be meant.

        Args:
            value: a number, or an array.
            name: what the message calls it.
            single: whether one number alone is meant.

        Raises:
            ValueError: if any of it is no number, NaN, infinite, or outside of what is meant.
        """
        values = np.asarray(value)
        if masked(value) or (single and values.ndim) or values.dtype.kind not in "iuf" or not self.holds(values):
            raise ValueError(f"{name} is {named(value)}; {self.words} is accepted")

    def holds(self, values: Any) -> bool:
        """Tell whether all values may be meant.

        Args:
            values: an array of numbers.

        Returns:
            Whether they may.
        """
        inside = np.isfinite(values) | (self.logarithm & (values == -np.inf))
        inside &= (values >= self.low) & (values <= self.high)
        inside &= ~((self.above & (values == self.low)) | (self.below & (values == self.high)))
        if self.whole:
            inside &= values == np.round(values)
        return bool(inside.all()) and (self.total is None or abs(values.sum() - self.total) < TOTAL_ERROR)


def from_number(least: int) -> Meaning:
    """Mean whole numbers.

    Args:
        least: the smallest.

    Returns:
        The meaning.
    """
    return Meaning(f"a whole number from {least}", low=least, whole=True)


FINITE = Meaning("a finite number")
ANY_WHOLE = Meaning("a whole number", whole=True)
ANY_SHARE = Meaning("a share from 0 to 1", 0, 1)
BELOW_ONE = Meaning("a share from 0 and below 1", 0, 1, below=True)
PART = Meaning("a share above 0 and up to 1", 0, 1, above=True)
TOKEN = Meaning("the number of a word, a whole one from 0", 0, whole=True)
INSIDE = Meaning("a chance above 0 and below 1", 0, 1, above=True, below=True)
ABOVE_ONE = Meaning("a number above 1", 1, above=True)
POSITIVE = Meaning("a positive number", 0, above=True)
NOT_NEGATIVE = Meaning("0 or a positive number", 0)
CURVATURE = Meaning("a number from -1 on", -1)  # that of the Bernoulli law: no variance bends down more
NEARLY = Meaning("a share from 0 to 0.9999", 0, 0.9999)  # what more are kept takes hours to count
ATTEMPTS = Meaning("a whole number from 1 to 10000", 1, 10_000, whole=True)  # likewise
VOTES = Meaning("a whole number from 1 to 1000", 1, 1000, whole=True)  # of more there are too many ways for a float
LOGARITHM = Meaning("the logarithm of a probability, from minus infinity to 0,", high=1e-6, logarithm=True)
LAW = Meaning("a row of probabilities with sum 1", 0, 1, total=1.0)
DDOF = Meaning("0 (maximum likelihood) or 1 (unbiased)", 0, 1, whole=True)

MEANINGS = {
    **dict.fromkeys(("generations", "rounds", "count"), from_number(0)),
    **dict.fromkeys(("size", "start_size", "synthetic_size", "dimension", "models"), from_number(1)),
    **dict.fromkeys(
        ("tries", "attempts", "problems", "rollouts", "candidates", "types", "single_ranks"), from_number(1)
    ),
    **dict.fromkeys(("real_fraction", "real_fractions", "real_weight", "share", "shares", "error_rate"), ANY_SHARE),
    **dict.fromkeys(("keep_right", "keep_wrong", "kept_error", "chance"), ANY_SHARE),
    **dict.fromkeys(("before", "after", "correlation", "kept", "power", "level"), ANY_SHARE),
    **dict.fromkeys(
        ("noise", "ridge", "bandwidth", "variance", "separation", "strength", "length", "penalty"), NOT_NEGATIVE
    ),
    **dict.fromkeys(("exponent", "one_fit", "spectrum"), NOT_NEGATIVE),
    **dict.fromkeys(
        ("factor", "radius", "width", "tokens", "prior", "ratio", "temperature", "step", "shape"), POSITIVE
    ),
    **dict.fromkeys(("shift", "centre", "truth", "reward", "value", "mean", "start", "coefficients"), FINITE),
    "ddof": DDOF,
    "curvature": CURVATURE,
    "confidence": INSIDE,
    "probabilities": LAW,
}
