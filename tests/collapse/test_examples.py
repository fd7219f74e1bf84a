"""The examples for researchers, in the settings of published code, run and say what they are meant to say."""

import re
import runpy
from pathlib import Path

import pytest

from outside import ROOT

EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.py"))
README = (ROOT / "scripts" / "README.md").read_text(encoding="utf-8")


def test_there_are_six_or_more():
    """The list is not empty, and each example says in its first line what it shows."""
    assert len(EXAMPLES) >= 6
    for example in EXAMPLES:
        assert re.match(r'"""[A-Z].+\.', example.read_text(encoding="utf-8")), example


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_holds_what_it_asserts(example, tmp_path, monkeypatch, capsys):
    """Each runs by itself in an empty folder, prints, and passes its own assertions."""
    monkeypatch.chdir(tmp_path)
    source = example.read_text(encoding="utf-8")
    assert "assert " in source
    runpy.run_path(str(example), run_name="__main__")
    assert capsys.readouterr().out


def test_the_readme_shows_twenty_lines_that_run(capsys, tmp_path, monkeypatch):
    """The first example of the distribution's page is short, and prints a line a regime."""
    monkeypatch.chdir(tmp_path)
    first = README.split("```python\n")[1].split("```")[0]
    assert len(first.strip().splitlines()) <= 20
    example = tmp_path / "example.py"
    example.write_text(first, encoding="utf-8")
    runpy.run_path(str(example))
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_the_readme_names_what_there_is():
    """Every module that the page names exists."""
    for name in set(re.findall(r"`(collapse(?:\.[a-z_]+)+)`", README)):
        path = Path(ROOT / "scripts", *name.split("."))
        assert path.is_dir() or path.with_suffix(".py").exists(), name
