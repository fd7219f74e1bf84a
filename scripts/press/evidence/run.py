"""One experiment is run, and brought up to date: simulated, reworded, drawn, whichever comes first and what follows.

The results are written before they are drawn, so that a drawing that fails costs no simulation; what the drawing was
made from is written last. Code that changes while it runs is noticed: its results are not taken for those of the code.
"""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Mapping
from typing import Any

from press.core import files, results
from press.core.errors import PressError
from press.core.project import Project
from press.core.results import Results, Series, rounded
from press.core.sourced import Number
from press.evidence import dependencies, experiment, freshness, points, reads
from press.evidence.dependencies import Layers

STEPS = {"simulation": "simulating", "text": "rewording", "drawing": "drawing"}


def attempt(project: Project, name: str, step: str, layers: Layers) -> str:
    """Bring one experiment up to date; returns the cause where that fails, whatever its code does."""
    try:
        refresh(project, name, step, layers)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - one experiment's failure is not the others'
        return cause(error)
    return ""


def cause(error: BaseException) -> str:
    """An error in one line; what the toolkit says of itself needs no kind before it."""
    said = str(error) if isinstance(error, PressError) else f"{type(error).__name__}: {error}"
    return said.splitlines()[0].removesuffix(": ")


def refresh(project: Project, name: str, step: str, layers: Layers) -> None:
    """Do a step and those after it; `layers` are the inputs as they were before any code was imported."""
    from press.evidence.drawing import draw  # noqa: PLC0415 - matplotlib is loaded where something is drawn, and nowhere else

    if step == "simulation":
        made = run(project, name, {"inputs": layers.simulation, "texts": layers.text})
    else:
        made = results.read(project.figures / f"{name}.json")
    if step == "text":
        made = reword(project, made, layers)
    _hold(project, name, layers)
    results.write(project.figures, made)
    stored = results.read(project.figures / f"{name}.json")
    drawings = draw.draw(experiment.load(project, name), stored)
    _hold(project, name, layers)
    for file, data in drawings.items():
        files.replace(project.figures / file, data)
    facts = freshness.drawing_facts(stored, layers.drawing, drawings)
    results.write(project.figures, stored._replace(provenance=stored.provenance | {"drawing": facts}))


def reword(project: Project, stored: Results, layers: Layers) -> Results:
    """The same results with the words that the experiment has now."""
    module = experiment.load(project, stored.name)
    facts = {"replay": module.REPLAY, "tolerance": getattr(module, "TOLERANCE", 0.0), "texts": layers.text}
    return stored._replace(**_said(project, stored.name, stored.numbers), provenance=stored.provenance | facts)


def _said(project: Project, name: str, numbers: Mapping[str, Number]) -> dict[str, Any]:
    """What an experiment says of its numbers, as results hold it."""
    module = experiment.load(project, name)
    words = experiment.texts(experiment.path(project, name).read_text(encoding="utf-8"))
    texts = {"lay": module.LAY, "read": module.READ, "limits": module.LIMITS}
    bound = {key: experiment.describe(text, numbers, module.PARAMS, bind=name) for key, text in texts.items()}
    alt = experiment.describe(module.ALT, numbers, module.PARAMS)
    return {"title": words.finding, **bound, "alt": alt, "sources": words.sources}


def _hold(project: Project, name: str, layers: Layers) -> None:
    if dependencies.of(project, name) != layers:
        raise PressError("its code changed while it ran; run: press figures")


def run(project: Project, name: str, provenance: Mapping[str, Any]) -> Results:
    """Simulate one experiment and return its results; `provenance` is what freshness knows of its inputs."""
    from numpy.random import SFC64, Generator  # noqa: PLC0415 - the only numpy here, and only where something runs

    module = experiment.load(project, name)
    params = dict(module.PARAMS)
    number = experiment.seed(name, params)
    start = time.perf_counter()
    given, spent = handed(project, name)
    with reads.held(project, name):
        series = experiment.plain(module.simulate(Generator(SFC64(number)), **given, **params))
        _hold_tables(series)
        numbers = {key: Number(*experiment.plain(list(value))) for key, value in module.numbers(series).items()}
    seconds = time.perf_counter() - start + spent
    for key, value in numbers.items():
        if not (math.isfinite(value.value) and math.isfinite(value.error) and value.error >= 0):
            raise ValueError(f"number {key!r} is {value.value} with standard error {value.error}")
    facts = {"seed": str(number), "stream": experiment.STREAM, "replay": module.REPLAY}
    facts["tolerance"] = getattr(module, "TOLERANCE", 0.0)
    machine = {"python": platform.python_version(), "seconds": round(seconds, 2)}
    numbers = {key: Number(*rounded(list(value))) for key, value in numbers.items()}
    return Results(
        name=name, params=experiment.plain(params), numbers=numbers, series=rounded(series),
        provenance=facts | dict(provenance) | machine, **_said(project, name, numbers),
    )  # fmt: skip


def handed(project: Project, name: str) -> tuple[dict[str, Any], float]:
    """What came of the points of a sweep, for `simulate`, and the seconds they took; nothing for other experiments."""
    if not hasattr(experiment.load(project, name), "points"):
        return {}, 0.0
    outcomes, seconds = points.outcomes(project, name)
    return {"outcomes": outcomes}, seconds


def _hold_tables(series: Series) -> None:
    """Refuse what could not be drawn or tabulated."""
    for name, table in series.items():
        lengths = {column: len(values) for column, values in table.items()}
        if len(set(lengths.values())) != 1:
            raise ValueError(f"series {name!r} has columns of different lengths: {lengths}")
        for column, values in table.items():
            for value in values:
                if isinstance(value, float) and not math.isfinite(value):
                    raise ValueError(f"series {name!r} has {value} in column {column!r}")
