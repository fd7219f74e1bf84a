"""A predicate compares numbers of results and is true, false or, where an interval holds the threshold, inconclusive.

`regimes_error.accumulate < 0.1 * regimes_error.replace` is a comparison of two sums or products over `NAME.NUMBER`.
Errors of different numbers are taken as independent, a number that stands twice has one error, and errors are carried
to first order; the interval is 95 %, two-sided. `margin` says how far on the true side a comparison is, and `certain`
whether it could have come out otherwise at all.
"""

from __future__ import annotations

import ast
import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from press.core.results import Results

TRUE, FALSE, INCONCLUSIVE = "true", "false", "inconclusive"
Z_95 = 1.959964  # the 97.5 % point of the standard normal: a two-sided 95 % interval
COMPARISONS = {ast.Lt: -1, ast.LtE: -1, ast.Gt: 1, ast.GtE: 1}


class Quantity(NamedTuple):
    """A value, and what the standard error of each number in it adds to its own."""

    value: float
    parts: Mapping[str, float]

    @property
    def error(self) -> float:
        """The standard error."""
        return math.hypot(*self.parts.values())


class Margin(NamedTuple):
    """What came out, both sides of the comparison, and how many standard errors it stands on the true side.

    The distance is below 0 where it is false, and infinite where both sides are exact.
    """

    outcome: str
    value: float
    threshold: float
    distance: float


def margin(text: str, results: Mapping[str, Results]) -> Margin:
    """Evaluate a predicate and say by how much it holds; a ValueError says what is wrong with it."""
    tree = _comparison(text)
    left, right = _quantity(tree.left, results), _quantity(tree.comparators[0], results)
    difference = _sum(left, right, -1)
    above = COMPARISONS[type(tree.ops[0])] * difference.value
    if difference.error == 0:
        strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
        outcome = TRUE if above > 0 or (above == 0 and not strict) else FALSE
        return Margin(outcome, left.value, right.value, math.copysign(math.inf, 1 if outcome == TRUE else -1))
    distance = above / difference.error
    outcome = INCONCLUSIVE if abs(distance) <= Z_95 else TRUE if distance > 0 else FALSE
    return Margin(outcome, left.value, right.value, distance)


def evaluate(text: str, results: Mapping[str, Results]) -> str:
    """`true`, `false` or `inconclusive`; a ValueError says what is wrong with the predicate."""
    return margin(text, results).outcome


def certain(text: str, results: Mapping[str, Results]) -> str:
    """`true` or `false` where no number of these kinds could make it anything else, and nothing otherwise."""
    tree = _comparison(text)
    low, high = _difference(_span(tree.left, results), _span(tree.comparators[0], results))
    if isinstance(tree.ops[0], ast.Lt | ast.LtE):
        low, high = -high, -low
    strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
    if low > 0 or (low == 0 and not strict):
        return TRUE
    return FALSE if high < 0 or (high == 0 and strict) else ""


@lru_cache(maxsize=4096)
def _comparison(text: str) -> ast.Compare:
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not a comparison; write one such as name.number < 0.5") from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS:
        raise ValueError(f"{text!r} is not one comparison with <, <=, > or >=; write one such as name.number < 0.5")
    return tree


def references(text: str) -> list[str]:
    """The `name.number` references in a predicate, in order; none where it cannot be read, which `evaluate` says."""
    return list(_referred(text))


@lru_cache(maxsize=4096)  # a ledger asks for those of each test many times over
def _referred(text: str) -> tuple[str, ...]:
    try:
        nodes = ast.walk(ast.parse(text, mode="eval"))
    except SyntaxError:
        return ()
    found = [f"{node.value.id}.{node.attr}" for node in nodes if _is_reference(node)]  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(found))


def _is_reference(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)


def _quantity(node: ast.expr, results: Mapping[str, Results]) -> Quantity:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return Quantity(float(value), {})
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _scale(_quantity(operand, results), Quantity(-1.0, {}))
        case ast.Attribute(value=ast.Name(id=name), attr=number):
            value, error = look_up(name, number, results)
            return Quantity(value, {f"{name}.{number}": error})
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _sum(_quantity(left, results), _quantity(right, results), 1)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _sum(_quantity(left, results), _quantity(right, results), -1)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _scale(_quantity(left, results), _quantity(right, results))
    raise ValueError(f"{ast.unparse(node)!r} is neither a number, NAME.NUMBER, nor a sum or product of them; write one")


def _span(node: ast.expr, results: Mapping[str, Results]) -> tuple[float, float]:
    """The least and the largest value that an expression can have, by the kinds of its numbers."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=number):
            look_up(name, number, results)
            stored = results[name].numbers.get(number)
            return stored.span if stored else (_quantity(node, results).value,) * 2
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            first, second = _span(left, results), _span(right, results)
            return _difference(first, (-second[1], -second[0]) if isinstance(op, ast.Add) else second)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            ends = [_product(a, b) for a in _span(left, results) for b in _span(right, results)]
            return min(ends), max(ends)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            low, high = _span(operand, results)
            return -high, -low
    return (_quantity(node, results).value,) * 2


def _difference(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    return first[0] - second[1], first[1] - second[0]


def _product(first: float, second: float) -> float:
    return first * second if first and second else 0.0  # nothing times infinity is nothing here


def look_up(name: str, key: str, results: Mapping[str, Results]) -> tuple[float, float]:
    """Value and standard error of a number or a parameter; a ValueError lists what there is."""
    if name not in results:
        raise ValueError(f"no results {name!r}; there are {', '.join(sorted(results)) or 'none'}")
    number = results[name].number(key)
    if number is None:
        known = sorted({*results[name].numbers, *results[name].params})
        raise ValueError(f"{name} has no number {key!r}; it has {', '.join(known)}")
    return number.value, number.error


def _sum(first: Quantity, second: Quantity, sign: int) -> Quantity:
    return Quantity(first.value + sign * second.value, _parts(first, 1.0, second, float(sign)))


def _scale(first: Quantity, second: Quantity) -> Quantity:
    return Quantity(first.value * second.value, _parts(first, second.value, second, first.value))


def _parts(first: Quantity, weight: float, second: Quantity, other: float) -> dict[str, float]:
    names = {**first.parts, **second.parts}
    return {name: weight * first.parts.get(name, 0.0) + other * second.parts.get(name, 0.0) for name in names}
