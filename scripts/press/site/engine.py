"""The same sources build under MkDocs and under Zensical; correctness never rests on either.

A site is built beside the old one and put in its place when it is whole: a build that fails or is killed leaves
the old site as it was. Of two builds at once the second waits for the first, since it may build from later sources.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from press.core import files, locks, ports, settings, signature, sources
from press.core.errors import PressError
from press.core.project import Project
from press.runs import settings as runs
from press.site import blog, commit, finish, inside, pages, stamp, written

ENGINES = ("mkdocs", "zensical")
UNPUBLISHED = {"claims.yml", "comments.yml", "replies.yml", "references.bib", "passages.yml"}


def build(project: Project, engine: str, site: Path, say: Callable[[str], object] = print) -> None:
    """Build the site with one engine; a PressError carries what the engine said."""
    home = project.cache if site.is_relative_to(project.root) else site.parent  # on the file system of the site
    with locks.held(project.cache / stamp.BUILDING, "press build", say):
        if files.heal(site, home):
            say(stamp.HEALED)
        _hold_target(project, site)
        sources = stamp.sources(project)
        with signature.held(), files.renewed(site, home) as fresh:
            written.hold(project)
            runs.read(project)  # what is wrong in their settings is said here, and not by an engine
            if engine == "mkdocs":
                inside.build(project, fresh)
            else:
                _build_staged(project, fresh)
        stamp.write(project, site, sources)


def serve(project: Project, address: str) -> int:
    """Serve the site with MkDocs, rebuilding what an edit makes stale; the exit code is MkDocs's.

    Whatever ends this process ends MkDocs: its input is a pipe whose other end nobody else has.
    """
    sources.hold(project)
    host, _, port = address.rpartition(":")
    ports.hold(host, int(port) if port.isdecimal() else -1)
    command = [sys.executable, "-m", "press.site.bound", "serve", "--dev-addr", address]
    # A module that is compiled beside its source would be an edit of what is watched.
    environment = _environment() | {"PRESS_SERVE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, cwd=project.root, env=environment, stdin=subprocess.PIPE) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            return 0


def _hold_target(project: Project, site: Path) -> None:
    """Refuse to put a site where something else is: what stands there is removed."""
    sources = (project.content, project.figures, project.scripts, project.root / ".git")
    if any(folder.is_relative_to(site) or site.is_relative_to(folder) for folder in sources):
        raise PressError(f"{site}: holds or is part of the project's sources; name another folder")
    if site.exists() and not (site / "sitemap.xml").is_file() and (not site.is_dir() or any(site.iterdir())):
        raise PressError(f"{site}: holds something other than a built site; name an empty folder")


def _build_staged(project: Project, fresh: Path) -> None:
    """Build with Zensical from a folder of this build's own."""
    folder = fresh.with_name(f"{fresh.stem}.zensical.new")
    try:
        made = stage(project, folder)
        config = str(folder / "mkdocs.yml")
        _run(project, [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", config])
        finish.complete(project, folder / "site", made)
        (folder / "site").rename(fresh)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(project: Project, folder: Path) -> list[tuple[str, bytes]]:
    """Lay out for Zensical what the hook hands MkDocs in memory, and the settings; what was made of the evidence."""
    docs = folder / "docs"
    shutil.copytree(project.content, docs, ignore=lambda _, names: [name for name in names if _hidden(name)])
    made = list(pages.evidence(project))
    for path, content in (*made, *blog.pages(project)):
        files.replace(docs / path, content)
    said = settings.read(project.root)
    said |= {"docs_dir": "docs", "site_dir": "site", "hooks": [], "watch": []}
    theme = said.get("theme")
    if isinstance(theme, dict):
        theme["font"] = False  # as in the hook
        if "custom_dir" in theme:
            theme["custom_dir"] = str(project.root / theme["custom_dir"])
    extensions = [entry for entry in settings.extensions(said) if "press.markdown" not in entry]
    said["markdown_extensions"] = [*extensions, {"press.markdown": {"root": str(project.root)}}]
    files.replace(folder / settings.FILE, settings.write(said).encode())
    return made


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in UNPUBLISHED


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
