"""The loops of the grid: which family under which regime, over which parameters, with which closed form beside it.

Sizes and shares are the same wherever they can be, so that a reader who changes the regime stays where they were.
Regimes that need single points, and families that take their time, have fewer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from collapse import biases, metrics, regimes
from collapse.curation import verifiers
from collapse.models import gaussian, regression, regression_exact, zipf
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Regime
from collapse.theory import gaussian as bell
from collapse.theory import mixing, verification
from collapse.theory import regression as lines
from collapse.theory import zipf as words
from experiments.shared.grid import Exact, Loop, Measure, Setup

SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
POINT_SIZES = (10, 20, 50, 100, 200)
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FEW_SHARES = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
SPREADS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
STRENGTHS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
TYPES, TOKENS = 100, (100, 200, 500, 1000, 2000)
ROWS, COEFFICIENTS = (50, 100, 200, 500), (5, 20)
ANSWERS, ANSWER_SIZES = 20, (100, 1000)
RIGHT, PASSED = (0.1, 0.3, 0.5, 0.7, 0.9), (0.1, 0.2, 0.5, 0.7, 0.9, 1.0, 1.1, 1.25)
JUDGED_SIZES, WIDTHS = (100, 1000), (0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
REPLICATES, FEW_REPLICATES = 400, 100

SIZE = "exact for this size"
LARGE = "exact for very large samples"
POISSON = "exact where the length of each corpus varies by chance"


class Law(NamedTuple):
    """A regime, from its parameters, and the error of what is fitted under it, with the values to try."""

    regime: Callable[..., Regime]  # from the values of its parameters
    error: Exact  # from the size, those values and the last generation
    values: Mapping[str, Sequence[float]] = {}  # by parameter


# A mean and the share of a word have the same error, in units of their variance at first.
LAWS = {
    "replace": Law(lambda: regimes.replace, partial(bell.replace_error, ddof=0)),
    "accumulate": Law(lambda: regimes.accumulate, bell.accumulate_error),
    "growing": Law(lambda: regimes.growing, mixing.growing_error),
    "accumulate_subsample": Law(lambda: regimes.accumulate_subsample, bell.accumulate_subsample_error),
    "mix_fresh": Law(regimes.mix_fresh, bell.mix_fresh_error, {"real_share": SHARES}),
    "mix_fixed": Law(regimes.mix_fixed, mixing.mix_fixed_error, {"real_share": SHARES}),
    "mix_resampled": Law(regimes.mix_resampled, mixing.mix_resampled_error, {"real_share": SHARES}),
    "weighted": Law(regimes.weighted, bell.weighted_error, {"real_weight": SHARES}),
}


def loops() -> Iterator[Loop]:
    """Yield all loops; they are run in this order, on one stream."""
    yield from (lawful_bell_curve(name, law) for name, law in LAWS.items())
    yield from other_bell_curves()
    yield from (vocabulary(name) for name in ("replace", "accumulate", "growing", "mix_fresh", "mix_fixed"))
    yield from regressions()
    yield checked_answers()


def spread(exact: Exact, scope: str = SIZE, deviation: Exact | None = None) -> Measure:
    """Measure what is left of the variance of a normal distribution, in units of the true one.

    `exact` is its expectation, `scope` where that is exact, `deviation` its standard deviation in one replicate.
    """
    return Measure("spread", lambda fit: np.exp(fit.log_variance), exact, scope, deviation)


def stray(exact: Exact, deviation: Exact | None = None) -> Measure:
    """Measure the squared error of its mean, in units of that of one fit to real data; arguments as of `spread`."""
    return Measure("stray", metrics.squared_error, exact, SIZE, deviation, unit=lambda size, *_: 1 / size)


def bell_curve(
    name: str,
    regime: Callable[..., Regime],
    *measures: Measure,
    point_sizes: Sequence[int] = (),
    **values: Sequence[float],
) -> Loop:
    """Fit a normal distribution on its moments or, for sizes at which points have to be told apart, on points.

    `regime` makes one from the values of its parameters, and `values` are what to try of each.
    """

    def setup(_: int, *parameters: float) -> Setup:
        model, replicates = (gaussian.Raw(), FEW_REPLICATES) if point_sizes else (gaussian.Exact(), REPLICATES)
        return Setup(model, gaussian.standard(replicates), regime(*parameters))

    return Loop("bell", name, {"size": point_sizes or SIZES, **values}, setup, measures)


def lawful_bell_curve(name: str, law: Law) -> Loop:
    """Put a normal distribution under a law, a regime with its error: its variance is 1 less the error of its mean."""
    deviations: list[Exact | None] = [None, None]
    if name == "replace":  # a few replicates make both means
        deviations = [partial(bell.replace_variance_deviation, ddof=0), partial(bell.replace_error_deviation, ddof=0)]
    measures = spread(lambda *values: 1 - law.error(*values), SIZE, deviations[0]), stray(law.error, deviations[1])
    point_sizes = POINT_SIZES if name in {"accumulate_subsample", "mix_resampled"} else ()
    return bell_curve(name, law.regime, *measures, point_sizes=point_sizes, **law.values)


def other_bell_curves() -> Iterator[Loop]:
    """Let samples be drawn more narrowly than the fit, alone or among real ones, or be corrected, or be judged."""

    def narrowed(factor: float, regime: Regime = regimes.replace) -> Regime:
        return regimes.biased(biases.variance(factor), regime)

    def narrowed_variance(size: int, factor: float, last: int) -> FloatArray:
        return mixing.biased_replace(size, factor, last, ddof=0).variance

    def narrowed_deviation(size: int, factor: float, last: int) -> FloatArray:
        return np.asarray(factor ** np.arange(last + 1.0) * bell.replace_variance_deviation(size, last, ddof=0))

    def mixed(share: float, factor: float) -> Regime:
        return narrowed(factor, regimes.mix_fresh(share))

    def corrected(strength: float) -> Regime:
        return regimes.biased(biases.corrected(strength))

    def judged(width: float) -> Regime:
        return regimes.verified(verifiers.resembling(0.0, width))

    alone = spread(narrowed_variance, SIZE, narrowed_deviation)
    among = spread(lambda *values: mixing.biased_mix_fresh(*values).variance)
    healed = spread(lambda *values: mixing.corrected_replace(*values).variance)
    found = stray(lambda *values: mixing.corrected_replace(*values).error)
    kept = spread(lambda _, *values: verification.resembling_variance(*values), LARGE)
    yield bell_curve("narrowed", narrowed, alone, sampled_spread=SPREADS)
    yield bell_curve("narrowed_mix_fresh", mixed, among, real_share=FEW_SHARES, sampled_spread=SPREADS)
    yield bell_curve("corrected", corrected, healed, found, strength=STRENGTHS)
    yield bell_curve("judged", judged, kept, point_sizes=JUDGED_SIZES, judge_width=WIDTHS)


def vocabulary(name: str) -> Loop:
    """Count words under Zipf's law, by a law in `LAWS`: what is left of their diversity, and how many are alive."""
    law, truth, bins = LAWS[name], zipf.zipf(TYPES, 1.0, FEW_REPLICATES), words.rank_bins(TYPES, 1.0)
    diversity = float(metrics.diversity(truth)[0])
    variety = Measure(
        "variety", lambda fit: metrics.diversity(fit) / diversity, lambda *values: 1 - law.error(*values), SIZE
    )
    alive = Measure("alive", lambda fit: metrics.surviving_types(fit) / TYPES)
    if name == "replace":
        alive = alive._replace(exact=lambda *values: words.types_alive(bins, *values) / TYPES, scope=POISSON)

    def setup(_: int, *parameters: float) -> Setup:
        return Setup(zipf.Exact(), truth, law.regime(*parameters))

    choices = {"size": TOKENS} | dict.fromkeys(law.values, FEW_SHARES)
    return Loop("words", name, choices, setup, (variety, alive))


