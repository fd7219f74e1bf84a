"""One post of an export is imported as the article of a site: which it is, where it goes, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from press.core.errors import PressError
from press.wordpress.content import escape
from press.wordpress.content.expansions import Library
from press.wordpress.mirror import changes, entry, names, record, store
from press.wordpress.mirror.article import Article, OnePage
from press.wordpress.mirror.entry import Entry
from press.wordpress.mirror.report import Report
from press.wordpress.mirror.uploads import Uploads
from press.wordpress.source.model import Blog, Post

SLUGS_SHOWN = 40
FOOTER = "reply form and footer of the appliance (no part of an export)"


def import_post(
    blog: Blog,
    content: Path,
    *,
    export: Path,
    slug: str | None = None,
    to: str | None = None,
    origins: Sequence[str] = (),
    extensions: Iterable[str] = (),
    today: date,
    force: bool = False,
) -> Report:
    """Write the post called `slug` to `to` (else `SLUG.md`) below `content`, from the `blog` that `export` holds.

    Who calls holds the folder by `store.alone`.
    """
    seen = store.state(content)
    post = chosen(blog, slug, export)
    target, account = _target(content, to or f"{name(post)}.md"), f"{record.FOLDER}/{name(post)}.yml"
    known, before = record.read(content / account), changes.bytes_of(content / target)
    where = OnePage(blog._replace(posts=(post,), media=()), post, target, origins)
    terms = {term.key: term for term in blog.terms}
    writer = Article(blog, where, Uploads(None), Library([]), terms, escape.signs(extensions))
    day = known.mirrored if known else today
    made = writer.mirrored(post, day)
    if made.page != before and day != today:  # a page that says the same keeps its day
        day, made = today, writer.mirrored(post, today)
    if not force:
        _keep_edits(content / target, known, before, made)
    texts, _, report = changes.decide(content, [made], {}, force=True)
    losses = (*made.losses, *entry.of_export(blog))
    withheld = (*made.withheld, *_not_taken(post), FOOTER)
    kept = record.serialise(record.Record(
        page=target, permalink=names.permalink(post.link), source={"file": export.name, "sha256": blog.digest},
        written=record.digest(made.page), mirrored=day, withheld=list(withheld), losses=list(map(str, losses)),
    ))  # fmt: skip
    if texts or kept != changes.bytes_of(content / account):
        store.change(content, texts | {account: kept}, {}, seen)
    return report._replace(losses=tuple((loss, target) for loss in losses), withheld=(*withheld, *_others(blog)))


def _target(content: Path, to: str) -> str:
    path = PurePosixPath(to)
    if path.is_absolute() or ".." in path.parts or path.suffix != ".md":
        raise PressError(f"{to}: not a page below {content}; name one like `index.md`")
    return path.as_posix()


def _keep_edits(target: Path, known: record.Known | None, before: bytes | None, made: Entry) -> None:
    """Refuse to write over what no import wrote."""
    if before in {None, made.page}:
        return
    if known is None:
        raise PressError(f"{target}: stands there and is no import of this post; remove it or import with --force")
    if before is not None and record.digest(before) != known.written:
        diff = changes.diff(target.name, before, made.page)
        remedy = "import with --force to lose these edits"
        raise PressError(f"{target}: was edited by hand since it was imported; {remedy}:\n{diff}")


def chosen(exported: Blog, slug: str | None, export: Path) -> Post:
    """The post called `slug`, or the only public one; a PressError lists the slugs there are."""
    posts = [post for post in exported.posts if post.kind == "post"]
    public = [post for post in posts if post.public]
    chosen = [post for post in posts if slug is not None and name(post) == names.segment(slug)]
    if slug is None and len(public) == 1:
        return public[0]
    if len(chosen) == 1 and chosen[0].public:
        return chosen[0]
    there_are = ", ".join(sorted(name(post) for post in public)[:SLUGS_SHOWN])
    listing = f"published posts without a password: {there_are}"
    if not public:
        raise PressError(f"{export}: holds no published post without a password, and only such posts are imported")
    if slug is None:
        raise PressError(f"{export}: name the post to import by its slug; {listing}")
    if len(chosen) > 1:
        raise PressError(f"{export}: {len(chosen)} posts are called {slug!r}; give them different slugs in WordPress")
    why = "is not public, so it is not imported" if chosen else "is not among the posts"
    raise PressError(f"{export}: {slug!r} {why}; {listing}")


def name(post: Post) -> str:
    """What its page is called."""
    return names.segment(post.slug) or names.segment(post.title) or "untitled"


def _not_taken(post: Post) -> Iterator[str]:
    """What an export tells beside the article and nothing else confirms."""
    thumbnail = post.fields.count("_thumbnail_id")
    counts = {
        "author": bool(post.author),
        "date": 1,
        "excerpt": bool(post.excerpt),
        "approved comment": len(post.comments),
        "comment that was never public": post.hidden,
        "featured image": thumbnail,
        "other field": len(post.fields) - thumbnail,
    }
    yield from (what if count == 1 else f"{what} ({count})" for what, count in counts.items() if count)


def _others(exported: Blog) -> Iterator[str]:
    """A sentence about the posts that were not asked for, where there are any."""
    posts = [post for post in exported.posts if post.kind == "post"]
    left = len(posts) - 1
    hidden = sum(not post.public for post in posts)
    if left:
        yield f"{left} other posts of the export, {hidden} of them not public"
