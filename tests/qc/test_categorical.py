"""The second vocabulary agrees with itself: closed forms against brute force on tokens."""

import categorical
import numpy as np
import pytest
from agreement import LIMIT, gap, scores, worst

pytestmark = pytest.mark.slow

TRUTH = categorical.zipf(25, 1.2)
SIZE, GENERATIONS, COUNT = 40, 8, 4000


def simulate(seed, chain, **parameters):
    case = {"size": SIZE, "generations": GENERATIONS, **parameters}
    return categorical.chains(np.random.default_rng(seed), COUNT, chain, TRUTH, **case)


def test_replace_loses_words_as_computed():
    """Under replace heterozygosity, types alive and missing mass have the exact means, at every fit."""
    fits = simulate(1, categorical.replace_chain)
    alive, missing = categorical.survivors(TRUTH, SIZE, 0, GENERATIONS)
    expected = categorical.replace_heterozygosity(TRUTH, SIZE, GENERATIONS)
    assert worst(scores(categorical.heterozygosity(fits), expected)) <= LIMIT
    assert worst(scores(categorical.types_alive(fits), alive)) <= LIMIT
    assert worst(scores(categorical.missing_mass(fits, TRUTH), missing)) <= LIMIT


def test_accumulate_loses_words_once():
    """Under accumulate heterozygosity follows the product and no word dies after the first corpus."""
    size = 10  # so few that (1 - p)^n and exp(-np) are far apart
    fits = simulate(2, categorical.accumulate_chain, size=size)
    alive, missing = categorical.accumulate_survivors(TRUTH, size)
    expected = categorical.accumulate_heterozygosity(TRUTH, size, GENERATIONS)
    assert worst(scores(categorical.heterozygosity(fits), expected)) <= LIMIT
    assert worst(scores(categorical.types_alive(fits)[:, 0], alive)) <= LIMIT
    assert worst(scores(categorical.missing_mass(fits, TRUTH)[:, 0], missing)) <= LIMIT
    assert np.ptp(categorical.types_alive(fits), axis=1).max() == 0


def test_accumulate_subsample_has_the_exact_heterozygosity():
    """Under accumulate and sub-sample heterozygosity follows the recursion, at every fit."""
    size = 3  # so few that drawing with and without replacement are far apart
    fits = simulate(3, categorical.accumulate_subsample_chain, size=size)
    expected = categorical.accumulate_subsample_heterozygosity(TRUTH, size, GENERATIONS)
    assert worst(scores(categorical.heterozygosity(fits), expected)) <= LIMIT


@pytest.mark.parametrize("real", [2, 10, 30])
def test_fresh_tokens_have_the_exact_means(real):
    """With fresh real tokens the squared error, heterozygosity, types alive and missing mass have the exact means."""
    fits = simulate(real, categorical.mix_fresh_chain, real=real)
    error = categorical.mix_fresh_squared_error(TRUTH, SIZE, real, GENERATIONS)
    alive, missing = categorical.survivors(TRUTH, SIZE, real, GENERATIONS)
    assert worst(scores(np.sum((fits - TRUTH) ** 2, axis=-1), error)) <= LIMIT
    assert worst(scores(categorical.heterozygosity(fits), categorical.heterozygosity(TRUTH) - error)) <= LIMIT
    assert worst(scores(categorical.types_alive(fits), alive)) <= LIMIT
    assert worst(scores(categorical.missing_mass(fits, TRUTH), missing)) <= LIMIT


def test_fresh_tokens_have_their_limit():
    """The recursion with fresh tokens settles at its fixed point."""
    reached = categorical.mix_fresh_squared_error(TRUTH, SIZE, 10, 500)[-1]
    assert reached == pytest.approx(categorical.mix_fresh_squared_error_limit(TRUTH, SIZE, 10), rel=1e-12)


def test_weights_have_the_exact_squared_error():
    """Under weights the squared error has the exact mean, at every fit."""
    case = {"real": 20, "synthetic": 30, "weight": 0.4, "generations": GENERATIONS}
    fits = categorical.chains(np.random.default_rng(4), COUNT, categorical.weighted_chain, TRUTH, **case)
    expected = categorical.weighted_squared_error(TRUTH, **case)
    assert worst(scores(np.sum((fits - TRUTH) ** 2, axis=-1), expected)) <= LIMIT


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_word_survives_as_computed(count):
    """A word's tokens with Poisson offspring are still there as often as the closed form says."""
    rng = np.random.default_rng(count)
    present = []
    for _ in range(COUNT):
        counts = [count]
        while len(counts) < GENERATIONS:
            counts.append(sum(rng.poisson(1.0, counts[-1])))
        present.append(np.array(counts) > 0)
    expected = categorical.word_survival(count, GENERATIONS)
    later = np.array(present, dtype=float)[:, 1:]
    assert worst(scores(later, expected[1:], expected[1:] * (1 - expected[1:]))) <= LIMIT


def test_poisson_counts_come_close():
    """The Poisson recursion is within 2% of the exact binomial chain at 200 tokens, and is not the same numbers."""
    truth = categorical.zipf(60, 1.0)
    exact = categorical.survivors(truth, 200, 0, 12)
    poisson = categorical.poisson_survivors(truth, 200, 12)
    for ours, theirs in zip(exact, poisson, strict=True):
        assert 1e-6 < gap(ours, theirs) < 0.02
