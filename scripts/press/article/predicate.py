"""A predicate compares numbers of results and is true, false or, where an interval holds the threshold, inconclusive.

`regimes_error.accumulate < 0.1 * regimes_error.replace` is a comparison of two expressions (`press.article.expression`)
over `NAME.NUMBER`. The interval is 95 %, two-sided, and Student's where the errors were taken over few runs: five seeds
reach 2.8 standard errors to either side. `margin` says how far on the true side a comparison is, and `certain` whether
it could have come out otherwise at all.
"""

from __future__ import annotations

import ast
import math
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from press.article import expression, polynomial
from press.article.expression import references
from press.core.sourced import Known

__all__ = ["FALSE", "INCONCLUSIVE", "TRUE", "Margin", "certain", "evaluate", "idle", "margin", "references"]

TRUE, FALSE, INCONCLUSIVE = "true", "false", "inconclusive"
MANY = 1000  # runs from which Student's interval is the normal one to a thousandth
OUTSIDE = 0.05  # of the cases a two-sided 95 % interval misses
COMPARISONS = {ast.Lt: -1, ast.LtE: -1, ast.Gt: 1, ast.GtE: 1}


class Margin(NamedTuple):
    """What came out, both sides of the comparison, and how many standard errors it stands on the true side.

    The distance is below 0 where it is false, and infinite where both sides are exact. `runs` is the least number of
    independent runs that an error in it was taken over, 0 where none of its results says so.
    """

    outcome: str
    value: float
    threshold: float
    distance: float
    runs: int = 0


def margin(text: str, known: Known) -> Margin:
    """Evaluate a predicate and say by how much it holds; a ValueError says what is wrong with it."""
    tree = _comparison(text)
    left, right = (expression.evaluated(side, known) for side in (tree.left, tree.comparators[0]))
    difference = expression.minus(left, right)
    if not math.isfinite(difference.value):
        raise ValueError(f"{text!r} comes to more than any number")
    above = COMPARISONS[type(tree.ops[0])] * difference.value
    if difference.error == 0:
        strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
        outcome = TRUE if above > 0 or (above == 0 and not strict) else FALSE
        return Margin(outcome, left.value, right.value, math.copysign(math.inf, 1 if outcome == TRUE else -1))
    distance = above / difference.error
    asked = (expression.name_of(place) for place, error in difference.parts.items() if error)
    runs = min(filter(None, (expression.source(name, known).runs for name in asked)), default=0)
    outcome = INCONCLUSIVE if by_chance(distance, runs) >= OUTSIDE else TRUE if distance > 0 else FALSE
    return Margin(outcome, left.value, right.value, distance, runs)


def by_chance(distance: float, runs: int) -> float:
    """The chance that an estimate is off by so many standard errors or more, either way.

    Student's t for an error taken over so many runs, as a finite sum (Student 1908, doi:10.2307/2331554); the normal
    distribution where they are many, or nobody says how many.
    """
    degrees = runs - 1
    if not 1 <= degrees < MANY:
        return math.erfc(abs(distance) / math.sqrt(2))
    angle, odd = math.atan(abs(distance) / math.sqrt(degrees)), degrees % 2
    term, total = math.cos(angle) if odd else 1.0, 0.0
    for step in range(2 + odd, degrees + 1, 2):
        total += term
        term *= math.cos(angle) ** 2 * (step - 1) / step
    total *= math.sin(angle)
    return 1 - (2 / math.pi * (angle + total) if odd else total)


def evaluate(text: str, known: Known) -> str:
    """`true`, `false` or `inconclusive`; a ValueError says what is wrong with the predicate."""
    return margin(text, known).outcome


def certain(text: str, known: Known) -> str:
    """`true` or `false` where no number of these kinds could make it anything else, and nothing otherwise."""
    tree = _comparison(text)
    left, right = tree.left, tree.comparators[0]
    low, high = _difference(_span(left, known), _span(right, known))
    with suppress(ValueError, ZeroDivisionError):  # too long to be multiplied out
        told = polynomial.minus(polynomial.of(left), polynomial.of(right))
        least, most = polynomial.span(told, lambda name: _span(expression.parsed(name), known))
        low, high = max(low, least), min(high, most)
    if isinstance(tree.ops[0], ast.Lt | ast.LtE):
        low, high = -high, -low
    strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
    if low > 0 or (low == 0 and not strict):
        return TRUE
    return FALSE if high < 0 or (high == 0 and strict) else ""


def idle(text: str) -> set[str]:
    """The numbers that a predicate names and does not rest on, since they fall away, such as `x` in `0 * x < y`."""
    tree = _comparison(text)
    try:
        told = polynomial.minus(polynomial.of(tree.left), polynomial.of(tree.comparators[0]))
    except (ValueError, ZeroDivisionError):  # too long to be multiplied out
        return set()
    kept = " ".join(name for monomial in told for name, _ in monomial)
    return {each for each in references(text) if each not in kept}


def is_one(text: str) -> bool:
    """Whether a text has the form of a predicate, whatever it names."""
    try:
        return bool(_comparison(text) and references(text))
    except ValueError:
        return False


@lru_cache(maxsize=4096)  # a ledger asks for that of each test many times over
def _comparison(text: str) -> ast.Compare:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not a comparison; write one such as name.number < 0.5") from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS:
        raise ValueError(f"{text!r} is not one comparison with <, <=, > or >=; write one such as name.number < 0.5")
    return tree


def _span(node: ast.expr, known: Known) -> tuple[float, float]:
    """The least and the largest value that an expression can have, by the kinds of its numbers."""
    if place := expression.split(node):
        return expression.look_up(place, known).span
    if isinstance(node, ast.Constant):
        return (expression.evaluated(node, known).value,) * 2
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            low, high = _span(operand, known)
            return -high, -low
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operation, right=right):
            first, second = _span(left, known), _span(right, known)
            return _difference(first, (-second[1], -second[0]) if isinstance(operation, ast.Add) else second)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            ends = [polynomial.times_nothing(one, other) for one in _span(left, known) for other in _span(right, known)]
            return min(ends), max(ends)
    is_length = isinstance(node, ast.Call) and ast.unparse(node.func) == expression.LENGTH
    return (0.0, math.inf) if is_length else polynomial.ANYTHING


def _difference(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    return first[0] - second[1], first[1] - second[0]
