"""What people call a figure: the constant `NAME` of its experiment, else the name of the module in words."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from press.core.project import Project
from press.core.signature import Signature, signed
from press.evidence import experiment
from press.site.templating import subject

CONSTANT = "NAME"


def called(project: Project, name: str) -> str:
    """The name of a figure as titles, search, cards and lists say it."""
    return own(experiment.path(project, name)) or subject(name)


def own(path: Path) -> str:
    """The name that an experiment gives itself; empty where it gives none."""
    return _said(path, signed(path))


@lru_cache(maxsize=512)
def _said(path: Path, _signature: Signature) -> str:
    try:
        said = getattr(experiment.definitions(path).get(CONSTANT), "value", None)
    except (OSError, SyntaxError, ValueError):
        return ""
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""
