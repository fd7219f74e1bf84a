"""What holds of every task: its solver is right, what is not right does not pass, and higher levels are harder."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collapse.tasks import arithmetic, formulas, knights, problems, programs, proofs, sudoku

TASKS = {
    "addition": (arithmetic.Addition(5), range(1, 6)),
    "quantities": (formulas.Quantities(4), range(1, 5)),
    "sudoku": (sudoku.Sudoku(), range(2, 15, 2)),
    "knights": (knights.Knights(), range(2, 6)),
    "programs": (programs.Programs(), range(1, 6)),
    "proofs": (proofs.Proofs(), range(1, 7)),
}
SEEDS = st.integers(0, 2**32 - 1)
every_task = pytest.mark.parametrize("name", TASKS)
quickly = settings(max_examples=25, deadline=None)


def drawn(name, seed, count=60, level=None):
    task, levels = TASKS[name]
    rng = np.random.default_rng(seed)
    chosen = rng.choice(levels, size=count) if level is None else np.full(count, level)
    return task, task.draw(chosen, rng)


def answered(task, rows, answers):
    return np.concatenate([rows[:, : task.shape.prompt], answers], axis=1)


@every_task
@quickly
@given(seed=SEEDS)
def test_what_a_problem_was_made_from_and_what_the_solver_says_are_right(name, seed):
    """The planted answer and the solver's, which sees the prompt alone, both pass; tokens stay in the vocabulary."""
    task, rows = drawn(name, seed)
    assert rows.shape == (60, task.shape.prompt + task.shape.answer)
    assert rows.min() >= 0
    assert rows.max() < task.shape.vocabulary
    assert task.right(rows).all()
    blind = answered(task, rows, np.zeros((60, task.shape.answer), dtype=int))
    assert task.right(answered(task, rows, task.solve(blind))).all()


@every_task
@quickly
@given(seed=SEEDS)
def test_what_the_oracle_refuses_does_not_pass(name, seed):
    """Of answers with one token changed, exactly those pass that are right by a plain reading of the rules."""
    task, rows = drawn(name, seed)
    rng = np.random.default_rng([seed, 1])
    columns = task.shape.prompt + rng.integers(task.shape.answer, size=len(rows))
    rows[np.arange(len(rows)), columns] = rng.integers(task.shape.vocabulary, size=len(rows))
    assert task.right(rows).tolist() == [ORACLES[name](row.tolist()) for row in rows]


@every_task
def test_most_corrupted_answers_fail(name):
    """A token changed at random nearly always makes a right answer wrong: the verifier looks at all of it."""
    task, rows = drawn(name, 5, count=2000)
    for column in range(task.shape.prompt, rows.shape[1]):
        before = rows[:, column] if task.shape.end is None else np.where(rows[:, column - 1] == task.shape.end, -1, 0)
        corrupted = rows.copy()
        corrupted[:, column] = (corrupted[:, column] + 1) % task.shape.vocabulary
        read = before >= 0  # what stands behind the end is not read
        if read.any():
            assert task.right(corrupted[read]).mean() < 0.2


@every_task
def test_answers_to_other_problems_fail(name):
    """An answer is held to its own problem."""
    task, rows = drawn(name, 6, count=1000, level=max(TASKS[name][1][:-1]))
    swapped = answered(task, rows, np.roll(rows[:, task.shape.prompt :], 1, axis=0))
    assert task.right(swapped).mean() < 0.15


@every_task
def test_the_two_parts_have_no_problem_in_common(name):
    """One problem in five is held out, and none of those is ever drawn for training."""
    task, levels = TASKS[name]
    rng = np.random.default_rng(1)
    chosen = rng.choice(levels[-2:], size=3000)
    training, test = problems.draw(task, chosen, rng), problems.draw(task, chosen, rng, held_out=True)
    part = task.shape.identity or slice(task.shape.prompt)
    assert not {row.tobytes() for row in training[:, part]} & {row.tobytes() for row in test[:, part]}
    assert task.right(training).all()
    assert task.right(test).all()
    assert problems.is_held_out(task, task.draw(chosen, rng)).mean() == pytest.approx(0.2, abs=0.06)


@pytest.mark.slow
@every_task
def test_higher_levels_are_harder(name):
    """By a measure of the task's own, each level asks for more than the one below."""
    task, levels = TASKS[name]
    measured = []
    for level in levels:
        rows = task.draw(np.full(3000, level), np.random.default_rng(level))
        measured.append(HARDNESS[name](task, rows))
    assert (np.diff(measured) > 0).all()


