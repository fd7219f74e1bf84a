"""One walk on a line."""

import itertools
import random


def walk(seed, count):
    drawn = random.Random(seed)  # noqa: S311 - a walk, and no secret
    return list(itertools.accumulate(drawn.choice((-1, 1)) for _ in range(count)))
