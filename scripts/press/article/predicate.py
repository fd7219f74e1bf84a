"""A predicate compares numbers of results and is true, false or, where an interval holds the threshold, inconclusive.

`regimes_error.accumulate < 0.1 * regimes_error.replace` is a comparison of two expressions (`press.article.expression`)
over `NAME.NUMBER`. The interval is 95 %, two-sided.
"""

from __future__ import annotations

import ast
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING

from press.article import expression
from press.article.expression import references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from press.core.sourced import Known

__all__ = ["FALSE", "INCONCLUSIVE", "TRUE", "evaluate", "references"]

TRUE, FALSE, INCONCLUSIVE = "true", "false", "inconclusive"
Z_95 = 1.959964  # the 97.5 % point of the standard normal: a two-sided 95 % interval
COMPARISONS = {ast.Lt: -1, ast.LtE: -1, ast.Gt: 1, ast.GtE: 1}


def evaluate(text: str, known: Known) -> str:
    """`true`, `false` or `inconclusive`; a ValueError says what is wrong with the predicate."""
    return _judged(_comparison(text), known)


def is_open(text: str, known: Known, ranges: Mapping[str, tuple[float, ...]]) -> bool:
    """Whether some values of the numbers in their ranges make the predicate true, and some make it false."""
    seen = set()
    for values in product(*ranges.values()):
        chosen = Chosen(dict(zip(ranges, values, strict=True))).visit(_comparison(text))
        with suppress(ValueError):  # a division by zero
            seen.add(_judged(chosen, known))
        if {TRUE, FALSE} <= seen:
            return True
    return False


class Chosen(ast.NodeTransformer):
    """An expression with numbers in the stead of places."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = values

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """The number chosen for a place."""
        return ast.Constant(self.values[place]) if (place := ast.unparse(node)) in self.values else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """The same for a place in brackets."""
        return ast.Constant(self.values[place]) if (place := ast.unparse(node)) in self.values else node


def _comparison(text: str) -> ast.Compare:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not a comparison; write one such as name.number < 0.5") from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS:
        raise ValueError(f"{text!r} is not one comparison with <, <=, > or >=; write one such as name.number < 0.5")
    return tree


def _judged(tree: ast.Compare, known: Known) -> str:
    left, right = (expression.evaluated(side, known) for side in (tree.left, tree.comparators[0]))
    difference = expression.minus(left, right)
    margin = COMPARISONS[type(tree.ops[0])] * difference.value
    if difference.error == 0:
        strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
        return TRUE if margin > 0 or (margin == 0 and not strict) else FALSE
    if abs(margin) <= Z_95 * difference.error:
        return INCONCLUSIVE
    return TRUE if margin > 0 else FALSE
