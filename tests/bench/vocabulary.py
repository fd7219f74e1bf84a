"""How much faster large vocabularies, n-grams, mixtures and thinned counts are than the plain way, side by side.

Plain and fast take turns, and a ratio is the median over the rounds, so that a busy machine slows both. Ten trillion
tokens over a billion types are too many for the plain way (16 GB); it draws a hundredth and is multiplied.
"""

import random
import resource
import sys
from itertools import islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
from scipy import stats

sys.path.insert(0, str(Path(__file__).parents[1]))

from collapse import regimes, text
from collapse.curation import verifiers
from collapse.models import huge_vocabulary, mixture, ngram, zipf
from collapse.recursion import recursion
from timing import seconds, side_by_side

ROUNDS = 3
TYPES, TOKENS = 10**9, 10**13
LEAST, MOST_GIGABYTES = 20, 0.5


def seeded():
    """Make the generator that the library uses."""
    return np.random.Generator(np.random.SFC64(1))


def plain_vocabulary():
    """Draw the counts of ten million types by the multinomial law: a hundredth of a generation."""
    part = TYPES // 100
    law = np.arange(1.0, part + 1) ** -1.0
    law /= law.sum()
    seeded().multinomial(TOKENS // 100, law)


def huge_generations():
    """Time the first two generations, and say how much memory this process ever held."""
    corpora = huge_vocabulary.replaced(TYPES, 1.0, TOKENS, seeded())
    times = [seconds(lambda: list(islice(corpora, 1))) for _ in range(2)]
    return times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def vocabulary():
    """Compare a generation of the huge vocabulary, each time in a process of its own."""
    rounds = []
    for _ in range(ROUNDS):
        plain = 100 * seconds(plain_vocabulary)
        with get_context("spawn").Pool(1) as pool:
            (first, second), gigabytes = pool.apply(huge_generations)
        rounds.append((plain, first, second, gigabytes))
    plain, first, second, gigabytes = (median(column) for column in zip(*rounds, strict=True))
    print(
        f"{TOKENS:,} tokens over {TYPES:,} types: first generation {first:.1f} s, the next {second:.1f} s, "
        f"{gigabytes:.2f} GB at most (at most {MOST_GIGABYTES}); multinomial {plain:.0f} s by extrapolation, "
        f"{plain / second:.0f} times as long (at least {LEAST}), {plain / first:.0f} times the first"
    )
    return plain / second >= LEAST and gigabytes < MOST_GIGABYTES


def plain_bigrams(tokens, size):
    """Fit successor lists and walk them with the standard library."""
    following = {}
    for first, second in pairwise(tokens):
        following.setdefault(first, []).append(second)
    words, source = [tokens[0]], random.Random(1)  # noqa: S311 - no secret is made of it
    for _ in range(size - 1):
        words.append(source.choice(following.get(words[-1], tokens)))
    return words


def bigrams(tokens, size):
    """Do the same with the library."""
    model = ngram.Raw(2, chains=1024)
    fit = model.fit(ngram.Texts(tokens[np.newaxis], np.zeros((1, len(tokens)), dtype=bool)))
    return model.sample(fit, size, seeded())


def plain_mixture(points, params):
    """Iterate EM on one replicate, with the densities of scipy."""
    weights, means, covariances = (part[0] for part in params)
    before = -np.inf
    for _ in range(mixture.MOST_ITERATIONS):
        densities = [stats.multivariate_normal.pdf(points, *pair) for pair in zip(means, covariances, strict=True)]
        joint = weights * np.stack(densities, axis=1)
        likelihood = np.log(joint.sum(axis=1)).mean()
        shares = joint / joint.sum(axis=1, keepdims=True)
        weights = shares.mean(axis=0)
        means = shares.T @ points / shares.sum(axis=0)[:, np.newaxis]
        covariances = [np.cov(points.T, aweights=share, ddof=0) + 1e-6 * np.eye(2) for share in shares.T]
        if likelihood - before < mixture.TOLERANCE:
            break
        before = likelihood


def loop(model, regime, truth, size):
    """Run three generations."""
    for _ in recursion(model, regime, truth, size=size, generations=3, rng=seeded()):
        pass


def cases():
    """Name each pair: the plain way and its units, the fast way and its units, and the least ratio we accept."""
    tokens = text.novels().tokens[:100_000]
    words = tokens.tolist()
    yield (
        "bigrams: fit to 100,000 tokens and draw as many, a token",
        (lambda: plain_bigrams(words, 100_000), 100_000),
        (lambda: bigrams(tokens, 100_000), 100_000),
        4,
    )
    model = mixture.Raw(2, "previous")
    data = model.sample(mixture.two_clusters(50), 200, seeded())
    yield (
        "mixture: fit two components to 200 points, a replicate",
        (lambda: [plain_mixture(points, data.origin) for points in data.values[:10]], 10),
        (lambda: model.fit(data), 50),
        2,
    )
    regime = regimes.verified(verifiers.noisy(lambda types: types < 10, 0.9, 0.3))
    truth = zipf.zipf(50, 1.0, 20)
    yield (
        "verified words, 50 types, 20,000 tokens: counts against tokens",
        (lambda: loop(zipf.Raw(), regime, truth, 20_000), 1),
        (lambda: loop(zipf.Exact(), regime, truth, 20_000), 1),
        20,
    )


def main():
    """Print every ratio; exit 1 if one is below what is accepted."""
    good = vocabulary()
    good &= side_by_side(cases(), ROUNDS)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
