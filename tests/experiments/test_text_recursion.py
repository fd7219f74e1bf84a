"""Text of text: what the stored results say, again at a reduced size, and whether each measure sees what it should."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse import text
from experiments import text_recursion as experiment
from experiments.shared import text_recursion

STORED = json.loads((Path(__file__).parents[2] / "figures/text_recursion.json").read_text())


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def values(arms, **changed):
    params = experiment.PARAMS | {"seeds": 2} | changed | {"arms": arms}
    outcomes = [text_recursion.point(**settings) for settings in text_recursion.points(**params)]
    return experiment.simulate(None, outcomes=outcomes, **params)


def finding(value):
    """Whether the rare words go first in every arm, and the score tells far less."""
    arms = [f"{model}_{arm}" for model in experiment.MODELS for arm in experiment.STYLES]
    return all(1 - value[f"rare_{name}"] > 1.5 * (1 - value[f"accuracy_{name}"]) for name in arms)


def test_finding_is_true_of_the_stored_results():
    """Rare words go in every arm, by far more than the score does; temperature and real text slow it."""
    value = {name: number["value"] for name, number in STORED["numbers"].items()}
    error = {name: number["error"] for name, number in STORED["numbers"].items()}
    assert finding(value)
    for name in (f"{model}_{arm}" for model in experiment.MODELS for arm in experiment.STYLES):
        apart = value[f"accuracy_{name}"] - value[f"rare_{name}"]
        assert apart > 4 * np.hypot(error[f"accuracy_{name}"], error[f"rare_{name}"])
        assert value[f"tail_{name}"] > value[f"head_{name}"] > 1
    for model in experiment.MODELS:
        slower = min(value[f"rare_{model}_warm"], value[f"rare_{model}_half"])
        assert value[f"rare_{model}_cool"] < 0.2
        assert slower > 0.3
    assert value["accuracy_ngram_cool"] > 0.9
    assert value["accuracy_network_half"] > 0.9
    assert value["real_floor"] + 0.05 < value["start_accuracy_network_cool"]


def test_a_score_that_falls_with_the_rare_words_would_be_noticed():
    """Had as much of the score gone as of the rare words, the finding would not hold."""
    value = {name: number["value"] for name, number in STORED["numbers"].items()}
    assert not finding(value | {"accuracy_network_half": value["rare_network_half"]})


@pytest.mark.learned
def test_a_reduced_network_loses_rare_words_first():
    """One round of a smaller vocabulary: far more of the rare words go than of the right guesses."""
    small = {"generations": 1, "words": 1000, "rare": 400, "size": 16_000, "practice": (250, 0.01)}
    table = values((("network", 0.8, 0.0),), **small)["network_cool"]
    rare, accuracy = table["rare_ratio"][1], table["accuracy_ratio"][1]
    assert table["accuracy"][0] > 0.12
    assert rare + 2 * table["rare_ratio_error"][1] < 0.8
    assert accuracy - 2 * table["accuracy_ratio_error"][1] > rare
    assert table["pairs_ratio"][1] < 0.8


@pytest.mark.slow
def test_a_reduced_run_of_the_n_gram_model_has_the_same_signs():
    """Cooling costs most rare words, warmth fewer, half real text fewest; all guess about as well as before."""
    arms = tuple(arm for arm in experiment.PARAMS["arms"] if arm[0] == "ngram")
    series = values(arms)
    rare = {arm: series[f"ngram_{arm}"]["rare_ratio"] for arm in experiment.STYLES}
    assert rare["cool"][-1] < 0.2
    assert 0.5 < rare["warm"][-1] < rare["half"][-1] < 1
    assert list(rare["cool"]) == sorted(rare["cool"], reverse=True)
    for arm in experiment.STYLES:
        assert 0.8 < series[f"ngram_{arm}"]["accuracy_ratio"][-1] < 1
        assert series[f"ngram_{arm}"]["tail_ratio"][-1] > series[f"ngram_{arm}"]["head_ratio"][-1] > 1


def test_sentences_are_whole_and_of_frequent_words_alone():
    """Each stands in the novels, ends with a full stop and not before, and knows none but the most frequent words."""
    found = text_recursion.sentences(3000)
    whole = text.novels().read(text.novels().tokens)
    for sentence in found[:: len(found) // 50]:
        assert text.novels().read(sentence) in whole
    assert all(part[-1] == text.MARK and part.max() < 3000 and (part[:-1] != text.MARK).all() for part in found)
    assert len(found) > 10_000


def test_no_word_is_both_learned_and_tested():
    """A shuffle cuts the sentences into two texts that are all of them, and seeds cut differently."""
    found = text_recursion.sentences(3000)
    learned, page = text_recursion.shuffled(found, 70_000, generator())
    assert len(learned) == 70_000
    assert np.array_equal(np.bincount(np.concatenate([learned, page])), np.bincount(np.concatenate(found)))
    assert not np.array_equal(learned, text_recursion.shuffled(found, 70_000, generator(2))[0])
    with pytest.raises(ValueError, match="half are for the test"):
        text_recursion.shuffled(found, 100_000, generator())


@pytest.mark.learned
def test_all_arms_of_a_seed_begin_with_the_same_model():
    """Generation 0 guesses alike in every arm, and writes alike where it is as cool."""
    quick = experiment.PARAMS | {"seeds": 1, "generations": 0, "words": 1000, "rare": 500, "size": 5000}
    quick |= {"practice": (10, 0.008)}
    outcomes = [text_recursion.point(**settings)["measured"] for settings in text_recursion.points(**quick)]
    for first in (0, 3):
        cool, warm, half = outcomes[first : first + 3]
        assert cool == half
        assert cool["perplexity"] == warm["perplexity"]
        assert cool["pairs"] != warm["pairs"]


def test_followers_are_the_most_frequent():
    """Counted one by one, no word follows another more often than the one that is named."""
    tokens = generator().integers(0, 9, 400)
    likeliest = text_recursion.followers(tokens, 10)
    pairs = list(zip(tokens[:-1].tolist(), tokens[1:].tolist(), strict=True))
    for word in range(9):
        counts = [pairs.count((word, next_)) for next_ in range(9)]
        assert counts[likeliest[word]] == max(counts)
    assert likeliest[9] == text.MARK


def test_variety_sees_what_a_text_has_lost():
    """Of two rare words one is left, of four words three, of five pairs four."""
    learned = np.array([0, 1, 2, 3])
    assert text_recursion.variety(np.array([0, 1, 2, 0, 1, 0]), learned, 2) == (1 / 2, 3, 4 / 5)
