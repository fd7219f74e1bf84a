"""A run is declared in few words, and a mistyped one is never ignored."""

from __future__ import annotations

import pytest

from press.core import project
from press.core.errors import PressError
from press.runs import lock, settings
from press.runs.digests import Digests


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[runs.a]\noutput = ['x']", "has no setting 'output'; there are command, recorded, inputs"),
        ("[runs.a]\ncommand = 'x'", "names no outputs"),
        ("[runs.a]\noutputs = 'x'", "outputs is no list of texts"),
        ("[runs.a]\noutputs = [1]", "outputs is no list of texts"),
        ("[runs.a]\noutputs = ['../x']", r"'../x' leaves the project"),
        ("[runs.a]\noutputs = ['/etc/x']", "leaves the project"),
        ("[runs.a]\ninputs = ['C:\\x']\noutputs = ['x']", "leaves the project"),
        ("[runs.a]\noutputs = ['x']\n[runs.b]\noutputs = ['x']", "x is an output of a and of b"),
        ("[runs.a-b]\noutputs = ['x']", "'a-b' cannot stand in a binding"),
        ("[runs.if]\noutputs = ['x']", "'if' cannot stand in a binding"),
        ("[runs]\na = 1", "is no table"),
        ("runs = 1", "needs the table runs"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, says):
    """With the place and what would be right."""
    (tmp_path / "press.toml").write_text(text.replace("\\", "\\\\") if '"' in text else text, encoding="utf-8")
    with pytest.raises(PressError, match=says):
        settings.read(project.find(tmp_path))


def test_settings_in_two_files_are_refused(tmp_path):
    """Which of them counts, nobody would know."""
    (tmp_path / "press.toml").write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.press]\n", encoding="utf-8")
    with pytest.raises(PressError, match="both have settings"):
        project.find(tmp_path)


def test_folders_and_patterns_among_the_inputs_are_their_files(tmp_path):
    """A new file in a folder makes a run stale, as a changed one does."""
    (tmp_path / "press.toml").write_text(
        "[runs.a]\ncommand='x'\ninputs=['data', '*.py', 'gone']\noutputs=['out']", encoding="utf-8"
    )
    for name in ("data/one.csv", "data/in/two.csv", "fit.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = project.find(tmp_path)
    run = settings.read(found)["a"]
    assert lock.files(found, run) == ["data/in/two.csv", "data/one.csv", "fit.py", "gone"]
    inputs, outputs = lock.now(found, run, Digests(found))
    entry = lock.Entry("x", lock.HERE, "", inputs, outputs, {})
    (tmp_path / "data/three.csv").write_text("3", encoding="utf-8")
    (tmp_path / "fit.py").write_text("4", encoding="utf-8")
    reasons = lock.reasons(found, run, entry, Digests(found))
    assert reasons == [
        "input data/three.csv is new",
        "input fit.py changed",
        "input gone is gone",
        "output out is gone",
    ]


def test_a_lock_that_cannot_be_read_is_said_with_its_line(tmp_path):
    """A merge may have left marks in it."""
    (tmp_path / "press.toml").write_text("", encoding="utf-8")
    (tmp_path / "press.lock").write_text("{\n<<<<<<<\n}", encoding="utf-8")
    with pytest.raises(PressError, match=r"press.lock:2: cannot be read"):
        lock.read(project.find(tmp_path))


def test_large_files_are_read_once(tmp_path, monkeypatch):
    """Their digest is kept by size and time."""
    monkeypatch.setattr("press.runs.digests.LARGE", 3)
    (tmp_path / "press.toml").write_text("", encoding="utf-8")
    (tmp_path / "big").write_text("12345", encoding="utf-8")
    found = project.find(tmp_path)
    first = Digests(found).of("big")
    monkeypatch.setattr("hashlib.file_digest", None)
    assert Digests(found).of("big") == first
