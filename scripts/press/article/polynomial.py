"""An expression multiplied out: what falls away there, such as `x - x`, no result can change.

Names of places stand for numbers; a quotient by a sum of several is a name of its own. Where an expression is too long
to be multiplied out, nothing is said of it.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from press.article import expression

Monomial: TypeAlias = "tuple[tuple[str, int], ...]"
Polynomial: TypeAlias = "dict[Monomial, Fraction]"
Range: TypeAlias = "tuple[float, float]"

ONE: Monomial = ()
ANYTHING = (-math.inf, math.inf)
MOST_TERMS = 200
LEAST, MOST = "min", "max"
GAP = "gap "  # how far a column's mean or median is from its least or its largest value: nothing or more
BETWEEN = {LEAST, MOST, "mean", "median"}


def of(node: ast.expr) -> Polynomial:
    """The polynomial of an expression; a ValueError where there is none, or a long one."""
    match node:
        case ast.Constant(value=int() | float() as value) if math.isfinite(value):
            return _cleared({ONE: Fraction(str(value))})
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _product(of(operand), {ONE: Fraction(-1)})
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in OPERATIONS:
            return OPERATIONS[type(operation)](of(left), of(right))
    if expression.split(node) or isinstance(node, ast.Call):
        return {((ast.unparse(node), 1),): Fraction(1)}
    raise ValueError(f"{ast.unparse(node)!r} is no sum, product or quotient")


@lru_cache(maxsize=4096)
def is_constant(text: str) -> bool:
    """Whether an expression comes to the same whatever its numbers are."""
    try:
        return not set(of(expression.parsed(text))) - {ONE}
    except (ValueError, ZeroDivisionError):
        return False


def span(polynomial: Polynomial, span_of: Callable[[str], Range]) -> Range:
    """The least and the largest value, given those of each name, as far as they can be told."""

    def of_name(name: str) -> Range:
        return (0.0, math.inf) if name.startswith(GAP) else span_of(name)

    low, high = ANYTHING
    for each in (polynomial, _from(polynomial, LEAST, 1), _from(polynomial, MOST, -1)):
        terms = [_scaled(_power_product(monomial, of_name), factor) for monomial, factor in each.items()]
        low, high = max(low, sum(term[0] for term in terms)), min(high, sum(term[1] for term in terms))
    return low, high


def plus(first: Polynomial, second: Polynomial) -> Polynomial:
    """The sum."""
    return _cleared({each: first.get(each, Fraction(0)) + second.get(each, Fraction(0)) for each in first | second})


def minus(first: Polynomial, second: Polynomial) -> Polynomial:
    """The difference."""
    return plus(first, _product(second, {ONE: Fraction(-1)}))


def _cleared(polynomial: Polynomial) -> Polynomial:
    return {monomial: factor for monomial, factor in polynomial.items() if factor}


def _product(first: Polynomial, second: Polynomial) -> Polynomial:
    if len(first) * len(second) > MOST_TERMS:
        raise ValueError("too long to be multiplied out")
    found: Polynomial = {}
    for one, factor in first.items():
        for other, by in second.items():
            found = plus(found, {_times(one, other): factor * by})
    return found


def _times(one: Monomial, other: Monomial) -> Monomial:
    powers = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _quotient(first: Polynomial, second: Polynomial) -> Polynomial:
    if not second:
        raise ValueError("a division by zero")
    ratios = {factor / second[each] for each, factor in first.items() if each in second}
    if set(first) == set(second) and len(ratios) == 1:
        return {ONE: ratios.pop()}
    if len(second) > 1:
        return _product(first, {((f"({sorted(second.items())})", -1),): Fraction(1)})
    ((monomial, factor),) = second.items()
    return _product(first, {tuple((name, -power) for name, power in monomial): 1 / factor})


def _from(polynomial: Polynomial, end: str, sign: int) -> Polynomial:
    """The polynomial with what lies within a column told from one end of it."""
    found: Polynomial = {}
    for monomial, factor in polynomial.items():
        name = monomial[0][0] if len(monomial) == 1 and monomial[0][1] == 1 else ""
        function, bracket, column = name.partition("(")
        if bracket and function in BETWEEN - {end}:
            gap: Polynomial = {((f"{GAP}{name}", 1),): factor * sign}
            base: Polynomial = {((f"{end}({column}", 1),): factor}
            found = plus(found, plus(base, gap))
        else:
            found = plus(found, {monomial: factor})
    return found


def _power_product(monomial: Monomial, span_of: Callable[[str], Range]) -> Range:
    low, high = 1.0, 1.0
    for name, power in monomial:
        ends = [times_nothing(one, other) for one in (low, high) for other in _power(span_of(name), power)]
        low, high = min(ends), max(ends)
    return low, high


def _power(ends: Range, power: int) -> Range:
    low, high = ends
    if power < 0:
        if low < 0 < high:
            return (0.0, math.inf) if power % 2 == 0 else ANYTHING
        inverse = sorted((1 / low if low else math.inf, 1 / high if high else -math.inf))
        low, high = inverse[0], inverse[1]
    powers = sorted((_raised(low, abs(power)), _raised(high, abs(power))))
    return (0.0 if power % 2 == 0 and low < 0 < high else powers[0]), powers[1]


def _raised(value: float, power: int) -> float:
    try:
        return value**power
    except OverflowError:
        return math.inf


def _scaled(ends: Range, factor: Fraction) -> Range:
    try:
        by = float(factor)
    except OverflowError:
        return ANYTHING
    low, high = sorted(times_nothing(end, by) for end in ends)
    return low, high


def times_nothing(first: float, second: float) -> float:
    """The product of two ends, in which nothing times infinity is nothing."""
    return first * second if first and second else 0.0


OPERATIONS: dict[type[ast.operator], Callable[[Polynomial, Polynomial], Polynomial]] = {
    ast.Add: plus, ast.Sub: minus, ast.Mult: _product, ast.Div: _quotient,
}  # fmt: skip
