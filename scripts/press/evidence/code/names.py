"""Which definition a dotted name leads to, and what a definition is when its names stand for what they lead to."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from press.core.errors import PressError
from press.evidence.code import module as modules
from press.evidence.code.module import Definition, Module
from press.evidence.code.syntax import Dotted

Key: TypeAlias = "tuple[Dotted, str]"  # a module and what it binds, or "" for all of the module


class Names:
    """The modules below a folder, each read once for all that is asked; with `package`, those of that package alone."""

    def __init__(self, scripts: Path, package: str = "") -> None:
        """Nothing is read before it is asked for."""
        self.scripts = scripts
        self.package = package
        self.file = functools.cache(self._file)
        self.module = functools.cache(self._module)
        self.digest = functools.cache(self._digest)

    def _file(self, parts: Dotted) -> Path | None:
        """The file of a module of the project; None for anything else."""
        if not parts or (self.package and parts[0] != self.package):
            return None
        place = self.scripts.joinpath(*parts)
        candidates = (place / "__init__.py", place.with_name(f"{place.name}.py"))
        return next((path for path in candidates if path.is_file()), None)

    def _module(self, parts: Dotted) -> Module:
        path = self.file(parts)
        if path is None:
            raise PressError(f"{self.scripts.name}/{'/'.join(parts)}.py: there is no such module")
        package = parts if path.name == "__init__.py" else parts[:-1]
        try:
            return modules.module(path.read_text(encoding="utf-8"), package)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            problem = getattr(error, "msg", error)
            raise PressError(f"{path.relative_to(self.scripts.parent)}:{line}: not Python: {problem}") from None

    def is_folder(self, top: str) -> bool:
        """Whether a name is that of a folder of the project's own."""
        return (not self.package or top == self.package) and (self.scripts / top).is_dir()

    def binds(self, module: Dotted, name: str) -> bool:
        """Whether a module binds a name at its top level."""
        parsed = self.module(module)
        return name in parsed.definitions or name in parsed.imports

    def depth(self, parts: Dotted) -> int:
        """How many of the parts name a module of the project; a folder without `__init__.py` may lie between."""
        return max((length for length in range(1, len(parts) + 1) if self.file(parts[:length])), default=0)

    def definition(self, key: Key) -> Definition:
        """What a module binds to a name, or all of it."""
        parsed = self.module(key[0])
        return parsed.definitions[key[1]] if key[1] else modules.whole(parsed.text, parsed.package)

    def named(self, module: Dotted, chain: Dotted, seen: frozenset[Dotted] = frozenset()) -> Iterator[Key]:
        """What a module binds to the first name of the chain, through imports; an unknown name widens to the module."""
        parsed = self.module(module)
        if chain[0] in parsed.definitions:
            yield module, chain[0]
        elif chain[0] in parsed.imports and (*module, chain[0]) not in seen:
            for source in parsed.imports[chain[0]]:
                yield from self.targets((*source, *chain[1:]), seen | {(*module, chain[0])})
        else:
            yield module, ""

    def targets(self, parts: Dotted, seen: frozenset[Dotted] = frozenset()) -> Iterator[Key]:
        """What an absolute dotted path names in the project: definitions, or a whole module."""
        depth = self.depth(parts)
        for length in range(1, depth):  # a package may bind a name that is also the name of its submodule
            if self.file(parts[:length]) and self.binds(parts[:length], parts[length]):
                yield from self.named(parts[:length], parts[length : length + 1], seen)
        if 0 < depth < len(parts):
            yield from self.named(parts[:depth], parts[depth:], seen)
        elif depth:
            yield parts, ""

    def paths(self, key: Key, chain: Dotted) -> frozenset[Dotted]:
        """The absolute paths that a name in a definition may stand for, where it was imported."""
        sources = self.definition(key).inner.get(chain[0]) or self.module(key[0]).imports.get(chain[0], frozenset())
        return frozenset((*source, *chain[1:]) for source in sources)

    def _digest(self, key: Key) -> str:
        definition = self.definition(key)
        words = (piece if isinstance(piece, str) else self._spelled(key, piece) for piece in definition.pieces)
        return modules.digest("".join(words))

    def _spelled(self, key: Key, chain: Dotted) -> str:
        """A dotted name as what it stands for: a definition by its own name, an import from elsewhere by its path."""
        paths = self.paths(key, chain)
        return "|".join(sorted(self._logical(path, frozenset()) for path in paths)) if paths else ".".join(chain)

    def _logical(self, parts: Dotted, seen: frozenset[Dotted]) -> str:
        """An absolute dotted path without the place of the definition that it leads to."""
        depth = self.depth(parts)
        if not depth:
            return ".".join(parts)
        module, rest = parts[:depth], parts[depth:]
        parsed = self.module(module)
        if not rest or (*module, rest[0]) in seen or not self.binds(module, rest[0]):
            return f"module({','.join(sorted(parsed.definitions))}){'.'.join(rest)}"
        if rest[0] in parsed.definitions:
            return ".".join(rest)
        sources = sorted((*source, *rest[1:]) for source in parsed.imports[rest[0]])
        return "|".join(self._logical(source, seen | {(*module, rest[0])}) for source in sources)
