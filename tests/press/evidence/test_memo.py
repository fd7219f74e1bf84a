"""The memo: it makes the answer quick, never different."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import press
from press.core import project
from press.core.errors import PressError
from press.evidence import figures, memo
from press.runs import running
from press.runs import settings as settings_of_runs

SCRIPTS = Path(press.__file__).parents[1]
FRESH = "3 figures, all fresh"
PLACES = ["scripts/toy/far.py", "scripts/toy/own.py", "figures/alpha.svg", "figures/beta.json", "pyproject.toml"]


def ask(toy, place="."):
    return memo.recall(str((toy.root / place).resolve()))


def test_what_is_fresh_is_remembered(fresh):
    """After an update the memo gives the verdict of a full look, from any folder of the project."""
    assert ask(fresh) == FRESH == fresh.update().verdict
    assert ask(fresh, "scripts/toy") == FRESH


def test_without_a_memo_there_is_no_answer(fresh, tmp_path):
    """No memo, or no project: look."""
    assert memo.recall(str(tmp_path)) is None
    (fresh.root / memo.PLACE).unlink()
    assert ask(fresh) is None
    assert fresh.update().verdict == FRESH == ask(fresh)


def test_another_project_inside_does_not_get_the_answer(fresh):
    """The nearest pyproject.toml decides which project is asked about."""
    fresh.write("scripts/inner/pyproject.toml", "[tool.press]\n")
    fresh.update()
    assert ask(fresh) == FRESH
    assert ask(fresh, "scripts/inner") is None


def test_settings_of_their_own_get_a_quick_answer_too(fresh):
    """Of a project whose settings are press.toml, and until another file may say something else."""
    said = fresh.read("pyproject.toml").replace("[tool.press]\n", "")
    fresh.write("press.toml", said)
    (fresh.root / "pyproject.toml").unlink()
    found = project.find(fresh.root)
    assert figures.update(found).verdict == FRESH == ask(fresh, "scripts/toy")
    fresh.write("pyproject.toml", "[project]\n")
    assert ask(fresh) is None
    assert figures.update(found).verdict == FRESH == ask(fresh)
    fresh.write("pyproject.toml", f"[tool.press]\n{said}")
    assert ask(fresh) is None


def test_runs_are_remembered_too_while_all_their_files_are_as_they_were(fresh):
    """Of a project with runs of plain files; one that is stale, or reads a folder, is looked at each time."""
    fresh.write("table.csv", "name,count\none,1\n")
    told = fresh.read("pyproject.toml")
    fresh.write("pyproject.toml", f'{told}\n[tool.press.runs.table]\noutputs = ["table.csv"]\n')
    found = project.find(fresh.root)
    assert figures.update(found).verdict == FRESH
    assert ask(fresh) is None  # nobody has written down what it is
    for run in settings_of_runs.read(found).values():
        running.accept(found, run, print)
    figures.update(found)
    assert ask(fresh) == f"{FRESH}\n1 run, all fresh" == "\n".join([FRESH, *running.states(found)])
    fresh.write("table.csv", "name,count\none,2\n")
    assert ask(fresh) is None
    figures.update(found)
    assert ask(fresh) is None
    fresh.write("data/more.csv", "name,count\n")
    said = 'outputs = ["table.csv"]\ninputs = ["data"]\n'
    fresh.write("pyproject.toml", f"{told}\n[tool.press.runs.table]\n{said}")
    found = project.find(fresh.root)
    running.accept(found, settings_of_runs.read(found)["table"], print)
    figures.update(found)
    assert ask(fresh) is None


def test_a_project_below_another_does_not_get_its_answer(fresh):
    """The nearest file that may hold settings decides, whatever its name."""
    fresh.write("notes/press.toml", "")
    assert ask(fresh) == FRESH
    assert ask(fresh, "notes") is None


def test_a_copy_of_a_project_does_not_answer_for_the_original(fresh, tmp_path):
    """A memo that was copied with its folder is about the folder it was copied from."""
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(fresh.root), str(copy)], check=True)
    assert memo.recall(str(copy)) is None
    assert ask(fresh) == FRESH


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80), st.booleans())
def test_a_memo_that_cannot_be_read_counts_as_absent(fresh, noise, keep):
    """Whatever bytes are there, and however the file is cut short, the answer is none, not an error."""
    place = fresh.root / memo.PLACE
    whole = place.read_bytes()
    place.write_bytes(whole[: len(noise)] if keep else noise)
    assert ask(fresh) is None
    place.write_bytes(whole)


@pytest.mark.slow
@pytest.mark.parametrize(
    "meddle",
    [
        lambda toy: toy.write("scripts/toy/far.py", toy.read("scripts/toy/far.py").replace("1", "2")),
        lambda toy: toy.write("scripts/toy/added.py", ""),
        lambda toy: toy.write("scripts/toy/data/table.txt", ""),
        lambda toy: toy.write("scripts/toy/experiments/delta.py", ""),
        lambda toy: toy.write("figures/orphan.svg", ""),
        lambda toy: (toy.root / "scripts/toy/own.py").unlink(),
        lambda toy: (toy.root / "figures/gamma.narrow.svg").unlink(),
        lambda toy: (toy.root / "figures/gamma.json").write_bytes(b""),
        lambda toy: (toy.root / "pyproject.toml").touch(),
        lambda toy: (toy.root / "scripts/toy").rename(toy.root / "scripts/toys"),
    ],
)
def test_whatever_moves_leads_to_a_full_look(fresh, meddle):
    """An edit of the same size, a new, lost or renamed file or folder, a touch: the memo stays silent."""
    meddle(fresh)
    assert ask(fresh) is None


def test_an_edit_that_hides_its_time_is_seen(fresh):
    """Putting size and modification time back does not hide an edit."""
    path = fresh.root / "scripts/toy/far.py"
    before = path.stat()
    fresh.edit("scripts/toy/far.py", "OFFSET = 1", "OFFSET = 2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_size == before.st_size
    assert ask(fresh) is None


def test_another_environment_leads_to_a_full_look(fresh, monkeypatch):
    """Libraries may come from another place: then their versions are looked up again."""
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert ask(fresh) is None


def test_an_installed_library_leads_to_a_full_look(fresh, monkeypatch, tmp_path):
    """Installing, upgrading and removing all move the folder of the libraries."""
    library = tmp_path / "site-packages"
    library.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(library)])
    fresh.update()
    assert ask(fresh) == FRESH
    (library / "numpy-99.dist-info").mkdir()
    assert ask(fresh) is None


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_an_edit_in_the_moment_of_the_look_is_not_missed(fresh, number):
    """A file that is written while a look begins has the same time before and after: git calls such a file racy."""
    fresh.write("scripts/toy/unrelated.py", "x = 1\n")
    look = memo.Look(str(fresh.root), figures.inputs(fresh.project))
    fresh.write("scripts/toy/unrelated.py", f"x = {number % 10}\n")
    look.keep(FRESH)
    assert ask(fresh) is None


def test_nothing_is_remembered_of_a_moment_that_cannot_be_told_apart(fresh, monkeypatch):
    """Where a file is younger than the look itself, there is no memo, and the answer stays that of a full look."""
    monkeypatch.setattr(memo, "ATTEMPTS", 2)
    ahead = (fresh.root / memo.PLACE).stat().st_mtime_ns + 3_600_000_000_000
    os.utime(fresh.root / "scripts/toy/own.py", ns=(ahead, ahead))
    assert fresh.update().verdict == FRESH
    assert ask(fresh) is None


def test_a_cache_that_cannot_be_written_is_said(toy):
    """Where no cache can be, nothing can be locked: that is said, and nothing is changed."""
    toy.write(".cache", "a file where a folder should be")
    with pytest.raises(PressError, match=r"cannot lock .*; nothing was changed"):
        toy.update()
    assert not toy.project.figures.exists()
    assert ask(toy) is None


def test_nothing_is_remembered_of_less_than_all(fresh):
    """A look at one figure, or one with a failure, says nothing about all."""
    fresh.edit("scripts/toy/own.py", "float(x)", "undefined")
    assert fresh.update("alpha").verdict == "1 figure, all fresh"
    assert ask(fresh) is None
    assert fresh.update().verdict == "3 figures: 2 fresh, 1 failed"
    assert ask(fresh) is None


def test_nothing_is_remembered_of_what_moved_meanwhile(toy):
    """An edit during an update makes stale what was made before it; then there is nothing to remember."""

    def meddle(line):
        if line == "gamma: simulating ...":
            toy.edit("scripts/toy/far.py", "OFFSET = 1", "OFFSET = 2")

    assert figures.update(toy.project, jobs=1, report=meddle).verdict == "3 figures: 3 updated"
    assert ask(toy) is None
    assert set(toy.stale()) == {"alpha", "beta"}


ACTIONS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(PLACES), st.integers(0, 2)),
    st.tuples(st.just("restore"), st.sampled_from(PLACES), st.integers(0, 1)),
    st.tuples(st.just("touch"), st.sampled_from(PLACES), st.just(0)),
    st.tuples(st.just("remove"), st.sampled_from(PLACES[2:4]), st.just(0)),
    st.tuples(st.just("update"), st.just(""), st.just(0)),
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTIONS, min_size=1, max_size=12))
def test_the_memo_never_disagrees_with_a_full_look(new_toy, actions):
    """Edits, touches, losses and restorations in any order: when the memo speaks, a full look says the same."""
    toy = new_toy()
    toy.update()
    first = {place: (toy.root / place).read_bytes() for place in PLACES}
    times = {place: (toy.root / place).stat() for place in PLACES}
    for action, place, how in actions:
        act(toy.root / place, action, how, first.get(place), times.get(place)) if place else toy.update()
        said = ask(toy)
        tasks, failed = figures.plan(toy.project, ["alpha", "beta", "gamma"])
        assert said in ({None, FRESH} if not tasks and not failed else {None})
    toy.update()
    assert ask(toy) == toy.update().verdict


def act(path, action, how, content, before):
    """Do one thing to a file; `how` is what an edit writes, or whether a restoration puts the time back."""
    if action == "edit":
        path.write_bytes(content.replace(b"x", (b"y", b"xx", b"x")[how]))
        if path.name == "pyproject.toml":
            path.write_bytes(content + b"# " * how)
    elif action == "restore":
        path.write_bytes(content)
        if how:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif action == "touch":
        path.touch()
    else:
        path.unlink(missing_ok=True)


def run(toy, *arguments):
    command = [sys.executable, *arguments]
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS)}
    return subprocess.run(command, cwd=toy.root, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_the_quick_answer_is_that_of_the_slow_one_and_loads_nothing(fresh):
    """The command prints the same line with a memo and without, and with one it loads next to no module."""
    slow = run(fresh, "-m", "press", "figures")
    program = "import sys; started = set(sys.modules); sys.argv[1:] = ['figures']\n"
    program += "from press.__main__ import main; main(); print(*sorted(set(sys.modules) - started))"
    quick, loaded = run(fresh, "-c", program).splitlines()
    assert f"{quick}\n" == slow == f"{FRESH}\n"
    assert set(loaded.split()) <= {
        "press",
        "press.__main__",
        "press.core",
        "press.core.places",
        "press.core.seal",
        "press.core.streams",
        "press.evidence",
        "press.evidence.memo",
        "_blake2",
        "marshal",
        "time",
    }
    (fresh.root / memo.PLACE).unlink()
    assert run(fresh, "-m", "press", "figures") == slow
