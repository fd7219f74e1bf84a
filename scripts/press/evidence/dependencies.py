"""What a result depends on, in three layers, each a mapping of named parts.

The simulation rests on its parameters, the code that `simulate` and `numbers` reach, the versions of its libraries and
the random stream; the texts on what is rewritten without simulating; the drawing on what `plot` and the toolkit's
drawing reach, and on the results themselves.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import press
from press.core.files import contents
from press.core.project import Project
from press.evidence import experiment, reads
from press.evidence.code import module as bindings
from press.evidence.code.closure import Closure, Code

Parts = dict[str, str]

TOOLKIT = Path(press.__file__).parents[1]
WORDS = (*experiment.TEXTS, "REPLAY", "TOLERANCE")
SWEEP = ("points", "point")
GONE = "not there"
READABLE = 60
ABSENT = "not installed"


class Layers(NamedTuple):
    """All that an experiment's files depend on, but for the results, on which its drawing depends."""

    simulation: Parts
    text: Parts
    drawing: Parts


def of(project: Project, name: str, code: Code | None = None) -> Layers:
    """What the files of an experiment depend on, as it is now; a PressError where the code cannot be read."""
    of = project, name, code or Code(project.scripts)
    return Layers(simulation_parts(*of), text_parts(*of), drawing_parts(*of))


def simulation_parts(project: Project, name: str, code: Code) -> Parts:
    """What the numbers and series of an experiment depend on."""
    stream = {"stream": experiment.STREAM, "library numpy": version("numpy")}
    stream |= _toolkit("press.evidence.experiment.seed") | _toolkit("press.core.results.rounded")
    sweep = SWEEP if defines(project, name, "points", code) else ()
    reached = _reached(project, name, ("simulate", "numbers", *sweep), code)
    return stream | _params(project, name, code) | _data(project, name) | reached


def _data(project: Project, name: str) -> Parts:
    """The files that an experiment names as its data."""
    paths = {path: project.root / path for path in reads.named(project, name)}
    return {
        f"data {path}": hashlib.sha256(contents(file)).hexdigest()[:16] if file.is_file() else GONE
        for path, file in paths.items()
    }


def text_parts(project: Project, name: str, code: Code) -> Parts:
    """What the words in a result depend on, beside its numbers."""
    present = [word for word in WORDS if defines(project, name, word, code)]
    reached = _reached(project, name, present, code) | _toolkit("press.evidence.experiment.describe")
    words = experiment.texts(experiment.path(project, name).read_text(encoding="utf-8"))
    return {"docstring": bindings.digest(json.dumps([words.finding, words.sources]))} | reached


def drawing_parts(project: Project, name: str, code: Code) -> Parts:
    """What the drawing of an experiment depends on, beside its results."""
    panels = ["PANELS"] if defines(project, name, "PANELS", code) else []
    return _reached(project, name, ["plot", *panels], code) | _toolkit("press.evidence.drawing.draw.draw")


def is_sweep(project: Project, name: str) -> bool:
    """Whether an experiment is made of points; found without importing it."""
    return defines(project, name, "points", Code(project.scripts))


def defines(project: Project, name: str, word: str, code: Code) -> bool:
    """Whether the module of an experiment binds a name; found without importing it."""
    return code.names.binds((*project.experiments.split("."), name), word)


def lacking(layers: Layers) -> list[str]:
    """The libraries that a simulation needs and that are not installed."""
    return [part.removeprefix("library ") for part, value in layers.simulation.items() if value == ABSENT]


def _reached(project: Project, name: str, functions: Sequence[str], code: Code) -> Parts:
    """What functions of an experiment depend on."""
    return parts(code.closure(f"{project.experiments}.{name}", functions))


def _toolkit(function: str) -> Parts:
    """What a function of this toolkit depends on; its code is that which this process has loaded."""
    return parts(_loaded(TOOLKIT, *function.rsplit(".", 1)))


@functools.cache
def _loaded(scripts: Path, module: str, function: str) -> Closure:
    return Code(scripts, package=module.partition(".")[0]).closure(module, (function,))


def parts(found: Closure) -> Parts:
    """The code, files and libraries that were found, by name."""
    libraries = {f"library {name}": version(name) for name in sorted(found.libraries)}
    files = {f"file {name}": digest for name, digest in found.files.items()}
    return {f"code {name}": digest for name, digest in found.code.items()} | files | libraries


def _params(project: Project, name: str, code: Code) -> Parts:
    """Each parameter by its value where PARAMS is a literal, else the code of PARAMS."""
    said = getattr(experiment.definitions(experiment.path(project, name)).get("PARAMS"), "value", None)
    try:
        values = {f"param {key}": repr(value) for key, value in ast.literal_eval(said or "0").items()}
    except (ValueError, TypeError, AttributeError):
        return _reached(project, name, ("PARAMS",), code)
    return {part: text if len(text) <= READABLE else bindings.digest(text) for part, text in values.items()}


@functools.cache
def version(library: str) -> str:
    """The installed version of the distribution that an import comes from."""
    try:
        return importlib.metadata.version(library).partition("+")[0]  # one version, however it was built
    except importlib.metadata.PackageNotFoundError:
        names = importlib.metadata.packages_distributions().get(library, [])
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in sorted(set(names))) or ABSENT
