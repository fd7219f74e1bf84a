"""What `make` installs into: two at once wait for each other, and a kill leaves nothing that looks whole and is not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from outside import ROOT

pytestmark = pytest.mark.slow
SCRIPT = ROOT / "tests" / "environment.py"
WAIT = "-c \"import os, time; open('begun', 'w'); [time.sleep(.01) for _ in iter(lambda: os.path.exists('go'), 1)]\""
SAY = "-c \"open('ran', 'a').write('x')\""


def start(folder, *words):
    command = [sys.executable, str(SCRIPT), ".venv", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def make(folder, *words):
    with start(folder, *words) as process:
        said = process.communicate()[0]
    return process.returncode, said


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with an environment; one for all, since it takes seconds to make."""
    folder = tmp_path_factory.mktemp("environment")
    assert make(folder, ".venv/.site", SAY) == (0, "")
    assert (folder / "ran").read_text() == "x"
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of it."""
    return shutil.copytree(made, tmp_path / "copy", symlinks=True)


def test_two_at_once_do_the_work_once(folder):
    """The second says that it waits, and finds the stamp of the first."""
    with start(folder, ".venv/.test", WAIT, SAY) as first:
        while not (folder / "begun").exists():
            time.sleep(0.01)
        with start(folder, ".venv/.test", SAY) as second:
            assert second.stdout.readline() == "Waiting for another make ...\n"
            (folder / "go").touch()
            assert second.wait() == first.wait() == 0
    assert (folder / "ran").read_text() == "xx"
    assert (folder / ".venv" / ".test").exists()


def test_a_command_that_outlives_its_make_is_waited_for(folder):
    """A killed `make` leaves pip at work: the next one does not write between its files."""
    with start(folder, ".venv/.test", WAIT) as first:
        while not (folder / "begun").exists():
            time.sleep(0.01)
        first.kill()
        first.wait()
        with start(folder, ".venv/.test", SAY) as second:
            assert second.stdout.readline() == "Waiting for another make ...\n"
            (folder / "go").touch()
            second.communicate()
        first.stdout.read()
    assert not (folder / ".venv" / ".test").exists()


def test_a_kill_while_installing_means_a_new_environment(folder):
    """What was half written goes; make has seen its stamps, so it is told to run again, and then all is made."""
    dying = '-c "import os; os.kill(os.getpid(), 9)"'
    assert make(folder, ".venv/.test", dying) == (1, "")
    code, said = make(folder, ".venv/.test", SAY)
    assert (code, said) == (2, "the environment in .venv was broken and has been emptied; run make again\n")
    assert not (folder / ".venv").exists()
    assert make(folder, ".venv/.site", SAY) == (0, "")
    assert (folder / ".venv" / ".site").exists()


def test_a_command_that_fails_costs_nothing(folder):
    """Without a network, or with a wrong lock, what was installed stays, and the next run tries again."""
    assert make(folder, ".venv/.test", '-c "raise SystemExit(1)"') == (1, "")
    assert not (folder / ".venv" / ".test").exists()
    assert make(folder, ".venv/.test", SAY) == (0, "")
    assert (folder / ".venv" / ".site").exists()


@pytest.mark.parametrize("broken", ["a Python that is gone", "no pip"])
def test_a_half_made_environment_is_made_anew(folder, broken):
    """Nothing was installed yet, so there is nothing to say."""
    (folder / ".venv" / ".site").unlink()
    if broken == "a Python that is gone":
        (folder / ".venv" / "bin" / "python").unlink()
        (folder / ".venv" / "bin" / "python").symlink_to("/nowhere/python")
    else:
        for package in (folder / ".venv").rglob("site-packages/pip"):
            shutil.rmtree(package)
    assert make(folder, ".venv/.site", SAY) == (0, "")
    assert (
        subprocess.run([folder / ".venv/bin/python", "-m", "pip", "--version"], check=False, stdout=-3).returncode == 0
    )


def test_a_stop_by_hand_counts_as_a_kill(folder):
    """Ctrl-C goes to make and pip alike, and pip leaves what it has written."""
    wait = "-c \"import time; open('begun', 'w'); time.sleep(60)\""
    command = [sys.executable, str(SCRIPT), ".venv", ".venv/.test", wait]
    with subprocess.Popen(command, cwd=folder, stderr=-3, start_new_session=True) as process:
        while not (folder / "begun").exists():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() != 0
    assert (folder / ".venv" / ".begun").exists()
