"""The network reads in order and learns; as a family it runs under every regime, on problems that are not held out."""

from functools import partial

import numpy as np
import pytest
import torch

from collapse import regimes
from collapse.curation import verifiers
from collapse.networks import transformer
from collapse.networks.transformer import Answers, Network, Practice, Skill, Teacher, Transformer
from collapse.recursion import recursion
from collapse.tasks import problems, programs, sudoku

pytestmark = pytest.mark.learned

TASK = sudoku.Sudoku()
QUICK = Transformer(TASK, ((2, 4),), Practice(6, 3e-3), Practice(4, 1e-3), Network(16, 1, 2), batch=16)
ROTARY = QUICK._replace(task=programs.Programs(), levels=((1, 2),), network=Network(16, 2, 2, rotary=True))
ALL = Network(16, 2, 2)


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def right(task):
    return lambda values: task.right(values[0])[np.newaxis]


def everything(values):
    return np.ones(values.shape[:2])


REGIMES = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.5),
    "mix_fixed": regimes.mix_fixed(0.5),
    "mix_resampled": regimes.mix_resampled(0.5),
    "weighted": regimes.weighted(0.618),
    "verified": regimes.verified(verifiers.noisy(right(TASK), 1.0, 0.5)),
    "vote": regimes.biased(partial(transformer.majority, 3)),
}


def run(model, regime, seed=1, size=30):
    rng = generator(seed)
    truth = Teacher(transformer.beginner(model, rng))
    return list(recursion(model, regime, truth, size=size, generations=2, rng=rng))


@pytest.mark.parametrize("name", REGIMES)
def test_every_regime_runs_and_a_seed_decides_every_bit(name):
    """Three fits come of two generations; the same seed gives the same weights to the last bit, another one others."""
    fits, again, other = run(QUICK, REGIMES[name]), run(QUICK, REGIMES[name]), run(QUICK, REGIMES[name], seed=2)
    assert [fit.fits for fit in fits] == [1, 2, 3]
    for fit, same in zip(fits, again, strict=True):
        assert all(torch.equal(each, same.weights[part]) for part, each in fit.weights.items())
    assert any(not torch.equal(each, other[-1].weights[part]) for part, each in fits[-1].weights.items())


def test_all_regimes_of_a_seed_share_generation_0():
    """What differs between regimes begins after the first fit."""
    first = [run(QUICK, regime)[0].weights for regime in REGIMES.values()]
    for weights in first[1:]:
        assert all(torch.equal(each, weights[part]) for part, each in first[0].items())


def test_no_held_out_problem_is_ever_trained_on(monkeypatch):
    """Over whole runs, every row that a fit is given is of the part for training, whoever answered it."""
    seen = []
    fit = Transformer.fit
    monkeypatch.setattr(Transformer, "fit", lambda self, data: seen.append(data.values[0]) or fit(self, data))
    for regime in REGIMES.values():
        for row in run(QUICK, regime, size=60):
            assert row.fits
    made = [rows[(TASK.right(rows))] for rows in seen]  # a right answer to a clue-rich problem is its grid
    assert not problems.is_held_out(TASK, seen[0]).any()
    assert sum(len(rows) for rows in made) > 500
    prompts = {row[:17].tobytes() for row in problems.draw(TASK, np.full(400, 4), generator(3), held_out=True)}
    assert not prompts & {row[:17].tobytes() for rows in seen for row in rows}


def test_a_verifier_leaves_only_what_it_passes_and_as_much_as_without(monkeypatch):
    """Under an exact verifier every row is right, and there are as many as under replace."""
    seen = []
    fit = Transformer.fit
    monkeypatch.setattr(Transformer, "fit", lambda self, data: seen.append(data.values[0]) or fit(self, data))
    model = QUICK._replace(levels=((1,),), first=Practice(250, 5e-3), network=Network(32, 2, 2), batch=32)
    run(model, regimes.verified(verifiers.exact(right(TASK))), size=50)
    assert [rows.shape for rows in seen] == [(50, 33)] * 3
    assert all(TASK.right(rows).all() for rows in seen)


@pytest.mark.parametrize("model", [QUICK._replace(network=ALL), ROTARY])
def test_a_token_is_read_by_those_behind_it_alone(model):
    """A changed token changes no score before it, and some score from it on."""
    skill, rng = transformer.beginner(model, generator()), generator()
    rows = torch.tensor(problems.draw(model.task, np.full(8, 2), rng))
    changed = rows.clone()
    changed[:, 9] = (changed[:, 9] + 1) % 4
    with torch.inference_mode():
        before, after = (transformer.read(model, skill.weights, each, rows.shape[1])[0] for each in (rows, changed))
    assert torch.equal(before[:, :9], after[:, :9])
    assert not torch.allclose(before[:, 9:], after[:, 9:])


