"""Laws of words, corpora and numbers of generations that somebody might as well have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from collapse.theory import zipf as theory

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNS = (1_000, 3_000, 10_000, 30_000, 100_000)
EXPONENTS = (1.2, 1.3, 1.4, 1.5, 1.6, 1.8)
TOKENS = (1e9, 1e10, 1e11, 1e12, 1e13, 1e14)
GENERATIONS = (1, 3, 10, 30, 100)


class Law(NamedTuple):
    """How often words occur: how many there are, and the two exponents with the rank at which they meet."""

    types: float
    exponents: tuple[float, float]
    turn: float


class Other(NamedTuple):
    """A parameter in words, the setting it has, and the law, corpus and generations that are looked at under it."""

    parameter: str
    setting: str
    law: theory.RankBins
    tokens: float
    generations: int


def others(words: Law, tokens: float, generations: int) -> Iterator[Other]:
    """Change one after the other, and leave the rest as it is."""
    law = theory.two_regimes(*words)
    for rank in TURNS:
        turned = theory.two_regimes(words.types, words.exponents, rank)
        yield Other("rank at which the law turns", f"{rank:,}", turned, tokens, generations)
    for exponent in EXPONENTS:
        single = theory.rank_bins(words.types, exponent)
        yield Other("exponent of a law without a turn", str(exponent), single, tokens, generations)
    for size in TOKENS:
        yield Other("tokens", f"{size:.0e}", law, size, generations)
    for last in GENERATIONS:
        yield Other("generations", str(last), law, tokens, last)
