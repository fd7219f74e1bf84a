"""A check by a copy would be none: the second implementation shares nothing with the library but the subject."""

import ast
from pathlib import Path

import categorical
import gaussian
import pytest
import regression

from collapse import regimes

OURS = [gaussian, categorical, regression]
LIBRARY = Path(regimes.__file__).parent
SMALL = 25  # nodes of syntax: two lines or so, which anybody would write alike


class Nameless(ast.NodeTransformer):
    """Rubs out what a copyist would change: names and types."""

    def visit_Name(self, node):
        """One name stands for all."""
        return ast.Name("name", node.ctx)

    def visit_arg(self, node):
        """So it does for arguments, and their types go."""
        del node
        return ast.arg("name")

    def visit_AnnAssign(self, node):
        """A typed assignment is an assignment."""
        return self.generic_visit(ast.Assign([node.target], node.value)) if node.value else None


def bodies(text):
    """The functions of a module that are not small, by what is left of their bodies."""
    found = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = ast.Module(node.body[1:] if ast.get_docstring(node) else node.body, [])
            if sum(1 for _ in ast.walk(body)) >= SMALL:
                found[ast.dump(Nameless().visit(body))] = node.name
    return found


def source(module):
    return Path(module.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize("module", OURS, ids=lambda module: module.__name__)
def test_the_second_implementation_imports_nothing_of_the_first(module):
    """Only numpy and the standard library are imported, and the file lies outside the library."""
    imported = set()
    for node in ast.walk(ast.parse(source(module))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module)
    assert imported <= {"math", "typing", "numpy"}
    assert LIBRARY not in Path(module.__file__).parents


@pytest.mark.slow
@pytest.mark.parametrize("module", OURS, ids=lambda module: module.__name__)
def test_no_function_is_the_same_code(module):
    """No function that is not small has the same body as one of the library, names aside."""
    library = {}
    for path in LIBRARY.rglob("*.py"):
        library |= bodies(path.read_text(encoding="utf-8"))
    ours = bodies(source(module))
    assert len(library) > 50
    assert len(ours) > 3
    same = {(ours[body], library[body]) for body in ours.keys() & library.keys()}
    assert not same, f"the same code here and in the library: {same}"


def test_a_copy_would_be_seen():
    """A function with other names, other types and another docstring is recognised as the same."""
    text = source(gaussian)
    copy = text.replace("rows", "lines").replace("variance,", "spread,").replace('"""The', '"""Give the')
    assert copy != text
    assert bodies(text).keys() == bodies(copy).keys()
