"""Text of text loses its rare words: in the stored results, by the exact law, and not where the text is kept."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.metrics import text
from collapse.models import ngram
from experiments import ngram_text

STORED = json.loads((Path(__file__).parents[2] / "figures/ngram_text.json").read_text())


def finding(value):
    """Whether most rare words are gone and hardly any words of a page."""
    return value["rare_recall_replace"] < 0.5 and value["coverage_start"] - value["coverage_replace"] < 0.05


@pytest.fixture
def values():
    return {name: number["value"] for name, number in STORED["numbers"].items()}


@pytest.fixture(scope="module")
def reading():
    return ngram_text.novels(ngram_text.PARAMS["passage"], ngram_text.PARAMS["every"], ngram_text.PARAMS["rare"])


def run(**changed):
    params = ngram_text.PARAMS | {"generations": 3, "seeds": 2} | changed
    series = ngram_text.simulate(np.random.Generator(np.random.SFC64(1)), **params)
    return series, {name: number.value for name, number in ngram_text.numbers(series).items()}


def test_finding_is_true_of_the_stored_results(values):
    """Four of five rare words are gone under replace, while a page has lost a few words in a hundred."""
    assert finding(values)
    assert values["rare_recall_replace"] == pytest.approx(0.2, abs=0.02)
    assert values["rare_recall_accumulate"] == 1


def test_the_tail_pays_and_accumulate_hardly(values):
    """Perplexity rises most for rarer words and most under replace; under accumulate it stays within a tenth."""
    for name in ("replace", "mix_resampled", "accumulate"):
        assert values[f"tail_{name}"] > values[f"perplexity_{name}"] > values[f"head_{name}"] > 1
    for key in ("tail", "head", "perplexity"):
        assert values[f"{key}_replace"] > values[f"{key}_mix_resampled"] > values[f"{key}_accumulate"]
        assert values[f"{key}_accumulate"] < 1.1


def test_words_are_lost_as_if_drawn_one_by_one():
    """In every generation the share of rare words left is that of the exact law, to one in a hundred."""
    simulated, exact = STORED["series"]["replace"], STORED["series"]["independent"]
    assert exact["rare_recall"][1] < 0.75
    assert simulated["rare_recall"] == pytest.approx(exact["rare_recall"], abs=0.01)


def test_rare_words_are_those_seen_at_most_so_often(reading):
    """Counted one by one, the rare words of the part learned from are as many as quoted, and nearly half of all."""
    whole = np.bincount(ngram_text.text.novels().tokens)
    words = np.unique(reading.learned)
    rare = words[whole[words] <= ngram_text.PARAMS["rare"]]
    assert rare.min() >= reading.rarer_than
    assert len(rare) == STORED["numbers"]["rare_words"]["value"]
    assert 0.4 < len(rare) / len(words) < 0.5
    assert len(reading.page) == pytest.approx(len(reading.learned) / 9, rel=0.01)


def test_the_first_model_has_all_that_it_learned(reading):
    """Generation 0 can write every rare word, and knows of the page what the novels hold."""
    found = ngram_text.measure(reading.learned, reading.learned, reading, 300, 100.0)
    assert found[0] == 1
    assert found[1] == pytest.approx(STORED["numbers"]["coverage_start"]["value"], abs=1e-5)


@pytest.mark.slow
def test_a_regime_that_keeps_everything_is_noticed(monkeypatch):
    """If replace kept the old text after all, the finding would no longer hold."""
    monkeypatch.setattr(ngram_text.regimes, "replace", ngram_text.regimes.accumulate)
    _, kept = run()
    assert kept["rare_recall_replace"] == 1
    assert not finding(kept)


@pytest.mark.slow
def test_smoothing_chosen_otherwise_changes_no_order():
    """With a tenth of the smoothing, and with three times as much, replace still loses most and the tail still pays."""
    for strength in (10.0, 300.0):
        _, value = run(strength=strength)
        assert value["tail_replace"] > value["tail_mix_resampled"] > value["tail_accumulate"] > 1
        assert value["tail_replace"] > 1.5 * value["head_replace"]


def test_drawing_word_by_word_would_agree(reading):
    """The exact line is the mean, over rare words, of what two generations of Poisson offspring leave."""
    rng = np.random.default_rng(1)
    counts = np.bincount(reading.learned)[reading.rarer_than :]
    counts = np.tile(counts[counts > 0], 20)
    left = rng.poisson(rng.poisson(counts)) > 0
    exact = ngram_text.independent(reading, 2)["rare_recall"][2]
    assert abs(left.mean() - exact) < 4 * np.sqrt(exact * (1 - exact) / len(left))


def test_recall_counts_what_the_model_can_write():
    """A word stands in a fit's text exactly if the fit can write it."""
    learned = np.array([[0, 1, 0, 2, 0, 1, 3, 0]])
    model = ngram.Raw(2, chains=4)
    fit = model.fit(ngram.Texts(learned, np.zeros(learned.shape, dtype=bool)))
    written = model.sample(fit, 2000, np.random.Generator(np.random.SFC64(1))).tokens
    assert text.recall(fit.tokens, np.arange(5), rarer_than=1).tolist() == [3 / 4]
    assert text.recall(written, np.arange(5), rarer_than=1).tolist() == [3 / 4]
