"""Narrowing on one side of a line and broadening on the other: in the stored results, and not without smoothing."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse import biases
from collapse.numerics.estimate import Estimate
from collapse.theory.kernel_density import balancing_temperature
from experiments import direction_map

STORED = Path(__file__).parents[2] / "figures/direction_map.json"


def finding(series):
    """Whether all cells clearly off the exact boundary change with its sign, and in all rows and columns in order."""
    cells = {name: np.array(values) for name, values in series["map"].items()}
    side = cells["temperature"] - np.array([balancing_temperature(width) for width in cells["bandwidth"]])
    clear = np.abs(side) > 0.03
    table = cells["change"].reshape(len(set(cells["bandwidth"])), -1)
    slack = 5 * cells["standard_error"].max()
    ordered = (np.diff(table, axis=0) > -slack).all() and (np.diff(table, axis=1) > -slack).all()
    return ordered and (np.sign(cells["change"]) == np.sign(side))[clear].all()


@pytest.fixture(scope="module")
def results():
    return json.loads(STORED.read_text())


def test_finding_is_true_of_the_stored_results(results):
    """Cooler sampling narrows, smoothing broadens, and the sign changes at the exact boundary."""
    assert finding(results["series"])
    values = {name: number["value"] for name, number in results["numbers"].items()}
    assert values["cold"] < -0.5
    assert min(values["hot"], values["smooth"]) > 0.3


def test_simulations_turn_near_the_exact_boundary(results):
    """Samples of this size move the boundary by no more than two hundredths, and never down."""
    table = {name: np.array(values) for name, values in results["series"]["boundary"].items()}
    excess = table["temperature"] - table["exact"]
    assert np.abs(excess).max() < 0.02
    assert (excess > -4 * table["standard_error"]).all()


def test_large_samples_come_to_the_limit():
    """With very many samples the map is that of the limit, but for the hottest cells."""
    params = {"size": 10**12, "generations": 3, "temperatures": (0.75, 0.9, 1.0), "bandwidths": (0.1, 0.5)}
    series = direction_map.simulate(np.random.Generator(np.random.SFC64(1)), **(direction_map.PARAMS | params))
    assert series["map"]["change"] == pytest.approx(np.array(series["map"]["limit"]), abs=3e-3)


def test_boundary_is_interpolated_with_its_error():
    """Between -1 and 3 the change is zero a quarter of the way; its error is that of both ends, over the slope."""
    change = Estimate(np.array([-1.0, 3.0, 5.0]), np.array([0.4, 0.3, 9.0]))
    table = direction_map.boundary([0.3], [0.8, 1.0, 1.2], [change])
    assert table["temperature"] == pytest.approx([0.85])
    assert table["standard_error"] == pytest.approx([np.hypot(0.75 * 0.4, 0.25 * 0.3) / 20])


@pytest.mark.slow
def test_a_loop_without_smoothing_is_noticed(monkeypatch):
    """With kernels far narrower than they should be the finding no longer holds."""
    smoothed = biases.smoothed
    monkeypatch.setattr(biases, "smoothed", lambda bandwidth, types: smoothed(bandwidth / 3, types))
    series = direction_map.simulate(
        np.random.Generator(np.random.SFC64(1)), **(direction_map.PARAMS | {"replicates": 4})
    )
    assert not finding(series)
