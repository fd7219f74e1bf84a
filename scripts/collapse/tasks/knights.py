"""Knights and knaves: knights say what is true, knaves what is false, and who is who is to be found out.

Each of a few people says one thing about two of them (or twice of the same one): both are of one kind, or they are not;
or about one: a knight, or a knave. Whatever makes every statement fit its speaker is right.
"""

import itertools
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

MOST = 5
SAYS_KNIGHT, SAYS_KNAVE, SAYS_SAME, SAYS_OTHER, NOBODY = range(MOST, MOST + 5)  # tokens; those below are people
MARK, KNAVE, KNIGHT = range(MOST + 5, MOST + 8)
KINDS = np.array(list(itertools.product((0, 1), repeat=MOST)))  # 1 is a knight


class Knights(NamedTuple):
    """The task; a level is the number of people."""

    @property
    def shape(self) -> Shape:
        """For each person a kind of statement and two people, and a mark; then what each is."""
        return Shape(KNIGHT + 1, 3 * MOST + 1, MOST)

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw who is who, whom each speaks of, and which of two opposite statements fits the speaker.

        Args:
            levels: of shape (problems,), from 2 to 5.
            rng: the generator.

        Returns:
            Rows of shape (problems, 21).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 2, MOST)
        count, here = len(levels), np.arange(MOST) < levels[:, np.newaxis]
        kinds = rng.integers(2, size=(count, MOST))
        first, second = rng.integers(levels[:, np.newaxis], size=(2, count, MOST))
        pairs = rng.integers(2, size=(count, MOST))
        true = np.where(pairs, of(kinds, first) == of(kinds, second), of(kinds, first) == 1)
        said = SAYS_KNIGHT + 2 * pairs + (true != (kinds == 1))
        statements = np.stack([said, first, np.where(pairs, second, first)], axis=2)
        statements = np.where(here[..., np.newaxis], statements, NOBODY).reshape(count, -1)
        answers = np.where(here, KNAVE + kinds, NOBODY)
        return np.concatenate([statements, np.full((count, 1), MARK), answers], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Try all ways to be knights and knaves, and take the first that fits.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, 5).
        """
        fits = np.stack([consistent(rows, np.broadcast_to(kinds, (len(rows), MOST))) for kinds in KINDS], axis=1)
        return np.where(rows[:, 0 : 3 * MOST : 3] == NOBODY, NOBODY, KNAVE + KINDS[fits.argmax(axis=1)])

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Hold every statement to its speaker.

        Args:
            rows: of shape (problems, 21).

        Returns:
            Truth values of shape (problems,).
        """
        answer = rows[:, 3 * MOST + 1 :]
        here = rows[:, 0 : 3 * MOST : 3] != NOBODY
        named = np.where(here, (answer == KNAVE) | (answer == KNIGHT), answer == NOBODY).all(axis=1)
        return np.asarray(named & consistent(rows, (answer == KNIGHT).astype(np.int64)))


def consistent(rows: Rows, kinds: Rows) -> npt.NDArray[np.bool_]:
    """Say of each problem whether every statement is true of a knight and false of a knave.

    Args:
        rows: prompts, with or without answers behind them.
        kinds: who is a knight, 1, and who a knave, 0, of shape (problems, 5).

    Returns:
        Truth values of shape (problems,).
    """
    said, first, second = rows[:, : 3 * MOST].reshape(len(rows), MOST, 3).transpose(2, 0, 1)
    here = said != NOBODY
    first, second = np.where(here, first, 0), np.where(here, second, 0)
    same = np.where(said >= SAYS_SAME, of(kinds, first) == of(kinds, second), of(kinds, first) == 1)
    true = same == ((said - SAYS_KNIGHT) % 2 == 0)
    return np.asarray(((true == (kinds == 1)) | ~here).all(axis=1))


def of(kinds: Rows, people: Rows) -> Rows:
    """Give the kinds of the people named.

    Args:
        kinds: of shape (problems, 5).
        people: their places in it, of shape (problems, any number).

    Returns:
        Of the shape of `people`.
    """
    return np.take_along_axis(kinds, people, axis=1)
