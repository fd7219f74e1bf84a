"""A file that an experiment reads is named by it, and a change there makes its results stale."""

from __future__ import annotations

import importlib
import sys

import pytest

from press.core import project
from press.core.errors import PressError
from press.evidence import figures, freshness, reads

TABLE = '''"""Values have a mean.

Sources:
"""

import csv

LAY = READ = LIMITS = ALT = "Text."
PARAMS = {"source": "data/x.csv"}
REPLAY = "bitwise"


def simulate(rng, *, source):
    """Read."""
    with open(source) as file:
        return {"t": {"v": [float(row["v"]) for row in csv.DictReader(file)]}}


def numbers(series):
    """The mean."""
    values = series["t"]["v"]
    return {"mean": (sum(values) / len(values), 0.0, "", "mean")}


def plot(axes, series):
    """Draw."""
    axes.plot(series["t"]["v"], color="#070809")
'''


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """An experiment that reads a file of data outside its package."""
    files = {
        "pyproject.toml": '[tool.press]\nexperiments = "read_lab.experiments"\narticle = "content/index.md"\n',
        "scripts/read_lab/__init__.py": "",
        "scripts/read_lab/experiments/__init__.py": "",
        "scripts/read_lab/experiments/table.py": TABLE,
        "data/x.csv": "v\n1\n2\n3\n",
    }
    for place, text in files.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "scripts"))
    return project.find(tmp_path)


def test_what_is_read_without_being_named_is_refused(lab):
    """With the line to write; and nothing is published that nobody would notice to be stale."""
    outcome = figures.update(lab, jobs=1, report=lambda line: None)
    assert "reads data/x.csv, which it does not name" in outcome.failed["table"]
    assert 'write DATA = ["data/x.csv"]' in outcome.failed["table"]
    assert not (lab.figures / "table.json").exists()


def test_what_is_named_makes_a_figure_stale(lab, monkeypatch):
    """The reason names the file, and a run brings the new number."""
    module = lab.scripts / "read_lab/experiments/table.py"
    module.write_text(TABLE.replace("PARAMS =", 'DATA = ["data/x.csv"]\nPARAMS ='), encoding="utf-8")
    for name in [name for name in sys.modules if name.startswith("read_lab")]:
        monkeypatch.delitem(sys.modules, name)
    importlib.invalidate_caches()
    outcome = figures.update(lab, jobs=1, report=lambda line: None)
    assert outcome.updated == ["table"], outcome
    assert freshness.explain(lab, "table") == []
    (lab.root / "data/x.csv").write_text("v\n1\n2\n9\n", encoding="utf-8")
    (reason,) = freshness.explain(lab, "table")
    assert reason.startswith("simulation: data data/x.csv changed")
    assert str(lab.root / "data/x.csv") in figures.inputs(lab)


def test_data_that_is_no_list_is_refused(lab):
    """Its place is said."""
    module = lab.scripts / "read_lab/experiments/table.py"
    module.write_text(TABLE.replace("PARAMS =", 'DATA = open("x")\nPARAMS ='), encoding="utf-8")
    with pytest.raises(PressError, match=r"table.py:9: DATA is no list of paths"):
        reads.named(lab, "table")
