"""One experiment is brought up to date: simulated, reworded, drawn, whichever comes first and all that follows.

The results are written before they are drawn, so that a drawing that fails costs no simulation; what the drawing was
made from is written last. Code that changes while it runs is noticed: its results are not taken for those of the code.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from press.core import results
from press.core.errors import PressError
from press.evidence import experiment, freshness

if TYPE_CHECKING:
    from press.core.project import Project
    from press.core.results import Results
    from press.evidence.freshness import Layers

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
        made = experiment.run(project, name, {"inputs": layers.simulation, "texts": layers.text})
    else:
        made = results.read(project.figures / f"{name}.json")
    if step == "text":
        made = reword(project, made, layers)
    _hold(project, name, layers)
    results.write(project.figures, made)
    stored = results.read(project.figures / f"{name}.json")
    files = draw.draw(experiment.load(project, name), stored)
    _hold(project, name, layers)
    for file, data in files.items():
        results.replace(project.figures / file, data)
    facts = freshness.drawing_facts(stored, layers.drawing, files)
    results.write(project.figures, stored._replace(provenance=stored.provenance | {"drawing": facts}))


def reword(project: Project, stored: Results, layers: Layers) -> Results:
    """The same results with the words that the experiment has now."""
    module = experiment.load(project, stored.name)
    words = experiment.texts(experiment.path(project, stored.name).read_text(encoding="utf-8"))
    said = [module.LAY, module.READ, module.LIMITS]
    lay, read, limits = (experiment.describe(text, stored.numbers, module.PARAMS, bind=stored.name) for text in said)
    alt = experiment.describe(module.ALT, stored.numbers, module.PARAMS)
    facts = {"replay": module.REPLAY, "tolerance": getattr(module, "TOLERANCE", 0.0), "texts": layers.text}
    return stored._replace(
        title=words.finding, lay=lay, read=read, limits=limits, alt=alt, sources=words.sources,
        provenance=stored.provenance | facts,
    )  # fmt: skip


def renew(project: Project) -> None:
    """Make sure that what is imported next is what the files say.

    Modules that this process has loaded are forgotten, and so is byte code written in the same second as its source:
    Python compares whole seconds, and would run the code from before an edit that kept the size.
    """
    for name, module in list(sys.modules.items()):
        place = Path(getattr(module, "__file__", None) or "/")
        if place.is_relative_to(project.scripts) and name.partition(".")[0] not in {"press", "__main__"}:
            del sys.modules[name]
    for source in project.scripts.rglob("*.py"):
        compiled = Path(cache_from_source(str(source)))
        if compiled.is_file() and int(source.stat().st_mtime) >= int(compiled.stat().st_mtime):
            compiled.unlink(missing_ok=True)
    importlib.invalidate_caches()


def _hold(project: Project, name: str, layers: Layers) -> None:
    if freshness.inputs(project, name) != layers:
        raise PressError("its code changed while it ran; run: press figures")
