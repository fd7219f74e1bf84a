"""`press figures`: it makes anew what is stale and nothing else, whatever fails, and whenever it is killed."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest

import press
from press.core import results
from press.core.errors import PressError
from press.evidence import figures
from press.evidence import run as refresh

SCRIPTS = Path(press.__file__).parents[1]
ALPHA = "scripts/toy/experiments/alpha.py"
NAMES = ["alpha", "beta", "gamma"]


def strip_seconds(files):
    return {name: re.sub(rb'"seconds": [\d.]+', b'"seconds": 0', data) for name, data in files.items()}


def test_an_update_writes_results_and_drawings_and_then_nothing(toy):
    """The first run writes three files a figure, the second not a single one."""
    assert toy.update().verdict == "3 figures: 3 updated"
    assert sorted(toy.files()) == sorted(f"{name}{end}" for name in NAMES for end in (".json", ".narrow.svg", ".svg"))
    before = {path: path.stat() for path in toy.project.figures.iterdir()}
    assert toy.update().verdict == "3 figures, all fresh"
    assert {path: path.stat() for path in toy.project.figures.iterdir()} == before


def test_everything_again_gives_the_same_bytes(fresh):
    """Forced to start anew, each file comes out as it was: the seed is the name's, and a run's seconds are kept."""
    before = fresh.files()
    assert fresh.update(force=True).verdict == "3 figures: 3 updated"
    assert fresh.files() == before


def test_only_the_named_figures_are_made(toy):
    """Names choose; what was not named is not made, and an unknown name lists the names there are."""
    assert toy.update("beta").verdict == "1 figure: 1 updated"
    assert sorted(toy.files()) == ["beta.json", "beta.narrow.svg", "beta.svg"]
    with pytest.raises(PressError, match="no experiment 'delta'; there are alpha, beta, gamma"):
        toy.update("delta")


def test_a_new_colour_simulates_nothing(fresh, monkeypatch):
    """A change of the drawing draws from the stored results."""
    monkeypatch.setattr(refresh, "run", None)
    fresh.edit(ALPHA, "#010203", "#040506")
    before = fresh.files()
    assert fresh.update().updated == ["alpha"]
    changed = {name for name, data in fresh.files().items() if data != before[name]}
    assert changed == {"alpha.json", "alpha.svg", "alpha.narrow.svg"}
    assert b"#040506" in fresh.files()["alpha.svg"]


def test_new_words_simulate_nothing_and_read_as_if_simulated(fresh, monkeypatch):
    """Rewording writes what a run from nothing would write, in the results and in the drawing."""
    for old, new in (("Read it.", "See {size} points."), ("A line", "A curve"), ("alpha holds", "alpha stands"),
                     ("It reaches", "It gets to"), ("Not all.", "Not {last}."), ("a reason", "the reason"),
                     ("TOLERANCE = 1e-6", "TOLERANCE = 1e-4")):  # fmt: skip
        fresh.edit(ALPHA, old, new)
    with monkeypatch.context() as patch:
        patch.setattr(refresh, "run", None)
        assert fresh.update().updated == ["alpha"]
    reworded = fresh.files()
    stored = results.read(fresh.project.figures / "alpha.json")
    assert stored.alt == "A curve for 4 points that ends at 8."
    assert stored.provenance["tolerance"] == 1e-4
    fresh.update("alpha", force=True)
    assert strip_seconds(fresh.files()) == strip_seconds(reworded)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("    return {", "    raise ValueError('no such luck')\n    return {", "ValueError: no such luck"),
        ("    return {", "    raise SystemExit(3)\n    return {", "SystemExit: 3"),
        ("near.double(index)", "float('nan')", "ValueError: series 'line' has nan in column 'y'"),
        ('["y"][-1], 0.0', '["y"][-1], float("inf")', "ValueError: number 'last' is 8.0 with standard error inf"),
        ('for index in range(size)], "y"', 'for index in range(2)], "y"', "ValueError: series 'line' has columns of"),
        ("{last}", "{first}", "ValueError: a text names {first}; there are last, size"),
        ("from toy import near", "from toy import nothing as near", f"{ALPHA}: cannot be imported: ImportError"),
        ("toy import near", "toy import near as", f"{ALPHA}:9: not Python"),
        ('REPLAY = "numerical"', 'REPLAY = "perhaps"', f"{ALPHA}:1: REPLAY is none of bitwise, numerical, statistical"),
    ],
)
def test_a_failure_names_its_cause_and_keeps_the_rest(fresh, old, new, cause):
    """Whatever an experiment does, its old files stay, the others are brought up to date, and the cause is one line."""
    before = fresh.files()
    fresh.edit(ALPHA, old, new)
    fresh.edit("scripts/toy/own.py", "float(x)", "float(x + 1)")
    said = []
    outcome = figures.update(fresh.project, jobs=1, report=said.append)
    assert outcome.verdict == "3 figures: 1 updated, 1 fresh, 1 failed"
    assert outcome.failed["alpha"].startswith(cause)
    assert "\n" not in outcome.failed["alpha"]
    assert f"alpha: failed: {outcome.failed['alpha']}" in said
    after = fresh.files()
    assert {name for name in after if after[name] != before[name]} == {"gamma.json", "gamma.svg", "gamma.narrow.svg"}
    fresh.edit(ALPHA, new, old)
    assert fresh.update().verdict == "3 figures, all fresh"


def test_a_drawing_that_fails_costs_no_simulation(fresh, monkeypatch):
    """New results are kept where their drawing fails; once it is mended, only the drawing is made."""
    fresh.edit(ALPHA, '"size": 4', '"size": 5')
    fresh.edit(ALPHA, "axes.plot(", "axes.paint(")
    assert fresh.update().failed == {"alpha": "AttributeError: 'Axes' object has no attribute 'paint'"}
    fresh.edit(ALPHA, "axes.paint(", "axes.plot(")
    monkeypatch.setattr(refresh, "run", None)
    assert fresh.stale() == {"alpha": "drawing"}
    assert fresh.update().updated == ["alpha"]
    assert b"5 points" in fresh.files()["alpha.svg"]


def test_files_without_an_experiment_are_reported(fresh):
    """What an experiment that is gone left behind is a failure with a remedy; nothing is removed unasked."""
    (fresh.root / ALPHA).unlink()
    outcome = fresh.update()
    assert outcome.failed == {"alpha": "figures/alpha.* is of no experiment; run: git rm figures/alpha.*"}
    assert "alpha.json" in fresh.files()
    assert fresh.update("beta").failed == {}


def test_code_that_changes_while_it_runs_is_not_taken_for_what_ran(fresh):
    """An edit during the run makes a failure, never results that pass for those of the edited code."""
    far = fresh.root / "scripts/toy/far.py"
    fresh.edit(ALPHA, '"size": 4', '"size": 5')
    meddle = f"\n    from pathlib import Path\n    Path({str(far)!r}).write_text('def shift(x):\\n    return x\\n')"
    fresh.edit(ALPHA, "\n    return {", f"{meddle}\n    return {{")
    before = fresh.files()
    assert fresh.update("alpha").failed == {"alpha": "its code changed while it ran; run: press figures"}
    assert fresh.files() == before
    assert "alpha" in fresh.stale()


@pytest.mark.slow
def test_the_code_that_runs_is_the_code_that_is_there(toy):
    """Python takes byte code for current that is of the same second and size; two quick edits must not fool it."""
    compiling = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for number in (1, 2, 3, 4):
        toy.write("scripts/toy/far.py", f"def shift(x):\n    return x + {number}\n")
        subprocess.run([sys.executable, "-c", "import toy.far"], cwd=toy.project.scripts, env=compiling, check=True)
        toy.update("beta")
        assert results.read(toy.project.figures / "beta.json").series["line"]["y"] == [number + x for x in range(4)]


def test_the_longest_comes_first(fresh, monkeypatch):
    """Tasks start with the one that took longest, so that none is left to run alone at the end; a new one may be it."""
    for name, seconds in {"alpha": 1.0, "beta": 9.0}.items():
        path = fresh.project.figures / f"{name}.json"
        body = json.loads(path.read_text())
        body["provenance"]["seconds"] = seconds
        path.write_text(json.dumps(body))
    (fresh.project.figures / "gamma.json").unlink()
    said = []
    figures.update(fresh.project, force=True, jobs=1, report=said.append)
    assert said == [f"{name}: simulating ..." for name in ("gamma", "beta", "alpha")]


PROGRAM = """
import sys, types
from press.core import project
from press.evidence import figures
jobs = int(sys.argv[1])
if jobs == 1:
    drawing = sys.modules["press.evidence.drawing.draw"] = types.ModuleType("press.evidence.drawing.draw")
    drawing.draw = lambda module, results: {f"{results.name}.svg": str(results.series).encode()}
