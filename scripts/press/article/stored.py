"""What the stored series say of a test: how it comes out after each generation, and without each run.

A trained network has no sweep beside it, and yet each of its generations is stored, and often each seed. The columns
that its numbers were read from are found by `press.article.columns`. Where a number that moves cannot be followed,
nothing is said of the test.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import columns, expression, predicate
from press.core.results import RUNS, Results
from press.core.sourced import Known

ALONE = ", by the mean alone"  # where nobody stored the error of what changed
WITHOUT = "run left out"
LEAST = 2  # runs that are left, of which there is an error
Place = tuple[str, str]


def outcomes(text: str, known: Known) -> dict[str, dict[str, str]]:
    """How a test comes out by what counts the rows that its numbers end, and by the run that is left out."""
    numbers = dict(_numbers(text, known))
    return _by_row(text, known, numbers) | _by_run(text, known, numbers)


def _numbers(text: str, known: Known) -> Iterator[tuple[Place, Results]]:
    """The results whose numbers a test compares, by their name and the number's."""
    for reference in predicate.references(text):
        name, steps = expression.split(expression.parsed(reference)) or ("", ())
        found = known.get(name)
        if isinstance(found, Results) and len(steps) == 1 and str(steps[0]) in found.numbers:
            yield (name, str(steps[0])), found


def _by_row(text: str, known: Known, numbers: dict[Place, Results]) -> dict[str, dict[str, str]]:
    """The outcome in each row but the first, where all that moves is counted alike."""
    lines = {place: line for place, results in numbers.items() if (line := columns.line(results, place[1]))}
    still = all(columns.began(results, place[1]) for place, results in numbers.items() if place not in lines)
    if not lines or not still or len({(line.axis, *line.labels) for line in lines.values()}) > 1:
        return {}
    first, bare = next(iter(lines.values())), not all(line.errors for line in lines.values())
    found: dict[str, str] = {}
    for row, label in list(enumerate(first.labels))[1:]:
        changed = {place: (line.values[row], 0.0 if bare else line.errors[row]) for place, line in lines.items()}
        found[label] = predicate.evaluate(text, _with(known, numbers, changed))
    return {first.axis + (ALONE if bare else ""): found}


def _by_run(text: str, known: Known, numbers: dict[Place, Results]) -> dict[str, dict[str, str]]:
    """The outcome without each of the runs, where every number that has an error is stored run by run."""
    inexact = {place: results for place, results in numbers.items() if results.numbers[place[1]].error}
    single = {place: columns.runs(results, place[1]) for place, results in inexact.items()}
    count = min(map(len, single.values()), default=0)
    if count <= LEAST or any(len(values) != count for values in single.values()):
        return {}
    found: dict[str, str] = {}
    for left in range(count):
        changed = {place: columns.mean(values[:left] + values[left + 1 :]) for place, values in single.items()}
        found[str(left + 1)] = predicate.evaluate(text, _with(known, numbers, changed, fewer=1))
    return {WITHOUT: found}


def _with(
    known: Known, numbers: dict[Place, Results], changed: dict[Place, tuple[float, float]], fewer: int = 0
) -> Known:
    """What is known, with other values and errors of some numbers, taken over so many runs fewer."""
    found = dict(known)
    for name, results in {name: results for (name, _), results in numbers.items()}.items():
        other = {
            key: results.numbers[key]._replace(value=value, error=error)
            for (place, key), (value, error) in changed.items()
            if place == name
        }
        params = {key: value - fewer if key in RUNS else value for key, value in results.params.items()}
        found[name] = results._replace(numbers=results.numbers | other, params=params)
    return found
