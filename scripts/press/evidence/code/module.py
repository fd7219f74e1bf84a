"""A module as freshness sees it: what it binds, each with a digest and the names it takes from elsewhere."""

from __future__ import annotations

import ast
import functools
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from press.evidence.code import syntax
from press.evidence.code.syntax import Dotted

NAMED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
DYNAMIC = "__import__"
SUBCLASSES = {"__init_subclass__", "__subclasses__"}


class Definition(NamedTuple):
    """A statement as text and names, the dotted names it takes from its module, and what its functions import."""

    pieces: tuple[str | Dotted, ...]
    names: frozenset[Dotted]
    inner: Mapping[str, frozenset[Dotted]]


class Module(NamedTuple):
    """What a module binds; it is impure where importing it does more than to bind each name once."""

    text: str
    package: Dotted
    definitions: Mapping[str, Definition]
    imports: Mapping[str, frozenset[Dotted]]
    impure: bool


def digest(text: str) -> str:
    """SHA-256, as much of it as tells versions apart and a person can compare."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@functools.cache
def module(text: str, package: Dotted) -> Module:
    """Read a module from its source; `package` is what its relative imports start from."""
    tree = syntax.stripped(text)
    imports = _imported(tree.body, package)
    bound = [(statement, list(_bound(statement))) for statement in tree.body]
    counts = Counter(chain(*(names for _, names in bound), *([name] * len(paths) for name, paths in imports.items())))
    impure = max(counts.values(), default=1) > 1 or any(_acts(statement, imports) for statement in tree.body)
    lazy = syntax.lazy(tree)
    made = [(names, _definition(statement, package, lazy=lazy)) for statement, names in bound if names]
    return Module(text, package, {name: definition for names, definition in made for name in names}, imports, impure)


@functools.cache
def whole(text: str, package: Dotted) -> Definition:
    """A whole module as one definition."""
    tree = syntax.stripped(text)
    stars = {name: paths for name, paths in _imported(tree.body, package).items() if name == "*"}
    definition = _definition(tree, package, lazy=syntax.lazy(tree))
    return definition._replace(inner={**definition.inner, **stars})


def _imported(nodes: Iterable[ast.AST], package: Dotted) -> dict[str, frozenset[Dotted]]:
    """What each imported name may stand for: usually one thing, more where an import depends on a condition."""
    pairs = list(_imports(nodes, package))
    return {name: frozenset(path for each, path in pairs if each == name) for name, _ in pairs}


def _imports(nodes: Iterable[ast.AST], package: Dotted) -> Iterator[tuple[str, Dotted]]:
    """The names that statements import outside functions and classes, each with the absolute path it stands for."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                path = tuple(alias.name.split("."))
                yield alias.asname or alias.name, path  # `import a.b` runs a.b, and binds a:
                if not alias.asname:
                    yield path[0], path[:1]
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            start = package[: len(package) - node.level + 1] if node.level else ()
            source = (*start, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                yield alias.asname or alias.name, source if alias.name == "*" else (*source, alias.name)
        elif not isinstance(node, NAMED):
            yield from _imports(ast.iter_child_nodes(node), package)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a top-level definition or assignment binds."""
    if isinstance(statement, NAMED):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        yield from (node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and statement.value and isinstance(statement.target, ast.Name):
        yield statement.target.id


def _acts(statement: ast.stmt, imports: Mapping[str, frozenset[Dotted]]) -> bool:
    """Whether a top-level statement may do more than bind names; a decorator of our own may keep a table."""
    if isinstance(statement, NAMED):
        decorators = [node.func if isinstance(node, ast.Call) else node for node in statement.decorator_list]
        roots = {(syntax.dotted(node) or ("",))[0] for node in decorators}
        origins = {path[0] for root in roots for path in imports.get(root, [("",)])}
        acts = isinstance(statement, ast.ClassDef) and any(isinstance(node, ast.Expr) for node in statement.body)
        return bool(acts or origins - sys.stdlib_module_names or getattr(statement, "keywords", None))
    if isinstance(statement, ast.ImportFrom):
        return any(alias.name == "*" for alias in statement.names)
    if isinstance(statement, ast.Assign):
        nodes = [node for target in statement.targets for node in ast.walk(target)]
        return any(isinstance(node, ast.Attribute | ast.Subscript) for node in nodes)
    if isinstance(statement, ast.AnnAssign):
        return not isinstance(statement.target, ast.Name)
    return not isinstance(statement, ast.Import | ast.Pass)


def _definition(node: ast.AST, package: Dotted, *, lazy: bool) -> Definition:
    pieces = tuple(syntax.pieces(node, lazy=lazy))
    words = {getattr(each, "attr", getattr(each, "name", "")) for each in ast.walk(node)}
    inner = _imported((each for one in ast.walk(node) if isinstance(one, NAMED) for each in one.body), package)
    names = syntax.taken(node, lazy=lazy) | ({(DYNAMIC,)} if words & SUBCLASSES else set())
    return Definition(pieces, frozenset(names), inner)