outcome = figures.update(project.find(), report=lambda line: print(line, flush=True), jobs=jobs)
print(outcome.verdict)
sys.exit(bool(outcome.failed))
"""


@contextmanager
def running(toy, jobs):
    """An update in a process of its own; with one job it draws quickly."""
    command = [sys.executable, "-c", PROGRAM, str(jobs)]
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS)}
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=toy.root, env=environment, **output) as process:
        yield process


def run(toy, jobs):
    with running(toy, jobs) as process:
        return process.communicate()[0].decode().splitlines()


@pytest.mark.slow
def test_several_are_worked_off_by_several_processes(toy):
    """A pool draws with the real library, and a worker that dies takes no waiting experiment with it."""
    toy.edit(ALPHA, "    return {", "    import os\n    os._exit(1)\n    return {")
    said = run(toy, 2)
    assert "alpha: failed: its process died, or one beside it; run: press figures" in said
    assert b"</svg>" in toy.files()["gamma.svg"]
    toy.edit(ALPHA, "    import os\n    os._exit(1)\n", "")
    assert run(toy, 2)[-1].endswith(" updated" if len(toy.files()) == 3 else " fresh")
    assert toy.stale() == {}


@pytest.mark.slow
def test_two_runs_at_once_do_no_harm(toy):
    """Two processes that bring the same figures up to date both succeed, and all is fresh and whole."""
    with running(toy, 1) as one, running(toy, 1) as other:
        said = [process.communicate()[0].decode().splitlines()[-1] for process in (one, other)]
    assert all(line.startswith("3 figures") and "failed" not in line for line in said)
    assert run(toy, 1) == ["3 figures, all fresh"]
    assert len(toy.files()) == 6


@pytest.mark.slow
def test_the_second_of_two_runs_does_not_do_the_work_again(toy):
    """It says who is at work, waits, and then finds nothing left to do: each simulation runs once."""
    for name in NAMES:
        once = f"""    from pathlib import Path
    import time
    with Path("ran").open("a") as log:
        print("{name}", file=log)
    while not Path("go").exists():
        time.sleep(.01)
