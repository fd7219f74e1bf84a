"""A small decoder that learns to answer problems, and then from answers: its own, whoever lets them pass.

A data set is rows of tokens, a prompt and an answer each. Learning starts from what is known, so the data carry the
parameters of the model that gave the answers, and a fit goes on training those. Real data are right answers with the
parameters of a beginner, which knows nothing. Problems get harder from one generation to the next by a fixed plan.

The network reads its tokens in order, each seeing those before it: embeddings, layers of attention and of a
perceptron with normalised inputs, and a score for each token that may come next. Only answers are learned. A fit takes
the same number of batches whatever it is given, in an order that depends on nothing but the amount of data. On one
thread the same seed gives the same weights to the last bit, on the same kind of machine.

Sources:
- zelikman2022 (arXiv:2203.14465): a language model that learns from those of its own answers that turn out right
- lee2025 (arXiv:2502.01612): addition of ever longer numbers, learned from own answers
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import torch
from torch.nn import functional

from collapse.numerics.accepted import check_number
from collapse.numerics.draws import distinct_indices
from collapse.tasks import problems

if TYPE_CHECKING:
    from collapse.numerics.estimate import FloatArray
    from collapse.tasks.problems import Rows, Task

Weights: TypeAlias = dict[str, torch.Tensor]
IGNORED = -100  # what `cross_entropy` does not count
WARM_UP, FLOOR = 20, 0.05  # steps until the rate is at its peak, and the share of it that is left at the end
TURN = 100.0  # the longest wave of a rotary position, in tokens


class Network(NamedTuple):
    """The size of a decoder.

    Attributes:
        width: of the state of a token, a multiple of `heads`, and of twice that for rotary positions.
        layers: of attention and of a perceptron each, from 1.
        heads: of attention, from 1.
        rotary: whether positions are turned into angles, which also fit longer ones, or learned one by one.
    """

    width: int = 64
    layers: int = 2
    heads: int = 4
    rotary: bool = False


class Practice(NamedTuple):
    """How much a fit trains.

    Attributes:
        steps: batches, from 1.
        rate: the highest learning rate, above 0.
    """

    steps: int
    rate: float


class Skill(NamedTuple):
    """The parameters of the model.

    Attributes:
        weights: by their names.
        fits: after how many of them, from 0.
        temperature: 1 to draw tokens by their probabilities, 0 to take the likeliest.
        votes: attempts of which the most frequent is the answer, from 1.
    """

    weights: Weights
    fits: int = 0
    temperature: float = 1.0
    votes: int = 1


class Teacher(NamedTuple):
    """The truth: right answers, given to a beginner.

    Attributes:
        beginner: what learning starts from.
    """

    beginner: Skill


class Answers(NamedTuple):
    """Problems with answers.

    Attributes:
        values: tokens, of shape (1, size, tokens).
        weights: of each row, from 0, of shape (size,).
        start: the model that goes on learning.
    """

    values: Rows
    weights: FloatArray
    start: Skill


class Transformer(NamedTuple):
    """The model of a decoder that learns a task.

    Attributes:
        task: its problems, right answers and shape.
        levels: of problems, drawn alike, for real data and then for each generation; the last ones stay.
        first: how much the first fit trains.
        later: how much each later one does.
        network: the size of the decoder.
        batch: answers in a batch, from 1.
        device: where PyTorch works.
    """

    task: Task
    levels: tuple[tuple[int, ...], ...]
    first: Practice
    later: Practice
    network: Network = Network()
    batch: int = 128
    device: str = "cpu"

    def fit(self, data: Answers) -> Skill:
        """Go on training the model that the data come with."""
        practice = self.later if data.start.fits else self.first
        weights = trained(self, data, practice)
        return Skill(weights, data.start.fits + 1)

    def sample(self, params: Skill | Teacher, size: int, rng: np.random.Generator) -> Answers:
        """Draw problems that are not held out, and answer them: rightly, or as well as the model can."""
        check_number(size, "size")
        start = params.beginner if isinstance(params, Teacher) else params
        plan = self.levels[min(start.fits, len(self.levels) - 1)]
        rows = problems.draw(self.task, rng.choice(plan, size=size), rng)
        if isinstance(params, Skill):
            rows = answered(self, params, rows, rng)
        return Answers(rows[np.newaxis], np.ones(size), start)

    def pool(self, first: Answers, second: Answers) -> Answers:
        """Put answers together; the later model goes on learning."""
        values = np.concatenate([first.values, second.values], axis=1)
        return Answers(values, np.concatenate([first.weights, second.weights]), second.start)

    def subsample(self, data: Answers, size: int, rng: np.random.Generator) -> Answers:
        """Draw answers without replacement."""
        chosen = distinct_indices(1, len(data.weights), size, rng)[0]
        return data._replace(values=data.values[:, chosen], weights=data.weights[chosen])

    def weigh(self, data: Answers, weight: float) -> Answers:
        """Let batches draw each answer as often as its new weight says."""
        return data._replace(weights=weight * data.weights)


def majority(votes: int, params: Skill) -> Skill:
    """Let a model answer by the vote of several attempts of its own.

    Args:
        votes: attempts, from 1.
        params: a fit.

    Returns:
        The fit that votes.

    Raises:
        ValueError: `votes` is no whole number from 1.
    """
    check_number(votes, "votes")
    return params._replace(votes=votes)


def beginner(model: Transformer, rng: np.random.Generator) -> Skill:
    """Draw the weights of a model that has learned nothing.

    Args:
        model: the decoder, with its task.
        rng: the generator.

    Returns:
        The parameters after no fit.
    """
    shape, network = model.task.shape, model.network
    width, deep = network.width, 0.5 / math.sqrt(network.width)
    spread = {"embedding": ((shape.vocabulary, width), 0.02), "head": ((shape.vocabulary, width), 0.1 * deep)}
    if not network.rotary:
        spread["positions"] = ((shape.prompt + shape.answer, width), 0.02)
    for layer in range(network.layers):
        spread |= {
            f"{layer} attention": ((3 * width, width), deep),
            f"{layer} mix": ((width, width), deep / math.sqrt(network.layers)),
            f"{layer} up": ((4 * width, width), deep),
            f"{layer} down": ((width, 4 * width), deep / 2 / math.sqrt(network.layers)),
        }
    weights = {name: rng.normal(0, scale, size) for name, (size, scale) in spread.items()}
    norms = ["norm", *(f"{layer} {part}" for layer in range(network.layers) for part in ("before", "between"))]
    weights |= {name: np.ones(width) for name in norms}
    return Skill({name: torch.tensor(each, dtype=torch.float32, device=model.device) for name, each in weights.items()})


def trained(model: Transformer, data: Answers, practice: Practice) -> Weights:
    """Minimise the surprise at the answers, with batches drawn again and again, each answer by its weight.

    Args:
        model: the decoder, with its task.
        data: answers, and the model that goes on learning, which is left as it is.
        practice: how much is trained.

    Returns:
        The new weights by their names.
    """
    torch.set_num_threads(1)
    weights = {name: each.clone().requires_grad_() for name, each in data.start.weights.items()}
    rows, chance = data.values[0], data.weights / data.weights.sum()
    parts = list(weights.values())
    optimiser = torch.optim.AdamW(parts, lr=practice.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    inputs = torch.tensor(rows[:, :-1], device=model.device)
    targets = torch.tensor(wanted(model.task, rows), device=model.device)
    rng = np.random.Generator(np.random.SFC64(len(rows)))
    order = rng.choice(len(rows), size=(practice.steps, model.batch), p=chance)
    for step, chosen in enumerate(torch.tensor(order, device=model.device)):
        optimiser.param_groups[0]["lr"] = practice.rate * pace(step, practice.steps)
        scores = read(model, weights, inputs[chosen], targets.shape[1])[0]
        loss = functional.cross_entropy(scores.flatten(0, 1), targets[chosen].flatten(), ignore_index=IGNORED)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parts, 1.0)
        optimiser.step()
    return {name: each.detach() for name, each in weights.items()}


def pace(step: int, steps: int) -> float:
    """Give the learning rate as a share of its peak: it rises, then falls by a cosine.

    Args:
        step: from 0.
        steps: how many there are.

    Returns:
        A share, above 0 and up to 1.
    """
    fall = FLOOR + (1 - FLOOR) * (1 + math.cos(math.pi * step / steps)) / 2
    return min(1.0, (step + 1) / WARM_UP) * fall


def wanted(task: Task, rows: Rows) -> Rows:
    """Give the tokens of the answers, up to the first end.

    Args:
        task: whose shape says where answers begin and what ends them.
        rows: problems, of shape (problems, tokens).

    Returns:
        Tokens, of shape (problems, answer), and -100 behind the first end, which is not learned.
    """
    answers = rows[:, task.shape.prompt :]
    ended = np.cumsum(answers == task.shape.end, axis=1) - (answers == task.shape.end)
    return np.asarray(np.where(ended > 0, IGNORED, answers))


def answered(model: Transformer, params: Skill, rows: Rows, rng: np.random.Generator) -> Rows:
    """Give the rows with the model's answers in place of theirs.

    Args:
        model: the decoder, with its task.
        params: the weights, and how answers are given.
        rows: problems, of shape (problems, tokens).
        rng: the generator.

    Returns:
        Rows, of the same shape; with several votes the first of the most frequent attempts.
    """
    if params.votes == 1:
        return attempted(model, params, rows, rng)
    attempts = np.stack([attempted(model, params, rows, rng) for _ in range(params.votes)])
    support = (attempts[:, np.newaxis] == attempts).all(axis=3).sum(axis=1)
    return np.asarray(np.take_along_axis(attempts, support.argmax(axis=0)[np.newaxis, :, np.newaxis], axis=0)[0])


def attempted(model: Transformer, params: Skill, rows: Rows, rng: np.random.Generator) -> Rows:
    """Answer token by token, remembering what attention has read; behind an end stand ends.

    Args:
        model: the decoder, with its task.
        params: the weights, and how answers are given.
        rows: problems, of shape (problems, tokens).
        rng: the generator.

    Returns:
        Rows, of the same shape.
    """
    torch.set_num_threads(1)
    shape = model.task.shape
    generator = torch.Generator(model.device).manual_seed(int(rng.integers(2**62)))
    tokens = torch.tensor(rows[:, : shape.prompt], device=model.device)
    answers: list[torch.Tensor] = []
    memory: Memory = []
    ended = torch.zeros(len(rows), dtype=torch.bool, device=model.device)
    with torch.inference_mode():
        for _ in range(shape.answer):
            scores, memory = read(model, params.weights, tokens, 1, memory)
            chance = scores[:, 0]
            if params.temperature:  # the largest of score plus Gumbel noise falls on each token by its probability
                noise = torch.empty_like(chance).exponential_(generator=generator)
                chance = chance / params.temperature - noise.log()
            token = chance.argmax(dim=1)
            if shape.end is not None:
                token = torch.where(ended, shape.end, token)
                ended |= token == shape.end
            answers.append(token)
            tokens = token[:, None]
    return np.concatenate([rows[:, : shape.prompt], torch.stack(answers, dim=1).cpu().numpy()], axis=1)


Memory: TypeAlias = list[tuple[torch.Tensor, torch.Tensor]]


def read(
    model: Transformer, weights: Weights, tokens: torch.Tensor, last: int, memory: Memory | None = None
) -> tuple[torch.Tensor, Memory]:
    """Score what comes after each of the last tokens.

    Args:
        model: the decoder, with its task.
        weights: by their names.
        tokens: the next of each row, of shape (rows, tokens); more than one only where nothing was read before.
        last: how many of them are scored.
        memory: keys and values of the tokens before these, for each layer; none for a beginning.

    Returns:
        Scores, of shape (rows, last, vocabulary), and the memory with these tokens.
    """
    network, (count, length) = model.network, tokens.shape
    width, known = network.width, memory[0][0].shape[2] if memory else 0
    places = torch.arange(known, known + length, device=tokens.device)
    state = weights["embedding"][tokens]
    if not network.rotary:
        state = state + weights["positions"][places]
    kept: Memory = []
    for layer in range(network.layers):
        normal = functional.layer_norm(state, (width,), weights[f"{layer} before"])
        parts = functional.linear(normal, weights[f"{layer} attention"])
        query, key, value = parts.view(count, length, 3, network.heads, -1).permute(2, 0, 3, 1, 4)
        if network.rotary:
            query, key = turned(query, places), turned(key, places)
        if memory:
            key, value = torch.cat([memory[layer][0], key], dim=2), torch.cat([memory[layer][1], value], dim=2)
        kept.append((key, value))
        seen = functional.scaled_dot_product_attention(query, key, value, is_causal=length > 1)
        state = state + functional.linear(seen.transpose(1, 2).reshape(count, length, width), weights[f"{layer} mix"])
        normal = functional.layer_norm(state, (width,), weights[f"{layer} between"])
        state = state + functional.linear(
            functional.linear(normal, weights[f"{layer} up"]).relu(), weights[f"{layer} down"]
        )
    normal = functional.layer_norm(state[:, -last:], (width,), weights["norm"])
    return functional.linear(normal, weights["head"]), kept


def turned(vectors: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Turn the two halves of each vector against each other, by angles that grow with the place.

    Args:
        vectors: of shape (..., tokens, width), with an even width.
        places: of the tokens, from 0, of shape (tokens,).

    Returns:
        Vectors, of the same shape.
    """
    half = vectors.shape[-1] // 2
    angles = places[:, None] * TURN ** (-torch.arange(half, device=places.device) / half)
    cosine, sine = angles.cos(), angles.sin()
    first, second = vectors[..., :half], vectors[..., half:]
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], dim=-1)
