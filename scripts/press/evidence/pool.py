"""Stale experiments are worked off: one in this process, several in a pool of processes, the longest first."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from press.core.project import Project
from press.evidence.dependencies import Layers
from press.evidence.run import STEPS, attempt
from press.evidence.workers import executor, renew

DIED = "its process died, or one beside it; run: press figures"


class Task(NamedTuple):
    """The first step that a stale experiment needs, and its inputs as they were when that was found."""

    step: str
    layers: Layers


Tasks = Mapping[str, Task]
Say = Callable[[str], object]


def work_off(project: Project, tasks: Tasks, jobs: int | None, report: Say) -> dict[str, str]:
    """Do the tasks in their order; returns the cause of each failure."""
    causes: dict[str, str] = {}
    waiting = list(tasks)
    if waiting:
        renew(project)
    workers = min(jobs or os.cpu_count() or 1, len(waiting))
    while waiting:
        if workers == 1:
            name = waiting.pop(0)
            report(f"{name}: {STEPS[tasks[name].step]} ...")
            found = {name: attempt(project, name, *tasks[name])}
        else:  # a worker that dies takes its pool with it: what still waits goes to a new one
            found = _in_pool(project, tasks, waiting, workers, report)
        causes |= {name: cause for name, cause in found.items() if cause}
    return causes


def _in_pool(project: Project, tasks: Tasks, waiting: list[str], workers: int, report: Say) -> dict[str, str]:
    """Take tasks from those waiting until none is left or the pool breaks; returns what came of each."""
    results: dict[str, str] = {}
    running: dict[Future[str], str] = {}
    with executor(None, workers) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    running[pool.submit(attempt, project, waiting[0], *tasks[waiting[0]])] = waiting[0]
                    report(f"{waiting[0]}: {STEPS[tasks[waiting[0]].step]} ...")
                    del waiting[0]
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    results[running[future]] = future.result()
                    del running[future]
        except BrokenProcessPool:
            results |= dict.fromkeys(running.values(), DIED)
    return results
