"""In the figures that draw theory beside simulation, every dot lies on its line, within standard errors of its own."""

import importlib

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from experiments.shared import palette

pytestmark = pytest.mark.slow  # every experiment is run

MOST_DEVIATIONS = 4.0
REGIMES = ("replace", "accumulate", "accumulate_subsample", "mix_fresh", "weighted")
DOTS = {
    "gaussian_variance": [(name, "variance", "standard_error", "exact") for name in ("replace", "mix_fresh")],
    "regimes_error": [(regime, "error", "standard_error", "exact") for regime in REGIMES],
    "photocopy_strip": [(regime, "diversity", "diversity_error", "diversity_exact") for regime in REGIMES[:-1]],
    "word_survival": [(f"seen_{count}", "alive", "standard_error", "exact") for count in (1, 10, 100)],
    "real_share": [("simulated", "cap", "standard_error", "exact")],
    "biased_verifier": [
        (judge, "distance", "standard_error", "exact") for judge in ("honest", "near", "far", "unjudged")
    ],
    "detection_power": [(test, "items", "standard_error", "exact") for test in ("average", "tail")],
    "direction_map": [("plain", "variance", "standard_error", "exact")],
    "pass_at_k": [(solver, "share", "standard_error", "exact") for solver in ("before", "after", "spared")],
    "verifier_threshold": [("crossing", "error_rate", "standard_error", "exact")],
    "verified_loop": [
        (run, key, f"{key}_error", f"{key}_exact")
        for run in ("verified", "noisy", "unverified")
        for key in ("accuracy", "diversity")
    ],
}


@pytest.fixture(scope="module", params=[*DOTS, "zipf_vocabulary"])
def run(request):
    """Simulate once, and pass the series on as they are stored: plain lists, six digits."""
    module = importlib.import_module(f"experiments.{request.param}")
    series = module.simulate(np.random.Generator(np.random.SFC64(1)), **module.PARAMS)
    stored = {
        name: {column: [plain(value) for value in values] for column, values in table.items()}
        for name, table in series.items()
    }
    return request.param, module, stored


def plain(value):
    return value if isinstance(value, str) else float(f"{float(value):.6g}")


def test_dots_lie_on_lines(run):
    """No dot is further from its exact value than chance allows; what is never seen may be off by one run."""
    name, module, series = run
    one = 1 / module.PARAMS.get("replicates", 1e9)
    if name == "zipf_vocabulary":
        exact, dots = series["exact"], series["simulated"]
        rows = [
            exact["generation"].index(generation)
            for generation in dots["generation"]
            if generation in exact["generation"]
        ]
        kept = [row for row, generation in enumerate(dots["generation"]) if generation in exact["generation"]]
        assert len(kept) >= 8
        checks = [
            (np.array(dots[key])[kept], np.array(dots[f"{key}_error"])[kept], np.array(exact[key])[rows])
            for key in ("alive", "missing")
        ]
        one = 0.0
    else:
        checks = [tuple(np.array(series[table][column]) for column in columns) for table, *columns in DOTS[name]]
    for value, error, exact in checks:
        assert np.all(np.abs(value - exact) <= MOST_DEVIATIONS * error + one)
        assert np.median(error / exact) < 0.06


def test_numbers_have_units_and_errors(run):
    """Every number is finite, has a unit and a meaning, and a standard error unless it is exact."""
    _, module, series = run
    numbers = module.numbers(series)
    assert numbers
    for name, number in numbers.items():
        assert np.isfinite(number.value)
        assert number.unit
        assert number.meaning
        assert (number.error == 0) == (name.endswith("_exact") or "exact" in number.meaning or name == "last_copy")


def test_figures_use_the_palette_alone(run):
    """Every colour that is drawn has a light and a dark value on the page."""
    _, module, series = run
    roles = {palette.FOREGROUND, palette.GRID, *palette.SERIES}
    with mpl.rc_context(dict.fromkeys(("text.color", "lines.color", "patch.edgecolor"), palette.FOREGROUND)):
        figure = Figure()
        canvas = FigureCanvasAgg(figure)
        axes = figure.subplots(*getattr(module, "PANELS", (1, 1)))
        panels = np.ravel(axes)
        before = {artist for panel in panels for artist in panel.get_children()}
        module.plot(axes, series)
        canvas.draw()
    for artist in {artist for panel in panels for artist in panel.get_children()} - before:
        for method in ("get_color", "get_facecolor"):
            if hasattr(artist, method):
                for color in colors(getattr(artist, method)()):
                    assert color in roles


def colors(value):
    """Spell out the visible ones of a colour or a list of them."""
    rows = value if isinstance(value, np.ndarray) and value.ndim == 2 else [value]
    return [mpl.colors.to_hex(row) for row in rows if mpl.colors.to_rgba(row)[3] > 0]
