"""What a result depends on, and whether it still holds.

A result rests on its inputs in three layers, each a mapping of named parts that is stored with it: the simulation (its
parameters, the code that `simulate` and `numbers` reach, the versions of its libraries, the random stream), the texts
(what is rewritten without simulating), and the drawing (what `plot` and the toolkit's drawing reach, and the results
themselves). Stale means that a stored part differs from what it is now, or that a file is not what was written.
Nothing else decides: no time stamp, no database.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import press
from press.core import results
from press.core.errors import PressError
from press.core.files import contents
from press.core.project import Project
from press.core.results import Results
from press.evidence import experiment, reads
from press.evidence.code import module as bindings
from press.evidence.code.closure import WHOLE, Closure, Code

Parts = dict[str, str]
Kind = Literal["simulation", "text", "drawing", "missing", "edited"]

TOOLKIT = Path(press.__file__).parents[1]
WORDS = (*experiment.TEXTS, "REPLAY", "TOLERANCE")
SWEEP = ("points", "point")
GONE = "not there"
READABLE = 60
ABSENT = "not installed"


class Change(NamedTuple):
    """One reason for being stale; an input that is new has no old value, one no longer used no new value."""

    kind: Kind
    part: str
    old: str
    new: str

    def __str__(self) -> str:
        """Say it in plain language."""
        if self.kind == "missing":
            return f"{self.part} is missing"
        if self.kind == "edited":
            return f"{self.part} is not as it was written{self.new and f': {self.new}'}"
        if not self.old:
            return f"{self.kind}: now also depends on {self.part}, {self.new}"
        if not self.new:
            return f"{self.kind}: no longer depends on {self.part}, {self.old}"
        return f"{self.kind}: {self.part} changed, {self.old} -> {self.new}"


class Layers(NamedTuple):
    """All that an experiment's files depend on, but for the results, on which its drawing depends."""

    simulation: Parts
    text: Parts
    drawing: Parts


def explain(project: Project, name: str) -> list[str]:
    """Why a figure is stale, in lines of plain language; none where it is fresh."""
    try:
        return [str(change) for change in reasons(project, name)]
    except PressError as error:
        return [f"cannot tell: {error}"]


def reasons(project: Project, name: str, layers: Layers | None = None, code: Code | None = None) -> list[Change]:
    """Every change that makes an experiment's results or drawing stale; who asks for many hands on the code it read."""
    simulation, text, drawing = layers or inputs(project, name, code)
    path = project.figures / f"{name}.json"
    if not path.is_file():
        return [Change("missing", project.place(path), "", "")]
    try:
        stored = results.read(path)
    except PressError as error:
        return [Change("edited", project.place(path), "", str(error))]
    if stored.provenance.get("digest") != stored.digest:
        return [Change("edited", project.place(path), "", "its digest does not fit it")]
    facts = stored.provenance.get("drawing", {})
    return [
        *_compared("simulation", stored.provenance.get("inputs"), simulation),
        *_compared("text", stored.provenance.get("texts"), text),
        *_compared("drawing", facts.get("inputs"), drawing | drawn_from(stored) if facts else {}),
        *_moved(project, facts.get("files") or {f"{name}.svg": ""}),
    ]


def inputs(project: Project, name: str, code: Code | None = None) -> Layers:
    """What the files of an experiment depend on, as it is now; a PressError where the code cannot be read."""
    code = code or Code(project.scripts)
    return Layers(
        simulation_parts(project, name, code), text_parts(project, name, code), drawing_parts(project, name, code)
    )


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


def drawn_from(stored: Results) -> Parts:
    """What a drawing takes from the results: anything but their provenance."""
    return {"results": bindings.digest(json.dumps(stored._replace(provenance={}), sort_keys=True))}


def drawing_facts(stored: Results, drawing: Parts, files: dict[str, bytes]) -> dict[str, Any]:
    """What is stored of a drawing: its inputs, and the digest of each file."""
    written = {file: hashlib.sha256(data).hexdigest() for file, data in sorted(files.items())}
    return {"inputs": drawn_from(stored) | drawing, "files": written}


def is_sweep(project: Project, name: str) -> bool:
    """Whether an experiment is made of points; found without importing it."""
    return defines(project, name, "points", Code(project.scripts))


def defines(project: Project, name: str, word: str, code: Code) -> bool:
    """Whether the module of an experiment binds a name; found without importing it."""
    return code.names.binds((*project.experiments.split("."), name), word)


def lacking(layers: Layers) -> list[str]:
    """The libraries that a simulation needs and that are not installed."""
    return [part.removeprefix("library ") for part, value in layers.simulation.items() if value == ABSENT]


def _moved(project: Project, files: dict[str, str]) -> Iterator[Change]:
    """The drawn files that are not there, or not as they were written."""
    for file, written in files.items():
        path = project.figures / file
        if not path.is_file():
            yield Change("missing", project.place(path), "", "")
        elif hashlib.sha256(contents(path)).hexdigest() != written:
            yield Change("edited", project.place(path), "", "")


def _compared(kind: Kind, old: Parts | None, new: Parts) -> Iterator[Change]:
    """What differs; a library that is not installed cannot have changed, and a fresh result needs none.

    A module that counts as a whole may have another name: with the same code it is the same module.
    """
    before = old or {}
    renamed = {before[part]: part for part in before.keys() - new.keys() if part.startswith(f"code {WHOLE}")}
    new = {renamed.get(value, part) if part.startswith(f"code {WHOLE}") else part: value for part, value in new.items()}
    for part in sorted(before.keys() | new.keys()):
        if before.get(part) != new.get(part) and not (part in before and new.get(part) == ABSENT):
            yield Change(kind, part, before.get(part, ""), new.get(part, ""))


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
    for node in ast.parse(experiment.path(project, name).read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AnnAssign) and [getattr(each, "id", "") for each in targets] == ["PARAMS"]:
            try:
                values = {f"param {key}": repr(value) for key, value in ast.literal_eval(node.value or "").items()}
            except (ValueError, TypeError, AttributeError):
                break
            return {part: text if len(text) <= READABLE else bindings.digest(text) for part, text in values.items()}
    return _reached(project, name, ("PARAMS",), code)


@functools.cache
def version(library: str) -> str:
    """The installed version of the distribution that an import comes from."""
    try:
        return importlib.metadata.version(library).partition("+")[0]  # one version, however it was built
    except importlib.metadata.PackageNotFoundError:
        names = importlib.metadata.packages_distributions().get(library, [])
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in sorted(set(names))) or ABSENT
