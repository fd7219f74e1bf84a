"""A small decoder that learns to write from a text, real or written by another one, from the beginning or going on.

A data set is passages of one length, each behind the word that came before it. The decoder is that of `transformer`,
which gives answers; here the answer is the words that follow, and nothing says whether they are right. A text is
written as it is read: many chains of passages, each of which knows the last word of the one before. Were they all to
begin with a sentence, a model could tell written passages from real ones, and learn two ways of writing.

Sources:
- shumailov2024 (doi:10.1038/s41586-024-07566-y): language models that learn from the text of the last one
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch

from collapse.networks import transformer
from collapse.networks.transformer import Answers, Network, Practice, Skill, Transformer
from collapse.numerics.accepted import check_number, check_positive
from collapse.numerics.draws import distinct_indices
from collapse.tasks.problems import Rows, Shape
from collapse.text import MARK

if TYPE_CHECKING:
    from collapse.numerics.estimate import FloatArray

AT_ONCE = 256  # passages whose scores fit the processor's own memory


class Prose(NamedTuple):
    """Like a task it has a shape, and unlike one nothing to check an answer by.

    Attributes:
        shape: a prompt of one word, and a passage for an answer.
    """

    shape: Shape


class Library(NamedTuple):
    """A real text as the truth: samples are passages of it, none twice.

    Attributes:
        passages: each behind the word before it, of shape (passages, length + 1).
    """

    passages: Rows


class Stock:
    """Real passages as the truth, each handed out once: what is asked for later is new.

    Args:
        passages: in an order of chance, of shape (passages, length + 1).

    Attributes:
        left: those that nobody has had.
    """

    def __init__(self, passages: Rows) -> None:
        self.left = passages

    def take(self, size: int) -> Rows:
        """Hand out passages.

        Args:
            size: how many.

        Returns:
            Passages, of shape (size, length + 1).

        Raises:
            ValueError: if there are not as many left.
        """
        if size > len(self.left):
            raise ValueError(f"{size} new passages are asked for and {len(self.left)} are left; use a longer text")
        taken, self.left = self.left[:size], self.left[size:]
        return taken


class Writer(NamedTuple):
    """The model of a decoder that learns to write.

    Attributes:
        decoder: what is trained.
        beginner: the weights that a fit starts from.
        continued: whether a fit goes on from the weights that wrote the text instead.
    """

    decoder: Transformer
    beginner: Skill
    continued: bool = False

    def fit(self, data: Answers) -> Skill:
        """Train on the text, from the weights that come with it."""
        return self.decoder.fit(data)

    def sample(self, params: Skill | Library | Stock, size: int, rng: np.random.Generator) -> Answers:
        """Write passages; a library gives real ones, and a stock new ones."""
        check_number(size, "size")
        start = params if self.continued and isinstance(params, Skill) else self.beginner
        if isinstance(params, Library):
            rows = params.passages[distinct_indices(1, len(params.passages), size, rng)[0]]
        elif isinstance(params, Stock):
            rows = params.take(size)
        else:
            chains = [np.full((min(AT_ONCE, size), 1), MARK)]
            for _ in range(0, size, AT_ONCE):
                chains.append(written(self.decoder, params, chains[-1][:, -1:], rng))
            rows = np.concatenate(chains[1:])[:size]
        return Answers(rows[np.newaxis], np.ones(size), start)

    def pool(self, first: Answers, second: Answers) -> Answers:
        """Put passages together."""
        return self.decoder.pool(first, second)

    def subsample(self, data: Answers, size: int, rng: np.random.Generator) -> Answers:
        """Draw passages without replacement."""
        return self.decoder.subsample(data, size, rng)

    def weigh(self, data: Answers, weight: float) -> Answers:
        """Let batches draw each passage as often as its new weight says."""
        return self.decoder.weigh(data, weight)


def writer(
    words: int,
    length: int,
    practice: Practice,
    batch: int,
    rng: np.random.Generator,
    *,
    later: Practice | None = None,
) -> Writer:
    """Make a writer that has learned nothing.

    Args:
        words: different ones that there are.
        length: of a passage, in words.
        practice: how much a fit trains.
        batch: passages in a batch, from 1.
        rng: the generator.
        later: how much each later fit trains, which then goes on from the last; without it each is a beginner's.

    Returns:
        The model.
    """
    prose: Any = Prose(Shape(words, 1, length))
    decoder = Transformer(prose, (), practice, later or practice, Network(rotary=True), batch)
    return Writer(decoder, transformer.beginner(decoder, rng), later is not None)


def temperature(value: float, params: Skill) -> Skill:
    """Let a writer draw the next word with odds of its probability to the power 1 / temperature.

    Args:
        value: the temperature, above 0.
        params: a fit.

    Returns:
        The fit with that temperature.

    Raises:
        ValueError: the temperature is not positive.
    """
    check_positive(value, "temperature")
    return params._replace(temperature=value)


def passages(tokens: Rows, length: int) -> Rows:
    """Cut a text into passages, each behind the last word of the one before; a shorter rest is left out.

    Args:
        tokens: of the text, of shape (tokens,).
        length: of a passage, from 1 to one less than there are tokens.

    Returns:
        Passages, of shape (passages, length + 1).

    Raises:
        ValueError: the length is no such whole number.
    """
    check_number(length, "length", most=len(tokens) - 1)
    starts = np.arange(0, len(tokens) - length, length)
    return np.asarray(tokens[starts[:, np.newaxis] + np.arange(length + 1)])


def written(decoder: Transformer, params: Skill, before: Rows, rng: np.random.Generator) -> Rows:
    """Write a passage behind each word, one word at a time, remembering what attention has read.

    Args:
        decoder: the network.
        params: its weights and the temperature.
        before: the words, of shape (passages, 1).
        rng: the generator.

    Returns:
        Passages behind their words, of shape (passages, length + 1).
    """
    torch.set_num_threads(1)
    rows, memory = [torch.tensor(before)], list[Any]()
    chances = torch.tensor(rng.random((decoder.task.shape.answer, len(before), 1), dtype=np.float32))
    with torch.inference_mode():
        for chance in chances:
            scores, memory = transformer.read(decoder, params.weights, rows[-1], 1, memory)
            reach = (scores[:, 0] / params.temperature).softmax(dim=1).cumsum(dim=1)
            rows.append(torch.searchsorted(reach, chance * reach[:, -1:], right=True))
    return np.asarray(torch.cat(rows, dim=1).numpy())


def guesses(model: Writer, params: Skill, rows: Rows) -> tuple[FloatArray, Rows]:
    """Give for each word of passages, but the one before, its log probability and the likeliest word in its place.

    Args:
        model: the writer.
        params: its weights; the temperature is not looked at.
        rows: passages behind the word before, of shape (passages, length + 1).

    Returns:
        Natural logarithms, and words, both of shape (passages * length,).
    """
    torch.set_num_threads(1)
    logs, likeliest = list[torch.Tensor](), list[torch.Tensor]()
    with torch.inference_mode():
        for tokens in torch.tensor(rows).split(AT_ONCE):
            scores = transformer.read(model.decoder, params.weights, tokens[:, :-1], rows.shape[1] - 1)[0]
            logs.append(scores.log_softmax(dim=2).gather(2, tokens[:, 1:, None]).flatten())
            likeliest.append(scores.argmax(dim=2).flatten())
    return torch.cat(logs).numpy().astype(float), torch.cat(likeliest).numpy()
