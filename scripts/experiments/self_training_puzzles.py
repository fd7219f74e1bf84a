"""A small network that fills in Sudoku gets better from its own solutions if they are checked, and worse if not.

A decoder of a tenth of a million parameters learns Sudoku of four by four with few blanks from real solutions. Then it
learns from its own answers alone, to new problems with more and more blanks: from those that keep the rules, from all,
from those that a checker passes which also passes some wrong ones, from the answers most of four attempts give, or from
all it has ever learned from together (accumulate). Every generation has as many answers and as many steps. Each start
has a test of its own, a fifth of the 288 grids. None of those is shown; and since a puzzle with many blanks has several
solutions, a right answer that is a grid of the test is not learned from, whoever wrote it. The network keeps its
weights from one generation to the next. How else unchecked answers may be drawn is in `self_labels`.

Sources:
- zelikman2022: a language model that learns from those of its own answers that turn out right
- feng2025: verification of synthetic data, and that an imperfect verifier can be enough
- lee2025: a network that learns from own answers to ever harder problems
"""

from __future__ import annotations

from functools import partial

from experiments.shared import learning_curves
from experiments.shared.learning_curves import numbers, simulate
from experiments.shared.self_training import ARMS, point, points

__all__ = ["numbers", "point", "points", "simulate"]

NAME = "Puzzles, checked and unchecked"
LAY = (
    "A network that learns Sudoku from its own solutions improves, "
    "also on harder puzzles than any it was shown, as long as wrong solutions are thrown out. "
    "Without that check it unlearns what it knew."
)
READ = (
    "Left: right answers to all held-out problems, by generation, with intervals of {confidence} confidence over "
    "{seeds} starting models, each with problems of its own; where some pass, a checker lets so many wrong answers "
    "through. "
    "Right: the same by blank cells, twice as many in the hardest as it was first shown, before and after."
)
LIMITS = (
    "The rules of Sudoku check any solution at once; most of what is written has no such check. "
    "The network is tiny and its puzzles small: how far the climb goes says nothing of large models."
)
ALT = (
    "Two line charts. Right answers over {generations} generations: when checked they change by {verified_gain} "
    "of all answers, unchecked by {unverified_gain}. By blank cells: on the hardest from {start_level_12} to "
    "{verified_level_12} when checked, and to {unverified_level_12} when not."
)
PARAMS = {
    "task": "sudoku",
    "seeds": 5,
    "arms": tuple(ARMS),
    "size": 1000,
    "generations": 6,
    "levels": [[2, 4, 6], [4, 6, 8], [4, 6, 8, 10], [4, 6, 8, 10, 12]],
    "first": [200, 0.003],
    "later": [80, 0.001],
    "batch": 64,
    "rotary": False,
    "evaluated": [6, 9, 12],
    "tested": 400,
}
REPLAY = "statistical"
PANELS = (1, 2)
plot = partial(learning_curves.plot, level="blank cells")
