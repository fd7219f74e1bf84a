"""What the authors of qiao2026 measured themselves where a share of each batch is kept, against our selection.

The table is a summary of `subexperiments/Gaussian_Modeling/results_correct_20260125_164037/all_runs.csv` in the
repository XinbaoQiao/When-Sample-Selection-Bias-Precipitates-Model-Collapse: ten runs in ten dimensions, of batches of
10,000 points of which the 500 closest to a biased reference are kept, from the true distribution on. Each run has a
truth and a reference of its own, drawn from its seed, and so have ours. A line holds means over the ten runs, of the
trace and of the squared error of the mean, both over the true trace. What is expected is ours, what is measured is
theirs; the error is that of one run of theirs, estimated from ours. Later fits under replace are left out: the authors
add a millionth to each variance, which holds theirs up there.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.curation.selection import closeness, top_share
from collapse.models import gaussian_vector
from collapse.models.gaussian_vector import GaussianVector
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples
from collapse.recursion import Regime, Sources

SEEDS = (42, 123, 456, 789, 2023, 2024, 2025, 3141, 1618, 9999)
DIMENSION, SIZE, SHARE, COPIES = 10, 500, 0.05, 8
SUMMARY = """
# regime   t variance squared_error
replace    5 0.06443 0.14054
replace    3 0.21927 0.11090
replace    2 0.40544 0.08342
replace    1 0.69771 0.04506
accumulate 5 0.44317 0.13034
accumulate 3 0.50179 0.08896
accumulate 2 0.56370 0.06800
accumulate 1 0.69933 0.04546
"""


class Setting(NamedTuple):
    """What one of the authors' seeds leads to.

    Attributes:
        mean: of the truth.
        covariance: of the truth; that of the reference is three tenths of it.
        reference: the mean that is selected for.
    """

    mean: FloatArray
    covariance: FloatArray
    reference: FloatArray


def setting(seed: int) -> Setting:
    """Draw what the authors' code draws from a seed."""
    rng = np.random.RandomState(seed)  # their generator, so that the truths are theirs
    mean = rng.randn(DIMENSION)
    root = rng.randn(DIMENSION, DIMENSION)
    reference = mean.copy()
    biased = rng.choice(DIMENSION, size=DIMENSION // 2, replace=False)
    reference[biased] += 3.0 * rng.randn(len(biased))
    return Setting(mean, root @ root.T + 0.1 * np.eye(DIMENSION), reference)


def run(regime: Regime, of: Setting, rng: np.random.Generator) -> Iterator[GaussianVector]:
    """Yield five fits of some copies of a run; the first batch is drawn from the truth, as theirs is."""
    model, factor = gaussian_vector.Raw(), np.linalg.cholesky(of.covariance)
    norm = np.linalg.norm(factor)
    params = gaussian_vector.standard(DIMENSION, COPIES)._replace(
        mean=np.tile(of.mean, (COPIES, 1)),
        factor=np.tile(factor / norm, (COPIES, 1, 1)),
        log_trace=np.full(COPIES, 2 * np.log(norm)),
    )
    nothing = model.subsample(model.sample(params, 1, rng), 1, rng)
    pool = nothing._replace(values=nothing.values[:, :0], weights=nothing.weights[:0])
    for generation in range(1, 6):

        def synthetic(size: int, params: GaussianVector = params) -> Samples:
            return model.sample(params, size, rng)

        corpus = regime(Sources(model, synthetic, synthetic, pool, SIZE, rng, params, pool, generation))
        params, pool = model.fit(corpus.training), corpus.pool
        yield params


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Compare what is left of the trace, and how far the mean has moved, after up to five selections (A5)."""
    lines = [line.split() for line in SUMMARY.strip().splitlines()[1:]]
    theirs = {(of_regime, int(count)): (float(trace), float(error)) for of_regime, count, trace, error in lines}
    for name, regime in (("replace", regimes.replace), ("accumulate", regimes.accumulate)):
        ours = np.empty((len(SEEDS), 5, 2, COPIES))
        for place, seed in enumerate(SEEDS):
            of = setting(seed)
            kept = regimes.curated(top_share(closeness(of.reference, 0.3 * of.covariance), SHARE), regime)
            trace = np.trace(of.covariance)
            for fits, params in enumerate(run(kept, of, rng)):
                ours[place, fits, 0] = np.exp(params.log_trace) / trace
                ours[place, fits, 1] = np.square(params.mean - of.mean).sum(axis=1) / trace
        error = np.sqrt(ours.var(axis=-1, ddof=1).sum(axis=0) * (1 + 1 / COPIES)) / len(SEEDS)
        for (of_regime, count), measured in theirs.items():
            for column, quantity in enumerate(("variance", "squared error")):
                if of_regime == name:
                    expected = float(ours[:, count - 1, column].mean())
                    yield Row(
                        f"A5 {name}, {count} selections, {quantity}",
                        "qiao2026",
                        "primary",
                        f"the authors' own 10 runs, the best 5 % of 10,000 points, {name}, mean {quantity}",
                        expected,
                        measured[column],
                        float(error[count - 1, column]),
                        given=True,
                    )
