"""A real text as numbers: three novels by Jane Austen, word by word, with a mark where a sentence ends.

The text and its licence are in `data/`.
"""

import lzma
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number
from collapse.numerics.meaning import TOKEN

MARK = 0
"""The token that ends a sentence; words are the numbers from 1, the most frequent first."""
TITLE = re.compile(r"\b(mr|mrs|dr|st)\.")  # a full stop that ends no sentence
WORD_OR_END = re.compile(r"[a-z]+(?:['-][a-z]+)*|[.!?]+")


class Text(NamedTuple):
    """Tokens in order, and the word that each number stands for.

    Attributes:
        tokens: of shape (words,); 0 ends a sentence, 1 is the most frequent word, and so on.
        words: the word of each number, with a full stop for 0.
    """

    tokens: npt.NDArray[np.int64]
    words: tuple[str, ...]

    def read(self, tokens: npt.NDArray[np.int64]) -> str:
        """Spell out tokens as text.

        Args:
            tokens: of shape (words,).

        Returns:
            The words with spaces between them, and full stops.
        """
        return " ".join(self.words[token] for token in tokens).replace(" .", ".")


@cache
def novels() -> Text:
    """Return the three novels; upper and lower case are not told apart.

    Returns:
        The text, read once and kept.
    """
    packed = files("collapse").joinpath("data", "austen.txt.xz").read_bytes()
    return tokenised(lzma.decompress(packed).decode())


def tokenised(text: str) -> Text:
    """Cut a text into words and sentence ends.

    Args:
        text: words of the letters from a to z, also with hyphens and apostrophes inside; whatever else is left out.

    Returns:
        Its tokens, numbered by frequency in this text.

    Raises:
        ValueError: if it has no words.
    """
    found = [word if word[0].isalpha() else "." for word in WORD_OR_END.findall(TITLE.sub(r"\1", text.lower()))]
    if not any(word != "." for word in found):
        raise ValueError(f"the text has no words in its {len(text)} characters; letters from a to z are read")
    words, place, count = np.unique(np.array(found), return_inverse=True, return_counts=True)
    rank = np.argsort(np.where(words == ".", -np.inf, -count), kind="stable")
    number = np.empty(len(words), dtype=np.int64)
    number[rank] = np.arange(len(words)) + ("." not in found)
    names = [*([] if "." in found else ["."]), *words[rank].tolist()]
    return Text(number[place], tuple(names))


@refusals.meant(tokens=TOKEN)
def held_out(
    tokens: npt.NDArray[np.int64], *, passage: int, every: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Cut a text into passages: what is left to learn from, and the first of every so many, kept for a test.

    What does not fill the last passage is left out of both.

    Args:
        tokens: of shape (words,).
        passage: words in a passage, from 1.
        every: one passage in so many is kept for the test, from 1.

    Returns:
        What to learn from, and what to test with, each of shape (words,).

    Raises:
        ValueError: if either is no whole number from 1, or nothing is left to learn from.
    """
    check_number(passage, "passage")
    check_number(every, "every")
    passages = tokens[: len(tokens) // passage * passage].reshape(-1, passage)
    kept = np.arange(len(passages)) % every == 0
    if kept.all():
        raise ValueError(
            f"with 1 of {every} held out, {len(passages)} passages of {passage} words leave none to learn from"
        )
    return passages[~kept].ravel(), passages[kept].ravel()
