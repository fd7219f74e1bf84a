"""The contract of models and regimes: every pair runs through the one loop, or says why it cannot."""

import itertools

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian, zipf
from collapse.recursion import recursion

REPLICATES, SIZE = 6, 10
MODELS = {
    "gaussian.Raw": (gaussian.Raw(), gaussian.standard(REPLICATES)),
    "gaussian.Raw, unbiased": (gaussian.Raw(ddof=1), gaussian.standard(REPLICATES)),
    "gaussian.Exact": (gaussian.Exact(), gaussian.standard(REPLICATES)),
    "gaussian.Exact, unbiased": (gaussian.Exact(ddof=1), gaussian.standard(REPLICATES)),
    "zipf.Raw": (zipf.Raw(), zipf.zipf(7, 1.0, REPLICATES)),
    "zipf.Exact": (zipf.Exact(), zipf.zipf(7, 1.0, REPLICATES)),
    "zipf.Exact, more types than tokens": (zipf.Exact(), zipf.zipf(100, 1.0, REPLICATES)),
}
REGIMES = {
    "replace": regimes.replace,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.3),
    "mix_fresh, all real": regimes.mix_fresh(1.0),
    "mix_fresh, none real": regimes.mix_fresh(0.0),
    "weighted": regimes.weighted(0.618),
    "weighted, all real": regimes.weighted(1.0),
    "weighted, none real": regimes.weighted(0.0),
}
REFUSED = {(model, "accumulate_subsample") for model in MODELS if model.startswith("gaussian.Exact")}
UNBIASED = {model for model in MODELS if model.endswith("unbiased")}
UNWEIGHED = set(itertools.product(UNBIASED, {regime for regime in REGIMES if regime.startswith("weighted")}))
PAIRS = sorted(set(itertools.product(MODELS, REGIMES)) - REFUSED - UNWEIGHED)


def run(model, regime, generations=5, seed=1):
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(seed))
    return list(recursion(family, REGIMES[regime], truth, size=SIZE, generations=generations, rng=rng))


@pytest.mark.parametrize(("model", "regime"), PAIRS)
def test_every_pair_runs(model, regime):
    """Each model yields finite parameters for each replicate in generation 0 and in each one after it."""
    fits = run(model, regime)
    assert len(fits) == 6
    for params in fits:
        for field in params[-1:] if model.startswith("zipf") else params:
            assert len(field) == REPLICATES
            assert np.isfinite(field).all()


@pytest.mark.parametrize(("model", "regime"), PAIRS)
def test_a_seed_decides_everything(model, regime):
    """The same generator gives the same parameters to the last bit, and another seed gives others."""
    first, again, other = run(model, regime)[-1], run(model, regime)[-1], run(model, regime, seed=2)[-1]
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    assert not all(np.array_equal(one, two) for one, two in zip(first, other, strict=True))


@pytest.mark.parametrize("model", [name for name in MODELS if name.startswith("zipf")])
@pytest.mark.parametrize("regime", REGIMES)
def test_probabilities_add_up(model, regime):
    """Frequencies are a probability law in each replicate, whatever was pooled and weighed."""
    for params in run(model, regime):
        assert np.allclose(params.probabilities.sum(axis=1), 1, rtol=0, atol=1e-12)
        assert np.all(np.diff(params.types) > 0)


@pytest.mark.parametrize(("model", "regime"), sorted(REFUSED))
def test_moments_refuse_to_be_subsampled(model, regime):
    """Moments hold no points to draw from, and the error names the model that does."""
    with pytest.raises(ValueError, match=r"gaussian\.Raw"):
        run(model, regime)


@pytest.mark.parametrize(("model", "regime"), sorted(UNWEIGHED))
def test_unbiased_fits_refuse_weights(model, regime):
    """The divisor n - 1 is unbiased for points of equal weight only, and the error names the estimator to use."""
    with pytest.raises(ValueError, match="ddof=1 is not unbiased for points of unequal weight; use ddof=0"):
        run(model, regime)


@pytest.mark.parametrize("model", [name for name in MODELS if name.startswith("zipf")])
def test_a_lost_type_stays_lost_under_replace(model):
    """Replace has no way back: a type that is gone in one generation is gone in all later ones."""
    alive = None
    for params in run(model, "replace", generations=30):
        now = {(int(row), int(params.types[column])) for row, column in np.argwhere(params.probabilities > 0)}
        assert alive is None or now <= alive
        alive = now


@pytest.mark.parametrize("model", MODELS)
def test_accumulate_keeps_all_data(model):
    """The pool of three corpora weighs as much as three corpora."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    one, two, three = (family.sample(truth, SIZE, rng) for _ in range(3))
    assert weight(family.pool(family.pool(one, two), three)) == pytest.approx(3 * SIZE)


@pytest.mark.parametrize("model", sorted(MODELS.keys() - UNBIASED))
def test_weighed_data_count_for_less(model):
    """Data of weight 0.25 weigh a quarter, and pooled with the rest make a whole."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    light, heavy = (family.weigh(family.sample(truth, SIZE, rng), share) for share in (0.25, 0.75))
    assert weight(light) == pytest.approx(0.25 * SIZE)
    assert weight(family.pool(light, heavy)) == pytest.approx(SIZE)


def weight(data):
    """Add up the weight of one replicate."""
    if isinstance(data, gaussian.Moments):
        return data.weight
    if isinstance(data, zipf.Counts):
        return data.counts[0].sum()
    return data.weights.sum()


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
@pytest.mark.parametrize("regime", [regimes.mix_fresh, regimes.weighted])
def test_shares_outside_the_interval_are_refused(regime, share):
    """A regime refuses a share outside [0, 1] when it is made, and says what is accepted."""
    with pytest.raises(ValueError, match=rf"is {share}; a share from 0 to 1"):
        regime(share)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
