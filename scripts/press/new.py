"""`press new` writes what already works, so that adding a thing starts from a passing state.

A skeleton of an experiment or of a rule is one module; `press new article` writes a whole project: one run of plain
Python, one claim, one page of evidence, ready to be built. `press new blog` writes one that is a mirrored blog alone.
"""

from __future__ import annotations

import keyword
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from press.core import account, distribution, files
from press.core import project as projects
from press.core.errors import PressError
from press.core.project import Project
from press.evidence import experiment
from press.runs import running, settings
from press.site import titles
from press.site.blog import words
from press.site.templating import render, subject

KINDS = ("experiment", "check")
BEGUN = ".begun"  # in a new folder, until all is written
PYTHON = "python" if os.name == "nt" else "python3"
PLACES = {
    "pyproject.toml": "pyproject.toml",
    "mkdocs.yml": "mkdocs.yml",
    "hook.py": "hook.py",
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "heads.py": "heads.py",
    "index.md": "content/index.md",
    "evidence.md": "content/evidence.md",
    "claims.yml": "content/claims.yml",
    "licences.md": "content/licences.md",
    "verdicts.json": "verdicts.json",
    "own.css": "content/assets/own.css",
}
BLOG = {
    "blog/pyproject.toml": "pyproject.toml",
    "blog/mkdocs.yml": "mkdocs.yml",
    "blog/README.md": "README.md",
    "article/hook.py": "hook.py",
    "article/gitignore": ".gitignore",
}


def create(project: Project, kind: str, name: str) -> list[str]:
    """Write the skeleton of one experiment or check; returns what was written and what comes next, as sentences."""
    if kind not in KINDS:
        raise PressError(f"cannot make a new {kind!r}; there are article, {', '.join(KINDS)}")
    if kind == "check" and not (project.scripts / "press" / "check" / "rules").is_dir():
        raise PressError("a check is part of the toolkit; make it where the toolkit's own sources are")
    if kind == "experiment" and not project.article:
        raise PressError("this project has no article, which an experiment would speak for: press new article FOLDER")
    if not (name.isidentifier() and name.isascii() and name.islower()) or name.startswith("_"):
        raise PressError(f"{name!r} is not a name for a module: lower-case words joined by underscores")
    if keyword.iskeyword(name):
        raise PressError(f"{name!r} is not a name for a module: it is a word of Python; take another")
    if kind == "experiment" and name in settings.read(project):
        raise PressError(f"{name!r} is the name of a run of {project.settings} already; take another")
    path = _path(project, kind, name)
    if path.exists():
        raise PressError(f"{project.place(path)}: there is one already")
    files.replace(path, render(f"{kind}.py", name=name))
    place = project.place(path)
    if kind == "experiment":
        _make_packages(path.parent, project.scripts)
        line = f"![{subject(name)}](../figures/{name}.svg)"
        return [f"wrote {place}", f"next: press figures {name}, and one line in a page of content/: {line}"]
    return [
        f"wrote {place}",
        f"next: tests/press/check/rules/{name}/ with a page that must fail and one that must pass",
    ]


def _make_packages(folder: Path, top: Path) -> None:
    """Make a package of each folder below `top` that is none yet."""
    while folder != top:
        if not (folder / "__init__.py").exists():
            files.replace(folder / "__init__.py", b'"""Experiments, a module a figure."""\n')
        folder = folder.parent


def _path(project: Project, kind: str, name: str) -> Path:
    if kind == "experiment":
        if not project.experiments:
            line = f'experiments = "{_package(project.root, "article")}.experiments"'
            raise PressError(f"{project.settings}: names no experiments yet; write below its article: {line}")
        return experiment.path(project, name)
    return project.scripts / "press" / "check" / "rules" / f"{name}.py"


def article(folder: Path) -> list[str]:
    """Write a minimal project into an empty or new folder; returns what was written and what comes next."""
    title = titles.of_folder(folder.resolve().name) or "An article"
    values = {"title": title, "name": titles.quoted(title), "package": _package(folder, "article"), "python": PYTHON}
    values |= {"toolkit": distribution.requirement("site"), "today": datetime.now(UTC).date().isoformat()}
    lines = [f"wrote {len(PLACES)} files to {folder}"]
    with _begun(folder) as place:
        for template, file in PLACES.items():
            files.replace(place / file, render(f"article/{template}", **values))
        made = projects.find(place)
        done = running.update(made, running.chosen(settings.read(made), ()), lines.append)
    lines += [f"{name}: {problem}" for name, problem in (done.failed | done.lacking).items()]
    return [*lines, f"next: {_inside(folder)}press build", "then: press check"]


def blog(
    folder: Path, exports: Sequence[str], media: str | None, report: Callable[[str], None]
) -> tuple[list[str], bool]:
    """Write a project that is the blog of `exports`; what to say, and whether all that was given was carried over.

    No export holds a file, so without a folder of files those are named, and what to do, and nothing has failed.
    """
    from press.wordpress import command  # noqa: PLC0415 - the parts that read strangers' HTML, which nothing else needs

    if not exports:
        raise PressError(f"name the export of the blog, as in: press new blog {folder} export.xml")
    with _begun(folder) as place:
        said, made = command.mirror_blog(exports, place / "content", media=media, report=report)
        _write_blog(folder, place)
    said += [f"next: {_inside(folder)}press serve", "then: press build && press check"]
    return said, made.is_whole if media else made.has_all_that_came


def _write_blog(folder: Path, place: Path) -> None:
    about = account.blog(place / "content")
    title = " ".join(about["title"].split()) or folder.resolve().name
    values = {"title": title, "language": words.known(about["language"])}
    values |= {"name": titles.quoted(title), "about": titles.quoted(about["tagline"] or title)}
    for template, file in BLOG.items():
        text = render(template, **values, package=_package(folder, "blog"), toolkit=distribution.requirement("site"))
        files.replace(place / file, text)


@contextmanager
def _begun(folder: Path) -> Iterator[Path]:
    """Where to write what becomes the content of a folder that is empty or none; where that fails, nothing is left.

    What a killed one has written is in nobody's way: it lies in a place of its own, and goes with the next.
    """
    was_there, place = folder.exists(), folder / BEGUN
    if was_there and (not folder.is_dir() or any(path.name not in {".git", BEGUN} for path in folder.iterdir())):
        raise PressError(f"{folder}: is not empty; name a new folder")
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir(parents=True)
        yield place
        for path in place.iterdir():
            path.rename(folder / path.name)
        place.rmdir()
    except BaseException:
        shutil.rmtree(place if was_there else folder, ignore_errors=True)
        raise


def _package(folder: Path, kind: str) -> str:
    """The folder's name as a package's."""
    package = re.sub(r"\W+", "_", folder.resolve().name.lower(), flags=re.ASCII).strip("_") or kind
    return f"{kind}_{package}" if not package.isidentifier() or package in {"press", "site", "content"} else package


def _inside(folder: Path) -> str:
    """What to type first, as a shell reads it."""
    return "" if folder.resolve() == folder.cwd() else f"cd {shlex.quote(str(folder))} && "
