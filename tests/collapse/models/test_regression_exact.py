"""The law of the fit without data: the same as with data, jointly, and faults in it would be seen."""

import numpy as np
import pytest
from scipy.stats import ks_2samp

from collapse import regimes
from collapse.models import regression, regression_exact, regression_replace
from collapse.numerics import wishart
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion

REPLICATES, NOISE = 8000, 0.7
TRUTH = np.array([1.0, -1.0, 0.5])
DESIGN = regression.same(np.random.Generator(np.random.SFC64(0)).standard_normal((6, 3)))
LONG = regression.same(np.random.Generator(np.random.SFC64(0)).standard_normal((2, 3)))
POOLED = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "mix_fresh": regimes.mix_fresh(0.5),
    "weighted": regimes.weighted(0.618),
}
ALONE = ["replace", "growing"]
FRESH = regression.Fresh(3)
CASES = {
    "same": (regression.Raw(DESIGN, NOISE), regression_exact.exact_same(DESIGN, NOISE), POOLED),
    "same, ridge": (regression.Raw(DESIGN, NOISE, 0.2), regression_exact.exact_same(DESIGN, NOISE, 0.2), POOLED),
    "same, few rows": (regression.Raw(LONG, NOISE), regression_exact.exact_same(LONG, NOISE), POOLED),
    "fresh": (regression.Raw(FRESH, NOISE), regression_exact.ExactFresh(3, NOISE), POOLED),
    "fresh, ridge": (regression.Raw(FRESH, NOISE, 0.2), regression_exact.ExactFresh(3, NOISE, 0.2), POOLED),
    "fresh, alone": (regression.Raw(FRESH, NOISE), regression_replace.FreshAlone(3, NOISE), ALONE),
}


def fits(model, regime, seed, size=12):
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = regression.constant(TRUTH, REPLICATES)
    return list(recursion(model, POOLED[regime], truth, size=size, generations=2, rng=rng))


def quantities(found):
    """Coefficients, errors, and what they do together; the first coefficient is one that few rows leave at 0."""
    first, last = found[0].values - TRUTH, found[-1].values - TRUTH
    step = last - first
    return {
        "coefficient": last[:, 1],
        "log error": np.log(np.square(last).sum(axis=1)),
        "step with start": np.tanh((first * step).sum(axis=1)),
        "two coefficients": np.tanh(last[:, 1] * last[:, 2]),
        "direction": np.abs(last[:, 1]) / np.linalg.norm(last, axis=1),
    }


def disagreements(one, other):
    """Name the quantities whose mean, mean square or law differs by more than chance."""
    found = []
    for name, left in one.items():
        right = other[name]
        mine, theirs = (estimate([side, np.square(side)]) for side in (left, right))
        gaps = np.abs(mine.mean - theirs.mean) / np.hypot(mine.error, theirs.error)
        if gaps.max() > 4 or ks_2samp(left, right).pvalue < 1e-4:
            found.append((name, gaps))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("case", "regime"), [(case, regime) for case in CASES for regime in CASES[case][2]])
def test_shortcut_and_data_follow_the_same_law(case, regime):
    """After three fits every quantity has the same law in both."""
    raw, exact, _ = CASES[case]
    assert not disagreements(quantities(fits(raw, regime, 1)), quantities(fits(exact, regime, 2)))


def test_the_distance_alone_follows_the_same_law():
    """The chain of distances has the law of the distances of the whole fit, over three generations."""
    whole = fits(regression_replace.FreshAlone(3, NOISE), "replace", 1, size=6)
    rng = np.random.Generator(np.random.SFC64(2))
    start = regression_replace.no_distance(REPLICATES)
    chain = list(
        recursion(regression_replace.FreshDistance(3, NOISE), regimes.replace, start, size=6, generations=2, rng=rng)
    )
    errors = [np.square(params.values - TRUTH).sum(axis=1) for params in whole]
    one = {"last": np.log(errors[-1]), "growth": np.log(errors[-1] / errors[0])}
    other = {"last": np.log(chain[-1].squared), "growth": np.log(chain[-1].squared / chain[0].squared)}
    assert not disagreements(one, other)


def test_one_dimension_has_nothing_across():
    """With a single coefficient the distance is its absolute value."""
    rng = np.random.Generator(np.random.SFC64(1))
    found = regression_replace.FreshDistance(1, 1.0).sample(regression_replace.no_distance(5), 4, rng)
    assert np.all(found.squared > 0)


def test_a_wrong_spectrum_would_be_seen():
    """The same check fails for the same design if its columns were a tenth larger, and for pooled data as well."""
    wrong = regression_exact.ExactSame(6, 1.21 * DESIGN.spectrum, NOISE)
    for regime in ("replace", "accumulate"):
        assert disagreements(quantities(fits(CASES["same"][0], regime, 1)), quantities(fits(wrong, regime, 2)))


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_wrong_degree_of_freedom_would_be_seen(monkeypatch, shift):
    """The same check fails for fresh rows and for distances if the chi-squared law is off by one degree."""
    raw = quantities(fits(regression.Raw(FRESH, NOISE), "replace", 1, size=6))
    scale, draw = regression_replace.error_scale, wishart.wishart
    monkeypatch.setattr(
        regression_replace, "error_scale", lambda count, d, size, rng: scale(count, d, size + shift, rng)
    )
    assert disagreements(raw, quantities(fits(regression_replace.FreshAlone(3, NOISE), "replace", 2, size=6)))
    monkeypatch.setattr(regression_exact, "wishart", lambda count, d, size, rng: draw(count, d, size + shift, rng))
    assert disagreements(raw, quantities(fits(regression_exact.ExactFresh(3, NOISE), "replace", 2, size=6)))


def test_untouched_axes_are_left_at_zero():
    """Two rows say nothing about the third axis, so every fit has coefficient 0 there."""
    for model in (regression.Raw(LONG, NOISE), regression_exact.exact_same(LONG, NOISE)):
        for params in fits(model, "accumulate", 1):
            assert np.abs(params.values[:, LONG.spectrum == 0]).max() < 1e-9


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: fits(regression_replace.FreshAlone(13, NOISE), "replace", 1), "a fit of 13 coefficients .* 13 rows"),
        (lambda: fits(regression_exact.ExactSame(5, np.ones(3), 1.0), "replace", 1), "same design of 5 rows fills"),
        (
            lambda: fits(regression_exact.exact_same(DESIGN, 1.0, -1.0), "replace", 1),
            r"ridge is -1\.0; 0 or a positive number",
        ),
        (
            lambda: fits(regression_exact.ExactFresh(3, 1.0, -1.0), "replace", 1),
            r"ridge is -1\.0; 0 or a positive number",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(make, message):
    """Each error says what was given and what is accepted."""
    with pytest.raises(ValueError, match=message):
        make()
