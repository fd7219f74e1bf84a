"""Whole numbers of few bits are answered as those of 64 are, wherever the library is asked."""

import numpy as np
import pytest

from collapse import metrics
from collapse.curation import selection, verifiers
from collapse.metrics import detection, distances, text
from collapse.models import gaussian, gaussian_vector, regression, zipf
from collapse.numerics.refusals.widths import widened
from collapse.theory import gaussian as bell
from collapse.theory import mixing, verification
from collapse.theory import zipf as words

WHOLE = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
FAR, NEAR = np.array([[100, 3], [90, 100], [7, 9], [1, 100]]), np.array([[1, 2], [120, 100], [5, 127], [0, 1]])
TOKENS = np.array([100, 1, 0, 100, 127, 3, 100, 1, 0])
CHANCES = np.array([[0.2, 0.8]])


CASES = {
    "a distance on a line": lambda to: distances.wasserstein(to(FAR[0]), to(NEAR[1])),
    "distances of rows": lambda to: distances.distances(to(FAR), to(NEAR)),
    "precision": lambda to: distances.precision(to(FAR), to(NEAR), 1),
    "coverage": lambda to: distances.coverage(to(FAR), to(NEAR), 1),
    "distances of features": lambda to: distances.frechet(to(FAR), to(NEAR)),
    "an error": lambda to: metrics.squared_error(gaussian.Gaussian(to(FAR[0]), np.zeros(2))),
    "an error of vectors": lambda to: metrics.squared_error(gaussian_vector.standard(2, 4)._replace(mean=to(FAR))),
    "a squared distance": lambda to: distances.squared_wasserstein(gaussian.Gaussian(to(FAR[0]), np.zeros(2))),
    "an error of a line": lambda to: regression.squared_error(
        regression.Coefficients(to(FAR)), regression.Coefficients(to(NEAR))
    ),
    "closeness": lambda to: selection.closeness(to(np.array([1, 100])), np.eye(2))(to(NEAR[np.newaxis])),
    "a judge": lambda to: verifiers.within(125, 10)(to(NEAR)),
    "a judge beyond 8 bits": lambda to: verifiers.within(250, 240)(to(NEAR)),
    "a resemblance": lambda to: verifiers.resembling(250, 99)(to(NEAR)),
    "likelihoods": lambda to: text.log_likelihood(to(TOKENS), to(TOKENS), types=128),
    "phrases": lambda to: text.distinct(to(TOKENS), 2),
    "numbered phrases": lambda to: text.grams(to(TOKENS), 3),
    "a fit of tokens": lambda to: zipf.Raw().fit(zipf.Tokens(to(TOKENS[np.newaxis]), np.ones(9))).probabilities,
    "pooled counts": lambda to: (
        zipf.Exact().pool(zipf.Counts(np.arange(2), to(FAR)), zipf.Counts(np.arange(2), to(NEAR))).counts
    ),
    "a draw from whole means": lambda to: (
        gaussian.Raw().sample(gaussian.Gaussian(to(FAR[0]), np.zeros(2)), 3, np.random.default_rng(1)).values
    ),
    "a variance": lambda to: bell.replace_variance(10, to(100)[()], 0),
    "a deviation": lambda to: bell.replace_variance_deviation(to(120)[()], 2, 0),
    "a grown mixture": lambda to: mixing.grown_mixture_error(to(100)[()], np.full(5, 0.5)),
    "a fixed mixture": lambda to: mixing.mix_fixed_error(to(100)[()], 0.1, 3),
    "survivors": lambda to: words.survival_rate(to(127)[()]),
    "tries": lambda to: detection.pass_at(to(2)[()], to(np.array([3])), to(127)[()]),
    "a finite loop": lambda to: verification.finite_loop(0.5, 0.9, 0.1, to(100)[()], to(3)[()]).accuracy,
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("case", CASES)
def test_narrow_whole_numbers_are_answered_as_wide_ones(case, kind):
    """What comes out is that of 64 bits, to the last of them."""
    assert np.array_equal(CASES[case](lambda values: np.asarray(values, kind)), CASES[case](np.asarray))


def test_numbers_that_had_wrapped_around_are_right():
    """Five answers by hand, which 8 and 32 bits had made into others."""
    low, high = np.array([0, 1], "uint8"), np.array([255, 250], "uint8")
    assert distances.wasserstein(low, high) == 252
    assert text.distinct(np.array([200, 1, 0, 200, 255, 3], "uint8"), 2) == 1
    assert verifiers.within(250, 10)(np.array([245], "uint8")).all()
    assert bell.replace_variance_deviation(np.int32(65536), 2, 0) == pytest.approx(
        bell.replace_variance_deviation(65536, 2, 0)
    )
    assert np.isfinite(bell.replace_variance_deviation(np.int32(65536), 2, 0)).all()


def test_what_is_wide_is_the_very_thing():
    """Nothing is copied but what has fewer than 64 bits, or no sign."""
    far = np.array([2**63], "uint64")
    for value in (1, 0.5, None, "word", TOKENS, CHANCES, CHANCES > 0, far, zipf.Categorical(np.arange(2), CHANCES), []):
        assert widened(value) is value
    law = widened(zipf.Categorical(np.arange(2, dtype="int8"), CHANCES))
    assert law.types.dtype == np.int64
    assert law.probabilities is CHANCES
    assert type(widened(np.uint8(3))) is int
