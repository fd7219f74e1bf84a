"""A post of a WordPress export becomes a page that shows the article's words and nobody's private data.

`wxr` reads the file, `choose` picks the post, `safe` cleans its HTML, `losses` lists what is left behind, `convert` and
`escape` write Markdown, `page` sets the page, `record` keeps the account of it. This module joins them and decides
whether to write.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from press.core import results
from press.core.errors import PressError
from press.html import hosts
from press.wordpress.mirror import choose, page, record
from press.wordpress.source import wxr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from press.wordpress.source.model import Blog, Post

DIFF_LINES = 40
FOOTER = "reply form and footer of the appliance (no part of an export)"


class Outcome(NamedTuple):
    """What an import did. `state` is written, changed or unchanged; `withheld` and `losses` are in the record too."""

    page: Path
    record: Path
    state: str
    withheld: tuple[str, ...]
    losses: tuple[str, ...]
    others: str
    diff: str

    @property
    def sentences(self) -> list[str]:
        """All there is to say, the verdict last."""
        verdict = {
            "written": f"Written: {self.page}",
            "changed": f"Changed, because the original or its conversion has: {self.page}",
            "unchanged": f"Unchanged: {self.page} says what the export says",
        }[self.state]
        return [
            *filter(None, [self.diff]),
            f"Not published: {'; '.join(self.withheld)}",
            *(f"Not carried over: {entry}" for entry in self.losses),
            *filter(None, [self.others]),
            f"{verdict} ({len(self.withheld)} withheld, {len(self.losses)} not carried over; record in {self.record})",
        ]


def import_post(
    export: Path,
    content: Path,
    *,
    slug: str | None = None,
    to: str | None = None,
    origins: Sequence[str] = (),
    today: date,
    force: bool = False,
) -> Outcome:
    """Write the post called `slug` to `to` (else `SLUG.md`) below `content`; `origins` are further own addresses."""
    exported = wxr.read(export)
    post = choose.post(exported, slug, export)
    name = choose.name(post)
    target, kept = _inside(content, to or f"{name}.md"), _inside(content, f"{record.FOLDER}/{name}.yml")
    terms = {(term.taxonomy, term.slug): term for term in exported.terms}
    article = page.article(post, name, _own(exported, post, origins), terms)
    before = _text(target)
    state, text = _decide(article, before, today)
    diff = _diff(before or "", text, target.name) if state == "changed" else ""
    if state == "changed" and not force:
        _refuse_to_overwrite(target, record.written(kept), before or "", diff)
    withheld = (*article.withheld, *choose.not_taken(post), FOOTER)
    dropped = f"characters that XML forbids, anywhere in the export: dropped ({exported.dropped})"
    losses = (*article.losses, *([dropped] if exported.dropped else []))
    results.replace(target, text.encode())
    results.replace(kept, record.serialise(record.Record(
        page=target.relative_to(content).as_posix(),
        permalink=article.permalink,
        source=export.name,
        source_digest=exported.digest,
        written=record.digest(text.encode()),
        mirrored=page.mirrored(text) or today,
        withheld=withheld,
        losses=losses,
    )))  # fmt: skip
    return Outcome(target, kept, state, withheld, losses, choose.others(exported), diff)


def _decide(article: page.Article, before: str | None, today: date) -> tuple[str, str]:
    """What is to happen to a page, and its text: one that says the same already keeps the day it was mirrored."""
    if before is None:
        return "written", page.compose(article, today)
    if before == page.compose(article, page.mirrored(before) or today):
        return "unchanged", before
    return "changed", page.compose(article, today)


def _own(exported: Blog, post: Post, origins: Sequence[str]) -> frozenset[str]:
    """The hosts that mean the exported site: as it was asked for, as the post was first saved, and as we are told."""
    found = [*map(hosts.host, [post.link, post.guid]), *map(hosts.named, origins)]
    return exported.hosts.union(filter(None, found))


def _inside(content: Path, relative: str) -> Path:
    """A path below `content`, whatever `relative` says."""
    path = content / relative
    inside = path.parent.resolve().is_relative_to(content.resolve())
    if not inside or path.is_symlink() or path.suffix not in {".md", ".yml"}:
        raise PressError(f"{relative}: not a page below {content}; name one like `index.md`")
    return path


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return None


def _refuse_to_overwrite(target: Path, written: str | None, before: str, diff: str) -> None:
    if written is None:
        raise PressError(f"{target}: stands there and is no import of this post; remove it or import with --force")
    if record.digest(before.encode()) != written:
        raise PressError(
            f"{target}: was edited by hand since it was imported; import with --force to lose these edits:\n{diff}"
        )


def _diff(before: str, after: str, name: str) -> str:
    lines = list(difflib.unified_diff(before.split("\n"), after.split("\n"), f"{name} (here)", f"{name} (import)",
                                      lineterm="", n=1))  # fmt: skip
    more = [f"... and {len(lines) - DIFF_LINES} lines more"] if len(lines) > DIFF_LINES else []
    return "\n".join(lines[:DIFF_LINES] + more)
