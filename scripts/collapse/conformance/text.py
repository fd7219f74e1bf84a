"""The words of three real novels under replace, word by word and through the words before."""

from collections.abc import Iterator

import numpy as np

from collapse import metrics, regimes, text
from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.models import ngram, zipf
from collapse.recursion import recursion
from collapse.theory.zipf import survival_rate


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    tokens = text.novels().tokens
    counts = np.bincount(tokens)
    yield from words(counts, rng)
    yield from pairs(tokens[:20_000], rng)


def words(counts: np.ndarray, rng: np.random.Generator) -> Iterator[Row]:
    """Types alive, and the true probability of those that are gone, for a corpus as long as the novels."""
    share, size = counts / counts.sum(), int(counts.sum())
    truth = zipf.law(share, 40)
    fits = list(recursion(zipf.Exact(), regimes.replace, truth, size=size, generations=9, rng=rng))
    rates = survival_rate(9)
    for generation in (0, 9):
        setting = f"words of three novels, one by one, {size:,} tokens, {generation + 1} corpora"
        alive = -np.expm1(-size * share * rates[generation]).sum()
        missing = share @ np.exp(-size * share * rates[generation])
        found = fits[generation]
        number = f"k={generation + 1}"
        yield compare(f"D6 novels {number}", f"{setting}: types alive", alive, metrics.surviving_types(found))
        yield compare(f"D7 novels {number}", f"{setting}: missing mass", missing, metrics.missing_mass(found, truth))


def pairs(tokens: np.ndarray, rng: np.random.Generator) -> Iterator[Row]:
    """The walk of an order-2 model goes from word to word as the text does, and visits each as often."""
    model = ngram.Raw(order=2, chains=256)
    params = model.fit(ngram.Texts(tokens[np.newaxis], np.zeros((1, len(tokens)), dtype=bool)))
    drawn = model.sample(params, 256 * 8000, rng).tokens.reshape(256, 8000)
    table = np.zeros((tokens.max() + 1, tokens.max() + 1))
    np.add.at(table, (tokens[:-1], tokens[1:]), 1)
    favourite = table.argmax(axis=1)
    exact = (favourite[tokens[:-1]] == tokens[1:]).mean()
    seen = (favourite[drawn[:, :-1]] == drawn[:, 1:]).mean(axis=1)
    setting = "bigrams of 20,000 tokens: how often a word is followed by the one that follows it most"
    yield compare("R28 bigram", setting, float(exact), seen)
