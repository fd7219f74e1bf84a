"""What a user does, from the outside: break a thing and be told where, add a figure, run twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from outside import press

EXPERIMENT = "scripts/coin/experiments/coin_mean.py"


def change(path: Path, before: str, after: str) -> int:
    """Replace one occurrence and return the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert before in text, before
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def alter(project: Path) -> None:
    """Edit a value in figures/ by hand."""
    path = project / "figures/coin_mean.json"
    value = str(json.loads(path.read_text(encoding="utf-8"))["numbers"]["mean"]["value"])
    change(path, value, value.replace("0.4", "0.3").replace("0.5", "0.4"))


def findings(project: Path) -> list[str]:
    """The findings of `press check`, which has to find some."""
    done = press(project, "check", "--json")
    assert done.returncode == 1, done.stdout + done.stderr
    return [f"{item['path']}:{item['line']}: {item['rule']}" for item in json.loads(done.stdout)["findings"]]


@pytest.mark.slow
def test_a_changed_digit_is_found(project):
    """A digit of a bound number is changed: the check names the line."""
    line = change(project / "content/evidence.md", "0.5<!-- coin_mean.mean", "0.6<!-- coin_mean.mean")
    assert f"content/evidence.md:{line}: number" in findings(project)


@pytest.mark.slow
def test_a_changed_word_of_a_quotation_is_found(project):
    """A word of a claim's quotation is changed: the check names the ledger's line."""
    line = change(project / "content/claims.yml", "comes up heads", "always comes up heads")
    assert f"content/claims.yml:{line}: claim" in findings(project)


@pytest.mark.slow
def test_a_changed_constant_of_an_experiment_is_found(project):
    """A constant in an experiment is changed: the check names the experiment and the line."""
    line = change(project / EXPERIMENT, '"size": 100', '"size": 101')
    assert f"{EXPERIMENT}:{line}: figure" in findings(project)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["page", "experiment"])
def test_a_deleted_alt_text_is_found(project, place):
    """An alt text is deleted, in a page or in an experiment: the check names the line."""
    if place == "page":
        line = change(project / "content/evidence.md", "![Heads and tails]", "![]")
        assert any(item.startswith(f"content/evidence.md:{line}:") for item in findings(project))
    else:
        path = project / EXPERIMENT
        path.write_text(re.sub(r"(?m)^ALT = .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
        assert any(item.startswith(f"{EXPERIMENT}:") for item in findings(project))


@pytest.mark.slow
def test_a_hand_edited_result_is_found(project):
    """A value in figures/ is edited by hand: the check names the file."""
    alter(project)
    assert any(item.startswith("figures/coin_mean.json:") for item in findings(project))


@pytest.mark.slow
def test_figures_twice_changes_nothing(project):
    """A second run of `press figures` writes nothing, and a forced one writes the same bytes."""
    before = {path: path.read_bytes() for path in sorted((project / "figures").iterdir())}
    assert "all fresh" in press(project, "figures").stdout
    done = press(project, "figures", "--force", "coin_mean")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path: path.read_bytes() for path in sorted((project / "figures").iterdir())} == before


@pytest.mark.slow
def test_another_figure_is_one_file_and_one_line(project):
    """A new experiment needs a new module and a line in a page; then it is simulated, drawn, checked and published."""
    assert press(project, "new", "experiment", "dice").returncode == 0
    page = project / "content/evidence.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![A die](../figures/dice.svg)\n", encoding="utf-8")
    done = press(project, "figures")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 updated" in done.stdout
    assert press(project, "check", "--sources").stdout.splitlines()[-1].startswith("clean")
    done = press(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'data-figure="dice"' in (project / "site/evidence/index.html").read_text(encoding="utf-8")
    assert (project / "site/figures/dice/index.html").is_file()


@pytest.mark.slow
def test_fix_rewrites_the_digits(project):
    """`press check --fix` puts right what a changed digit made wrong, and shows what it did."""
    page = project / "content/evidence.md"
    before = page.read_text(encoding="utf-8")
    change(page, "0.5<!-- coin_mean.mean", "0.6<!-- coin_mean.mean")
    done = press(project, "check", "--fix", "--sources")
    assert done.returncode == 0, done.stdout
    assert page.read_text(encoding="utf-8") == before


def test_an_unknown_name_lists_the_names(project):
    """An experiment that is not there is answered with those that are."""
    done = press(project, "figures", "no_such")
    assert done.returncode == 2
    assert "coin_mean" in done.stderr


@pytest.mark.slow
def test_a_failed_build_leaves_the_old_site(project):
    """A page that cannot be built leaves the site as it was."""
    assert press(project, "build").returncode == 0
    before = (project / "site/index.html").read_bytes()
    change(project / "content/evidence.md", "<!-- coin_mean.mean -->", "<!-- coin_mean.no_such -->")
    done = press(project, "build")
    assert done.returncode == 2
    assert "no_such" in done.stderr
    assert (project / "site/index.html").read_bytes() == before


@pytest.mark.slow
def test_an_audit_runs_again_what_is_committed(project):
    """Exit 0 as the repository stands, 1 after a single committed value is altered, whatever the altered file says."""
    done = press(project, "audit", "coin_mean")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("the same: 1 of 1 results replayed")
    alter(project)
    assert press(project, "audit", "coin_mean").returncode == 1


def test_outside_a_project_it_says_so(tmp_path):
    """Outside a project every verb says what is missing, and exits 2."""
    done = press(tmp_path, "check")
    assert done.returncode == 2
    assert "pyproject.toml" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("target", ["content", "thesis", "."])
def test_a_build_never_replaces_what_is_no_site(project, target):
    """A folder that holds something else is refused as the site's place, and stays as it was."""
    (project / "thesis").mkdir()
    (project / "thesis/thesis.txt").write_text("mine", encoding="utf-8")
    before = sorted(path for path in project.rglob("*") if not {"__pycache__", ".cache"} & {*path.parts})
    done = press(project, "build", "--site-dir", target)
    assert done.returncode == 2, done.stdout
    assert "name a" in done.stderr
    assert sorted(path for path in project.rglob("*") if not {"__pycache__", ".cache"} & {*path.parts}) == before


@pytest.mark.slow
def test_two_stale_figures_are_drawn_by_the_module_too(project):
    """`python -m press figures`, which `press serve` runs, brings several stale figures up to date."""
    assert press(project, "new", "experiment", "dice").returncode == 0
    (project / "figures" / "coin_mean.svg").unlink()
    done = press(project, "figures")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 updated" in done.stdout
