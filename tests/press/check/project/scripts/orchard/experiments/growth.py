"""An orchard that is replanted grows, and keeps its share of old trees small.

Nothing is drawn at random here either.

Sources:
- smith2024: the share
"""

from orchard import curves

NAME = "Trees that are planted"
LAY = "The orchard grows to {trees} trees."
READ = "The line is the number of trees."
LIMITS = "Frost is left out."
ALT = "A rising line that ends at {trees} trees."
PARAMS = {"start": 10_000, "rate": 1.0093, "steps": 100}
REPLAY = "numerical"
TOLERANCE = 1e-6


def simulate(rng, *, start, rate, steps):
    """Return the number of trees after each step."""
    grown = curves.curve(rate, steps)
    tables = {"trees": start, "saplings": start / 4}
    return {
        name: {"step": list(range(steps + 1)), "count": [first * each for each in grown]}
        for name, first in tables.items()
    }


def numbers(series):
    """Quote the end of the curve, and the share of the trees that were there at the start."""
    count = series["trees"]["count"]
    return {
        "trees": (count[-1], 140.0, "trees", "trees at the end"),
        "saplings": (series["saplings"]["count"][-1], 40.0, "trees", "young trees at the end"),
        "lost": (0.25, 0.01, "share of trees", "trees that frost takes"),
        "gained": (-0.25, 0.01, "share of trees", "change of the share of old trees"),
        "fruit": (count[-1] / 50, 3.0, "baskets", "baskets of fruit at the end"),
        "old": (count[0] / count[-1] / 2, 0.002, "", "share of old trees"),
    }


def plot(axes, series):
    """Draw the curve."""
    axes.plot(series["trees"]["step"], series["trees"]["count"], color="#070809")
