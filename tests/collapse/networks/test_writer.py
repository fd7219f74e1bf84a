"""A writer writes as it was taught: by its own odds, in chains, from the beginning each time; and it learns."""

from functools import partial

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from collapse import regimes
from collapse.networks import transformer, writer
from collapse.networks.transformer import Practice
from collapse.recursion import recursion
from collapse.text import MARK

pytestmark = pytest.mark.learned

WORDS, LENGTH = 12, 5
QUICK = Practice(8, 5e-3)
TOKENS = np.random.Generator(np.random.SFC64(9)).integers(0, WORDS, 1501)


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def made(seed=1, practice=QUICK):
    return writer.writer(WORDS, LENGTH, practice, 16, generator(seed))


def run(regime, seed=1):
    model = made(seed)
    truth = writer.Library(writer.passages(TOKENS, LENGTH))
    return list(recursion(model, regime, truth, size=300, generations=2, rng=generator(seed)))


REGIMES = {
    "replace": regimes.replace,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_resampled": regimes.mix_resampled(0.5),
    "mix_fixed": regimes.mix_fixed(0.5),
    "cool": regimes.biased(partial(writer.temperature, 0.8)),
}


@pytest.mark.parametrize("name", REGIMES)
def test_every_regime_runs_and_a_seed_decides_every_bit(name):
    """Three fits come of two generations; the same seed gives the same weights to the last bit, another one others."""
    fits, again, other = run(REGIMES[name]), run(REGIMES[name]), run(REGIMES[name], seed=2)
    assert len(fits) == 3
    for fit, same in zip(fits, again, strict=True):
        assert all(torch.equal(each, same.weights[part]) for part, each in fit.weights.items())
    assert any(not torch.equal(each, other[-1].weights[part]) for part, each in fits[-1].weights.items())


def test_every_generation_begins_from_the_same_weights():
    """Two fits to the same text are the same, whatever was fitted between."""
    model = made()
    data = model.sample(writer.Library(writer.passages(TOKENS, LENGTH)), 200, generator())
    first = model.fit(data)
    model.fit(model.sample(first, 200, generator()))
    assert all(torch.equal(each, model.fit(data).weights[part]) for part, each in first.weights.items())


@given(length=st.integers(1, 40), size=st.integers(2, 400))
def test_passages_hold_the_text_once_and_in_order(length, size):
    """Every word but the first stands in one passage, up to a rest, and each passage opens with the word before."""
    tokens = np.arange(size)
    if length >= size:
        with pytest.raises(ValueError, match="length"):
            writer.passages(tokens, length)
        return
    rows = writer.passages(tokens, length)
    whole = rows[:, 1:].ravel()
    assert whole.tolist() == list(range(1, len(whole) + 1))
    assert size - 1 - len(whole) < length
    assert rows[0, 0] == 0
    assert (rows[1:, 0] == rows[:-1, -1]).all()


def test_written_passages_are_chains():
    """The first passages begin a sentence, and each of the others goes on where one of the earlier stopped."""
    model = made()
    size = 2 * writer.AT_ONCE + 7
    rows = model.sample(model.beginner, size, generator()).values[0]
    assert rows.shape == (size, LENGTH + 1)
    assert (rows[: writer.AT_ONCE, 0] == MARK).all()
    assert (rows[writer.AT_ONCE :, 0] == rows[: -writer.AT_ONCE, -1]).all()


def test_real_passages_are_drawn_once_each():
    """A sample as large as the library is the library in another order."""
    rows = writer.passages(TOKENS, LENGTH)
    drawn = made().sample(writer.Library(rows), len(rows), generator()).values[0]
    assert sorted(drawn.tolist()) == sorted(rows.tolist())


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_words_are_drawn_by_their_odds(temperature):
    """Drawn words are as frequent as their probabilities to the power 1 / temperature, up to a factor for all."""
    model = made()
    skill = model.fit(model.sample(writer.Library(writer.passages(TOKENS, LENGTH)), 200, generator()))
    before = np.full((10_000, 1), 3)
    with torch.inference_mode():
        scores = transformer.read(model.decoder, skill.weights, torch.tensor(before[:1]), 1)[0][0, 0]
    drawn = writer.written(model.decoder, writer.temperature(temperature, skill), before, generator())[:, 1]
    chance = (scores / temperature).softmax(0).numpy()
    error = np.sqrt(chance * (1 - chance) / len(before))
    assert (np.abs(np.bincount(drawn, minlength=WORDS) / len(before) - chance) < 4.5 * error).all()


def test_guesses_are_what_the_writer_would_write():
    """The probabilities of all continuations of a word add up to 1, and the likeliest has the largest."""
    model = made()
    rows = np.stack([np.full(WORDS, 4), np.arange(WORDS)], axis=1)
    logs, likeliest = writer.guesses(model, model.beginner, rows)
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-5)
    assert set(likeliest) == {int(logs.argmax())}


def test_a_fit_learns_what_follows():
    """Where each word has one successor, a trained writer guesses it, and writes it."""
    cycle = np.arange(3001) % WORDS
    rows = writer.passages(cycle, LENGTH)
    model = made(practice=Practice(150, 8e-3))
    skill = model.fit(model.sample(writer.Library(rows), len(rows), generator()))
    logs, likeliest = writer.guesses(model, skill, rows[:50])
    assert (likeliest == rows[:50, 1:].ravel()).mean() > 0.99
    assert np.exp(-logs.mean()) < 1.2
    written = model.sample(skill, 50, generator()).values[0]
    assert (np.diff(written, axis=1) % WORDS == 1).mean() > 0.95


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan")])
def test_a_temperature_is_positive(value):
    """There is no likeliest word for a text that has to be varied."""
    with pytest.raises(ValueError, match="temperature is"):
        writer.temperature(value, made().beginner)


def test_a_stock_gives_each_passage_once():
    """What is asked for later is new, and more than there is is refused with what is left."""
    whole = writer.passages(TOKENS, LENGTH)
    stock = writer.Stock(whole)
    first, second = stock.take(100), stock.take(50)
    assert np.array_equal(np.concatenate([first, second]), whole[:150])
    with pytest.raises(ValueError, match=f"{len(whole)} new passages are asked for and {len(whole) - 150} are left"):
        stock.take(len(whole))


def test_a_stock_makes_fresh_data_fresh():
    """Under mix_fresh every generation reads real passages that no earlier one has read."""
    stock, model = writer.Stock(writer.passages(TOKENS, LENGTH)), made()
    before = len(stock.left)
    list(recursion(model, regimes.mix_fresh(0.5), stock, size=60, generations=2, rng=generator()))
    assert before - len(stock.left) == 60 + 2 * 30


def test_a_writer_that_goes_on_starts_from_the_last_weights():
    """With no step to take it is what it was; a beginner's fit knows nothing of it."""
    later = Practice(1, 1e-9)
    model = writer.writer(WORDS, LENGTH, QUICK, 16, generator(), later=later)
    truth = writer.Library(writer.passages(TOKENS, LENGTH))
    first, second = recursion(model, regimes.replace, truth, size=100, generations=1, rng=generator())
    for name in ("head", "embedding"):
        assert torch.allclose(first.weights[name], second.weights[name], atol=1e-6)
    begun, anew = recursion(made(), regimes.replace, truth, size=100, generations=1, rng=generator())
    assert not torch.allclose(begun.weights["head"], anew.weights["head"], atol=1e-3)
