"""Networks that go on with their own pictures: what was expected before the run, and again at a reduced size."""

import json
from pathlib import Path

import pytest

from experiments import picture_continued as experiment
from experiments import picture_regimes
from experiments.shared import picture_continued
from experiments.shared import picture_regimes as beginners
from experiments.shared.learning_curves import half_width

FIGURES = Path(__file__).parents[2] / "figures"
STORED = json.loads((FIGURES / "picture_continued.json").read_text())
BEGUN = json.loads((FIGURES / "picture_regimes.json").read_text())
NETWORKS = ("autoencoder", "flow")
REGIMES = picture_regimes.NETWORKS
WIDE = float(half_width(1, STORED["params"]["seeds"]))  # of a 95 % interval, in standard errors


def left(arm):
    """What is left of its coverage under an arm that goes on, and its standard error."""
    return [STORED["numbers"][f"{arm}_left"][key] for key in ("value", "error")]


def begun(network, regime):
    """The same of a beginner, from the experiment that ran it."""
    anew = STORED["numbers"].get(f"{network}_anew_{regime}_left") or BEGUN["numbers"][f"{network}_{regime}_left"]
    return [anew[key] for key in ("value", "error")]


def test_what_is_compared_is_what_beginners_did():
    """Both networks run under every regime and a control, a flow anew where it had not; all else is as it was."""
    assert {name for name, value in experiment.PARAMS.items() if value != picture_regimes.PARAMS[name]} == {"arms"}
    assert STORED["params"] == json.loads(json.dumps(experiment.PARAMS))
    ran = {tuple(arm) for arm in STORED["params"]["arms"]}
    assert {(network, regime) for network in NETWORKS for regime in (*REGIMES, "control")} <= ran
    lacked = {regime for regime in REGIMES if ("flow", regime) not in picture_regimes.PARAMS["arms"]}
    assert {regime for generator, regime in ran if generator == picture_continued.ANEW} == lacked


def test_both_begin_alike():
    """Generation 0 is the beginner's, seed by seed, so that what follows is all that differs."""
    for generator, regime in experiment.PARAMS["arms"]:
        network = generator.removesuffix("_anew")
        seeds = [result["series"] for result in (STORED, BEGUN)]
        on, anew = seeds[0][f"{generator}_{regime}_seeds"], seeds[1][f"{network}_replace_seeds"]
        assert on["start"] == pytest.approx(anew["start"], abs=1e-4)


def above(first, second):
    """Whether one share that is left is above another, within 95 % intervals of both."""
    return first[0] - second[0] > WIDE * (first[1] ** 2 + second[1] ** 2) ** 0.5


def test_it_keeps_more_than_a_beginner():
    """As expected under every regime, but for a flow that gets its own pictures alone: nothing is left of either."""
    for network in NETWORKS:
        for regime in REGIMES:
            nothing = network == "flow" and regime in picture_regimes.ALONE
            assert above(left(f"{network}_{regime}"), begun(network, regime)) != nothing, (network, regime)
            assert not nothing or left(f"{network}_{regime}")[0] < 0.01


def test_not_every_arm_covers_fewer_than_at_first():
    """It was expected; an autoencoder covers more where much is kept or real, and a flow with half real as many."""
    more = {regime for regime in REGIMES if left(f"autoencoder_{regime}")[0] > 1}
    assert more == {"accumulate", "accumulate_subsample", "half"}
    assert all(above(left(f"autoencoder_{regime}"), (1, 0)) for regime in ("accumulate", "half"))
    assert all(left(f"flow_{regime}")[0] < 1 for regime in REGIMES if regime != "half")


def test_own_pictures_alone_leave_a_flow_nothing_and_an_autoencoder_half():
    """Less than half was expected of both; an autoencoder keeps a little more, within its interval or not."""
    for regime in picture_regimes.ALONE:
        assert left(f"flow_{regime}")[0] < 0.01
        assert 0.5 < left(f"autoencoder_{regime}")[0] < 0.7


def test_more_is_left_where_all_is_kept_or_half_is_real():
    """As expected of both networks, beside where their own pictures replace the last."""
    for network in NETWORKS:
        replaced = left(f"{network}_replace")[0]
        assert min(left(f"{network}_{regime}")[0] for regime in ("accumulate", "half")) > 1.5 * replaced


def test_real_pictures_alone_bring_more_than_any_regime():
    """The control ends above its start, as expected, and what goes on with own pictures ends below the control."""
    for network in NETWORKS:
        control = left(f"{network}_control")
        assert above(control, (1, 0))
        for regime in REGIMES:
            assert above(control, left(f"{network}_{regime}")), (network, regime)


def test_most_is_gone_in_a_flow_that_begins_anew():
    """As expected under each of the four regimes that it had not seen."""
    for generator, regime in experiment.PARAMS["arms"]:
        if generator == picture_continued.ANEW:
            assert above((0.5, 0), left(f"{generator}_{regime}")), regime


@pytest.mark.learned
def test_only_the_start_of_a_later_fit_differs():
    """A beginner and one that goes on are the same at first; after a round on their own pictures they are not."""
    settings = {"generator": "autoencoder", "regime": "replace", "seed": 0, "size": 1200, "generations": 1}
    on, anew = picture_continued.point(**settings), beginners.point(**settings)
    for measure, values in on.items():
        assert values[0] == anew[measure][0]
    assert on["frechet"][1] != anew["frechet"][1]
