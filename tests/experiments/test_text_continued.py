"""A network that goes on with its own text: what was expected before the run, and again at a reduced size."""

import json
from pathlib import Path

import pytest

from experiments import text_continued as experiment
from experiments import text_recursion
from experiments.shared import text_continued
from experiments.shared import text_recursion as beginners
from experiments.shared.learning_curves import half_width

FIGURES = Path(__file__).parents[2] / "figures"
STORED = json.loads((FIGURES / "text_continued.json").read_text())
BEGUN = json.loads((FIGURES / "text_recursion.json").read_text())
VALUE = {name: number["value"] for name, number in STORED["numbers"].items()}
ANEW = {name: number["value"] for name, number in BEGUN["numbers"].items()}
WIDE = float(half_width(1, STORED["params"]["seeds"]))  # of a 95 % interval, in standard errors
SMALL = {"seeds": 1, "generations": 1, "words": 1000, "rare": 400, "size": 6000, "page": 4000, "practice": (60, 0.01)}


def arms(heat):
    """The short names of what goes on with its own text at a temperature."""
    return [text_recursion.named(*arm) for arm in experiment.PARAMS["arms"] if arm[0] == "network" and arm[2] == heat]


def values(module, arms):
    """What a few small points measure."""
    params = experiment.PARAMS | SMALL | {"arms": arms}
    return [module.point(**settings)["measured"] for settings in module.points(**params)]


def test_what_is_compared_is_what_beginners_did():
    """Every regime at three temperatures, five seeds, and all settings but the arms are those of the beginners."""
    changed = {name for name, value in experiment.PARAMS.items() if value != text_recursion.PARAMS[name]}
    assert changed == {"arms"}
    assert STORED["params"]["seeds"] == 5
    assert all(len(arms(heat)) == len(beginners.REGIMES) == 7 for heat in (1.0, 0.8, 0.5))
    for heat in (1.0, 0.8, 0.5):
        assert set(arms(heat)) <= {text_recursion.named(*arm) for arm in text_recursion.PARAMS["arms"]}


def test_both_begin_alike():
    """Generation 0 is the beginner's to the digit, so that what follows is all that differs."""
    for heat in (1.0, 0.8, 0.5):
        for name in arms(heat):
            for measure in text_recursion.MEANINGS:
                start = f"start_{measure}_{name}"
                assert VALUE[start] == pytest.approx(ANEW[start], rel=1e-4), start


def apart(name):
    """By how many standard errors of both an arm differs from the beginner's."""
    errors = (STORED["numbers"][name]["error"], BEGUN["numbers"][name]["error"])
    return (VALUE[name] - ANEW[name]) / sum(error**2 for error in errors) ** 0.5


def test_it_keeps_no_more_rare_words_than_a_beginner():
    """More was expected where words are picked as learned; there, and where likely ones are favoured, none differs."""
    for name in (*arms(1.0), *arms(0.8)):
        assert abs(apart(f"rare_{name}")) < WIDE, name


def test_most_rare_words_go_where_likely_ones_are_favoured():
    """As expected: every arm is below half, but where all is kept by less than its interval."""
    for name in arms(0.8):
        assert VALUE[f"rare_{name}"] < 0.5
        sure = VALUE[f"rare_{name}"] + WIDE * STORED["numbers"][f"rare_{name}"]["error"] < 0.5
        assert sure == (name != "network_accumulate_cool"), name


def test_the_score_hides_more_where_real_text_is_in_it():
    """Expected where text is replaced, and so only near the likeliest word; with half real or all kept it rises."""
    for heat in ("warm", "cool", "cold"):
        assert (apart(f"above_network_{heat}") > WIDE) == (heat == "cold")
        for kept in ("half", "accumulate"):
            assert VALUE[f"above_network_{kept}_{heat}"] > 1 > VALUE[f"rare_network_{kept}_{heat}"]


def test_perplexity_has_the_order_of_larger_models():
    """As expected: least where text is kept, more where as much is written anew, most where it is replaced."""
    kept, grown, replaced = (VALUE[f"perplexity_network{regime}_warm"] for regime in ("_accumulate", "_grown", ""))
    assert kept < grown < replaced


def test_longer_training_takes_rare_words_too():
    """The control ends better in what is expected of it, guesses and surprise, and with fewer rare words."""
    assert VALUE["control_perplexity"] < 1 < VALUE["control_accuracy"]
    assert VALUE["rare_network_half_cool"] < VALUE["control_rare"] < 1


@pytest.mark.learned
def test_only_the_start_of_a_later_fit_differs():
    """A beginner and one that goes on are the same at first; after a round on the same text they are not."""
    arm = (("network", "replace", 0.8),)
    (anew,), (on,) = values(beginners, arm), values(text_continued, arm)
    assert {name: found[0] for name, found in on.items() if name in anew} == {name: anew[name][0] for name in anew}
    assert on["perplexity"][1] != anew["perplexity"][1]


@pytest.mark.learned
def test_the_control_goes_on_with_real_text():
    """With new real text alone it guesses unseen text better than at first; with its own alone, worse."""
    own, control = values(text_continued, (("network", "replace", 0.8), (text_continued.CONTROL, "real", 0.8)))
    assert own["perplexity"][0] == control["perplexity"][0]
    assert control["perplexity"][1] < control["perplexity"][0] < own["perplexity"][1]
    assert own["rare"][1] < control["rare"][1]
