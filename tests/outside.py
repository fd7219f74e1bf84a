"""Projects from the outside: copies that a test may break, and the commands that their users type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SOURCES = ("content", "figures", "scripts", "overrides", "mkdocs.yml", "pyproject.toml", "ratchet.json")
SOURCES += ("verdicts.json", "press.lock", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs")
# Kept by what it is made of, and half of a build's work: where the site was built here, no copy does it again.
SOURCES += tuple(f".cache/press/{name}" for name in ("archives", "cards", "pictures", "readings"))


def once(factory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that one process of a test run fills, for all of them to look at."""
    root = factory.getbasetemp()
    folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            folder.mkdir()
            make(folder)
    return folder


def new_article(folder: Path, name: str = "coin", *, fresh: bool = True) -> Path:
    """A project with one page of each kind, its one run replaced by an experiment: nearly any test can do with it."""
    made = press(folder, "new", "article", name)
    assert made.returncode == 0, made.stdout + made.stderr
    project = folder / name
    with_experiment(project)
    if fresh:
        done = press(project, "figures")
        assert done.returncode == 0, done.stdout + done.stderr
    return project


def with_experiment(project: Path) -> None:
    """Let a new article rest on an experiment, as its author would who wants drawings in the site's colours."""
    for place in ("heads.py", "heads.json", "content/heads.svg", "press.lock"):
        (project / place).unlink()
    shutil.copytree(ROOT / "tests" / "fixtures" / "coin", project, dirs_exist_ok=True)
    settings, site = project / "pyproject.toml", project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").partition("\n[tool.press.runs.heads]")[0]
    settings.write_text(f'{text}experiments = "{project.name}.experiments"\n', encoding="utf-8")
    text = site.read_text(encoding="utf-8").replace("[sources.md", "[figures/index.md, sources.md")
    site.write_text(text.replace("watch: [heads.json]", "watch: [figures, scripts]"), encoding="utf-8")
    done = press(project, "new", "experiment", "coin_mean")
    assert done.returncode == 0, done.stdout + done.stderr


def copy_project(folder: Path) -> Path:
    """A copy of all that this repository's site is made from, for what only so large a project can show."""
    target = folder / "project"
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def run(project: Path, module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program in a project, as its user does."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, timeout=300, env=environment
    )


def press(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run press in a project."""
    return run(project, "press", *words)


def build(project: Path, *words: str) -> None:
    """Build a project's site."""
    done = press(project, "build", *words)
    assert done.returncode == 0, done.stdout + done.stderr