def regressions() -> Iterator[Loop]:
    """Fit the coefficients of a regression on fresh rows; the error is in units of that of one fit to real data."""

    def one_fit(size: int, coefficients: int, *_: float) -> float:
        return lines.fresh_fit_error(1.0, coefficients, size)

    def replace(size: int, coefficients: int, last: int) -> FloatArray:
        return lines.replace_error(one_fit(size, coefficients), last)

    def accumulate(size: int, coefficients: int, last: int) -> FloatArray:
        return lines.accumulate_fresh_error(1.0, coefficients, size, last)

    def growing(size: int, coefficients: int, last: int) -> FloatArray:
        return lines.growing_fresh_error(1.0, coefficients, size, last)

    def mix_fresh(size: int, coefficients: int, share: float, last: int) -> FloatArray:
        return lines.mix_fresh_error(1.0, coefficients, size, share, last)

    known: dict[str, Exact] = {"replace": replace, "accumulate": accumulate, "growing": growing, "mix_fresh": mix_fresh}
    for name in (*known, "weighted"):
        law = LAWS[name]

        def setup(_: int, coefficients: int, *parameters: float, law: Law = law) -> Setup:
            truth = regression.constant(np.zeros(coefficients), FEW_REPLICATES)
            return Setup(regression_exact.ExactFresh(coefficients, 1.0), truth, law.regime(*parameters))

        choices = {"size": ROWS, "coefficients": COEFFICIENTS} | dict.fromkeys(law.values, FEW_SHARES)
        measure = Measure("stray", squared_length, known.get(name), SIZE if name in known else "", unit=one_fit)
        yield Loop("lines", name, choices, setup, [measure])


def squared_length(fit: regression.Coefficients) -> FloatArray:
    """Give the squared distance from the truth, which is 0, of shape (replicates,)."""
    return np.asarray(np.square(fit.values).sum(axis=1), dtype=float)


def checked_answers() -> Loop:
    """Let right and wrong answers pass a verifier that errs: how many are right, and how varied those are.

    `wrong_pass_rate` is how often a wrong answer passes where a right one passes once; above 1 the verifier prefers
    wrong ones.
    """

    def rates(passed: float) -> tuple[float, float]:
        return min(1.0, 1 / passed), min(1.0, passed)

    def right(types: Any) -> Any:
        return types < ANSWERS

    def setup(_: int, share: float, passed: float) -> Setup:
        chances = np.repeat([share, 1 - share], ANSWERS) / ANSWERS
        truth = zipf.Categorical(np.arange(2 * ANSWERS), np.broadcast_to(chances, (FEW_REPLICATES, 2 * ANSWERS)))
        return Setup(zipf.Exact(), truth, regimes.verified(verifiers.noisy(right, *rates(passed))))

    def accuracy(_: int, share: float, passed: float, last: int) -> FloatArray:
        return verification.accuracy(share, *rates(passed), last)

    def share_right(fit: zipf.Categorical) -> FloatArray:
        return np.asarray(fit.probabilities[:, right(fit.types)].sum(axis=1), dtype=float)

    choices = {"size": ANSWER_SIZES, "right_at_first": RIGHT, "wrong_pass_rate": PASSED}
    measures = Measure("right", share_right, accuracy, LARGE), Measure("differ", metrics.diversity)
    return Loop("answers", "verified", choices, setup, measures)
