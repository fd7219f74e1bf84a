"""Verbs that bring a blog in, and skeletons: import, and new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from press.cli.group import CLEAN, FINDINGS, cli, echo
from press.core import project
from press.core.distribution import need


@cli.command("import")
@click.argument("kind", type=click.Choice(["wordpress"]))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Mirror the whole blog into DIR.")
@click.option("--media", metavar="FOLDER", help="A copy of wp-content/uploads, or the blog's address.")
@click.option("--type", "kinds", multiple=True, metavar="TYPE", help="Also entries of this type; repeatable.")
@click.option("--post", metavar="SLUG", help="Only the words of one post.")
@click.option("--as", "page", metavar="PAGE", help="The post's page below content/; SLUG.md if not given.")
@click.option("--origin", "origins", multiple=True, metavar="HOST", help="A host the blog was known by; repeatable.")
@click.option("--diff", "only_look", is_flag=True, help="Say what changed on the blog since, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite pages that were edited by hand.")
def import_(kind: str, sources: tuple[str, ...], *, folder: Path | None, **options: Any) -> None:  # noqa: ARG001
    """Mirror a WordPress blog, or the words of one post; what is not published is said and recorded.

    SOURCE is an export (Tools > Export), a folder of REST answers, the address of the live blog, or an export and one
    of the others: the export has mentions and old addresses, the server has what readers saw. Only what was public is
    taken. Exit 1 when something could not be carried over, or a page edited here was kept.

    \b
    Examples:
      press import wordpress export.xml --post what-synthetic-data-actually-solves --as index.md
      press import wordpress export.xml --media uploads --to content
      press import wordpress export.xml https://blog.example --to content
      press import wordpress https://blog.example --to content --diff
    """
    need("article")
    from press.wordpress import command  # noqa: PLC0415

    said, clean = command.run(sources, folder, report=lambda line: echo(line, err=True), **options)
    for sentence in said:
        echo(sentence)
    sys.exit(CLEAN if clean else FINDINGS)


@cli.command()
@click.argument("kind")
@click.argument("name", required=False)
@click.argument("exports", nargs=-1, metavar="[EXPORT]...")
@click.option("--media", metavar="FOLDER", help="Of a blog: a copy of wp-content/uploads, or the blog's address.")
def new(kind: str, name: str | None, exports: tuple[str, ...], media: str | None) -> None:
    """Write what works: an experiment, a check, or in a folder of its own a whole article or a WordPress blog.

    \b
    Examples:
      press new article my-article
      press new blog my-blog export.xml --media uploads
      press new experiment coin_mean
      press new check tabs
    """
    need("article")
    from press import new as skeletons  # noqa: PLC0415

    if kind != "blog" and (exports or media):
        raise click.UsageError("exports and --media are for a blog, as in: press new blog my-blog export.xml")
    if kind == "blog":
        lines, whole = skeletons.blog(Path(name or "."), exports, media, lambda line: echo(line, err=True))
        echo("\n".join(lines))
        sys.exit(CLEAN if whole else FINDINGS)
    if kind == "article":
        lines = skeletons.article(Path(name or "."))
    elif name is None:
        raise click.UsageError(f"name the {kind}, as in: press new {kind} NAME")
    else:
        lines = skeletons.create(project.find(), kind, name)
    for line in lines:
        echo(line)
