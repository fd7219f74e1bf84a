"""What a result depends on in code: every definition of the project that its functions can reach, each with a digest.

Found from the syntax alone, nothing is imported. A digest covers the syntax tree without docstrings and positions, so
that a comment or a blank line changes nothing; it is the same under every Python from 3.11. A name in it stands for
the definition that it leads to, wherever that lies and whatever it was imported as, so that code may move from module
to module: `shapes.area`, `area` and `from somewhere import area as a` with `a` are the same reference.

What the syntax cannot tell (`getattr`, a star import, code that runs while a module is imported, a module passed on as
a value) widens to the whole module, a dynamic import to the whole package: too much costs a rerun, too little is a
wrong figure. Code that asks for the files beside it (`importlib.resources`, `__file__`) depends on every data file of
its package; a file that is opened by any other path is not seen.
"""

from __future__ import annotations

import builtins
import functools
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from press.core.files import contents
from press.evidence.code.module import DYNAMIC, digest
from press.evidence.code.names import Key, Names
from press.evidence.code.syntax import Dotted

BLIND = {"getattr", "setattr", "delattr", "globals", "locals", "vars", "eval", "exec"}
READERS = {("importlib", "resources"), ("pkgutil", "get_data")}
IMPORTERS = {"importlib", "pkgutil", "runpy"}
BESIDE = {"__file__", "__path__", "__spec__"}
IMPLICIT = {"__class__", "__module__", "__name__", "__qualname__"}
DESCRIBING = {"py.typed", "README.md", "LICENSE", "pyproject.toml"}  # files about a package, which no simulation reads
WHOLE = "all of "


class Closure(NamedTuple):
    """Definitions by name (a whole module as `all of NAME`) and data files, each with its digest; and libraries."""

    code: dict[str, str]
    files: dict[str, str]
    libraries: set[str]


class Reached(NamedTuple):
    """What a definition refers to: definitions, libraries, and packages whose data files it may read."""

    keys: frozenset[Key]
    libraries: frozenset[str]
    data: frozenset[str]


