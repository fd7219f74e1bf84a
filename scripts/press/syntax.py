"""A module as freshness sees it: what it binds, each with a digest and the names it takes from elsewhere."""

from __future__ import annotations

import ast
import functools
import hashlib
import symtable
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Dotted: TypeAlias = tuple[str, ...]
NAMED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
DYNAMIC = "__import__"
SUBCLASSES = {"__init_subclass__", "__subclasses__"}


class Definition(NamedTuple):
    """The digest of a statement, the dotted names it takes from its module, and what it imports inside functions."""

    digest: str
    chains: frozenset[Dotted]
    imports: frozenset[Dotted]


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
    tree = _stripped(text)
    imports = _imported(tree.body, package)
    bound = [(name, statement) for statement in tree.body for name in _bound(statement)]
    counts = Counter([name for name, _ in bound] + [name for name, paths in imports.items() for _ in paths])
    impure = max(counts.values(), default=1) > 1 or any(_acts(statement, imports) for statement in tree.body)
    definitions = {name: _definition(statement, package, imports, lazy=_lazy(tree)) for name, statement in bound}
    return Module(text, package, definitions, imports, impure)


@functools.cache
def whole(text: str, package: Dotted) -> Definition:
    """A whole module as one definition."""
    tree = _stripped(text)
    imports = _imported(tree.body, package)
    definition = _definition(tree, package, imports, lazy=_lazy(tree))
    return definition._replace(imports=definition.imports | imports.get("*", frozenset()))


def _stripped(text: str) -> ast.Module:
    """The tree without docstrings and other idle constants, and without what an import never runs."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(node, field, None)
            if isinstance(statements, list):
                kept = [statement for each in statements for statement in _live(each)]
                setattr(node, field, kept or [ast.Pass()] if field == "body" else kept)
    return tree


def _live(statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []
    if isinstance(statement, ast.If):
        test = statement.test
        if (_dotted(test) or ("",))[-1] == "TYPE_CHECKING":
            return statement.orelse
        if isinstance(test, ast.Compare) and _dotted(test.left) == ("__name__",) and not statement.orelse:
            return []
    return [statement]


def _lazy(tree: ast.Module) -> bool:
    """Whether annotations never run."""
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    return any(alias.name == "annotations" for node in futures for alias in node.names)


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
        roots = {(_dotted(node.func if isinstance(node, ast.Call) else node) or ("",))[0] for node in statement.decorator_list}
        origins = {path[0] for root in roots for path in imports.get(root, [("",)])}
        return bool(origins - sys.stdlib_module_names or getattr(statement, "keywords", None))
    if isinstance(statement, ast.ImportFrom):
        return any(alias.name == "*" for alias in statement.names)
    if isinstance(statement, ast.Assign):
        nodes = [node for target in statement.targets for node in ast.walk(target)]
        return any(isinstance(node, ast.Attribute | ast.Subscript) for node in nodes)
    if isinstance(statement, ast.AnnAssign):
        return not isinstance(statement.target, ast.Name)
    return not isinstance(statement, ast.Import | ast.Pass)


def _definition(node: ast.AST, package: Dotted, imports: Mapping[str, frozenset[Dotted]], *, lazy: bool) -> Definition:
    canonical = _canonical(node)
    words = {getattr(each, "attr", getattr(each, "name", "")) for each in ast.walk(node)}
    functions = [each for each in ast.walk(node) if isinstance(each, NAMED)]
    inner = {path for each in functions for _, path in _imports(each.body, package)}
    plain = _Plain(lazy=lazy).visit(node)
    taken = _taken(symtable.symtable(ast.unparse(plain), "module", "exec"))
    chains = {chain for chain in _chains(plain) if chain[0] in taken} | ({(DYNAMIC,)} if words & SUBCLASSES else set())
    used = {chain[0] for chain in chains} & imports.keys()
    sources = sorted(f"{name} is {'.'.join(path)}" for name in used for path in imports[name])
    return Definition(digest("\n".join([canonical, *sources])), frozenset(chains), frozenset(inner))


def _canonical(value: object) -> str:
    """The tree as text: `ast.unparse` and `ast.dump` differ between versions of Python where this does not."""
    if isinstance(value, ast.JoinedStr):  # Python 3.12.0 and 3.12.1 end some of them with an empty constant
        value.values = [part for part in value.values if getattr(part, "value", None) != ""]
    if isinstance(value, ast.AST):
        fields = ((name, item) for name, item in ast.iter_fields(value) if item != [] and name != "kind")
        return f"{type(value).__name__}({','.join(f'{name}={_canonical(item)}' for name, item in fields)})"
    if isinstance(value, list):
        return f"[{','.join(map(_canonical, value))}]"
    return repr(value)


class _Plain(ast.NodeTransformer):
    """Takes away annotations that never run, and gives every comprehension the scope of its own it has by meaning."""

    def __init__(self, *, lazy: bool) -> None:
        self.lazy = lazy

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if self.lazy and isinstance(node, ast.arg):
            node.annotation = None
        elif self.lazy and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif self.lazy and isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.ListComp | ast.SetComp):
            node = ast.GeneratorExp(node.elt, node.generators)
        elif isinstance(node, ast.DictComp):
            node = ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)
        return super().generic_visit(node)


def _taken(table: symtable.SymbolTable) -> set[str]:
    """The names that a scope and the scopes inside it take from the module; a class body may fall back to it."""
    body = table.get_type() in {"module", "class"}
    symbols = (symbol for symbol in table.get_symbols() if symbol.is_referenced() and (body or symbol.is_global()))
    return {symbol.get_name() for symbol in symbols}.union(*map(_taken, table.get_children()))


def _chains(node: ast.AST) -> Iterator[Dotted]:
    """The longest dotted names in a tree."""
    chain = _dotted(node)
    if chain:
        yield chain
    else:
        for child in ast.iter_child_nodes(node):
            yield from _chains(child)


def _dotted(node: ast.AST) -> Dotted | None:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        start = _dotted(node.value)
        return (*start, node.attr) if start else None
    return None
