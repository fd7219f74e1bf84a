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
from collapse.recursion import Model, Regime, recursion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from collapse.networks.writer import Stock
    from collapse.numerics.estimate import FloatArray
    from collapse.tasks.problems import Rows

GUESSED = ("accuracy", "perplexity", "head", "tail")
WRITTEN = ("rare", "words", "pairs")
COMPARED = ("lost", "gained")
ARM = ("model", "regime", "temperature")
REGIMES: dict[str, Regime] = {
    "replace": regimes.replace,
    "tenth": regimes.mix_fresh(0.1),
    "fifth": regimes.mix_fresh(0.2),
    "half": regimes.mix_fresh(0.5),
    "grown": regimes.growing,
    "accumulate_subsample": regimes.accumulate_subsample,
    "accumulate": regimes.accumulate,
}
CHAINS, STRENGTH = 512, 100.0  # of the n-gram model: chains that write, and how much single words smooth its pairs


class Author(NamedTuple):
    """A kind of model: how it learns, how it is cooled, the tokens of what it wrote, and its guesses at unseen text.

    Attributes:
        model: the family.
        truth: what real data are drawn from, new ones each time.
        cooled: from a temperature and a fit to the fit that samples.
        tokens: from data to the words of a text, of shape (words,).
        guesses: from a fit to the log probability of each unseen word but the first, and the likeliest word there.
    """

    model: Model[Any, Any]
    truth: Any
    cooled: Callable[[float, Any], Any]
    tokens: Callable[[Any], Rows]
    guesses: Callable[[Any], tuple[FloatArray, Rows]]


