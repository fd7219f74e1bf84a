"""Virtual environments as a user of the toolkit has them: libraries, and a package that is no editable checkout."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

from outside import ROOT

OWN = {"evidencepress", "modelcollapse", "pip"}


def environment(folder: Path, *libraries: str) -> Path:
    """An environment that holds these libraries and what they need, or all of ours; its Python."""
    venv.create(folder, with_pip=False)
    (place,) = (folder / "lib").glob("python*/site-packages")
    held = closure(libraries) if libraries else {each.name for each in importlib.metadata.distributions()}
    for name in held - OWN:
        library = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in library.files or [] if file.parts[0] not in {"..", "__pycache__"}}:
            link, target = place / top, Path(str(library.locate_file(top)))
            if target.suffix != ".pth" and target.exists() and not link.exists():
                link.symlink_to(target)
    return folder / "bin" / "python"


def closure(libraries: tuple[str, ...]) -> set[str]:
    """Libraries, and those that they need here."""
    found: set[str] = set()
    pending = list(libraries)
    while pending:
        name = pending.pop()
        try:
            required = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:  # for another system
            continue
        if name not in found:
            found.add(name)
            pending += [named(line) for line in required if "extra ==" not in line]
    return found


def named(requirement: str) -> str:
    """The library that a requirement is about."""
    return re.match(r"[\w.-]+", requirement)[0]


@cache
def wheel(folder: Path, project: Path = ROOT) -> Path:
    """The wheel of a distribution, built from its sources."""
    done = pip("wheel", "--wheel-dir", str(folder), str(project))
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def install(python: Path, *words: str) -> None:
    """Install a wheel, a folder or a checkout into an environment."""
    done = pip("--python", str(python), "install", *words)
    assert done.returncode == 0, done.stdout + done.stderr


def pip(*words: str) -> subprocess.CompletedProcess[str]:
    """Run pip, which asks no index."""
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    at = words.index("install" if "install" in words else "wheel") + 1
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words[:at], *offline, *words[at:]]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program of an environment in a folder, with nothing of this checkout on its path."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    path = os.pathsep.join([str(python.parent), kept.get("PATH", "")])
    environment = kept | {"PATH": path, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(python.parent / words[0]), *words[1:]]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