@pytest.mark.parametrize("model", MODELS)
def test_weights_outside_the_interval_are_refused(model, share):
    """A model refuses a weight outside [0, 1], and says what is accepted."""
    family, truth = MODELS[model]
    data = family.sample(truth, SIZE, np.random.Generator(np.random.SFC64(1)))
    with pytest.raises(ValueError, match=rf"weight is {share}; a share from 0 to 1"):
        family.weigh(data, share)


@pytest.mark.parametrize("size", [0, -3, 2.5])
@pytest.mark.parametrize("model", MODELS)
def test_sizes_that_are_none_are_refused(model, size):
    """A sample of no points, or of parts of points, is refused with what is accepted."""
    family, truth = MODELS[model]
    with pytest.raises(ValueError, match=rf"size is {size}; a whole number from 1"):
        family.sample(truth, size, np.random.Generator(np.random.SFC64(1)))


@pytest.mark.parametrize("model", ["gaussian.Raw", "zipf.Raw", "zipf.Exact"])
def test_subsamples_beyond_the_pool_are_refused(model):
    """More points than there are cannot be drawn without replacement, and the error gives both numbers."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    with pytest.raises(ValueError, match="size is 11, but only 10"):
        family.subsample(family.sample(truth, 10, rng), 11, rng)


@pytest.mark.parametrize("model", ["gaussian.Raw", "zipf.Raw", "zipf.Exact"])
def test_weighed_data_are_not_subsampled(model):
    """Points of unequal weight would need another law of drawing, so they are refused with the remedy."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    pool = family.pool(family.weigh(family.sample(truth, 10, rng), 0.3), family.sample(truth, 10, rng))
    with pytest.raises(ValueError, match="subsample before weighing"):
        family.subsample(pool, 5, rng)


def test_accumulate_subsample_trains_on_the_budget():
    """The training set keeps its size while the pool grows by that size in each generation."""
    seen = []

    def watched(sources):
        corpus = regimes.accumulate_subsample(sources)
        seen.append((corpus.training.values.shape, corpus.pool.values.shape))
        return corpus

    rng = np.random.Generator(np.random.SFC64(1))
    list(recursion(gaussian.Raw(), watched, gaussian.standard(2), size=4, generations=3, rng=rng))
    assert seen == [((2, 4), (2, 8)), ((2, 4), (2, 12)), ((2, 4), (2, 16))]


def test_mix_fresh_draws_the_share_it_says():
    """Of a training set of ten, a share of 0.3 is three real points and seven synthetic ones."""
    drawn = []

    class Counted(gaussian.Raw):
        def sample(self, params, size, rng):
            drawn.append((size, float(params.mean[0])))
            return super().sample(params, size, rng)

    truth = gaussian.Gaussian(np.full(2, 7.0), np.full(2, -100.0))
    rng = np.random.Generator(np.random.SFC64(1))
    list(recursion(Counted(), regimes.mix_fresh(0.3), truth, size=10, generations=1, rng=rng))
    assert [size for size, _ in drawn] == [10, 3, 7]
    assert drawn[1][1] == 7.0


@pytest.mark.parametrize("regime", [regimes.mix_fresh, regimes.mix_resampled])
@pytest.mark.parametrize(("size", "share"), [(20, 0.02), (20, 0.025), (2, 0.2), (1000, 1e-300)])
def test_a_share_of_less_than_a_point_is_refused(regime, size, share):
    """A share above 0 without a whole real point would be replace in disguise; the error says what gives one."""
    rng, truth = np.random.Generator(np.random.SFC64(1)), gaussian.standard(2)
    with pytest.raises(
        ValueError, match=rf"is {share} of size {size}, .* 0 is accepted, or at least 1/size \({1 / size:g}\)"
    ):
        list(recursion(gaussian.Raw(), regime(share), truth, size=size, generations=1, rng=rng))
    assert regimes.real_points(size, 1 / size) == 1
    assert regimes.real_points(size, 0.0) == 0


@pytest.mark.parametrize("regime", [regimes.mix_fresh, regimes.mix_resampled])
@pytest.mark.parametrize(("size", "share"), [(20, 0.98), (20, 0.9999), (2, 0.8)])
def test_a_share_that_leaves_no_synthetic_point_is_refused(regime, size, share):
    """A share below 1 that rounds to all points would train on real data alone in silence, so it is refused."""
    rng, truth = np.random.Generator(np.random.SFC64(1)), gaussian.standard(2)
    accepted = rf"1 is accepted, or at most 1 - 1/size \({1 - 1 / size:g}\)"
    with pytest.raises(
        ValueError, match=rf"is {share} of size {size}, which leaves no whole synthetic point; {accepted}"
    ):
        list(recursion(gaussian.Raw(), regime(share), truth, size=size, generations=1, rng=rng))
    assert regimes.real_points(size, 1 - 1 / size) == size - 1
    assert regimes.real_points(size, 1.0) == size


def test_mix_fresh_without_real_points_is_replace():
    """With a share of 0 the same seed gives the same parameters as replace, to the last bit."""
    for none, plain in zip(run("zipf.Exact", "mix_fresh, none real"), run("zipf.Exact", "replace"), strict=True):
        assert all(np.array_equal(one, two) for one, two in zip(none, plain, strict=True))


def test_shares_are_rounded_to_whole_points():
    """The nearest whole number of points is taken, of 10 for a share of 0.26 three."""
    assert [regimes.real_points(10, share) for share in (0.0, 0.06, 0.24, 0.26, 0.94, 1.0)] == [0, 1, 2, 3, 9, 10]
    assert [regimes.added_points(10, share) for share in (1.0, 10 / 11, 0.4, 0.1)] == [0, 1, 15, 90]
