"""Self-training with a test of its own for each start: checked, unchecked at three temperatures, and from scratch.

The tasks and networks of the four experiments on self-training. Each of five starting models is held to another fifth
of the problems, of which 400 a level are drawn for it, so that the spread over the starts holds the chance of the test.
No row is learned from that answers a problem of the test, whoever wrote it: a puzzle with many blanks has several
solutions, and one of them may be tested. From one and the same first fit, a network goes on from its own answers: from
the right ones, from all as it draws them, from all at half that temperature, from the likeliest of each; or a beginner
takes its place in every generation, and trains as long as the first did.

What is tested was written down before the first run. Checked answers should end above unchecked ones, seed by seed and
however the unchecked ones are drawn: by more than zero, which is what a checker that changes nothing gives. If
unchecked answers lose something even where the likeliest is taken, held to the network's own start, the noise of
drawing is not what makes it fall; if they lose nothing there, it is. A beginner that is no better off says that the
loss is not one of training on and on. Cut for time before the run: three generations, after which problems are as hard
as they get, and beginners for the two cheaper tasks alone. Tasks run in the order in which they stand; those that an
hour does not finish are left out, whatever the finished ones say.

Sources:
- zelikman2022: a language model that learns from those of its own answers that turn out right
- feng2025: that a verifier keeps a loop from collapsing
- lee2025: a network that learns from own answers to ever harder problems
"""

from __future__ import annotations

from typing import Any

from experiments import self_training_arithmetic, self_training_programs, self_training_proofs, self_training_puzzles
from experiments.shared.self_labels import point, points

__all__ = ["point", "points"]

SAME = ("size", "levels", "first", "later", "batch", "rotary", "evaluated", "tested")


def like(params: dict[str, Any], *arms: str) -> dict[str, Any]:
    """Give a task the settings that it has elsewhere, fewer generations, and these arms."""
    return {name: params[name] for name in SAME} | {"generations": 3, "arms": arms}


PARAMS = {
    "seeds": 5,
    "tasks": {
        "puzzles": like(self_training_puzzles.PARAMS, "checked", "sampled", "cooler", "greedy", "scratch"),
        "sums": like(self_training_arithmetic.PARAMS, "checked", "sampled", "cooler", "greedy", "scratch"),
        "proofs": like(self_training_proofs.PARAMS, "checked", "sampled", "greedy"),
        "programs": like(self_training_programs.PARAMS, "checked", "sampled", "greedy"),
    },
}
REPLAY = "statistical"
