"""`press init` begins in a repository as it is: what results and pages lie there, and the settings to hold them.

It writes `press.toml`, with a run for each folder of results that it found, commented where a command has to be said,
and `AGENTS.md`, which says to people and to coding agents how numbers are kept true. It changes nothing that is there.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from press.core import files, project, settings
from press.core.errors import PressError

SUFFIXES = {".csv", ".tsv", ".json", ".jsonl", ".ipynb"}
TELLING = re.compile(r"result|metric|output|data|bench|summary|score|stat|table|coef|report|eval|out\b", re.IGNORECASE)
NONE = {"package.json", "package-lock.json", "tsconfig.json", "composer.json", "renv.json", "manifest.json"}
AGENTS = Path(__file__).with_name("templates") / "AGENTS.md"
LINES = {
    settings.FILE: "plugins:\n#     - press",
    settings.ZENSICAL: '[project.markdown_extensions."press.markdown"]',
}
MOST, SHOWN, MENTIONED = 2_000_000, 8, 20  # bytes of a file, runs that are written out, files that are named
HEAD = """# What the pages of this project may bind, and what makes it. Then: press run && press check
# A number in a page is bound by a comment behind it: 0.34<!-- NAME.key -->, 0.34<!-- NAME["row"].column -->"""
TAIL = """
# A run with a command is made again when something that it reads changes:
# [runs.models]
# command = "Rscript scripts/fit.R"
# inputs = ["scripts/fit.R", "data/raw.csv"]
# outputs = ["out/coefficients.csv"]
# error = {estimate = "std.error"}
# unit = {estimate = "USD"}
"""


def begin(folder: Path) -> list[str]:
    """Write what a project needs; what was written and what comes next, as sentences."""
    for name in project.there(folder):
        raise PressError(f"{name}: has settings already; edit them, then run: press run && press check")
    runs = list(_runs(folder))
    engine = next((name for name in (settings.ZENSICAL, settings.FILE) if (folder / name).is_file()), "")
    docs = settings.docs(folder)
    pages = ["README.md", *([f"{docs}/**/*.md"] if (folder / docs).is_dir() else [])]
    files.replace(folder / project.FILE, _settings(runs, pages, engine).encode())
    lines = [f"wrote {project.FILE}: {len(runs[:SHOWN])} runs of recorded files, pages {', '.join(pages)}"]
    agents = folder / "AGENTS.md"
    if agents.exists():
        lines.append("AGENTS.md is there and stays as it is; press new article shows what ours says")
    else:
        files.replace(agents, AGENTS.read_bytes())
        lines.append("wrote AGENTS.md")
    if engine:
        lines.append(f"to bind on the site, too: one line in {engine}; {project.FILE} says which")
    first = f", and bind a number of a page: 0.34<!-- {runs[0][0]}.PLACE -->" if runs else ""
    return [*lines, f"next: press run{first}; then: press check"]


def _settings(runs: list[tuple[str, str]], pages: list[str], engine: str) -> str:
    """The settings, with words on what else there is to say."""
    parts = [HEAD, f"pages = {json.dumps(pages)}"]
    if engine:
        parts.append(f"# The site shows what is bound with this in {engine}:\n#   {LINES[engine]}")
    parts.append('# strict = ["docs/results.md"]  # pages in which every digit has to be bound')
    parts += [f"\n[runs.{name}]\noutputs = [{json.dumps(path)}]" for name, path in runs[:SHOWN]]
    if len(runs) > SHOWN:
        parts.append("\n# Also found, should pages print a number of theirs:")
        parts += [f"# {path}" for _, path in runs[SHOWN : SHOWN + MENTIONED]]
    return "\n".join([*parts, TAIL])


def _runs(folder: Path) -> Iterator[tuple[str, str]]:
    """A name and a path for each file that looks like results; those whose path says so come first."""
    named: dict[str, int] = defaultdict(int)
    for path in sorted(_files(folder), key=lambda path: (not TELLING.search(path), path.count("/"), path)):
        stem = re.sub(r"\W+", "_", PurePosixPath(path).stem.lower(), flags=re.ASCII).strip("_") or "data"
        name = f"r_{stem}" if stem[0].isdigit() or not stem.isidentifier() else stem
        named[name] += 1
        yield (name if named[name] == 1 else f"{name}_{named[name]}"), path


def _files(folder: Path) -> Iterator[str]:
    """The committed files that may hold results, or all, where nothing is committed yet or there is no repository."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not listed.stdout:
        command += ["--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    inside = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    for place in listed.stdout.split("\0") if listed.returncode == 0 else inside:
        path = PurePosixPath(place)
        hidden = any(part.startswith(".") or part in {"node_modules", "site"} for part in path.parts)
        file = folder / place
        if path.suffix not in SUFFIXES or path.name in NONE or hidden:
            continue
        if file.is_file() and file.stat().st_size <= MOST:
            yield place
