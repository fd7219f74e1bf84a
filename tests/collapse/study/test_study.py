"""A sweep gives what a loop gives, with Student's intervals, and refuses what cannot be run or measured."""

import doctest

import numpy as np
import pytest
from scipy import stats

from collapse import metrics, regimes, study
from collapse.models import gaussian, zipf
from collapse.study.frames import frame
from collapse.study.plots import curves
from collapse.theory.gaussian import accumulate_error

TRUTH = gaussian.standard(replicates=400)
REGIMES = {"replace": regimes.replace, "accumulate": regimes.accumulate}


def swept(**other):
    given = {"size": [10, 20], "generations": 3, "metrics": {"error": metrics.squared_error}, "seed": 1}
    return study.sweep(gaussian.Exact(), REGIMES, TRUTH, **given | other)


def test_its_example_is_true():
    """The docstring prints what it says."""
    assert doctest.testmod(study).failed == 0


def test_a_sweep_finds_the_closed_form_within_its_interval():
    """Each setting has a row for each generation, whose mean and interval are those of its replicates."""
    table = swept()
    assert table.columns == ("regime", "size", *study.MEASURED)
    assert len(table.rows) == 2 * 2 * 4
    chosen = table.select(regime="accumulate", size=20)
    exact = accumulate_error(20, 3)
    for value, mean, error, low, high in zip(
        *(chosen.column(name) for name in ("generation", *study.MEASURED[2:6])), strict=True
    ):
        assert abs(mean - exact[value]) < 4 * error
        assert (low, high) == pytest.approx(stats.t.interval(0.95, 399, mean, error), rel=1e-6)


def test_a_setting_more_changes_no_other():
    """Random numbers hang on the labels of a setting, not on its place."""
    alone = swept(size=[20, 40]).select(size=20).rows
    assert alone == swept().select(size=20).rows
    assert alone != swept(seed=2).select(size=20).rows


def test_a_metric_may_ask_for_the_truth():
    """A metric of two arguments is given the truth beside the fit."""
    table = study.sweep(
        zipf.Exact(),
        regimes.replace,
        zipf.zipf(30, 1.0, 20),
        size=30,
        generations=2,
        metrics={"missing": metrics.missing_mass, "types": metrics.surviving_types},
        seed=1,
    )
    assert table.columns == study.MEASURED
    missing = table.select(metric="missing").column("mean")
    assert missing == sorted(missing)


def test_what_cannot_be_measured_is_refused():
    """A metric without a number for each replicate, a single replicate, a wrong name: each has its remedy."""
    with pytest.raises(ValueError, match=r"gives the shape .*; one value for each replicate is accepted"):
        swept(metrics={"all": lambda fit: 1.0})
    with pytest.raises(ValueError, match="at least 2 replicates"):
        study.sweep(
            gaussian.Exact(),
            regimes.replace,
            gaussian.standard(1),
            size=9,
            generations=1,
            metrics={"mean": lambda fit: fit.mean},
            seed=1,
        )
    with pytest.raises(ValueError, match="no column 'sise'; regime, size, generation"):
        swept().select(sise=10)
    with pytest.raises(ValueError, match="size is 11; one of 10, 20 is accepted"):
        swept().select(size=11)
    with pytest.raises(ValueError, match="a mapping from names is accepted"):
        study.sweep(gaussian.Exact(), [regimes.replace], TRUTH, size=9, generations=1, metrics={}, seed=1)
    with pytest.raises(ValueError, match="at least one value is accepted"):
        swept(size=[])


@pytest.mark.parametrize("given", [metrics.squared_error, [metrics.squared_error], None, {}, {"error": 1}])
def test_metrics_are_functions_by_name(given):
    """A function without a name, a list, nothing and no metric at all are refused with what would do."""
    with pytest.raises((TypeError, ValueError), match=r"metrics is .*; .* accepted"):
        swept(metrics=given)


def test_a_metric_of_some_replicates_is_refused():
    """Three values of 400 replicates are no mean over all of them."""
    with pytest.raises(ValueError, match=r"'some' gives 3 values of 400 replicates; .* accepted"):
        swept(metrics={"some": lambda fit: fit.mean[:3]})


@pytest.mark.parametrize("sizes", [(10, 20), range(10, 21, 10), np.array([10, 20]), np.array([10, 20], "int8")])
def test_sizes_come_in_any_row(sizes):
    """A tuple, a range and an array of sizes are run as a list of them is."""
    assert swept(size=sizes).rows == swept().rows


def test_one_more_of_several_changes_no_other():
    """Random numbers are those of a setting, whatever runs beside it."""
    more = swept(size=[10, 20, 30])
    assert [row for row in more.rows if row[1] != 30] == swept().rows


def test_a_frame_holds_the_table():
    """The data frame has the same columns and values."""
    table = swept()
    found = frame(table)
    assert list(found.columns) == list(table.columns)
    assert found["mean"].tolist() == table.column("mean")


@pytest.mark.slow
def test_curves_are_drawn_with_their_bands(tmp_path):
    """A line and a band for each setting, named where there are several, and a file."""
    figure = curves(swept(), "error", log=True)
    (axes,) = figure.axes
    assert len(axes.lines) == len(axes.collections) == 4
    assert axes.get_legend().get_texts()[0].get_text() == "replace, size 10"
    assert axes.lines[0].get_ydata() == pytest.approx(swept().select(regime="replace", size=10).column("mean"))
    figure.savefig(tmp_path / "error.svg")
    assert (tmp_path / "error.svg").stat().st_size > 1000
    assert np.isfinite(axes.get_ylim()).all()
