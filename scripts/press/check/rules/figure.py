"""Every experiment has its results and drawings, fresh and described in words, and no other file lies beside them.

A figure is fresh when its results and drawings are what its script, its parameters and its libraries make of them now.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.core.errors import PressError
from press.evidence import experiment, freshness, memo
from press.evidence.code.closure import Code
from press.evidence.freshness import Change

STAGE = "sources"
FILES = (".json", ".svg", ".narrow.svg")
SHOWN = 5


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each figure that is stale, lost or without words, and each file that nothing makes."""
    fresh = memo.recall(str(reading.project.root)) is not None  # nothing has moved since all figures were fresh
    code = Code(reading.project.scripts)
    for name in reading.names:
        yield from _module(reading, name, code, fresh=fresh)
    yield from _files(reading)


def _module(reading: Reading, name: str, code: Code, *, fresh: bool) -> Iterator[Finding]:
    path = experiment.path(reading.project, name)
    place = reading.project.place(path)
    try:
        defined = experiment.definitions(path)
    except (SyntaxError, ValueError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        yield Finding(place, line, column, "figure", f"is not Python: {getattr(error, 'msg', error)}; correct it")
        return
    for text in experiment.TEXTS:
        if not _says(defined.get(text)):
            line = defined[text].lineno if text in defined else 1
            yield Finding(place, line, 1, "figure", f"{text} is missing or empty; say it in words")
    result = reading.results.get(name)
    if result and not result.alt.strip():
        yield Finding(f"figures/{name}.json", 1, 1, "figure", f"has no alternative text; run: press figures {name}")
    if fresh:
        return
    try:
        changes = freshness.reasons(reading.project, name, code=code)
    except PressError as error:
        yield Finding(place, 1, 1, "figure", f"cannot tell whether it is fresh: {error}")
        return
    # Of an edited file of results the rule `result` says more.
    changes = [change for change in changes if not (change.kind == "edited" and change.part.endswith(".json"))]
    changes.sort(key=lambda change: not (change.old and change.new))
    yield from (_stale(reading, name, change, code) for change in changes[:SHOWN])
    if len(changes) > SHOWN:
        message = f"{name}: changes that are not shown: {len(changes) - SHOWN}; run: press why {name}"
        yield Finding(place, 1, 1, "figure", message)


def _says(node: ast.stmt | None) -> bool:
    """Whether a definition is there, and is not a text of nothing."""
    value = getattr(node, "value", None)
    return node is not None and not (isinstance(value, ast.Constant) and not str(value.value or "").strip())


def _stale(reading: Reading, name: str, change: Change, code: Code) -> Finding:
    """A change as a finding, at the place of what changed."""
    kind, _, part = change.part.partition(" ")
    path, line = experiment.path(reading.project, name), 1
    if change.kind in {"missing", "edited"}:
        path = reading.project.root / change.part
    elif kind == "param":
        parameters = experiment.definitions(path).get("PARAMS")
        line = _key_line(parameters, part) if parameters else 1
    elif kind == "code":
        # Its own definition before one of the same name elsewhere, of which it may know nothing.
        path = path if part in experiment.definitions(path) else code.home(part) or path
        line = getattr(experiment.definitions(path).get(part), "lineno", 1)
    place = reading.project.place(path)
    return Finding(place, line, 1, "figure", f"{name} is stale: {change}; run: press figures {name}")


def _key_line(parameters: ast.stmt, key: str) -> int:
    keys = (node for node in ast.walk(parameters) if isinstance(node, ast.Constant) and node.value == key)
    return next((node.lineno for node in keys), parameters.lineno)


def _files(reading: Reading) -> Iterator[Finding]:
    """Files in `figures/` that nothing makes (any more)."""
    made = {name + suffix for name in reading.names for suffix in FILES}
    for path in sorted(reading.project.figures.glob("[!.]*")):
        if path.name not in made:
            place = reading.project.place(path)
            yield Finding(place, 1, 1, "figure", f"no experiment makes this file; run: git rm {place}")
