"""A sweep: an experiment made of points, each of which is computed on its own, stored as it finishes, never twice.

Such an experiment has `points(**PARAMS)`, which lists plain settings, and `point(**settings)`, a pure function that
returns plain data; `simulate` is handed what came of each. A point is stored below `.cache/` by the digest of its
settings, of the code that `point` reaches and of the libraries behind it, and believed only where this user's own runs
have stored it: after a kill the next run goes on from what is there, and experiments that share a point compute it
once. Points run in processes of this machine, one thread each, or on a Dask cluster.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple

from press.core import cached, files, seal
from press.core.errors import PressError
from press.core.project import Project
from press.evidence import dependencies, experiment
from press.evidence.code.closure import Code
from press.evidence.workers import executor, renew

FORCED = "forced"  # a file that says: a run from nothing was begun and has not ended


class Point(NamedTuple):
    """A point: where its function is, its settings, and where its outcome is stored."""

    scripts: str
    module: str
    function: str
    settings: dict[str, Any]
    place: Path


def store(project: Project) -> Path:
    """Where points are stored."""
    return project.root / ".cache" / "points"


def points(project: Project, name: str) -> list[Point]:
    """The points of an experiment; none if it is no sweep."""
    if not dependencies.is_sweep(project, name):
        return []
    module = experiment.load(project, name)
    home, function = module.point.__module__, module.point.__name__
    code = dependencies.parts(Code(project.scripts).closure(home, (function,)))
    found = []
    for settings in module.points(**module.PARAMS):
        digest = hashlib.sha256(json.dumps([function, code, settings], sort_keys=True).encode()).hexdigest()
        found.append(Point(str(project.scripts), home, function, settings, store(project) / f"{digest[:32]}.json"))
    return found


def outcomes(project: Project, name: str) -> tuple[list[Any], float]:
    """What came of the points of an experiment, in their order, and the seconds they took together."""
    stored = [_stored(point) for point in points(project, name)]
    whole = [each for each in stored if each]
    if len(whole) < len(stored):
        raise PressError("its code or a stored point changed while it ran; run: press figures")
    return [each["outcome"] for each in whole], sum(each["seconds"] for each in whole)


def _stored(point: Point) -> dict[str, Any]:
    """What is stored of a point; nothing where nothing is, or of another one."""
    body, settings = cached.value(point.place), json.loads(json.dumps(point.settings))
    return body if isinstance(body, dict) and body.get("settings") == settings else {}


def compute(
    project: Project,
    names: Sequence[str],
    *,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
    report: Callable[[str], object],
) -> dict[str, str]:
    """Compute the points that are missing, those of the first name first; returns why a name's could not be."""
    wanted: dict[Path, tuple[str, Point]] = {}
    causes: dict[str, str] = {}
    if names:
        renew(project)
    for name in names:
        try:
            wanted = {point.place: (name, point) for point in points(project, name)} | wanted
        except PressError as error:
            causes[name] = str(error)
    if force and wanted:
        begin_from_nothing(store(project), wanted)
    missing = {place: each for place, each in wanted.items() if not _stored(each[1])}
    if missing:
        report(f"{len(missing)} of {len(wanted)} points to compute ...")
        with executor(scheduler, min(jobs or os.cpu_count() or 1, len(missing))) as pool:
            causes |= work_off(pool, missing, report)
    if wanted and not causes:
        (store(project) / FORCED).unlink(missing_ok=True)
    return causes


def begin_from_nothing(folder: Path, wanted: dict[Path, tuple[str, Point]]) -> None:
    """Forget the stored points, unless a run from nothing was killed and this one goes on with it."""
    if not (folder / FORCED).is_file():
        for place in wanted:
            place.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FORCED).touch()


def work_off(pool: Executor, missing: dict[Path, tuple[str, Point]], report: Callable[[str], object]) -> dict[str, str]:
    """Compute points, and store each as it comes; returns the first cause of failure of each name."""
    start, causes = time.monotonic(), dict[str, str]()
    futures = {pool.submit(computed, *point[:4]): (name, point) for name, point in missing.values()}
    for done, future in enumerate(as_completed(futures), 1):
        name, point = futures[future]
        try:
            files.replace(point.place, seal.sealed(future.result().encode()))
        except BrokenProcessPool:
            causes.setdefault(name, "a process that computed its points died; run: press figures")
        except Exception as error:  # noqa: BLE001 - one point's failure is not the others'
            causes.setdefault(name, f"{type(error).__name__}: {error}")
        else:
            left = (time.monotonic() - start) / done * (len(futures) - done)
            report(f"{name}: point {done} of {len(futures)}, {spoken(left)} left")
    return causes


def computed(scripts: str, module: str, function: str, settings: dict[str, Any]) -> str:
    """Compute one point, wherever this runs; returns the text that is stored."""
    if scripts not in sys.path:
        sys.path.insert(0, scripts)
    start = time.process_time()
    outcome = experiment.plain(getattr(importlib.import_module(module), function)(**settings))
    return json.dumps({"settings": settings, "seconds": round(time.process_time() - start, 2), "outcome": outcome})


def spoken(seconds: float) -> str:
    """A duration in words."""
    return f"about {seconds / 60:.0f} min" if seconds >= 90 else f"about {seconds:.0f} s"
