"""Freshness: exactly what depends on a change is stale, and the reason is said."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.core import results
from press.evidence import dependencies, freshness

VERSION = dependencies.version
ALPHA = "scripts/toy/experiments/alpha.py"
EDITS = [
    ("scripts/toy/far.py", "OFFSET = 1", "OFFSET = 2", {"alpha": "simulation", "beta": "simulation"}),
    ("scripts/toy/far.py", "x + OFFSET", "x - OFFSET", {"alpha": "simulation", "beta": "simulation"}),
    ("scripts/toy/near.py", "2.0", "3.0", {"alpha": "simulation"}),
    ("scripts/toy/own.py", "float(x)", "float(-x)", {"gamma": "simulation"}),
    (ALPHA, '"size": 4', '"size": 5', {"alpha": "simulation"}),
    (ALPHA, '["y"][-1]', '["y"][0]', {"alpha": "simulation"}),
    (ALPHA, "#010203", "#040506", {"alpha": "drawing"}),
    (ALPHA, "def simulate", "PANELS = (1, 2)\n\n\ndef simulate", {"alpha": "drawing"}),
    (ALPHA, "Read it.", "Read this.", {"alpha": "text"}),
    (ALPHA, "Not all.", "Not some.", {"alpha": "text"}),
    (ALPHA, "A line", "The line", {"alpha": "text"}),
    (ALPHA, "It reaches", "It gets to", {"alpha": "text"}),
    (ALPHA, "alpha holds", "alpha fails", {"alpha": "text"}),
    (ALPHA, "a reason", "a better reason", {"alpha": "text"}),
    (ALPHA, "TOLERANCE = 1e-6", "TOLERANCE = 1e-5", {"alpha": "text"}),
    (ALPHA, '"numerical"', '"bitwise"', {"alpha": "text"}),
    (ALPHA, "Some exposition.", "Other exposition.", {}),
    (ALPHA, "def simulate", "# a remark\n\n\ndef simulate", {}),
    (ALPHA, '"""Return a table."""', '"""Return one table."""', {}),
    ("scripts/toy/far.py", "    return x\n", "    return -x\n", {}),
    ("scripts/toy/far.py", '"""Shift."""', '"""Move."""', {}),
    ("pyproject.toml", "article", "# which page\narticle", {}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("place", "old", "new", "stale"), EDITS)
def test_an_edit_makes_stale_exactly_what_depends_on_it(fresh, place, old, new, stale):
    """An edit calls for the right first step, in the experiments that reach it and in no other; then all is fresh."""
    fresh.edit(place, old, new)
    assert fresh.stale() == stale
    assert sorted(fresh.update().updated) == sorted(stale)
    assert fresh.stale() == {}


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=5, unique_by=lambda edit: edit[:2]), st.booleans())
def test_only_content_decides(fresh, edits, backwards):
    """Any edits, in any order, make stale what they reach together; taken back, in any order, they leave all fresh."""
    places = {place: fresh.read(place) for place, *_ in edits}
    for place, old, new, _ in edits:
        if old in fresh.read(place):
            fresh.edit(place, old, new)
    assert set(fresh.stale()) == {name for *_, stale in edits for name in stale}
    for place in sorted(places, reverse=backwards):
        fresh.write(place, places[place])
    assert fresh.stale() == {}


@pytest.mark.slow
def test_a_new_library_version_is_a_reason(fresh, monkeypatch):
    """A result rests on the libraries that its code uses, and on numpy, which its random stream is from."""
    fresh.edit("scripts/toy/near.py", "2.0", "yaml.safe_load('2.0')")
    fresh.edit("scripts/toy/near.py", "from toy.far", "import yaml\n\nfrom toy.far")
    fresh.update()
    now = dependencies.version("yaml")
    monkeypatch.setattr(dependencies, "version", lambda library: "99.1" if library == "yaml" else VERSION(library))
    assert freshness.explain(fresh.project, "alpha") == [f"simulation: library yaml changed, {now} -> 99.1"]
    assert fresh.stale() == {"alpha": "simulation"}
    monkeypatch.setattr(
        dependencies, "version", lambda library: "99.1" if library == "matplotlib" else VERSION(library)
    )
    assert fresh.stale() == {"alpha": "drawing", "beta": "drawing", "gamma": "drawing"}
    monkeypatch.setattr(dependencies, "version", lambda library: "99.1" if library == "numpy" else VERSION(library))
    assert fresh.stale() == {"alpha": "simulation", "beta": "simulation", "gamma": "simulation"}


def test_reasons_are_said_in_plain_language(fresh):
    """Each reason names what changed, old to new; what is new or gone is said to be."""
    fresh.edit(ALPHA, '"size": 4', '"size": 5')
    fresh.edit("scripts/toy/far.py", "x + OFFSET", "x + 1")
    lines = freshness.explain(fresh.project, "alpha")
    assert lines[2] == "simulation: param size changed, 4 -> 5"
    assert lines[0].startswith("simulation: no longer depends on code OFFSET, ")
    assert lines[1].startswith("simulation: code shift changed, ")
    assert len(lines) == 3
    assert freshness.explain(fresh.project, "gamma") == []


def test_code_that_cannot_be_read_is_never_fresh(fresh):
    """What cannot be judged is said to be so, with the place; it does not pass for fresh."""
    fresh.edit("scripts/toy/near.py", "def double(x):", "def double(x:")
    [line] = freshness.explain(fresh.project, "alpha")
    assert line.startswith("cannot tell: scripts/toy/near.py:6: not Python")
    assert freshness.explain(fresh.project, "beta") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("meddle", "line", "step"),
    [
        (lambda path: path.unlink(), "figures/alpha.json is missing", "simulation"),
        (lambda path: path.write_text("{"), "figures/alpha.json is not as it was written: ", "simulation"),
        (lambda path: path.write_text("[]"), "figures/alpha.json is not as it was written: ", "simulation"),
        (lambda path: path.write_bytes(b"\xff"), "figures/alpha.json is not as it was written: ", "simulation"),
        (lambda path: replace(path, "8.0", "9.0"), "figures/alpha.json is not as it was written: its", "simulation"),
        (lambda path: replace(path, '"param size": "4"', '"param size": "5"'), "figures/alpha", "simulation"),
        (lambda path: path.with_suffix(".svg").unlink(), "figures/alpha.svg is missing", "drawing"),
        (lambda path: path.with_suffix(".svg").write_text("<svg/>"), "figures/alpha.svg is not as it was", "drawing"),
        (lambda path: path.with_suffix(".narrow.svg").unlink(), "figures/alpha.narrow.svg is missing", "drawing"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_made_again(fresh, meddle, line, step):
    """A lost, broken or hand-edited file is a reason, and what is made again is what was there."""
    before = fresh.files()
    meddle(fresh.project.figures / "alpha.json")
    [said] = freshness.explain(fresh.project, "alpha")
    assert said.startswith(line)
    assert fresh.stale() == {"alpha": step}
    fresh.update()
    assert {name: strip_seconds(data) for name, data in fresh.files().items()} == {
        name: strip_seconds(data) for name, data in before.items()
    }


def test_the_time_a_run_took_decides_nothing(fresh):
    """Seconds differ from run to run, so they are neither in the digest nor a reason."""
    path = fresh.project.figures / "alpha.json"
    body = json.loads(path.read_text())
    body["provenance"]["seconds"] = 1234.5
    path.write_text(json.dumps(body))
    assert fresh.stale() == {}


def test_a_figure_without_a_drawing_is_drawn(fresh):
    """Results that were written before they could be drawn need the drawing only."""
    stored = results.read(fresh.project.figures / "alpha.json")
    provenance = {key: value for key, value in stored.provenance.items() if key != "drawing"}
    results.write(fresh.project.figures, stored._replace(provenance=provenance))
    assert fresh.stale() == {"alpha": "drawing"}


def test_a_data_file_is_an_input_by_its_content(fresh):
    """Code that reads a file beside it is stale when the file changes, and the reason names the file."""
    fresh.write("scripts/toy/table.txt", "1")
    fresh.edit("scripts/toy/own.py", "def same", "from importlib import resources\n\n\ndef same")
    fresh.edit("scripts/toy/own.py", "float(x)", "x + float(resources.files('toy').joinpath('table.txt').read_text())")
    fresh.update()
    fresh.write("scripts/toy/table.txt", "2")
    assert fresh.stale() == {"gamma": "simulation"}
    [line] = freshness.explain(fresh.project, "gamma")
    assert line.startswith("simulation: file table.txt changed, ")


def test_parameters_that_are_no_literal_count_by_their_code(fresh):
    """PARAMS may be computed; then what computes them is an input."""
    fresh.edit(ALPHA, 'PARAMS = {"size": 4}', 'FOUR = 4\nPARAMS = {"size": FOUR}')
    fresh.update()
    fresh.edit(ALPHA, "FOUR = 4", "FOUR = 5")
    assert fresh.stale() == {"alpha": "simulation"}


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def strip_seconds(data):
    return b"".join(line for line in data.splitlines() if b'"seconds"' not in line)
