"""A sweep: points are computed once, stored as they finish, resumed after a kill, and the same wherever they run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from outside import ROOT, press
from press.core import cached, seal
from press.core.errors import PressError
from press.evidence import dependencies, experiment, figures, freshness, points

SWEEP = '''"""Points add up.

Sources:
- someone2024: a reason
"""

from toy.squares import point

LAY = READ = LIMITS = ALT = "Text."
PARAMS = {"count": 6, "log": "LOG", "seconds": 0.0}
REPLAY = "statistical"


def points(*, count, log, seconds):
    return [{"x": x, "log": log, "seconds": seconds} for x in range(count)]


def simulate(rng, *, outcomes, **params):
    """Collect them."""
    return {"line": {"x": [float(x) for x, _ in outcomes], "y": [float(y) for _, y in outcomes]}}


def numbers(series):
    """Quote the last value."""
    return {"last": (series["line"]["y"][-1], 0.0, "", "the last value")}


def plot(axes, series):
    """Draw a line."""
    axes.plot(series["line"]["x"], series["line"]["y"], color="#010203")
'''
SQUARES = '''"""Squares."""

import time
from pathlib import Path


def point(*, x, log, seconds):
    """Square slowly, and leave a line in the log."""
    with Path(log).open("a") as file:
        file.write(f"{x}\\n")
    time.sleep(seconds)
    return [x, x * x]
'''
DELTA = "scripts/toy/experiments/delta.py"


class Sweep:
    """The toy with a sweep in it, and the log of what was computed."""

    def __init__(self, toy):
        self.toy, self.log = toy, toy.root / "log"
        toy.write("scripts/toy/squares.py", SQUARES)
        toy.write(DELTA, SWEEP.replace("LOG", str(self.log)))

    def computed(self):
        """What was computed since the last time this was asked, in order."""
        lines = sorted(self.log.read_text().split()) if self.log.is_file() else []
        self.log.unlink(missing_ok=True)
        return [int(line) for line in lines]

    def update(self, *names, **options):
        """Bring the sweep, or what is named, up to date; returns the outcome and what was said."""
        said = []
        outcome = figures.update(self.toy.project, names or ("delta",), jobs=2, report=said.append, **options)
        return outcome, said

    def stored(self):
        """The stored points."""
        return sorted(path for path in points.store(self.toy.project).glob("*.json"))


@pytest.fixture
def delta(toy):
    """A sweep of six points that was never run."""
    return Sweep(toy)


@pytest.mark.slow
def test_points_are_computed_once_and_handed_over_in_their_order(delta):
    """Each point runs once; results hold what came of it, in the order of `points`; a second run computes nothing."""
    outcome, said = delta.update()
    assert outcome.updated == ["delta"]
    assert delta.computed() == [0, 1, 2, 3, 4, 5]
    body = json.loads((delta.toy.project.figures / "delta.json").read_text())
    assert body["series"]["line"] == {"x": [0, 1, 2, 3, 4, 5], "y": [0, 1, 4, 9, 16, 25]}
    assert said[0] == "6 of 6 points to compute ..."
    assert sum("point " in line and line.endswith(" left") for line in said) == 6
    assert delta.update()[0].fresh == ["delta"]
    assert delta.computed() == []


@pytest.mark.slow
def test_a_lost_result_is_put_together_from_stored_points(delta):
    """Without its results a sweep needs no point again; without one point it computes that one."""
    delta.update()
    delta.computed()
    (delta.toy.project.figures / "delta.json").unlink()
    assert delta.update()[0].updated == ["delta"]
    assert delta.computed() == []
    (delta.toy.project.figures / "delta.json").unlink()
    lost = next(path for path in delta.stored() if cached.value(path)["settings"]["x"] == 3)
    lost.unlink()
    delta.update()
    assert delta.computed() == [3]


@pytest.mark.slow
@pytest.mark.parametrize("forge", ["unsealed", "another's seal", "another point's"])
def test_a_point_that_a_checkout_brought_is_not_believed(delta, forge):
    """A stored point whose outcome someone else wrote, or that is of another point, is computed anew."""
    delta.update()
    delta.computed()
    result = delta.toy.project.figures / "delta.json"
    whole = json.loads(result.read_text())["series"]
    result.unlink()
    place = next(path for path in delta.stored() if cached.value(path)["settings"]["x"] == 3)
    forged = json.dumps(cached.value(place) | {"outcome": [3, 99]}).encode()
    if forge == "another point's":
        place.write_bytes(next(path for path in delta.stored() if path != place).read_bytes())
    else:
        place.write_bytes(forged if forge == "unsealed" else bytes(seal.SIZE) + forged)
    assert delta.update()[0].updated == ["delta"]
    assert delta.computed() == [3]
    assert json.loads(result.read_text())["series"] == whole


@pytest.mark.slow
def test_a_change_computes_what_it_reaches(delta):
    """New code of the points computes all of them; a new parameter the new ones; what is done with them none."""
    delta.update()
    delta.computed()
    delta.toy.edit(DELTA, '["y"][-1], 0.0', '["y"][0], 0.0')
    assert delta.update()[0].updated == ["delta"]
    assert delta.computed() == []
    delta.toy.edit(DELTA, '"count": 6', '"count": 8')
    delta.update()
    assert delta.computed() == [6, 7]
    delta.toy.edit("scripts/toy/squares.py", "x * x]", "x * x + 1]")
    delta.update()
    assert delta.computed() == list(range(8))


@pytest.mark.slow
def test_two_sweeps_share_a_point(delta):
    """Experiments whose points are the same function of the same settings compute them once."""
    delta.toy.write("scripts/toy/experiments/epsilon.py", delta.toy.read(DELTA))
    outcome, _ = delta.update("delta", "epsilon")
    assert outcome.updated == ["delta", "epsilon"]
    assert delta.computed() == [0, 1, 2, 3, 4, 5]


@pytest.mark.slow
def test_force_computes_all_again_and_resumes_what_was_cut_off(delta):
    """From nothing means every point; a forced run that did not end is gone on with, and so its points are kept."""
    delta.update()
    delta.computed()
    delta.update(force=True)
    assert delta.computed() == [0, 1, 2, 3, 4, 5]
    (points.store(delta.toy.project) / points.FORCED).touch()
    delta.stored()[0].unlink()
    delta.update(force=True)
    assert len(delta.computed()) == 1
    delta.update(force=True)
    assert delta.computed() == [0, 1, 2, 3, 4, 5]


@pytest.mark.slow
def test_a_killed_run_is_resumed_and_nothing_is_computed_twice(delta):
    """Killed in the middle, a sweep keeps what had finished; the next run computes the rest, each point once."""
    delta.toy.edit(DELTA, '"seconds": 0.0', '"seconds": 0.4')
    code = "from press.core import project; from press.evidence import figures\n"
    code += "figures.update(project.find(), ['delta'], jobs=1)"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    with subprocess.Popen([sys.executable, "-c", code], cwd=delta.toy.root, env=environment) as process:
        deadline = time.monotonic() + 60
        while len(delta.stored()) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.kill()
    finished = [cached.value(path)["settings"]["x"] for path in delta.stored()]
    assert 2 <= len(finished) < 6
    time.sleep(1)  # the worker follows its parent
    first = delta.computed()
    assert delta.update()[0].updated == ["delta"]
    assert delta.computed() == [x for x in range(6) if x not in finished]
    assert all(first.count(x) == 1 for x in finished)


@pytest.mark.slow
def test_a_point_that_fails_is_named_and_the_others_are_kept(delta):
    """One failure fails its experiment with the cause; its other points stay, and other experiments are done."""
    delta.toy.edit(
        "scripts/toy/squares.py", "    return [x", "    if x == 4:\n        raise ValueError('four')\n    return [x"
    )
    outcome, _ = delta.update("delta", "gamma")
    assert outcome.failed == {"delta": "ValueError: four"}
    assert outcome.updated == ["gamma"]
    assert len(delta.stored()) == 5


def test_a_process_that_dies_is_named(delta):
    """A worker that is killed fails the experiment; what had finished stays."""
    delta.toy.edit("scripts/toy/squares.py", "    return [x", "    import os\n    os._exit(1)\n    return [x")
    outcome, _ = delta.update()
    assert outcome.failed["delta"].startswith("a process that computed its points died")


@pytest.mark.learned
@pytest.mark.server
def test_a_cluster_gives_the_same_results(delta):
    """Two workers of a Dask cluster, named by its scheduler, give the bytes that this machine gives."""
    from distributed import LocalCluster

    delta.update()
    here = (delta.toy.project.figures / "delta.json").read_bytes()
    delta.computed()
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        outcome, _ = delta.update(force=True, scheduler=cluster.scheduler_address)
    assert outcome.updated == ["delta"]
    assert delta.computed() == [0, 1, 2, 3, 4, 5]
    assert (delta.toy.project.figures / "delta.json").read_bytes() == here


@pytest.mark.slow
def test_a_fresh_result_needs_no_library_and_a_stale_one_says_how_to_get_it(delta, monkeypatch):
    """An absent library makes nothing stale; what is stale without it is not run, while the others are."""
    delta.toy.edit("scripts/toy/squares.py", '    """Square', '    import yaml\n    yaml.dump(x)\n    """Square')
    delta.update()
    known = dependencies.version
    monkeypatch.setattr(dependencies, "version", lambda name: "not installed" if name == "yaml" else known(name))
    assert freshness.explain(delta.toy.project, "delta") == []
    assert delta.update()[0].fresh == ["delta"]
    delta.toy.edit("scripts/toy/squares.py", "x * x", "x * x + 1")
    outcome, said = delta.update("delta", "gamma")
    assert outcome.lacking == {"delta": "it needs yaml, not installed; install it beside press"}
    assert f"delta: not run: {outcome.lacking['delta']}" in said
    assert (delta.toy.project.figures / "gamma.svg").is_file()
    monkeypatch.setattr(dependencies, "version", lambda name: "9" if name == "yaml" else known(name))
    assert "simulation: library yaml changed" in " ".join(freshness.explain(delta.toy.project, "delta"))


@pytest.mark.slow
def test_the_command_line_chooses_sweeps_and_exits_2_without_a_library(delta):
    """`press figures --sweeps` is only those made of points; what cannot be computed for want of a library exits 2."""
    done = press(delta.toy.root, "figures", "--sweeps")
    assert done.returncode == 0
    assert done.stdout.endswith("1 figure: 1 updated\n")
    delta.toy.edit("scripts/toy/squares.py", "import time\n", "import time\n\nimport no_such_library\n")
    delta.toy.edit("scripts/toy/squares.py", "x * x", "no_such_library.square(x)")
    done = press(delta.toy.root, "figures", "delta")
    assert done.returncode == 2
    assert done.stdout == (
        "delta: not run: it needs no_such_library, not installed; install it beside press\n1 figure: 1 not run\n"
    )


def test_a_sweep_has_both_of_its_functions(delta):
    """`points` without `point` is refused, and so is the other way round."""
    delta.toy.edit(DELTA, "def points(", "def pints(")
    with pytest.raises(PressError, match=r"of points\(\) and point\(\) one is missing"):
        experiment.load(delta.toy.project, "delta")


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "about 0 s"), (89, "about 89 s"), (600, "about 10 min")])
def test_time_left_is_said_in_words(seconds, words):
    """Time left is in seconds or minutes."""
    assert points.spoken(seconds) == words
