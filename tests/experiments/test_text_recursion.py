"""Text of text: what the stored results say, again at a reduced size, and whether each measure sees what it should."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse import text
from experiments import text_recursion as experiment
from experiments.shared import text_recursion
from experiments.shared.learning_curves import half_width

STORED = json.loads((Path(__file__).parents[2] / "figures/text_recursion.json").read_text())


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def values(arms, **changed):
    params = experiment.PARAMS | {"seeds": 2} | changed | {"arms": arms}
    return [text_recursion.point(**settings) for settings in text_recursion.points(**params)]


VALUE = {name: number["value"] for name, number in STORED["numbers"].items()}
ERROR = {name: number["error"] for name, number in STORED["numbers"].items()}
WIDE = float(half_width(1, STORED["params"]["seeds"]))  # of a 95 % interval, in standard errors


def above(name, limit):
    """Whether a number lies above a limit with its whole interval."""
    return VALUE[name] - WIDE * ERROR[name] > limit


def below(name, limit):
    """Whether a number lies below a limit with its whole interval."""
    return VALUE[name] + WIDE * ERROR[name] < limit


def finding(value, name):
    """Whether an arm has lost more of its rare words than of its score."""
    return 1 - value[f"rare_{name}"] > 1.5 * (1 - value[f"accuracy_{name}"])


def test_rare_words_go_first_wherever_a_network_is_cooled():
    """In every regime, a little cooler than learned, far more of the rare words goes than of the score."""
    arms = [experiment.named(*arm) for arm in experiment.PARAMS["arms"] if arm[0] == "network" and arm[2] == 0.8]
    assert len(arms) == 7
    for name in arms:
        assert finding(VALUE, name), name
        assert VALUE[f"tail_{name}"] > VALUE[f"head_{name}"], name


def test_a_score_that_falls_with_the_rare_words_would_be_noticed():
    """Had as much of the score gone as of the rare words, the finding would not hold."""
    assert not finding(VALUE | {"accuracy_network_half_cool": VALUE["rare_network_half_cool"]}, "network_half_cool")


def test_keeping_all_saves_the_rare_words_where_nothing_is_cooled():
    """More than half of them at temperature 1, and not more below it, where half of new real text does not save them.

    Fewer than half was expected a little below 1: it is so on average, and the interval over five seeds holds the half.
    """
    assert above("rare_network_accumulate_warm", 0.5)
    assert VALUE["rare_network_accumulate_cool"] < 0.5
    assert below("rare_network_half_cool", 0.5)
    assert below("rare_network_accumulate_cold", 0.1)
    assert above("accuracy_network_accumulate_cold", 0.9)


def test_the_order_is_that_of_larger_models():
    """More loss where text is replaced than where more is written, least where it is kept, most at temperature 0.3."""
    kept, grown, replaced, cold = (
        VALUE[f"perplexity_network{arm}"] for arm in ("_accumulate_warm", "_grown_warm", "_warm", "_frozen")
    )
    assert kept < grown < replaced < cold


def test_more_real_text_loses_less():
    """The loss on real text falls from none to a tenth, a fifth and a half of new real text, at both temperatures."""
    for heat in ("warm", "cool"):
        losses = [VALUE[f"perplexity_network{share}_{heat}"] for share in ("", "_tenth", "_fifth", "_half")]
        assert losses == sorted(losses, reverse=True)


def test_what_is_compared_is_what_was_run():
    """Every regime of a network is there as warm as it learned, cooler and cold, and five seeds of each."""
    assert STORED["params"]["seeds"] >= 5
    arms = {tuple(arm) for arm in experiment.PARAMS["arms"]}
    for regime in text_recursion.REGIMES:
        assert {("network", regime, heat) for heat in (1.0, 0.8, 0.5)} <= arms
    assert set(experiment.KEEPING) == set(text_recursion.REGIMES)


def test_items_are_those_of_a_paired_test():
    """McNemar's test sees, with so many items, a difference in about four tests of five."""
    rng, lost, gained = generator(), 0.05, 0.02
    many = round(experiment.paired(lost, gained))
    first, second = rng.multinomial(many, [lost, gained, 1 - lost - gained], size=20_000)[:, :2].T
    seen = np.abs(first - second) > 1.96 * np.sqrt(first + second)
    assert seen.mean() == pytest.approx(0.8, abs=0.02)
    assert not list(experiment.items({"lost": [0.01, 0.02], "gained": [0.02, 0.01]}, "none"))


@pytest.mark.learned
def test_a_reduced_network_loses_rare_words_first():
    """One round of a smaller vocabulary: far more of the rare words go than of the right guesses."""
    small = {"generations": 1, "words": 1000, "rare": 400, "size": 12_000, "page": 8000, "practice": (200, 0.01)}
    (found,) = values((("network", "replace", 0.8),), seeds=1, **small)
    rare, accuracy, pairs = (found["measured"][name] for name in ("rare", "accuracy", "pairs"))
    assert accuracy[0] > 0.12
    assert rare[1] < 0.8 * rare[0]
    assert accuracy[1] / accuracy[0] > rare[1] / rare[0]
    assert pairs[1] < 0.8 * pairs[0]


@pytest.mark.learned
def test_a_reduced_run_of_the_n_gram_model_has_the_same_signs():
    """Cooling costs most rare words; half new real text saves many, and keeping all of it saves nearly all."""
    arms = (("ngram", "replace", 0.8), ("ngram", "half", 0.8), ("ngram", "accumulate", 0.8))
    found = values(arms)
    kept = [[run["measured"]["rare"][-1] / run["measured"]["rare"][0] for run in found[place::3]] for place in range(3)]
    replaced, half, accumulated = kept
    assert 0 < max(replaced) < min(half)
    assert max(half) < 0.6 < min(accumulated) < 1


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
    page, rest = text_recursion.shuffled(found, 30_000, generator())
    assert len(page) == 30_000
    assert np.array_equal(np.bincount(np.concatenate([page, rest])), np.bincount(np.concatenate(found)))
    assert not np.array_equal(page, text_recursion.shuffled(found, 30_000, generator(2))[0])
    with pytest.raises(ValueError, match="half are to learn from"):
        text_recursion.shuffled(found, 100_000, generator())


def test_guesses_are_compared_word_by_word():
    """What only the first guessed is lost, and what only the later one guesses is gained."""
    first, now = np.array([True, True, False, False]), np.array([True, False, True, False])
    assert text_recursion.compared(first, now) == (0.25, 0.25)
    assert text_recursion.compared(first, first) == (0, 0)


@pytest.mark.learned
def test_all_arms_of_a_seed_begin_with_the_same_model():
    """Generation 0 guesses alike in every arm, and writes alike where it is as cool; nothing is lost yet."""
    arms = (("network", "replace", 0.8), ("network", "half", 0.8), ("network", "replace", 1.0))
    quick = {"seeds": 1, "generations": 0, "words": 1000, "rare": 500, "size": 5000, "page": 5000}
    cool, half, warm = (found["measured"] for found in values(arms, practice=(10, 0.008), **quick))
    assert cool == half
    assert cool["perplexity"] == warm["perplexity"]
    assert cool["pairs"] != warm["pairs"]
    assert cool["lost"] == [0]


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
