"""What `press import wordpress` does with its arguments."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from press.core import project, settings
from press.core.errors import PressError
from press.wordpress.content.surroundings import Loss, Weight, changed, lost
from press.wordpress.mirror import store
from press.wordpress.mirror.blog import import_blog
from press.wordpress.mirror.entry import Entry
from press.wordpress.mirror.post import import_post
from press.wordpress.mirror.report import Report
from press.wordpress.proof import differences
from press.wordpress.source import given
from press.wordpress.source.model import Post

VERB = "press import"


def run(
    names: Sequence[str],
    folder: Path | None,
    *,
    media: str | None,
    kinds: Sequence[str],
    post: str | None,
    page: str | None,
    origins: Sequence[str],
    only_look: bool,
    force: bool,
    report: Callable[[str], None],
) -> tuple[Iterable[str], bool]:
    """What to say, and whether everything was carried over."""
    if folder is None:
        if len(names) > 1 or media or kinds or only_look:
            raise PressError("--media, --type, --diff and a second source are for a whole blog; add --to DIR")
        content = _content(names)
        with store.alone(content, VERB):
            imported = import_post(
                given.read(names, None), content, export=Path(names[0]), slug=post, to=page, origins=origins,
                extensions=enabled(content), force=force,
                today=date.today(),  # noqa: DTZ011 - the author's own calendar day
            )  # fmt: skip
        return imported.sentences, imported.is_whole
    if post or page:
        raise PressError("--post and --as are for one post; --to DIR mirrors the whole blog")
    said, mirrored = mirror_blog(
        names, folder, media=media, kinds=kinds, origins=origins, only_look=only_look, force=force, report=report,
    )  # fmt: skip
    return said, mirrored.is_whole


def mirror_blog(
    names: Sequence[str],
    folder: Path,
    *,
    media: str | None = None,
    kinds: Sequence[str] = (),
    origins: Sequence[str] = (),
    only_look: bool = False,
    force: bool = False,
    report: Callable[[str], None],
) -> tuple[list[str], Report]:
    """Bring `folder` up to date with a whole blog; what to say, and what was done."""
    asks = given.client([*names, media or ""], origins, report)
    local = None if media is None or given.ADDRESS.match(media) else Path(media)
    if local is not None and not local.is_dir():
        raise PressError(f"{local}: no such folder; name a copy of wp-content/uploads, or the blog's address")
    with store.alone(folder, VERB):
        blog = given.read(names, asks)
        fetch = asks.download if asks else None
        mirrored = import_blog(
            blog, folder, media=local, fetch=fetch, origins=origins, kinds=kinds, extensions=enabled(folder),
            today=date.today(),  # noqa: DTZ011 - the author's own calendar day
             prove=partial(_proven, differences.Reader(blog)), force=force, only_look=only_look,
        )  # fmt: skip
    return [*mirrored.sentences, *_next(mirrored, has_files=bool(media or fetch))], mirrored


def _next(mirrored: Report, *, has_files: bool) -> Iterator[str]:
    """What there is left to do."""
    if not has_files and any(loss.weight == Weight.MISSING for loss, _ in mirrored.losses):
        yield "next: again with --media FOLDER, a copy of wp-content/uploads, or with the address of the blog"
    if mirrored.kept:
        yield "next: look at what was kept; --force writes over it"


def _content(names: Sequence[str]) -> Path:
    try:
        return Path(os.path.relpath(project.find().content))
    except PressError as error:
        raise PressError(f"{error}; a site of the whole blog is made by: press new blog FOLDER {names[0]}") from error


def _proven(reader: differences.Reader, post: Post, made: Entry) -> Iterator[Loss]:
    """What the original of a page has and the page has not, and the other way round."""
    for found in reader.written(post, made.page.decode(), made.comments, made.losses):
        yield (lost if found.is_lost else changed)(found.sentence, found.some)


def enabled(folder: Path) -> list[str]:
    """The Markdown extensions and plugins of the site that `folder` belongs to, which text has to be safe from."""
    for above in (folder.resolve(), *folder.resolve().parents):
        if (above / settings.FILE).is_file():
            said = settings.read(above)
            kinds = ("markdown_extensions", "plugins")
            return [name for kind in kinds for entry in settings.extensions(said, kind) for name in entry]
    return []
