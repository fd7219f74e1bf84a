"""What a piece of code is and what it refers to, told from its syntax tree: nothing is run."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Dotted: TypeAlias = tuple[str, ...]

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
REFUSALS = "refusals"


def stripped(text: str) -> ast.Module:
    """The tree without docstrings and other idle constants, without what an import never runs, and without refusals."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            node.decorator_list = [each for each in node.decorator_list if not _refuses(each)]
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
        condition = ast.unparse(statement.test)
        if condition.rpartition(".")[2] == "TYPE_CHECKING" or condition == "__name__ == '__main__'":
            return statement.orelse
    return [statement]


def _refuses(decorator: ast.expr) -> bool:
    """Whether a decorator comes from a module called `refusals`: it may refuse what is asked, and changes no answer."""
    path = dotted(decorator.func if isinstance(decorator, ast.Call) else decorator) or ()
    return path[-2:-1] == (REFUSALS,)


def lazy(tree: ast.Module) -> bool:
    """Whether annotations never run."""
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    return any(alias.name == "annotations" for node in futures for alias in node.names)


def pieces(value: object, *, lazy: bool) -> list[str | Dotted]:
    """The tree as text, with each dotted name in it apart, so that it can be said what the name stands for.

    `ast.unparse` and `ast.dump` differ between versions of Python where this does not. What an import says is left to
    the names it binds, and annotations that never run are left out.
    """
    if isinstance(value, list):
        return _joined("[", (pieces(item, lazy=lazy) for item in value), "]")
    if not isinstance(value, ast.AST):
        return [repr(value)]
    if isinstance(value, ast.Import | ast.ImportFrom):
        return ["Import"]
    chain = dotted(value)
    if chain:
        return [f"{type(getattr(value, 'ctx', None)).__name__} ", chain]
    idle = {"annotation"} if isinstance(value, ast.arg) else {"returns"} if isinstance(value, FUNCTIONS) else set()
    fields = ((name, _field(value, name, item)) for name, item in ast.iter_fields(value) if name != "kind")
    kept = ((name, item) for name, item in fields if item != [] and not (lazy and name in idle))
    return _joined(f"{type(value).__name__}(", ([f"{name}=", *pieces(item, lazy=lazy)] for name, item in kept), ")")


def _field(node: ast.AST, name: str, item: object) -> object:
    """A field of a node; Python 3.12.0 and 3.12.1 end some f-strings with an empty constant."""
    if isinstance(node, ast.JoinedStr) and name == "values":
        return [part for part in node.values if getattr(part, "value", None) != ""]
    return item


def _joined(start: str, parts: Iterable[list[str | Dotted]], end: str) -> list[str | Dotted]:
    return [start, *(piece for part in parts for piece in (*part, ",")), end]


def taken(node: ast.AST, *, lazy: bool) -> set[Dotted]:
    """The longest dotted names that a statement takes from its module; `node` is changed."""
    plain = _Plain(lazy=lazy).visit(node)
    names = _names(symtable.symtable(ast.unparse(plain), "statement", "exec"))
    return {chain for chain in _chains(plain) if chain[0] in names}


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


def _names(table: symtable.SymbolTable) -> set[str]:
    """The names that a scope and the scopes inside it take from the module; a class body may fall back to it."""
    body = table.get_type() in {"module", "class"}
    symbols = (symbol for symbol in table.get_symbols() if symbol.is_referenced() and (body or symbol.is_global()))
    return {symbol.get_name() for symbol in symbols}.union(*map(_names, table.get_children()))


def _chains(node: ast.AST) -> Iterator[Dotted]:
    chain = dotted(node)
    if chain:
        yield chain
    else:
        for child in ast.iter_child_nodes(node):
            yield from _chains(child)


def dotted(node: ast.AST) -> Dotted | None:
    """A name with its attributes, where the tree is nothing but that."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return (*start, node.attr) if start else None
    return None
