"""The rules of the house that a reader of the tree relies on."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from outside import ROOT
from press.article import references
from press.evidence import experiment

SCRIPTS = ROOT / "scripts"
LIGHT = ("press.check", "press.site.pages", "press.site.markdown", "press.cli")


@pytest.mark.slow
@pytest.mark.parametrize("module", LIGHT)
def test_checks_and_pages_load_no_numpy(module):
    """Checking and building start quickly: neither loads numpy or matplotlib."""
    code = f"import sys, {module}; from press.check import rules; rules.modules(); "
    code += "print({'numpy', 'matplotlib'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_module_says_what_it_is():
    """Every module opens with a sentence."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring or not path.read_text(encoding="utf-8").strip(), path


def test_every_test_says_what_must_hold():
    """Every test has a sentence that says what must hold."""
    tests = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if "check/project" not in path.as_posix()]
    assert len(tests) > 30
    for path in tests:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path}: {node.name}"


def test_nothing_generated_lies_in_content_and_nothing_written_by_hand_in_figures():
    """`figures/` holds three files an experiment and no other."""
    names = {path.stem for path in (SCRIPTS / "experiments").glob("*.py") if not path.stem.startswith("_")}
    expected = {f"{name}{suffix}" for name in names for suffix in (".json", ".svg", ".narrow.svg")}
    assert {path.name for path in (ROOT / "figures").iterdir()} == expected


def test_the_repository_names_no_registry():
    """The locks hold hashes and no address to fetch from."""
    for name in ("requirements.txt", "requirements-publish.txt", "requirements-test.txt", "requirements-docs.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "http" not in text
        assert "--index" not in text
        assert "--find-links" not in text


def test_every_source_that_the_science_cites_is_in_the_bibliography():
    """A key under `Sources:` in any module of the library or the experiments is a work in content/references.bib."""
    works = references.read(ROOT / "content/references.bib")
    cited = {
        key: path
        for package in ("collapse", "experiments")
        for path in sorted((SCRIPTS / package).rglob("*.py"))
        for key in experiment.texts(path.read_text(encoding="utf-8")).sources
    }
    assert len(cited) > 40
    assert {key: path for key, path in cited.items() if key not in works} == {}
