"""How far two pages agree, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from press.wordpress.proof.contents import KINDS, Facts


class Score(NamedTuple):
    """How much of each kind agrees, from 0 to 1, and the first difference of each kind that does not."""

    shares: dict[str, float]
    differences: tuple[str, ...]

    @property
    def whole(self) -> float:
        """The least share: a page is mirrored as far as its worst kind is."""
        return min(self.shares.values())


def compare(original: Facts, mirrored: Facts) -> Score:
    """Both pages, kind by kind."""
    shares, differences = {}, []
    for kind in KINDS:
        before, after = getattr(original, kind), getattr(mirrored, kind)
        shares[kind] = _share(before, after)
        if shares[kind] < 1:
            differences.append(f"{kind}: {_first(before, after)}")
    return Score(shares, tuple(differences))


def parted(before: Sequence[str], after: Sequence[str]) -> int:
    """Where two texts part."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))


def _share(before: Sequence[str], after: Sequence[str]) -> float:
    if before == after:
        return 1.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _first(before: Sequence[str], after: Sequence[str]) -> str:
    place = parted(before, after)
    shown = [" ".join(side[max(0, place - 3) : place + 4]) or "nothing" for side in (before, after)]
    return f'"{shown[0]}" there, "{shown[1]}" here'
