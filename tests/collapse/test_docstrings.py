"""What help() says of the library is enough: arguments, what comes back, what is refused, and where it is from."""

from __future__ import annotations

import ast
import re
import textwrap

import griffe
import pybtex.database
import pytest

from outside import ROOT

# Run by name and never called: families of rows, whose one function the face of their folder describes.
RUN = "collapse.conformance."
NUMBER = re.compile(r"(?:arXiv:|doi:)([\w./-]*\w)")
# A closed form is a paper's, with its number or year, or it is told that it is not.
SOURCE = re.compile(r"(?:arXiv|doi):\S|, [12]\d{3}\b|\bderived here\b|\bby definition\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def library():
    """The library as it is written; nothing is imported."""
    return griffe.load("collapse", search_paths=[str(ROOT / "scripts")])


def members(scope):
    """All classes and functions below a module or a class that have a public name."""
    for name, member in scope.members.items():
        if not member.is_alias and not name.startswith("_") and (member.is_class or member.is_function):
            yield member
            if member.is_class:
                yield from members(member)


def modules(scope):
    """All modules below a package."""
    for module in scope.modules.values():
        yield module
        yield from modules(module)


def called(library):
    """The classes and functions that somebody may call."""
    for module in modules(library):
        if not module.path.startswith(RUN):
            yield from members(module)


def parameters(function):
    """What a caller may give, as a docstring names it."""
    stars = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}
    return [stars.get(each.kind, "") + each.name for each in function.parameters if each.name not in {"self", "cls"}]


def documented(item):
    """The sections of a docstring, by their kind; those that are prose are left out."""
    sections = item.docstring.parse("google") if item.docstring else []
    return {section.kind.value: section.value for section in sections}


def bases(item):
    """The names of what a class is derived from."""
    return [str(base).partition("[")[0] for base in item.bases]


def promised(library):
    """The methods that a protocol or a base class documents once for all that follow it."""
    classes = [each for each in called(library) if each.is_class]
    followed = {name for each in classes for name in bases(each)}
    protocols = [each for each in classes if "Protocol" in bases(each)]
    firsts = [each for each in classes if each.name in followed and each not in protocols]
    return {(each.name, *parameters(each)): each for base in (*firsts, *protocols) for each in base.functions.values()}


def owed(library):
    """The public functions and methods that have to say themselves what they do."""
    promises = promised(library)
    for each in called(library):
        if each.is_function and promises.get((each.name, *parameters(each)), each) is each:
            yield each


def refuses(function):
    """Tell whether a function raises, or calls a check that does."""
    for node in ast.walk(ast.parse(textwrap.dedent(function.source))):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Name) and node.id.startswith("check_")):
            return True
    return False


def test_each_argument_and_what_comes_back_are_said(library):
    """A public function names each argument, what it returns or yields, and that it refuses something if it does."""
    functions = list(owed(library))
    assert len(functions) > 300
    for each in functions:
        said = documented(each)
        assert [argument.name for argument in said.get("parameters", [])] == parameters(each), each.path
        if str(each.returns) not in {"None", "NoReturn"}:
            assert "returns" in said or "yields" in said, each.path
        if refuses(each):
            assert "raises" in said, each.path


def test_each_field_is_said(library):
    """A public class with fields says of each what it holds."""
    classes = [each for each in called(library) if each.is_class]
    assert len(classes) > 60
    for each in classes:
        public = [name for name, field in each.attributes.items() if field.is_public and "property" not in field.labels]
        fields = [name for name in public if not name.startswith("__")]
        assert [field.name for field in documented(each).get("attributes", [])] == fields, each.path


def test_each_closed_form_has_a_source(library):
    """A public function of the theory says in which work it stands, or that it was derived here, or is a definition."""
    functions = [each for each in owed(library) if ".theory." in each.path]
    assert len(functions) > 100
    for each in functions:
        assert SOURCE.search(" ".join(each.docstring.value.split())), each.path


def test_each_model_has_a_source(library):
    """A module of a model names the works that it is from, with their numbers."""
    models = [*library["models"].modules.values(), *library["networks"].modules.values()]
    assert len(models) > 10
    for each in models:
        assert NUMBER.search(each.docstring.value), each.path


def test_numbers_of_works_are_the_bibliography_s(library):
    """A DOI or arXiv number in a docstring is in the bibliography, and its work is named beside it."""
    works = pybtex.database.parse_file(str(ROOT / "content" / "references.bib")).entries
    known = {work.fields[name]: work for work in works.values() for name in ("doi", "eprint") if name in work.fields}
    texts = [
        (each.path, each.docstring.value)
        for module in modules(library)
        for each in (module, *members(module))
        if each.docstring
    ]
    found = [(path, text, number) for path, text in texts for number in NUMBER.findall(text)]
    assert len(found) > 300
    for path, text, number in found:
        work = known[number]
        author = " ".join(work.persons["author"][0].last_names)
        assert f"{work.key} (" in text or (author in text and f"({work.fields['year']})" in text), (path, number)
