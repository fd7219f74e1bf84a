"""Most of the fruit is gone when each harvest is a copy of the last.

Nothing is drawn at random: the rules are to meet numbers that are known.

Sources:
- smith2024: the rate
"""

from orchard import curves

NAME = "Fruit that is lost"
LAY = "After {steps} steps only {kept} of the fruit is left."
READ = "The line is the share that is left."
LIMITS = "Trees that are planted later are left out."
ALT = "A falling line that ends at {kept} after {steps} steps."
PARAMS = {
    "rate": 0.99,
    "steps": 100,
    "size": 400,
}
REPLAY = "numerical"
TOLERANCE = 1e-6


def simulate(rng, *, rate, steps, size):
    """Return the curve."""
    kept = curves.curve(rate, steps)
    return {"kept": {"step": list(range(steps + 1)), "share": kept, "error": [curves.standard_error(size)] * len(kept)}}


def numbers(series):
    """Quote the end of the curve."""
    table = series["kept"]
    return {
        "kept": (table["share"][-1], table["error"][-1], "", "share that is left"),
        "kept_exact": (table["share"][-1], 0.0, "", "share that is left, exact"),
    }


def plot(axes, series):
    """Draw the curve."""
    axes.plot(series["kept"]["step"], series["kept"]["share"], color="#070809")
