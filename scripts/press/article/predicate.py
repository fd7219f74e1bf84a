"""A predicate compares numbers of results and is true, false or, where an interval holds the threshold, inconclusive.

`regimes_error.accumulate < 0.1 * regimes_error.replace` is a comparison of two expressions (`press.article.expression`)
over `NAME.NUMBER`. The interval is 95 %, two-sided.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from press.article import expression
from press.article.expression import references

if TYPE_CHECKING:
    from press.core.sourced import Known

__all__ = ["FALSE", "INCONCLUSIVE", "TRUE", "evaluate", "references"]

TRUE, FALSE, INCONCLUSIVE = "true", "false", "inconclusive"
Z_95 = 1.959964  # the 97.5 % point of the standard normal: a two-sided 95 % interval
COMPARISONS = {ast.Lt: -1, ast.LtE: -1, ast.Gt: 1, ast.GtE: 1}


def evaluate(text: str, known: Known) -> str:
    """`true`, `false` or `inconclusive`; a ValueError says what is wrong with the predicate."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{text!r} is not a comparison; write one such as name.number < 0.5") from None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS:
        raise ValueError(f"{text!r} is not one comparison with <, <=, > or >=; write one such as name.number < 0.5")
    left, right = (expression.evaluated(side, known) for side in (tree.left, tree.comparators[0]))
    difference = expression.minus(left, right)
    margin = COMPARISONS[type(tree.ops[0])] * difference.value
    if difference.error == 0:
        strict = isinstance(tree.ops[0], ast.Lt | ast.Gt)
        return TRUE if margin > 0 or (margin == 0 and not strict) else FALSE
    if abs(margin) <= Z_95 * difference.error:
        return INCONCLUSIVE
    return TRUE if margin > 0 else FALSE
