"""What a reference may name: the results of an experiment, or of a run, behind one door."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar, TypeVarTuple

Step: TypeAlias = "str | int | float | tuple[str | int | float, ...]"
Steps: TypeAlias = "tuple[Step, ...]"


PARAMETER = "parameter"  # how the meaning of a parameter begins, which is as it was set
SHARES = {"share", "probability", "fraction", "chance"}
CHANGES = ("change", "gain", "difference")  # how the meaning of a number begins that may be below 0


class Number(NamedTuple):
    """A value that prose may quote, with its standard error (zero where exact), unit and meaning."""

    value: float
    error: float
    unit: str
    meaning: str

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole, which is 1."""
        return self.unit.partition(" ")[0] in SHARES

    @property
    def span(self) -> tuple[float, float]:
        """The least and the largest value that a number of its kind can have; its unit and meaning say the kind."""
        if self.meaning.startswith(PARAMETER):
            return self.value, self.value
        kind = self.unit.partition(" ")[0]
        if kind in {"share", "probability", "percent"}:
            most = 100.0 if kind == "percent" else 1.0
            return (-most if self.meaning.startswith(CHANGES) else 0.0), most
        return (0.0 if kind in {"ratio", "words", "tokens", "items", "errors"} else -math.inf), math.inf


class Source(Protocol):
    """Answers for one name; a ValueError says what is not there, and what is near."""

    @property
    def runs(self) -> int:
        """How many independent runs its errors are taken over; 0 where nobody says."""

    def at(self, steps: Steps) -> Number:
        """The number at a place."""

    def column(self, steps: Steps) -> list[float]:
        """The numbers of a column or a list."""

    def unit(self, steps: Steps) -> str:
        """The unit of the numbers of a column; empty where nobody says."""

    def entries(self, steps: Steps) -> list[Any]:
        """What stands in a column or a list, numbers or not."""

    def places(self) -> Iterator[Steps]:
        """The places where a number may be found."""


Known: TypeAlias = "Mapping[str, Source]"
Kind = TypeVar("Kind", bound=Source)
Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")


class Same(Generic[Kind]):
    """A source as a key: equal to itself alone, since what is found in it is asked for many times over."""

    def __init__(self, source: Kind) -> None:
        """Keep it."""
        self.source = source

    def __hash__(self) -> int:
        """By identity."""
        return id(self.source)

    def __eq__(self, other: object) -> bool:
        """Be the very same."""
        return isinstance(other, Same) and self.source is other.source


def remembered(most: int) -> Callable[[Callable[[Kind, *Asked], Answer]], Callable[[Kind, *Asked], Answer]]:
    """Let what is asked of a source be found once, while it is among so many last answers of that function."""

    def remembering(ask: Callable[[Kind, *Asked], Answer]) -> Callable[[Kind, *Asked], Answer]:
        @lru_cache(maxsize=most)
        def found(same: Same[Kind], *asked: *Asked) -> Answer:
            return ask(same.source, *asked)

        @wraps(ask)
        def once(source: Kind, /, *asked: *Asked) -> Answer:
            return found(Same(source), *asked)

        return once

    return remembering
