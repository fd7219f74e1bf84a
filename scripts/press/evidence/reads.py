"""What an experiment reads besides its code: files of the project that it names, or else is refused.

A file of data outside its package is no input that the imports would tell of. `DATA = ["data/x.csv"]` in its module
names it, relative to the project; what is opened without being named is noticed while it runs.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from press.core.errors import PressError
from press.core.project import Project
from press.evidence import experiment

APART = ("scripts", "figures", "site", "content/assets")  # code and what lies beside it, and what is made
WATCHED: list[set[str]] = []
HOOKED: list[bool] = []


def named(project: Project, name: str) -> list[str]:
    """The files that an experiment says it reads; found without importing it."""
    module = experiment.path(project, name)
    try:
        node = experiment.definitions(module).get("DATA")
    except (SyntaxError, ValueError):  # which is said where it is imported
        return []
    if node is None:
        return []
    try:
        paths = ast.literal_eval(getattr(node, "value", None) or "0")
    except ValueError:
        paths = None
    if not isinstance(paths, list | tuple) or not all(isinstance(path, str) for path in paths):
        place = f"{project.place(module)}:{node.lineno}"
        raise PressError(f'{place}: DATA is no list of paths; write one such as DATA = ["data/x.csv"]')
    return [os.path.normpath(path).replace(os.sep, "/") for path in paths]


@contextmanager
def held(project: Project, name: str) -> Iterator[None]:
    """Refuse what a block reads of the project and the experiment does not name."""
    if not HOOKED:
        sys.addaudithook(_note)  # it stays for as long as the process does
        HOOKED.append(True)
    opened: set[str] = set()
    WATCHED.append(opened)
    try:
        yield
    finally:
        WATCHED.remove(opened)
    root = f"{os.path.abspath(project.root)}{os.sep}"  # noqa: PTH100 - a link among the data is read as what it is called
    inside = {path.removeprefix(root).replace(os.sep, "/") for path in opened if path.startswith(root)}
    strange = sorted(path for path in inside - set(named(project, name)) if not _apart(path))
    if strange:
        listed = ", ".join(f'"{path}"' for path in sorted({*strange, *named(project, name)}))
        message = f"reads {', '.join(strange)}, which it does not name, so that no change there would be noticed"
        raise PressError(f"{message}; write DATA = [{listed}]")


def _apart(path: str) -> bool:
    return path.startswith((".", *(f"{folder}/" for folder in APART))) or "/site-packages/" in path


def _note(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: which files are opened to be read."""
    if event != "open" or not WATCHED:
        return
    path, mode, flags = arguments
    if not isinstance(path, str | os.PathLike) or (isinstance(mode, str) and "r" not in mode and "+" not in mode):
        return
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
        return
    found = os.path.abspath(path)  # noqa: PTH100 - as above
    if os.path.isfile(found):  # noqa: PTH113 - pathlib would open nothing either, and takes longer
        WATCHED[-1].add(found)
