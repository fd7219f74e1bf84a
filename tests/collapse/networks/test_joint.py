"""One network for text and problems: its two parts stay apart, and nothing that is held out is ever learned from."""

import numpy as np
import pytest

from collapse import regimes
from collapse.networks import joint, transformer, writer
from collapse.recursion import recursion
from collapse.tasks import arithmetic, problems

pytestmark = pytest.mark.learned

WORDS, LENGTH, SIZE = 12, 5, 40
TASK = arithmetic.Addition(2)
TOKENS = np.random.Generator(np.random.SFC64(9)).integers(0, WORDS, 3001)
REGIMES = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.25),
}


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def made(*, own=False, steps=4, rate=5e-3):
    settings = {"levels": (1, 2), "chances": (0.5, 0.5), "share": 2.0, "batches": (8, 16), "own": own}
    return joint.joint(TASK, WORDS, LENGTH, transformer.Practice(steps, rate), generator(), **settings)


def stock():
    return writer.Stock(writer.passages(TOKENS, LENGTH))


def warm(model, *, fits=1):
    return model.fit(model.sample(stock(), SIZE, generator()))._replace(fits=fits)


def watched(regime, seen):
    """Note every training set."""

    def watching(sources):
        corpus = regime(sources)
        seen.append(corpus.training)
        return corpus

    return watching


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("name", REGIMES)
def test_every_regime_runs_and_learns_from_nothing_held_out(name, own):
    """Both parts have the sizes that the regime asks for, and no problem of the test is in any, whoever wrote it."""
    seen = []
    regime = watched(REGIMES[name], seen)
    fits = list(recursion(made(own=own), regime, stock(), size=SIZE, generations=2, rng=generator()))
    assert len(fits) == 3
    many = {"growing": 3, "accumulate": 3}.get(name, 1)
    assert seen[-1].text.shape == (many * SIZE, LENGTH + 1)
    assert seen[-1].rows.shape == (many * 2 * SIZE, TASK.shape.prompt + TASK.shape.answer)
    for data in seen:
        assert not problems.is_held_out(TASK, data.rows).any()
        assert data.text.max() < WORDS
        assert data.rows.max() < TASK.shape.vocabulary


def test_the_test_for_what_is_held_out_can_fail():
    """One problem in five is held out, so a part drawn without regard to that would hold some."""
    assert problems.is_held_out(TASK, TASK.draw(np.full(500, 2), generator())).mean() == pytest.approx(0.2, abs=0.06)


def test_a_seed_decides_every_bit():
    """The same draws give the same weights to the last bit, and other data give others."""
    one, same = (warm(made()) for _ in range(2))
    other = made().fit(made().sample(stock(), SIZE, generator(2)))
    assert all(np.array_equal(one.weights[name], same.weights[name]) for name in one.weights)
    assert not np.array_equal(one.weights["head"], other.weights["head"])


def test_a_network_learns_both_parts():
    """After some steps the next word of a text with a pattern is guessed, and so are sums that were seen."""
    model = made(steps=250, rate=0.01)
    tokens = np.arange(3001) % WORDS
    text = writer.passages(tokens, LENGTH)[:SIZE]
    rows = problems.draw(TASK, np.ones(60, dtype=int), generator())
    fit = model.fit(joint.Parts(text, rows))
    logs, likeliest = joint.guesses(model, fit, text)
    assert (likeliest == text[:, 1:].ravel()).mean() > 0.95
    assert np.exp(-logs.mean()) < 1.5
    assert TASK.right(joint.answered(model, fit._replace(temperature=0.0), rows, generator())).mean() > 0.9


def sources(model, fit):
    draw = lambda size: model.sample(fit, size, generator(3))  # noqa: E731
    return regimes.Sources(model, None, draw, None, SIZE, generator(4), fit, None, 1)


def test_a_checker_tries_the_same_problems_again():
    """All that passes is right, no problem is new, and more attempts pass more of them."""
    model = made()
    fit = warm(model)
    asked = model.sample(fit, SIZE, generator(3)).rows

    def lucky(rows):
        return rows[:, -1] % 2 == 0

    few, many = (joint.retried(lucky, attempts)(sources(model, fit), SIZE).rows for attempts in (1, 12))
    assert lucky(few).all()
    assert lucky(many).all()
    assert len(few) < len(many) <= len(asked)
    prompts = {tuple(row) for row in asked[:, : TASK.shape.prompt].tolist()}
    assert {tuple(row) for row in many[:, : TASK.shape.prompt].tolist()} <= prompts


def test_a_checker_that_passes_nothing_says_so():
    """Nothing to learn from is refused, and so are no attempts."""
    model = made()
    with pytest.raises(ValueError, match="none of 80 answers is right in 2 attempts"):
        joint.retried(lambda rows: np.zeros(len(rows), dtype=bool), 2)(sources(model, warm(model)), SIZE)
    with pytest.raises(ValueError, match="attempts"):
        joint.retried(TASK.right, 0)


def test_weights_are_refused():
    """A fit that would ignore weights refuses them."""
    with pytest.raises(ValueError, match="cannot be weighed"):
        made().weigh(made().sample(stock(), SIZE, generator()), 0.5)
