"""`press run` brings outputs up to date: what is stale is run, in order, and `press.lock` remembers it.

A run happens in a copy that has only the inputs it declares, so what is forgotten there is noticed here. Its outputs
come back whole, after it has ended well; a run that fails leaves everything as it was.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from press.core import files, own
from press.core.counted import counted
from press.core.errors import PressError
from press.core.project import Project
from press.core.signature import signed
from press.runs import command, copying, lock, settings
from press.runs.digests import Digests
from press.runs.settings import Run

Say = Callable[[str], object]

LOCKS = ("uv.lock", "poetry.lock", "requirements.txt", "renv.lock", "package-lock.json", "pnpm-lock.yaml", "Cargo.lock")


class Outcome(NamedTuple):
    """What was run or written down, what failed and why, and what could not be run here."""

    done: list[str]
    fresh: list[str]
    failed: dict[str, str]
    lacking: dict[str, str]

    @property
    def verdict(self) -> str:
        """One line."""
        parts = [(len(self.done), "written"), (len(self.fresh), "fresh"), (len(self.failed), "failed"),
                 (len(self.lacking), "could not be run")]  # fmt: skip
        return ", ".join(f"{count} {said}" for count, said in parts if count) or "no runs"


class Way(NamedTuple):
    """How runs are brought up to date."""

    force: bool = False
    here: bool = False
    minutes: float = 60.0


ONCE = Way()


def chosen(runs: dict[str, Run], names: Iterable[str]) -> list[Run]:
    """The named runs, or all, each behind those that make what it reads."""
    for name in names:
        if name not in runs:
            there = ", ".join(runs) or "none: press init shows how to write one"
            raise PressError(f"no run {name!r}; there are {there}")
    makers = {output: name for name, run in runs.items() for output in run.outputs}
    needs = {
        name: {makers[path] for path in run.inputs if path in makers and makers[path] != name}
        for name, run in runs.items()
    }
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise PressError(f"runs need one another: {' needs '.join(error.args[1])}; take one of them apart") from None
    wanted = set(names) or set(order)
    return [runs[name] for name in order if name in wanted]


def update(project: Project, runs: list[Run], say: Say, way: Way = ONCE) -> Outcome:
    """Run what is stale."""
    outcome = Outcome([], [], {}, {})
    for run in runs:
        entries, digests = lock.read(project), Digests(project)
        entry = entries.get(run.name)
        reasons = lock.reasons(project, run, entry, digests)
        if entry is None and not run.is_run and not reasons:
            accept(project, run, say)
            outcome.done.append(run.name)
        elif not reasons and not (way.force and run.is_run):
            outcome.fresh.append(run.name)
        elif not run.is_run:
            outcome.failed[run.name] = (
                f"{reasons[0]}, and it is not run here; if that is meant: press run --accept {run.name}"
            )
        else:
            say(f"{run.name}: {run.command}")
            problem, lacking = _run(project, run, say, way)
            if problem:
                (outcome.lacking if lacking else outcome.failed)[run.name] = problem
            else:
                outcome.done.append(run.name)
    _forget(project)
    own.hide(project)
    return outcome


def states(project: Project) -> list[str]:
    """What is stale of the runs, and why, a line each; then how many there are, if any."""
    runs, entries, digests = settings.read(project), lock.read(project), Digests(project)
    reasons = {name: lock.reasons(project, run, entries.get(name), digests) for name, run in runs.items()}
    lines = [f"run {name} is stale: {why[0]}; run: press run {name}" for name, why in reasons.items() if why]
    what = counted(len(runs), "run")
    return [*lines, f"{what}: {len(lines)} stale" if lines else f"{what}, all fresh"] if runs else []


def accept(project: Project, run: Run, say: Say) -> None:
    """Write a run down as it is, without running it; its outputs have to be there."""
    remember(project, run, lock.RECORDED)
    say(f"{run.name}: written down as it is; nothing was run")


def _run(project: Project, run: Run, say: Say, way: Way) -> tuple[str, bool]:
    """Run one; what went wrong, and whether that was a tool that is lacking."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="press-run-", ignore_cleanup_errors=True) as place:
        folder = project.root if way.here else Path(place) / project.root.name
        before = {path: signed(project.root / path) for path in lock.files(project, run)}
        done = carried_out(project, run, folder, way, say)
        if done.problem:
            return done.problem, done.lacking
        if not way.here:
            for path in sorted(copying.written(folder) - set(before) - set(run.outputs)):
                say(f"{run.name}: also wrote {path}, which it does not declare; it was not kept")
            if any(signed(project.root / path) != signature for path, signature in before.items()):
                return "an input changed while it ran; run it again", False
            for path in run.outputs:
                files.replace(project.root / path, (folder / path).read_bytes())
    remember(project, run, lock.HERE)
    say(f"{run.name}: done in {time.monotonic() - started:.1f} s")
    return "", False


def carried_out(project: Project, run: Run, folder: Path, way: Way, say: Say) -> command.Outcome:
    """Run a command, but for `here` in a copy of what it reads; where it ends well, its outputs are there."""
    try:
        if not way.here:
            copying.make(project, run, folder)
    except PressError as error:
        return command.Outcome(str(error), lacking=False, said="")
    log = project.cache / "runs" / f"{run.name}.log"
    done = command.run(run.command, folder, log, way.minutes, lambda s: say(f"{run.name}: at work for {s:.0f} s"))
    missing = [path for path in run.outputs if not (folder / path).is_file()]
    if done.problem:
        return done._replace(problem=f"{done.problem} (all it said: {project.place(log)})")
    return done._replace(problem=f"ended well, but {', '.join(missing)} is not there" if missing else "")


def remember(project: Project, run: Run, how: str) -> None:
    """Write a run into the lock."""
    digests = Digests(project)
    inputs, outputs = lock.now(project, run, digests)
    for path, digest in (inputs | outputs).items():
        if not digest:
            raise PressError(f"{run.name}: {path} is not there; a run is written down with all its files")
    tools = command.versions(run.command, project.root) if how == lock.HERE else {}
    tools |= {name: digests.of(name)[:16] for name in LOCKS if (project.root / name).is_file() and tools}
    when = datetime.now(UTC).date().isoformat()
    entries = lock.read(project)
    entries[run.name] = lock.Entry(run.command, how, when, inputs, outputs, tools)
    lock.write(project, entries)


def _forget(project: Project) -> None:
    """Take runs out of the lock that nobody declares any more."""
    entries, declared = lock.read(project), settings.read(project)
    kept = {name: entry for name, entry in entries.items() if name in declared}
    if kept != entries:
        lock.write(project, kept)
