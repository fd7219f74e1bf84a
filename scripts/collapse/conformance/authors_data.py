"""What the authors of kazdan2025 measured themselves, against our closed forms: their data decide, not our simulation.

The table is a summary of `notebooks/00_gaussian_fitting/data/sweeps=k3mipjqi_runs_histories.parquet` in the repository
RylanSchaeffer/KoyejoLab-Collapse-or-Thrive at commit 369132e38c6b4774efbdafead228a0858497e17e (16 February 2025), which
has no licence file, so the file itself is not kept here: 764 runs of 100 fits of a normal distribution in one
dimension, by maximum likelihood. Fit 1 is made on real data.

Each line holds means and standard errors over runs. Of the variance under replace the mean of the logarithm is tested,
with the standard error that theory gives for so many runs: of the plain mean after 100 fits to 10 points the runs show
nothing at all (tests/collapse/theory/test_traps.py). The three fits of one run depend on each other, so the rows of a
line are not independent evidence. What is expected is ours, what is measured is theirs, and `source` says whose data it
is.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from collapse.conformance import Row
from collapse.theory import gaussian as theory

SUMMARY = """
# regime   n   fits runs variance error  squared_error error log_variance
replace    10    1  111  .9641 .0435  .10765 .01200   -.1507
replace    10   10  111  .3010 .0417  .54089 .06451  -2.1523
replace    10  100  111  .0000 .0000  .92547 .16583 -21.8643
replace    32    1  107  .9763 .0225  .03318 .00365   -.0517
replace    32   10  107  .7242 .0653  .26803 .04651   -.6440
replace    32  100  107  .0731 .0431  .72781 .11993  -6.1795
replace    100   1  115  .9915 .0128  .00872 .00098   -.0184
replace    100  10  115  .8907 .0386  .09371 .01232   -.2100
replace    100 100  115  .3087 .0399  .58374 .10605  -1.9174
replace    316   1   49 1.0047 .0104  .00288 .00069    .0022
replace    316  10   49  .9718 .0352  .02623 .00465   -.0621
replace    316 100   49  .7031 .0774  .19986 .04382   -.6137
accumulate 10    1  109  .9670 .0425  .10119 .01171
accumulate 10   10  109  .8742 .0434  .14542 .01657
accumulate 10  100  109  .8732 .0476  .15814 .01848
accumulate 32    1  114  .9786 .0216  .03277 .00348
accumulate 32   10  114  .9564 .0262  .05063 .00613
accumulate 32  100  114  .9550 .0272  .05292 .00617
accumulate 100   1  110  .9967 .0130  .00895 .00101
accumulate 100  10  110  .9935 .0164  .01514 .00242
accumulate 100 100  110  .9967 .0168  .01596 .00244
accumulate 316   1   49 1.0076 .0108  .00276 .00068
accumulate 316  10   49 1.0057 .0139  .00433 .00099
accumulate 316 100   49 1.0080 .0150  .00476 .00110
"""


class Mean(NamedTuple):
    """Over runs, with its standard error."""

    value: float
    error: float


class Cell(NamedTuple):
    """One setting after so many fits; the mean log variance is there under replace only."""

    regime: str  # `replace` or `accumulate`
    size: int  # points in a sample
    fits: int  # how many, the first on real data
    runs: int  # how many of them make the means
    variance: Mean  # of the fits
    squared_error: Mean  # of their means
    log_variance: float | None  # its mean, without an error of its own


def cells() -> Iterator[Cell]:
    """Read the summary, a cell a line."""
    for line in SUMMARY.strip().splitlines()[1:]:
        regime, size, fits, runs, *means = line.split()
        variance, variance_error, error, error_error, *log_variance = (float(mean) for mean in means)
        yield Cell(
            regime,
            int(size),
            int(fits),
            int(runs),
            Mean(variance, variance_error),
            Mean(error, error_error),
            log_variance[0] if log_variance else None,
        )


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Compare each cell with the closed forms; nothing is drawn."""
    del rng
    for cell in cells():
        generations = cell.fits - 1
        if cell.log_variance is None:
            error = theory.accumulate_error(cell.size, generations)[-1]
            yield theirs(cell, "variance", 1 - error, cell.variance)
        else:
            error = theory.replace_error(cell.size, generations, ddof=0)[-1]
            drift = theory.replace_log_variance(cell.size, generations, ddof=0)[-1]
            spread = theory.replace_log_variance_variance(cell.size, generations)[-1]
            yield theirs(cell, "log variance", drift, Mean(cell.log_variance, math.sqrt(spread / cell.runs)))
        yield theirs(cell, "squared error", error, cell.squared_error)


def theirs(cell: Cell, quantity: str, expected: float, measured: Mean) -> Row:
    """Make a row of somebody else's mean."""
    name = f"R12 {cell.regime}, n={cell.size}, t={cell.fits}, {quantity}"
    setting = f"the authors' own {cell.runs} runs, mean {quantity}"
    return Row(name, "kazdan2025", "primary", setting, float(expected), *measured, given=True)
