"""What tests share: a copy of the project that a test may break."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("content", "figures", "scripts", "overrides", "README.md", "mkdocs.yml", "pyproject.toml")


def copy_project(folder: Path) -> Path:
    """A copy of all that a site is made from, in a folder of its own."""
    target = folder / "project"
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def press(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run press in a project, as its user does."""
    command = [sys.executable, "-m", "press", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path)
