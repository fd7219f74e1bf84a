"""How many there are, as one says it: 1 page, 2 pages."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """A number and what it counts, with the plural where it is not one; `many` where that is no `s` at the end."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"
