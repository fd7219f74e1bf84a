"""The curve that both experiments draw, two imports away from what they quote.

Sources:
- tree2025 (doi:10.1000/2): the power law
"""

SPREAD = 0.082


def curve(rate, steps):
    """Return what is left after each step."""
    return [rate**step for step in range(steps + 1)]


def standard_error(size):
    """Return the error of a share that was estimated from a sample."""
    return SPREAD / size**0.5
