"""A few lines of YAML can stand for more than there is memory for: these are refused before they are read.

What its readers leave to Python's own errors, as a date that the calendar lacks, is a fault of the YAML with a place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml

DEEPEST = 50  # collections in one another; nobody writes ten
DEEP = f"nests more than {DEEPEST} levels deep; flatten it"

KINDS = {"timestamp": "date", "int": "whole number", "float": "number", "bool": "truth value", "binary": "binary data"}


def _strict(base: Any) -> Any:
    """A safe loader that tells of what cannot be as of any fault of the YAML."""
    loader: Any = type("Loader", (base,), {})
    for tag, kind in KINDS.items():
        loader.add_constructor(f"tag:yaml.org,2002:{tag}", _held(getattr(base, f"construct_yaml_{tag}"), kind))
    return loader


def _held(construct: Callable[..., Any], kind: str) -> Callable[..., Any]:
    def made(loader: Any, node: Any) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, KeyError, AttributeError, IndexError, OverflowError):
            problem = f"{node.value} is no {kind}"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None

    return made


PLAIN: Any = _strict(yaml.SafeLoader)
QUICK: Any = _strict(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class TooMuch(yaml.YAMLError):
    """A few lines of YAML that would take for ever, or more memory than there is."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark  # as in PyYAML's own


def told(error: Exception) -> tuple[int, str]:
    """The line of a fault of YAML, from 0, and what it is, without the reader's words on where it was read."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    return (mark.line if mark else 0), " ".join(str(problem or error).split())


def read(text: str, loader: Any = QUICK) -> Any:
    """What YAML says, if it is no more than it looks like."""
    hold(text)
    return yaml.load(text, Loader=loader)  # noqa: S506 - each of them a safe one


@lru_cache(maxsize=8)
def hold(text: str) -> None:
    """Refuse YAML that nests deeper than people write, or repeats what repeats; of other faults its reader tells."""
    repeated: list[bool] = []  # of each collection around, whether it or one around it can be repeated
    try:
        for event in yaml.parse(text, Loader=QUICK):
            if isinstance(event, yaml.CollectionEndEvent):
                repeated.pop()
            elif isinstance(event, yaml.CollectionStartEvent):
                repeated.append(bool(event.anchor) or True in repeated[-1:])
            if len(repeated) > DEEPEST:
                raise TooMuch(DEEP, event.start_mark)
            if isinstance(event, yaml.AliasEvent) and True in repeated[-1:]:
                raise TooMuch("repeats by * what repeats by * itself; write it out", event.start_mark)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in str(error):  # of a newer libYAML, which looks ahead and meets its own limit first
            raise TooMuch(DEEP, error.problem_mark) from None
    except yaml.reader.ReaderError:
        return
