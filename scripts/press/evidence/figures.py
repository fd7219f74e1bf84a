"""`press figures` brings `figures/` up to date: it re-simulates, rewords and redraws what is stale, and nothing else.

Each experiment's files are written as they are finished, by renaming: a kill at any moment leaves every file old or
new, and the next run goes on from there. Of two runs at once the second waits and then looks again: it does only what
the first has not done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import press
from press.core import locks, results, sources
from press.core.counted import counted
from press.core.errors import PressError
from press.core.project import Project
from press.evidence import dependencies, experiment, freshness, memo, points, reads
from press.evidence.code.closure import Code
from press.evidence.freshness import Change
from press.evidence.pool import Task, work_off
from press.evidence.run import STEPS
from press.runs import lock, running, settings


class Outcome(NamedTuple):
    """What was done: names, for each failure its cause, and what each could not do without that is not installed."""

    updated: list[str]
    fresh: list[str]
    failed: dict[str, str]
    lacking: dict[str, str] = {}  # noqa: RUF012 - never changed

    @property
    def verdict(self) -> str:
        """One line."""
        total = len(self.updated) + len(self.fresh) + len(self.failed) + len(self.lacking)
        what = counted(total, "figure")
        if total == len(self.fresh):
            return f"{what}, all fresh"
        parts = {"updated": self.updated, "fresh": self.fresh, "failed": self.failed, "not run": self.lacking}
        return f"{what}: {', '.join(f'{len(names)} {part}' for part, names in parts.items() if names)}"


def update(
    project: Project,
    names: Sequence[str] = (),
    *,
    force: bool = False,
    jobs: int | None = None,
    scheduler: str | None = None,
    report: Callable[[str], object] = print,
) -> Outcome:
    """Bring the named figures, or all, up to date; `report` is told of each step and each failure."""
    for path in sources.waiting(project.scripts, project.figures):
        raise PressError(f"{project.place(path)}: {sources.WAITS}")
    tidy(project)
    look = memo.Look(str(project.root), inputs(project))
    chosen = experiment.chosen(project, tuple(names))
    tasks, failed = plan(project, chosen, force=force)
    lacking: dict[str, str] = {}
    if tasks:
        with locks.held(project.cache / "figures.lock", "press figures", report) as waited:
            if waited:
                tasks, failed = plan(project, chosen, force=force)
            lacking = {name: cause for name in tasks if (cause := absent(project, tasks[name]))}
            order = sorted(tasks.keys() - lacking.keys(), key=lambda name: (-seconds(project, name), name))
            tasks = {name: tasks[name] for name in order}
            simulated = [name for name in tasks if tasks[name].step == "simulation"]
            failed |= points.compute(project, simulated, force=force, jobs=jobs, scheduler=scheduler, report=report)
            failed |= work_off(project, {name: tasks[name] for name in tasks if name not in failed}, jobs, report)
    failed |= {} if names else orphans(project)
    for name, cause in failed.items():
        report(f"{name}: failed: {cause}")
    for name, cause in lacking.items():
        report(f"{name}: not run: {cause}")
    fresh = [name for name in chosen if name not in tasks.keys() | failed.keys() | lacking.keys()]
    outcome = Outcome([name for name in tasks if name not in failed], fresh, failed, lacking)
    if not names and not failed and not lacking:
        remember(project, chosen, None if tasks else look)
    return outcome


def plan(project: Project, names: Sequence[str], *, force: bool = False) -> tuple[dict[str, Task], dict[str, str]]:
    """What there is to do for each stale experiment, and why one cannot be judged."""
    tasks, failed = {}, {}
    code = Code(project.scripts)
    for name in names:
        try:
            layers = dependencies.of(project, name, code)
            step = "simulation" if force else first_step(freshness.reasons(project, name, layers))
        except PressError as error:
            failed[name] = str(error)
        else:
            if step:
                tasks[name] = Task(step, layers)
    return tasks, failed


def sweeps(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the named experiments, or of all, that are made of points."""
    found = tuple(name for name in experiment.chosen(project, tuple(names)) if dependencies.is_sweep(project, name))
    if not found:
        raise PressError("none of these experiments is made of points; run without --sweeps")
    return found


def absent(project: Project, task: Task) -> str:
    """Which libraries a task needs that are not there, and how to get them; empty if none."""
    libraries = dependencies.lacking(task.layers) if task.step == "simulation" else []
    locked = (project.root / "requirements-learned.txt").is_file()
    remedy = "run: make .venv/.learned" if locked else "install it beside press"
    return f"it needs {', '.join(libraries)}, not installed; {remedy}" if libraries else ""


def first_step(changes: Sequence[Change]) -> str:
    """The first step that the changes call for, none for no change; without its results a figure starts anew."""
    needed = {change.kind for change in changes}
    lost = {change.part.endswith(".json") for change in changes if change.kind in {"missing", "edited"}}
    needed |= {"simulation" if each else "drawing" for each in lost}
    return next((step for step in STEPS if step in needed), "")


def remember(project: Project, names: Sequence[str], look: memo.Look | None) -> None:
    """Keep the verdict for the next time, after a second look where the first found something to do."""
    if look is None:
        look = memo.Look(str(project.root), inputs(project))
        if any(plan(project, names)):
            return
    said = running.states(project)
    if len(said) <= 1 and all(path.is_file() for path in of_runs(project)):  # of what is stale there are more lines
        look.keep("\n".join([Outcome([], list(names), {}).verdict, *said]))


def inputs(project: Project) -> list[str]:
    """Every file and folder that the answer of a full look depends on."""
    folders = {project.scripts, Path(press.__file__).parent}
    code = {path for folder in folders if folder.is_dir() for path in _below(folder)}
    data = {project.root / path for name in experiment.listed(project) for path in reads.named(project, name)}
    others = filter(Path.is_file, {*data, *of_runs(project)})
    named = {project.figures, *map(Path, memo.settings(str(project.root))), *others}
    return [str(path) for path in sorted({*named, *code, *written(project)})]


def of_runs(project: Project) -> list[Path]:
    """The files that say whether runs are fresh; an input may be a folder or a pattern, which no memo knows."""
    runs = settings.read(project).values()
    named = (project.root / path for run in runs for path in (*run.inputs, *run.outputs))
    return [lock.place(project), *named] if runs else []


def _below(folder: Path) -> Iterator[Path]:
    yield folder
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__":
            yield from _below(path)
        elif path.is_file():
            yield path


def written(project: Project) -> list[Path]:
    """The files in `figures/`, but for what is being written at this moment."""
    return sorted(path for path in project.figures.glob("*") if not path.name.startswith("."))


def orphans(project: Project) -> dict[str, str]:
    """Files in `figures/` that no experiment has made."""
    names = {path.name.partition(".")[0] for path in written(project)} - set(experiment.discover(project))
    return {name: f"figures/{name}.* is of no experiment; run: git rm figures/{name}.*" for name in sorted(names)}


def seconds(project: Project, name: str) -> float:
    """How long an experiment took the last time; one that never ran may take longest."""
    try:
        return float(results.read(project.figures / f"{name}.json").provenance["seconds"])
    except (PressError, KeyError, TypeError, ValueError):
        return float("inf")


def tidy(project: Project) -> None:
    """Remove what a killed process left half written."""
    for path in project.figures.glob(".*"):
        process = path.suffix.removeprefix(".")
        if process.isdecimal() and not _lives(int(process)):
            with suppress(PermissionError):  # Windows removes nothing that is still being written
                path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    if os.name == "nt":  # where the question would end the process
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
