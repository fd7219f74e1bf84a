"""A small network that adds learns longer sums from its own answers if they are checked, and forgets if they are not.

A decoder of a tenth of a million parameters learns to add numbers of up to three digits from real sums, then from its
own answers alone, to new sums of the same kind: from the right ones, from all, from those that a checker passes which
also passes some wrong ones, or from the answers most of four attempts give; or from all it has ever learned from
together (accumulate). Problems never get harder, so the decline without a check has no other cause. Every generation
has as many answers and as many steps. Each start has a test of its own, a fifth of all problems, and sums of four
digits are never trained on. The network keeps its weights from one generation to the next. How else unchecked answers
may be drawn is in `self_labels`.

Sources:
- zelikman2022: a language model that learns from those of its own answers that turn out right
- feng2025: verification of synthetic data, and that an imperfect verifier can be enough
- lee2025: addition of ever longer numbers, learned from own answers
"""

from __future__ import annotations

from functools import partial

from experiments.shared import learning_curves
from experiments.shared.learning_curves import numbers, simulate
from experiments.shared.self_training import ARMS, point, points

__all__ = ["numbers", "point", "points", "simulate"]

NAME = "Sums, checked and unchecked"
LAY = (
    "A network that practises addition on its own answers climbs, "
    "even on sums longer than any it was taught, if wrong answers are thrown out, and slides if they are not."
)
READ = (
    "Left: right answers to all held-out problems, by generation, with intervals of {confidence} confidence over "
    "{seeds} starting models, each with problems of its own; where some pass, a checker lets so many wrong answers "
    "through. "
    "Right: the same by digits, of which four were never taught, before and after."
)
LIMITS = (
    "A sum is checked by adding; most of what is written cannot be checked like that. "
    "The network is tiny, and the spread between starting models, each with a test of its own, is wide."
)
ALT = (
    "Two line charts. Right answers over {generations} generations: when checked they change by {verified_gain} "
    "of all answers, unchecked by {unverified_gain}. By digits: on the hardest from {start_level_4} to "
    "{verified_level_4} when checked, and to {unverified_level_4} when not."
)
PARAMS = {
    "task": "addition",
    "seeds": 5,
    "arms": tuple(ARMS),
    "size": 500,
    "generations": 8,
    "levels": [[1, 2, 3]],
    "first": [500, 0.003],
    "later": [100, 0.002],
    "batch": 128,
    "rotary": True,
    "evaluated": [2, 3, 4],
    "tested": 400,
}
REPLAY = "statistical"
PANELS = (1, 2)
plot = partial(learning_curves.plot, level="digits")
