"""`press init` finds what is there, changes none of it, and what it writes works."""

from __future__ import annotations

import subprocess

from click.testing import CliRunner

from press.cli import cli


def test_a_repository_is_begun_as_it_is(tmp_path, monkeypatch):
    """Committed results are runs, the settings of the site say where pages are, and the next command works."""
    files = {
        "results/fit-1.csv": "name,value\na,0.5\n",
        "docs/index.md": "# Docs\n",
        "package.json": "{}",
        "README.md": 'It is 0.5<!-- fit_1["a"] -->.\n',
        "mkdocs.yml": "site_name: x\n",
        "untracked.csv": "a,b\n",
    }
    for place, text in files.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", *list(files)[:-1]], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(cli, ["init"])
    assert said.exit_code == 0
    assert "next: press run, and bind a number of a page: 0.34<!-- fit_1.PLACE -->" in said.output
    settings = (tmp_path / "press.toml").read_text(encoding="utf-8")
    assert 'pages = ["README.md", "docs/**/*.md"]' in settings
    assert '[runs.fit_1]\noutputs = ["results/fit-1.csv"]' in settings
    assert "- press" in settings
    assert "untracked" not in settings
    assert "press run && press check" in (tmp_path / "AGENTS.md").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, ["run"]).exit_code == 0
    assert CliRunner().invoke(cli, ["check"]).exit_code == 0
    assert {place: (tmp_path / place).read_text(encoding="utf-8") for place in files} == files
    again = CliRunner().invoke(cli, ["init"])
    assert (again.exit_code, "press.toml: has settings already" in again.output) == (2, True)


def test_where_nothing_is_committed_yet_all_that_is_not_ignored_counts(tmp_path, monkeypatch):
    """A repository of this minute has results as well."""
    for place, text in {"fit.csv": "a,b\n", "old.csv": "a,b\n", ".gitignore": "old.csv\n"}.items():
        (tmp_path / place).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["init"]).exit_code == 0
    settings = (tmp_path / "press.toml").read_text(encoding="utf-8")
    assert ("[runs.fit]" in settings, "old" in settings) == (True, False)


def test_settings_in_the_other_file_are_settings_too(tmp_path, monkeypatch):
    """A second file would leave the project with two, which no verb takes; nothing is written."""
    (tmp_path / "pyproject.toml").write_text("[tool.press]\npages = ['README.md']\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["init"])
    assert (done.exit_code, "pyproject.toml: has settings already" in done.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["pyproject.toml"]
