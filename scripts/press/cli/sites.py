"""Verbs that make, show and send out what readers see: build, serve, publish, archive; and lsp, for an editor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from press.cli.group import FINDINGS, cli, echo
from press.core import files, project
from press.core.counted import counted
from press.core.distribution import need
from press.core.errors import PressError


@cli.command()
@click.option("--engine", default="mkdocs", show_default=True, help="mkdocs or zensical.")
@click.option("-d", "--site-dir", default="site", show_default=True, help="Where the site goes.")
def build(engine: str, site_dir: str) -> None:
    """Build the site; the old one stays until the new one is whole.

    \b
    Examples:
      press build
      press build --engine zensical --site-dir site-zensical
    """
    need("site")
    from press.site import engine as engines  # noqa: PLC0415

    found = project.find()
    if engine not in engines.ENGINES:
        raise PressError(f"no engine {engine!r}; there are {', '.join(engines.ENGINES)}")
    echo(f"Building the site with {engine} ...")
    site = (found.root / site_dir).resolve()
    engines.build(found, engine, site, echo)
    built = len(files.found(site, ".html"))
    echo(f"Built {counted(built, 'page')}; open {site / 'index.html'} or run: press serve")


@cli.command()
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, help="Address and port to serve at.")
def serve(dev_addr: str) -> None:
    """Serve the site here and rebuild what an edit makes stale.

    \b
    Example:
      press serve --dev-addr 127.0.0.1:8001
    """
    need("site")
    from press.site import engine  # noqa: PLC0415

    sys.exit(engine.serve(project.find(), dev_addr))


@cli.command()
@click.argument("name", required=False)
@click.option("--to", metavar="KIND:WHERE", help="A place that the settings do not name.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--rollback", is_flag=False, flag_value="", metavar="[DIGEST]", help="Go back to the former release.")
@click.option("--list", "listing", is_flag=True, help="Show the releases that can be gone back to.")
@click.option("--verify", metavar="URL", help="Afterwards compare the live bytes; the target's own url if not given.")
def publish(
    name: str | None, *, to: str | None, dry_run: bool, rollback: str | None, listing: bool, verify: str | None
) -> None:
    """Put the checked site on a host in one step that can be taken back; nothing that was not checked leaves.

    \b
    Examples:
      press publish                             the only target of the settings
      press publish live --dry-run              what would change
      press publish --to directory:/srv/www/claims
      press publish live --rollback             back to the release before
      press publish live --list
    """
    need("publish")
    from press import publish as hosts  # noqa: PLC0415
    from press.site import stamp  # noqa: PLC0415

    if sum((dry_run, rollback is not None, listing)) > 1:
        raise PressError("--dry-run, --rollback and --list are three things; ask for one")
    found = project.find()
    stamp.recover(found, echo)
    where = hosts.host(found, name, to)
    if listing:
        hosts.listing(where, echo)
    elif dry_run:
        hosts.preview(found, where, echo)
    else:
        address = hosts.address(where, verify)
        release = hosts.publish(found, where, echo) if rollback is None else hosts.rollback(where, rollback, echo)
        if address and not hosts.verify(found, release, address, where, echo):
            sys.exit(FINDINGS)


@cli.command()
@click.option("--to", metavar="FILE", type=click.Path(path_type=Path), help="[default: NAME.crate.zip]")
def archive(to: Path | None) -> None:
    """Pack results, claims, sources, code, the last audit and the built site as an RO-Crate, for an archive.

    \b
    Example:
      press archive --to of-means.crate.zip     after press build and press audit
    """
    need("archive")
    from press.archive import crate  # noqa: PLC0415

    found = project.find()
    target = to or Path(f"{found.root.name}.crate.zip")
    echo(f"{target}: {crate.pack(found, target, echo)} files")


@cli.command()
def lsp() -> None:
    """Serve an editor on standard input and output, by the Language Server Protocol; an editor starts it.

    \b
    Example:
      press lsp
    """
    need("lsp")
    from press.editor import server  # noqa: PLC0415

    server.serve()
