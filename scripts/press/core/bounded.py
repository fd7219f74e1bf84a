"""A few lines of YAML can stand for more than there is memory for: these are refused before they are read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 50  # collections in one another; nobody writes ten
DEEP = f"nests more than {DEEPEST} levels deep; flatten it"


class TooMuch(yaml.YAMLError):
    """A few lines of YAML that would take for ever, or more memory than there is."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark  # as in PyYAML's own


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
