"""A predicate compares numbers of results and is true, false or, where an interval holds the threshold, inconclusive.

`regimes_error.accumulate < 0.1 * regimes_error.replace` is a comparison of two sums or products over `NAME.NUMBER`.
Errors of different numbers are taken as independent, a number that stands twice has one error, and errors are carried
to first order; the interval is 95 %, two-sided.
"""

from __future__ import annotations

import ast
import math
from itertools import product
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


def evaluate(text: str, results: Mapping[str, Results]) -> str:
    """`true`, `false` or `inconclusive`; a ValueError says what is wrong with the predicate."""
    return _judged(_comparison(text), results)


def is_open(text: str, results: Mapping[str, Results], ranges: Mapping[str, tuple[float, ...]]) -> bool:
    """Whether some values of the numbers in their ranges make the predicate true, and some make it false."""
    tree, seen = _comparison(text), set()
    for values in product(*ranges.values()):
        chosen = dict(results)
        for reference, value in zip(ranges, values, strict=True):
            name, _, key = reference.partition(".")
            number = chosen[name].numbers[key]._replace(value=value, error=0.0)
            chosen[name] = chosen[name]._replace(numbers={**chosen[name].numbers, key: number})
        seen.add(_judged(tree, chosen))
        if {TRUE, FALSE} <= seen:
            return True
    return False


def _comparison(text: str) -> ast.Compare:
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not a comparison; write one such as name.number < 0.5") from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS:
        raise ValueError(f"{text!r} is not one comparison with <, <=, > or >=; write one such as name.number < 0.5")
    return tree


def _judged(tree: ast.Compare, results: Mapping[str, Results]) -> str:
    difference = _sum(_quantity(tree.left, results), _quantity(tree.comparators[0], results), -1)
    margin = COMPARISONS[type(tree.ops[0])] * difference.value
    if difference.error == 0:
        strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
        return TRUE if margin > 0 or (margin == 0 and not strict) else FALSE
    if abs(margin) <= Z_95 * difference.error:
        return INCONCLUSIVE
    return TRUE if margin > 0 else FALSE


def references(text: str) -> list[str]:
    """The `name.number` references in a predicate, in order; none where it cannot be read, which `evaluate` says."""
    try:
        nodes = ast.walk(ast.parse(text, mode="eval"))
    except SyntaxError:
        return []
    found = [f"{node.value.id}.{node.attr}" for node in nodes if _is_reference(node)]  # type: ignore[attr-defined]
    return list(dict.fromkeys(found))


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
