"""The one grammar of bindings and predicates: Python's expressions, parsed and never evaluated.

    models["model_1", "education"]["p.value"]     a place: a name, then keys, rows and columns
    2.1 * (a.x - a.y) / b.z                       arithmetic, with its error to first order
    len(survey), mean(times.seconds)              what a column comes to

Errors of different numbers are taken as independent, and a number that stands twice has one error.
"""

from __future__ import annotations

import ast
import keyword
import math
import re
import statistics
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from press.core.sourced import Known, Number, Source, Step, Steps

Place: TypeAlias = "tuple[str, Steps]"
FUNCTIONS: dict[str, Callable[[list[float]], float]] = {
    "sum": math.fsum, "min": min, "max": max, "mean": statistics.fmean, "median": statistics.median,
}  # fmt: skip
LENGTH = "len"
BEGIN = re.compile(r"(?<![\w.])[^\W\d]\w*+(?!\()")
KEYWORD = re.compile(rf"\.({'|'.join(keyword.kwlist)})\b")


class Quantity(NamedTuple):
    """A value, and what the standard error of each number in it adds to its own."""

    value: float
    parts: Mapping[str, float]

    @property
    def error(self) -> float:
        """The standard error."""
        return math.hypot(*self.parts.values())


@lru_cache(maxsize=16384)
def parsed(text: str) -> ast.expr:
    """An expression as a tree; a ValueError says what is wrong."""
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if word := KEYWORD.search(text):
            raise ValueError(f'{word[1]!r} is a word of Python; write ["{word[1]}"]') from None
        raise ValueError(f"{text!r} is no expression; write a place such as name.number") from None


def number(text: str, known: Known) -> Number:
    """What a binding is bound to: a number with its unit, or what an expression comes to."""
    node = parsed(text)
    if place := split(node):
        return look_up(place, known)
    if not references(text):
        raise ValueError(f"{text!r} names no result; write a place such as name.number")
    quantity = evaluated(node, known)
    return Number(quantity.value, quantity.error, _unit(node, known), " ".join(text.split()))


def _unit(node: ast.expr, known: Known) -> str:
    """What one of the numbers of a column is in, is its mean in as well; of arithmetic nobody says."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in FUNCTIONS and (place := split(argument)):
            return source(place[0], known).unit(place[1])
    return ""


@lru_cache(maxsize=4096)
def references(text: str) -> tuple[str, ...]:
    """The places in an expression, in order; none where it cannot be read."""
    try:
        return tuple(dict.fromkeys(ast.unparse(node) for node in _places(parsed(text))))
    except ValueError:
        return ()


def name_of(reference: str) -> str:
    """The name that a place begins with."""
    match = BEGIN.search(reference)
    return match[0] if match else ""


@lru_cache(maxsize=16384)  # of trees that are kept, each place is asked for with every outcome
def split(node: ast.expr) -> Place | None:
    """The name and the steps of a place; None where a node is none."""
    steps: list[Step] = []
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
        else:
            try:
                step = ast.literal_eval(node.slice)
            except ValueError:
                return None
            if not isinstance(step, str | int | float | tuple):
                return None
            steps.append(step)
        node = node.value
    return (node.id, tuple(reversed(steps))) if isinstance(node, ast.Name) and steps else None


@lru_cache(maxsize=16384)
def _written(node: ast.expr) -> str:
    return ast.unparse(node)


def look_up(place: Place, known: Known) -> Number:
    """The number at a place; a ValueError lists what there is."""
    return source(place[0], known).at(place[1])


def source(name: str, known: Known) -> Source:
    """What answers to a name; a ValueError lists the names there are."""
    if name not in known:
        raise ValueError(f"no results {name!r}; there are {', '.join(sorted(known)) or 'none'}")
    return known[name]


def evaluated(node: ast.expr, known: Known) -> Quantity:
    """What an expression comes to."""
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return Quantity(_finite(value), {})
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _scale(evaluated(operand, known), Quantity(-1.0, {}))
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in OPERATIONS:
            return OPERATIONS[type(operation)](evaluated(left, known), evaluated(right, known))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in {*FUNCTIONS, LENGTH}:
            return Quantity(_called(name, argument, known), {})
    if place := split(node):
        found = look_up(place, known)
        return Quantity(found.value, {_written(node): found.error})
    said = f"a sum, product or quotient of them, nor {LENGTH}, {', '.join(FUNCTIONS)} of a column"
    raise ValueError(f"{ast.unparse(node)!r} is neither a number, NAME.NUMBER, {said}; write one of these")


def _finite(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("a number here is larger than any that a result holds")
    return number


def _called(name: str, argument: ast.expr, known: Known) -> float:
    place = split(argument) or ((argument.id, ()) if isinstance(argument, ast.Name) else None)
    if place is None:
        raise ValueError(f"{name}() wants one place, and not {ast.unparse(argument)!r}")
    behind = source(place[0], known)
    if name == LENGTH:
        return float(len(behind.entries(place[1])))
    values = behind.column(place[1])
    if not values:
        raise ValueError(f"{ast.unparse(argument)!r} has no numbers")
    return float(FUNCTIONS[name](values))


def _places(node: ast.expr) -> list[ast.expr]:
    """The outermost nodes that are places; the argument of a function may be a name alone."""
    if split(node):
        return [node]
    if isinstance(node, ast.Call):
        inner = node.args
        return [each for arg in inner for each in ([arg] if isinstance(arg, ast.Name) else _places(arg))]
    return [each for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for each in _places(child)]


def plus(first: Quantity, second: Quantity) -> Quantity:
    """The sum."""
    return Quantity(first.value + second.value, _parts(first, 1.0, second, 1.0))


def minus(first: Quantity, second: Quantity) -> Quantity:
    """The difference."""
    return Quantity(first.value - second.value, _parts(first, 1.0, second, -1.0))


def _scale(first: Quantity, second: Quantity) -> Quantity:
    return Quantity(first.value * second.value, _parts(first, second.value, second, first.value))


def _over(first: Quantity, second: Quantity) -> Quantity:
    if second.value == 0:
        raise ValueError("a division by zero")
    ratio = first.value / second.value
    return Quantity(ratio, _parts(first, 1 / second.value, second, -ratio / second.value))


def _parts(first: Quantity, weight: float, second: Quantity, other: float) -> dict[str, float]:
    names = {**first.parts, **second.parts}
    return {name: weight * first.parts.get(name, 0.0) + other * second.parts.get(name, 0.0) for name in names}


OPERATIONS: dict[type[ast.operator], Callable[[Quantity, Quantity], Quantity]] = {
    ast.Add: plus, ast.Sub: minus, ast.Mult: _scale, ast.Div: _over,
}  # fmt: skip
