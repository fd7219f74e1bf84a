"""What the import of a blog did, in the sentences that are printed: what is lost first, what looks otherwise last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.core.characters import shown
from press.core.counted import counted
from press.wordpress.content.surroundings import Loss, Weight

TITLES = {Weight.LOST: "Lost", Weight.MISSING: "Missing", Weight.CHANGED: "Changed", Weight.COSMETIC: "Looks otherwise"}
MOST = 3  # examples of a kind


class Report(NamedTuple):
    """What an import did: pages by what became of them, differences, and what is not in the folder and why."""

    written: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    files: int
    diffs: tuple[str, ...]
    losses: tuple[tuple[Loss, str], ...]
    withheld: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything that readers saw was carried over, and nothing was kept that differs."""
        return self.has_all_that_came and not any(loss.weight == Weight.MISSING for loss, _ in self.losses)

    @property
    def has_all_that_came(self) -> bool:
        """The same but for files, which no export holds."""
        return not self.kept and not any(loss.weight == Weight.LOST for loss, _ in self.losses)

    @property
    def sentences(self) -> Iterator[str]:
        """All there is to say, the verdict last."""
        yield from self.diffs
        for weight, title in TITLES.items():
            yield from (f"{title}: {line}" for line in _grouped(self.losses, weight))
        yield from (f"Not published: {shown(line)}" for line in _withheld(self.withheld))
        yield from (f"Kept, because it was edited here and has changed there: {shown(page)}" for page in self.kept)
        yield from (f"No longer in the source, kept here: {shown(page)}" for page in self.gone)
        counts = Counter(loss.weight for loss, _ in self.losses)
        ledger = ", ".join(f"{counts[weight]} {weight.name.lower()}" for weight in Weight)
        yield (
            f"{counted(len(self.written), 'page')} written, {len(self.changed)} changed, {self.unchanged} unchanged, "
            f"{len(self.kept)} kept, {counted(self.files, 'file')} copied; in the ledger {ledger}; "
            f"{len(self.withheld)} withheld"
        )


def _grouped(losses: Sequence[tuple[Loss, str]], weight: Weight) -> Iterator[str]:
    """One line a kind: the sentence itself where there is one, else how many and the first of them."""
    groups: dict[str, list[tuple[Loss, str]]] = {}
    for loss, page in losses:
        if loss.weight == weight:
            groups.setdefault(loss.kind, []).append((loss, page))
    for kind, found in groups.items():
        pages = list(dict.fromkeys(page for _, page in found))
        sentences = list(dict.fromkeys(loss for loss, _ in found))
        said = sentences[0] if len(sentences) == 1 else kind.replace("{}", "...")
        first = "" if len(sentences) == 1 or "{}" not in kind else f"; {_some([_special(loss) for loss in sentences])}"
        yield f"{shown(said)}{f' [{len(found)}]' if len(found) > 1 else ''} ({shown(_some(pages))}{shown(first)})"


def _special(loss: Loss) -> str:
    """What is said of one entry and not of its kind."""
    before, _, behind = loss.kind.partition("{}")
    behind = behind.rpartition("{}")[2]
    return loss.removeprefix(before).partition(behind)[0] if behind else loss.removeprefix(before)


def _withheld(entries: Sequence[str]) -> Iterator[str]:
    """Those of one page in one line."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        page, apart, what = entry.partition(": ")
        groups.setdefault(page if apart and page.endswith(".md") else entry, []).append(what)
    for page, found in groups.items():
        yield f"{page}: {_some(list(dict.fromkeys(found)))}" if page.endswith(".md") else page


def _some(found: Sequence[str]) -> str:
    return ", ".join(found[:MOST]) + (f" and {len(found) - MOST} more" if len(found) > MOST else "")
