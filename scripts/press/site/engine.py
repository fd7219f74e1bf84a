"""The same sources build under MkDocs and under Zensical; correctness never rests on either.

A site is built beside the old one and put in its place when it is whole: a build that fails or is killed leaves
the old site as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml

from press.core import results, sources
from press.core.errors import PressError
from press.site import commit, finish, pages, stamp

if TYPE_CHECKING:
    from pathlib import Path

    from press.core.project import Project

ENGINES = ("mkdocs", "zensical")
UNPUBLISHED = {"claims.yml", "comments.yml", "replies.yml", "references.bib", "passages.yml"}


def build(project: Project, engine: str, site: Path) -> None:
    """Build the site with one engine; a PressError carries what the engine said."""
    sources.hold(project)
    _hold_target(project, site)
    if engine == "mkdocs":
        fresh = project.cache / "site-mkdocs"
        shutil.rmtree(fresh, ignore_errors=True)
        _run(project, [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)])
    else:
        fresh = stage(project)
        config = fresh.with_name("mkdocs.yml")
        _run(project, [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", str(config)])
        finish.complete(project, fresh)
    swap(fresh, site)
    stamp.write(project, site)


def serve(project: Project, address: str) -> int:
    """Serve the site with MkDocs, rebuilding what an edit makes stale; the exit code is MkDocs's."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    try:
        environment = _environment() | {"PRESS_SERVE": "1"}
        return subprocess.run(command, cwd=project.root, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _hold_target(project: Project, site: Path) -> None:
    """Refuse to put a site where something else is: what stands there is removed."""
    sources = (project.content, project.figures, project.scripts, project.root / ".git")
    if any(folder.is_relative_to(site) or site.is_relative_to(folder) for folder in sources):
        raise PressError(f"{site}: holds or is part of the project's sources; name another folder")
    if site.exists() and not (site / "sitemap.xml").is_file() and (not site.is_dir() or any(site.iterdir())):
        raise PressError(f"{site}: holds something other than a built site; name an empty folder")


def swap(fresh: Path, site: Path) -> None:
    """Put a whole site in the place of the old one by two renames."""
    old = fresh.with_name(f"{fresh.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def stage(project: Project) -> Path:
    """Lay out for Zensical what the hook hands MkDocs in memory, and the settings; returns where it will build."""
    folder = project.cache / "zensical"
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    shutil.copytree(project.content, docs, ignore=lambda _, names: [name for name in names if _hidden(name)])
    for path, content in pages.pages(project):
        results.replace(docs / path, content)
    settings = _settings(project)
    settings |= {"docs_dir": "docs", "site_dir": "site", "hooks": [], "watch": []}
    theme = settings["theme"]
    if "custom_dir" in theme:
        theme["custom_dir"] = str(project.root / theme["custom_dir"])
    extensions = [item for item in settings["markdown_extensions"] if item != "press.markdown"]
    settings["markdown_extensions"] = [*extensions, {"press.markdown": {"root": str(project.root)}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    return folder / "site"


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in UNPUBLISHED


def _settings(project: Project) -> dict[str, Any]:
    try:
        return dict(yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise PressError(f"mkdocs.yml: cannot be read: {error}") from None


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"NO_MKDOCS_2_WARNING": "1"}


def _run(project: Project, command: list[str]) -> None:
    environment = _environment()
    commit.fix_time(project, environment)
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        ours = [line.partition("PressError: ")[2] for line in said if "PressError: " in line]
        raise PressError("\n".join(ours[-1:] or [f"{command[2]} could not build the site:", *said[-12:]]))
