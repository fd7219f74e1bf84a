"""A network that draws goes on from the weights that its training set brings along, and learns alike without."""

import numpy as np
import pytest
import torch

from collapse import regimes
from collapse.networks import going_on, picture_networks
from collapse.networks.pictures import Album, Pictures
from collapse.recursion import Corpus, Sources, recursion

pytestmark = pytest.mark.learned

SHOTS = np.random.Generator(np.random.SFC64(3)).random((40, 9))
DATA = Pictures(SHOTS[np.newaxis], np.ones(len(SHOTS)))
PAIRS = [(going_on.Autoencoder, picture_networks.Autoencoder), (going_on.Flow, picture_networks.Flow)]


def drawn(model, fit):
    """A few pictures, by the same random numbers each time."""
    return model.draw(fit, 5, np.random.Generator(np.random.SFC64(1)))


def moved(first, second):
    """By how much the weights of two networks differ at most."""
    pairs = zip(first.parameters(), second.parameters(), strict=True)
    return max(float((one - other).abs().max().detach()) for one, other in pairs)


@pytest.mark.parametrize(("goes_on", "begins"), PAIRS)
def test_without_weights_it_learns_as_a_beginner(goes_on, begins):
    """What it draws after a first fit is the beginner's to the last bit."""
    on, anew = goes_on(width=16, steps=20), begins(width=16, steps=20)
    assert (drawn(on, on.fit(DATA)) == drawn(anew, anew.fit(DATA))).all()


@pytest.mark.parametrize("goes_on", [first for first, _ in PAIRS])
def test_it_goes_on_from_the_weights_that_drew_last(goes_on):
    """After one step no weight is further than a step from where it was, and the last network stays as it is."""
    last = goes_on(width=16, steps=300).fit(DATA)
    kept = {name: weights.clone() for name, weights in last.state_dict().items()}
    once = goes_on(width=16, steps=1)
    assert moved(last, once.fit(going_on.Resumed(DATA.values, last))) <= 1.01 * picture_networks.RATE
    assert moved(last, once.fit(DATA)) > 10 * picture_networks.RATE
    assert all(torch.equal(weights, kept[name]) for name, weights in last.state_dict().items())


def test_what_is_learned_from_is_the_regimes():
    """The training set and the pool are those of the regime; only the last network comes with it."""
    corpus = Corpus(DATA, "what is kept")
    chosen = going_on.going_on(lambda sources: corpus)
    found = chosen(Sources(None, None, None, None, 1, None, "the last", None, 1))
    assert found.training.values is DATA.values
    assert (found.training.last, found.pool) == ("the last", "what is kept")


@pytest.mark.parametrize("goes_on", [first for first, _ in PAIRS])
@pytest.mark.parametrize("regime", [regimes.accumulate, regimes.accumulate_subsample, regimes.mix_resampled(0.5)])
def test_it_runs_under_regimes_that_keep(goes_on, regime):
    """Pools and parts of them are of pictures, whatever a training set brings along."""
    rng = np.random.Generator(np.random.SFC64(2))
    fits = recursion(
        goes_on(width=8, steps=2), going_on.going_on(regime), Album(SHOTS), size=20, generations=3, rng=rng
    )
    assert len(list(fits)) == 4