@pytest.mark.parametrize("model", [QUICK._replace(network=ALL), ROTARY])
def test_memory_changes_no_score(model):
    """Token by token, with keys and values remembered, gives the scores of reading all at once."""
    skill = transformer.beginner(model, generator())
    rows = torch.tensor(problems.draw(model.task, np.full(8, 2), generator()))
    with torch.inference_mode():
        whole = transformer.read(model, skill.weights, rows, rows.shape[1])[0]
        memory, parts = [], []
        for piece in (rows[:, :11], *(rows[:, place : place + 1] for place in range(11, rows.shape[1]))):
            scores, memory = transformer.read(model, skill.weights, piece, piece.shape[1], memory)
            parts.append(scores)
    assert torch.allclose(torch.cat(parts, dim=1), whole, atol=1e-5)


def test_rotary_positions_count_distance_alone():
    """Two vectors turned by their places have a product that depends on how far apart the places are."""
    vectors = torch.tensor(generator().normal(size=(2, 8)), dtype=torch.float32)
    products = []
    for place in (0, 5, 90):
        first = transformer.turned(vectors[:1], torch.tensor([place]))
        second = transformer.turned(vectors[1:], torch.tensor([place + 3]))
        products.append(float((first * second).sum()))
    assert products == pytest.approx([products[0]] * 3, abs=1e-4)
    assert products[0] != pytest.approx(float((vectors[0] * vectors[1]).sum()), abs=1e-3)


def test_temperature_0_takes_the_likeliest_and_1_the_odds():
    """Greedy answers are those of the largest scores; drawn tokens are as frequent as their probabilities."""
    skill = transformer.beginner(QUICK, generator())
    rows = np.repeat(problems.draw(TASK, np.array([4]), generator()), 20_000, axis=0)
    with torch.inference_mode():
        scores = transformer.read(QUICK, skill.weights, torch.tensor(rows[:1, :17]), 1)[0][0, 0]
    greedy = transformer.answered(QUICK, skill._replace(temperature=0.0), rows[:5], generator())
    assert set(greedy[:, 17]) == {int(scores.argmax())}
    drawn = transformer.answered(QUICK, skill, rows, generator())[:, 17]
    chance = scores.softmax(0).numpy()
    error = np.sqrt(chance * (1 - chance) / len(rows))
    assert (np.abs(np.bincount(drawn, minlength=6) / len(rows) - chance) < 4.5 * error).all()


def test_behind_an_end_stand_ends_and_are_not_learned():
    """Answers are filled up with ends, and a fit is asked for the first end and nothing after it."""
    skill = transformer.beginner(ROTARY, generator())
    rows = problems.draw(ROTARY.task, np.full(200, 2), generator())
    answers = transformer.answered(ROTARY, skill, rows, generator())[:, 13:]
    ended = np.cumsum(answers == programs.END, axis=1) > 0
    assert ended[:, -2].any()
    assert (answers[ended] == programs.END).all()
    [targets] = transformer.wanted(ROTARY.task, rows[:1])
    assert targets.tolist() == [*rows[0, 13:16].tolist(), *[transformer.IGNORED] * 3]


def test_a_vote_gives_the_most_frequent_answer(monkeypatch):
    """Of several attempts the one given most often counts, and the first of as many."""
    attempts = iter(np.array([[[1, 1]], [[2, 2]], [[3, 3]], [[2, 2]]]))
    monkeypatch.setattr(transformer, "attempted", lambda *_: next(attempts))
    chosen = transformer.answered(QUICK, transformer.majority(4, Skill({})), np.zeros((1, 2)), generator())
    assert chosen.tolist() == [[2, 2]]


def test_what_weighs_nothing_is_not_learned():
    """Rows of weight 0 may say anything: the fit is the same."""
    start = transformer.beginner(QUICK, generator())
    rows = problems.draw(TASK, np.full(40, 4), generator())
    other = rows.copy()
    other[20:] = other[:20]
    weights = np.repeat([1.0, 0.0], 20)
    fits = [QUICK.fit(Answers(each[np.newaxis], weights, start)) for each in (rows, other)]
    assert all(torch.equal(each, fits[1].weights[part]) for part, each in fits[0].weights.items())


def test_a_fit_learns():
    """A hundred and fifty steps teach a beginner most grids with one blank."""
    model = QUICK._replace(levels=((1,),), first=Practice(300, 5e-3), network=Network(32, 2, 2), batch=32)
    rng = generator()
    truth = Teacher(transformer.beginner(model, rng))
    fit = model.fit(model.sample(truth, 300, rng))
    test = problems.draw(TASK, np.ones(200, dtype=int), rng, held_out=True)
    answers = transformer.answered(model, fit._replace(temperature=0.0), test, rng)
    assert TASK.right(answers).mean() > 0.5


def test_a_vote_of_none_is_refused():
    """A number of votes is a whole number from 1."""
    with pytest.raises(ValueError, match="votes is 0"):
        transformer.majority(0, Skill({}))
