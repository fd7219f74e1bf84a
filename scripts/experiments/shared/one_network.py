"""One network on text and sums, as points of a sweep: one seed under one regime, temperature and checker.

All arms of a seed begin with the same model and are held to the same test, drawn anew for each seed.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes, text
from collapse.recursion import Corpus, Regime, Sources, recursion
from collapse.tasks import arithmetic, problems
from experiments.shared.text_recursion import GUESSED, WRITTEN, guessed, sentences, variety

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from collapse.networks.joint import Joint
    from collapse.networks.transformer import Skill
    from collapse.tasks.arithmetic import Addition
    from collapse.tasks.problems import Rows

ARM = ("regime", "temperature", "checked", "own")
CARRIES = 2  # a three-digit sum with such a run of carries counts as hard
REGIMES: dict[str, Regime] = {
    "replace": regimes.replace,
    "fresh": regimes.mix_fresh(0.1),
    "accumulate_subsample": regimes.accumulate_subsample,
    "accumulate": regimes.accumulate,
}


def points(*, seeds: int, arms: Sequence[tuple[str, float, bool, bool]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, seed by seed.

    An arm is a regime, a temperature, a checker or none, and whose problems they are, the first settings of `point`.
    """
    return [settings | dict(zip(ARM, arm, strict=True)) | {"seed": seed} for seed, arm in product(range(seeds), arms)]


def point(
    *,
    regime: str,
    temperature: float,
    checked: bool,
    own: bool,
    seed: int,
    words: int,
    size: int,
    page: int,
    head: int,
    rare: int,
    length: int,
    sums: int,
    columns: int,
    chances: tuple[float, ...],
    practice: tuple[int, float],
    batches: tuple[int, int],
    attempts: int,
    generations: int,
    tested: int,
) -> dict[str, Any]:
    """Let one network learn from its own text and answers, and measure both parts in each generation.

    Args:
        regime: a key of `REGIMES`.
        temperature: at which it writes and answers, above 0.
        checked: whether a wrong answer is refused, and the problem tried again.
        own: whether it writes its own problems.
        seed: of the generator of random numbers.
        words: how many words by frequency a sentence may use, the mark of its end among them.
        size: words of the text to learn from.
        page: words of the unseen text that it is held to.
        head: how many words by frequency are the head.
        rare: the first number of a word that counts as rare.
        length: words in a passage.
        sums: in a training set.
        columns: digits of the longest sum; a level is the number of digits.
        chances: of each level in the sums to learn from.
        practice: steps and learning rate.
        batches: passages and sums in a step.
        attempts: at most so many at a problem, where answers are checked.
        generations: how many fits follow the first.
        tested: held-out sums at each level above 1, of which there are too few.

    Returns:
        `measured`, from the name of a measure to its value in each generation, and `real`, what unseen real text
        measures, with the share of its most frequent word, `floor`.

    Raises:
        ValueError: if the novels have too few words for this size.
    """
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import joint, transformer, writer  # noqa: PLC0415

    rng = np.random.Generator(np.random.SFC64([seed]))
    found = sentences(words)
    tokens = np.concatenate([found[place] for place in rng.permutation(len(found))])
    unseen, tokens = writer.passages(tokens[:page], length), tokens[page:]
    stock: Any = writer.Stock(writer.passages(tokens, length))
    task, levels = arithmetic.Addition(columns), tuple(range(1, columns + 1))
    tests = {level: problems.draw(task, np.full(tested, level), rng, held_out=True) for level in levels[1:]}
    many = size // length
    model = joint.joint(
        task, words, length, transformer.Practice(*practice), rng,
        levels=levels, chances=chances, share=sums / many, batches=batches, own=own,
    )  # fmt: skip
    learned = stock.left[:many, 1:].ravel()
    curation = joint.retried(partial(right, task), attempts)
    chosen = regimes.curated(curation, REGIMES[regime]) if checked else REGIMES[regime]
    measured: dict[str, list[float]] = {}
    chosen = regimes.biased(partial(writer.temperature, temperature), watched(chosen, task, measured))
    note(measured, learned_from(task, model.asked(many, rng)))
    for fit in recursion(model, chosen, stock, size=many, generations=generations, rng=rng):
        note(measured, answers(model, task, fit, tests))
        note(measured, guesses(model, fit, unseen, head, rare))
        written = model.sample(writer.temperature(temperature, fit), many, rng).text[:, 1:].ravel()
        note(measured, zip(WRITTEN, variety(written, learned, rare), strict=True))
    real = dict(zip(WRITTEN, variety(unseen[:, 1:].ravel()[:size], learned, rare), strict=True))
    return {
        "measured": measured,
        "real": real | {"floor": np.bincount(unseen[:, 1:].ravel()).max() / unseen[:, 1:].size},
    }


def note(measured: dict[str, list[float]], found: Iterable[tuple[str, float]]) -> None:
    """Write down what was found in a generation, so that the values of each measure grow."""
    for name, value in found:
        measured.setdefault(name, []).append(value)


def watched(regime: Regime, task: Addition, measured: dict[str, list[float]]) -> Regime:
    """Note for every generation what the sums are that it learns from."""

    def watching(sources: Sources) -> Corpus:
        corpus = regime(sources)
        note(measured, learned_from(task, corpus.training.rows))
        return corpus

    return watching


def learned_from(task: Addition, rows: Rows) -> Iterator[tuple[str, float]]:
    """Tell how many of the rows are right, and how many ask for as many digits as there are columns."""
    yield "right_share", float(right(task, rows).mean())
    yield "longest_share", float((rows[:, task.columns - 1] > 0).mean())


def right(task: Addition, rows: Rows) -> npt.NDArray[np.bool_]:
    """Say of each row whether it is a sum, and its answer right; a network that writes its own may write nonsense."""
    sensible = (rows[:, : task.columns] < arithmetic.EQUALS).all(axis=1) & (rows[:, task.columns] == arithmetic.EQUALS)
    return np.asarray(sensible & task.right(rows))


def answers(model: Joint, task: Addition, fit: Skill, tests: dict[int, Rows]) -> Iterator[tuple[str, float]]:
    """Measure the likeliest answers to held-out sums, by digits, and those with a long run of carries.

    The sums are sorted by level, the highest last.
    """
    from collapse.networks import joint  # noqa: PLC0415 - as above

    for level, rows in tests.items():
        said = joint.answered(model, fit._replace(temperature=0.0), rows, np.random.Generator(np.random.SFC64(level)))
        solved = task.right(said)
        yield f"sums_{level}", float(solved.mean())
    carries = task.longest_carry(rows)
    yield "carries", float(solved[carries >= CARRIES].mean())


def guesses(model: Joint, fit: Skill, unseen: Rows, head: int, rare: int) -> Iterable[tuple[str, float]]:
    """Measure how well the next word of unseen real text is guessed, by the names of `GUESSED`.

    `unseen` are passages behind the word before, of shape (passages, length + 1); `head` and `rare` are as in `point`.
    """
    from collapse.networks import joint  # noqa: PLC0415 - as above

    logs, likeliest = joint.guesses(model, fit, unseen)
    page = np.concatenate([[text.MARK], unseen[:, 1:].ravel()])
    return zip(GUESSED, guessed(logs, likeliest, page, head, rare), strict=True)
