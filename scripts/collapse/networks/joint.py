"""One small decoder that learns to write and to answer problems at once, from the beginning in each generation.

A data set has two parts: passages of text, each behind the word that came before it, and rows of problems with answers,
each behind a mark that no text has. Both go through the same layers; the scores of words and those of the task's tokens
are taken apart, so that neither part can slip into the other. A fit sees so many passages and so many rows a step,
whatever there are, and counts both parts alike. Problems come from outside, or the network writes those as well.

A row whose problem is held out for the test is never in a data set, whoever wrote it.

References:
    Gerstgrasser et al. (2024), arXiv:2404.01413: networks of text, from the beginning in each generation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from collapse.networks import transformer
from collapse.networks.transformer import Network, Practice, Skill, Transformer
from collapse.networks.writer import AT_ONCE, Prose, Stock
from collapse.numerics.accepted import check_number
from collapse.tasks import problems
from collapse.tasks.problems import Rows, Shape, Task
from collapse.text import MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from collapse.curation import Curation
    from collapse.numerics.estimate import FloatArray
    from collapse.recursion import Sources


class Parts(NamedTuple):
    """A data set.

    Attributes:
        text: passages behind the word before, of shape (passages, length + 1).
        rows: problems with answers, in tokens of the task, of shape (problems, prompt + answer).
    """

    text: Rows
    rows: Rows


class Joint(NamedTuple):
    """The model: a size counts passages, and each of them comes with as many problems as `share` says.

    Attributes:
        task: its problems, right answers and shape.
        levels: of problems from outside.
        chances: of each level, which sum to 1.
        share: problems for each passage, above 0.
        words: how many kinds of word there are.
        length: of a passage, in words.
        batches: passages and problems in a step, from 1.
        decoder: the network, and how much a fit trains it.
        beginner: the weights that every fit starts from.
        own: whether the network writes its own problems.
    """

    task: Task
    levels: tuple[int, ...]
    chances: tuple[float, ...]
    share: float
    words: int
    length: int
    batches: tuple[int, int]
    decoder: Transformer
    beginner: Skill
    own: bool = False

    def fit(self, data: Parts) -> Skill:
        """Train a beginner on both parts."""
        return Skill(trained(self, data), 1)

    def sample(self, params: Skill | Stock, size: int, rng: np.random.Generator) -> Parts:
        """Write passages, and answer problems; a stock gives real passages and right answers."""
        check_number(size, "size")
        asked = self.asked(size, rng)
        if isinstance(params, Stock):
            return Parts(params.take(size), asked)
        rows = invented(self, params, len(asked), rng) if self.own else answered(self, params, asked, rng)
        return Parts(composed(self, params, size, rng), rows)

    def asked(self, size: int, rng: np.random.Generator) -> Rows:
        """Draw the problems that come with so many passages, with right answers.

        Args:
            size: how many passages.
            rng: the generator.

        Returns:
            Rows of the task, none of them held out.
        """
        levels = rng.choice(self.levels, size=round(self.share * size), p=self.chances)
        return problems.draw(self.task, levels, rng)

    def pool(self, first: Parts, second: Parts) -> Parts:
        """Put both parts together."""
        return Parts(*(np.concatenate(pair) for pair in zip(first, second, strict=True)))

    def subsample(self, data: Parts, size: int, rng: np.random.Generator) -> Parts:
        """Draw passages, and as many problems as come with them, without replacement."""
        sizes = (size, min(len(data.rows), round(self.share * size)))
        return Parts(*(part[rng.permutation(len(part))[:many]] for part, many in zip(data, sizes, strict=True)))

    def weigh(self, data: Parts, weight: float) -> Parts:
        """Refuse: a fit counts each row once."""
        del data, weight
        raise ValueError("passages and problems cannot be weighed, each counts once; use mix_fresh")


def joint(
    task: Task, words: int, length: int, practice: Practice, rng: np.random.Generator, **settings: Any
) -> Joint:  # fmt: skip
    """Make a network that has learned nothing.

    Args:
        task: what it answers.
        words: how many kinds of word there are.
        length: of a passage, in words.
        practice: how much a fit trains.
        rng: the generator.
        **settings: `levels`, `chances`, `share`, `batches` and `own` of `Joint`.

    Returns:
        The model.
    """
    vocabulary = words + task.shape.vocabulary + 1  # the last one begins a problem
    prose: Any = Prose(Shape(vocabulary, 1, length))
    decoder = Transformer(prose, (), practice, practice, Network(rotary=True))
    return Joint(
        task, words=words, length=length, decoder=decoder, beginner=transformer.beginner(decoder, rng), **settings
    )


def retried(right: Callable[[Rows], npt.NDArray[np.bool_]], attempts: int) -> Curation:
    """Let an exact checker refuse wrong answers, and the model try the same problem again.

    Were another problem drawn instead, the easy ones would become more frequent, as `regimes.verified` lets them. What
    is wrong in every attempt is left out.

    Args:
        right: from rows to whether each answers its problem.
        attempts: at most so many for each problem, from 1.

    Returns:
        A curation of parts; the text passes as it is.

    Raises:
        ValueError: if `attempts` is no whole number from 1; by the curation, if no answer at all is right.
    """
    check_number(attempts, "attempts")

    def curation(sources: Sources, size: int) -> Parts:
        model: Any = sources.model
        data: Parts = sources.synthetic(size)
        kept, wrong = list[Rows](), data.rows
        for attempt in range(attempts):
            tried = answered(model, sources.params, wrong, sources.rng) if attempt and len(wrong) else wrong
            passes = right(tried)
            kept.append(tried[passes])
            wrong = tried[~passes]
        if len(wrong) == len(data.rows):
            raise ValueError(
                f"none of {len(wrong)} answers is right in {attempts} attempts; train the first fit longer"
            )
        return Parts(data.text, np.concatenate(kept))

    return curation


def trained(model: Joint, data: Parts) -> transformer.Weights:
    """Minimise the surprise at the next word and at the next token of a row, means of both added.

    Args:
        model: the network.
        data: what it learns from.

    Returns:
        The weights by their names.
    """
    torch.set_num_threads(1)
    practice = model.decoder.first
    weights = {name: each.clone().requires_grad_() for name, each in model.beginner.weights.items()}
    knobs = list(weights.values())
    optimiser = torch.optim.AdamW(knobs, lr=practice.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    parts = torch.tensor(data.text), torch.tensor(begun(model, data.rows))
    rng = np.random.Generator(np.random.SFC64(len(data.text)))
    orders = [torch.tensor(rng.integers(len(part), size=(practice.steps, many)))
              for part, many in zip(parts, model.batches, strict=True)]  # fmt: skip
    for step, chosen in enumerate(zip(*orders, strict=True)):
        optimiser.param_groups[0]["lr"] = practice.rate * transformer.pace(step, practice.steps)
        optimiser.zero_grad()
        for part, some, texts in zip(parts, chosen, (True, False), strict=True):
            scores, _ = scored(model, weights, part[some, :-1], texts=texts, last=part.shape[1] - 1)
            wanted = part[some, 1:] - (0 if texts else model.words)
            functional.cross_entropy(scores.flatten(0, 1), wanted.flatten()).backward()
        torch.nn.utils.clip_grad_norm_(knobs, 1.0)
        optimiser.step()
    return {name: each.detach() for name, each in weights.items()}


def scored(
    model: Joint, weights: transformer.Weights, tokens: torch.Tensor, *, texts: bool, last: int, memory: Any = None
) -> tuple[torch.Tensor, Any]:
    """Score what may come next: words in a text, tokens of the task in a row.

    Args:
        model: the network.
        weights: by their names.
        tokens: in the vocabulary of both, of shape (rows, tokens).
        texts: whether they are text.
        last: how many of them are scored.
        memory: of `transformer.read`.

    Returns:
        Scores, of shape (rows, last, words or tokens of the task), and the memory with these tokens.
    """
    head = weights["head"]
    mine = head[: model.words] if texts else head[model.words : -1]
    return transformer.read(model.decoder, weights | {"head": mine}, tokens, last, memory)


def continued(
    model: Joint, params: Skill, start: Rows, length: int, rng: np.random.Generator, *, texts: bool
) -> Rows:  # fmt: skip
    """Go on token by token, drawn at the temperature of the fit, or the likeliest at 0.

    Args:
        model: the network.
        params: its weights and the temperature.
        start: in the vocabulary of both, of shape (rows, tokens).
        length: how many tokens follow.
        rng: the generator.
        texts: whether they are text.

    Returns:
        What follows, of shape (rows, length), in words or in tokens of the task.
    """
    torch.set_num_threads(1)
    found, tokens, memory = list[torch.Tensor](), torch.tensor(start), list[Any]()
    chances = torch.tensor(rng.random((length, len(start), 1), dtype=np.float32))
    with torch.inference_mode():
        for chance in chances:
            scores, memory = scored(model, params.weights, tokens, texts=texts, last=1, memory=memory)
            if params.temperature:
                reach = (scores[:, 0] / params.temperature).softmax(dim=1).cumsum(dim=1)
                found.append(torch.searchsorted(reach, chance * reach[:, -1:], right=True))
            else:
                found.append(scores[:, 0].argmax(dim=1, keepdim=True))
            tokens = found[-1] + (0 if texts else model.words)
    return np.asarray(torch.cat(found, dim=1).numpy())


def composed(model: Joint, params: Skill, size: int, rng: np.random.Generator) -> Rows:
    """Write passages in chains, each behind the last word of the one before, as real ones are cut.

    Args:
        model: the network.
        params: its weights and the temperature.
        size: how many passages.
        rng: the generator.

    Returns:
        Passages behind the word before, of shape (size, length + 1).
    """
    chains = [np.full((min(AT_ONCE, size), 1), MARK)]
    for _ in range(0, size, AT_ONCE):
        before = chains[-1][:, -1:]
        chains.append(np.hstack([before, continued(model, params, before, model.length, rng, texts=True)]))
    return np.concatenate(chains[1:])[:size]


def begun(model: Joint, rows: Rows) -> Rows:
    """Put rows of the task into the vocabulary of both, behind the mark that begins a problem.

    Args:
        model: the network.
        rows: in tokens of the task.

    Returns:
        A column more, and all tokens behind the words.
    """
    return np.pad(rows, ((0, 0), (1, 0)), constant_values=model.task.shape.vocabulary) + model.words


def answered(model: Joint, params: Skill, rows: Rows, rng: np.random.Generator) -> Rows:
    """Give the rows with the network's answers in place of theirs.

    Args:
        model: the network.
        params: its weights and the temperature.
        rows: problems, with or without answers.
        rng: the generator.

    Returns:
        Rows of the task.
    """
    shape = model.task.shape
    prompts = rows[:, : shape.prompt]
    return np.hstack([prompts, continued(model, params, begun(model, prompts), shape.answer, rng, texts=False)])


def invented(model: Joint, params: Skill, size: int, rng: np.random.Generator) -> Rows:
    """Let the network write problems and answers, and draw again what is held out.

    Args:
        model: the network.
        params: its weights and the temperature.
        size: how many rows.
        rng: the generator.

    Returns:
        Rows of the task, some of which may make no sense.
    """
    shape, found = model.task.shape, np.empty((0, model.task.shape.prompt), dtype=np.int64)
    while len(found) < size:
        prompts = continued(model, params, begun(model, np.empty((size, 0), np.int64)), shape.prompt, rng, texts=False)
        found = np.concatenate([found, prompts[~problems.is_held_out(model.task, prompts)]])[:size]
    return answered(model, params, found, rng)


def guesses(model: Joint, params: Skill, rows: Rows) -> tuple[FloatArray, Rows]:
    """Give for each word of passages, but the one before, its log probability and the likeliest word in its place.

    Args:
        model: the network.
        params: its weights; the temperature is not looked at.
        rows: passages behind the word before, of shape (passages, length + 1).

    Returns:
        Natural logarithms, and words, both of shape (passages * length,).
    """
    torch.set_num_threads(1)
    logs, likeliest = list[torch.Tensor](), list[torch.Tensor]()
    with torch.inference_mode():
        for tokens in torch.tensor(rows).split(AT_ONCE):
            scores, _ = scored(model, params.weights, tokens[:, :-1], texts=True, last=rows.shape[1] - 1)
            logs.append(scores.log_softmax(dim=2).gather(2, tokens[:, 1:, None]).flatten())
            likeliest.append(scores.argmax(dim=2).flatten())
    return torch.cat(logs).numpy().astype(float), torch.cat(likeliest).numpy()