"""
        toy.edit(f"scripts/toy/experiments/{name}.py", "    return {", f"{once}    return {{")
    with running(toy, 1) as one:
        assert one.stdout.readline() == b"alpha: simulating ...\n"
        with running(toy, 1) as other:
            assert f"waiting for press figures (process {one.pid}, since 20" in other.stdout.readline().decode()
            toy.write("go", "")
            assert other.communicate()[0] == b"3 figures, all fresh\n"
        assert one.communicate()[0].endswith(b"3 figures: 3 updated\n")
    assert sorted(toy.read("ran").split()) == NAMES


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_each_file_old_or_new(fresh, tmp_path):
    """Killed before any write, renaming or removal, an update leaves whole files; the next run completes it."""
    figures_folder, kept = fresh.project.figures, tmp_path / "kept"
    old = whole(fresh)
    shutil.copytree(figures_folder, kept)
    fresh.edit("scripts/toy/far.py", "OFFSET = 1", "OFFSET = 2")
    fresh.edit("scripts/toy/own.py", "float(x)", "float(x + 2)")
    fresh.update()
    new = whole(fresh)
    assert all(old[name] != new[name] for name in old)
    seen = []
    for operation in itertools.count(1):
        shutil.rmtree(figures_folder)
        shutil.copytree(kept, figures_folder)
        if not killed(fresh, operation):
            break
        seen.append(whole(fresh))
        for name, data in seen[-1].items():
            assert data in (old[name], new[name]) or results_of(data) == results_of(new[name])
        fresh.update()
        assert whole(fresh) == new
        assert len(fresh.files()) == 9
    assert len(seen) > 24  # 3 figures, 4 files written of each, by opening and renaming
    assert sum(state not in (old, new) for state in seen) > 12


def killed(toy, operation):
    """Whether an update in a process of its own was killed before its so-manieth operation on `figures/`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the child of a process with threads; it needs none of them
        process = os.fork()
    if process == 0:
        operations = itertools.count(1)

        def hook(event, arguments):
            writes = event in {"os.rename", "os.remove"} or (event == "open" and "w" in str(arguments[1]))
            if writes and "/figures/" in str(arguments[0]) and next(operations) == operation:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            toy.update()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def whole(toy):
    """The files that are not half written, but for the seconds their making took."""
    return {name: strip_seconds({name: data})[name] for name, data in toy.files().items() if not name.startswith(".")}


def results_of(data):
    """What was simulated: results are written as soon as they are there, and once more when they are drawn."""
    body = json.loads(data)
    body["provenance"].pop("drawing", None)
    return body


@pytest.mark.slow
def test_workers_end_with_the_process_they_work_for(toy):
    """A killed update leaves no process behind, however long its simulations would still take."""
    for name in NAMES:
        place = f"scripts/toy/experiments/{name}.py"
        sleep = "    import time\n    print('asleep', flush=True)\n    time.sleep(100)\n"
        toy.edit(place, "    return {", f"{sleep}    return {{")
    with running(toy, 2) as process:
        while b"asleep" not in process.stdout.readline():
            pass
        started = time.monotonic()
        process.kill()
        process.stdout.read()  # a pipe ends when the last process that could write to it has ended
    assert time.monotonic() - started < 20


def test_what_a_killed_run_left_behind_is_swept(fresh):
    """A half-written file of a process that is gone is removed; one of a process at work is left alone."""
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        process.wait()
    fresh.write(f"figures/.alpha.json.{process.pid}", "{")
    fresh.write(f"figures/.alpha.svg.{os.getpid()}", "<svg")
    fresh.update()
    assert [name for name in fresh.files() if name.startswith(".")] == [f".alpha.svg.{os.getpid()}"]


def test_the_cause_of_a_failure_is_one_line():
    """An error of many lines, or of none, is told by its kind and its first line."""
    errors = [ValueError("one\ntwo"), RuntimeError(), KeyError("key"), PressError("x: y")]
    assert [refresh.cause(error) for error in errors] == ["ValueError: one", "RuntimeError", "KeyError: 'key'", "x: y"]