class Code:
    """The code below a folder, read once for all that is asked of it; with `package`, that package alone."""

    def __init__(self, scripts: Path, package: str = "") -> None:
        """Nothing is read before it is asked for."""
        self.names = Names(scripts, package)
        self.reached = functools.cache(self._reached)
        self.acting = functools.cache(self._acting)
        self.data = functools.cache(self._data)
        self.homes: dict[str, Dotted] = {}

    def closure(self, module: str, functions: Sequence[str]) -> Closure:
        """All that the functions of a module can reach, and the libraries behind it."""
        root = tuple(module.split("."))
        waiting = [key for name in functions for key in self.names.named(root, (name,))] + sorted(self.acting(root))
        edges: dict[Key, set[Key]] = {key: set() for key in waiting}
        libraries, packages = set[str](), set[str]()
        while waiting:
            key = waiting.pop()
            found = self.reached(key)
            libraries |= found.libraries
            packages |= found.data
            waiting += [each for each in found.keys if each not in edges]
            for each in found.keys:
                edges.setdefault(each, set()).add(key)
        files = [pair for package in sorted(packages) for pair in self.data(package)]
        return Closure(self._parts(edges), _together(files), libraries)

    def home(self, name: str) -> Path | None:
        """The file of a definition, or of a whole module, that some closure of this code has by this name."""
        return self.names.file(self.homes[name]) if name in self.homes else None

    def _reached(self, key: Key) -> Reached:
        """What a definition refers to, and what importing its module runs."""
        module, definition = key[0], self.names.definition(key)
        keys, libraries, data = set(self.acting(module)), set[str](), set[str]()
        paths = {path for sources in definition.inner.values() for path in sources}
        for path in paths:
            keys |= self.acting(path[: self.names.depth(path)])
        for chain in definition.names:
            paths |= self.names.paths(key, chain)
            if chain[0] in self.names.module(module).definitions:
                keys.add((module, chain[0]))
            elif chain[0] == DYNAMIC:
                keys |= set(self._everything(module[0]))
            elif chain[0] in BLIND or not (self.names.paths(key, chain) or _usual(chain[0])):
                keys.add((module, ""))
                if chain[0] in BESIDE:
                    data.add(module[0])
        for path in paths:
            keys |= set(self.names.targets(path))
            if not self.names.depth(path):
                found = self._outside(path, module[0])
                keys, libraries, data = keys | found.keys, libraries | found.libraries, data | found.data
        return Reached(frozenset(keys), frozenset(libraries), frozenset(data))

    def _outside(self, path: Dotted, top: str) -> Reached:
        """What is reached by a path that names no module of the project."""
        keys: set[Key] = set()
        libraries, data = set[str](), set[str]()
        if path[:2] in READERS:
            data.add(top)
        elif path[0] in IMPORTERS or self.names.is_folder(path[0]):
            keys |= set(self._everything(top if path[0] in IMPORTERS else path[0]))
        elif path[0] not in sys.stdlib_module_names:
            libraries.add(path[0])
        return Reached(frozenset(keys), frozenset(libraries), frozenset(data))

    def _everything(self, top: str) -> Iterator[Key]:
        """Every module below a top-level package: a dynamic import may name any of them."""
        for path in sorted((self.names.scripts / top).rglob("*.py")):
            parts = path.relative_to(self.names.scripts).with_suffix("").parts
            yield (parts[:-1] if parts[-1] == "__init__" else parts), ""

    def _acting(self, module: Dotted) -> frozenset[Key]:
        """The modules that importing a module runs, its packages and its imports, and that do more than define."""
        found: set[Key] = set()
        seen: set[Dotted] = set()
        waiting = [module[:length] for length in range(1, len(module) + 1)]
        for parts in waiting:
            if parts in seen or self.names.file(parts) is None:
                continue
            seen.add(parts)
            parsed = self.names.module(parts)
            found |= {(parts, "")} if parsed.impure else set()
            for source in frozenset().union(*parsed.imports.values()):
                waiting += [source[:length] for length in range(1, self.names.depth(source) + 1)]
        return frozenset(found)

    def _data(self, top: str) -> list[tuple[str, str]]:
        """Every data file below a top-level package by its name, with its digest, the same for any line ends."""
        found = []
        for path in sorted((self.names.scripts / top).rglob("*")):
            hidden = any(part.startswith((".", "__")) for part in path.relative_to(self.names.scripts).parts)
            if path.is_file() and path.suffix != ".py" and path.name not in DESCRIBING and not hidden:
                found.append((path.name, hashlib.sha256(contents(path)).hexdigest()[:16]))
        return found

    def _parts(self, edges: dict[Key, set[Key]]) -> dict[str, str]:
        """The digests by name; in a module that counts as a whole nothing else is told apart.

        Definitions of one name share an entry. It also tells who refers to which, since the referrers' own digests
        have only the name.
        """
        wholes = {module for module, name in edges if not name}
        kept = {key: self.names.digest(key) for key in edges if not key[1] or key[0] not in wholes}
        names = {key: key[1] or f"{WHOLE}{key[0][-1]}" for key in kept}
        self.homes |= {names[key]: key[0] for key in names}
        pairs = []
        shared = {name for name, count in Counter(names.values()).items() if count > 1}
        for key, value in kept.items():
            users = sorted(f"{names[each]} {kept[each]}" for each in edges[key] if each in kept and each != key)
            pairs.append((names[key], f"{value} for {users}" if names[key] in shared else value))
        return _together(pairs)


def _usual(name: str) -> bool:
    """Whether a name needs no definition in a module."""
    return name in IMPLICIT or hasattr(builtins, name)


def _together(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The values by name; those of one name as one digest."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        values[name].append(value)
    return {
        name: each[0] if len(each) == 1 else digest(" ".join(sorted(each))) for name, each in sorted(values.items())
    }
