"""Places in JSON: a key, a position in a list of numbers, `["field=value"]` in a list of objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from press.core.sourced import Step, Steps
from press.runs.found import Found, near, number


def find(body: Any, steps: Steps) -> Found:
    """What stands at a place; a ValueError says which step leads nowhere."""
    value, field, beside = body, "", {}
    for step in steps:
        if isinstance(value, dict):
            if str(step) not in value:
                raise ValueError(f"no {step!r} there; {near(step, value)}")
            field, beside = str(step), value
            value = value[str(step)]
        elif isinstance(value, list):
            value = _item(value, step)
        else:
            raise ValueError(f"{step!r} leads on from {field!r}, which is one value")  # noqa: TRY004 - a fault of a place
    return Found(value, field, beside)


def column(body: Any, steps: Steps) -> list[Any]:
    """The values of a list, or of one field of a list of objects, or of a mapping of values."""
    try:
        value = find(body, steps).value
    except ValueError:
        inner = find(body, steps[:-1]).value if steps else None
        rows = list(inner.values()) if isinstance(inner, dict) else inner
        if not isinstance(rows, list) or not all(isinstance(row, dict) and str(steps[-1]) in row for row in rows):
            raise
        return [row[str(steps[-1])] for row in rows]
    if isinstance(value, dict | list):
        return list(value.values() if isinstance(value, dict) else value)
    raise ValueError("that is one value, and no list")


def places(body: Any) -> Iterator[Steps]:
    """The places of numbers; the objects of a list are named by a field that tells them apart."""
    if isinstance(body, dict):
        for key, value in body.items():
            if isinstance(value, dict) and "value" in value:
                yield (key,)
            else:
                yield from ((key, *rest) for rest in places(value))
    elif isinstance(body, list):
        yield from _places_of(body)
    elif isinstance(body, int | float | str) and not isinstance(body, bool):
        with suppress(ValueError):
            number(body)
            yield ()


def _places_of(values: list[Any]) -> Iterator[Steps]:
    if not any(isinstance(each, dict) for each in values):
        yield from ((index, *rest) for index, value in enumerate(values) for rest in places(value))
    elif all(isinstance(each, dict) for each in values):
        fields = [field for field in values[0] if len({str(each.get(field)) for each in values}) == len(values)]
        for each in values if fields else ():
            yield from ((f"{fields[0]}={each[fields[0]]}", *rest) for rest in places(each))


def _item(values: list[Any], step: Step) -> Any:
    """An item of a list: of objects by a field, since another order would be another number."""
    objects = [each for each in values if isinstance(each, dict)]
    if isinstance(step, int) and not objects:
        if not -len(values) <= step < len(values):
            raise ValueError(f"no [{step}] there; the list has {len(values)}")
        return values[step]
    conditions = step if isinstance(step, tuple) else (step,)
    named = [str(each).partition("=") for each in conditions]
    if not objects or not all(sign for _, sign, _ in named):
        first = next(iter(objects[0]), "field") if objects else ""
        example = f'["{first}={objects[0].get(first)}"]' if objects else "[0]"
        raise ValueError(f"{step!r} names no item of a list; write one such as {example}")
    found = [each for each in objects if all(alike(each.get(field), value) for field, _, value in named)]
    if len(found) == 1:
        return found[0]
    said = ", ".join(map(str, conditions))
    if found:
        raise ValueError(f'{said!r} is true of {len(found)} items; name further fields: ["a=1", "b=2"]')
    field = named[0][0]
    raise ValueError(f"no item with {said!r}; {near(said, (f'{field}={each.get(field)}' for each in objects))}")


def alike(stored: Any, said: Any) -> bool:
    """Whether a value is what a place names: the same words, or the same number."""
    if str(stored).strip() == str(said).strip():
        return True
    try:
        return float(stored) == float(said)
    except (TypeError, ValueError):
        return False
