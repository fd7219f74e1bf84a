"""What a text has lost: words, phrases, variety, and how well it prepares a reader for a real text.

Texts are rows of tokens, numbered from the most frequent word of the real text on.

Sources:
- guo2024 (arXiv:2311.09807): distinct n-grams as a measure of lexical diversity
"""

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number, check_positive
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import LOGARITHM, POSITIVE, TOKEN

IntArray = npt.NDArray[np.int64]


@refusals.meant(tokens=TOKEN)
def vocabulary(tokens: IntArray) -> FloatArray:
    """Count the different words of each text.

    Args:
        tokens: of shape (texts, words), or (words,) for a single text.

    Returns:
        Of shape (texts,).
    """
    return np.array([float(len(np.unique(row))) for row in np.atleast_2d(tokens)])


@refusals.meant(tokens=TOKEN)
def distinct(tokens: IntArray, length: int) -> FloatArray:
    """Give the share of different n-grams among all n-grams of that length, for each text (distinct-n).

    Args:
        tokens: of shape (texts, words), or (words,) for a single text.
        length: n, from 1 to the number of words.

    Returns:
        Of shape (texts,), above 0 and up to 1.

    Raises:
        ValueError: if the length is no such whole number.

    References:
        Guo et al. (2024), arXiv:2311.09807.
    """
    rows = np.atleast_2d(tokens)
    check_number(length, "length", most=rows.shape[1])
    return np.array([len(np.unique(grams(row, length))) / (rows.shape[1] - length + 1) for row in rows])


@refusals.meant(tokens=TOKEN)
def entropy(tokens: IntArray, length: int = 1) -> FloatArray:
    """Give the entropy of the n-grams of each text, in nats.

    Args:
        tokens: of shape (texts, words), or (words,) for a single text.
        length: n, from 1 to the number of words.

    Returns:
        Of shape (texts,).

    Raises:
        ValueError: if the length is no such whole number.
    """
    shares = [np.unique(grams(row, length), return_counts=True)[1] for row in np.atleast_2d(tokens)]
    return np.array([-(count / count.sum() * np.log(count / count.sum())).sum() for count in shares])


@refusals.meant(row=TOKEN)
def grams(row: IntArray, length: int) -> IntArray:
    """Number the n-grams of a text, the same number for the same n-gram.

    Args:
        row: a text, of shape (words,).
        length: n, from 1 to the number of words.

    Returns:
        A number for each n-gram in the order of the text, of shape (words - length + 1,).

    Raises:
        ValueError: if the length is no such whole number.
    """
    check_number(length, "length", most=len(row))
    number = row[length - 1 :].astype(np.int64)
    for lag in range(1, length):
        number = np.unique(number * (row.max() + 1) + row[length - 1 - lag : -lag], return_inverse=True)[1]
    return number


@refusals.meant(tokens=TOKEN, real=TOKEN)
def recall(tokens: IntArray, real: IntArray, *, rarer_than: int) -> FloatArray:
    """Give the share of the rare words of a real text that each text still has; the most frequent are left out.

    Args:
        tokens: of shape (texts, words), or (words,) for a single text.
        real: the real text, of shape (words,).
        rarer_than: the first number of a word, by frequency, that counts as rare; up to the largest in the real text.

    Returns:
        Of shape (texts,), from 0 to 1.

    Raises:
        ValueError: if `rarer_than` is no such whole number, from 0.
    """
    check_number(rarer_than, "rarer_than", least=0, most=int(real.max()))
    rare = np.unique(real[real >= rarer_than])
    return np.array([np.isin(rare, row).mean() for row in np.atleast_2d(tokens)])


@refusals.meant(tokens=TOKEN, real=TOKEN)
def coverage(tokens: IntArray, real: IntArray) -> FloatArray:
    """Give the share of the running words of a real text that each text has too.

    Args:
        tokens: of shape (texts, words), or (words,) for a single text.
        real: the real text, of shape (words,).

    Returns:
        Of shape (texts,), from 0 to 1.
    """
    return np.array([np.isin(real, row).mean() for row in np.atleast_2d(tokens)])


@refusals.meant(tokens=TOKEN, real=TOKEN, length=POSITIVE)
@refusals.provided("tokens", "one row of words", lambda tokens, **_: tokens.ndim == 1)
@refusals.provided("real", "one row of words", lambda real, **_: real.ndim == 1)
def log_likelihood(
    tokens: IntArray, real: IntArray, *, types: int, strength: float = 10.0, length: int | None = None
) -> FloatArray:
    """Give the log probability of each word of a real text but the first, from bigrams of another text.

    Pairs are smoothed with single words, as if `strength` words more had followed each word, and single words with one
    occurrence of each of `types` words: so unseen words have a chance, and the sum over all words is 1. A text counts
    as if it had `length` words, by default its own: a pool of texts that say the same deserves no more trust than one.

    Args:
        tokens: the text to learn from, of shape (words,).
        real: the real text, of shape (any words,).
        types: how many words there are; all tokens are below it.
        strength: above 0, in words.
        length: how many words the text to learn from counts for.

    Returns:
        Of shape (words of the real text - 1,), in nats.

    Raises:
        ValueError: if the strength is not positive, or a token is not below `types`.
    """
    check_positive(strength, "strength")
    check_number(types, "types", least=1 + max(int(tokens.max()), int(real.max())))
    weight = 1.0 if length is None else length / len(tokens)
    words = weight * np.bincount(tokens, minlength=types)
    before = weight * np.bincount(tokens[:-1], minlength=types)
    pairs, counts = np.unique(tokens[:-1] * types + tokens[1:], return_counts=True)
    wanted = real[:-1] * types + real[1:]
    place = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    together = np.where(pairs[place] == wanted, weight * counts[place], 0)
    alone = (words[real[1:]] + 1) / (weight * len(tokens) + types)
    return np.asarray(np.log((together + strength * alone) / (before[real[:-1]] + strength)), dtype=float)


@refusals.meant(log_probabilities=LOGARITHM)
def perplexity(log_probabilities: FloatArray) -> float:
    """Give the number of equally likely words that would be as hard to guess.

    Args:
        log_probabilities: of the words of a text, of any shape, in nats.

    Returns:
        The perplexity, from 1.

    Raises:
        ValueError: if there is no word.
    """
    if not log_probabilities.size:
        raise ValueError("perplexity needs at least 1 word; the choice of words is empty")
    return float(np.exp(-log_probabilities.mean()))


@refusals.meant(log_probabilities=LOGARITHM, real=TOKEN)
@refusals.provided("real", "one row of words", lambda real, **_: real.ndim == 1)
@refusals.provided(
    "log_probabilities",
    "one for each word of the real text but the first",
    lambda log_probabilities, real, **_: log_probabilities.shape == real[1:].shape,
)
def head_and_tail(log_probabilities: FloatArray, real: IntArray, *, head: int) -> tuple[float, float]:
    """Give the perplexity on the `head` most frequent words of a real text, and that on all others.

    Args:
        log_probabilities: those of `log_likelihood`, of shape (words of the real text - 1,).
        real: the real text, of shape (words,).
        head: how many words by frequency, those numbered from 0, are in the head.

    Returns:
        Both perplexities.

    Raises:
        ValueError: if `head` is no whole number from 1, or no word of the text is in the head, or none in the tail.
    """
    check_number(head, "head")
    frequent = real[1:] < head
    return perplexity(log_probabilities[frequent]), perplexity(log_probabilities[~frequent])
