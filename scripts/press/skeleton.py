"""`press new article` writes a whole project: one experiment, one claim, one page of evidence, ready to be built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.core import results
from press.core.errors import PressError
from press.evidence.drawing.colours import ROLES
from press.site.templating import render

if TYPE_CHECKING:
    from pathlib import Path

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
    "reader.css": "content/assets/reader.css",
}


def article(folder: Path) -> list[str]:
    """Write a minimal project into an empty or new folder; returns what was written and what comes next."""
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise PressError(f"{folder}: is not empty; name a new folder")
    name = folder.resolve().name
    package = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_") or "article"
    package = f"article_{package}" if not package.isidentifier() or package in {"press", "site", "content"} else package
    title = name.replace("_", " ").replace("-", " ").strip().capitalize() or "An article"
    for template, place in PLACES.items():
        text = render(f"article/{template}", title=title, package=package, roles=[role._asdict() for role in ROLES])
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
