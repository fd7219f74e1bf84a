"""A small network learns proofs twice as long as any it was shown if its own are checked, and forgets if they are not.

A decoder of a tenth of a million parameters learns proofs of up to three steps from real ones: rules are cited
backwards from a goal until a given fact is reached. Then it learns from its own proofs alone, of ever longer chains:
from those that hold step by step, from all, from those that a checker passes which also passes some wrong ones, or from
those most of four attempts give; or from all it has ever learned from together (accumulate). Every generation has as
many proofs and as many steps of training. Each start has a test of its own, a fifth of all problems. The network keeps
its weights from one generation to the next. How else unchecked answers may be drawn is in `self_labels`.

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

NAME = "Proofs, checked and unchecked"
LAY = (
    "Shown proofs of at most three steps, a network finds proofs of six by learning from its own attempts, "
    "as long as a checker throws out those that do not hold. Unchecked, it loses even the short ones."
)
READ = (
    "Left: right answers to all held-out problems, by generation, with intervals of {confidence} confidence over "
    "{seeds} starting models, each with problems of its own; where some pass, a checker lets so many wrong answers "
    "through. "
    "Right: the same by steps of the proof, of which at most three were shown, before and after."
)
LIMITS = (
    "A proof checks itself step by step; most arguments do not. "
    "As right proofs are rare at first, even a checker that seldom errs passes mostly wrong ones."
)
ALT = (
    "Two line charts. Right answers over {generations} generations: when checked they change by {verified_gain} "
    "of all answers, unchecked by {unverified_gain}. By steps of the proof: on the hardest from {start_level_6} to "
    "{verified_level_6} when checked, and to {unverified_level_6} when not."
)
PARAMS = {
    "task": "proofs",
    "seeds": 5,
    "arms": tuple(ARMS),
    "size": 3000,
    "generations": 5,
    "levels": [[1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]],
    "first": [600, 0.003],
    "later": [150, 0.0015],
    "batch": 128,
    "rotary": True,
    "evaluated": [2, 3, 4, 5, 6],
    "tested": 400,
}
REPLAY = "statistical"
PANELS = (1, 2)
plot = partial(learning_curves.plot, level="steps of the proof")
