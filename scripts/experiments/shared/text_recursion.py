"""Generations of text as points of a sweep: one model and seed under one regime, measured against unseen real text.

The text is made of the real sentences that use frequent words alone. So there is no token for unknown words, which
would stand for a great many and be most of what a model writes in the end.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from collapse import regimes, text
from collapse.metrics import text as metrics_text
from collapse.models import ngram
from collapse.recursion import Model, recursion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from collapse.numerics.estimate import FloatArray
    from collapse.tasks.problems import Rows

GUESSED = ("accuracy", "perplexity", "head", "tail")
WRITTEN = ("rare", "words", "pairs")
CHAINS, STRENGTH = 512, 100.0  # of the n-gram model: chains that write, and how much single words smooth its pairs


class Author(NamedTuple):
    """A kind of model: how it learns, how it is cooled, the tokens of what it wrote, and its guesses at unseen text.

    Attributes:
        model: the family.
        truth: what real data are drawn from.
        size: what a training set counts in: words, or passages.
        cooled: from a temperature and a fit to the fit that samples.
        tokens: from data to the words of a text, of shape (words,).
        guesses: from a fit to the log probability of each unseen word but the first, and the likeliest word there.
    """

    model: Model[Any, Any]
    truth: Any
    size: int
    cooled: Callable[[float, Any], Any]
    tokens: Callable[[Any], Rows]
    guesses: Callable[[Any], tuple[FloatArray, Rows]]


def points(*, seeds: int, arms: Sequence[tuple[str, float, float]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep; an arm is a kind of model, a temperature, and a share of real text.

    Args:
        seeds: how many for each arm.
        arms: the values of `model`, `temperature` and `real_fraction`.
        **settings: all other settings of `point`.

    Returns:
        The settings, seed by seed.
    """
    names = ("model", "temperature", "real_fraction")
    return [settings | dict(zip(names, arm, strict=True)) | {"seed": seed} for seed, arm in product(range(seeds), arms)]


def point(
    *,
    model: str,
    temperature: float,
    real_fraction: float,
    seed: int,
    words: int,
    size: int,
    generations: int,
    head: int,
    rare: int,
    length: int,
    practice: tuple[int, float],
    batch: int,
) -> dict[str, Any]:
    """Let a model learn from its own text, and measure each generation; keep the beginning of what each writes.

    Args:
        model: `network`, or else the n-gram model.
        temperature: at which it writes, above 0.
        real_fraction: of the first text in each training set, from 0 to 1.
        seed: of the generator of random numbers.
        words: how many words by frequency a sentence may use, the mark of its end among them.
        size: words of the text to learn from.
        generations: how many fits follow the first.
        head: how many words by frequency are the head.
        rare: the first number of a word that counts as rare.
        length: words in a passage, and kept of each generation.
        practice: steps and learning rate of the network.
        batch: passages in a step.

    Returns:
        `measured`, from the name of a measure to its value in each generation, `kept`, a text a generation, and `real`,
        what unseen real text measures, with the share of its most frequent word, `floor`, and how many `rare_words` the
        first text has.

    Raises:
        ValueError: if the novels have too few words for this size, or a model or the regime refuses a setting.
    """
    rng = np.random.Generator(np.random.SFC64([seed]))
    learned, page = shuffled(sentences(words), size, rng)
    if model == "network":
        author = network(learned, page, rng, words=words, length=length, practice=practice, batch=batch)
    else:
        author = pairs(learned, page)
    cooled = partial(author.cooled, temperature)
    regime = regimes.biased(cooled, regimes.mix_resampled(real_fraction))
    measured: dict[str, list[float]] = {name: [] for name in (*GUESSED, *WRITTEN)}
    kept = []
    for fit in recursion(author.model, regime, author.truth, size=author.size, generations=generations, rng=rng):
        tokens = author.tokens(author.model.sample(cooled(fit), author.size, rng))
        found = (*guessed(*author.guesses(fit), page, head, rare), *variety(tokens, learned, rare))
        for name, value in zip(measured, found, strict=True):
            measured[name].append(value)
        kept.append(text.novels().read(tokens[:length]))
    real = dict(zip(WRITTEN, variety(page[:size], learned, rare), strict=True))
    real |= {"floor": np.bincount(page).max() / len(page), "rare_words": len(np.unique(learned[learned >= rare]))}
    return {"measured": measured, "kept": kept, "real": real}


