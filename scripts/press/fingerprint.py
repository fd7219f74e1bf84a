"""What a result depends on in code: every definition of the project that its functions can reach, each with a digest.

Found from the syntax alone, nothing is imported. A digest covers the syntax tree without docstrings and positions, so
that a comment or a blank line changes nothing; it is the same under Python 3.11 to 3.13. What the syntax cannot tell
(`getattr`, a star import, code that runs while a module is imported, a module passed on as a value) widens to the whole
module, a dynamic import to the whole package: too much costs a rerun, too little is a wrong figure. Code that asks for
the files beside it (`importlib.resources`, `__file__`) depends on every data file of its package; a file that is opened
by any other path is not seen.
"""

from __future__ import annotations

import builtins
import functools
import hashlib
import sys
from typing import TYPE_CHECKING, NamedTuple

from press import bindings
from press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from press.bindings import Definition, Module
    from press.syntax import Dotted

BLIND = {"getattr", "setattr", "delattr", "globals", "locals", "vars", "eval", "exec"}
READERS = {("importlib", "resources"), ("pkgutil", "get_data")}
IMPORTERS = {"importlib", "pkgutil", "runpy"}
BESIDE = {"__file__", "__path__", "__spec__"}
IMPLICIT = {"__class__", "__module__", "__name__", "__qualname__"}


class Closure(NamedTuple):
    """Definitions by qualified name (a whole module by its own) and data files, each with its digest; and libraries."""

    code: dict[str, str]
    files: dict[str, str]
    libraries: set[str]


def closure(scripts: Path, module: str, functions: Sequence[str]) -> Closure:
    """All that the functions of a module can reach among the modules below `scripts`, and the libraries behind it."""
    walk = _Walk(scripts)
    root = tuple(module.split("."))
    for name in functions:
        walk.name(root, (name,))
    return Closure(walk.parts(), dict(sorted(walk.files.items())), walk.libraries)


def defines(scripts: Path, module: str, name: str) -> bool:
    """Whether a module binds a name at its top level."""
    walk = _Walk(scripts)
    parsed = walk.module(tuple(module.split(".")))
    return name in parsed.definitions or name in parsed.imports


