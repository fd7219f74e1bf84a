"""A figure is drawn wide and narrow, from saved results alone, and the same each time."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import XML

import matplotlib as mpl
import pytest

import press
from press.core.errors import PressError
from press.core.results import Results
from press.core.sourced import Number
from press.evidence.drawing import draw

SERIES = {"line": {"x": [1, 10, 100], "y": [0.5, 2.0, 30.0], "error": [0.1, 0.2, 3.0]}}
LAST = Number(30.0, 3.0, "", "the last")
RESULTS = Results("some_figure", "It grows", "Lay", "Read", "Limits", "A line", {}, {"last": LAST}, SERIES, {}, {})


def plot(axes, series):
    table = series["line"]
    axes.fill_between(table["x"], [0.4, 1, 20], [0.6, 3, 40], color="#070809", alpha=0.2, linewidth=0)
    axes.errorbar(table["x"], table["y"], yerr=table["error"], color="#070809", marker="o", label="line")
    axes.set(xscale="log", yscale="log", xlabel="generation $n$", ylabel="error", title="a title")
    axes.grid(axis="y")
    axes.legend()
    axes.annotate("here", (10, 2), (20, 8), arrowprops={"arrowstyle": "->"})
    axes.bar([3], [1])


def drawn(plot=plot, **attributes) -> dict[str, bytes]:
    return draw.draw(SimpleNamespace(plot=plot, **attributes), RESULTS)


def view(data: bytes) -> tuple[float, float]:
    width, height = XML(data).attrib["viewBox"].split()[2:]
    return float(width) / 72, float(height) / 72


def digest(seed: str) -> str:
    """The digest of all files, drawn in a process of its own."""
    script = (
        "import hashlib, runpy; test = runpy.run_path(__import__('sys').argv[1]);"
        "print(hashlib.sha256(b''.join(test['drawn']().values())).hexdigest())"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    command = [sys.executable, "-c", script, __file__]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.slow
def test_the_same_bytes_in_every_process():
    """Three processes, under different hash seeds, draw the same bytes."""
    here = hashlib.sha256(b"".join(drawn().values())).hexdigest()
    assert [digest("1"), digest("2")] == [here, here]


@pytest.mark.slow
def test_the_settings_of_the_user_change_nothing():
    """A user's own matplotlib settings do not reach a figure, and drawing leaves them as they were."""
    before = drawn()
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path", "savefig.bbox": "tight"}):
        assert drawn() == before
        assert mpl.rcParams["font.size"] == 30


@pytest.mark.slow
def test_two_files_of_two_sizes():
    """There is a file for wide columns and one for narrow ones, each with identifiers of its own."""
    files = drawn()
    assert list(files) == ["some_figure.svg", "some_figure.narrow.svg"]
    wide, narrow = (view(data) for data in files.values())
    assert wide == pytest.approx((7.2, 4.05), abs=0.01)
    assert narrow == pytest.approx((4.2, 3.9), abs=0.01)
    assert b'id="some_figure-title"' in files["some_figure.svg"]
    assert b'id="some_figure-narrow-title"' in files["some_figure.narrow.svg"]


@pytest.mark.slow
def test_a_row_of_panels_is_a_column_on_a_phone():
    """`plot` gets one Axes where there is one panel, and else a grid; a row arrives as a column in the narrow file."""
    shapes = []
    drawn(lambda axes, _: shapes.append(getattr(axes, "shape", "one")))
    row = drawn(lambda axes, _: shapes.append(axes.shape), PANELS=(1, 3))
    drawn(lambda axes, _: shapes.append(axes.shape), PANELS=(2, 2))
    assert shapes == ["one", "one", (1, 3), (3, 1), (2, 2), (2, 2)]
    wide, narrow = (view(data) for data in row.values())
    assert wide[0] > 2 * wide[1]
    assert narrow[1] > 1.5 * narrow[0]


def test_margins_do_not_depend_on_labels():
    """A longer label moves no axis: a restyled figure changes where it is restyled, and nowhere else."""
    places = []

    def label(words):
        def plot(axes, _):
            axes.set_ylabel(words)
            places.append([*axes.get_position().bounds])

        return plot

    drawn(label("short"))
    drawn(label("a label that is\non two lines"))
    assert places[:2] == places[2:]


def test_plot_gets_the_saved_series():
    """`plot` sees what is stored, in plain lists, and nothing else."""
    seen = []
    drawn(lambda _, series: seen.append(series))
    assert seen == [SERIES, SERIES]


def test_a_colour_of_its_own_is_refused():
    """An experiment that draws in a colour outside the palette is told so, by name."""
    with pytest.raises(PressError, match="some_figure: drawn in #ff0000"):
        drawn(lambda axes, _: axes.plot([1, 2], color="red"))


@pytest.mark.slow
def test_pyplot_stays_out():
    """Drawing imports no pyplot, which keeps figures alive and picks a backend by the machine."""
    script = "import sys, press.evidence.drawing.draw; print('matplotlib.pyplot' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(press.__file__).parents[1])}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_reading_half_loads_no_numpy():
    """Pages inline figures without numpy or matplotlib, so that checking and serving stay quick."""
    script = "import sys, press.evidence.drawing.svg; print(sorted({'numpy', 'matplotlib'} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": str(Path(press.__file__).parents[1])}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.parametrize(("x_scale", "y_scale"), [("linear", "linear"), ("log", "log"), ("linear", "log")])
def test_a_drawing_says_where_values_lie(x_scale, y_scale):
    """By the attributes of its root a value is found where the drawing has it, on either kind of axis."""
    corners = [(1.0, 1.0), (50.0, 1.0), (50.0, 20.0)]

    def plot(axes, series):
        axes.plot(*zip(*corners, strict=True), color="#070809")
        axes.set(xscale=x_scale, yscale=y_scale)

    for data in drawn(plot).values():
        root = XML(data)
        path = next(each.get("d") for each in root.iter() if each.get("class") == "sc1")
        found = [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", path)]
        expected = [(place(root.get("data-x"), x), place(root.get("data-y"), y)) for x, y in corners]
        assert found == [pytest.approx(pair, abs=0.06) for pair in expected]


def place(scale, value):
    origin, step, *log = scale.split()
    return float(origin) + float(step) * (math.log10(value) if log else value)


def test_panels_and_other_scales_say_nothing():
    """Where one pair of attributes could not tell, there is none."""
    root = XML(drawn(lambda axes, _: axes.set(xscale="symlog"))["some_figure.svg"])
    panels = XML(drawn(lambda axes, _: None, PANELS=(1, 2))["some_figure.svg"])
    assert not {"data-x", "data-y"} & (root.attrib.keys() | panels.attrib.keys())