def guessed(logs: FloatArray, likeliest: Rows, page: Rows, head: int, rare: int) -> tuple[float, ...]:
    """Measure how well an unseen text was guessed, in the order of `GUESSED`.

    Args:
        logs: log probabilities of its words but the first, of shape (words,), in nats.
        likeliest: the likeliest word in each place, of the same shape.
        page: the text.
        head: how many words by frequency are the head.
        rare: the first number of a word that counts as rare.

    Returns:
        The share that was guessed, and the perplexity on all words, on the head and on the rare ones.

    Raises:
        ValueError: if the text has no word of the head, or no rare one.
    """
    real = page[1 : 1 + len(logs)]
    return (
        float((likeliest == real).mean()),
        metrics_text.perplexity(logs),
        metrics_text.perplexity(logs[real < head]),
        metrics_text.perplexity(logs[real >= rare]),
    )


def variety(tokens: Rows, learned: Rows, rare: int) -> tuple[float, ...]:
    """Measure what a text has of the rare words of the first one, and its own variety, in the order of `WRITTEN`.

    Args:
        tokens: the text, of shape (words,).
        learned: the first text, of shape (words,).
        rare: the first number of a word that counts as rare.

    Returns:
        The share of the rare words of the first text that it has, how many different words it has, and the share of
        different ones among its pairs of words.
    """
    return (
        float(metrics_text.recall(tokens, learned, rarer_than=rare)[0]),
        float(metrics_text.vocabulary(tokens)[0]),
        float(metrics_text.distinct(tokens, 2)[0]),
    )


@cache
def sentences(words: int) -> tuple[Rows, ...]:
    """Give the sentences of the novels whose words are all among the most frequent.

    Args:
        words: how many words by frequency, the mark of a sentence's end among them.

    Returns:
        The tokens of each sentence, with its mark.
    """
    tokens = text.novels().tokens
    parts = np.split(tokens, np.flatnonzero(tokens == text.MARK) + 1)
    return tuple(part for part in parts if part.size > 1 and part.max() < words)


def shuffled(found: tuple[Rows, ...], size: int, rng: np.random.Generator) -> tuple[Rows, Rows]:
    """Shuffle sentences into a text to learn from, of so many words, and the rest, which no model sees.

    Args:
        found: the sentences.
        size: words of the text to learn from.
        rng: the generator.

    Returns:
        Both texts, of shape (words,).

    Raises:
        ValueError: if the rest would be the shorter one.
    """
    tokens = np.concatenate([found[place] for place in rng.permutation(len(found))])
    if len(tokens) < 2 * size:
        raise ValueError(f"size is {size}, but there are {len(tokens)} words, of which half are for the test")
    return tokens[:size], tokens[size:]


def network(
    learned: Rows,
    page: Rows,
    rng: np.random.Generator,
    *,
    words: int,
    length: int,
    practice: tuple[int, float],
    batch: int,
) -> Author:
    """Make the neural model.

    Args:
        learned: the first text, of shape (words,).
        page: the unseen one.
        rng: the generator.
        words: how many kinds of word there are.
        length: words in a passage.
        practice: steps and learning rate.
        batch: passages in a step.

    Returns:
        The author.
    """
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import transformer, writer  # noqa: PLC0415

    model = writer.writer(words, length, transformer.Practice(*practice), batch, rng)
    known, unseen = writer.passages(learned, length), writer.passages(page, length)
    return Author(
        model,
        writer.Library(known),
        len(known),
        writer.temperature,
        lambda data: data.values[0, :, 1:].ravel(),
        lambda fit: writer.guesses(model, fit, unseen),
    )


def pairs(learned: Rows, page: Rows) -> Author:
    """Make the n-gram model, of pairs of words.

    Args:
        learned: the first text, of shape (words,).
        page: the unseen one.

    Returns:
        The author.
    """
    types = 1 + max(int(learned.max()), int(page.max()))

    def guesses(fit: ngram.Places) -> tuple[FloatArray, Rows]:
        logs = metrics_text.log_likelihood(fit.tokens, page, types=types, strength=STRENGTH)
        return logs, followers(fit.tokens, types)[page[:-1]]

    truth = ngram.Library(learned, replicates=1)
    return Author(ngram.Raw(2, CHAINS), truth, len(learned), ngram.temperature, lambda data: data.tokens[0], guesses)


def followers(tokens: Rows, types: int) -> Rows:
    """Give for each word the one that most often comes after it, and the mark of a sentence's end for a new word.

    Args:
        tokens: a text, of shape (words,), all below `types`.
        types: how many kinds of word there are.

    Returns:
        Of shape (types,).
    """
    pair, count = np.unique(tokens[:-1] * types + tokens[1:], return_counts=True)
    rising = pair[np.argsort(count, kind="stable")]
    likeliest = np.full(types, text.MARK)
    likeliest[rising // types] = rising % types  # of several values for one place the last one stays
    return likeliest