@every_task
def test_a_level_that_does_not_exist_is_refused(name):
    """A task says which levels it has."""
    task, levels = TASKS[name]
    with pytest.raises(ValueError, match=r"levels run from .* are accepted"):
        task.draw(np.array([max(levels) + 5]), np.random.default_rng(1))


def blind_guess(task, rows):
    """How rarely one of many uniform guesses at what is blank is right."""
    rng = np.random.default_rng(1)
    blank = rows[:, :16] == sudoku.BLANK
    guess = np.where(blank, rng.integers(1, 5, size=blank.shape), rows[:, :16])
    wrong = [len({*line}) < 4 for row in guess for line in row[sudoku.LINES].tolist()]
    return np.mean(wrong)


HARDNESS = {
    "addition": lambda task, rows: task.longest_carry(rows).mean(),
    "quantities": lambda task, rows: (task.solve(rows)[:, :-2] > 0).sum(axis=1).mean(),
    "sudoku": blind_guess,
    "knights": lambda task, rows: (rows[:, task.shape.prompt :] != knights.NOBODY).sum(axis=1).mean(),
    "programs": lambda task, rows: (task.solve(rows) != programs.END).sum(axis=1).mean(),
    "proofs": lambda task, rows: (task.solve(rows) != proofs.END).sum(axis=1).mean(),
}


# The oracles read a row in plain Python, one at a time, and share no code with the verifiers.


def oracle_addition(row):
    first = int("".join(str(token // 10) for token in reversed(row[:5])))
    second = int("".join(str(token % 10) for token in reversed(row[:5])))
    digits = [token - 101 for token in reversed(row[6:])]
    return all(0 <= digit <= 9 for digit in digits) and int("".join(map(str, digits))) == first + second


def oracle_quantities(row):
    first, second = int("".join(map(str, reversed(row[:4])))), row[6]
    power = formulas.PREFIXES[row[4] - 10] + formulas.PREFIXES[row[7] - 10]
    units = [unit for *asked, unit in formulas.FORMULAS if asked == [formulas.UNITS[row[i] - 40] for i in (5, 8)]]
    *digits, said_power, said_unit = row[10:]
    if max(digits) > 9 or not 15 <= said_power < 40 or not 40 <= said_unit < 40 + len(formulas.UNITS):
        return False
    value = int("".join(map(str, reversed(digits))))
    same = value * 10 ** (said_power - 15) == first * second * 10 ** (power + 12)
    return same and [formulas.UNITS[said_unit - 40]] == units


def oracle_sudoku(row):
    answer = row[17:]
    lines = [answer[4 * i : 4 * i + 4] for i in range(4)] + [answer[i::4] for i in range(4)]
    lines += [[answer[corner + step] for step in (0, 1, 4, 5)] for corner in (0, 2, 8, 10)]
    return all(sorted(line) == [1, 2, 3, 4] for line in lines) and all(
        clue in (0, cell) for clue, cell in zip(row[:16], answer, strict=True)
    )


def oracle_knights(row):
    answer = row[16:]
    for speaker in range(5):
        said, first, second = row[3 * speaker : 3 * speaker + 3]
        if said == 9:
            if answer[speaker] != 9:
                return False
            continue
        if answer[speaker] not in (11, 12):
            return False
        claims = {
            5: answer[first] == 12,
            6: answer[first] != 12,
            7: (answer[first] == 12) == (answer[second] == 12),
            8: (answer[first] == 12) != (answer[second] == 12),
        }
        if claims[said] != (answer[speaker] == 12):
            return False
    return True


def oracle_programs(row):
    operations = {
        4: lambda x: x[::-1],
        5: lambda x: x[1:] + x[:1],
        6: lambda x: [x[1], x[0], x[2]],
        7: lambda x: [(each + 1) % 4 for each in x],
        8: sorted,
    }
    answer = row[13:]
    if 10 not in answer:
        return False
    for start in (0, 6):
        now = row[start : start + 3]
        for token in answer[: answer.index(10)]:
            if token not in operations:
                return False
            now = operations[token](now)
        if now != row[start + 3 : start + 6]:
            return False
    return True


def oracle_proofs(row):
    rules, fact, goal, answer = row[:8], row[8] - 64, row[9] - 64, row[11:]
    if 73 not in answer:
        return False
    for token in answer[: answer.index(73)]:
        if token not in rules or token % 8 != goal:
            return False
        goal = token // 8
    return goal == fact


ORACLES = {name.removeprefix("oracle_"): function for name, function in globals().items() if "oracle_" in name}
