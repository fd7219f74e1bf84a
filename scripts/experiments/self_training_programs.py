"""A small network learns to write programs from its own if they are run and tested, and forgets if they are not.

A decoder of a tenth of a million parameters learns from real ones to write programs of one or two operations that turn
two given lists into two others. Then it learns from its own programs alone, for ever harder examples: from those that
do what the examples ask, from all, from those that a checker passes which also passes some wrong ones, or from those
most of four attempts give; or from all it has ever learned from together (accumulate). Every generation has as many
programs and as many steps of training. Each start has a test of its own, a fifth of all problems. A level is the length
of the program that made the examples; a shorter one may do. The network keeps its weights from one generation to the
next. How else unchecked answers may be drawn is in `self_labels`.

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

NAME = "Programs, checked and unchecked"
LAY = (
    "A network that writes small programs improves by learning from its own, "
    "if those that fail their tests are thrown out. "
    "If every program counts, it gets no better."
)
READ = (
    "Left: right answers to all held-out problems, by generation, with intervals of {confidence} confidence over "
    "{seeds} starting models, each with problems of its own; where some pass, a checker lets so many wrong answers "
    "through. "
    "Right: the same by operations, of which at most two were shown, before and after."
)
LIMITS = (
    "The tests here settle whether a program is right; real tests leave gaps. "
    "Programs are five operations on lists of three numbers, far from what is called programming."
)
ALT = (
    "Two line charts. Right answers over {generations} generations: when checked they change by {verified_gain} "
    "of all answers, unchecked by {unverified_gain}. By operations: on the hardest from {start_level_4} to "
    "{verified_level_4} when checked, and to {unverified_level_4} when not."
)
PARAMS = {
    "task": "programs",
    "seeds": 5,
    "arms": tuple(ARMS),
    "size": 4000,
    "generations": 6,
    "levels": [[1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]],
    "first": [600, 0.003],
    "later": [200, 0.002],
    "batch": 128,
    "rotary": False,
    "evaluated": [2, 3, 4],
    "tested": 400,
}
REPLAY = "statistical"
PANELS = (1, 2)
plot = partial(learning_curves.plot, level="operations")