def points(*, seeds: int, arms: Sequence[tuple[str, str, float]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, seed by seed; an arm is a kind of model, a regime, and a temperature."""
    return [settings | dict(zip(ARM, arm, strict=True)) | {"seed": seed} for seed, arm in product(range(seeds), arms)]


def point(
    *,
    model: str,
    regime: str,
    temperature: float,
    seed: int,
    words: int,
    size: int,
    page: int,
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
        regime: a key of `REGIMES`.
        temperature: at which it writes, above 0.
        seed: of the generator of random numbers.
        words: how many words by frequency a sentence may use, the mark of its end among them.
        size: words of the text to learn from.
        page: words of the unseen text that it is held to, other ones for each seed.
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
    unseen, rest = shuffled(sentences(words), page, rng)
    if model == "network":
        author = network(rest, unseen, rng, words=words, length=length, practice=practice, batch=batch)
    else:
        author = pairs(rest, unseen)
    learned = rest[: size // length * length]
    cooled = partial(author.cooled, temperature)
    chosen = regimes.biased(cooled, REGIMES[regime])
    many = size // length if model == "network" else size
    measured: dict[str, list[float]] = {name: [] for name in (*GUESSED, *WRITTEN, *COMPARED)}
    kept, first = list[str](), None
    for fit in recursion(author.model, chosen, author.truth, size=many, generations=generations, rng=rng):
        tokens = author.tokens(author.model.sample(cooled(fit), many, rng))
        logs, likeliest = author.guesses(fit)
        hits = likeliest == unseen[1 : 1 + len(likeliest)]
        first = hits if first is None else first
        found = (*guessed(logs, likeliest, unseen, head, rare), *variety(tokens, learned, rare), *compared(first, hits))
        for name, value in zip(measured, found, strict=True):
            measured[name].append(value)
        kept.append(text.novels().read(tokens[:length]))
    real = dict(zip(WRITTEN, variety(unseen[:size], learned, rare), strict=True))
    real |= {"floor": np.bincount(unseen).max() / len(unseen), "rare_words": len(np.unique(learned[learned >= rare]))}
    return {"measured": measured, "kept": kept, "real": real}


def compared(first: npt.NDArray[np.bool_], now: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Give the shares of words that only the first model guessed, and only this one, in the order of `COMPARED`."""
    return float((first & ~now).mean()), float((now & ~first).mean())


def guessed(logs: FloatArray, likeliest: Rows, page: Rows, head: int, rare: int) -> tuple[float, ...]:
    """Measure how well an unseen text was guessed, in the order of `GUESSED`.

    `logs` are log probabilities of its words but the first, in nats, `likeliest` the likeliest word in each place.
    Measured are the share that was guessed, and the perplexity on all words, on the head and on the rare ones.
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

    These are the share of the rare words of the first text that it has, how many different words it has, and the share
    of different ones among its pairs of words.
    """
    return (
        float(metrics_text.recall(tokens, learned, rarer_than=rare)[0]),
        float(metrics_text.vocabulary(tokens)[0]),
        float(metrics_text.distinct(tokens, 2)[0]),
    )


@cache
def sentences(words: int) -> tuple[Rows, ...]:
    """Give the sentences of the novels whose words, the mark of the end among them, are all among the most frequent."""
    tokens = text.novels().tokens
    parts = np.split(tokens, np.flatnonzero(tokens == text.MARK) + 1)
    return tuple(part for part in parts if part.size > 1 and part.max() < words)


def shuffled(found: tuple[Rows, ...], page: int, rng: np.random.Generator) -> tuple[Rows, Rows]:
    """Shuffle sentences into a page of so many words, which no model learns from, and the rest, which is longer."""
    tokens = np.concatenate([found[place] for place in rng.permutation(len(found))])
    if len(tokens) < 2 * page:
        raise ValueError(f"page is {page}, but there are {len(tokens)} words, of which half are to learn from")
    return tokens[:page], tokens[page:]


def network(
    rest: Rows,
    page: Rows,
    rng: np.random.Generator,
    *,
    words: int,
    length: int,
    practice: tuple[int, float],
    batch: int,
) -> Author:
    """Make the neural model; all settings are those of `point`."""
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import transformer, writer  # noqa: PLC0415

    model = writer.writer(words, length, transformer.Practice(*practice), batch, rng)
    unseen = writer.passages(page, length)
    return Author(
        model,
        writer.Stock(writer.passages(rest, length)),
        writer.temperature,
        lambda data: data.values[0, :, 1:].ravel(),
        lambda fit: writer.guesses(model, fit, unseen),
    )


class Pairs(ngram.Raw):
    """The n-gram model, of pairs of words, whose real text comes from a stock."""

    def sample(self, params: ngram.Places | ngram.Library | Stock, size: int, rng: np.random.Generator) -> ngram.Texts:
        """Walk through the model; a stock gives words that it has not given before."""
        if isinstance(params, ngram.Places | ngram.Library):
            return super().sample(params, size, rng)
        tokens = params.take(size)[np.newaxis]
        return ngram.Texts(tokens, np.zeros(tokens.shape, dtype=bool))


def pairs(rest: Rows, page: Rows) -> Author:
    """Make the n-gram model, of pairs of words."""
    from collapse.networks.writer import Stock  # noqa: PLC0415 - as above

    types = 1 + max(int(rest.max()), int(page.max()))

    def guesses(fit: ngram.Places) -> tuple[FloatArray, Rows]:
        logs = metrics_text.log_likelihood(fit.tokens, page, types=types, strength=STRENGTH)
        return logs, followers(fit.tokens, types)[page[:-1]]

    return Author(Pairs(2, CHAINS), Stock(rest), ngram.temperature, lambda data: data.tokens[0], guesses)


def followers(tokens: Rows, types: int) -> Rows:
    """Give for each word the one that most often comes after it, and the mark of a sentence's end for a new word."""
    pair, count = np.unique(tokens[:-1] * types + tokens[1:], return_counts=True)
    rising = pair[np.argsort(count, kind="stable")]
    likeliest = np.full(types, text.MARK)
    likeliest[rising // types] = rising % types  # of several values for one place the last one stays
    return likeliest
