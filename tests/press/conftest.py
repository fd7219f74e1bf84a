"""A project small enough to be built, broken and repaired in every test of freshness."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from press.core import project
from press.evidence import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.core.project import Project
    from press.evidence.figures import Outcome

EXPERIMENT = '''"""{name} holds.

Some exposition.

Sources:
- someone2024: a reason
"""

from toy import {helper}

LAY = "It reaches {{last}}."
READ = "Read it."
LIMITS = "Not all."
ALT = "A line for {{size}} points that ends at {{last}}."
PARAMS = {{"size": 4}}
REPLAY = "numerical"
TOLERANCE = 1e-6
COLOUR = "#010203"


def simulate(rng, *, size):
    """Return a table."""
    return {{"line": {{"x": [float(index) for index in range(size)], "y": [{call}(index) for index in range(size)]}}}}


def numbers(series):
    """Quote the last value."""
    return {{"last": (series["line"]["y"][-1], 0.0, "", "the last value")}}


def plot(axes, series):
    """Draw a line."""
    axes.plot(series["line"]["x"], series["line"]["y"], color=COLOUR)
'''
FILES = {
    "pyproject.toml": "[tool.press]\nexperiments = 'toy.experiments'\narticle = 'content/index.md'\n",
    "scripts/toy/__init__.py": '"""Toys."""\n',
    "scripts/toy/far.py": '"""Far."""\n\nOFFSET = 1\n\n\ndef shift(x):\n    """Shift."""\n    return x + OFFSET\n'
    "\n\ndef unused(x):\n    return x\n",
    "scripts/toy/near.py": '"""Near."""\n\nfrom toy.far import shift\n\n\ndef double(x):\n    return 2.0 * shift(x)\n',
    "scripts/toy/own.py": '"""Alone."""\n\n\ndef same(x):\n    return float(x)\n',
    "scripts/toy/experiments/__init__.py": '"""Experiments."""\n',
    "scripts/toy/experiments/alpha.py": EXPERIMENT.format(name="alpha", helper="near", call="near.double"),
    "scripts/toy/experiments/beta.py": EXPERIMENT.format(name="beta", helper="far", call="far.shift"),
    "scripts/toy/experiments/gamma.py": EXPERIMENT.format(name="gamma", helper="own", call="own.same"),
}


class Toy(NamedTuple):
    """The project, and ways to meddle with it."""

    project: Project

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.project.root

    def read(self, place: str) -> str:
        """The text of a file."""
        return (self.root / place).read_text(encoding="utf-8")

    def write(self, place: str, text: str) -> None:
        """Write a file."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, place: str, old: str, new: str) -> None:
        """Replace what must be there."""
        text = self.read(place)
        assert old in text
        self.write(place, text.replace(old, new, 1))

    def update(self, *names: str, jobs: int = 1, force: bool = False) -> Outcome:
        """Bring it up to date, in this process unless there are more jobs."""
        return figures.update(self.project, names, jobs=jobs, force=force, report=lambda _: None)

    def stale(self) -> dict[str, str]:
        """The first step of each stale experiment, by a full look."""
        tasks, failed = figures.plan(self.project, ["alpha", "beta", "gamma"])
        return {name: task.step for name, task in tasks.items()} | failed

    def files(self) -> dict[str, bytes]:
        """What the machine wrote."""
        return {path.name: path.read_bytes() for path in self.project.figures.iterdir()}


def build(root: Path) -> Toy:
    """Write the project into a folder."""
    toy = Toy(project.Project(root, "toy.experiments", "content/index.md"))
    for place, text in FILES.items():
        toy.write(place, text)
    return toy


def forget() -> None:
    """Let the next project of the same name be imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "toy"]:
        del sys.modules[name]


def draw_quickly(module, results):
    """In place of matplotlib: what `plot` asks for, as text."""

    class Axes:
        def plot(self, *columns, **style):
            self.drawn = f"<svg>{results.alt} {columns} {style}</svg>"

    axes = Axes()
    module.plot(axes, results.series)
    return {f"{results.name}.svg": axes.drawn.encode(), f"{results.name}.narrow.svg": axes.drawn.encode()}


@pytest.fixture
def quick(monkeypatch) -> Iterator[None]:
    """Draw without matplotlib, and leave no toy behind."""
    monkeypatch.setattr("press.evidence.drawing.draw.draw", draw_quickly)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    forget()


@pytest.fixture
def new_toy(quick, tmp_path_factory):
    """Makes projects in which nothing was ever run, for tests that need more than one."""

    def new() -> Toy:
        forget()
        return build(Path(tempfile.mkdtemp(dir=tmp_path_factory.getbasetemp())).resolve())

    return new


@pytest.fixture
def toy(new_toy) -> Toy:
    """A project in which nothing was ever run."""
    return new_toy()


@pytest.fixture
def fresh(toy) -> Toy:
    """A project in which all was run."""
    assert toy.update().verdict == "3 figures: 3 updated"
    return toy
