"""The portable kernel has published bits, agrees with the platform's functions, and is the browser's kernel."""

import hashlib
import itertools
import math
import statistics

import numpy as np
import pytest

from collapse.numerics import portable
from collapse.theory.gaussian import mix_fresh_error, replace_variance, replace_variance_deviation
from portable_kernel import ask, engine

SETTINGS = [(100, 0, 40, 7), (100, 5, 40, 7), (20, 0, 25, 1), (180, 63, 10, 4_294_967_295), (7, 7, 12, 0), (1, 0, 5, 3)]
SMALLEST = 0.5 * portable.UNIT
# The smallest and largest uniforms, the borders of the tails, and either side of the halves.
PLACES = [SMALLEST, 1e-9, 1e-5, 0.01, 0.074999, 0.075, 0.075001, 0.3, 0.5, 0.7, 0.925, 0.926, 0.999, 1 - SMALLEST]


@pytest.fixture(scope="module")
def browser_kernel():
    return engine()


def variances(size, real, generations, replicates, seed):
    """The fits of all replicates, of shape (generations + 1, replicates)."""
    return np.array(list(itertools.islice(portable.refits(portable.seeded(seed, replicates), size, real), generations)))


def digest(values):
    return hashlib.sha256(np.asarray(values).astype("<f8").tobytes()).hexdigest()[:16]


def test_a_seed_gives_the_known_words():
    """Seed 7 gives the state, the words and the normal numbers that every other implementation gives."""
    assert [int(word[0]) for word in portable.seeded(7)] == [0xE4C93D09, 0xFAFADE65, 0x2FC562EA, 0x623CDF47]
    drawn = portable.words(portable.seeded(7), 5)[:, 0]
    assert drawn.tolist() == [0x4200FAB5, 0x0AB4FC8C, 0xA961EFB9, 0x299F2132, 0x9C9B1B7A]
    assert portable.normals(portable.seeded(7), 5)[:, 0].tolist() == [
        -0.6500577997962624, -1.729899289680315, 0.4169722333981932, -0.9838917259396575, 0.28386152894643363,
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("real", "known"), [(0, "baff629e0cb5f74a"), (5, "3d90359a4c6b1ab3")])
def test_one_stream_through_all_replicates_has_the_known_bits(real, known):
    """Forty replicates on one stream give the mean deviations that CPython, V8, WebAssembly and others gave."""
    stream = portable.seeded(7)
    replicates = [np.array(list(itertools.islice(portable.refits(stream, 100, real), 50))) for _ in range(40)]
    assert digest(portable.mean_in_order(np.sqrt(np.concatenate(replicates, axis=1)))) == known


@pytest.mark.parametrize(("real", "known"), [(0, "96f3f7aecdd70733"), (5, "00a2b01216e14331")])
def test_a_stream_a_replicate_has_the_known_bits(real, known):
    """Vectors of replicates, each with a stream of its own, give the same bits as replicates run one by one."""
    assert digest(np.sqrt(variances(100, real, 50, 40, 7))) == known


def test_the_logarithm_is_the_platforms_within_one_unit():
    """The polynomial is off by at most one unit in the last place, in the tails of a uniform and around 1."""
    x = np.concatenate([portable.uniforms(portable.seeded(3), 20_000)[:, 0], PLACES, [1.0, 2.0, 1e-300, 1e300]])
    expected = [math.log(value) for value in x]
    assert np.all(np.abs(portable.log(x) - expected) <= [math.ulp(value) for value in expected])


def test_the_inverse_normal_is_the_standard_librarys():
    """It is the standard library's inverse, which has the platform's logarithm, in the centre and in both tails."""
    u = np.concatenate([portable.uniforms(portable.seeded(4), 20_000)[:, 0], PLACES])
    expected = [statistics.NormalDist().inv_cdf(value) for value in u]
    np.testing.assert_allclose(portable.inverse_normal(u), expected, rtol=1e-14, atol=1e-15)


def test_the_browser_has_the_same_functions(browser_kernel):
    """Words, uniforms, logarithms and normal numbers are the same doubles in JavaScript, tails included."""
    stream = portable.seeded(11, 3)
    for replicate in range(3):
        state = f"s{replicate}"
        browser_kernel.eval(f"const {state} = seeded(11, {replicate})")
        assert ask(browser_kernel, f"{state}.map((x) => x)") == [int(np.int32(word[replicate])) for word in stream]
    drawn = portable.words(stream, 200)
    for replicate in range(3):
        assert ask(browser_kernel, f"{{length: 200}}, () => word(s{replicate})") == drawn[:, replicate].tolist()
    places = np.array([*PLACES, *portable.uniforms(portable.seeded(5), 5000)[:, 0]])
    for name, function in (("log", portable.log), ("inverseNormal", portable.inverse_normal)):
        assert ask(browser_kernel, f"{places.tolist()}, {name}") == function(places).tolist()


@pytest.mark.parametrize(("size", "real", "replicates", "seed"), SETTINGS)
def test_the_browser_runs_the_same_simulation(browser_kernel, size, real, replicates, seed):
    """The mean variance of every generation is the same double in JavaScript as here, whatever the setting."""
    job = f"{{size: {size}, real: {real}, generations: 24, replicates: {replicates}, seed: {seed}}}"
    here = portable.mean_in_order(variances(size, real, 25, replicates, seed))
    assert ask(browser_kernel, f"Array.from(averages({job})).at(-1).average") == here.tolist()


def test_the_order_of_a_sum_would_be_noticed():
    """The comparison of bits can fail: a pairwise sum of the same points gives other bits."""
    points = portable.normals(portable.seeded(7), 100)[:, 0]
    in_order = portable.mean_in_order(points)
    assert in_order == pytest.approx(points.mean(), rel=1e-12)
    assert in_order != points.mean()


@pytest.mark.parametrize("real", [0, 10])
def test_the_fits_follow_the_exact_law(real):
    """The mean variance is the exact one in every generation, by z-score."""
    size, generations, replicates = 50, 40, 4000
    drawn = variances(size, real, generations + 1, replicates, 20)
    exact = 1 - mix_fresh_error(size, real / size, generations)
    deviation = drawn.std(axis=1, ddof=1)
    if real == 0:
        np.testing.assert_allclose(exact, replace_variance(size, generations, ddof=0))
        deviation = replace_variance_deviation(size, generations, ddof=0)
    z = (portable.mean_in_order(drawn) - exact) / (deviation / math.sqrt(replicates))
    assert np.abs(z).max() < 4


@pytest.mark.parametrize(("size", "real"), [(0, 0), (10, -1), (10, 11)])
def test_impossible_settings_are_refused(size, real):
    """A size below 1, or more real points than points, is an error that says what is accepted."""
    with pytest.raises(ValueError, match="is accepted"):
        next(portable.refits(portable.seeded(1), size, real))
