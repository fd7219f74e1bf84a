"""What the import of a blog did, in the sentences that are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from press.core.characters import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Report(NamedTuple):
    """What an import did: pages by what became of them, differences, and what is not in the folder and why."""

    written: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    files: int
    diffs: tuple[str, ...]
    losses: tuple[tuple[str, str], ...]
    withheld: tuple[str, ...]

    @property
    def sentences(self) -> Iterator[str]:
        """All there is to say, the verdict last."""
        yield from self.diffs
        for sentence, pages in _grouped(self.losses):
            yield f"Not carried over: {shown(sentence)} ({shown(_some(pages))})"
        yield from (f"Not published: {shown(entry)}" for entry in self.withheld)
        yield from (f"Kept, because it was edited here and has changed there: {shown(page)}" for page in self.kept)
        yield from (f"No longer in the source, kept here: {shown(page)}" for page in self.gone)
        yield (
            f"{len(self.written)} pages written, {len(self.changed)} changed, {self.unchanged} unchanged, "
            f"{len(self.kept)} kept, {self.files} files copied; {len(self.losses)} entries in the ledger, "
            f"{len(self.withheld)} withheld"
        )


def _grouped(losses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for sentence, page in losses:
        groups.setdefault(sentence, []).append(page)
    yield from groups.items()


def _some(pages: Sequence[str]) -> str:
    return ", ".join(pages[:3]) + (f" and {len(pages) - 3} more" if len(pages) > 3 else "")
