"""Ten trillion words, by a sample of them, and single words by how often they were seen."""

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.models import vocabulary
from collapse.numerics.estimate import Estimate, FloatArray
from collapse.theory import zipf as theory

TOKENS, TYPES = 1e13, 1e14


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from words(rng)
    yield from large(rng)
    yield from tails(rng)


def words(rng: np.random.Generator) -> Iterator[Row]:
    """A word that was seen so often in the first corpus."""
    for count, generation, replicates in ((1, 9, 160_000), (10, 49, 80_000), (100, 199, 40_000)):
        alone = np.ones((1, replicates))
        corpora = vocabulary.replaced(vocabulary.Words(alone, alone, count * alone), rng)
        alive = next(islice(corpora, generation, None)).counts[0] > 0
        exact = theory.word_survival(count, generation)[-1]
        setting = f"a word seen {count} times in the first corpus: alive in corpus {generation + 1}"
        yield compare(f"D13 c={count}", setting, exact, alive)


def large(rng: np.random.Generator) -> Iterator[Row]:
    """Ten trillion tokens, by a sample of the words."""
    for exponent, shown in ((1.5, (1, 10, 50)), (1.2, (10,))):
        bins = theory.rank_bins(TYPES, exponent)
        for count, corpus in corpora(exponent, TOKENS, shown, rng).items():
            setting = f"Zipf's law, exponent {exponent}, 1e14 types, 1e13 tokens, corpus {count}"
            number = f"exponent {exponent}, k={count}"
            alive = theory.types_alive(bins, TOKENS, count - 1)[-1]
            yield derived(f"D14 alive, {number}", f"{setting}: types alive", alive, corpus.alive)
            missing = theory.missing_mass(bins, TOKENS, count - 1)[-1]
            yield derived(f"D14 missing, {number}", f"{setting}: missing mass", missing, corpus.missing)


def tails(rng: np.random.Generator) -> Iterator[Row]:
    """The power laws of a vocabulary without end, which one of 1e14 types comes close to."""
    exponent, law = 1.5, "Zipf's law, exponent 1.5"
    first, tenth = corpora(exponent, TOKENS, (1, 10), rng).values()
    setting = f"{law}, 1e14 types for an unbounded vocabulary, 1e13 tokens, corpus 10"
    alive = theory.unbounded_types_alive(exponent, TOKENS, 9)
    yield derived("D8 alive", f"{setting}: types alive", alive[-1], tenth.alive, tolerance=0.02)
    missing = theory.unbounded_missing_mass(exponent, TOKENS, 9)
    yield derived("D8 missing", f"{setting}: missing mass", missing[-1], tenth.missing, tolerance=0.02)
    kept = Estimate(tenth.alive.mean / first.alive.mean, tenth.alive.error / first.alive.mean)
    yield derived("D9", f"{setting}: types alive over those in the first", alive[-1] / alive[0], kept, tolerance=0.02)
    few, many = 1e8, 1e12
    lost = [corpora(exponent, tokens, (1,), rng)[1].missing.mean for tokens in (few, many)]
    exact = [theory.unbounded_missing_mass(exponent, tokens, 0)[0] for tokens in (few, many)]
    setting = f"{law}, from 1e8 to 1e12 tokens: slope of the log of the missing mass"
    yield Row("R18", "dohmatob2024tails", "second-hand", setting, slope(exact, many / few), slope(lost, many / few),
              0.0, tolerance=0.015)  # fmt: skip


def slope(values: Sequence[FloatArray], factor: float) -> float:
    """Give the exponent of a power law through two values, at arguments that differ by a factor."""
    return float(np.log(values[1] / values[0]) / math.log(factor))


class Corpus(NamedTuple):
    """Estimates of the types alive and of the true probability of the others."""

    alive: Estimate
    missing: Estimate


def corpora(exponent: float, tokens: float, shown: Sequence[int], rng: np.random.Generator) -> dict[int, Corpus]:
    """Follow a sample of the words, and return the corpora of these numbers, counted from 1."""
    bins = theory.rank_bins(TYPES, exponent)
    strata = theory.rank_bins(TYPES, exponent, single_ranks=10, width=0.2)
    first = vocabulary.first_corpus(bins, strata, tokens, 5000, rng)
    followed = enumerate(islice(vocabulary.replaced(first, rng), max(shown)), 1)
    return {
        count: Corpus(vocabulary.types_alive(words, strata), vocabulary.missing_mass(words, strata))
        for count, words in followed
        if count in shown
    }


def derived(name: str, setting: str, expected: float, measured: Estimate, tolerance: float = 0.0) -> Row:
    """Compare an estimate with a value that is ours."""
    mean, error = float(measured.mean), float(measured.error)
    return Row(name, "", "derived", setting, float(expected), mean, error, tolerance)