class _Walk:
    """The state of one walk through the reachable definitions."""

    def __init__(self, scripts: Path) -> None:
        self.scripts = scripts
        self.code: dict[tuple[Dotted, str], str] = {}
        self.files: dict[str, str] = {}
        self.libraries: set[str] = set()
        self.seen: set[tuple[Dotted, Dotted]] = set()
        self.imported: set[Dotted] = set()
        self.file = functools.cache(self._file)
        self.module = functools.cache(self._module)

    def _file(self, parts: Dotted) -> Path | None:
        """The file of a module of the project; None for anything else."""
        place = self.scripts.joinpath(*parts)
        candidates = (place / "__init__.py", place.with_name(f"{place.name}.py"))
        return next((path for path in candidates if path.is_file()), None) if parts else None

    def _module(self, parts: Dotted) -> Module:
        path = self.file(parts)
        if path is None:
            raise PressError(f"{self.scripts.name}/{'/'.join(parts)}.py: there is no such module")
        package = parts if path.name == "__init__.py" else parts[:-1]
        try:
            return bindings.module(path.read_text(encoding="utf-8"), package)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            raise PressError(f"{path.relative_to(self.scripts.parent)}:{line}: not Python: {error}") from None

    def binds(self, module: Dotted, name: str) -> bool:
        """Whether a module binds a name at its top level."""
        parsed = self.module(module)
        return name in parsed.definitions or name in parsed.imports

    def target(self, parts: Dotted, asker: Dotted) -> None:
        """Reach what an absolute dotted path names: a definition, a whole module, or a library."""
        depth = self._depth(parts)
        for length in range(1, depth):  # a package may bind a name that is also the name of its submodule
            if self.file(parts[:length]) and self.binds(parts[:length], parts[length]):
                self.name(parts[:length], parts[length : length + 1])
        if 0 < depth < len(parts):
            self.name(parts[:depth], parts[depth:])
        elif depth:
            self.whole(parts)
        elif parts[:2] in READERS:
            self.data(asker[0])
        elif parts[0] in IMPORTERS or (self.scripts / parts[0]).is_dir():
            self.package(asker[0] if parts[0] in IMPORTERS else parts[0])
        elif parts[0] not in sys.stdlib_module_names:
            self.libraries.add(parts[0])

    def _depth(self, parts: Dotted) -> int:
        """How many of the parts name a module of the project; a folder without `__init__.py` may lie between."""
        return max((length for length in range(1, len(parts) + 1) if self.file(parts[:length])), default=0)

    def name(self, module: Dotted, chain: Dotted) -> None:
        """Reach what a module binds to the first name of the chain; an unknown name widens to the module."""
        if (module, chain) in self.seen:
            return
        self.seen.add((module, chain))
        self.runs(module)
        parsed = self.module(module)
        first, *rest = chain
        if not self.binds(module, first):
            self.whole(module)
        elif first in parsed.definitions:
            self.code[module, first] = parsed.definitions[first].digest
            self.follow(module, parsed.definitions[first])
        else:
            sources = sorted(parsed.imports[first])
            self.code[module, first] = bindings.digest(" ".join(".".join(source) for source in sources))
            for source in sources:
                self.target((*source, *rest), module)

    def whole(self, module: Dotted) -> None:
        """Reach all of a module."""
        if (module, "") not in self.code:
            parsed = self.module(module)
            definition = bindings.whole(parsed.text, parsed.package)
            self.code[module, ""] = definition.digest
            self.runs(module)
            self.follow(module, definition)

    def package(self, top: str) -> None:
        """Reach every module below a top-level package: a dynamic import may name any of them."""
        for path in sorted((self.scripts / top).rglob("*.py")):
            parts = path.relative_to(self.scripts).with_suffix("").parts
            self.whole(parts[:-1] if parts[-1] == "__init__" else parts)

    def data(self, top: str) -> None:
        """Reach every file below a top-level package that is no code."""
        for path in (self.scripts / top).rglob("*"):
            place = path.relative_to(self.scripts)
            hidden = any(part.startswith((".", "__")) for part in place.parts)
            if path.is_file() and path.suffix != ".py" and not hidden:
                self.files[place.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    def runs(self, module: Dotted) -> None:
        """Importing a module runs its packages and its imports: what they do beyond defining counts, used or not."""
        pending = [module[:length] for length in range(1, len(module) + 1)]
        for parts in pending:
            if parts in self.imported or self.file(parts) is None:
                continue
            self.imported.add(parts)
            parsed = self.module(parts)
            if parsed.impure:
                self.whole(parts)
            for source in frozenset().union(*parsed.imports.values()):
                pending += [source[:length] for length in range(1, self._depth(source) + 1)]

    def follow(self, module: Dotted, definition: Definition) -> None:
        """Reach what a definition refers to."""
        parsed = self.module(module)
        for source in definition.imports:
            self.target(source, module)
        for chain in definition.names:
            first = chain[0]
            for source in parsed.imports.get(first, ()):
                self.target((*source, *chain[1:]), module)
            if first in parsed.definitions:
                self.name(module, (first,))
            elif first in parsed.imports:
                continue
            elif first == bindings.DYNAMIC:
                self.package(module[0])
            elif first in BLIND or not (first in IMPLICIT or hasattr(builtins, first)):
                self.whole(module)
                if first in BESIDE:
                    self.data(module[0])

    def parts(self) -> dict[str, str]:
        """The digests by qualified name; in a module that counts as a whole nothing else is told apart."""
        wholes = {module for module, name in self.code if not name}
        kept = {key: value for key, value in self.code.items() if not key[1] or key[0] not in wholes}
        return {".".join((*module, name) if name else module): value for (module, name), value in sorted(kept.items())}
