"""`press new` writes what already works, so that adding a thing starts from a passing state.

A skeleton of an experiment or of a rule is one module; `press new article` writes a whole project: one experiment, one
claim, one page of evidence, ready to be built.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.core import distribution, results
from press.core.errors import PressError
from press.evidence import experiment
from press.site.templating import render, subject

if TYPE_CHECKING:
    from pathlib import Path

    from press.core.project import Project

KINDS = ("experiment", "check")
EXPERIMENT = "coin_mean"
PLACES = {
    "pyproject.toml": "pyproject.toml",
    "mkdocs.yml": "mkdocs.yml",
    "hook.py": "hook.py",
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "index.md": "content/index.md",
    "evidence.md": "content/evidence.md",
    "claims.yml": "content/claims.yml",
}


def create(project: Project, kind: str, name: str) -> list[str]:
    """Write the skeleton of one experiment or check; returns what was written and what comes next, as sentences."""
    if kind not in KINDS:
        raise PressError(f"cannot make a new {kind!r}; there are article, {', '.join(KINDS)}")
    if kind == "check" and not (project.scripts / "press" / "check" / "rules").is_dir():
        raise PressError("a check is part of the toolkit; make it where the toolkit's own sources are")
    if not (name.isidentifier() and name.isascii() and name.islower()):
        raise PressError(f"{name!r} is not a name for a module: lower-case words joined by underscores")
    path = _path(project, kind, name)
    if path.exists():
        raise PressError(f"{project.place(path)}: there is one already")
    results.replace(path, render(f"{kind}.py", name=name))
    place = project.place(path)
    if kind == "experiment":
        line = f"![{subject(name)}](../figures/{name}.svg)"
        return [f"wrote {place}", f"next: press figures {name}, and one line in a page of content/: {line}"]
    return [
        f"wrote {place}",
        f"next: tests/press/check/rules/{name}/ with a page that must fail and one that must pass",
    ]


def _path(project: Project, kind: str, name: str) -> Path:
    if kind == "experiment":
        return experiment.path(project, name)
    return project.scripts / "press" / "check" / "rules" / f"{name}.py"


def article(folder: Path) -> list[str]:
    """Write a minimal project into an empty or new folder; returns what was written and what comes next."""
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise PressError(f"{folder}: is not empty; name a new folder")
    name = folder.resolve().name
    package = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_") or "article"
    package = f"article_{package}" if not package.isidentifier() or package in {"press", "site", "content"} else package
    title = name.replace("_", " ").replace("-", " ").strip().capitalize() or "An article"
    values = {"title": title, "package": package, "toolkit": distribution.requirement("site")}
    for template, place in PLACES.items():
        text = render(f"article/{template}", **values)
        results.replace(folder / place, text)
    inner = folder / "scripts" / package
    results.replace(inner / "__init__.py", b'"""What the article simulates."""\n')
    results.replace(inner / "experiments" / "__init__.py", b'"""Its experiments, a module a figure."""\n')
    results.replace(inner / "experiments" / f"{EXPERIMENT}.py", render("experiment.py", name=EXPERIMENT))
    inside = "" if folder.resolve() == folder.cwd() else f"cd {folder} && "
    return [
        f"wrote {len(PLACES) + 3} files to {folder}",
        f"next: {inside}press figures && press build",
        "then: press check",
    ]
