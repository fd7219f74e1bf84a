"""The mean of simulated values as a row, beside what is expected of it."""

from collapse.conformance import Row
from collapse.estimate import FloatArray, estimate


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
