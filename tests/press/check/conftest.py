"""A made-up project whose results are run and drawn once, and copied for every test that breaks it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from press.core import project
from press.evidence import figures
from press.site import stamp

if TYPE_CHECKING:
    from press.core.project import Project

FOLDER = Path(__file__).parent


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Project:
    """The project as everything in it agrees."""
    root = tmp_path_factory.mktemp("orchard") / "project"
    shutil.copytree(FOLDER / "project", root, ignore=shutil.ignore_patterns("__pycache__", "front.html"))
    (root / "site").mkdir()
    shutil.copy(FOLDER / "project" / "front.html", root / "site" / "index.html")
    found = project.find(root)
    outcome = figures.update(found, jobs=1, report=lambda line: None)
    assert outcome.updated == ["decay", "growth"]
    stamp.write(found, found.site)
    return found


@pytest.fixture
def orchard(made, tmp_path) -> Project:
    """A copy of it to break."""
    root = tmp_path / "orchard"
    shutil.copytree(made.root, root, ignore=shutil.ignore_patterns("memo*", "__pycache__"))
    return project.find(root)
