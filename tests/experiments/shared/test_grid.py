"""The grid behind the explorer: its lines are the closed forms, its dots obey them, and a wrong line would be seen."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.theory import gaussian, mixing, regression, verification, zipf
from experiments.explorer_grid import UNKNOWN, cell
from experiments.shared.grid import Loop, Measure, rounded, tabulate
from experiments.shared.loops import LARGE, POISSON, SIZE, loops

STORED = json.loads((Path(__file__).parents[3] / "figures/explorer_grid.json").read_text(encoding="utf-8"))["series"]
SCOPES = dict(zip(STORED["catalogue"]["table"], STORED["catalogue"]["scope"], strict=True))
GENERATIONS = np.array([0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 70, 100])
LAST = 100
# What the wiring should give, said once more from the theory alone.
EXACT = {
    ("bell_spread_replace", (50,)): gaussian.replace_variance(50, LAST, ddof=0),
    ("bell_stray_accumulate", (20,)): 20 * gaussian.accumulate_error(20, LAST),
    ("bell_stray_accumulate_subsample", (20,)): 20 * gaussian.accumulate_subsample_error(20, LAST),
    ("bell_spread_mix_fresh", (200, 0.1)): 1 - gaussian.mix_fresh_error(200, 0.1, LAST),
    ("bell_stray_mix_fixed", (100, 0.3)): 100 * mixing.mix_fixed_error(100, 0.3, LAST),
    ("bell_stray_mix_resampled", (100, 0.3)): 100 * mixing.mix_resampled_error(100, 0.3, LAST),
    ("bell_stray_weighted", (500, 0.6)): 500 * gaussian.weighted_error(500, 0.6, LAST),
    ("bell_spread_growing", (10,)): 1 - mixing.growing_error(10, LAST),
    ("bell_spread_narrowed", (100, 0.9)): mixing.biased_replace(100, 0.9, LAST, ddof=0).variance,
    ("bell_spread_narrowed_mix_fresh", (100, 0.2, 0.9)): mixing.biased_mix_fresh(100, 0.2, 0.9, LAST).variance,
    ("bell_spread_corrected", (100, 0.5)): mixing.corrected_replace(100, 0.5, LAST).variance,
    ("bell_spread_judged", (1000, 2.0)): verification.resembling_variance(2.0, LAST),
    ("words_variety_mix_fresh", (500, 0.1)): zipf.mix_fresh_diversity(500, 0.1, LAST),
    ("words_alive_replace", (1000,)): zipf.types_alive(zipf.rank_bins(100, 1.0), 1000, LAST) / 100,
    ("lines_stray_replace", (100, 5)): gaussian.fits(LAST),
    ("lines_stray_mix_fresh", (100, 5, 0.1)): regression.mix_fresh_error(1.0, 5, 100, 0.1, LAST) / (5 / 94),
    ("answers_right_verified", (100, 0.3, 0.5)): verification.accuracy(0.3, 1.0, 0.5, LAST),
    ("answers_right_verified", (100, 0.3, 1.25)): verification.accuracy(0.3, 0.8, 1.0, LAST),
}


def deviations(table):
    """Z-scores of the stored means, where the runs still differ."""
    mean, error, exact = (np.array(table[name]) for name in ("mean", "standard_error", "exact"))
    return (mean - exact)[error > 0] / error[error > 0]


@pytest.mark.parametrize(("name", "values"), EXACT)
def test_lines_are_the_closed_forms(name, values):
    """The stored line of a cell is the closed form of its loop, for the parameters in the order of the columns."""
    assert cell(STORED[name], values)["exact"] == rounded(EXACT[name, values][GENERATIONS])


@pytest.mark.slow
def test_every_line_is_stored_as_the_theory_has_it():
    """Every cell of every loop is in its table, in order, with the exact values that the loop states today."""
    counted = 0
    for loop in loops():
        for measure in loop.measures:
            table, cells = STORED[loop.table(measure)], list(loop.cells())
            assert list(zip(*(table[name] for name in loop.choices), strict=True))[:: len(GENERATIONS)] == cells
            counted += len(cells)
            if measure.exact:
                exact = [measure.exact(*values, LAST)[GENERATIONS] / measure.unit(*values) for values in cells]
                assert table["exact"] == pytest.approx(rounded(np.concatenate(exact)), rel=1e-6)
            else:
                assert "exact" not in table
                assert SCOPES[loop.table(measure)] == UNKNOWN
    assert counted >= 2000


@pytest.mark.parametrize("name", [name for name, scope in SCOPES.items() if scope == SIZE])
def test_dots_obey_lines_that_are_exact_for_their_size(name):
    """No mean is further from its line than chance allows, and nearly all are within two standard errors."""
    z = deviations(STORED[name])
    assert np.abs(z).max() < 5.5  # the largest of ten thousand, whose errors are estimated
    assert np.mean(np.abs(z) < 2) > (0.92 if len(z) > 500 else 0.8)
    if len(z) > 500:
        assert abs(z.mean()) < 0.2


@pytest.mark.parametrize("name", [name for name, scope in SCOPES.items() if scope in {LARGE, POISSON}])
def test_dots_come_close_to_lines_that_are_limits(name):
    """At the largest size a run has lost to sampling no more than replace would take, beside chance."""
    table = {column: np.array(values) for column, values in STORED[name].items()}
    lost = 1 - (1 - 1 / table["size"]) ** table["generation"]
    slack = lost * table["exact"] + 4.5 * table["standard_error"] + 0.01
    largest = table["size"] == table["size"].max()
    assert (np.abs(table["mean"] - table["exact"]) <= slack)[largest].all()
    assert lost[largest].max() < 0.1


@pytest.mark.parametrize("name", [name for name in SCOPES if "spread" not in name and "stray" not in name])
def test_bands_are_bands(name):
    """The band does not cross itself, and shares stay between nothing and all."""
    table = {column: np.array(values) for column, values in STORED[name].items()}
    assert (table["low"] <= table["high"]).all()
    assert (table["low"] >= 0).all()
    assert (table["high"] <= 1.06).all()


def test_shares_without_a_whole_real_point_are_left_out():
    """One in a hundred of ten points is no point; the grid does not round it up."""
    table = STORED["bell_spread_mix_fresh"]
    pairs = set(zip(table["size"], table["real_share"], strict=True))
    assert (10, 0.01) not in pairs
    assert {(10, 0.1), (100, 0.01)} <= pairs


def test_the_same_stream_gives_the_same_table():
    """A loop that is run again on the same stream gives the same table, and on another one another."""
    loop = next(loops())
    again = [tabulate(loop, GENERATIONS[:4], np.random.Generator(np.random.SFC64(seed))) for seed in (1, 1, 2)]
    assert again[0] == again[1]
    assert again[0]["bell_spread_replace"]["mean"] != again[2]["bell_spread_replace"]["mean"]


def test_a_wrong_line_would_be_seen():
    """A line for another share than the one simulated is many standard errors away."""
    loop = next(loop for loop in loops() if loop.regime == "mix_fresh" and loop.family == "bell")

    def off(size, share, last):
        return 1 - gaussian.mix_fresh_error(size, 4 * share, last)

    wrong = Measure("spread", loop.measures[0].read, off, SIZE)
    planted = Loop(loop.family, loop.regime, {"size": (20,), "real_share": (0.1, 0.2)}, loop.setup, [wrong])
    table = tabulate(planted, GENERATIONS, np.random.Generator(np.random.SFC64(1)))["bell_spread_mix_fresh"]
    assert np.abs(deviations(table)).max() > 5.5


def test_rounding_keeps_four_digits_and_no_noise():
    """Four significant digits are kept, and the noise of a sum that should be 1 is nothing."""
    assert rounded(np.array([0.123456, 98765.4, 1e-17, 2.34567e-7])) == [0.1235, 98770.0, 0.0, 2.35e-7]
