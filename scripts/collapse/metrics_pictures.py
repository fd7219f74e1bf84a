"""What a generator of pictures has lost: how much of the real ones it covers, and how much of it looks real.

Precision is the share of generated pictures that lie as close to some real one as its neighbours do; recall, or
coverage, the same the other way round. The Fréchet distance is that of two normal laws with the same means and
covariances.
"""

import numpy as np

from collapse.estimate import FloatArray


def precision(real: FloatArray, generated: FloatArray, *, neighbours: int = 5) -> float:
    """Give the share of generated pictures within reach of a real one: of the distance to its k-th neighbour."""
    within = distances(real, real)
    reach = np.sort(within, axis=1)[:, neighbours]  # the nearest is the picture itself
    return float((distances(generated, real) <= reach).any(axis=1).mean())


def recall(real: FloatArray, generated: FloatArray, *, neighbours: int = 5) -> float:
    """Give the share of real pictures within reach of a generated one."""
    return precision(generated, real, neighbours=neighbours)


def distances(first: FloatArray, second: FloatArray) -> FloatArray:
    """Give the distance of each row of the first to each of the second."""
    squares = np.square(first).sum(axis=1)[:, np.newaxis] + np.square(second).sum(axis=1)
    return np.asarray(np.sqrt(np.maximum(squares - 2 * first @ second.T, 0)), dtype=float)


def frechet(first: FloatArray, second: FloatArray) -> float:
    """Give the squared Fréchet distance between two sets of features."""
    means = np.square(first.mean(axis=0) - second.mean(axis=0)).sum()
    one, other = np.cov(first.T), np.cov(second.T)
    # The eigenvalues of the product are those of a positive matrix; rounding may leave a trace below zero.
    roots = np.sqrt(np.maximum(np.linalg.eigvals(one @ other).real, 0)).sum()
    return float(means + np.trace(one) + np.trace(other) - 2 * roots)
