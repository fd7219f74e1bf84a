"""An experiment is one module: a finding, `PARAMS`, `simulate`, `numbers`, `plot`; the folder is the registry.

The contract is in docs/pages/contract.md. This module finds experiments without importing them, runs one, and turns
what it returns into results; it refuses what a page could not carry (a missing text, a column of another length, a
NaN).
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import re
import string
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from press.core import numbers as printed
from press.core.errors import PressError

if TYPE_CHECKING:  # a result depends on what this imports
    from press.core.project import Project
    from press.core.sourced import Number

TEXTS = ("LAY", "READ", "LIMITS", "ALT")
FUNCTIONS = ("simulate", "numbers", "plot")
REPLAY_LEVELS = ("bitwise", "numerical", "statistical")
STREAM = "SFC64"
WORK = r"- ([a-z0-9]+)(?: \([^()]+\))?: "  # the key of a work; the library puts its number behind: (arXiv:2404.01413)


class Texts(NamedTuple):
    """What an experiment's docstring says: the finding in one sentence, the exposition, the sources with reasons."""

    finding: str
    exposition: str
    sources: dict[str, str]


def folder(project: Project) -> Path:
    """Where the experiments lie."""
    return project.scripts.joinpath(*project.experiments.split("."))


def path(project: Project, name: str) -> Path:
    """The module of an experiment."""
    return folder(project) / f"{name}.py"


def discover(project: Project) -> list[str]:
    """The names of all experiments, in order; a project that names a package of them has some."""
    names = listed(project)
    if project.experiments and not names:
        raise PressError(f"{project.place(folder(project))}: no experiments; run: press new experiment NAME")
    return names


def listed(project: Project) -> list[str]:
    """The names of the experiments there are, in order."""
    if not project.experiments:
        return []
    return sorted(file.stem for file in folder(project).glob("*.py") if not file.stem.startswith("_"))


def chosen(project: Project, wanted: tuple[str, ...]) -> list[str]:
    """The wanted names, or all of them; an unknown name lists the names there are."""
    names = discover(project)
    for name in wanted:
        if name not in names:
            raise PressError(f"no experiment {name!r}; there are {', '.join(names)}")
    return [name for name in names if not wanted or name in wanted]


def definitions(path: Path) -> dict[str, ast.stmt]:
    """The statements that bind the names of a module."""
    bound: dict[str, ast.stmt] = {}
    for statement in ast.parse(path.read_bytes()).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                bound[name] = statement
            case ast.Assign(targets=targets):
                bound |= dict.fromkeys((target.id for target in targets if isinstance(target, ast.Name)), statement)
    return bound


def texts(source: str) -> Texts:
    """The parts of an experiment's docstring: first line, paragraphs, and `- key: reason` lines under `Sources:`."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    exposition, _, references = docstring.partition("\nSources:")
    finding, _, exposition = exposition.partition("\n")
    items = re.findall(rf"^{WORK}(.+(?:\n  .+)*)", references, re.MULTILINE)
    return Texts(finding.strip(), exposition.strip(), {key: " ".join(reason.split()) for key, reason in items})


def problems(module: ModuleType) -> list[str]:
    """What the contract asks for and the module lacks."""
    missing = [f"{text} is missing or empty" for text in TEXTS if not str(getattr(module, text, "")).strip()]
    missing += [f"{name}() is missing" for name in FUNCTIONS if not callable(getattr(module, name, None))]
    if callable(getattr(module, "points", None)) != callable(getattr(module, "point", None)):
        missing.append("of points() and point() one is missing")
    if not isinstance(getattr(module, "PARAMS", None), dict):
        missing.append("PARAMS is missing")
    if getattr(module, "REPLAY", None) not in REPLAY_LEVELS:
        missing.append(f"REPLAY is none of {', '.join(REPLAY_LEVELS)}")
    if not (module.__doc__ or "").strip():
        missing.append("the docstring, whose first line is the finding, is missing")
    return missing


def load(project: Project, name: str) -> ModuleType:
    """Import an experiment and hold it to the contract."""
    place = project.place(path(project, name))
    if str(project.scripts) not in sys.path:
        sys.path.insert(0, str(project.scripts))
    try:
        module = importlib.import_module(f"{project.experiments}.{name}")
    except Exception as error:
        raise PressError(f"{place}: cannot be imported: {type(error).__name__}: {error}") from error
    for problem in problems(module):
        raise PressError(f"{place}:1: {problem}; press new experiment NAME writes one that is whole")
    return module


def seed(name: str, params: Mapping[str, Any]) -> int:
    """The seed of an experiment: from its own name and parameters, so that another experiment moves nothing here."""
    return int.from_bytes(hashlib.sha256(f"{name} {json.dumps(params, sort_keys=True)}".encode()).digest()[:16])


def describe(template: str, numbers: Mapping[str, Number], params: Mapping[str, Any], bind: str = "") -> str:
    """A text with its `{name}`s filled: a number rounded to the digits its error earns, or a parameter.

    With `bind`, the experiment's name, each number carries its binding as prose does.
    """
    words = {
        key: printed.earned(number.value, number.error) + (f"<!-- {bind}.{key} -->" if bind else "")
        for key, number in numbers.items()
    }
    known = {key: f"{value:,}" if isinstance(value, int) else str(value) for key, value in params.items()} | words
    for _, field, _, _ in string.Formatter().parse(template):
        if field is not None and field not in known:
            raise ValueError(f"a text names {{{field}}}; there are {', '.join(sorted(known))}")
    return " ".join(template.format(**known).split())


def plain(value: Any) -> Any:
    """Arrays and numpy scalars as lists and Python numbers."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
