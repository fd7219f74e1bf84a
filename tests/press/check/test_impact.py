"""`press why` says what a change may break, before anything is run."""

from __future__ import annotations

import json

from click.testing import CliRunner

from press.cli import cli


def change(project, file, before, after):
    path = project.root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def why(project, monkeypatch, *words):
    monkeypatch.chdir(project.root)
    return CliRunner().invoke(cli, ["why", *words], catch_exceptions=False)


def test_a_changed_parameter_names_the_numbers_and_the_sentences(orchard, monkeypatch):
    """Old to new, then each place that binds a number of the figure or decides a claim by one; nothing has run."""
    third = "is left, a third<!-- decay.kept -->, without chance"
    change(orchard, "content/evidence.md", "is left, without chance", third)
    change(orchard, "scripts/orchard/experiments/decay.py", '"rate": 0.99', '"rate": 0.98')
    before = (orchard.figures / "decay.json").read_bytes()
    outcome = why(orchard, monkeypatch)
    assert outcome.exit_code == 1
    assert (orchard.figures / "decay.json").read_bytes() == before
    lines = [line.strip() for line in outcome.output.splitlines()]
    assert lines[:3] == [
        "decay is stale:",
        "simulation: param rate changed, 0.99 -> 0.98",
        "numbers that may move: kept, kept_exact, rate",
    ]
    assert "README.md:3: 0.366 (decay.kept_exact): After 100 steps 0.366 of the fruit is left." in lines
    assert any(
        line.startswith("content/evidence.md:7: a third (decay.kept): In 2024 this was measured") for line in lines
    )
    claim = "claim C1, supported: Every harvest copied from the last is a smaller harvest."
    assert f"content/claims.yml:9: `decay.kept < 0.5` (decay.kept): {claim}" in lines
    assert not any("growth" in line for line in lines)
    assert lines[-1] == "1 of 2 figures stale"


def test_a_new_drawing_moves_no_number(orchard, monkeypatch):
    """Restyling is said to move nothing."""
    change(orchard, "scripts/orchard/experiments/decay.py", 'color="#070809")', 'color="#070809", linewidth=3)')
    outcome = why(orchard, monkeypatch, "decay")
    assert "  no number moves" in outcome.output.splitlines()
    assert "evidence.md" not in outcome.output


def test_the_same_as_json(orchard, monkeypatch):
    """Each stale figure with reasons, numbers and places; an empty list where all is fresh."""
    outcome = why(orchard, monkeypatch, "--json")
    assert (outcome.exit_code, json.loads(outcome.stdout)) == (0, [])
    change(orchard, "scripts/orchard/curves.py", "0.082", "0.083")
    (stale,) = json.loads(why(orchard, monkeypatch, "--json").stdout)
    assert stale["name"] == "decay"
    assert stale["numbers"] == ["kept", "kept_exact"]
    assert {"path": "README.md", "line": 3, "said": "0.366", "reference": "decay.kept_exact"}.items() <= stale["rests"][
        0
    ].items()
