"""A solver that tries again with a hint what it did not solve: its chance of a right answer unaided, exactly.

Sources:
- zelikman2022 (arXiv:2203.14465): rationalisation, a second try with the answer as a hint
"""

import math

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import FINITE


@refusals.meant(start=FINITE, hint=FINITE)
def unaided(start: float, hint: float, *, rollouts: int, step: float, rounds: int, penalty: float = 1.0) -> FloatArray:
    """Give the chance that one unaided try is right, after each round, for problems that were all alike.

    A problem is learned in a round unless all tries fail, unaided and with the hint, which is given from the second
    round on: a recursion has none in generation 0. How often it was learned is a Markov chain, which is followed
    exactly (derived here).

    Args:
        start: natural log odds of a right answer before training.
        hint: what the hint adds to the log odds, in nats; minus 1,000 is none.
        rollouts: answers to each problem in a round of training, from 1, and as many with the hint.
        step: how far the log odds move up where a problem was learned, in nats, above 0.
        rounds: rounds of training, from 0.
        penalty: how many steps the log odds move down where it was not, from 0.

    Returns:
        Chances, of shape (rounds + 1,), with that before training first.

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        Rationalisation is that of Zelikman et al. (2022), arXiv:2203.14465.
    """
    law = np.ones(1)  # of how often the problem was learned, after so many rounds
    chances = [1 / (1 + math.exp(-start))]
    for done in range(rounds):
        learned = np.arange(done + 1.0)
        odds = start + step * (learned - penalty * (done - learned))
        again = np.logaddexp(0, odds + hint) if done else 0.0
        missed = np.exp(-rollouts * (np.logaddexp(0, odds) + again))
        law = np.append(law * missed, 0.0) + np.insert(law * (1 - missed), 0, 0.0)
        learned = np.arange(done + 2.0)
        odds = start + step * (learned - penalty * (done + 1 - learned))
        chances.append(float(law @ np.exp(-np.logaddexp(0, -odds))))
    return np.array(chances)
